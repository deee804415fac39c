//! Condition operators: each with a value that matches, with another one, without the key, and with nothing known.

use crate::support::{Asked, KEY, OTHER_KEY, depends, document, on_key, on_text, satisfies};
use bedrock_profiles_iam::Truth::{self, No, Yes};
use bedrock_profiles_iam::{Cause, OPERATORS, Operator, Value};

/// An operator, a value of a policy, the values of the request that it matches, and others.
struct Row {
    name: &'static str,
    value: &'static str,
    matching: &'static [&'static str],
    others: &'static [&'static str],
}

const ARN: &str = "arn:aws:s3:::bucket";
const OTHER_ARN: &str = "arn:aws:s3:::Bucket";

const TEXTS: [Row; 10] = [
    Row { name: "StringEquals", value: "aB", matching: &["aB"], others: &["ab", "aBc", "a", ""] },
    Row { name: "StringNotEquals", value: "aB", matching: &["aB"], others: &["ab", "aBc", "a", ""] },
    Row { name: "StringEqualsIgnoreCase", value: "aÉ", matching: &["aÉ", "AÉ", "aé"], others: &["ae", "aÉc", ""] },
    Row {
        name: "StringNotEqualsIgnoreCase", value: "aÉ", matching: &["aÉ", "AÉ", "aé"], others: &["ae", "aÉc", ""]
    },
    Row { name: "StringLike", value: "a*B?", matching: &["aBc", "axBBc", "aBBB"], others: &["aB", "abc", "xaBc"] },
    Row { name: "StringNotLike", value: "a*B?", matching: &["aBc", "axBBc", "aBBB"], others: &["aB", "abc", "xaBc"] },
    Row {
        name: "ArnEquals",
        value: "arn:aws:s3:::b*t",
        matching: &[ARN, "arn:aws:s3:::b:t"],
        others: &[OTHER_ARN, "b*t"],
    },
    Row {
        name: "ArnLike",
        value: "arn:aws:s3:::b*t",
        matching: &[ARN, "arn:aws:s3:::b:t"],
        others: &[OTHER_ARN, "b*t"],
    },
    Row {
        name: "ArnNotEquals",
        value: "arn:aws:s3:::b*t",
        matching: &[ARN, "arn:aws:s3:::b:t"],
        others: &[OTHER_ARN, "b*t"],
    },
    Row {
        name: "ArnNotLike",
        value: "arn:aws:s3:::b*t",
        matching: &[ARN, "arn:aws:s3:::b:t"],
        others: &[OTHER_ARN, "b*t"],
    },
];

const NUMBERS: [&str; 6] = [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
];

/// Operators of what no text is, and a value of each kind.
const NO_TEXTS: [(&str, &str); 10] = [
    ("DateEquals", "2026-01-01T00:00:00Z"),
    ("DateNotEquals", "2026-01-01T00:00:00Z"),
    ("DateLessThan", "2026-01-01T00:00:00Z"),
    ("DateLessThanEquals", "2026-01-01T00:00:00Z"),
    ("DateGreaterThan", "2026-01-01T00:00:00Z"),
    ("DateGreaterThanEquals", "2026-01-01T00:00:00Z"),
    ("BinaryEquals", "QmluYXJ5"),
    ("Bool", "bucket"),
    ("IpAddress", "192.0.2.0/24"),
    ("NotIpAddress", "192.0.2.0/24"),
];

fn quoted(value: &str) -> String {
    format!("\"{value}\"")
}

fn known(operator: &str, value: &str, text: &'static str) -> Truth {
    satisfies(operator, KEY, &quoted(value), &Asked::new().known(KEY, text))
}

fn without_key(operator: &str, value: &str) -> Truth {
    satisfies(operator, KEY, &quoted(value), &Asked::new())
}

fn unknown(operator: &str, value: &str) -> Truth {
    satisfies(operator, KEY, &quoted(value), &Asked::new().with(KEY, Value::Unknown))
}

/// Before and after an operator, and what it then says without the key.
fn forms(name: &str, is_negated: bool) -> [(String, bool); 6] {
    [
        (name.to_owned(), is_negated),
        (format!("{name}IfExists"), true),
        (format!("ForAnyValue:{name}"), false),
        (format!("ForAllValues:{name}"), true),
        (format!("ForAnyValue:{name}IfExists"), true),
        (format!("ForAllValues:{name}IfExists"), true),
    ]
}

