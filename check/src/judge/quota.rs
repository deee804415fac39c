//! How long policies are, as IAM counts them: without white space.

use crate::model::{Finding, Identity, IdentityKind, Kind, PolicyKind, Severity};
use bedrock_profiles::policy::Quota;
use bedrock_profiles_iam::document::{Document, Effect, Located, Selection, Statement};
use bedrock_profiles_iam::{Piece, Text};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A policy of an identity, and how long it is at least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length<'p> {
    pub(super) name: Option<&'p str>,
    pub(super) kind: PolicyKind,
    pub(super) characters: usize,
    pub(super) offset: usize,
}

/// What is too long of the policies of one identity, or of whoever has them.
pub(super) fn findings(identity: Option<&Identity>, lengths: &[Length<'_>]) -> Vec<Finding> {
    let each = lengths.iter().filter_map(of_one).collect();
    let inline: Vec<&Length<'_>> = lengths.iter().filter(|length| length.kind == PolicyKind::Inline).collect();
    let Some((identity, first)) = identity.zip(inline.first()) else { return each };
    let (quota, who) = match identity.kind {
        IdentityKind::Role => (Quota::RoleInline, "a role"),
        IdentityKind::User => (Quota::UserInline, "a user"),
        IdentityKind::Group => (Quota::GroupInline, "a group"),
        IdentityKind::PermissionSet => return each,
    };
    let (sum, most) = (inline.iter().map(|length| length.characters).sum::<usize>(), quota.characters());
    if sum <= most {
        return each;
    }
    let what = if inline.len() == 1 { "has" } else { "has, together with its other inline policies," };
    let message = format!(
        "{what} {} characters without white space, and the inline policies of {who} may have {} together",
        grouped(sum),
        grouped(most)
    );
    vec![of(first, Severity::Error, message).help("split it into managed policies, or grant less in it")]
}

fn of_one(length: &Length<'_>) -> Option<Finding> {
    let (managed, most) = (Quota::ManagedPolicy.characters(), Quota::RoleInline.characters());
    let split = format!(
        "split it: a managed policy may have {}, the inline policies of a role {} together",
        grouped(managed),
        grouped(most)
    );
    let characters = length.characters;
    let has = format!("has {} characters without white space", grouped(characters));
    match length.kind {
        PolicyKind::Managed if characters > managed => {
            let message = format!("{has}, and a managed policy may have {}", grouped(managed));
            Some(of(length, Severity::Error, message).help(split))
        }
        _ if characters > most => Some(of(length, Severity::Error, format!("{has}, which IAM refuses")).help(split)),
        PolicyKind::Document if characters > managed => {
            let message = format!("{has}, and a managed policy may have {}", grouped(managed));
            Some(of(length, Severity::Warning, message).help("as an inline policy of a role it may be so long"))
        }
        _ => None,
    }
}

fn of(length: &Length<'_>, severity: Severity, message: String) -> Finding {
    let mut finding = Finding::new(severity, Kind::Invalid, length.offset, message);
    finding.policy = length.name.map(str::to_owned);
    finding
}

/// Whether no quota of an identity-based policy is large enough.
pub(super) fn is_too_long(characters: usize) -> bool {
    characters > Quota::RoleInline.characters()
}

/// `6,144`
fn grouped(number: usize) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}

/// The characters of the shortest document that says what the policy says. What is not known counts for none.
pub fn characters(document: &Document) -> usize {
    let statements: Vec<Value> = document.statements.iter().map(statement).collect();
    let mut policy = Map::from_iter([("Statement".to_owned(), one_or_all(statements))]);
    policy.extend(document.version.as_ref().map(|version| ("Version".to_owned(), json!(known(&version.text)))));
    Value::Object(policy).to_string().chars().filter(|c| !c.is_whitespace()).count()
}

fn statement(statement: &Statement) -> Value {
    let effect = match statement.effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
        Effect::Unknown(_) | Effect::Refused => "",
    };
    let mut entries = Map::from_iter([("Effect".to_owned(), json!(effect))]);
    entries.extend(statement.sid.as_ref().map(|sid| ("Sid".to_owned(), json!(known(&sid.text)))));
    entries.extend(selection(&statement.actions, ["Action", "NotAction"]));
    entries.extend(selection(&statement.resources, ["Resource", "NotResource"]));
    let mut conditions: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for condition in &statement.conditions {
        let keys = conditions.entry(known(&condition.operator)).or_default();
        keys.insert(known(&condition.key), one_or_all(texts(&condition.values)));
    }
    if !conditions.is_empty() {
        entries.insert("Condition".to_owned(), json!(conditions));
    }
    Value::Object(entries)
}

fn selection(selection: &Selection, [element, negated]: [&str; 2]) -> Option<(String, Value)> {
    let element = if selection.is_negated { negated } else { element };
    let texts = texts(&selection.texts);
    (!texts.is_empty()).then(|| (element.to_owned(), one_or_all(texts)))
}

fn texts(located: &[Located]) -> Vec<Value> {
    located.iter().map(|located| json!(known(&located.text))).collect()
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    match values.pop() {
        Some(one) if values.is_empty() => one,
        last => {
            values.extend(last);
            Value::Array(values)
        }
    }
}

fn known(text: &Text) -> String {
    let known = text.pieces().iter().filter_map(|piece| match piece {
        Piece::Known(text) => Some(text.as_str()),
        Piece::Unknown(_) => None,
    });
    known.collect()
}
