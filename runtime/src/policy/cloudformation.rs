//! CloudFormation templates.

use super::{Policy, PolicyError};
use crate::ApplicationInferenceProfile;
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use serde_core::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Map, Value, json};

/// The account that the stack is deployed in. Nothing that a caller passes in can hold it.
const DEPLOYMENT_ACCOUNT: &str = "${AWS::AccountId}";

/// The template, indented.
pub(super) fn template(policy: &Policy) -> Result<String, PolicyError> {
    let account = policy.target.account().unwrap_or(DEPLOYMENT_ACCOUNT);
    let document = policy.document(|resource| {
        resource.write(account, |profile| Ok::<_, PolicyError>(Text::ArnOf(logical_id(profile))))
    })?;
    let document = serde_json::to_value(&document).map_err(|error| PolicyError::json(&error))?;
    let name = alphanumeric(policy.name());
    let mut resources = Map::new();
    for (profile, region) in policy.profiles_to_create() {
        let copied = Text::from(String::from(profile.source_arn(region, account)));
        if resources.insert(logical_id(profile), application_profile(profile, &copied)?).is_some() {
            return Err(PolicyError::SameLabel { profile: profile.name() });
        }
    }
    let description = format!("What {} needs to invoke Amazon Bedrock", policy.name());
    let properties = json!({ "Description": description, "PolicyDocument": document });
    resources.insert(name.clone(), json!({ "Type": "AWS::IAM::ManagedPolicy", "Properties": properties }));
    let template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": resources,
        "Outputs": { format!("{name}Arn"): { "Description": "The ARN of the policy", "Value": { "Ref": name } } },
    });
    serde_json::to_string_pretty(&template).map_err(|error| PolicyError::json(&error))
}

fn application_profile(profile: ApplicationInferenceProfile, copied: &Text) -> Result<Value, PolicyError> {
    let copied = serde_json::to_value(copied).map_err(|error| PolicyError::json(&error))?;
    let mut properties = json!({
        "InferenceProfileName": profile.name(),
        "ModelSource": { "CopyFrom": copied },
    });
    if let (Value::Object(properties), Some(description)) = (&mut properties, profile.description()) {
        properties.insert("Description".to_string(), description.into());
    }
    if let (Value::Object(properties), false) = (&mut properties, profile.tags().is_empty()) {
        let tags: Vec<Value> =
            profile.tags().iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
        properties.insert("Tags".to_string(), tags.into());
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
