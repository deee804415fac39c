//! What a document holds and `check` can't read.

use super::finding::{Finding, Kind, Severity, quoted};
use super::resources::{self, Attribute};
use serde_json::Value;
use std::collections::BTreeSet;

/// The policies of Terraform that are known when they are applied, and what else decides over those who have policies.
pub(super) fn findings(document: &Value) -> Vec<Finding> {
    let mut beside = Beside::default();
    beside.find(document);
    known_when_applied(document).into_iter().chain(beside.findings()).collect()
}

/// What belongs to an identity, and does not stand in the document.
#[derive(Default)]
struct Beside<'v> {
    /// The names of policies that AWS manages.
    managed: BTreeSet<&'v str>,
    has_boundary: bool,
}

impl<'v> Beside<'v> {
    fn find(&mut self, value: &'v Value) {
        match value {
            Value::String(text) => {
                let managed = text.split_once(":iam::aws:policy/").filter(|(start, _)| !start.contains(' '));
                self.managed.extend(managed.and_then(|(_, path)| path.rsplit('/').next()));
            }
            Value::Array(values) => values.iter().for_each(|value| self.find(value)),
            Value::Object(entries) => {
                for (key, value) in entries {
                    match key.as_str() {
                        // Where a policy is named, it is not attached.
                        "Statement" | "statement" => {}
                        "PermissionsBoundary" | "permissions_boundary" => self.has_boundary |= !value.is_null(),
                        _ => self.find(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn findings(self) -> impl Iterator<Item = Finding> {
        let managed = (!self.managed.is_empty()).then(|| {
            let names = quoted(self.managed.iter().copied());
            format!("is judged without {names} of AWS, which the file names and does not hold")
        });
        let boundary = self.has_boundary.then(|| "is judged without permissions boundaries, which may deny".to_owned());
        let notes = managed.into_iter().chain(boundary);
        notes.map(|message| Finding::new(Severity::Note, Kind::NotJudged, None, message))
    }
}

fn known_when_applied(document: &Value) -> Vec<Finding> {
    let planned = unknown_of_plan(document);
    let addresses = if planned.is_empty() { unknown_of_module(document) } else { planned };
    let note = |address: String| {
        let message = "is not judged: it is known when it is applied";
        Finding::new(Severity::Note, Kind::NotJudged, None, message).of_policy(&address)
    };
    addresses.into_iter().map(note).collect()
}

/// Those that wait for something that is yet to be created.
fn unknown_of_plan(plan: &Value) -> Vec<String> {
    let changes = plan.get("resource_changes").and_then(Value::as_array).into_iter().flatten();
    let unknown = changes.filter(|change| change.pointer("/change/after_unknown/policy") == Some(&Value::Bool(true)));
    let addresses = unknown.filter_map(|change| change.get("address")?.as_str());
    addresses.filter(|address| address.contains("aws_iam_")).map(str::to_owned).collect()
}

/// Those that are expressions, but for documents that stand in the same file.
fn unknown_of_module(document: &Value) -> Vec<String> {
    let resources = resources::all(document);
    let is_here = |attribute: &Attribute| match attribute {
        Attribute::Of(address) => resources.iter().any(|resource| resource.name == address.resource),
        Attribute::Known(_) => true,
    };
    let is_unknown = |resource: &&resources::Resource<'_>| {
        let policy = resource.body.get("policy").and_then(Value::as_str).unwrap_or_default();
        let made_of = resource.attribute("policy");
        let is_expression = resource.kind.starts_with("aws_iam_") && policy.trim_start().starts_with("${");
        is_expression && (made_of.is_empty() || !made_of.iter().all(is_here))
    };
    resources.iter().filter(is_unknown).map(|resource| resource.name.clone()).collect()
}

/// Whether CloudFormation makes the value when it is deployed.
pub(super) fn is_function(value: &Value) -> bool {
    let entries = value.as_object().filter(|entries| entries.len() == 1);
    entries.is_some_and(|entries| entries.keys().all(|key| key == "Ref" || key.starts_with("Fn::")))
}

pub(super) fn statement(position: usize, policy: Option<&str>) -> Finding {
    let message = "is not judged: it is known at deployment only";
    let finding = Finding::new(Severity::Note, Kind::NotJudged, Some(&position.to_string()), message);
    match policy.filter(|name| !name.is_empty()) {
        Some(name) => finding.of_policy(name),
        None => finding,
    }
}
