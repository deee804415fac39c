//! The policies of a document, wherever in it they stand: an IAM policy, a CloudFormation or SAM template, a Terraform
//! module or plan, or what the AWS CLI prints of a policy.

use super::place::{Malformed, Place};
use super::text::{list, spellings, text, texts};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a file says that is judged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    pub(super) policies: Vec<Policy>,
    /// What application profiles are copied from that the file creates, by the text that refers to them.
    pub(super) applications: BTreeMap<String, String>,
    pub(super) form: Form,
    /// How the document writes what `text` has one name for.
    pub(super) spellings: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Policy {
    pub(super) version: Option<String>,
    pub(super) statements: Vec<Statement>,
}

/// A statement, with what stands for the account of the deployment in one form.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// The id in backticks, or the position in its policy counted from one.
    pub(super) name: String,
    pub(super) sid: Option<String>,
    pub(super) allows: bool,
    pub(super) actions: Selection,
    pub(super) resources: Selection,
    pub(super) conditions: Vec<Condition>,
    pub(super) has_principal: bool,
    /// Whether the conditions are none that can be read.
    pub(super) is_condition_malformed: bool,
    /// Elements that there are not.
    pub(super) unknown: Vec<String>,
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) texts: Vec<String>,
    /// Whether they are what is left out.
    pub(super) is_of_others: bool,
}

/// `{ operator: { key: values } }`
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) operator: String,
    pub(super) key: String,
    pub(super) values: Vec<String>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Iam,
    Cloudformation,
    Sam,
    Terraform,
}

impl Document {
    /// All policies in the document; an error where there is none, or a statement is not right.
    pub(crate) fn of(value: &Value) -> Result<Self, Malformed> {
        let mut document = Document { form: Form::of(value), spellings: spellings(value), ..Document::default() };
        document.collect(value, &Place::default())?;
        if document.statements().next().is_none() {
            return Err(Malformed {
                place: Place::default(),
                message: "there is no policy in it\n\
                     help: `check` reads IAM policies, templates of CloudFormation and SAM, and what Terraform has in JSON"
                    .to_owned(),
            });
        }
        Ok(document)
    }

    pub(super) fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.policies.iter().flat_map(|policy| &policy.statements)
    }

    /// Every text that may name something, to be rewritten.
    pub(super) fn names(&mut self) -> impl Iterator<Item = &mut String> {
        let statements = self.policies.iter_mut().flat_map(|policy| &mut policy.statements);
        let of_statements = statements.flat_map(|statement| {
            let values = statement.conditions.iter_mut().flat_map(|condition| &mut condition.values);
            statement.resources.texts.iter_mut().chain(values)
        });
        of_statements.chain(self.applications.values_mut())
    }

    fn collect(&mut self, value: &Value, place: &Place) -> Result<(), Malformed> {
        match value {
            Value::Object(entries) => entries.iter().try_for_each(|(key, value)| {
                self.application(key, value);
                let place = place.entry(key);
                match key.as_str() {
                    "Statement" => self.policy(entries, &IAM, &place),
                    "aws_iam_policy_document" => self.documents_of_terraform(value, &place),
                    _ => self.collect(value, &place),
                }
            }),
            Value::Array(values) => {
                values.iter().enumerate().try_for_each(|(at, value)| self.collect(value, &place.item(at)))
            }
            // A document as text in a document.
            Value::String(text) if text.trim_start().starts_with('{') => {
                serde_json::from_str(text).map_or(Ok(()), |inner: Value| self.collect(&inner, &place.inner()))
            }
            _ => Ok(()),
        }
    }

    fn documents_of_terraform(&mut self, value: &Value, place: &Place) -> Result<(), Malformed> {
        match value {
            Value::Array(values) => values
                .iter()
                .enumerate()
                .try_for_each(|(at, value)| self.documents_of_terraform(value, &place.item(at))),
            Value::Object(entries) => entries.iter().try_for_each(|(key, value)| match key.as_str() {
                "statement" => self.policy(entries, &TERRAFORM, &place.entry(key)),
                _ => self.documents_of_terraform(value, &place.entry(key)),
            }),
            _ => Ok(()),
        }
    }

    /// One statement, or a list of them, of the policy with these entries.
    fn policy(&mut self, entries: &Map<String, Value>, elements: &Elements, place: &Place) -> Result<(), Malformed> {
        let statements = entries.get(elements.statement).unwrap_or(&Value::Null);
        let mut policy = Policy { version: entries.get(elements.version).map(text), statements: Vec::new() };
        for (at, value) in list(statements).into_iter().enumerate() {
            let place = if statements.is_array() { place.item(at) } else { place.clone() };
            let read = statement(value, at + 1, elements);
            policy.statements.push(read.map_err(|message| Malformed { place, message })?);
        }
        self.policies.push(policy);
        Ok(())
    }

    /// Keeps what application profiles are copied from, where the entry creates some.
    fn application(&mut self, key: &str, value: &Value) {
        if value.get("Type").and_then(Value::as_str) == Some("AWS::Bedrock::ApplicationInferenceProfile") {
            let copied = value.pointer("/Properties/ModelSource/CopyFrom");
            self.applications.extend(copied.map(|copied| (format!("${{{key}.InferenceProfileArn}}"), text(copied))));
        }
        if key == "aws_bedrock_inference_profile" {
            for (label, profile) in list(value).into_iter().filter_map(Value::as_object).flatten() {
                let mut blocks =
                    list(profile).into_iter().filter_map(|profile| profile.get("model_source")).flat_map(list);
                let copied = blocks.find_map(|block| block.get("copy_from"));
                self.applications.extend(copied.map(|copied| (format!("${{{key}.{label}.arn}}"), text(copied))));
            }
        }
    }
}

