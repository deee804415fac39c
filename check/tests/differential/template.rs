//! The same policy as templates write it.

use crate::random::Random;
use serde_json::{Map, Value, json};
use std::fmt::{self, Write};

/// A file with a policy.
pub(crate) struct Template {
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// A template whose policy is this one, when it is deployed.
pub(crate) fn random(policy: &Value, random: &mut Random) -> Template {
    match random.below(3) {
        0 => Template { name: "template.json", text: format!("{:#}", cloud_formation(policy, random)) },
        1 => Template { name: "template.yaml", text: yaml(&cloud_formation(policy, random)) },
        _ => match terraform(policy, random) {
            Some(terraform) => Template { name: "main.tf.json", text: format!("{terraform:#}") },
            None => Template { name: "template.yaml", text: yaml(&cloud_formation(policy, random)) },
        },
    }
}

/// The template has a condition of which nothing is known.
fn cloud_formation(policy: &Value, random: &mut Random) -> Value {
    let document = written(policy, random);
    let (kind, properties) = if random.chance(60) {
        ("AWS::IAM::ManagedPolicy", json!({ "PolicyDocument": document }))
    } else {
        let policies = json!([{ "PolicyName": "invoke", "PolicyDocument": document }]);
        ("AWS::IAM::Role", json!({ "AssumeRolePolicyDocument": trust(), "Policies": policies }))
    };
    json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": { "Stage": { "Type": "String" } },
        "Conditions": { "IsProduction": { "Fn::Equals": [{ "Ref": "Stage" }, "production"] } },
        "Resources": { "Invoke": { "Type": kind, "Properties": properties } },
    })
}

fn trust() -> Value {
    let statement = json!({
        "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole",
    });
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// The value with intrinsic functions that give it.
fn written(value: &Value, random: &mut Random) -> Value {
    let written = match value {
        Value::String(text) if text.starts_with("arn:") => written_arn(text, random),
        Value::Array(items) => Value::Array(items.iter().map(|item| written(item, random)).collect()),
        Value::Object(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), written(value, random))).collect())
        }
        other => other.clone(),
    };
    let chooses = match &written {
        Value::String(text) => text.starts_with("arn:"),
        Value::Object(entries) => entries.contains_key("Effect"),
        _ => false,
    };
    if chooses && random.chance(8) { either_way(&written) } else { written }
}

fn either_way(value: &Value) -> Value {
    json!({ "Fn::If": ["IsProduction", value, value] })
}

fn written_arn(arn: &str, random: &mut Random) -> Value {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    // In `Fn::Sub`, `${!` begins a literal `${`.
    let escaped = |text: &str| text.replace("${", "${!");
    match random.below(8) {
        0 => json!({ "Fn::Sub": escaped(arn) }),
        1 if parts.len() == 6 && !parts[3].contains('$') => {
            let text = format!("{}:${{Where}}:{}", escaped(&parts[..3].join(":")), escaped(&parts[4..].join(":")));
            json!({ "Fn::Sub": [text, { "Where": parts[3] }] })
        }
        2 => json!({ "Fn::Join": [":", parts] }),
        _ => json!(arn),
    }
}

/// Block style, with short tags for functions.
fn yaml(value: &Value) -> String {
    let mut text = String::new();
    write_yaml(value, 0, &mut text);
    text + "\n"
}

fn write_yaml(value: &Value, depth: usize, text: &mut String) {
    let indent = format!("\n{}", "  ".repeat(depth));
    match value {
        Value::Object(entries) => match function(entries) {
            Some((tag, argument)) => {
                text.push_str(tag);
                write_yaml(argument, depth, text);
            }
            None if entries.is_empty() => text.push_str(" {}"),
            None => {
                for (key, value) in entries {
                    push(text, format_args!("{indent}{}:", Value::from(key.as_str())));
                    write_yaml(value, depth + 1, text);
                }
            }
        },
        Value::Array(items) if items.is_empty() => text.push_str(" []"),
        Value::Array(items) => {
            for item in items {
                push(text, format_args!("{indent}-"));
                write_yaml(item, depth + 1, text);
            }
        }
        scalar => push(text, format_args!(" {scalar}")),
    }
}

fn push(text: &mut String, what: fmt::Arguments) {
    text.write_fmt(what).expect("a string takes all");
}

