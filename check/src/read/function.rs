//! Functions of CloudFormation: what they give, as far as it is known before deployment.

use super::source::inner_document;
use super::variable;
use bedrock_profiles_iam::json::{Kind, Member, Node};
use bedrock_profiles_iam::{Piece, Text};
use std::collections::BTreeSet;

/// Whether a condition is true.
pub(super) type IsTrue<'c> = &'c dyn Fn(&str) -> bool;

/// The function that a value is, and its argument: `Ref`, or one of `Fn::…`.
pub(super) fn function(node: &Node) -> Option<(&str, &Node)> {
    match node.members() {
        [only] if only.key == "Ref" || only.key.starts_with("Fn::") => Some((&only.key, &only.value)),
        _ => None,
    }
}

/// The condition and the two branches of `Fn::If`.
pub(super) fn choice(node: &Node) -> Option<(&str, &Node, &Node)> {
    match (function(node)?, function(node)?.1.items()) {
        (("Fn::If", _), [name, yes, no]) => Some((name.text()?, yes, no)),
        _ => None,
    }
}

/// Whether it is `AWS::NoValue`, which removes whatever has it as its value.
pub(super) fn is_no_value(node: &Node) -> bool {
    function(node).is_some_and(|(name, argument)| name == "Ref" && argument.text() == Some("AWS::NoValue"))
}

/// The conditions that decide over a value.
pub(super) fn conditions<'n>(node: &'n Node, names: &mut BTreeSet<&'n str>) {
    names.extend(choice(node).map(|(name, ..)| name));
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| conditions(item, names)),
        Kind::Object(members) => members.iter().for_each(|member| conditions(&member.value, names)),
        Kind::Null | Kind::Text(_) | Kind::Unknown(_) => {}
    }
}

/// The value where the conditions turn out so; `None` where it is removed.
pub(super) fn resolve(node: &Node, is_true: IsTrue<'_>) -> Option<Node> {
    if let Some((name, yes, no)) = choice(node) {
        return resolve(if is_true(name) { yes } else { no }, is_true);
    }
    if is_no_value(node) {
        return None;
    }
    let kind = match (&node.kind, function(node)) {
        (_, Some((name, argument))) => called(name, argument, is_true),
        (Kind::Object(members), None) => object(members, is_true),
        (Kind::List(items), None) => Kind::List(items.iter().filter_map(|item| resolve(item, is_true)).collect()),
        (Kind::Text(text), None) => Kind::Text(text.known().map_or_else(|| text.clone(), variable::plain)),
        (Kind::Null | Kind::Unknown(_), None) => node.kind.clone(),
    };
    Some(Node { offset: node.offset, kind })
}

/// The text of a value where every condition is true, as far as it is known.
pub(super) fn text(node: &Node) -> Text {
    as_text(resolve(node, &|_| true))
}

/// The text that `resolve` gives.
fn as_text(resolved: Option<Node>) -> Text {
    match resolved.map(|node| node.kind) {
        Some(Kind::Text(text)) => text,
        Some(kind @ (Kind::Unknown(_) | Kind::List(_) | Kind::Object(_))) => Text::unknown(shown(&kind)),
        Some(Kind::Null) | None => Text::default(),
    }
}

/// An object to which a macro adds something is not known.
fn object(members: &[Member], is_true: IsTrue<'_>) -> Kind {
    if let Some(member) = members.iter().find(|member| member.key.starts_with("Fn::")) {
        return Kind::Unknown(format!("${{{}}}", member.key.trim_start_matches("Fn::")));
    }
    let resolved = members.iter().filter_map(|member| {
        let value = resolve(&member.value, is_true)?;
        Some(Member { offset: member.offset, key: member.key.clone(), value })
    });
    Kind::Object(resolved.collect())
}

