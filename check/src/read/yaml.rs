//! YAML with CloudFormation's short tags, as the values that it stands for.

use super::error::ReadError;
use bedrock_profiles_iam::json::{DEPTH, Kind, Member, Node};
use granit_parser::{Event, Parser, ScalarStyle, StrInput, Tag};
use std::collections::BTreeMap;

/// How many values aliases may stand for, all together: more than a template has, and little memory.
const COPIES: usize = 20_000;
/// How many values may be kept for aliases, all together.
const ANCHORED: usize = 1_000_000;

const CORE_SCHEMA: &str = "tag:yaml.org,2002:";

/// The one document of a file.
pub(super) fn read(text: &str) -> Result<Node, ReadError> {
    let events = Parser::new_from_str(text);
    let mut reader = Reader { end: text.len(), events, anchored: BTreeMap::new(), copies: 0, kept: 0 };
    reader.next()?;
    let first = reader.next()?;
    if first.event == Event::StreamEnd {
        return Err(error(text.len(), "there is nothing in it, where a policy or a template belongs"));
    }
    let document = reader.node(0)?;
    reader.next()?;
    let next = reader.next()?;
    match next.event {
        Event::StreamEnd => Ok(document),
        _ => Err(error(
            next.offset,
            "a second document begins here, and a template is one\nhelp: make each document a file of its own",
        )),
    }
}

fn error(offset: usize, message: impl Into<String>) -> ReadError {
    ReadError { message: message.into(), offset }
}

/// An event and its place.
struct Placed<'t> {
    event: Event<'t>,
    /// Where it begins, with its tag.
    offset: usize,
    /// Where its value begins.
    value: usize,
}

/// A value, and how many values it is, and how deep.
struct Anchored {
    node: Node,
    size: usize,
    height: usize,
}