#[test]
fn each_operator_is_tested() {
    let texts = TEXTS.iter().map(|row| row.name);
    let mut tested: Vec<&str> = texts.chain(NUMBERS).chain(NO_TEXTS.map(|(name, _)| name)).chain(["Null"]).collect();
    tested.sort_unstable();
    assert_eq!(tested, OPERATORS);
}

#[test]
fn operators_of_text() {
    for Row { name, value, matching, others } in TEXTS {
        let is_negated = name.contains("Not");
        for (form, without) in forms(name, is_negated) {
            for text in matching {
                assert_eq!(known(&form, value, text), Truth::from(!is_negated), "{form} {text}");
            }
            for text in others {
                assert_eq!(known(&form, value, text), Truth::from(is_negated), "{form} {text}");
            }
            assert_eq!(without_key(&form, value), Truth::from(without), "{form} without the key");
            assert_eq!(unknown(&form, value), on_key(KEY), "{form} unknown");
        }
    }
}

#[test]
fn operators_of_numbers_match_no_text_and_leave_numbers_open() {
    for name in NUMBERS {
        for (form, without) in forms(name, name.contains("Not")) {
            for number in ["5", "-1.5", "6e3"] {
                assert_eq!(known(&form, "5", number), on_key(KEY), "{form} {number}");
            }
            for text in [ARN, "", "5x"] {
                assert_eq!(known(&form, text, text), No, "{form} {text}");
            }
            assert_eq!(without_key(&form, "5"), Truth::from(without), "{form} without the key");
            assert_eq!(unknown(&form, "5"), on_key(KEY), "{form} unknown");
        }
    }
}

#[test]
fn operators_of_no_text_match_none() {
    for (name, value) in NO_TEXTS {
        for (form, without) in forms(name, name.contains("Not")) {
            for (value, text) in [(value, ARN), (ARN, ARN), ("bucket", "bucket"), ("5", "5")] {
                assert_eq!(known(&form, value, text), No, "{form} {value} {text}");
            }
            assert_eq!(without_key(&form, value), Truth::from(without), "{form} without the key");
            assert_eq!(unknown(&form, value), on_key(KEY), "{form} unknown");
        }
    }
}

