//! The statements of a policy, wherever in a document they stand: an IAM policy, a CloudFormation or SAM template, a
//! Terraform module or plan, or what the AWS CLI prints of a policy.

use serde_json::{Map, Value};

/// A statement, with what stands for the account of the deployment in one form.
#[derive(Debug)]
pub(crate) struct Statement {
    /// The id, or the position in its policy counted from one.
    pub(crate) name: String,
    pub(crate) allows: bool,
    pub(crate) actions: Vec<String>,
    pub(crate) resources: Vec<String>,
    pub(crate) conditions: Vec<Condition>,
    /// `NotAction` or `NotResource`, which name what is left out.
    pub(crate) negation: Option<&'static str>,
}

/// `{ operator: { key: values } }`
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) operator: String,
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
}

/// What stands for the account, the partition or the Region of the deployment.
pub(crate) const ACCOUNT: &str = "${account}";
pub(crate) const PARTITION: &str = "${partition}";
pub(crate) const REGION: &str = "${region}";

const PLACEHOLDERS: [(&str, &str); 8] = [
    ("${AWS::AccountId}", ACCOUNT),
    ("${data.aws_caller_identity.current.account_id}", ACCOUNT),
    ("${AWS::Partition}", PARTITION),
    ("${data.aws_partition.current.partition}", PARTITION),
    ("${AWS::Region}", REGION),
    ("${data.aws_region.current.name}", REGION),
    ("${data.aws_region.current.region}", REGION),
    ("${data.aws_region.current.id}", REGION),
];

/// The statements of all policies in the document; an error where there is none, or one is not right.
pub(crate) fn statements(document: &Value) -> Result<Vec<Statement>, String> {
    let mut statements = Vec::new();
    collect(document, &mut statements)?;
    if statements.is_empty() {
        return Err("there is no policy in it\n\
             help: `check` reads IAM policies, templates of CloudFormation and SAM, and what Terraform has in JSON"
            .to_owned());
    }
    Ok(statements)
}

fn collect(value: &Value, statements: &mut Vec<Statement>) -> Result<(), String> {
    match value {
        Value::Object(entries) => entries.iter().try_for_each(|(key, value)| match key.as_str() {
            "Statement" => of_list(value, statements, of_iam),
            "aws_iam_policy_document" => documents_of_terraform(value, statements),
            _ => collect(value, statements),
        }),
        Value::Array(values) => values.iter().try_for_each(|value| collect(value, statements)),
        // A document as text in a document.
        Value::String(text) if text.trim_start().starts_with('{') => {
            serde_json::from_str(text).map_or(Ok(()), |inner: Value| collect(&inner, statements))
        }
        _ => Ok(()),
    }
}

fn documents_of_terraform(value: &Value, statements: &mut Vec<Statement>) -> Result<(), String> {
    match value {
        Value::Array(values) => values.iter().try_for_each(|value| documents_of_terraform(value, statements)),
        Value::Object(entries) => entries.iter().try_for_each(|(key, value)| match key.as_str() {
            "statement" => of_list(value, statements, |entries, name| Ok(of_terraform(entries, name))),
            _ => documents_of_terraform(value, statements),
        }),
        _ => Ok(()),
    }
}

/// One statement, or a list of them.
fn of_list(
    value: &Value,
    statements: &mut Vec<Statement>,
    read: fn(&Map<String, Value>, String) -> Result<Statement, String>,
) -> Result<(), String> {
    for (position, value) in (1..).zip(list(value)) {
        let Value::Object(entries) = value else {
            return Err(format!("statement {position} is not an object"));
        };
        let sid = ["Sid", "sid"].into_iter().find_map(|key| entries.get(key)?.as_str()).filter(|sid| !sid.is_empty());
        let name = sid.map_or_else(|| format!("{position}"), |sid| format!("`{}`", sid.escape_debug()));
        statements.push(read(entries, name)?);
    }
    Ok(())
}

fn of_iam(entries: &Map<String, Value>, name: String) -> Result<Statement, String> {
    let allows = match entries.get("Effect").and_then(Value::as_str) {
        Some("Allow") => true,
        Some("Deny") => false,
        _ => return Err(format!("statement {name} has no `Effect` that is `Allow` or `Deny`")),
    };
    let conditions = entries.get("Condition").and_then(Value::as_object).into_iter().flatten();
    let conditions = conditions.flat_map(|(operator, keys)| {
        keys.as_object().into_iter().flatten().map(|(key, values)| Condition {
            operator: operator.clone(),
            key: key.clone(),
            values: texts(Some(values)),
        })
    });
    Ok(Statement {
        name,
        allows,
        actions: texts(entries.get("Action")),
        resources: texts(entries.get("Resource")),
        conditions: conditions.collect(),
        negation: ["NotAction", "NotResource"].into_iter().find(|key| entries.contains_key(*key)),
    })
}

fn of_terraform(entries: &Map<String, Value>, name: String) -> Statement {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let conditions = entries.get("condition").map(list).unwrap_or_default();
    let conditions = conditions.into_iter().map(|condition| Condition {
        operator: text(condition.get("test")),
        key: text(condition.get("variable")),
        values: texts(condition.get("values")),
    });
    Statement {
        name,
        allows: entries.get("effect").and_then(Value::as_str) != Some("Deny"),
        actions: texts(entries.get("actions")),
        resources: texts(entries.get("resources")),
        conditions: conditions.collect(),
        negation: ["not_actions", "not_resources"].into_iter().find(|key| entries.contains_key(*key)),
    }
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

/// The texts of one value or a list.
fn texts(value: Option<&Value>) -> Vec<String> {
    value.map(list).unwrap_or_default().into_iter().map(text).collect()
}

/// The text of a value, as far as it is known before deployment.
fn text(value: &Value) -> String {
    let mut text = unresolved(value);
    for (placeholder, stands_for) in PLACEHOLDERS {
        text = text.replace(placeholder, stands_for);
    }
    text
}

fn unresolved(value: &Value) -> String {
    let argument = |name: &str| value.get(name);
    match value {
        Value::String(text) => text.clone(),
        _ if argument("Fn::Sub").is_some() => match argument("Fn::Sub") {
            Some(Value::Array(arguments)) => arguments.first().map(unresolved).unwrap_or_default(),
            Some(text) => unresolved(text),
            None => String::new(),
        },
        _ if argument("Fn::Join").is_some() => {
            let arguments = argument("Fn::Join").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let [separator, parts] = arguments else { return value.to_string() };
            let parts: Vec<String> = list(parts).into_iter().map(unresolved).collect();
            parts.join(&unresolved(separator))
        }
        _ => match argument("Ref").and_then(Value::as_str) {
            Some(name) => format!("${{{name}}}"),
            None => value.to_string(),
        },
    }
}
