//! ARNs, part by part: in `Resource`, and as the operators of ARNs compare them.

use crate::support::{ARN, Asked, KEY, OTHER_KEY, depends, on_key, on_resource, on_text, satisfies, statements};
use bedrock_profiles_iam::Truth::{self, No, Yes};
use bedrock_profiles_iam::{Cause, Value, arn};

const PARTS: [&str; 6] = ["arn", "aws", "bedrock", "eu-west-1", "123456789012", "inference-profile/eu.nova:0"];
/// Another value for each of the parts.
const OTHERS: [&str; 6] = ["ARN", "aws-us-gov", "s3", "eu-west-2", "210987654321", "inference-profile/eu.nova:1"];
/// A wildcard in each of the parts that matches, and one that does not.
const WILDCARDS: [(&str, &str); 6] = [
    ("a?n", "a?m"),
    ("a*", "b*"),
    ("bed????", "bed???"),
    ("eu-*-1", "eu-*-2"),
    ("*", "?"),
    ("inference-profile/eu.*", "inference-profile/us.*"),
];

fn with_part(at: usize, part: &str) -> String {
    let mut parts = PARTS;
    parts[at] = part;
    format!("\"{}\"", parts.join(":"))
}

fn resource(pattern: &str) -> Truth {
    on_resource(pattern, &Asked::new().resource(ARN))
}

fn beyond_colon(pattern: &str) -> Truth {
    depends([Cause::BeyondColon(pattern.to_owned())])
}

fn arn_like(value: &str) -> Truth {
    satisfies("ArnLike", KEY, value, &Asked::new().known(KEY, ARN))
}

#[test]
fn an_arn_has_six_parts() {
    assert_eq!(PARTS.join(":"), ARN);
    assert_eq!(arn::parts(ARN), Some(PARTS));
    assert_eq!(arn::parts(":::::"), Some([""; arn::PARTS]));
    assert_eq!(arn::parts("arn:aws:s3:::a:b:c").map(|parts| parts[5]), Some("a:b:c"));
    for short in ["", "*", "arn", "arn:aws:bedrock:eu-west-1:123456789012"] {
        assert_eq!(arn::parts(short), None, "{short}");
    }
}

#[test]
fn each_part_counts() {
    for (at, other) in OTHERS.into_iter().enumerate() {
        let (same, other) = (with_part(at, PARTS[at]), with_part(at, other));
        assert_eq!((resource(&same), resource(&other)), (Yes, No), "{other}");
        for operator in ["ArnLike", "ArnEquals"] {
            let compared = |value: &str| satisfies(operator, KEY, value, &Asked::new().known(KEY, ARN));
            assert_eq!((compared(&same), compared(&other)), (Yes, No), "{operator} {other}");
        }
        for operator in ["ArnNotLike", "ArnNotEquals"] {
            let compared = |value: &str| satisfies(operator, KEY, value, &Asked::new().known(KEY, ARN));
            assert_eq!((compared(&same), compared(&other)), (No, Yes), "{operator} {other}");
        }
    }
}

#[test]
fn a_wildcard_in_each_part() {
    for (at, (matching, other)) in WILDCARDS.into_iter().enumerate() {
        let (matching, other) = (with_part(at, matching), with_part(at, other));
        assert_eq!((resource(&matching), resource(&other)), (Yes, No), "{matching}");
        assert_eq!((arn_like(&matching), arn_like(&other)), (Yes, No), "{matching}");
    }
}

#[test]
fn no_part_is_any_part_but_an_empty_one() {
    let model = Asked::new().resource("arn:aws:bedrock:::foundation-model/nova");
    for pattern in ["arn:aws:bedrock:::foundation-model/nova", "arn:aws:bedrock:*:*:foundation-model/nova"] {
        assert_eq!(on_resource(&format!("\"{pattern}\""), &model), Yes, "{pattern}");
    }
    for pattern in ["arn:aws:bedrock:?::foundation-model/nova", "arn:aws:bedrock::1:foundation-model/nova"] {
        assert_eq!(on_resource(&format!("\"{pattern}\""), &model), No, "{pattern}");
    }
    for at in 1..6 {
        assert_eq!(resource(&with_part(at, "")), No, "{at}");
    }
}

#[test]
fn the_resource_may_have_colons() {
    for (pattern, expected) in [
        ("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.nova", No),
        ("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.nova:0:1", No),
        ("arn:aws:bedrock:eu-west-1:123456789012:*", Yes),
        ("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/*:0", Yes),
        ("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/*nova?0", Yes),
    ] {
        let pattern = format!("\"{pattern}\"");
        assert_eq!((resource(&pattern), arn_like(&pattern)), (expected.clone(), expected), "{pattern}");
    }
}

