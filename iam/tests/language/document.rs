//! Documents: what is read, and what is wrong with each element.

use crate::support::document;
use bedrock_profiles_iam::document::{Document, Effect, Located, OLD_VERSION, VERSION};
use bedrock_profiles_iam::{Piece, Problem, ProblemKind, Text};

const REST: &str = r#""Effect":"Allow","Action":"*","Resource":"*""#;

/// A document with one problem: its kind, its element, its statement, and how the text there begins.
#[track_caller]
fn assert_problem(text: &str, kind: &ProblemKind, element: &str, statement: Option<usize>, place: &str) {
    let problems = document(text).problems;
    let [problem] = problems.as_slice() else { panic!("{problems:#?} in {text}") };
    let Problem { kind: own, element: own_element, statement: own_statement, offset } = problem;
    assert_eq!((own, own_element.as_str(), *own_statement), (kind, element, statement), "{text}");
    assert!(text[*offset..].starts_with(place), "`{}` and not `{place}` in {text}", &text[*offset..]);
}

/// A problem of the second of two statements.
#[track_caller]
fn assert_statement_problem(statement: &str, kind: &ProblemKind, element: &str, place: &str) {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{{{REST}}},{statement}]}}"#);
    let element = format!("Statement[1]{element}");
    assert_problem(&text, kind, &element, Some(1), place);
}

