//! The text of a value in a document, as far as it is known before deployment.

use serde_json::Value;

/// What stands for the account, the partition or the Region of the deployment.
pub(crate) const ACCOUNT: &str = "${account}";
pub(crate) const PARTITION: &str = "${partition}";
pub(crate) const REGION: &str = "${region}";

const PSEUDO_PARAMETERS: [(&str, &str); 3] =
    [("${AWS::AccountId}", ACCOUNT), ("${AWS::Partition}", PARTITION), ("${AWS::Region}", REGION)];

/// Data sources of Terraform, and their attributes.
const DATA_SOURCES: [(&str, &str, &str); 5] = [
    ("aws_caller_identity", "account_id", ACCOUNT),
    ("aws_partition", "partition", PARTITION),
    ("aws_region", "name", REGION),
    ("aws_region", "region", REGION),
    ("aws_region", "id", REGION),
];

/// What stands for each of them in a document, to be shown in its place.
pub(super) fn spellings(document: &Value) -> Vec<(&'static str, String)> {
    let json = document.to_string();
    let parameters = PSEUDO_PARAMETERS.into_iter().filter(|(parameter, _)| {
        let name = parameter.trim_start_matches("${").trim_end_matches('}');
        json.contains(parameter) || json.contains(&format!("\"{name}\""))
    });
    let references = json.split("${data.").skip(1).filter_map(|part| {
        let (reference, _) = part.split_once('}')?;
        Some((known(reference)?, format!("${{data.{reference}}}")))
    });
    parameters.map(|(parameter, stands_for)| (stands_for, parameter.to_owned())).chain(references).collect()
}

/// One value, or each of a list.
pub(super) fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

/// The texts of one value or a list.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    value.map(list).unwrap_or_default().into_iter().map(text).collect()
}

/// The text of a value. What a template refers to stands in it as `${…}`.
pub(super) fn text(value: &Value) -> String {
    let mut text = unresolved(value);
    for (parameter, stands_for) in PSEUDO_PARAMETERS {
        text = text.replace(parameter, stands_for);
    }
    with_data_sources(&text)
}

/// `${data.aws_caller_identity.NAME.account_id}` and the like, whatever their names.
fn with_data_sources(text: &str) -> String {
    let mut parts = text.split("${data.");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}').and_then(|(reference, rest)| Some((known(reference)?, rest))) {
            Some((stands_for, rest)) => written.extend([stands_for, rest]),
            None => written.extend(["${data.", part]),
        }
    }
    written
}

fn known(reference: &str) -> Option<&'static str> {
    let parts: Vec<&str> = reference.split('.').collect();
    let [kind, _, attribute] = *parts.as_slice() else { return None };
    let mut sources = DATA_SOURCES.into_iter();
    sources.find(|source| (source.0, source.1) == (kind, attribute)).map(|(.., stands_for)| stands_for)
}

fn unresolved(value: &Value) -> String {
    let argument = |name: &str| value.get(name);
    if let Value::String(text) = value {
        return text.clone();
    }
    if let Some(argument) = argument("Fn::Sub") {
        return substituted(&list(argument));
    }
    if let Some([separator, parts]) = argument("Fn::Join").and_then(Value::as_array).map(Vec::as_slice) {
        let parts: Vec<String> = list(parts).into_iter().map(unresolved).collect();
        return parts.join(&unresolved(separator));
    }
    if let Some(attribute) = argument("Fn::GetAtt") {
        let path: Vec<String> = list(attribute).into_iter().map(unresolved).collect();
        return format!("${{{}}}", path.join("."));
    }
    argument("Ref").and_then(Value::as_str).map_or_else(|| function(value), |name| format!("${{{name}}}"))
}

/// The text with what its map says of the names in it; others stay.
fn substituted(arguments: &[&Value]) -> String {
    let text = arguments.first().copied().map(unresolved).unwrap_or_default();
    let mut parts = text.split("${");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once('}').and_then(|(name, rest)| Some((arguments.get(1)?.get(name.trim())?, rest)));
        match known {
            Some((value, rest)) => written.extend([&unresolved(value), rest]),
            None => written.extend(["${", part]),
        }
    }
    written
}

/// Other functions, which are known at deployment only: `${FindInMap Models eu}`. A colon would part an ARN.
fn function(value: &Value) -> String {
    let only = value.as_object().filter(|entries| entries.len() == 1).and_then(|entries| entries.iter().next());
    match only.and_then(|(name, argument)| Some((name.strip_prefix("Fn::")?, argument))) {
        Some((name, argument)) => {
            let arguments: Vec<String> = list(argument).into_iter().map(unresolved).collect();
            format!("${{{name} {}}}", arguments.join(" ").replace("AWS::", ""))
        }
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_deployment_knows_has_one_name_in_every_form() {
        for (value, expected) in [
            (json!("arn:${AWS::Partition}:${AWS::Region}"), "arn:${partition}:${region}"),
            (json!({ "Fn::Sub": ["${AWS::AccountId}", {}] }), ACCOUNT),
            (json!({ "Fn::Sub": ["${Id}/${Model}", { "Id": { "Ref": "AWS::AccountId" } }] }), "${account}/${Model}"),
            (json!({ "Fn::Sub": ["${A}${B}", { "A": "${B}", "B": "b" }] }), "${B}b"),
            (json!({ "Fn::ImportValue": "stack:arn" }), "${ImportValue stack:arn}"),
            (json!({ "Fn::FindInMap": ["M", { "Ref": "AWS::Region" }, "Id"] }), "${FindInMap M ${Region} Id}"),
            (json!({ "Fn::Join": [":", ["arn", { "Ref": "AWS::Region" }]] }), "arn:${region}"),
            (json!({ "Fn::GetAtt": ["Chat", "Arn"] }), "${Chat.Arn}"),
            (json!({ "Fn::GetAtt": "Chat.Arn" }), "${Chat.Arn}"),
            (json!("${data.aws_caller_identity.me.account_id}/${data.aws_region.x.region}"), "${account}/${region}"),
            (json!("${data.aws_region.x.description}-${data.open"), "${data.aws_region.x.description}-${data.open"),
            (json!(7), "7"),
        ] {
            assert_eq!(text(&value), expected);
        }
    }
}
