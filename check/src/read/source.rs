//! The values of a policy file: JSON, or YAML.

use super::error::ReadError;
use super::yaml;
use bedrock_profiles_iam::json::{self, JsonError, Kind, Node};
use std::path::Path;

const HCL: &str = "this is Terraform's own language, which `check` does not read\n\
    help: `terraform plan -out plan` and `terraform show -json plan > plan.json` give what it reads\n\
    help: `.tf.json` files it reads as they are";

/// Reads JSON where the name or the beginning says so, else YAML.
pub(super) fn read(name: &str, text: &str) -> Result<Node, ReadError> {
    let extension = Path::new(name).extension();
    let is_called =
        |known: &[&str]| extension.is_some_and(|own| known.iter().any(|known| own.eq_ignore_ascii_case(known)));
    let trimmed = text.trim_start();
    if is_called(&["tf"]) || trimmed.lines().any(is_hcl) {
        return Err(ReadError { message: HCL.to_owned(), offset: 0 });
    }
    let is_yaml = is_called(&["yaml", "yml"]);
    if !trimmed.starts_with(['{', '[']) && (is_yaml || !(trimmed.is_empty() || is_called(&["json"]))) {
        return yaml::read(text);
    }
    match json::parse(text) {
        Ok(root) => Ok(root),
        // Lists and objects of YAML begin with the same characters.
        Err(_) if is_yaml => yaml::read(text),
        Err(error) => Err(from_json_error(text, error)),
    }
}

fn is_hcl(line: &str) -> bool {
    line.starts_with("resource \"") || line.starts_with("data \"")
}

fn from_json_error(text: &str, error: JsonError) -> ReadError {
    let before = text.split_inclusive('\n').take(error.line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let offset = text.floor_char_boundary(start + error.column.saturating_sub(1));
    ReadError { message: error.message, offset }
}

/// The document that a text is: JSON, as it is or URL-encoded. Everything in it has the place of the text.
pub(super) fn inner_document(text: &str, offset: usize) -> Option<Node> {
    let trimmed = text.trim_start();
    let mut node = if trimmed.starts_with('{') {
        json::parse(trimmed).ok()?
    } else if trimmed.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%7b")) {
        json::parse(&percent_decoded(trimmed)?).ok()?
    } else {
        return None;
    };
    place_at(&mut node, offset);
    Some(node)
}

/// Gives every value the same place.
pub(super) fn place_at(node: &mut Node, offset: usize) {
    node.offset = offset;
    match &mut node.kind {
        Kind::List(items) => items.iter_mut().for_each(|item| place_at(item, offset)),
        Kind::Object(members) => {
            for member in members {
                member.offset = offset;
                place_at(&mut member.value, offset);
            }
        }
        Kind::Null | Kind::Text(_) | Kind::Unknown(_) => {}
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let encoded = (*first == b'%').then(|| after.split_at_checked(2)).flatten();
        match encoded {
            Some((digits, after)) => {
                bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
                rest = after;
            }
            None => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_json_has_its_place() {
        for (text, rest) in [("{\n  \"a\": 1,\n  b\n}", "b\n}"), ("<html>", "<html>"), ("{\"ü\": x}", "x}")] {
            let error = read("p.json", text).expect_err("no JSON");
            assert_eq!(text.get(error.offset..), Some(rest), "{error:?}");
        }
    }

    #[test]
    fn a_document_in_a_text_is_found() {
        for text in
            ["{\"a\": \"b c\"}", " {\"a\": \"b c\"}", "%7B%22a%22%3A%20%22b%20c%22%7D", "%7b%22a%22:%22b c%22%7d"]
        {
            let node = inner_document(text, 7).expect(text);
            let value = node.get("a").expect("it");
            assert_eq!((value.text(), value.offset, node.members()[0].offset), (Some("b c"), 7, 7));
        }
        for text in ["", "a", "{", "%7B%", "%7B%zz", "%7B%ff", "[1]"] {
            assert_eq!(inner_document(text, 0), None, "{text}");
        }
    }
}