struct Reader<'t> {
    end: usize,
    events: Parser<'t, StrInput<'t>>,
    /// What aliases stand for.
    anchored: BTreeMap<usize, Anchored>,
    copies: usize,
    kept: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<Placed<'t>, ReadError> {
        match self.events.next() {
            Some(Ok((event, span))) => {
                let value = span.start.byte_offset().unwrap_or_default();
                let offset = span.tag_start.and_then(|tag| tag.byte_offset()).unwrap_or(value);
                Ok(Placed { event, offset, value })
            }
            Some(Err(failure)) => {
                let offset = failure.marker().byte_offset().unwrap_or_default().min(self.end);
                Err(error(offset, format!("this is not YAML: {}", failure.info())))
            }
            None => Ok(Placed { event: Event::StreamEnd, offset: self.end, value: self.end }),
        }
    }

    fn node(&mut self, depth: usize) -> Result<Node, ReadError> {
        let placed = self.next()?;
        self.node_from(placed, depth)
    }

    fn node_from(&mut self, placed: Placed<'t>, depth: usize) -> Result<Node, ReadError> {
        let Placed { event, offset, value } = placed;
        if depth > DEPTH {
            return Err(too_deep(offset));
        }
        let (kind, anchor, tag) = match event {
            Event::Scalar(text, style, anchor, tag) => (scalar(&text, style), anchor, tag),
            Event::SequenceStart(_, anchor, tag) => (Kind::List(self.sequence(depth)?), anchor, tag),
            Event::MappingStart(_, anchor, tag) => (Kind::Object(self.mapping(depth)?), anchor, tag),
            Event::Alias(anchor) => return self.copy(anchor, offset, depth),
            _ => return Err(error(offset, "this is not YAML: a value is missing")),
        };
        let node = Node { offset: value, kind };
        let node = match tag {
            Some(tag) => tagged(&tag, node, offset)?,
            None => node,
        };
        if anchor != 0 {
            self.keep(anchor, &node, offset)?;
        }
        Ok(node)
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Node>, ReadError> {
        let mut items = Vec::new();
        loop {
            let placed = self.next()?;
            if placed.event == Event::SequenceEnd {
                return Ok(items);
            }
            items.push(self.node_from(placed, depth + 1)?);
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Vec<Member>, ReadError> {
        let mut members = Vec::new();
        loop {
            let placed = self.next()?;
            if placed.event == Event::MappingEnd {
                return Ok(members);
            }
            let offset = placed.offset;
            let key = self.key(placed, depth)?;
            members.push(Member { offset, key, value: self.node(depth + 1)? });
        }
    }

    fn key(&mut self, placed: Placed<'t>, depth: usize) -> Result<String, ReadError> {
        let offset = placed.offset;
        if matches!(&placed.event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<") {
            let message = "CloudFormation knows no merge key `<<`\nhelp: write out what it stands for";
            return Err(error(offset, message));
        }
        let node = self.node_from(placed, depth + 1)?;
        node.text().map(str::to_owned).ok_or_else(|| error(offset, "this key is not text"))
    }

    fn keep(&mut self, anchor: usize, node: &Node, offset: usize) -> Result<(), ReadError> {
        let (size, height) = extent(node);
        self.kept += size;
        if self.kept > ANCHORED {
            return Err(error(offset, format!("the anchors name more than {ANCHORED} values")));
        }
        self.anchored.insert(anchor, Anchored { node: node.clone(), size, height });
        Ok(())
    }

    fn copy(&mut self, anchor: usize, offset: usize, depth: usize) -> Result<Node, ReadError> {
        let Some(anchored) = self.anchored.get(&anchor) else {
            return Err(error(offset, "this alias stands in what it names"));
        };
        self.copies += anchored.size;
        if self.copies > COPIES {
            return Err(error(offset, format!("the aliases stand for more than {COPIES} values")));
        }
        if depth + anchored.height > DEPTH {
            return Err(too_deep(offset));
        }
        Ok(anchored.node.clone())
    }
}

fn too_deep(offset: usize) -> ReadError {
    error(offset, format!("values are nested more than {DEPTH} deep"))
}

/// How many values it is, and how many more are nested in each other.
fn extent(node: &Node) -> (usize, usize) {
    let of_values = |values: &mut dyn Iterator<Item = &Node>| {
        values.map(extent).fold((1, 0), |(size, height), (own, below)| (size + own, height.max(below + 1)))
    };
    match &node.kind {
        Kind::List(items) => of_values(&mut items.iter()),
        Kind::Object(members) => of_values(&mut members.iter().map(|member| &member.value)),
        Kind::Null | Kind::Text(_) | Kind::Unknown(_) => (1, 0),
    }
}

/// Text as it is written: an account has leading zeros, which a number would lose.
fn scalar(text: &str, style: ScalarStyle) -> Kind {
    match text {
        "" | "~" | "null" if style == ScalarStyle::Plain => Kind::Null,
        text => Kind::Text(text.into()),
    }
}

/// `!Ref X` is short for `Ref: X`, `!Sub X` for `Fn::Sub: X`.
fn tagged(tag: &Tag, node: Node, offset: usize) -> Result<Node, ReadError> {
    let name = tag.suffix();
    let function = |key: String, value| Node { offset, kind: Kind::Object(vec![Member { offset, key, value }]) };
    match (tag.handle(), name) {
        ("!", "") | (CORE_SCHEMA, "str" | "int" | "float" | "bool" | "null" | "seq" | "map") => Ok(node),
        ("!", "Ref" | "Condition") => Ok(function(name.to_owned(), node)),
        ("!", "GetAtt") => Ok(function("Fn::GetAtt".to_owned(), attribute(node))),
        ("!", _) => Ok(function(format!("Fn::{name}"), node)),
        (CORE_SCHEMA, _) => Err(error(offset, format!("`!!{name}` is no tag that CloudFormation knows"))),
        _ => Err(error(offset, format!("`{tag}` is no tag that CloudFormation knows"))),
    }
}

/// The name of a resource has no dot, that of an attribute may.
fn attribute(node: Node) -> Node {
    let offset = node.offset;
    let part = |text: &str| Node { offset, kind: Kind::Text(text.into()) };
    match node.text().and_then(|text| text.split_once('.')) {
        Some((resource, attribute)) => Node { offset, kind: Kind::List(vec![part(resource), part(attribute)]) },
        None => node,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_tags_are_functions() {
        let text = "a: !Ref X\nb: !GetAtt Chat.Outputs.Arn\nc: &c !Sub 'x'\nd: !If [C, !Ref Y, {e: 1}]\nf: *c\ng: ~\n";
        let root = read(text).expect("YAML");
        let get = |keys: &[&str]| keys.iter().try_fold(&root, |node, key| node.get(key)).cloned().expect("a value");
        for (keys, expected, rest) in [
            (&["a"][..], None, "!Ref X"),
            (&["a", "Ref"], Some("X"), "X\n"),
            (&["c"], None, "!Sub 'x'"),
            (&["c", "Fn::Sub"], Some("x"), "'x'"),
            (&["f", "Fn::Sub"], Some("x"), "'x'"),
            (&["d", "Fn::If"], None, "[C, "),
        ] {
            let node = get(keys);
            assert_eq!(node.text(), expected, "{keys:?}");
            assert!(text[node.offset..].starts_with(rest), "{keys:?}: {}", &text[node.offset..]);
        }
        let attribute = get(&["b", "Fn::GetAtt"]);
        assert_eq!(attribute.items().iter().map(Node::text).collect::<Vec<_>>(), [Some("Chat"), Some("Outputs.Arn")]);
        assert_eq!(get(&["g"]).kind, Kind::Null);
    }

    #[test]
    fn each_value_and_key_has_its_place() {
        let text = "# ü\na:\n  - b: 1\n    'c': [x, {y: 2}]\n  - - z\n";
        let root = read(text).expect("YAML");
        let at =
            |offset: usize, start: &str| assert!(text[offset..].starts_with(start), "{start}: {}", &text[offset..]);
        at(root.offset, "a:");
        let items = root.get("a").expect("it").items();
        at(items[0].offset, "b: 1");
        at(items[0].members()[1].offset, "'c'");
        at(items[0].get("c").expect("it").items()[1].offset, "{y");
        at(items[0].get("c").expect("it").items()[1].members()[0].offset, "y: 2");
        at(items[1].offset, "- z");
    }

    #[test]
    fn what_is_not_right_is_refused_at_its_place() {
        let text = "a: 1\nb: 2\na: 3\n";
        assert_eq!(read(text).expect("a key twice").members().len(), 3);
        for (text, rest, message) in [
            ("", "", "there is nothing in it"),
            ("# soon\n", "", "there is nothing in it"),
            ("Statement:\n  - Effect: [Allow\n", "[Allow\n", "this is not YAML: unclosed bracket"),
            ("Statement: []\n---\nStatement: []\n", "---\nStatement: []\n", "a second document begins here"),
            ("Effect: !!binary Allow\n", "!!binary Allow\n", "`!!binary`"),
            ("a: *b\n", "*b\n", "this is not YAML: "),
            ("a: &a [*a]\n", "*a]\n", "this alias stands in what it names"),
            ("a: &a {b: c}\nd:\n  <<: *a\n", "<<: *a\n", "CloudFormation knows no merge key `<<`"),
            ("? [a, b]\n: c\n", "[a, b]\n: c\n", "this key is not text"),
        ] {
            let error = read(text).expect_err(text);
            assert_eq!(text.get(error.offset..), Some(rest), "{error:?}");
            assert!(error.message.starts_with(message), "{error:?}");
        }
    }

    #[test]
    fn aliases_and_nesting_have_an_end() {
        let copies = |level: usize| vec![format!("*a{}", level - 1); 10].join(", ");
        let more = (1..12).map(|level| format!("a{level}: &a{level} [{}]\n", copies(level)));
        let bomb: String = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned()].into_iter().chain(more).collect();
        assert!(read(&bomb).expect_err("too many").message.contains("the aliases stand for more than"));
        let more = (1..200).map(|level| format!("a{level}: &a{level} [*a{}]\n", level - 1));
        let deep: String = ["a0: &a0 [x]\n".to_owned()].into_iter().chain(more).collect();
        assert!(read(&deep).expect_err("too deep").message.contains("nested more than"));
        for text in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(200)] {
            read(&text).expect_err("too deep");
        }
    }
}
