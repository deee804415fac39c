//! Wildcards and policy variables.

use crate::support::{Asked, KEY, OTHER_KEY, depends, on_key, satisfies, satisfies_in};
use bedrock_profiles_iam::Truth::{self, No, Yes};
use bedrock_profiles_iam::{Cause, Pattern, Value};

#[test]
fn wildcards() {
    for (pattern, matching, others) in [
        ("", &[""][..], &["a"][..]),
        ("*", &["", "a", "a:b/c"], &[]),
        ("**", &["", "ab"], &[]),
        ("?", &["a", "é", "😀", ":"], &["", "ab"]),
        ("??", &["ab", "éé"], &["a", "abc"]),
        ("a*", &["a", "ab", "a*"], &["", "ba", "Ab"]),
        ("*a", &["a", "ba", "aa"], &["", "ab"]),
        ("a*b", &["ab", "axb", "abb", "aab"], &["a", "b", "abc", "ba"]),
        ("a?c", &["abc", "a?c"], &["ac", "abbc"]),
        ("*a*b*", &["ab", "xaxbx", "aab"], &["ba", "a", "b"]),
        ("*?", &["a", "ab"], &[""]),
        ("a*?*b", &["axb", "axyb"], &["ab"]),
        ("*ab*ab", &["abab", "xabyab", "ababab"], &["ab", "aba"]),
        ("[a-z]", &["[a-z]"], &["b"]),
    ] {
        for text in matching {
            assert!(Pattern::with_wildcards(pattern).takes(text), "{pattern} {text}");
        }
        for text in others {
            assert!(!Pattern::with_wildcards(pattern).takes(text), "{pattern} {text}");
        }
    }
}

#[test]
fn a_pattern_of_wildcards_alone_knows_no_variables() {
    let pattern = Pattern::with_wildcards("${team:Name}");
    assert!(pattern.takes("${team:Name}") && !pattern.takes("a"));
    assert_eq!(pattern.matches("a", &Asked::new().known(KEY, "a")), No);
}

/// So many ways to match would never end if each were tried.
#[test]
fn many_wildcards_are_matched_in_time() {
    let pattern = Pattern::with_wildcards(&format!("{}b", "a*".repeat(200)));
    assert!(!pattern.takes(&"a".repeat(2000)));
    assert!(pattern.takes(&format!("{}b", "a".repeat(2000))));
}

#[test]
fn characters_that_would_be_wildcards() {
    let like =
        |value: &str, text| satisfies("StringLike", KEY, &format!("\"{value}\""), &Asked::new().known(KEY, text));
    for (value, text, expected) in [
        ("a${*}", "a*", Yes),
        ("a${*}", "ab", No),
        ("a${?}", "a?", Yes),
        ("a${?}", "ab", No),
        ("${$}{x}", "${x}", Yes),
        ("${$}", "$", Yes),
        ("${*}*", "*abc", Yes),
        ("$", "$", Yes),
        ("${", "${", Yes),
        ("$*", "$x", Yes),
        ("a${*", "a${bc", Yes),
    ] {
        assert_eq!(like(value, text), expected, "{value} {text}");
    }
    let equals = |text| satisfies("StringEquals", KEY, "\"${*}\"", &Asked::new().known(KEY, text));
    assert_eq!((equals("*"), equals("${*}")), (Yes, No));
}

/// The value of a policy, the value of the other key, and the texts that match.
fn with_variable(operator: &str, value: &str, other: Value<'static>, text: &'static str) -> Truth {
    let request = Asked::new().known(KEY, text).with(OTHER_KEY, other);
    satisfies(operator, KEY, &format!("\"{value}\""), &request)
}