fn called(name: &str, argument: &Node, is_true: IsTrue<'_>) -> Kind {
    let known = match name {
        "Ref" => return Kind::Unknown(format!("${{{}}}", text_of(argument, is_true))),
        "Fn::GetAtt" => {
            let parts: Vec<String> = argument.items().iter().map(|part| text_of(part, is_true).to_string()).collect();
            return Kind::Unknown(format!("${{{}}}", parts.join(".")));
        }
        "Fn::Sub" => substituted(argument, is_true),
        "Fn::Join" => joined(argument, is_true),
        _ => None,
    };
    known.map_or_else(|| Kind::Unknown(call(name, argument, is_true)), Kind::Text)
}

fn text_of(node: &Node, is_true: IsTrue<'_>) -> Text {
    match node.text() {
        Some(text) => text.into(),
        None => as_text(resolve(node, is_true)),
    }
}

/// `${ImportValue chat-model}`. A colon would part an ARN.
fn call(name: &str, argument: &Node, is_true: IsTrue<'_>) -> String {
    let arguments = argument.items().iter().map(|argument| text_of(argument, is_true).to_string());
    let arguments: Vec<String> = arguments.collect();
    format!("${{{} {}}}", name.trim_start_matches("Fn::"), arguments.join(" ").replace("AWS::", ""))
}

/// `Fn::Sub`, of a text or of a text and a map.
fn substituted(argument: &Node, is_true: IsTrue<'_>) -> Option<Text> {
    let (template, map) = match (&argument.kind, argument.items()) {
        (Kind::List(_), [template]) => (template.text()?, None),
        (Kind::List(_), [template, map]) => (template.text()?, Some(map)),
        (Kind::Text(text), _) => (text.known()?, None),
        _ => return None,
    };
    Some(variable::split(template, |inner| {
        let name = inner.trim();
        if let Some(literal) = name.strip_prefix('!') {
            return vec![Piece::Known(format!("${{{literal}}}"))];
        }
        match map.and_then(|map| map.get(name)) {
            Some(value) => text_of(value, is_true).pieces().to_vec(),
            None => vec![Piece::Unknown(format!("${{{name}}}"))],
        }
    }))
}

/// `Fn::Join`, where separator and list are written out.
fn joined(argument: &Node, is_true: IsTrue<'_>) -> Option<Text> {
    let [separator, list] = argument.items() else { return None };
    let separator = separator.text()?;
    let Kind::List(items) = resolve(list, is_true)?.kind else { return None };
    let mut text = Text::default();
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            text.push(Piece::Known(separator.to_owned()));
        }
        for piece in as_text(Some(item)).pieces() {
            text.push(piece.clone());
        }
    }
    Some(text)
}

/// A value as it is shown in the place of what is not known.
fn shown(kind: &Kind) -> String {
    match kind {
        Kind::Null => "null".to_owned(),
        Kind::Text(text) => text.to_string(),
        Kind::Unknown(written) => written.clone(),
        Kind::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(&item.kind)).collect();
            format!("[{}]", items.join(" "))
        }
        Kind::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|member| format!("{} {}", member.key, shown(&member.value.kind))).collect();
            format!("{{{}}}", members.join(" "))
        }
    }
}

/// The document that a resolved value is, or that its text is in JSON; as an error what is not known of it.
pub(super) fn document(resolved: Node) -> Result<Node, String> {
    match resolved.kind {
        Kind::Unknown(written) => Err(written),
        Kind::Text(text) => {
            let written = text.to_string();
            let mut node = inner_document(&written, resolved.offset).ok_or(written)?;
            let unknown: BTreeSet<&str> = text.pieces().iter().filter_map(unknown).collect();
            mark_unknown(&mut node, &unknown);
            Ok(node)
        }
        kind => Ok(Node { offset: resolved.offset, kind }),
    }
}

fn unknown(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Unknown(written) => Some(written),
        Piece::Known(_) => None,
    }
}

