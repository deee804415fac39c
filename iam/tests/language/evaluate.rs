//! Statements: what each selects, and what they say together.

use crate::support::{
    ACTION, ARN, Asked, KEY, allowed, depends, document, on_key, on_resource, on_text, satisfies, statements,
};
use bedrock_profiles_iam::Truth::{self, No, Yes};
use bedrock_profiles_iam::document::Effect;
use bedrock_profiles_iam::{Cause, Value, evaluate};

fn on_action(patterns: &str, action: &'static str) -> Truth {
    let list = format!(r#"{{"Effect":"Allow","Action":{patterns},"Resource":"*"}}"#);
    allowed(&list, &Asked::new().action(action))
}

fn refused(cause: &str) -> Truth {
    depends([Cause::Refused(cause.to_owned())])
}

#[test]
fn actions() {
    for (patterns, expected) in [
        ("\"bedrock:InvokeModel\"", Yes),
        ("\"BEDROCK:invokemodel\"", Yes),
        ("\"*\"", Yes),
        ("\"*:*\"", Yes),
        ("\"bedrock:*\"", Yes),
        ("\"bedrock:Invoke*\"", Yes),
        ("\"bedrock:invoke?odel\"", Yes),
        ("\"bedrock:InvokeModel?\"", No),
        ("\"bedrock:InvokeModelWithResponseStream\"", No),
        ("\"bedrock-runtime:InvokeModel\"", No),
        ("\"InvokeModel\"", No),
        (r#"["s3:GetObject","bedrock:InvokeModel"]"#, Yes),
        (r#"["s3:GetObject","s3:PutObject"]"#, No),
        ("\"bedrock:${team:Name}\"", No),
        ("\"<Service>:InvokeModel\"", on_text("Service")),
        ("\"s3:<Action>\"", No),
        ("\"!Actions\"", on_text("Actions")),
        (r#"["!Actions","bedrock:InvokeModel"]"#, Yes),
    ] {
        assert_eq!(on_action(patterns, ACTION), expected, "{patterns}");
    }
}

#[test]
fn actions_have_no_variables() {
    let statement = r#"{"Effect":"Allow","Action":"bedrock:${team:Name}","Resource":"*"}"#;
    assert_eq!(allowed(statement, &Asked::new().known(KEY, "InvokeModel")), No);
    assert_eq!(allowed(statement, &Asked::new().action("bedrock:${team:Name}")), Yes);
}

#[test]
fn not_action_selects_the_others() {
    for (patterns, expected) in [
        ("\"bedrock:InvokeModel\"", No),
        ("\"bedrock:*\"", No),
        ("\"s3:*\"", Yes),
        (r#"["s3:*","BEDROCK:Invoke*"]"#, No),
        (r#"["s3:*","ec2:*"]"#, Yes),
        ("\"<Service>:InvokeModel\"", on_text("Service")),
        ("\"s3:<Action>\"", Yes),
    ] {
        let list = format!(r#"{{"Effect":"Allow","NotAction":{patterns},"Resource":"*"}}"#);
        assert_eq!(allowed(&list, &Asked::new()), expected, "{patterns}");
    }
}

#[test]
fn resources() {
    for (patterns, expected) in [
        (r#"["arn:aws:s3:::a","arn:aws:bedrock:eu-west-1:123456789012:*"]"#, Yes),
        (r#"["arn:aws:s3:::a","arn:aws:s3:::b"]"#, No),
        (r#"["<Arn>","*"]"#, Yes),
        (r#"["arn:aws:s3:::a","!Arn"]"#, on_text("Arn")),
        ("\"ARN:aws:bedrock:*:*:*\"", No),
    ] {
        assert_eq!(on_resource(patterns, &Asked::new()), expected, "{patterns}");
    }
}

#[test]
fn not_resource_selects_the_others() {
    for (patterns, expected) in [
        ("\"arn:aws:bedrock:eu-west-1:*:*\"", No),
        ("\"*\"", No),
        ("\"arn:aws:bedrock\"", No),
        ("\"arn:aws:s3:::*\"", Yes),
        (r#"["arn:aws:s3:::*","arn:aws:bedrock:*:*:*"]"#, No),
        ("\"<Arn>\"", on_text("Arn")),
        ("\"arn:aws:bedrock:*/eu.nova:0\"", depends([Cause::BeyondColon("arn:aws:bedrock:*/eu.nova:0".to_owned())])),
    ] {
        let list = format!(r#"{{"Effect":"Allow","Action":"*","NotResource":{patterns}}}"#);
        assert_eq!(allowed(&list, &Asked::new()), expected, "{patterns}");
    }
}

#[test]
fn a_missing_element_selects_nothing() {
    for statement in [
        r#"{"Effect":"Allow","Resource":"*"}"#,
        r#"{"Effect":"Allow","Action":"*"}"#,
        r#"{"Effect":"Allow","Action":[],"Resource":"*"}"#,
        r#"{"Effect":"Allow","NotAction":[],"Resource":"*"}"#,
        r#"{"Effect":"Allow","Action":"*","Resource":[]}"#,
        r#"{"Effect":"Allow","Action":"*","NotResource":[]}"#,
    ] {
        let compiled: Vec<_> = document(&format!(r#"{{"Statement":{statement}}}"#)).compiled().collect();
        assert_eq!(evaluate::is_allowed(&compiled, &Asked::new()), No, "{statement}");
    }
}

#[test]
fn what_is_no_text_may_be_any() {
    for (action, resource, element) in
        [(r#"["s3:*",null]"#, r#""*""#, "Action"), (r#""*""#, r#"["arn:aws:s3:::a",{}]"#, "Resource")]
    {
        let text = format!(r#"{{"Statement":{{"Effect":"Allow","Action":{action},"Resource":{resource}}}}}"#);
        let compiled: Vec<_> = document(&text).compiled().collect();
        assert_eq!(
            evaluate::is_allowed(&compiled, &Asked::new()),
            on_text(&format!("Statement[0].{element}")),
            "{text}"
        );
    }
}

#[test]
fn effects() {
    let with_effect = |effect: &str| {
        let statement = format!(r#"{{{effect}"Action":"*","Resource":"*"}}"#);
        document(&format!(r#"{{"Statement":{statement}}}"#)).compiled().collect::<Vec<_>>()
    };
    for (effect, expected, allows, denies) in [
        (r#""Effect":"Allow","#, Effect::Allow, Yes, No),
        (r#""Effect":"Deny","#, Effect::Deny, No, Yes),
        ("", Effect::Refused, refused("Effect"), refused("Effect")),
        (r#""Effect":"allow","#, Effect::Refused, refused("Effect"), refused("Effect")),
        (r#""Effect":null,"#, Effect::Refused, refused("Effect"), refused("Effect")),
        (r#""Effect":"!E","#, Effect::Unknown("E".to_owned()), on_text("E"), on_text("E")),
        (r#""Effect":"De<E>","#, Effect::Unknown("DeE".to_owned()), on_text("DeE"), on_text("DeE")),
    ] {
        let compiled = with_effect(effect);
        assert_eq!(compiled[0].effect(), &expected, "{effect}");
        assert_eq!(evaluate::allows(&compiled, &Asked::new()), allows, "{effect}");
        assert_eq!(evaluate::denies(&compiled, &Asked::new()), denies, "{effect}");
        let other = Asked::new().action("s3:GetObject");
        let only = document(&format!(r#"{{"Statement":{{{effect}"Action":"bedrock:*","Resource":"*"}}}}"#));
        let only: Vec<_> = only.compiled().collect();
        assert_eq!((evaluate::allows(&only, &other), evaluate::denies(&only, &other)), (No, No), "{effect}");
    }
}

#[test]
fn a_denial_wins_and_nothing_allows_by_itself() {
    let allow = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    let deny = r#"{"Effect":"Deny","Action":"bedrock:*","Resource":"*"}"#;
    let perhaps = r#"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"team:Name":"a"}}}"#;
    let open = || Asked::new().with(KEY, Value::Unknown);
    assert_eq!(evaluate::is_allowed(&[], &Asked::new()), No);
    assert_eq!(allowed(&format!("[{allow},{deny}]"), &Asked::new()), No);
    assert_eq!(allowed(&format!("[{deny},{allow}]"), &Asked::new()), No);
    assert_eq!(allowed(deny, &Asked::new()), No);
    assert_eq!(allowed(&format!("[{allow},{deny}]"), &Asked::new().action("s3:GetObject")), Yes);
    assert_eq!(allowed(&format!("[{allow},{perhaps}]"), &open()), on_key(KEY));
    assert_eq!(allowed(&format!("[{allow},{perhaps}]"), &Asked::new().known(KEY, "a")), No);
    assert_eq!(allowed(&format!("[{allow},{perhaps}]"), &Asked::new().known(KEY, "b")), Yes);
    assert_eq!(allowed(perhaps, &open()), No);
    let both = statements("2012-10-17", &format!("[{allow},{deny}]"));
    let asked = Asked::new();
    assert_eq!((evaluate::allows(&both, &asked), evaluate::denies(&both, &asked)), (Yes, Yes));
}

#[test]
fn one_statement_that_allows_is_enough() {
    let statement = |action| format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"*"}}"#);
    let [own, other] = [ACTION, "s3:GetObject"].map(statement);
    assert_eq!(allowed(&format!("[{other},{own}]"), &Asked::new()), Yes);
    assert_eq!(allowed(&format!("[{own},{other}]"), &Asked::new()), Yes);
    assert_eq!(allowed(&format!("[{other},{other}]"), &Asked::new()), No);
}

#[test]
fn every_condition_must_be_satisfied() {
    let with = |condition: &str| format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#);
    let request = || Asked::new().known(KEY, "a").known("team:Other", "b");
    for (condition, expected) in [
        ("{}", Yes),
        (r#"{"StringEquals":{}}"#, Yes),
        (r#"{"StringEquals":{"team:Name":"a","team:Other":"b"}}"#, Yes),
        (r#"{"StringEquals":{"team:Name":"a","team:Other":"c"}}"#, No),
        (r#"{"StringEquals":{"team:Name":"a"},"StringNotEquals":{"team:Other":"b"}}"#, No),
        (r#"{"StringEquals":{"team:Name":"a"},"StringLike":{"team:Name":"?"}}"#, Yes),
    ] {
        assert_eq!(allowed(&with(condition), &request()), expected, "{condition}");
    }
    let open = Asked::new().with(KEY, Value::Unknown).with("team:Other", Value::Unknown);
    let both = with(r#"{"StringEquals":{"team:Name":"a","team:Other":"b"}}"#);
    assert_eq!(allowed(&both, &open), depends(["team:Name", "team:Other"].map(|key| Cause::Key(key.to_owned()))));
}

#[test]
fn a_statement_says_what_matches_part_by_part() {
    let statement = r#"{"Effect":"Allow","Action":"bedrock:*","Resource":"arn:aws:s3:::a",
        "Condition":{"StringEquals":{"team:Name":"a"},"Null":{"team:Name":"true"}}}"#;
    let statement = &statements("2012-10-17", statement)[0];
    let request = Asked::new().known(KEY, "a");
    let conditions: Vec<Truth> = statement.conditions(&request).collect();
    assert_eq!((statement.action(&request), statement.resource(&request), conditions), (Yes, No, vec![Yes, No]));
    assert_eq!(statement.applies(&request), No);
    let bucket = Asked::new().resource("arn:aws:s3:::a").with(KEY, Value::Unknown);
    assert_eq!((statement.resource(&bucket), statement.applies(&bucket)), (Yes, on_key(KEY)));
    let other = Asked::new().action("s3:GetObject").resource("arn:aws:s3:::a");
    assert_eq!((statement.action(&other), statement.applies(&other)), (No, No));
}

#[test]
fn a_condition_that_is_not_known_leaves_its_statement_open() {
    for (condition, cause) in [
        (r#""!Conditions""#, Cause::Text("Conditions".to_owned())),
        (r#"{"StringEquals":"!Keys"}"#, Cause::Text("Keys".to_owned())),
        (r#"{"StringEquals":{"${Issuer}:sub":"a"}}"#, Cause::Text("${Issuer}:sub".to_owned())),
        (r#"{"Null":{"a${b":"true"}}"#, Cause::Text("a${b".to_owned())),
        (r#"{"StringMatches":{"team:Name":"a"}}"#, Cause::Refused("StringMatches".to_owned())),
        (r#"{"stringEquals":{"team:Name":"a"}}"#, Cause::Refused("stringEquals".to_owned())),
        (r#""none""#, Cause::Refused(String::new())),
        (r#"{"StringEquals":"none"}"#, Cause::Refused(String::new())),
    ] {
        let text =
            format!(r#"{{"Statement":{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}}}"#);
        let compiled: Vec<_> = document(&text).compiled().collect();
        assert_eq!(evaluate::is_allowed(&compiled, &Asked::new()), depends([cause]), "{condition}");
    }
}

#[test]
fn the_version_decides_over_variables() {
    let text = |version: &str| {
        format!(
            r#"{{{version}"Statement":{{"Effect":"Allow","Action":"*","Resource":"*",
                "Condition":{{"StringEquals":{{"team:Name":"${{team:Other}}"}}}}}}}}"#
        )
    };
    let request = Asked::new().known(KEY, "a").known("team:Other", "a");
    for (version, expected) in [
        (r#""Version":"2012-10-17","#, Yes),
        (r#""Version":"2008-10-17","#, No),
        ("", No),
        (r#""Version":"2013-01-01","#, No),
        (r#""Version":"!Version","#, Yes),
    ] {
        let document = document(&text(version));
        assert_eq!(document.has_variables(), expected == Yes, "{version}");
        let compiled: Vec<_> = document.compiled().collect();
        assert_eq!(evaluate::is_allowed(&compiled, &request), expected, "{version}");
    }
    assert_eq!(satisfies("StringEquals", KEY, "\"${team:Other}\"", &request), Yes);
    assert_eq!(on_resource(&format!("\"{ARN}\""), &request), Yes);
}