fn function(entries: &Map<String, Value>) -> Option<(&'static str, &Value)> {
    let [(name, argument)] = entries.iter().collect::<Vec<_>>()[..] else { return None };
    let tag = match name.as_str() {
        "Fn::Sub" => " !Sub",
        "Fn::If" => " !If",
        "Fn::Join" => " !Join",
        "Fn::Equals" => " !Equals",
        "Ref" => " !Ref",
        _ => return None,
    };
    Some((tag, argument))
}

/// Terraform's data source for policies. It takes no effect, version or operator that is none.
fn terraform(policy: &Value, random: &mut Random) -> Option<Value> {
    let mut document = Map::new();
    match policy.get("Version").map(Value::as_str) {
        Some(Some("2012-10-17")) if random.chance(50) => {}
        Some(Some("2012-10-17")) => _ = document.insert("version".to_owned(), json!("2012-10-17")),
        // A document without a version is of the old one; the data source's default is the new one.
        None | Some(Some("2008-10-17")) => _ = document.insert("version".to_owned(), json!("2008-10-17")),
        Some(_) => return None,
    }
    let statements = policy["Statement"].as_array()?.iter().map(|statement| block(statement, random));
    document.insert("statement".to_owned(), Value::Array(statements.collect::<Option<_>>()?));
    Some(json!({
        "data": { "aws_iam_policy_document": { "invoke": document } },
        "resource": { "aws_iam_policy": { "invoke": {
            "name": "invoke", "policy": "${data.aws_iam_policy_document.invoke.json}",
        } } },
    }))
}

fn block(statement: &Value, random: &mut Random) -> Option<Value> {
    let mut block = Map::new();
    let effect = statement["Effect"].as_str()?;
    if effect != "Allow" || random.chance(50) {
        block.insert("effect".to_owned(), json!(effect));
    }
    if let Some(id) = statement.get("Sid") {
        block.insert("sid".to_owned(), id.clone());
    }
    let elements = [
        ("Action", "actions"),
        ("NotAction", "not_actions"),
        ("Resource", "resources"),
        ("NotResource", "not_resources"),
    ];
    for (element, argument) in elements {
        if let Some(values) = statement.get(element) {
            block.insert(argument.to_owned(), strings(values)?);
        }
    }
    let conditions = conditions(statement)?;
    if !conditions.is_empty() {
        block.insert("condition".to_owned(), Value::Array(conditions));
    }
    Some(Value::Object(block))
}

fn conditions(statement: &Value) -> Option<Vec<Value>> {
    let mut conditions = Vec::new();
    for (operator, keys) in statement["Condition"].as_object().into_iter().flatten() {
        for (key, values) in keys.as_object()? {
            conditions.push(json!({ "test": operator, "variable": key, "values": strings(values)? }));
        }
    }
    Some(conditions)
}

/// A list of strings, which has items. `&{` is the data source's `${`.
fn strings(values: &Value) -> Option<Value> {
    let texts = crate::evaluator::texts(values).filter(|texts| !texts.is_empty())?;
    Some(texts.iter().map(|text| text.replace("${", "&{")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_has_short_tags_and_quoted_texts() {
        let value = json!({ "A": { "Fn::Sub": ["x${W}", { "W": "${!aws:a}" }] }, "B": [], "C": ["*", { "D": true }] });
        let expected = "\n\"A\": !Sub\n  - \"x${W}\"\n  -\n    \"W\": \"${!aws:a}\"\n\"B\": []\n\"C\":\n  - \"*\"\n  -\n    \"D\": true\n";
        assert_eq!(yaml(&value), expected);
    }

    #[test]
    fn terraform_has_its_own_variables_and_default_version() {
        let statement = json!({ "Effect": "Deny", "Action": "*", "Resource": ["arn:aws:bedrock:::${aws:username}"] });
        let written = terraform(&json!({ "Statement": [statement] }), &mut Random::seeded(0)).expect("a document");
        let document = &written["data"]["aws_iam_policy_document"]["invoke"];
        assert_eq!(document["version"], "2008-10-17");
        assert_eq!(document["statement"][0]["resources"][0], "arn:aws:bedrock:::&{aws:username}");
        assert_eq!(document["statement"][0]["effect"], "Deny");
    }
}
