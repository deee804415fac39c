//! One statement of a policy, as IAM or as Terraform writes it.

use super::text::{list, texts};
use serde_json::{Map, Value};

/// A statement, with what stands for the account of the deployment in one form.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// The id in backticks, or the position in its policy counted from one; then its policy, if there are several.
    pub(super) name: String,
    /// Its policy, if there are several.
    pub(super) policy: Option<String>,
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

impl Statement {
    /// Calls it by its policy too, which is one of several.
    pub(super) fn set_policy(&mut self, name: &str) {
        self.name = format!("{} of `{}`", self.name, name.escape_debug());
        self.policy = Some(name.to_owned());
    }

    /// Its id in backticks or its position, alone.
    pub(super) fn name_in_policy(&self) -> &str {
        let of_policy = self.policy.as_ref().map(|name| format!(" of `{}`", name.escape_debug()));
        of_policy.and_then(|of_policy| self.name.strip_suffix(&of_policy)).unwrap_or(&self.name)
    }
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

/// What the elements of a policy are called.
pub(super) struct Elements {
    pub(super) version: &'static str,
    pub(super) statement: &'static str,
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

pub(super) const IAM: Elements = Elements {
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

pub(super) const TERRAFORM: Elements = Elements {
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

pub(super) fn statement(value: &Value, position: usize, elements: &Elements) -> Result<Statement, String> {
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
        policy: None,
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
