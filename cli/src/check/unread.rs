//! What a document holds and `check` can't read.

use super::finding::{Finding, Kind, Severity};
use super::resources::{self, Attribute};
use serde_json::Value;

/// The policies of Terraform that are known when they are applied.
pub(super) fn findings(document: &Value) -> Vec<Finding> {
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
