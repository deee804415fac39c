//! Policies and requests, briefly.

use bedrock_profiles_iam::json::{Kind, Node, parse};
use bedrock_profiles_iam::{Cause, Document, Piece, Request, Statement, Text, Truth, Value, evaluate};
use std::collections::BTreeSet;

pub(crate) const KEY: &str = "team:Name";
pub(crate) const OTHER_KEY: &str = "team:Other";
pub(crate) const ACTION: &str = "bedrock:InvokeModel";
pub(crate) const ARN: &str = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.nova:0";

/// A request whose keys are absent, but for those that it names.
pub(crate) struct Asked {
    action: &'static str,
    resource: &'static str,
    values: Vec<(&'static str, Value<'static>)>,
}

impl Asked {
    pub(crate) fn new() -> Self {
        Asked { action: ACTION, resource: ARN, values: Vec::new() }
    }

    pub(crate) fn action(self, action: &'static str) -> Self {
        Asked { action, ..self }
    }

    pub(crate) fn resource(self, resource: &'static str) -> Self {
        Asked { resource, ..self }
    }

    pub(crate) fn with(mut self, key: &'static str, value: Value<'static>) -> Self {
        self.values.push((key, value));
        self
    }

    pub(crate) fn known(self, key: &'static str, text: &'static str) -> Self {
        self.with(key, Value::Known(text))
    }
}

impl Request for Asked {
    fn action(&self) -> &str {
        self.action
    }

    fn resource(&self) -> &str {
        self.resource
    }

    fn value(&self, key: &str) -> Value<'_> {
        let own = self.values.iter().find(|(own, _)| own.eq_ignore_ascii_case(key));
        own.map_or(Value::Absent, |(_, value)| *value)
    }
}

pub(crate) fn depends(causes: impl IntoIterator<Item = Cause>) -> Truth {
    Truth::Depends(causes.into_iter().collect::<BTreeSet<_>>())
}

pub(crate) fn on_key(key: &str) -> Truth {
    depends([Cause::Key(key.to_owned())])
}

pub(crate) fn on_text(written: &str) -> Truth {
    depends([Cause::Text(written.to_owned())])
}

/// The document that a template writes: `<Name>` is text that its reader can't resolve, `"!Name"` such a value.
pub(crate) fn document(text: &str) -> Document {
    let mut node = parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    leave_open(&mut node);
    Document::read(&node)
}

fn leave_open(node: &mut Node) {
    match &mut node.kind {
        Kind::List(items) => items.iter_mut().for_each(leave_open),
        Kind::Object(members) => members.iter_mut().for_each(|member| leave_open(&mut member.value)),
        Kind::Text(text) => {
            let written = text.known().expect("JSON is known").to_owned();
            node.kind = match written.strip_prefix('!') {
                Some(name) => Kind::Unknown(name.to_owned()),
                None => Kind::Text(with_open_pieces(&written)),
            };
        }
        Kind::Null | Kind::Unknown(_) => {}
    }
}

pub(crate) fn with_open_pieces(text: &str) -> Text {
    let mut pieces = text.split('<');
    let first = Piece::Known(pieces.next().unwrap_or_default().to_owned());
    let others = pieces.flat_map(|piece| {
        let (name, rest) = piece.split_once('>').expect("`<Name>`");
        [Piece::Unknown(name.to_owned()), Piece::Known(rest.to_owned())]
    });
    std::iter::once(first).chain(others).collect()
}

/// The statements of a document without problems.
pub(crate) fn statements(version: &str, statements: &str) -> Vec<Statement> {
    let document = document(&format!(r#"{{"Version":"{version}","Statement":{statements}}}"#));
    assert_eq!(document.problems, [], "{statements}");
    document.compiled().collect()
}

pub(crate) fn allowed(list: &str, request: &Asked) -> Truth {
    evaluate::is_allowed(&statements("2012-10-17", list), request)
}

/// Whether a statement that allows `Resource` of these patterns matches.
pub(crate) fn on_resource(patterns: &str, request: &Asked) -> Truth {
    allowed(&format!(r#"{{"Effect":"Allow","Action":"*","Resource":{patterns}}}"#), request)
}

/// Whether a request satisfies a condition.
pub(crate) fn satisfies(operator: &str, key: &str, values: &str, request: &Asked) -> Truth {
    satisfies_in("2012-10-17", operator, key, values, request)
}

pub(crate) fn satisfies_in(version: &str, operator: &str, key: &str, values: &str, request: &Asked) -> Truth {
    let condition = format!(r#"{{"{operator}":{{"{key}":{values}}}}}"#);
    let statement = format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#);
    let statements = statements(version, &statement);
    let [truth] = <[Truth; 1]>::try_from(statements[0].conditions(request).collect::<Vec<_>>()).expect("one condition");
    truth
}
