//! JSON, with where everything is.

use bedrock_profiles_iam::json::{DEPTH, JsonError, Kind, Node, parse};

/// Each value's offset, and each key's, with what the text has there.
fn places<'t>(node: &Node, text: &'t str, found: &mut Vec<&'t str>) {
    found.push(&text[node.offset..]);
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| places(item, text, found)),
        Kind::Object(members) => {
            for member in members {
                found.push(&text[member.offset..]);
                places(&member.value, text, found);
            }
        }
        _ => {}
    }
}

#[test]
fn keys_and_values_know_where_they_begin() {
    let text = " {\n \"é\" : [ true,\t-1.50 , null, \"x\" ] , \"b\":{ } }";
    let node = parse(text).expect("JSON");
    let mut found = Vec::new();
    places(&node, text, &mut found);
    let expected = ["{\n", "\"é\"", "[", "true", "-1.50", "null", "\"x\"", "\"b\"", "{ }"];
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} {expected}");
    }
}

#[test]
fn values_are_what_they_are() {
    let node = parse(r#"{"t":"a","n":1.50,"b":false,"z":null,"l":[],"o":{}}"#).expect("JSON");
    let get = |key: &str| node.get(key).expect("a member");
    assert_eq!(["t", "n", "b"].map(|key| get(key).text()), [Some("a"), Some("1.50"), Some("false")]);
    assert_eq!(get("z").kind, Kind::Null);
    assert_eq!(["z", "l", "o"].map(|key| get(key).text()), [None; 3]);
    assert_eq!((get("l").items().len(), get("t").items().len(), get("o").members().len()), (0, 1, 0));
    assert_eq!((get("t").members().len(), node.members().len(), node.get("q")), (0, 6, None));
}

#[test]
fn what_stands_twice_stays() {
    let node = parse(r#"{"a":1,"b":2,"a":3}"#).expect("JSON");
    let keys: Vec<&str> = node.members().iter().map(|member| member.key.as_str()).collect();
    assert_eq!(keys, ["a", "b", "a"]);
    assert_eq!(node.get("a").and_then(Node::text), Some("3"));
}

#[test]
fn escapes_are_resolved_in_keys_and_values() {
    let node = parse(r#"{"\u0041\"\n":"\\\/\t\u00e9\ud83d\ude00"}"#).expect("JSON");
    assert_eq!(node.members()[0].key, "A\"\n");
    assert_eq!(node.members()[0].value.text(), Some("\\/\té😀"));
}

#[test]
fn errors_have_a_place() {
    for (text, line, column) in [
        ("", 1, 1),
        ("{\n  \"a\": 1,\n}", 3, 1),
        ("[1 2]", 1, 4),
        ("{} x", 1, 4),
        ("{\"a\" 1}", 1, 6),
        ("[\n\"a\nb\"]", 2, 2),
        ("nul", 1, 3),
        ("[\n\"é\\ud800é\"]", 2, 10),
        ("{\"é\": [{\n\"\\udc00\": 1}]}", 2, 7),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!((error.line, error.column), (line, column), "{text:?}: {error}");
        assert_eq!(error.to_string(), format!("{} at line {} column {}", error.message, error.line, error.column));
        assert!(!error.message.contains(" at line "), "{error}");
    }
}

#[test]
fn an_error_without_a_place_is_at_the_beginning() {
    let error = JsonError::from(<serde_json::Error as serde_core::de::Error>::custom("it"));
    assert_eq!(error, JsonError { message: "it".to_owned(), line: 1, column: 1 });
}

#[test]
fn values_are_nested_so_deep_and_no_deeper() {
    let nested = |depth: usize, inside: &str| format!("[\n{}{inside}{}", "[".repeat(depth - 1), "]".repeat(depth));
    assert!(parse(&nested(DEPTH, "0")).is_ok());
    let error = parse(&nested(DEPTH + 1, "0")).expect_err("one more");
    assert_eq!((error.line, error.column), (2, DEPTH + 1), "{error}");
    assert_eq!(error.message, "values are nested more than 128 deep");
    let objects = format!("{}0{}", "{\"a\":".repeat(DEPTH), "}".repeat(DEPTH));
    assert!(parse(&objects).is_ok());
    assert!(parse(&format!("{{\"a\":{objects}}}")).is_err());
}
