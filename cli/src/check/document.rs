//! The policies of a document, wherever in it they stand: an IAM policy, a CloudFormation or SAM template, a Terraform
//! module or plan, or what the AWS CLI prints of a policy.

use super::attached::Attached;
use super::finding::{Finding, Kind, Severity};
use super::identity::Identity;
use super::place::{Malformed, Place};
pub(super) use super::statement::{Condition, Selection, Statement};
use super::statement::{Elements, IAM, TERRAFORM, statement};
use super::text::{list, spellings, text};
use super::unread;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a file says that is judged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    pub(super) policies: Vec<Policy>,
    /// What application profiles are copied from that the file creates, by the text that refers to them.
    pub(super) applications: BTreeMap<String, String>,
    pub(super) form: Form,
    /// How the document writes what `text` has one name for.
    pub(super) spellings: Vec<(&'static str, String)>,
    /// What is said of it before it is judged.
    pub(super) notes: Vec<Finding>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Policy {
    /// A logical id, an address, or what else tells it from others; `None` where it is the only one.
    pub(super) name: Option<String>,
    /// Whose it is, as far as the document tells.
    pub(super) identities: BTreeSet<Identity>,
    pub(super) version: Option<String>,
    pub(super) statements: Vec<Statement>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Iam,
    Cloudformation,
    Sam,
    Terraform,
    /// The policies of an account, as `aws iam get-account-authorization-details` prints them.
    Account,
}

/// What is said of a document that may have no policy.
pub(super) const NO_POLICY: &str = "there is no policy in it to judge";

impl Document {
    /// All policies in the document; an error where a statement is not right, or none is there and none may be left out.
    pub(crate) fn of(value: &Value) -> Result<Self, Malformed> {
        let mut document = Document { form: Form::of(value), spellings: spellings(value), ..Document::default() };
        document.notes = unread::findings(value);
        let mut reader = Reader { root: value, attached: Attached::of(value), document };
        match value.get("planned_values") {
            // A plan tells what was, too.
            Some(planned) => reader.collect(planned, &Place::default().entry("planned_values"))?,
            None => reader.collect(value, &Place::default())?,
        }
        let mut document = reader.document;
        document.name_policies();
        if document.policies.iter().all(|policy| policy.statements.is_empty()) && document.notes.is_empty() {
            document.notes.push(document.without_policy()?);
        }
        Ok(document)
    }

    fn without_policy(&self) -> Result<Finding, Malformed> {
        if self.form != Form::Iam {
            return Ok(Finding::new(Severity::Note, Kind::Beside, None, NO_POLICY));
        }
        Err(Malformed {
            place: Place::default(),
            message: "there is no policy in it\n\
                 help: `check` reads IAM policies, templates of CloudFormation and SAM, and what Terraform has in JSON"
                .to_owned(),
        })
    }

    /// Tells policies and their statements from each other, where there are several.
    fn name_policies(&mut self) {
        let are_several = self.policies.len() > 1;
        let of_statements = self.notes.iter_mut().filter(|note| note.statement.is_some() && !are_several);
        of_statements.for_each(|note| note.policy = None);
        for policy in &mut self.policies {
            policy.name = policy.name.take().filter(|name| are_several && !name.is_empty());
            let Some(name) = &policy.name else { continue };
            policy.statements.iter_mut().for_each(|statement| statement.set_policy(name));
        }
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
}

/// Finds what is judged, in whatever it stands.
struct Reader<'v> {
    root: &'v Value,
    attached: Attached<'v>,
    document: Document,
}

impl Reader<'_> {
    fn collect(&mut self, value: &Value, place: &Place) -> Result<(), Malformed> {
        match value {
            Value::Object(entries) => entries.iter().try_for_each(|(key, value)| {
                self.application(key, value);
                let place = place.entry(key);
                match key.as_str() {
                    "Statement" => self.policy(entries, &IAM, &place),
                    "aws_iam_policy_document" => self.documents_of_terraform(value, &place),
                    "PolicyVersionList" => self.versions(value, &place),
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

    /// Of all versions of a policy that which counts.
    fn versions(&mut self, value: &Value, place: &Place) -> Result<(), Malformed> {
        let versions = list(value).into_iter().enumerate();
        versions
            .filter(|(_, version)| version.get("IsDefaultVersion") != Some(&Value::Bool(false)))
            .try_for_each(|(at, version)| self.collect(version, &place.item(at)))
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
        let way = place.way(self.root);
        let mut policy = Policy {
            name: Some(self.attached.policy_name(&way, place)),
            identities: self.attached.having(&way),
            version: entries.get(elements.version).map(text),
            statements: Vec::new(),
        };
        for (at, value) in list(statements).into_iter().enumerate() {
            if unread::is_function(value) {
                self.document.notes.push(unread::statement(at + 1, policy.name.as_deref()));
                continue;
            }
            let place = if statements.is_array() { place.item(at) } else { place.clone() };
            let read = statement(value, at + 1, elements);
            policy.statements.push(read.map_err(|message| Malformed { place, message })?);
        }
        self.document.policies.push(policy);
        Ok(())
    }

    /// Keeps what application profiles are copied from, where the entry creates some.
    fn application(&mut self, key: &str, value: &Value) {
        let applications = &mut self.document.applications;
        if value.get("Type").and_then(Value::as_str) == Some("AWS::Bedrock::ApplicationInferenceProfile") {
            let copied = value.pointer("/Properties/ModelSource/CopyFrom");
            applications.extend(copied.map(|copied| (format!("${{{key}.InferenceProfileArn}}"), text(copied))));
        }
        if key == "aws_bedrock_inference_profile" {
            for (label, profile) in list(value).into_iter().filter_map(Value::as_object).flatten() {
                let mut blocks =
                    list(profile).into_iter().filter_map(|profile| profile.get("model_source")).flat_map(list);
                let copied = blocks.find_map(|block| block.get("copy_from"));
                applications.extend(copied.map(|copied| (format!("${{{key}.{label}.arn}}"), text(copied))));
            }
        }
    }
}

/// The blocks of a Terraform module.
const BLOCKS: [&str; 12] = [
    "//",
    "check",
    "data",
    "import",
    "locals",
    "module",
    "moved",
    "output",
    "provider",
    "resource",
    "terraform",
    "variable",
];

impl Form {
    fn of(document: &Value) -> Self {
        let has = |key| document.get(key).is_some();
        let transforms = document.get("Transform").map(list).unwrap_or_default();
        if transforms.iter().any(|name| name.as_str().is_some_and(|name| name.starts_with("AWS::Serverless-"))) {
            Form::Sam
        } else if has("AWSTemplateFormatVersion") || has("Resources") {
            Form::Cloudformation
        } else if ["data", "resource", "format_version"].into_iter().any(has) || is_module(document) {
            Form::Terraform
        } else if ["RoleDetailList", "UserDetailList", "GroupDetailList"].into_iter().any(has) {
            Form::Account
        } else {
            Form::Iam
        }
    }
}

/// Whether all that is in it are blocks of a module.
fn is_module(document: &Value) -> bool {
    let is_block = |key: &String| BLOCKS.contains(&key.as_str());
    document.as_object().is_some_and(|entries| !entries.is_empty() && entries.keys().all(is_block))
}