impl Form {
    fn of(document: &Value) -> Self {
        let has = |key| document.get(key).is_some();
        let transforms = document.get("Transform").map(list).unwrap_or_default();
        if transforms.iter().any(|name| name.as_str().is_some_and(|name| name.starts_with("AWS::Serverless-"))) {
            Form::Sam
        } else if has("AWSTemplateFormatVersion") || has("Resources") {
            Form::Cloudformation
        } else if has("data") || has("resource") || has("root_module") {
            Form::Terraform
        } else {
            Form::Iam
        }
    }
}

/// What the elements of a policy are called.
struct Elements {
    version: &'static str,
    statement: &'static str,
    sid: &'static str,
    effect: &'static str,
    /// Each with the one that names what is left out.
    action: [&'static str; 2],
    resource: [&'static str; 2],
    principal: [&'static str; 2],
    conditions: fn(&Map<String, Value>) -> Vec<Condition>,
    /// What a statement does that does not say it.
    default_effect: Option<&'static str>,
}

impl Elements {
    /// Those of a statement of IAM that there are not. Terraform itself refuses such.
    fn unknown(&self, entries: &Map<String, Value>) -> Vec<String> {
        if self.statement != IAM.statement {
            return Vec::new();
        }
        let known = [&[self.sid, self.effect, "Condition"][..], &self.action, &self.resource, &self.principal].concat();
        let is_known = |key: &str| known.iter().any(|known| known.eq_ignore_ascii_case(key)) || key.starts_with("Fn::");
        entries.keys().filter(|key| !is_known(key)).cloned().collect()
    }
}

const IAM: Elements = Elements {
    version: "Version",
    statement: "Statement",
    sid: "Sid",
    effect: "Effect",
    action: ["Action", "NotAction"],
    resource: ["Resource", "NotResource"],
    principal: ["Principal", "NotPrincipal"],
    conditions: conditions_of_iam,
    default_effect: None,
};

const TERRAFORM: Elements = Elements {
    version: "version",
    statement: "statement",
    sid: "sid",
    effect: "effect",
    action: ["actions", "not_actions"],
    resource: ["resources", "not_resources"],
    principal: ["principals", "not_principals"],
    conditions: conditions_of_terraform,
    default_effect: Some("Allow"),
};

fn statement(value: &Value, position: usize, elements: &Elements) -> Result<Statement, String> {
    let Value::Object(entries) = value else { return Err(format!("statement {position} is not an object")) };
    let sid = entries.get(elements.sid).and_then(Value::as_str).filter(|sid| !sid.is_empty());
    let name = sid.map_or_else(|| format!("{position}"), |sid| format!("`{}`", sid.escape_debug()));
    let effect = entries.get(elements.effect).map_or(elements.default_effect, Value::as_str);
    let allows = match effect {
        Some("Allow") => true,
        Some("Deny") => false,
        _ => return Err(format!("statement {name} has no `{}` that is `Allow` or `Deny`", elements.effect)),
    };
    Ok(Statement {
        name,
        sid: sid.map(str::to_owned),
        allows,
        actions: selection(entries, elements.action),
        resources: selection(entries, elements.resource),
        conditions: (elements.conditions)(entries),
        has_principal: elements.principal.iter().any(|key| entries.contains_key(*key)),
        is_condition_malformed: entries.get("Condition").is_some_and(|condition| !is_condition(condition)),
        unknown: elements.unknown(entries),
    })
}

/// Whether it is an object of objects, or what a template makes one of.
fn is_condition(value: &Value) -> bool {
    let is_intrinsic = |key: &str| key == "Ref" || key.starts_with("Fn::");
    value.as_object().is_some_and(|operators| operators.iter().all(|(key, it)| it.is_object() || is_intrinsic(key)))
}

fn selection(entries: &Map<String, Value>, [named, left_out]: [&str; 2]) -> Selection {
    let left_out = entries.get(left_out);
    let is_of_others = left_out.is_some();
    Selection { texts: texts(left_out.or_else(|| entries.get(named))), is_of_others }
}

fn conditions_of_iam(entries: &Map<String, Value>) -> Vec<Condition> {
    let conditions = entries.get("Condition").and_then(Value::as_object).into_iter().flatten();
    let conditions = conditions.flat_map(|(operator, keys)| {
        keys.as_object().into_iter().flatten().map(|(key, values)| Condition {
            operator: operator.clone(),
            key: key.clone(),
            values: texts(Some(values)),
        })
    });
    conditions.collect()
}

fn conditions_of_terraform(entries: &Map<String, Value>) -> Vec<Condition> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut conditions: Vec<Condition> = Vec::new();
    for block in entries.get("condition").map(list).unwrap_or_default() {
        let (operator, key) = (text(block.get("test")), text(block.get("variable")));
        let values = texts(block.get("values"));
        // Terraform joins the values of blocks that are alike.
        match conditions.iter_mut().find(|condition| condition.operator == operator && condition.key == key) {
            Some(condition) => condition.values.extend(values),
            None => conditions.push(Condition { operator, key, values }),
        }
    }
    conditions
}
