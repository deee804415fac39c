//! How long a policy is at least, as IAM counts it: without white space.

use super::document::{Condition, Policy, Selection, Statement};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The characters of the shortest document that says what the policy says. What is known at deployment only counts for
/// none.
pub(super) fn characters(policy: &Policy) -> usize {
    let statements: Vec<Value> = policy.statements.iter().map(statement).collect();
    let mut document = Map::from_iter([("Statement".to_owned(), Value::Array(statements))]);
    document.extend(policy.version.as_ref().map(|version| ("Version".to_owned(), json!(version))));
    Value::Object(document).to_string().chars().filter(|c| !c.is_whitespace()).count()
}

fn statement(statement: &Statement) -> Value {
    let effect = if statement.allows { "Allow" } else { "Deny" };
    let mut entries = Map::from_iter([("Effect".to_owned(), json!(effect))]);
    entries.extend(statement.sid.as_ref().map(|sid| ("Sid".to_owned(), json!(known(sid)))));
    entries.extend(selection(&statement.actions, ["Action", "NotAction"]));
    entries.extend(selection(&statement.resources, ["Resource", "NotResource"]));
    let mut conditions: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for Condition { operator, key, values } in &statement.conditions {
        conditions.entry(operator).or_default().insert(key, one_or_all(values));
    }
    if !conditions.is_empty() {
        entries.insert("Condition".to_owned(), json!(conditions));
    }
    Value::Object(entries)
}

fn selection(selection: &Selection, [named, left_out]: [&str; 2]) -> Option<(String, Value)> {
    let element = if selection.is_of_others { left_out } else { named };
    (!selection.texts.is_empty()).then(|| (element.to_owned(), one_or_all(&selection.texts)))
}

fn one_or_all(texts: &[String]) -> Value {
    match texts {
        [one] => json!(known(one)),
        all => all.iter().map(|text| known(text)).collect(),
    }
}

/// The text without `${…}`; nothing of what a template makes it of.
fn known(text: &str) -> String {
    if text.starts_with('{') {
        return String::new();
    }
    let mut parts = text.split("${");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |known, part| known + part.split_once('}').map_or("", |(_, rest)| rest))
}
