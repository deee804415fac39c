//! The values of a JSON text, each with its place.

use super::text::without_place;
use super::{ModelArn, ProfileArn, Source};
use crate::failure::Failure;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt::{self, Display};

const SAVE_AS_JSON: &str = "help: save the answer of the AWS CLI with `--output json`";

/// A value of a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'s> {
    pub(super) source: &'s Source,
    /// Its own text, a part of the source's.
    text: &'s str,
}

/// An object; a member that is `null` counts as absent.
#[derive(Debug)]
pub(super) struct Object<'s> {
    pub(super) value: Value<'s>,
    members: BTreeMap<String, Value<'s>>,
}

impl<'s> Value<'s> {
    /// The values that come one after the other in a source; at least one.
    pub(super) fn all(source: &'s Source) -> Result<Vec<Self>, Failure> {
        let content = source.text.trim_start();
        let start = source.text.len() - content.len();
        if content.is_empty() {
            return Err(source.at(start, "there is nothing in it, where an answer of the AWS CLI belongs"));
        }
        let values = serde_json::Deserializer::from_str(&source.text).into_iter::<&RawValue>();
        let values = values.map(|raw| Ok(Value { source, text: raw?.get() }));
        values.collect::<Result<_, serde_json::Error>>().map_err(|error| {
            if content.starts_with(['{', '[']) {
                broken(source, 0, &error)
            } else {
                source.at(start, format_args!("this is not JSON\n{SAVE_AS_JSON}"))
            }
        })
    }

    /// `message` at the start of the value.
    pub(super) fn at(self, message: impl Display) -> Failure {
        self.source.at(self.offset(), message)
    }

    /// `profiles.json:12:5`
    pub(super) fn place(self) -> String {
        self.source.place(self.offset())
    }

    fn offset(self) -> usize {
        self.text.as_ptr().addr().saturating_sub(self.source.text.as_ptr().addr())
    }

    pub(super) fn is_list(self) -> bool {
        self.text.starts_with('[')
    }

    pub(super) fn is_object(self) -> bool {
        self.text.starts_with('{')
    }

    /// That something else belongs here.
    pub(super) fn is_not(self, wanted: &str) -> Failure {
        self.at(format_args!("{} stands here, where {wanted} belongs", self.shown()))
    }

    /// A scalar as it is, if it is not long.
    fn shown(self) -> String {
        match self.text.chars().next() {
            Some('{') => "an object".to_owned(),
            Some('[') => "a list".to_owned(),
            Some('"') if self.text.len() > 100 => "a long text".to_owned(),
            _ => format!("`{}`", self.text),
        }
    }

    pub(super) fn elements(self) -> Result<Vec<Self>, Failure> {
        let elements: Vec<&RawValue> = self.parsed("a list")?;
        Ok(elements.into_iter().map(|raw| Value { source: self.source, text: raw.get() }).collect())
    }

    pub(super) fn object(self) -> Result<Object<'s>, Failure> {
        let mut members = BTreeMap::new();
        for (name, raw) in self.parsed::<Members<'_>>("an object")?.0 {
            let value = Value { source: self.source, text: raw.get() };
            if members.contains_key(&name) {
                return Err(value.at(format_args!("`{}` comes twice in this object", name.escape_debug())));
            }
            members.insert(name, value);
        }
        members.retain(|_, value| value.text != "null");
        Ok(Object { value: self, members })
    }

    pub(super) fn text(self) -> Result<String, Failure> {
        self.parsed("text")
    }

    pub(super) fn texts(self) -> Result<Vec<String>, Failure> {
        self.elements()?.into_iter().map(Value::text).collect()
    }

    pub(super) fn profile_arn(self) -> Result<ProfileArn, Failure> {
        ProfileArn::try_from(self.text()?).map_err(|why| self.at(why))
    }

    pub(super) fn model_arn(self) -> Result<ModelArn, Failure> {
        ModelArn::try_from(self.text()?).map_err(|why| self.at(why))
    }

    /// What is `wanted`, which the value may not be.
    pub(super) fn parsed<T: Deserialize<'s>>(self, wanted: &str) -> Result<T, Failure> {
        serde_json::from_str(self.text).map_err(|error| {
            if error.is_data() { self.is_not(wanted) } else { broken(self.source, self.offset(), &error) }
        })
    }
}

impl<'s> Object<'s> {
    pub(super) fn get(&self, name: &str) -> Option<Value<'s>> {
        self.members.get(name).copied()
    }

    pub(super) fn required(&self, name: &str) -> Result<Value<'s>, Failure> {
        self.get(name).ok_or_else(|| self.value.at(format_args!("this object has no `{name}`")))
    }

    /// What `read` makes of a member, if there is one.
    pub(super) fn optional<T>(
        &self,
        name: &str,
        read: impl FnOnce(Value<'s>) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        self.get(name).map(read).transpose()
    }
}

/// What the JSON parser says of the text that starts at `start`.
fn broken(source: &Source, start: usize, error: &serde_json::Error) -> Failure {
    if error.is_eof() {
        let end = source.text.trim_end().len();
        return source.at(end, "the JSON ends here, before it is complete\nhelp: save the whole answer again");
    }
    let (line, column) = (error.line(), error.column());
    let text = source.text.get(start..).unwrap_or_default();
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let offset = start + before + column.saturating_sub(1);
    source.at(offset, format_args!("this is not JSON: {}\n{SAVE_AS_JSON}", without_place(error)))
}

/// The members of an object, in their order.
struct Members<'s>(Vec<(String, &'s RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