#[test]
fn problems_of_a_policy() {
    use ProblemKind::{Duplicate, Empty, Missing, NotAnObject, NotText, OtherCase, UnknownElement, Version};
    for (text, kind, element, place) in [
        (r#" ["x"]"#, NotAnObject, "", "["),
        (" null", NotAnObject, "", "null"),
        (r#" {"Version":"2012-10-17"}"#, Missing(None), "Statement", "{\"Version"),
        (r#"{"Statement": []}"#, Empty, "Statement", "[]"),
        (r#"{"Version": [],"Statement":{}}"#.replace("{}", &format!("{{{REST}}}")).as_str(), NotText, "Version", "[]"),
        (
            &format!(r#"{{"Version":"2012-10-18","Statement":{{{REST}}}}}"#),
            Version("2012-10-18".to_owned()),
            "Version",
            "\"2012-10-18",
        ),
        (&format!(r#"{{"Statement":{{{REST}}},"Comment":"x"}}"#), UnknownElement, "Comment", "\"Comment"),
        (&format!(r#"{{"statement":{{{REST}}}}}"#), OtherCase("Statement"), "statement", "\"statement"),
        (&format!(r#"{{"Id":"a","Statement":{{{REST}}},"Id":"b"}}"#), Duplicate, "Id", "\"Id\":\"b\""),
    ] {
        assert_problem(text, &kind, element, None, place);
    }
}

#[test]
fn problems_of_a_statement() {
    use ProblemKind::{Both, Duplicate, Empty, Missing, NotAnObject, NotText, OtherCase, SameSid, Sid, UnknownElement};
    let allow = r#""Effect":"Allow""#;
    for (statement, kind, element, place) in [
        ("\"x\"".to_owned(), NotAnObject, "", "\"x\""),
        (format!("{{{REST},\"Comment\":1}}"), UnknownElement, ".Comment", "\"Comment"),
        (r#"{"effect":"Deny","Action":"*","Resource":"*"}"#.to_owned(), OtherCase("Effect"), ".effect", "\"effect"),
        (format!("{{{REST},\"Action\":\"s3:*\"}}"), Duplicate, ".Action", "\"Action\":\"s3"),
        (r#"{"Action":"*","Resource":"*"}"#.to_owned(), ProblemKind::Effect(None), ".Effect", r#"{"Action""#),
        (
            r#"{"Effect": "allow","Action":"*","Resource":"*"}"#.to_owned(),
            ProblemKind::Effect(Some("allow".to_owned())),
            ".Effect",
            "\"allow\"",
        ),
        (r#"{"Effect": {},"Action":"*","Resource":"*"}"#.to_owned(), NotText, ".Effect", "{},"),
        (format!(r#"{{{allow},"Resource":"*"}}"#), Missing(Some("NotAction")), ".Action", "{\"Effect"),
        (format!(r#"{{{allow},"Action":"*"}}"#), Missing(Some("NotResource")), ".Resource", "{\"Effect"),
        (format!("{{{REST},\"NotAction\":\"s3:*\"}}"), Both("NotAction"), ".Action", "\"NotAction"),
        (format!("{{{REST},\"NotResource\":\"*\"}}"), Both("NotResource"), ".Resource", "\"NotResource"),
        (format!(r#"{{{allow},"Action": [],"Resource":"*"}}"#), Empty, ".Action", "[],"),
        (format!(r#"{{{allow},"Action":"*","NotResource": []}}"#), Empty, ".NotResource", "[]"),
        (format!(r#"{{{allow},"Action":["s3:*", null],"Resource":"*"}}"#), NotText, ".Action", "null"),
        (format!(r#"{{{allow},"NotAction":"s3:*","Resource": {{}}}}"#), NotText, ".Resource", "{}"),
        (format!(r#"{{{REST},"Sid": "a-b"}}"#), Sid("a-b".to_owned()), ".Sid", "\"a-b"),
        (format!(r#"{{{REST},"Sid": "é"}}"#), Sid("é".to_owned()), ".Sid", "\"é"),
        (format!(r#"{{{REST},"Sid": ["a"]}}"#), NotText, ".Sid", "[\"a\"]"),
    ] {
        assert_statement_problem(&statement, &kind, element, place);
    }
    let same = format!(r#"{{"Statement":[{{{REST},"Sid":"a"}},{{{REST},"Sid": "a"}}]}}"#);
    assert_problem(&same, &SameSid("a".to_owned()), "Statement[1].Sid", Some(1), "\"a\"}]}");
}

#[test]
fn problems_of_a_condition() {
    use ProblemKind::{Duplicate, Empty, NotAnObject, NotText, Operator, TruthValue};
    for (condition, kind, element, place) in [
        ("\"x\"", NotAnObject, "", "\"x\""),
        ("[]", NotAnObject, "", "[]"),
        (r#"{"StringLike": "x"}"#, NotAnObject, ".StringLike", "\"x\""),
        (r#"{ "Like":{"a:b":"c"}}"#, Operator("Like".to_owned()), ".Like", "\"Like\""),
        (r#"{"Bool":{"a:b":"true"}, "Bool":{"a:c":"true"}}"#, Duplicate, ".Bool", "\"Bool\":{\"a:c"),
        (r#"{"Bool":{"a:b":"true", "a:b":"x"}}"#, Duplicate, ".Bool.a:b", "\"a:b\":\"x\""),
        (r#"{"Bool":{"a:b": []}}"#, Empty, ".Bool.a:b", "[]"),
        (r#"{"Bool":{"a:b":["true", {}]}}"#, NotText, ".Bool.a:b", "{}"),
        (r#"{"Null":{"a:b":["true", "True"]}}"#, TruthValue("True".to_owned()), ".Null.a:b", "\"True\""),
        (r#"{"Null":{"a:b": 1}}"#, TruthValue("1".to_owned()), ".Null.a:b", "1}"),
    ] {
        let statement = format!(r#"{{{REST},"Condition":{condition}}}"#);
        assert_statement_problem(&statement, &kind, &format!(".Condition{element}"), place);
    }
}

#[test]
fn what_is_right_has_no_problem() {
    for text in [
        format!(r#"{{"Statement":{{{REST}}}}}"#),
        format!(r#"{{"Version":"2008-10-17","Id":"","Statement":[{{{REST},"Sid":""}},{{{REST},"Sid":""}}]}}"#),
        format!(r#"{{"Version":"2012-10-17","Statement":[{{{REST},"Sid":"a1B"}},{{{REST},"Sid":"A1b"}}]}}"#),
        r#"{"Statement":{"Effect":"Deny","NotAction":["a:b",true,1],"NotResource":"arn:aws:s3"}}"#.to_owned(),
        r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}"#.to_owned(),
        r#"{"Statement":{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"Action":"sts:AssumeRole"}}"#.to_owned(),
        format!(r#"{{"Statement":{{{REST},"Condition":{{}}}}}}"#),
        format!(r#"{{"Statement":{{{REST},"Condition":{{"Null":{{"a:b":[true,"false"]}},"Bool":{{"a:b":"x"}}}}}}}}"#),
        format!(r#"{{"Version":"!V","Statement":["!S",{{{REST},"Sid":"!Sid","Condition":"!C"}}]}}"#),
        r#"{"Statement":{"Effect":"!E","Action":"!A","Resource":["!R"],"Condition":{"Bool":"!K","Null":{"a:b":"!V"}}}}"#
            .to_owned(),
    ] {
        assert_eq!(document(&text).problems, [], "{text}");
    }
}

#[test]
fn problems_come_in_the_order_of_the_document_and_hide_nothing() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"x","Action":[],"Resource":"*"},7,{"Effect":"Allow"}]}"#;
    let document = document(text);
    let found: Vec<(&str, Option<usize>)> =
        document.problems.iter().map(|problem| (problem.element.as_str(), problem.statement)).collect();
    let expected = [
        ("Version", None),
        ("Statement[0].Effect", Some(0)),
        ("Statement[0].Action", Some(0)),
        ("Statement[1]", Some(1)),
        ("Statement[2].Action", Some(2)),
        ("Statement[2].Resource", Some(2)),
    ];
    assert_eq!(found, expected);
    assert_eq!(document.statements.iter().map(|statement| statement.index).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn a_statement_is_read_element_by_element() {
    let text = r#"{"Version": "2012-10-17","Statement": [{"Sid":"One","Effect":"Deny","NotAction":["a:b", "c:<D>"],
        "Resource": "arn","Condition":{"StringLike":{"k:1":["v", "w"], "${K}":"x"}}}, "!Others"]}"#;
    let Document { version, statements, problems, unknown } = document(text);
    assert_eq!(problems, []);
    let at = |located: &Located| (located.text.to_string(), text[located.offset..].chars().next());
    assert_eq!(version.as_ref().map(at), Some((VERSION.to_owned(), Some('"'))));
    let [statement] = statements.as_slice() else { panic!("{statements:?}") };
    assert_eq!((statement.index, statement.has_principal), (0, false));
    assert!(text[statement.offset..].starts_with("{\"Sid\""));
    assert_eq!(statement.sid.as_ref().map(at), Some(("One".to_owned(), Some('"'))));
    assert_eq!(statement.effect, Effect::Deny);
    assert_eq!((statement.actions.is_negated, statement.resources.is_negated), (true, false));
    assert!(text[statement.actions.offset..].starts_with("[\"a:b\""));
    assert!(text[statement.actions.texts[1].offset..].starts_with("\"c:<D>\""));
    let pieces = [Piece::Known("c:".to_owned()), Piece::Unknown("D".to_owned())];
    assert_eq!(statement.actions.texts[1].text.pieces(), pieces);
    assert!(text[statement.resources.texts[0].offset..].starts_with("\"arn\""));
    let [one, other] = statement.conditions.as_slice() else { panic!("{statement:?}") };
    assert_eq!((one.operator.known(), one.key.known()), (Some("StringLike"), Some("k:1")));
    assert!(text[one.offset..].starts_with("\"k:1\"") && text[one.values[1].offset..].starts_with("\"w\""));
    assert_eq!(other.key, Text::unknown("${K}"));
    assert_eq!((unknown[0].index, unknown[0].written.as_str()), (1, "Others"));
    assert!(text[unknown[0].offset..].starts_with("\"!Others\""));
}

#[test]
fn what_is_not_known_or_missing_has_a_place() {
    let starts =
        |text: &str, offset: usize, place: &str| assert!(text[offset..].starts_with(place), "{place} in {text}");
    for version in ["\"!V\"", "\"20<Y>\""] {
        let text = format!("{{\"Version\": {version}}}");
        starts(&text, document(&text).version.expect("a version").offset, version);
    }
    let text = r#"{"Statement": {"Effect":"Allow"}}"#;
    let statement = &document(text).statements[0];
    for selection in [&statement.actions, &statement.resources] {
        assert_eq!((selection.is_negated, selection.texts.as_slice()), (false, &[][..]));
        starts(text, selection.offset, "{\"Effect");
    }
    for condition in ["\"!C\"", "\"none\"", "[]"] {
        for (before, after) in [("", ""), ("{\"Bool\":", "}")] {
            let text = format!("{{\"Statement\":{{{REST},\"Condition\": {before}{condition}{after}}}}}");
            let conditions = document(&text).statements.remove(0).conditions;
            let [one] = conditions.as_slice() else { panic!("{conditions:?} of {text}") };
            starts(&text, one.offset, condition);
        }
    }
}

#[test]
fn a_key_with_a_dollar_sign_alone_is_known() {
    let document = document(&format!(r#"{{"Statement":{{{REST},"Condition":{{"Bool":{{"a$b{{}}":"true"}}}}}}}}"#));
    assert_eq!(document.statements[0].conditions[0].key.known(), Some("a$b{}"));
}

#[test]
fn the_last_of_two_and_the_positive_of_both_count() {
    let twice = document(&format!(r#"{{"Statement":{{{REST},"Effect":"Deny","NotAction":"s3:*"}}}}"#));
    let statement = &twice.statements[0];
    assert_eq!((&statement.effect, statement.actions.is_negated), (&Effect::Deny, false));
    assert_eq!(statement.actions.texts[0].text.known(), Some("*"));
}

#[test]
fn a_statement_of_others_names_who_may() {
    for (element, has_principal) in [("Principal", true), ("NotPrincipal", true), ("Sid", false)] {
        let document = document(&format!(r#"{{"Statement":{{{REST},"{element}":"a"}}}}"#));
        assert_eq!(document.statements[0].has_principal, has_principal, "{element}");
    }
}

#[test]
fn what_cannot_be_resolved_is_kept_as_it_is_written() {
    let list = document(r#"{"Statement":"!All"}"#);
    assert_eq!((list.statements.len(), list.unknown.len(), list.problems.as_slice()), (0, 1, &[][..]));
    let condition = document(&format!(r#"{{"Statement":{{{REST},"Condition":"!C"}}}}"#));
    let condition = &condition.statements[0].conditions[0];
    assert_eq!((&condition.operator, &condition.key), (&Text::unknown("C"), &Text::unknown("C")));
    let sid = document(&format!(r#"{{"Statement":[{{{REST},"Sid":"!S"}},{{{REST},"Sid":"!S"}}]}}"#));
    assert_eq!(
        (sid.problems.as_slice(), &sid.statements[0].sid.as_ref().expect("an id").text),
        (&[][..], &Text::unknown("S"))
    );
    assert_eq!(document(r#"{"Version":"!V"}"#).version.expect("a version").text, Text::unknown("V"));
    assert_eq!((VERSION, OLD_VERSION), ("2012-10-17", "2008-10-17"));
}

#[test]
fn problems_are_told() {
    let problem = |element: &str, kind| Problem { kind, element: element.to_owned(), statement: None, offset: 0 };
    for (element, kind, told) in [
        ("", ProblemKind::NotAnObject, "it is not an object"),
        ("Version", ProblemKind::NotText, "`Version` holds something that is not text"),
        ("Id", ProblemKind::Duplicate, "`Id` is there twice"),
        ("a\nb", ProblemKind::UnknownElement, "`a\\nb` is no element of a policy"),
        ("id", ProblemKind::OtherCase("Id"), "`id` is written `Id`"),
        ("Statement", ProblemKind::Missing(None), "`Statement` is missing"),
        ("Action", ProblemKind::Missing(Some("NotAction")), "`Action` is missing, and so is `NotAction`"),
        ("Action", ProblemKind::Both("NotAction"), "`Action` stands beside `NotAction`"),
        ("Version", ProblemKind::Version("\t".to_owned()), "`Version` is `\\t`, and not `2012-10-17`"),
        ("Effect", ProblemKind::Effect(Some("\n".to_owned())), "`Effect` is `\\n`, and not `Allow` or `Deny`"),
        ("Effect", ProblemKind::Effect(None), "`Effect` is missing: it is `Allow` or `Deny`"),
        ("Action", ProblemKind::Empty, "`Action` is empty"),
        ("Like", ProblemKind::Operator("Like".to_owned()), "`Like` is not a condition operator"),
        ("Null", ProblemKind::TruthValue("\0".to_owned()), "`Null` is `\\0`, and not `true` or `false`"),
        ("Sid", ProblemKind::Sid("-".to_owned()), "`Sid` has other characters than letters and digits"),
        ("Sid", ProblemKind::SameSid("a".to_owned()), "`Sid` is that of a statement before it"),
    ] {
        assert_eq!(problem(element, kind).to_string(), told);
    }
}
