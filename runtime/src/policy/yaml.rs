//! JSON values as YAML, in block style.
//!
//! A text stands plain where every YAML reader takes it for that text, else in the double quotes of JSON, which mean
//! the same in YAML. See <https://yaml.org/spec/1.2.2/>.

use alloc::string::{String, ToString as _};
use serde_json::{Map, Value};

/// What YAML 1.1 readers, such as CloudFormation's, take for something other than text.
const RESERVED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// The value in block style, without a newline at its end.
pub(super) fn block(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

/// Writes `value` where a line already has `indent` columns.
fn write(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(entries) if !entries.is_empty() => write_entries(entries, indent, text),
        Value::Array(items) if !items.is_empty() => write_items(items, indent, text),
        Value::String(content) if is_plain(content) => text.push_str(content),
        other => text.push_str(&other.to_string()),
    }
}

fn write_entries(entries: &Map<String, Value>, indent: usize, text: &mut String) {
    for (position, (key, value)) in entries.iter().enumerate() {
        if position > 0 {
            new_line(indent, text);
        }
        write(&Value::from(key.as_str()), indent, text);
        text.push(':');
        if is_block(value) {
            new_line(indent + 2, text);
        } else {
            text.push(' ');
        }
        write(value, indent + 2, text);
    }
}

fn write_items(items: &[Value], indent: usize, text: &mut String) {
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            new_line(indent, text);
        }
        text.push_str("- ");
        write(item, indent + 2, text);
    }
}

fn new_line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(core::iter::repeat_n(' ', indent));
}

/// Whether the value takes lines of its own.
fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(entries) => !entries.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    }
}

/// Whether the text needs no quotes: it starts with a letter, and holds nothing that YAML gives a meaning.
fn is_plain(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " _./:@+=*${}-".contains(c);
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(allowed)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use serde_json::json;

    /// Texts that a reader could take for something else, or that could end what they stand in.
    const TEXTS: [&str; 44] = [
        "",
        " ",
        "a ",
        " a",
        "a: b",
        "a:",
        ":a",
        "a #b",
        "#a",
        "- a",
        "-",
        "--- a",
        "...",
        "?",
        "? a",
        "!a",
        "&a",
        "*a",
        "*",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "a\"b",
        "a'b",
        "[a]",
        "{a}",
        "a, b",
        "${a}",
        "~",
        "null",
        "True",
        "yes",
        "NO",
        "on",
        "1",
        "1.5",
        "1e3",
        "0x1f",
        "2012-10-17",
        "12:30:45",
    ];

    fn read(text: &str) -> Value {
        serde_norway::from_str(text).unwrap()
    }

    #[test]
    fn whatever_is_written_is_read_back() {
        let more = ["=", "<<", ".inf", "y", "a\nb", "a\tb", "a\\b", "\u{e9}", "\0", "aws:RequestedRegion", "Fn::Sub"];
        for text in TEXTS.into_iter().chain(more) {
            for value in [json!(text), json!([text]), json!({ text: text }), json!([[text], { text: [text] }])] {
                assert_eq!(read(&block(&value)), value, "{}", block(&value));
            }
        }
        let nested =
            json!({ "a": [{ "b": "c", "d": ["e", { "f": {} }] }, [], "g"], "h": { "i": 1, "j": null, "k": true } });
        assert_eq!(read(&block(&nested)), nested, "{}", block(&nested));
    }

    #[test]
    fn what_older_readers_take_for_something_else_is_quoted() {
        let quoted: Vec<&str> = TEXTS.into_iter().filter(|text| block(&json!(text)).starts_with('"')).collect();
        assert_eq!(quoted, TEXTS);
    }

    #[test]
    fn it_reads_as_people_write_it() {
        let value =
            json!({ "Policies": [{ "Action": ["a:B", "a:C"], "Resource": "arn:${x}:y/*" }], "Version": "2012-10-17" });
        let lines = [
            "Policies:",
            "  - Action:",
            "      - a:B",
            "      - a:C",
            "    Resource: arn:${x}:y/*",
            "Version: \"2012-10-17\"",
        ];
        assert_eq!(block(&value), lines.join("\n"));
    }
}