#[test]
fn a_wildcard_in_the_type_of_a_resource() {
    let type_wildcard = |pattern: &str| depends([Cause::TypeWildcard(pattern.to_owned())]);
    for own in ["*/eu.nova:0", "*-profile/eu.nova:0", "inference-?rofile/*", "inference*", "*:0", "*nova?0"] {
        let pattern = format!("arn:aws:bedrock:eu-west-1:123456789012:{own}");
        assert_eq!(resource(&format!("\"{pattern}\"")), type_wildcard(&pattern), "{own}");
        assert_eq!(arn_like(&format!("\"{pattern}\"")), Yes, "{own}");
    }
    assert_eq!(resource("\"arn:aws:bedrock:eu-west-1:123456789012:foundation-*/eu.nova:0\""), No);
    assert_eq!(resource("\"arn:aws:bedrock:eu-west-1:123456789012:**\""), Yes);
    let function = Asked::new().resource("arn:aws:lambda:eu-west-1:123456789012:function:chat");
    for (own, has_open_type) in [("func*:chat", true), ("*:chat", true), ("function:ch*", false)] {
        let pattern = format!("arn:aws:lambda:eu-west-1:123456789012:{own}");
        let expected = if has_open_type { type_wildcard(&pattern) } else { Yes };
        assert_eq!(on_resource(&format!("\"{pattern}\""), &function), expected, "{own}");
    }
    // The id of a queue, and what S3 has, is no type.
    for (arn, pattern) in [
        ("arn:aws:sqs:eu-west-1:123456789012:queue", "arn:aws:sqs:eu-west-1:123456789012:qu*"),
        ("arn:aws:s3:::bucket/key", "arn:aws:s3:::buc*/key"),
    ] {
        assert_eq!(on_resource(&format!("\"{pattern}\""), &Asked::new().resource(arn)), Yes, "{arn}");
    }
}

#[test]
fn what_a_resource_lacks_is_completed() {
    for (pattern, expected) in [
        ("arn", Yes),
        ("arn:aws", Yes),
        ("arn:aws:bedrock", Yes),
        ("arn:aws:bedrock:*", Yes),
        ("arn:*:bedrock:eu-west-1", Yes),
        ("arn:aws:bedrock:eu-west-1:123456789012", Yes),
        ("arn:aws:s3", No),
        ("arn:aws:bedrock:", No),
        ("arn:aws:bedrock:eu-west-2", No),
        ("arn:aws:bedrock:eu-west-1:", No),
        ("arn:aws:bedroc", No),
    ] {
        assert_eq!(resource(&format!("\"{pattern}\"")), expected, "{pattern}");
    }
}

#[test]
fn what_a_compared_arn_lacks_matches_nothing() {
    let compared = |operator, value: &str| satisfies(operator, KEY, value, &Asked::new().known(KEY, ARN));
    for pattern in ["arn", "arn:aws:bedrock", "arn:aws:bedrock:*", "arn:*", "arn:aws:bedrock:eu-west-1:*", "**"] {
        let value = format!("\"{pattern}\"");
        for operator in ["ArnLike", "ArnEquals", "ForAnyValue:ArnLike", "ArnEqualsIfExists"] {
            assert_eq!(compared(operator, &value), No, "{operator} {pattern}");
        }
        for operator in ["ArnNotLike", "ArnNotEquals", "ForAllValues:ArnNotEquals", "ArnNotLikeIfExists"] {
            assert_eq!(compared(operator, &value), Yes, "{operator} {pattern}");
        }
    }
}

#[test]
fn a_lone_wildcard() {
    assert_eq!(resource("\"*\""), Yes);
    assert_eq!(arn_like("\"*\""), on_key(KEY));
}

#[test]
fn what_is_no_arn_is_compared_with_none() {
    let compared = |operator| satisfies(operator, KEY, &with_part(5, "*"), &Asked::new().known(KEY, "arn:aws:bedrock"));
    assert_eq!((compared("ArnLike"), compared("ArnNotLike")), (No, Yes));
    let short = Asked::new().resource("arn:aws:bedrock");
    assert_eq!(on_resource("\"arn:aws:bedrock\"", &short), beyond_colon("arn:aws:bedrock"));
}

#[test]
fn a_wildcard_that_needs_to_reach_beyond_its_part() {
    for pattern in [
        "arn:aws:bedrock:*/eu.nova:0",
        "arn:aws:*",
        "arn:aws:bedrock:*:inference-profile/*",
        "arn:aws:bed*:123456789012:inference-profile/eu.nova:0",
        "arn:aws:bedrock:eu-west-1?123456789012:inference-profile/eu.nova:0",
        "*:inference-profile/eu.nova:0",
        "*nova*",
        "?*",
    ] {
        let is_completed = ["arn:aws:*", "?*"].contains(&pattern);
        let expected = if is_completed { Yes } else { beyond_colon(pattern) };
        assert_eq!(resource(&format!("\"{pattern}\"")), expected, "{pattern}");
        assert_eq!(arn_like(&format!("\"{pattern}\"")), No, "{pattern}");
    }
    assert_eq!(resource("\"arn:aws:bedrock:*:foundation-model/*\""), No);
    for pattern in ["arn:*:eu-west-1", "arn:*:eu-west-1:123456789012"] {
        assert_eq!(resource(&format!("\"{pattern}\"")), beyond_colon(pattern), "{pattern}");
    }
    for pattern in ["arn:*:eu-west-2", "ARN:*:eu-west-1", "arn:*:EU-west-1"] {
        assert_eq!(resource(&format!("\"{pattern}\"")), No, "{pattern}");
    }
}

