//! Terraform modules in JSON.
//!
//! A file stands beside others of its directory, which is one module: it requires no providers, which a module may do
//! once only, and its names come from the policy's.
//!
//! See <https://developer.hashicorp.com/terraform/language/syntax/json>.

use super::document::{Document, RenderedStatement};
use super::{Policy, PolicyError, Resource};
use crate::ApplicationInferenceProfile;
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use core::iter;
use serde_json::{Map, Value, json};

/// The module.
pub(super) fn module(policy: &Policy) -> Result<Value, PolicyError> {
    let document: Document<String> = policy.document(|resource| text(policy, resource))?;
    let label = label(policy.name());
    let statements: Vec<Value> = document.statements.iter().map(statement).collect();
    let mut data = json!({ "aws_iam_policy_document": { label.clone(): { "statement": statements } } });
    let resources = resources(policy, &label)?;
    if [&data, &resources].iter().any(|part| part.to_string().contains("data.aws_caller_identity.")) {
        insert(&mut data, "aws_caller_identity", json!({ label.clone(): {} }));
    }
    let mut outputs = json!({ format!("{label}_policy_arn"): { "value": format!("${{aws_iam_policy.{label}.arn}}") } });
    for (profile, _) in policy.profiles_to_create() {
        let name = format!("{}_inference_profile_arn", self::label(profile.name()));
        insert(&mut outputs, &name, json!({ "value": reference(profile) }));
    }
    Ok(json!({ "data": data, "resource": resources, "output": outputs }))
}

fn resources(policy: &Policy, label: &str) -> Result<Value, PolicyError> {
    let document = format!("${{data.aws_iam_policy_document.{label}.json}}");
    let mut resources = json!({ "aws_iam_policy": { label: { "name": policy.name(), "policy": document } } });
    let profiles = application_profiles(policy)?;
    if !profiles.is_empty() {
        insert(&mut resources, "aws_bedrock_inference_profile", profiles.into());
    }
    if !policy.roles.is_empty() {
        insert(&mut resources, "aws_iam_role_policy_attachment", attachments(policy, label).into());
    }
    Ok(resources)
}

/// Named after the role, so that another one does not move it.
fn attachments(policy: &Policy, label: &str) -> Map<String, Value> {
    let mut attachments = Map::new();
    for role in &policy.roles {
        let attachment = json!({ "role": role, "policy_arn": format!("${{aws_iam_policy.{label}.arn}}") });
        let of_role = format!("{label}_to_{}", self::label(role));
        let numbered = (2..).map(|number| format!("{of_role}_{number}"));
        let free = iter::once(of_role.clone()).chain(numbered).find(|name| !attachments.contains_key(name));
        attachments.insert(free.unwrap_or(of_role), attachment);
    }
    attachments
}

fn text(policy: &Policy, resource: &Resource) -> Result<String, PolicyError> {
    // The account of the credentials that Terraform runs with. Nothing that a caller passes in can hold it.
    let of_caller = format!("${{data.aws_caller_identity.{}.account_id}}", label(policy.name()));
    let account = policy.target.account().unwrap_or(&of_caller);
    resource.write(account, |profile| Ok(reference(profile)))
}

/// The ARN of an application profile that the module creates.
fn reference(profile: ApplicationInferenceProfile) -> String {
    format!("${{aws_bedrock_inference_profile.{}.arn}}", label(profile.name()))
}

/// Adds an entry to what was written as an object.
fn insert(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(entries) = object {
        entries.insert(key.to_string(), value);
    }
}

fn statement(statement: &RenderedStatement<String>) -> Value {
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
    if !conditions.is_empty() {
        insert(&mut written, "condition", conditions.into());
    }
    written
}

fn application_profiles(policy: &Policy) -> Result<Map<String, Value>, PolicyError> {
    let mut written = Map::new();
    for (profile, region) in policy.profiles_to_create() {
        let copied = text(policy, &Resource::from_source(profile.copied_from(), region)?)?;
        if written.insert(label(profile.name()), application_profile(profile, &copied)).is_some() {
            return Err(PolicyError::same_label(profile.name()));
        }
    }
    Ok(written)
}

fn application_profile(profile: ApplicationInferenceProfile, copied: &str) -> Value {
    let mut written = json!({ "name": profile.name(), "model_source": { "copy_from": copied } });
    if let Some(description) = profile.description() {
        insert(&mut written, "description", description.into());
    }
    if !profile.tags().is_empty() {
        let tags: Map<String, Value> =
            profile.tags().iter().map(|(key, value)| ((*key).to_string(), (*value).into())).collect();
        insert(&mut written, "tags", tags.into());
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
