//! Places in a document.

use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// What is not right with a document, and where.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(crate) place: Place,
    pub(crate) message: String,
}

/// The way to a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Entry(String),
    Item(usize),
    /// Into a text that holds a document.
    Inner,
}

impl Place {
    pub(super) fn entry(&self, key: &str) -> Self {
        self.and(Step::Entry(key.to_owned()))
    }

    pub(super) fn item(&self, at: usize) -> Self {
        self.and(Step::Item(at))
    }

    pub(super) fn inner(&self) -> Self {
        self.and(Step::Inner)
    }

    /// Every value on the way, the whole first, as far as one document goes.
    pub(super) fn way<'v>(&self, document: &'v Value) -> Vec<&'v Value> {
        let steps = self.0.iter().map_while(|step| match step {
            Step::Entry(key) => Some(Err(key)),
            Step::Item(at) => Some(Ok(*at)),
            Step::Inner => None,
        });
        let mut way = vec![document];
        for step in steps {
            let Some(value) = way.last().and_then(|value| match step {
                Ok(at) => value.get(at),
                Err(key) => value.get(key),
            }) else {
                break;
            };
            way.push(value);
        }
        way
    }

    fn and(&self, step: Step) -> Self {
        Place([self.0.as_slice(), &[step]].concat())
    }

    /// Where the value begins in the JSON text, in bytes: the outer one of documents in documents. In text that is not
    /// JSON the place of the whole is known alone.
    pub(crate) fn offset(&self, json: &str) -> Option<usize> {
        if self.0.is_empty() {
            return Some(json.len() - json.trim_start().len());
        }
        let mut value: &RawValue = serde_json::from_str(json).ok()?;
        for step in &self.0 {
            value = match step {
                Step::Entry(key) => {
                    let entries: BTreeMap<String, &RawValue> = serde_json::from_str(value.get()).ok()?;
                    entries.get(key).copied()?
                }
                Step::Item(at) => {
                    let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
                    items.get(*at).copied()?
                }
                Step::Inner => break,
            };
        }
        value.get().as_ptr().addr().checked_sub(json.as_ptr().addr())
    }
}

/// `Resources.Chat.Properties.PolicyDocument.Statement[0]`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Entry(key) if position == 0 => write!(f, "{}", key.escape_debug())?,
                Step::Entry(key) => write!(f, ".{}", key.escape_debug())?,
                Step::Item(at) => write!(f, "[{at}]")?,
                Step::Inner => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_in_the_text() {
        let text = r#" { "a": [ 1, { "b" : "x" } ], "ä\"": 2 }"#;
        let place = Place::default().entry("a").item(1).entry("b");
        assert_eq!(place.offset(text), text.find("\"x\""));
        assert_eq!(place.to_string(), "a[1].b");
        assert_eq!(place.inner().entry("c").offset(text), text.find("\"x\""));
        assert_eq!(Place::default().entry("ä\"").offset(text), text.find("2 }"));
        assert_eq!(Place::default().offset(text), Some(1));
        assert_eq!((place.item(7).offset(text), place.offset("a: 1")), (None, None));
    }
}
