//! CloudFormation templates, and what SAM templates take of them.

use super::{Policy, PolicyError, Resource};
use crate::ApplicationInferenceProfile;
use alloc::{
    format,
    string::{String, ToString as _},
};
use serde_core::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Map, Value, json};

/// The account that the stack is deployed in. Nothing that a caller passes in can hold it.
const DEPLOYMENT_ACCOUNT: &str = "${AWS::AccountId}";

/// The template.
pub(super) fn template(policy: &Policy) -> Result<Value, PolicyError> {
    let name = alphanumeric(policy.name());
    let mut resources = Map::new();
    let mut outputs = Map::new();
    for (profile, region) in policy.profiles_to_create() {
        let copied = text(policy, &Resource::from_source(profile.copied_from(), region)?)?;
        let id = logical_id(profile);
        outputs.insert(format!("{id}Arn"), output("the inference profile", &Text::ArnOf(id.clone()))?);
        if id == name || resources.insert(id, application_profile(profile, &copied)?).is_some() {
            return Err(PolicyError::same_label(profile.name()));
        }
    }
    resources.insert(name.clone(), managed_policy(policy)?);
    outputs.insert(format!("{name}Arn"), output("the policy", &json!({ "Ref": name }))?);
    Ok(json!({ "AWSTemplateFormatVersion": "2010-09-09", "Resources": resources, "Outputs": outputs }))
}

/// The ARN of what a stack creates, for the stacks that use it.
fn output(of: &str, arn: &impl Serialize) -> Result<Value, PolicyError> {
    let arn = serde_json::to_value(arn).map_err(|error| PolicyError::json(&error))?;
    Ok(json!({ "Description": format!("The ARN of {of}"), "Value": arn }))
}

/// The list of policies of a SAM function, which creates no application profiles.
pub(super) fn sam_policies(policy: &Policy) -> Result<Value, PolicyError> {
    match policy.profiles_to_create().first() {
        Some((profile, _)) => Err(PolicyError::no_arn(profile.name())),
        None => Ok(json!({ "Policies": [document(policy)?] })),
    }
}

fn managed_policy(policy: &Policy) -> Result<Value, PolicyError> {
    let mut properties = Map::new();
    let description = format!("What {} needs of Amazon Bedrock", policy.name());
    properties.insert("Description".to_string(), description.into());
    properties.insert("PolicyDocument".to_string(), document(policy)?);
    if !policy.roles.is_empty() {
        properties.insert("Roles".to_string(), policy.roles.clone().into());
    }
    Ok(json!({ "Type": "AWS::IAM::ManagedPolicy", "Properties": properties }))
}

fn document(policy: &Policy) -> Result<Value, PolicyError> {
    let document = policy.document(|resource| text(policy, resource))?;
    serde_json::to_value(&document).map_err(|error| PolicyError::json(&error))
}

fn text(policy: &Policy, resource: &Resource) -> Result<Text, PolicyError> {
    let account = policy.target.account().unwrap_or(DEPLOYMENT_ACCOUNT);
    resource.write(account, |profile| Ok(Text::ArnOf(logical_id(profile))))
}

fn application_profile(profile: ApplicationInferenceProfile, copied: &Text) -> Result<Value, PolicyError> {
    let copied = serde_json::to_value(copied).map_err(|error| PolicyError::json(&error))?;
    let mut properties = Map::new();
    properties.insert("InferenceProfileName".to_string(), profile.name().into());
    properties.insert("ModelSource".to_string(), json!({ "CopyFrom": copied }));
    if let Some(description) = profile.description() {
        properties.insert("Description".to_string(), description.into());
    }
    if !profile.tags().is_empty() {
        let tags = profile.tags().iter().map(|(key, value)| json!({ "Key": key, "Value": value }));
        properties.insert("Tags".to_string(), tags.collect());
    }
    Ok(json!({ "Type": "AWS::Bedrock::ApplicationInferenceProfile", "Properties": properties }))
}

/// The name of an application profile as a logical id: letters and digits.
fn logical_id(profile: ApplicationInferenceProfile) -> String {
    format!("{}InferenceProfile", alphanumeric(profile.name()))
}

/// `support-chat` → `SupportChat`
fn alphanumeric(name: &str) -> String {
    let mut id = String::new();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut characters = word.chars();
        id.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(characters.as_str());
    }
    id
}

/// Text of a template.
enum Text {
    Plain(String),
    /// With the account of the deployment in it.
    Sub(String),
    /// The ARN of the application profile of this logical id.
    ArnOf(String),
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        if text.contains(DEPLOYMENT_ACCOUNT) { Text::Sub(text) } else { Text::Plain(text) }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let function = |serializer: S, name, argument: &Value| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(name, argument)?;
            map.end()
        };
        match self {
            Text::Plain(text) => serializer.serialize_str(text),
            Text::Sub(text) => function(serializer, "Fn::Sub", &json!(text)),
            Text::ArnOf(id) => function(serializer, "Fn::GetAtt", &json!([id, "InferenceProfileArn"])),
        }
    }
}