#[test]
fn a_variable_is_the_value_of_its_key() {
    let known = Value::Known("b*");
    for (operator, value, text, expected) in [
        ("StringEquals", "a-${team:Other}", "a-b*", Yes),
        ("StringEquals", "a-${team:Other}", "a-bc", No),
        ("StringEquals", "${TEAM:other}${team:Other}", "b*b*", Yes),
        ("StringEquals", "${ team:Other }", "b*", Yes),
        ("StringEqualsIgnoreCase", "A-${team:Other}", "a-B*", Yes),
        ("StringLike", "*${team:Other}", "xb*", Yes),
        ("StringLike", "${team:Other}", "bc", No),
        ("StringLike", "${team:Other}?", "b*c", Yes),
        ("StringNotEquals", "${team:Other}", "b*", No),
        ("StringNotEquals", "${team:Other}", "c", Yes),
        ("StringEquals", "${team:Other", "b*", No),
        ("StringEquals", "${team:Other", "${team:Other", Yes),
        ("StringEquals", "${team:Other, 'c'}", "b*", Yes),
        ("StringEquals", "${ team:Other , 'c'}", "b*", Yes),
        ("StringEquals", "${team:Other, 'c'}", "c", No),
    ] {
        assert_eq!(with_variable(operator, value, known, text), expected, "{operator} {value} {text}");
    }
}

#[test]
fn a_variable_without_value_matches_nothing() {
    for (operator, value, text, expected) in [
        ("StringEquals", "${team:Other}", "", No),
        ("StringEquals", "${team:Other}", "${team:Other}", No),
        ("StringLike", "*${team:Other}*", "a", No),
        ("StringNotEquals", "${team:Other}", "a", Yes),
        ("StringNotLike", "*${team:Other}", "a", Yes),
    ] {
        assert_eq!(with_variable(operator, value, Value::Absent, text), expected, "{operator} {value} {text}");
    }
}

#[test]
fn a_variable_without_value_has_its_default() {
    for (operator, value, text, expected) in [
        ("StringEquals", "${team:Other, 'c d'}", "c d", Yes),
        ("StringEquals", "${team:Other,'c'}-e", "c-e", Yes),
        ("StringEquals", "${team:Other, 'c'}", "b", No),
        ("StringEquals", "${team:Other, 'a, b'}", "a, b", Yes),
        ("StringEquals", "${team:Other, ''}", "", Yes),
        ("StringLike", "${team:Other, '*'}", "a", No),
        ("StringLike", "${team:Other, '*'}", "*", Yes),
        ("StringNotEquals", "${team:Other, 'c'}", "c", No),
    ] {
        assert_eq!(with_variable(operator, value, Value::Absent, text), expected, "{operator} {value} {text}");
    }
}

#[test]
fn a_variable_that_is_not_known_leaves_open_what_it_could_match() {
    for (operator, value, text, expected) in [
        ("StringEquals", "a-${team:Other}", "a-b", on_key(OTHER_KEY)),
        ("StringEquals", "a-${team:Other}", "b", No),
        ("StringEquals", "a-${team:Other, 'b'}", "a-b", on_key(OTHER_KEY)),
        ("StringEqualsIgnoreCase", "A-${team:Other}", "a-b", on_key(OTHER_KEY)),
        ("StringNotEquals", "a-${team:Other}", "a-b", on_key(OTHER_KEY)),
        ("StringNotEquals", "a-${team:Other}", "b", Yes),
        ("StringLike", "${team:Other}", "", on_key(OTHER_KEY)),
    ] {
        assert_eq!(with_variable(operator, value, Value::Unknown, text), expected, "{operator} {value} {text}");
    }
    let both = depends([Cause::Key(OTHER_KEY.to_owned()), Cause::Text("Stage".to_owned())]);
    assert_eq!(with_variable("StringLike", "<Stage>-${team:Other}", Value::Unknown, "a-b"), both);
}

#[test]
fn the_old_version_has_no_variables() {
    let request = |text| Asked::new().known(KEY, text).known(OTHER_KEY, "b");
    let like =
        |value: &str, text| satisfies_in("2008-10-17", "StringLike", KEY, &format!("\"{value}\""), &request(text));
    for (value, text, expected) in [
        ("${team:Other}", "b", No),
        ("${team:Other}", "${team:Other}", Yes),
        ("${*}", "*", No),
        ("${*}", "${abc}", Yes),
        ("${?}", "${x}", Yes),
    ] {
        assert_eq!(like(value, text), expected, "{value} {text}");
    }
}
