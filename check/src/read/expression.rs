//! Texts of Terraform's modules, which are templates: `${…}` is an expression.

use super::address::Address;
use super::variable::end;
use bedrock_profiles_iam::json::{Kind, Node};
use bedrock_profiles_iam::{Piece, Text};

/// In which texts `&{…}` is a policy variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variables {
    /// Those of `aws_iam_policy_document`.
    Ampersand,
    /// Only what Terraform escapes, `$${…}`, is one.
    Escaped,
}

/// A text with each expression as an unknown piece.
pub(super) fn text(written: &str, variables: Variables) -> Text {
    if has_directive(written) {
        return Text::unknown(written);
    }
    let mut text = Text::default();
    let known = |text: &str| {
        let text = text.replace("%%{", "%{");
        Piece::Known(if variables == Variables::Ampersand { text.replace("&{", "${") } else { text })
    };
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("${") {
        if let Some(before) = before.strip_suffix('$') {
            text.push(known(before));
            text.push(Piece::Known("${".to_owned()));
            rest = after;
            continue;
        }
        let Some((inner, after)) = end(after).and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?))) else {
            break;
        };
        text.push(known(before));
        text.push(Piece::Unknown(format!("${{{inner}}}")));
        rest = after;
    }
    text.push(known(rest));
    text
}

/// `%{ if … }`, unless it is escaped.
fn has_directive(text: &str) -> bool {
    text.replace("%%{", "").contains("%{")
}

/// Makes pieces of the expressions in every text.
pub(super) fn resolve(node: &mut Node) {
    match &mut node.kind {
        Kind::Text(own) => *own = own.known().map(|known| text(known, Variables::Escaped)).unwrap_or_default(),
        Kind::List(items) => items.iter_mut().for_each(resolve),
        Kind::Object(members) => members.iter_mut().for_each(|member| resolve(&mut member.value)),
        Kind::Null | Kind::Unknown(_) => {}
    }
}

/// What is in a text that is nothing but one expression.
pub(super) fn only(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix("${")?;
    let end = end(rest)?;
    (end + 1 == rest.len()).then(|| rest.get(..end).map(str::trim)).flatten()
}

/// The resources of AWS that an expression refers to.
pub(super) fn references(expression: &str) -> Vec<Address> {
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || "_-.[]\"".contains(c);
    let addresses = expression.split(|c| !is_of_address(c)).filter_map(Address::from_text);
    let mut found: Vec<Address> = Vec::new();
    for address in addresses.filter(|address| address.kind().starts_with("aws_")) {
        if found.last() != Some(&address) {
            found.push(address);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;

    #[test]
    fn expressions_are_unknown_and_escapes_known() {
        for (written, expected) in [
            ("arn:${var.x}:y", "arn:<${var.x}>:y"),
            ("${f({a = {}})}z", "<${f({a = {}})}>z"),
            ("$${aws:username}/${var.x}", "${aws:username}/<${var.x}>"),
            ("a%%{b", "a%{b"),
            ("%{ if a }b%{ endif }", "<%{ if a }b%{ endif }>"),
            ("${open", "${open"),
            ("&{aws:username}", "&{aws:username}"),
        ] {
            assert_eq!(pieces(&text(written, Variables::Escaped)), expected, "{written}");
        }
        assert_eq!(pieces(&text("&{aws:username}/${var.x}", Variables::Ampersand)), "${aws:username}/<${var.x}>");
    }

    #[test]
    fn one_expression_is_told_from_several() {
        assert_eq!(only(" ${ data.x.y.json } "), Some("data.x.y.json"));
        for text in ["${a}${b}", "x${a}", "${a", "a", ""] {
            assert_eq!(only(text), None, "{text}");
        }
    }
}