#[test]
fn variables_before_the_fifth_colon_match_nothing() {
    let request = || Asked::new().known(KEY, "123456789012").known(OTHER_KEY, "aws");
    for pattern in [
        with_part(4, "${team:Name}"),
        with_part(4, "${team:Name, '123456789012'}"),
        with_part(1, "${team:Other}"),
        with_part(3, "*${team:Missing, ''}"),
        "\"${team:Missing, 'arn'}:aws:bedrock\"".to_owned(),
    ] {
        assert_eq!(on_resource(&pattern, &request()), No, "{pattern}");
        assert_eq!(on_resource(&pattern, &request().with(KEY, Value::Unknown)), No, "{pattern}");
        let not = format!(r#"{{"Effect":"Allow","Action":"*","NotResource":{pattern}}}"#);
        assert_eq!(statements("2012-10-17", &not)[0].resource(&request()), Yes, "{pattern}");
    }
}

#[test]
fn variables_after_the_fifth_colon() {
    let pattern = with_part(5, "inference-profile/${team:Name}");
    let with = |value| on_resource(&pattern, &Asked::new().with(KEY, value));
    assert_eq!(with(Value::Known("eu.nova:0")), Yes);
    assert_eq!(with(Value::Known("eu.nova")), No);
    assert_eq!(with(Value::Known("*")), No);
    assert_eq!(with(Value::Absent), No);
    assert_eq!(with(Value::Unknown), on_key(KEY));
    let default = with_part(5, "${team:Name, 'inference-profile/eu.nova:0'}");
    assert_eq!(on_resource(&default, &Asked::new()), Yes);
    let other = with_part(5, "foundation-model/${team:Name}");
    assert_eq!(on_resource(&other, &Asked::new().with(KEY, Value::Unknown)), No);
    let literal = with_part(5, "inference-profile/eu.nova${*}0");
    assert_eq!(on_resource(&literal, &Asked::new()), No);
    let beyond = "arn:aws:bedrock:*:inference-profile/eu.nova:${team:Name}";
    let with = |value| on_resource(&format!("\"{beyond}\""), &Asked::new().with(KEY, value));
    assert_eq!((with(Value::Known("0")), with(Value::Known("1"))), (beyond_colon(beyond), No));
    let both = [Cause::BeyondColon(beyond.to_owned()), Cause::Key(KEY.to_owned())];
    assert_eq!(with(Value::Unknown), depends(both));
}

#[test]
fn variables_of_compared_arns_stay_within_their_part() {
    let like =
        |value: &str, other| satisfies("ArnLike", KEY, value, &Asked::new().known(KEY, ARN).with(OTHER_KEY, other));
    let account = with_part(4, "${team:Other}");
    assert_eq!(like(&account, Value::Known("123456789012")), Yes);
    assert_eq!(like(&account, Value::Known("210987654321")), No);
    assert_eq!(like(&account, Value::Known("*")), No);
    assert_eq!(like(&account, Value::Absent), No);
    assert_eq!(like(&account, Value::Unknown), on_key(OTHER_KEY));
    assert_eq!(like(&with_part(5, "inference-profile/${team:Other}"), Value::Known("eu.nova:0")), Yes);
    let colons = "\"arn:aws:bedrock:${team:Other}:inference-profile/eu.nova:0\"";
    assert_eq!(like(colons, Value::Known("eu-west-1:123456789012")), No);
    assert_eq!(like(colons, Value::Unknown), No);
}

#[test]
fn the_old_version_has_no_variables() {
    let pattern = with_part(5, "${team:Name}");
    let old = |resource| {
        let statement = format!(r#"{{"Effect":"Allow","Action":"*","Resource":{pattern}}}"#);
        let request = Asked::new().resource(resource).known(KEY, PARTS[5]);
        statements("2008-10-17", &statement)[0].resource(&request)
    };
    assert_eq!(old(ARN), No);
    assert_eq!(old("arn:aws:bedrock:eu-west-1:123456789012:${team:Name}"), Yes);
}

#[test]
fn what_a_template_fills_in_may_have_colons() {
    for (pattern, expected) in [
        ("<Arn>", on_text("Arn")),
        ("arn:<Where>:inference-profile/eu.nova:0", on_text("Where")),
        ("arn:aws:bedrock:eu-west-1:<Account>:inference-profile/eu.nova:0", on_text("Account")),
        ("arn:aws:bedrock:eu-west-1:<Account>:foundation-model/*", No),
        ("arn:aws:s3:<Region>:<Account>:*", No),
        ("arn:aws:<Service>", on_text("Service")),
    ] {
        let value = format!("\"{pattern}\"");
        assert_eq!((resource(&value), arn_like(&value)), (expected.clone(), expected), "{pattern}");
    }
    let both = depends(["Region", "Account"].map(|name| Cause::Text(name.to_owned())));
    assert_eq!(resource("\"arn:aws:bedrock:<Region>:<Account>:*\""), both);
}
