//! The IAM JSON policy document.

use super::PolicyError;
use super::statement::{Condition, ConditionValue, Statement};
use alloc::{
    borrow::Cow,
    string::{String, ToString as _},
    vec::Vec,
};
use serde_core::{Serialize, Serializer, ser::SerializeMap as _};

/// The version of the policy language, not of the document.
const VERSION: &str = "2012-10-17";

/// The document, indented.
pub(super) fn document(statements: &[Statement], account: &str) -> Result<String, PolicyError> {
    let document = Document { statements, account };
    serde_json::to_string_pretty(&document).map_err(|error| PolicyError::Json { message: error.to_string() })
}

struct Document<'a> {
    statements: &'a [Statement],
    account: &'a str,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let account = self.account;
        let statements: Vec<_> =
            self.statements.iter().map(|statement| InAccount { part: statement, account }).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("Version", VERSION)?;
        map.serialize_entry("Statement", &statements)?;
        map.end()
    }
}

/// A part of a policy, together with the account that its ARNs name.
struct InAccount<'a, T: ?Sized> {
    part: &'a T,
    account: &'a str,
}

impl Serialize for InAccount<'_, Statement> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InAccount { part: statement, account } = self;
        let actions = statement.actions.iter().map(|action| Cow::Borrowed(action.as_str()));
        let resources = statement.resources.iter().map(|resource| Cow::Owned(resource.arn(account).into()));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("Sid", &statement.sid)?;
        map.serialize_entry("Effect", "Allow")?;
        map.serialize_entry("Action", &OneOrMany(actions.collect()))?;
        map.serialize_entry("Resource", &OneOrMany(resources.collect()))?;
        if !statement.conditions.is_empty() {
            let conditions = StringEquals(InAccount { part: statement.conditions.as_slice(), account });
            map.serialize_entry("Condition", &conditions)?;
        }
        map.end()
    }
}

struct StringEquals<'a>(InAccount<'a, [Condition]>);

impl Serialize for StringEquals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("StringEquals", &self.0)?;
        map.end()
    }
}

impl Serialize for InAccount<'_, [Condition]> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.part.len()))?;
        for Condition { key, values } in self.part {
            let values = values.iter().map(|value| match value {
                ConditionValue::Text(text) => Cow::Borrowed(*text),
                ConditionValue::Arn(resource) => Cow::Owned(resource.arn(self.account).into()),
            });
            map.serialize_entry(key.as_str(), &OneOrMany(values.collect()))?;
        }
        map.end()
    }
}

/// A single value stands by itself, several in a list, as AWS writes them.
struct OneOrMany<'a>(Vec<Cow<'a, str>>);

impl Serialize for OneOrMany<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [only] => only.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}
