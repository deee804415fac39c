//! Policy documents, compared as IAM does.

use serde_json::Value;

/// Whether IAM can't tell the documents apart.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    normalized(one) == normalized(other)
}

/// A list of texts is a set, and a list of one item is the item. All else counts: the order of statements,
/// repetitions, and how a name is written.
fn normalized(value: &Value) -> Value {
    match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), normalized(value))).collect(),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(normalized).collect();
            if items.iter().all(Value::is_string) {
                items.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
            }
            match items.as_slice() {
                [only] => only.clone(),
                _ => Value::Array(items),
            }
        }
        _ => value.clone(),
    }
}
