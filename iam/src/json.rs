//! JSON with the place of each value and key. What stands in it twice stays, for its reader to find.

use crate::Text;
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use core::fmt;
use serde_core::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it begins in the text, in bytes.
    pub offset: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Null,
    /// A text, or a number or truth value as it is written.
    Text(Text),
    /// A list.
    List(Vec<Node>),
    /// An object, with its members in order.
    Object(Vec<Member>),
    /// What the reader of the document can't resolve, as the document writes it.
    Unknown(String),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Where the key begins in the text, in bytes.
    pub offset: usize,
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Node,
}

/// How deep values may be nested.
pub const DEPTH: usize = 128;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub message: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes.
    pub column: usize,
}

impl JsonError {
    /// What is wrong at a place of a text, which is counted in bytes.
    pub fn at(text: &str, offset: usize, message: String) -> Self {
        let before = text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().len() + 1;
        JsonError { message, line, column }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.message, self.line, self.column)
    }
}

impl core::error::Error for JsonError {}

impl From<serde_json::Error> for JsonError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        let place = alloc::format!(" at line {line} column {column}");
        let message = said.strip_suffix(&place).unwrap_or(&said).to_string();
        JsonError { message, line: line.max(1), column: column.max(1) }
    }
}

/// The value that a JSON text holds.
pub fn parse(text: &str) -> Result<Node, JsonError> {
    let raw: &RawValue = serde_json::from_str(text)?;
    Reader { text }.node(raw, 0)
}

impl Node {
    /// The value of a key: the last one, as parsers take it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members().iter().rev().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of a list, or the one value.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            _ => core::slice::from_ref(self),
        }
    }

    /// The text of a value that is text, if all of it is known.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => text.known(),
            _ => None,
        }
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl<'t> Reader<'t> {
    fn node(&self, raw: &'t RawValue, depth: usize) -> Result<Node, JsonError> {
        let (offset, text) = (self.offset(raw), raw.get());
        if depth > DEPTH {
            return Err(self.too_deep(offset));
        }
        let kind = match text.as_bytes().first() {
            Some(b'{') => {
                let members = serde_json::Deserializer::from_str(text).deserialize_map(Members)?;
                let member = |(key, value): (&'t RawValue, &'t RawValue)| {
                    let (offset, key) = (self.offset(key), self.string(key)?);
                    Ok(Member { offset, key, value: self.node(value, depth + 1)? })
                };
                Kind::Object(members.into_iter().map(member).collect::<Result<_, JsonError>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text)?;
                Kind::List(items.into_iter().map(|item| self.node(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            Some(b'"') => Kind::Text(self.string(raw)?.as_str().into()),
            _ if text == "null" => Kind::Null,
            _ => Kind::Text(text.into()),
        };
        Ok(Node { offset, kind })
    }

    /// Half of a surrogate pair is found only here: the place of such an error is within the string, which has no line
    /// breaks.
    fn string(&self, raw: &RawValue) -> Result<String, JsonError> {
        serde_json::from_str(raw.get()).map_err(JsonError::from).map_err(|error| {
            let offset = self.offset(raw) + error.column.saturating_sub(1);
            JsonError::at(self.text, offset, error.message)
        })
    }

    fn offset(&self, raw: &RawValue) -> usize {
        raw.get().as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }

    fn too_deep(&self, offset: usize) -> JsonError {
        JsonError::at(self.text, offset, alloc::format!("values are nested more than {DEPTH} deep"))
    }
}

/// The members of an object, each as it is written.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = entries.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