/// Makes pieces of what is unknown in a text that was read out of another.
fn mark_unknown(node: &mut Node, unknown: &BTreeSet<&str>) {
    match &mut node.kind {
        Kind::Text(text) => {
            let marked = text.known().map(|known| {
                variable::split(known, |inner| {
                    let written = format!("${{{inner}}}");
                    let is_unknown = unknown.contains(written.as_str());
                    vec![if is_unknown { Piece::Unknown(written) } else { Piece::Known(written) }]
                })
            });
            *text = marked.unwrap_or_default();
        }
        Kind::List(items) => items.iter_mut().for_each(|item| mark_unknown(item, unknown)),
        Kind::Object(members) => members.iter_mut().for_each(|member| mark_unknown(&mut member.value, unknown)),
        Kind::Null | Kind::Unknown(_) => {}
    }
}

/// Each `${…}` in a text of a template that nothing replaces, though it names what the template declares, and its
/// place.
pub(super) fn unreplaced(node: &Node, is_declared: &dyn Fn(&str) -> bool) -> BTreeSet<(String, usize)> {
    let mut found = BTreeSet::new();
    find_unreplaced(node, is_declared, &mut found);
    found
}

fn find_unreplaced(node: &Node, is_declared: &dyn Fn(&str) -> bool, found: &mut BTreeSet<(String, usize)>) {
    match (function(node), &node.kind) {
        (Some(("Ref" | "Fn::GetAtt" | "Fn::Transform", _)), _) => {}
        (Some(("Fn::Sub", argument)), _) => {
            let values = argument.items().iter().skip(1).flat_map(Node::members);
            values.for_each(|member| find_unreplaced(&member.value, is_declared, found));
        }
        (_, Kind::Text(text)) => {
            let names = text.pieces().iter().filter_map(|piece| match piece {
                Piece::Known(text) if text.contains("${") => Some(variable::plain(text)),
                _ => None,
            });
            for text in names {
                let written = text.pieces().iter().filter_map(unknown).filter(|written| {
                    let inner = written.trim_start_matches("${").trim_end_matches('}').trim();
                    is_declared(inner.split('.').next().unwrap_or_default())
                });
                found.extend(written.map(|written| (written.to_owned(), node.offset)));
            }
        }
        (_, Kind::List(items)) => items.iter().for_each(|item| find_unreplaced(item, is_declared, found)),
        (_, Kind::Object(members)) => {
            for member in members {
                find_unreplaced(&member.value, is_declared, found);
            }
        }
        (_, Kind::Null | Kind::Unknown(_)) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;
    use bedrock_profiles_iam::json;

    fn parsed(text: &str) -> Node {
        json::parse(text).expect("JSON")
    }

    #[test]
    fn functions_give_text_as_far_as_it_is_known() {
        for (json, expected) in [
            (r#"{"Fn::Sub": "arn:${AWS::Partition}:${AWS::Region}"}"#, "arn:<${AWS::Partition}>:<${AWS::Region}>"),
            (r#"{"Fn::Sub": ["${AWS::AccountId}", {}]}"#, "<${AWS::AccountId}>"),
            (r#"{"Fn::Sub": ["${AWS::AccountId}"]}"#, "<${AWS::AccountId}>"),
            (r#"{"Fn::Sub": ["${Id}/${Model}", {"Id": {"Ref": "AWS::AccountId"}}]}"#, "<${AWS::AccountId}>/<${Model}>"),
            (r#"{"Fn::Sub": ["${A}${B}", {"A": "${B}", "B": "b"}]}"#, "${B}b"),
            (r#"{"Fn::Sub": "home/${!aws:username}/${ Name }"}"#, "home/${aws:username}/<${Name}>"),
            (r#"{"Fn::Sub": "${open"}"#, "${open"),
            (r#"{"Fn::Sub": {"Ref": "X"}}"#, "<${Sub ${X}}>"),
            (r#"{"Fn::ImportValue": "stack:arn"}"#, "<${ImportValue stack:arn}>"),
            (r#"{"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "Id"]}"#, "<${FindInMap M ${Region} Id}>"),
            (
                r#"{"Fn::Join": [":", ["arn", {"Ref": "AWS::Region"}, "", {"Fn::Sub": "${!a:b}"}]]}"#,
                "arn:<${AWS::Region}>::${a:b}",
            ),
            (r#"{"Fn::Join": [",", {"Ref": "List"}]}"#, "<${Join , ${List}}>"),
            (r#"{"Fn::Join": ["-", ["a", {"Ref": "AWS::NoValue"}, "b"]]}"#, "a-b"),
            (r#"{"Fn::GetAtt": ["Chat", "Arn"]}"#, "<${Chat.Arn}>"),
            (r#"{"Fn::GetAtt": "Chat.Arn"}"#, "<${Chat.Arn}>"),
            (r#"{"Fn::Select": ["0", {"Fn::Split": [",", "a,b"]}]}"#, "<${Select 0 ${Split , a,b}}>"),
            (r#"{"Fn::If": ["C", "yes", "no"]}"#, "yes"),
            (r#"{"Fn::If": ["C", "yes"]}"#, "<${If C yes}>"),
            (r#""a${aws:username}${Stage}""#, "a${aws:username}<${Stage}>"),
            ("7", "7"),
        ] {
            assert_eq!(pieces(&text(&parsed(json))), expected, "{json}");
        }
    }

    #[test]
    fn branches_are_taken_and_what_has_no_value_removed() {
        let json = r#"{"A": {"Fn::If": ["C", [1, {"Ref": "AWS::NoValue"}], {"Ref": "AWS::NoValue"}]}, "B": 2}"#;
        let keys = |is_true: bool| {
            let node = resolve(&parsed(json), &|_| is_true).expect("a value");
            (node.members().len(), node.get("A").map(|value| value.items().len()))
        };
        assert_eq!((keys(true), keys(false)), ((2, Some(1)), (1, None)));
        let (mut names, node) = (BTreeSet::new(), parsed(json));
        conditions(&node, &mut names);
        assert_eq!(names, BTreeSet::from(["C"]));
        assert_eq!(resolve(&parsed(r#"{"Ref": "AWS::NoValue"}"#), &|_| true), None);
        let transformed = resolve(&parsed(r#"{"Effect": "Allow", "Fn::Transform": {}}"#), &|_| true).expect("a value");
        assert_eq!(transformed.kind, Kind::Unknown("${Transform}".into()));
    }

    #[test]
    fn a_document_in_a_text_keeps_what_is_unknown() {
        let json = r#"{"Fn::Sub": "{\"Resource\": \"${Bucket}/${!aws:username}\"}"}"#;
        let node = document(resolve(&parsed(json), &|_| true).expect("a value")).expect("a document");
        let Some(Kind::Text(resource)) = node.get("Resource").map(|node| &node.kind) else { panic!("a text") };
        assert_eq!(pieces(resource), "<${Bucket}>/${aws:username}");
        assert_eq!(document(resolve(&parsed(r#"{"Ref": "X"}"#), &|_| true).expect("a value")), Err("${X}".into()));
        assert_eq!(document(resolve(&parsed(r#""x""#), &|_| true).expect("a value")), Err("x".into()));
    }

    #[test]
    fn what_nothing_replaces_is_found() {
        let json = r#"{"A": ["${AWS::Region}", "${Chat.Arn} ${aws:username} ${Other}", {"Fn::Sub": ["${X}", {"X": "${Y}"}]},
            {"Fn::Sub": "${AWS::Region}"}, {"Fn::Join": ["", ["${Z}"]]}]}"#;
        let is_declared = |name: &str| name.starts_with("AWS::") || ["Chat", "X", "Y", "Z"].contains(&name);
        let found = unreplaced(&parsed(json), &is_declared);
        let found: Vec<&str> = found.iter().map(|(written, _)| written.as_str()).collect();
        assert_eq!(found, ["${AWS::Region}", "${Chat.Arn}", "${Y}", "${Z}"]);
    }
}
