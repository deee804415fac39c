//! YAML with CloudFormation's short tags, as the JSON that it stands for.

use crate::answer::Source;
use crate::failure::Failure;
use granit_parser::{Event, Parser, ScalarStyle, StrInput, Tag};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many values aliases may stand for, all together: more than a template has, and little to hold.
const COPIES: usize = 20_000;

const CORE_SCHEMA: &str = "tag:yaml.org,2002:";

/// The one document of a file.
pub(super) fn read(source: &Source) -> Result<Value, Failure> {
    let events = Parser::new_from_str(&source.text);
    let mut reader = Reader { source, events, anchored: BTreeMap::new(), copies: 0 };
    reader.next()?;
    if let (Event::StreamEnd, _) = reader.next()? {
        return Err(source.at(source.text.len(), "there is nothing in it, where a policy or a template belongs"));
    }
    let document = reader.node()?;
    reader.next()?;
    match reader.next()? {
        (Event::StreamEnd, _) => Ok(document),
        (_, offset) => Err(source.at(
            offset,
            "a second document begins here, and a template is one\nhelp: make each document a file of its own",
        )),
    }
}

struct Reader<'s> {
    source: &'s Source,
    events: Parser<'s, StrInput<'s>>,
    /// What aliases stand for.
    anchored: BTreeMap<usize, Value>,
    copies: usize,
}

impl<'s> Reader<'s> {
    /// The next event, and where it begins.
    fn next(&mut self) -> Result<(Event<'s>, usize), Failure> {
        match self.events.next() {
            Some(Ok((event, span))) => {
                let start = span.tag_start.unwrap_or(span.start);
                Ok((event, start.byte_offset().unwrap_or_default()))
            }
            Some(Err(error)) => {
                let offset = error.marker().byte_offset().unwrap_or_default();
                Err(self.source.at(offset, format_args!("this is not YAML: {}", error.info())))
            }
            None => Ok((Event::StreamEnd, self.source.text.len())),
        }
    }

    fn node(&mut self) -> Result<Value, Failure> {
        let (event, offset) = self.next()?;
        self.node_of(event, offset)
    }

    fn node_of(&mut self, event: Event<'s>, offset: usize) -> Result<Value, Failure> {
        let (value, anchor, tag) = match event {
            Event::Scalar(text, style, anchor, tag) => (scalar(&text, style), anchor, tag),
            Event::SequenceStart(_, anchor, tag) => (self.sequence()?, anchor, tag),
            Event::MappingStart(_, anchor, tag) => (self.mapping()?, anchor, tag),
            Event::Alias(anchor) => return self.copy(anchor, offset),
            _ => return Err(self.source.at(offset, "this is not YAML: a value is missing")),
        };
        let value = match tag {
            Some(tag) => tagged(&tag, value).map_err(|message| self.source.at(offset, message))?,
            None => value,
        };
        if anchor != 0 {
            self.anchored.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn sequence(&mut self) -> Result<Value, Failure> {
        let mut values = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(values.into()),
                (event, offset) => values.push(self.node_of(event, offset)?),
            }
        }
    }

    fn mapping(&mut self) -> Result<Value, Failure> {
        let mut entries = Map::new();
        loop {
            let (event, offset) = self.next()?;
            if event == Event::MappingEnd {
                return Ok(entries.into());
            }
            let key = self.key(event, offset)?;
            if entries.contains_key(&key) {
                let message = format!("`{}` is there twice", key.escape_debug());
                return Err(self.source.at(offset, message));
            }
            entries.insert(key, self.node()?);
        }
    }

    fn key(&mut self, event: Event<'s>, offset: usize) -> Result<String, Failure> {
        if matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<") {
            let message = "CloudFormation knows no merge key `<<`\nhelp: write out what it stands for";
            return Err(self.source.at(offset, message));
        }
        match self.node_of(event, offset)? {
            Value::String(key) => Ok(key),
            _ => Err(self.source.at(offset, "this key is not text")),
        }
    }

    fn copy(&mut self, anchor: usize, offset: usize) -> Result<Value, Failure> {
        let Some(value) = self.anchored.get(&anchor) else {
            return Err(self.source.at(offset, "this alias stands in what it names"));
        };
        self.copies += size(value);
        if self.copies > COPIES {
            let message = format!("the aliases stand for more than {COPIES} values");
            return Err(self.source.at(offset, message));
        }
        Ok(value.clone())
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(entries) => entries.values().map(size).sum(),
        _ => 0,
    }
}

/// Text as it is written: an account has leading zeros, which a number would lose.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match text {
        "" | "~" | "null" if style == ScalarStyle::Plain => Value::Null,
        text => text.into(),
    }
}

/// `!Ref X` is short for `Ref: X`, `!Sub X` for `Fn::Sub: X`.
fn tagged(tag: &Tag, value: Value) -> Result<Value, String> {
    let name = tag.suffix();
    match (tag.handle(), name) {
        ("!", "") | (CORE_SCHEMA, "str" | "int" | "float" | "bool" | "null" | "seq" | "map") => Ok(value),
        ("!", "Ref" | "Condition") => Ok(json!({ name: value })),
        ("!", "GetAtt") => Ok(json!({ "Fn::GetAtt": attribute(value) })),
        ("!", _) => Ok(json!({ (format!("Fn::{name}")): value })),
        (CORE_SCHEMA, _) => Err(format!("`!!{name}` is no tag that CloudFormation knows")),
        _ => Err(format!("`{tag}` is no tag that CloudFormation knows")),
    }
}

/// The name of a resource has no dot, that of an attribute may.
fn attribute(value: Value) -> Value {
    match value.as_str().and_then(|text| text.split_once('.')) {
        Some((resource, attribute)) => json!([resource, attribute]),
        None => value,
    }
}
