//! Terraform modules in JSON.
//!
//! See <https://developer.hashicorp.com/terraform/language/syntax/json>.

use super::document::{Document, Written};
use super::{Policy, PolicyError};
use crate::ApplicationInferenceProfile;
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use serde_json::{Map, Value, json};

/// The account of the credentials that Terraform runs with. Nothing that a caller passes in can hold it.
const DEPLOYMENT_ACCOUNT: &str = "${data.aws_caller_identity.current.account_id}";

/// The module, indented.
pub(super) fn module(policy: &Policy) -> Result<String, PolicyError> {
    let account = policy.target.account().unwrap_or(DEPLOYMENT_ACCOUNT);
    let document: Document<String> = policy.document(|resource| {
        resource.write(account, |profile| {
            Ok::<_, PolicyError>(format!("${{aws_bedrock_inference_profile.{}.arn}}", label(profile.name())))
        })
    })?;
    let label = label(policy.name());
    let statements: Vec<Value> = document.statements.iter().map(statement).collect();
    let mut data = json!({ "aws_iam_policy_document": { label.clone(): { "statement": statements } } });
    let mut resources = json!({
        "aws_iam_policy": {
            label.clone(): {
                "name": policy.name(),
                "policy": format!("${{data.aws_iam_policy_document.{label}.json}}"),
            }
        }
    });
    if let (Value::Object(data), None) = (&mut data, policy.target.account()) {
        data.insert("aws_caller_identity".to_string(), json!({ "current": {} }));
    }
    let profiles = application_profiles(policy, account)?;
    if let (Value::Object(resources), false) = (&mut resources, profiles.is_empty()) {
        resources.insert("aws_bedrock_inference_profile".to_string(), profiles.into());
    }
    let module = json!({
        "terraform": { "required_providers": { "aws": { "source": "hashicorp/aws" } } },
        "data": data,
        "resource": resources,
        "output": { format!("{label}_policy_arn"): { "value": format!("${{aws_iam_policy.{label}.arn}}") } },
    });
    serde_json::to_string_pretty(&module).map_err(|error| PolicyError::json(&error))
}

fn statement(statement: &Written<String>) -> Value {
    let conditions = statement
        .conditions
        .iter()
        .map(|(variable, values)| json!({ "test": "StringEquals", "variable": variable, "values": values.0 }));
    let mut written = json!({
        "sid": statement.sid,
        "effect": "Allow",
        "actions": statement.actions.0,
        "resources": statement.resources.0,
    });
    let conditions: Vec<Value> = conditions.collect();
    if let (Value::Object(written), false) = (&mut written, conditions.is_empty()) {
        written.insert("condition".to_string(), conditions.into());
    }
    written
}

fn application_profiles(policy: &Policy, account: &str) -> Result<Map<String, Value>, PolicyError> {
    let mut written = Map::new();
    for (profile, region) in policy.profiles_to_create() {
        let resource = application_profile(profile, region, account);
        if written.insert(label(profile.name()), resource).is_some() {
            return Err(PolicyError::SameLabel { profile: profile.name() });
        }
    }
    Ok(written)
}

fn application_profile(profile: ApplicationInferenceProfile, region: &str, account: &str) -> Value {
    let mut written = json!({
        "name": profile.name(),
        "model_source": { "copy_from": profile.source_arn(region, account).as_str() },
    });
    if let (Value::Object(written), Some(description)) = (&mut written, profile.description()) {
        written.insert("description".to_string(), description.into());
    }
    if let (Value::Object(written), false) = (&mut written, profile.tags().is_empty()) {
        let tags: Map<String, Value> =
            profile.tags().iter().map(|(key, value)| ((*key).to_string(), (*value).into())).collect();
        written.insert("tags".to_string(), tags.into());
    }
    written
}

/// `Support chat` → `support_chat`; a digit can't be first.
fn label(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut label = String::new();
    for word in words {
        for (position, c) in word.chars().enumerate() {
            let starts_word = position == 0 || c.is_ascii_uppercase();
            if starts_word && !label.is_empty() && !label.ends_with('_') {
                label.push('_');
            }
            label.push(c.to_ascii_lowercase());
        }
    }
    if label.starts_with(|c: char| c.is_ascii_digit()) { format!("_{label}") } else { label }
}