#[test]
fn null_asks_whether_the_key_is_there() {
    let absent = Asked::new();
    let present = Asked::new().known(KEY, "false");
    let open = Asked::new().with(KEY, Value::Unknown);
    for (values, without, with) in [
        ("\"true\"", Yes, No),
        ("\"false\"", No, Yes),
        ("true", Yes, No),
        ("false", No, Yes),
        (r#"["true","false"]"#, Yes, Yes),
    ] {
        assert_eq!(satisfies("Null", KEY, values, &absent), without, "{values}");
        assert_eq!(satisfies("Null", KEY, values, &present), with, "{values}");
        assert_eq!(satisfies("Null", KEY, values, &open), on_key(KEY), "{values}");
    }
}

#[test]
fn one_of_the_values_matches() {
    let request = Asked::new().known(KEY, "b");
    for (operator, values, expected) in [
        ("StringEquals", r#"["a","b"]"#, Yes),
        ("StringEquals", r#"["a","c"]"#, No),
        ("StringNotEquals", r#"["a","b"]"#, No),
        ("StringNotEquals", r#"["a","c"]"#, Yes),
        ("StringLike", r#"["a*","?"]"#, Yes),
        ("StringNotLike", r#"["a*","?"]"#, No),
    ] {
        assert_eq!(satisfies(operator, KEY, values, &request), expected, "{operator} {values}");
    }
}

#[test]
fn wildcards_are_those_of_some_operators() {
    for operator in ["StringEquals", "StringEqualsIgnoreCase"] {
        assert_eq!((known(operator, "a*", "ab"), known(operator, "a*", "a*")), (No, Yes), "{operator}");
        assert_eq!((known(operator, "a?", "ab"), known(operator, "a?", "a?")), (No, Yes), "{operator}");
    }
    for operator in ["StringNotEquals", "StringNotEqualsIgnoreCase"] {
        assert_eq!((known(operator, "a*", "ab"), known(operator, "a*", "a*")), (Yes, No), "{operator}");
        assert_eq!((known(operator, "a?", "ab"), known(operator, "a?", "a?")), (Yes, No), "{operator}");
    }
}

#[test]
fn names_of_keys_ignore_case() {
    let request = Asked::new().known(KEY, "a");
    assert_eq!(satisfies("StringEquals", "TEAM:name", "\"a\"", &request), Yes);
    assert_eq!(satisfies("StringEquals", OTHER_KEY, "\"a\"", &request), No);
}

#[test]
fn numbers_and_truth_values_are_their_text() {
    let request = |text| Asked::new().known(KEY, text);
    assert_eq!(satisfies("StringEquals", KEY, "123456789012", &request("123456789012")), Yes);
    assert_eq!(satisfies("StringEquals", KEY, "true", &request("true")), Yes);
}

#[test]
fn nothing_matches_no_values() {
    let condition = |operator: &str| {
        format!(
            r#"{{"Statement":{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{"{operator}":{{"{KEY}":[]}}}}}}}}"#
        )
    };
    let present = Asked::new().known(KEY, "a");
    for (operator, expected) in [("StringEquals", No), ("ArnLike", No), ("StringNotEquals", Yes), ("Null", No)] {
        let statement = document(&condition(operator)).compiled().next().expect("a statement");
        assert_eq!(statement.conditions(&present).collect::<Vec<_>>(), [expected], "{operator}");
    }
}

#[test]
fn what_a_template_fills_in_may_be_anything() {
    let request = Asked::new().known(KEY, "team-a");
    for operator in ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringLike", "StringNotLike"] {
        assert_eq!(satisfies(operator, KEY, "\"team-<Stage>\"", &request), on_text("Stage"), "{operator}");
    }
    assert_eq!(satisfies("StringEquals", KEY, "\"crew-<Stage>\"", &request), No);
    assert_eq!(satisfies("StringNotEquals", KEY, "\"crew-<Stage>\"", &request), Yes);
    assert_eq!(satisfies("StringEquals", KEY, r#"["<Stage>","team-a"]"#, &request), Yes);
    assert_eq!(satisfies("StringEquals", KEY, "\"<Stage>\"", &Asked::new()), No);
    assert_eq!(satisfies("StringEquals", KEY, "\"!Stage\"", &request), on_text("Stage"));
    let both = depends(["A", "B"].map(|name| Cause::Text(name.to_owned())));
    assert_eq!(satisfies("StringEquals", KEY, "\"<A>-<B>\"", &request), both);
    assert_eq!(satisfies("Null", KEY, "\"<Stage>\"", &request), on_text("Stage"));
}

#[test]
fn operators_say_what_they_are() {
    for name in OPERATORS {
        let is_negated = name.contains("Not");
        for (form, without) in forms(name, is_negated) {
            let Some(operator) = Operator::from_name(&form) else {
                assert!(name == "Null" && form != name, "{form}");
                continue;
            };
            assert_eq!((operator.is_negated(), operator.takes_absent_key()), (is_negated, without), "{form}");
            assert_eq!(operator.compares_arns(), name.starts_with("Arn"), "{form}");
            assert_eq!(operator.compares_text(), TEXTS.iter().any(|row| row.name == name), "{form}");
            assert_eq!(operator.has_wildcards(), name.starts_with("Arn") || name.ends_with("Like"), "{form}");
            assert_eq!(operator.is_null(), name == "Null", "{form}");
        }
    }
}

#[test]
fn other_names_are_no_operators() {
    for name in [
        "",
        "stringEquals",
        "StringMatches",
        "StringEqualsifexists",
        "IfExists",
        "StringEqualsIfExistsIfExists",
        "ForEachValue:StringEquals",
        "ForAllValues:",
        "forAllValues:StringEquals",
        "ForAnyValue:ForAllValues:StringEquals",
        "ForAllValues:ForAnyValue:StringEquals",
        "NullIfExists",
        "ForAnyValue:Null",
        "ForAllValues:Null",
        "BinaryNotEquals",
        "BoolNot",
        "StringEquals ",
    ] {
        assert_eq!(Operator::from_name(name), None, "{name}");
    }
}
