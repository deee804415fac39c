//! The policy document: what IAM JSON and every template have in common.

use super::statement::{Condition, ConditionValue, Resource, Statement};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use core::iter;
use serde_core::{Serialize, Serializer, ser::SerializeMap as _};

/// The version of the policy language, not of the document.
pub(super) const VERSION: &str = "2012-10-17";

/// A policy document whose texts are `T`: plain, or with what is known at deployment only.
pub(super) struct Document<T> {
    pub(super) statements: Vec<RenderedStatement<T>>,
}

/// A statement with its texts.
pub(super) struct RenderedStatement<T> {
    pub(super) sid: String,
    pub(super) actions: OneOrMany<&'static str>,
    pub(super) resources: OneOrMany<T>,
    pub(super) conditions: Vec<(&'static str, OneOrMany<T>)>,
}

impl<T: From<String>> Document<T> {
    /// The document of `statements`, with ARNs as `arn` writes them.
    pub(super) fn new<E>(statements: &[Statement], arn: impl Fn(&Resource) -> Result<T, E>) -> Result<Self, E> {
        let sids = unique_sids(statements);
        let rendered = statements.iter().zip(sids).map(|(statement, sid)| {
            Ok(RenderedStatement {
                sid,
                actions: OneOrMany(statement.actions.iter().map(|action| action.as_str()).collect()),
                resources: OneOrMany(statement.resources.iter().map(&arn).collect::<Result<_, E>>()?),
                conditions: statement.conditions.iter().map(|it| condition(it, &arn)).collect::<Result<_, E>>()?,
            })
        });
        Ok(Document { statements: rendered.collect::<Result<_, E>>()? })
    }
}

fn condition<T: From<String>, E>(
    condition: &Condition,
    arn: impl Fn(&Resource) -> Result<T, E>,
) -> Result<(&'static str, OneOrMany<T>), E> {
    let values = condition.values.iter().map(|value| match value {
        ConditionValue::Text(text) => Ok(T::from((*text).to_string())),
        ConditionValue::Arn(resource) => arn(resource),
    });
    Ok((condition.key.as_str(), OneOrMany(values.collect::<Result<_, E>>()?)))
}

/// The ids of the statements; those that would be the same are numbered.
fn unique_sids(statements: &[Statement]) -> Vec<String> {
    let mut sids: Vec<String> = Vec::new();
    for statement in statements {
        let sid = statement.sid();
        let numbered = (2..).map(|number| format!("{sid}{number}"));
        let unique = iter::once(sid.clone()).chain(numbered).find(|sid| !sids.contains(sid));
        sids.push(unique.unwrap_or(sid));
    }
    sids
}

impl<T: Serialize> Serialize for Document<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("Version", VERSION)?;
        map.serialize_entry("Statement", &self.statements)?;
        map.end()
    }
}

impl<T: Serialize> Serialize for RenderedStatement<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("Sid", &self.sid)?;
        map.serialize_entry("Effect", "Allow")?;
        map.serialize_entry("Action", &self.actions)?;
        map.serialize_entry("Resource", &self.resources)?;
        if !self.conditions.is_empty() {
            map.serialize_entry("Condition", &StringEquals(&self.conditions))?;
        }
        map.end()
    }
}

struct StringEquals<'a, T>(&'a [(&'static str, OneOrMany<T>)]);

impl<T: Serialize> Serialize for StringEquals<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("StringEquals", &Entries(self.0))?;
        map.end()
    }
}

/// Pairs as an object, in their order.
struct Entries<'a, T>(&'a [(&'static str, OneOrMany<T>)]);

impl<T: Serialize> Serialize for Entries<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, values)| (key, values)))
    }
}

/// A single value stands by itself, several in a list, as AWS writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OneOrMany<T>(pub(super) Vec<T>);

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [only] => only.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}
