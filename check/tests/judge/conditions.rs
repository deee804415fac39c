//! Conditions on the profile and the Region, and actions: one finding, with the cure that is right.

use super::{GLOBAL, chat, iam, judged, policy, verdict, wrong};
use crate::support::{ACCOUNT, CHAT, Place};
use serde_json::{Value, json};

const EXACT: &str = "<stdin>: grants exactly what `eu.anthropic.claude-sonnet-4-6` needs\n";
const KEY: &str = "bedrock:InferenceProfileArn";
const ARN: &str = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6";

/// The models under this condition.
fn under(condition: Value) -> Value {
    let mut document = chat();
    document["Statement"][1]["Condition"] = condition;
    document
}

#[test]
fn a_condition_that_does_not_pin_is_found_once() {
    for (condition, found, cure) in [
        (
            json!({ "StringEqualsIfExists": { KEY: ARN } }),
            "its `StringEqualsIfExists` on `bedrock:InferenceProfileArn` also lets the models be called directly",
            "help: write `StringEquals` in place of `StringEqualsIfExists`",
        ),
        (
            json!({ "ForAllValues:StringEquals": { KEY: ARN } }),
            "also lets the models be called directly",
            "help: write `StringEquals` in place of `ForAllValues:StringEquals`",
        ),
        (
            json!({ "Null": { KEY: "false" } }),
            "its `Null` on `bedrock:InferenceProfileArn` lets the models be called through any profile",
            &format!("help: add the condition `StringEquals` `{KEY}` `{ARN}`"),
        ),
        (
            json!({ "Null": { KEY: true } }),
            "lets the models be called directly alone, without a profile",
            &format!("help: write `StringEquals` `{KEY}` `{ARN}` in its place"),
        ),
        (
            json!({ "ArnNotEquals": { KEY: ARN } }),
            "lets the models be called through every profile but those that it names, and directly",
            "help: write `StringEquals` in place of `ArnNotEquals`",
        ),
        (
            json!({ "StringEqual": { KEY: ARN } }),
            "statement `EuAnthropicClaudeSonnet46EuCentral1Models` has the condition operator `StringEqual`, which IAM",
            "help: the nearest is `StringEquals`",
        ),
    ] {
        wrong(&under(condition), &[found, cure, "<stdin>: 1 error\n"]);
    }
}

#[test]
fn a_condition_that_pins_in_another_way_passes() {
    for condition in [
        json!({ "ForAnyValue:StringEquals": { KEY: ARN } }),
        json!({ "StringEqualsIfExists": { KEY: ARN }, "Null": { KEY: "false" } }),
        json!({ "StringEquals": { KEY: ARN }, "Null": { KEY: "false" } }),
        json!({ "StringEquals": { KEY: ARN }, "ArnLike": { KEY: "arn:aws:bedrock:*:*:inference-profile/*" } }),
        json!({ "StringEquals": { KEY: ARN }, "StringNotEquals": { KEY: "arn:aws:bedrock:eu-west-1:1:x/y" } }),
        json!({ "StringEquals": { KEY: ARN }, "StringLike": { "aws:RequestedRegion": "eu-*" } }),
        json!({ "StringEquals": { KEY: ARN }, "StringNotEquals": { "aws:RequestedRegion": "us-east-1" } }),
    ] {
        assert_eq!(verdict(&under(condition.clone())), EXACT, "{condition}");
    }
}

#[test]
fn a_region_condition_that_keeps_destinations_out_is_found() {
    for condition in [
        json!({ "StringEquals": { KEY: ARN, "aws:RequestedRegion": "eu-central-1" } }),
        json!({ "StringEquals": { KEY: ARN }, "StringLike": { "aws:RequestedRegion": "eu-c*" } }),
        json!({ "StringEquals": { KEY: ARN }, "StringNotLike": { "aws:RequestedRegion": ["eu-north-*", "eu-s*", "eu-w*"] } }),
    ] {
        let cure = "help: its condition on `aws:RequestedRegion` keeps them out: remove it";
        wrong(&under(condition), &["on 5 resources", cure, "<stdin>: 1 error\n"]);
    }
}

#[test]
fn conditions_that_no_request_satisfies_are_told_as_such() {
    let elsewhere = ARN.replace("eu-central-1", "eu-west-1");
    for condition in [
        json!({ "StringEquals": { KEY: ARN }, "ArnLike": { KEY: elsewhere } }),
        json!({ "StringEquals": { KEY: ARN }, "StringNotEquals": { KEY: ARN } }),
        json!({ "StringEquals": { KEY: ARN }, "Null": { KEY: "true" } }),
    ] {
        let found = "statement `EuAnthropicClaudeSonnet46EuCentral1Models` grants too little: no request satisfies all its \
                     conditions on `bedrock:InferenceProfileArn`";
        let mut document = under(condition);
        let cure = "help: name the profile that is called, in one condition alone";
        wrong(&document, &[found, cure, "<stdin>: 1 error\n"]);
        document["Statement"].as_array_mut().expect("a list").remove(0);
        wrong(&document, &["grants nothing: no request satisfies all its conditions on `bedrock:InferenceProfileArn`"]);
    }
}

/// The document with a condition more on each statement.
fn each_under(mut document: Value, operator: &str, key: &str, value: &str) -> Value {
    for statement in document["Statement"].as_array_mut().expect("a list") {
        statement["Condition"][operator][key] = json!(value);
    }
    document
}

#[test]
fn what_the_request_alone_decides_is_taken_as_granted() {
    for (operator, key, value) in [
        ("StringEquals", "bedrock:GuardrailIdentifier", "arn:aws:bedrock:eu-central-1:123456789012:guardrail/abc:1"),
        ("StringEquals", "aws:PrincipalTag/team", "support"),
        ("StringEquals", "aws:SourceVpce", "vpce-1"),
        ("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
        ("Bool", "aws:SecureTransport", "true"),
        ("NumericLessThanIfExists", "aws:MultiFactorAuthAge", "3600"),
    ] {
        let (code, told) = judged(&Place::new(), &each_under(chat(), operator, key, value));
        assert_eq!(code, Some(0), "{told}");
        for statement in ["Profile", "Models"] {
            let note = format!(
                "<stdin>: note: statement `EuAnthropicClaudeSonnet46EuCentral1{statement}` is not judged in full: what \
                 it grants depends on `{key}`\n"
            );
            assert!(told.contains(&note), "{told}");
        }
        assert!(told.ends_with(&format!("<stdin>: grants what `{CHAT}` needs, as far as it is judged\n")), "{told}");
    }
    // What is granted without a condition too depends on none.
    let mut twice = each_under(chat(), "Bool", "aws:SecureTransport", "true");
    let mut without = chat();
    for statement in without["Statement"].as_array_mut().expect("a list") {
        statement.as_object_mut().expect("a statement").remove("Sid");
        twice["Statement"].as_array_mut().expect("a list").push(statement.clone());
    }
    assert_eq!(verdict(&twice), EXACT);
}

#[test]
fn too_little_and_too_much_are_found_whatever_the_request_decides() {
    let mut document = each_under(chat(), "Bool", "aws:SecureTransport", "true");
    document["Statement"][1]["Resource"][0] =
        json!("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0");
    wrong(
        &document,
        &[
            "Models` grants too little: ",
            "help: add `arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6` to its `Resource`",
            "Models` grants too much: `arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0` is never",
            "<stdin>: 2 errors\n",
        ],
    );
}

/// As AWS documents the use of one guardrail alone, with its three statements.
#[test]
fn a_guardrail_may_be_required() {
    let (operator, key) = ("StringNotEquals", "bedrock:GuardrailIdentifier");
    let guardrail = "arn:aws:bedrock:eu-central-1:123456789012:guardrail/guardrail-id";
    let mut document = each_under(chat(), "StringEquals", key, &format!("{guardrail}:1"));
    document["Statement"].as_array_mut().expect("a list").extend([
        json!({
            "Effect": "Deny",
            "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
            "Resource": "*",
            "Condition": { operator: { key: format!("{guardrail}:1") } },
        }),
        json!({ "Effect": "Allow", "Action": "bedrock:ApplyGuardrail", "Resource": guardrail }),
    ]);
    let (code, told) = judged(&Place::new(), &document);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("note: statement 4 is not about invoking: it allows `bedrock:ApplyGuardrail`"), "{told}");
    assert!(told.contains("note: statement 3 is not judged: whether it denies"), "{told}");
    assert!(told.ends_with(&format!("<stdin>: grants what `{CHAT}` needs, as far as it is judged\n")), "{told}");
}

#[test]
fn a_condition_on_the_account_is_decided() {
    let (operator, key) = ("StringEquals", "aws:PrincipalAccount");
    assert_eq!(verdict(&each_under(chat(), operator, key, ACCOUNT)), EXACT);
    let cure = "help: its condition on `aws:PrincipalAccount` keeps requests out, and no profile needs it: remove it";
    wrong(&each_under(chat(), operator, key, "999999999999"), &["grants too little", cure, "<stdin>: 2 errors\n"]);
    // In which account a template is deployed it does not say.
    let text = policy(&Place::new(), &[CHAT], &["eu-central-1"], &["--format", "cloudformation"]);
    let mut template: Value = serde_json::from_str(&text).expect("JSON");
    let inner = template.pointer_mut("/Resources/InvokeBedrock/Properties/PolicyDocument").expect("it");
    *inner = each_under(inner.take(), operator, key, ACCOUNT);
    let (code, told) = judged(&Place::new(), &template);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("what it grants depends on `aws:PrincipalAccount`"), "{told}");
}

#[test]
fn two_accounts_are_told_as_such() {
    let mut document = under(json!({ "StringEquals": { KEY: ARN.replace(ACCOUNT, "999999999999") } }));
    let found = "its condition names `eu.anthropic.claude-sonnet-4-6` from `eu-central-1` in the account `999999999999`, \
                 and the profile is granted in the account `123456789012`";
    wrong(&document, &[found, "help: name the same account in both", "<stdin>: 1 error\n"]);
    document["Statement"][0]["Resource"] = json!(ARN.replace(ACCOUNT, "999999999999"));
    assert_eq!(verdict(&document), EXACT);
}

#[test]
fn the_account_of_the_deployment_may_be_the_one_that_is_named() {
    let mut document = chat();
    document["Statement"][0]["Resource"] = json!({ "Fn::Sub": ARN.replace(ACCOUNT, "${AWS::AccountId}") });
    let properties = json!({ "PolicyDocument": document });
    let resources = json!({ "P": { "Type": "AWS::IAM::ManagedPolicy", "Properties": properties } });
    let told = verdict(&json!({ "Resources": resources }));
    assert!(
        told.contains("warning: statement ") && told.contains("is not judged in full: its condition names"),
        "{told}"
    );
    assert!(told.contains("and the profile is granted in the account `${AWS::AccountId}`\n"), "{told}");
}

#[test]
fn a_denial_in_an_account_may_be_in_that_of_the_deployment() {
    let in_deployment = |text: &str| text.replace(ACCOUNT, "${AWS::AccountId}");
    let denied = |denial: Value| {
        let mut document: Value = serde_json::from_str(&in_deployment(&chat().to_string())).expect("JSON");
        for pointer in ["/Statement/0/Resource", "/Statement/1/Condition/StringEquals/bedrock:InferenceProfileArn"] {
            let text = document.pointer_mut(pointer).expect("it");
            *text = json!({ "Fn::Sub": text.take() });
        }
        document["Statement"].as_array_mut().expect("a list").push(denial);
        let properties = json!({ "PolicyDocument": document });
        verdict(&json!({ "Resources": { "P": { "Type": "AWS::IAM::ManagedPolicy", "Properties": properties } } }))
    };
    let deny = |resource: &str| json!({ "Effect": "Deny", "Action": "bedrock:*", "Resource": resource });
    for denial in [
        deny(ARN),
        deny(&format!("arn:aws:bedrock:*:{ACCOUNT}:*")),
        deny("arn:aws:bedrock:*:1234????9012:inference-profile/*"),
        json!({ "Effect": "Deny", "Action": "bedrock:*", "Resource": "*", "Condition": { "ArnEquals": { KEY: ARN } } }),
        json!({ "Effect": "Deny", "Action": "bedrock:*", "NotResource": [
            format!("arn:aws:bedrock:*:{ACCOUNT}:inference-profile/*"), "arn:aws:bedrock:*::foundation-model/*",
        ] }),
    ] {
        let told = denied(denial);
        assert!(told.contains("depends on `aws:PrincipalAccount`") && !told.contains("error: "), "{told}");
    }
    assert!(denied(deny("arn:aws:s3:::b")).ends_with(": grants exactly what `eu.anthropic.claude-sonnet-4-6` needs\n"));
}

#[test]
fn a_profile_that_the_request_chooses_is_not_known() {
    let mut document = chat();
    document["Statement"][0]["Resource"] =
        json!(ARN.replace("eu.anthropic.claude-sonnet-4-6", "${aws:PrincipalTag/profile}"));
    let told = verdict(&document);
    assert!(told.contains("which has a policy variable, whose value only the request has\n"), "{told}");
    assert!(!told.contains("error:") && told.ends_with(" needs, as far as it is judged\n"), "{told}");
}

#[test]
fn another_partition_than_that_of_the_region_is_told_as_such() {
    let in_gov = |value: &Value| -> Value {
        serde_json::from_str(&value.to_string().replace("arn:aws:", "arn:aws-us-gov:")).expect("JSON")
    };
    let mut document = chat();
    let profile = document["Statement"][0]["Resource"].clone();
    document["Statement"][0]["Resource"] = in_gov(&profile);
    wrong(
        &document,
        &[
            &format!(
                "error: statement `EuAnthropicClaudeSonnet46EuCentral1Profile` grants too little: it names `{}`, which matches \
                 nothing: it is in the partition `aws-us-gov`, and its Region in `aws`\n",
                ARN.replace("arn:aws:", "arn:aws-us-gov:")
            ),
            "help: write `aws` in place of `aws-us-gov`\n",
            "<stdin>: 1 error\n",
        ],
    );
    document["Statement"][0]["Resource"] = profile;
    let models = document["Statement"][1]["Resource"].clone();
    document["Statement"][1]["Resource"] = in_gov(&models);
    let found = "Models` grants too little: it names 6 resources that match nothing: it is in the partition `aws-us-gov`, and its Region in `aws`\n    arn:";
    wrong(&document, &[found, "<stdin>: 1 error\n"]);
    document["Statement"][1]["Resource"] = models;
    let condition = document["Statement"][1]["Condition"].clone();
    document["Statement"][1]["Condition"] = in_gov(&condition);
    wrong(&document, &["Models` grants too little: it names `arn:aws-us-gov:", "<stdin>: 1 error\n"]);
    document["Statement"][1]["Condition"] = condition;
    assert_eq!(verdict(&document), EXACT);
}

#[test]
fn an_action_that_is_not_needed_is_the_one_to_remove() {
    let place = Place::new();
    let told = place.run_with(&["check", "--invoke-only", "-"], &chat().to_string()).failed_check();
    assert!(told.contains("`bedrock:InvokeModelWithResponseStream` is not needed with `--invoke-only`"), "{told}");
    assert_eq!(
        told.matches("help: remove `bedrock:InvokeModelWithResponseStream` from its `Action`").count(),
        2,
        "{told}"
    );
    assert!(told.ends_with("<stdin>: 2 errors\n") && !told.contains("never reached"), "{told}");
    let told = place.run_with(&["check", "--streaming-only", "-"], &chat().to_string()).failed_check();
    assert_eq!(told.matches("help: remove `bedrock:InvokeModel` from its `Action`").count(), 2, "{told}");
}

#[test]
fn a_model_that_does_not_stream_needs_no_streaming() {
    let mut document = iam(&Place::new(), &["us.twelvelabs.marengo-embed-3-0-v1:0"], &["us-east-1"], "exact");
    for at in 0..2 {
        document["Statement"][at]["Action"] = json!(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]);
    }
    wrong(&document, &["is not needed: the model does not stream", "from its `Action`", "<stdin>: 2 errors\n"]);
    // Beside a model that streams, only its own part is too much.
    let mut shared = iam(&Place::new(), &["us.twelvelabs.marengo-embed-3-0-v1:0", CHAT_US], &["us-east-1"], "exact");
    let streams =
        shared["Statement"].as_array().expect("a list").iter().position(|it| it["Action"].is_array()).expect("one");
    let marengo = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.twelvelabs.marengo-embed-3-0-v1:0";
    let own = shared["Statement"][streams]["Resource"].clone();
    shared["Statement"][streams]["Resource"] = json!([own, marengo]);
    let cure = "help: give what does not need it a statement without `bedrock:InvokeModelWithResponseStream`";
    wrong(&shared, &["is not needed", cure]);
}

const CHAT_US: &str = "us.anthropic.claude-sonnet-4-6";

#[test]
fn a_wildcard_for_the_arn_without_a_region_has_its_cure() {
    let text = iam(&Place::new(), &[GLOBAL], &["eu-central-1"], "exact").to_string();
    let document = text.replace("arn:aws:bedrock:::foundation-model", "arn:aws:bedrock:*::foundation-model");
    wrong(
        &serde_json::from_str(&document).expect("JSON"),
        &[
            "`arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-6` is a wildcard",
            "help: name `arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6`, the ARN without a Region",
            "<stdin>: 1 error\n",
        ],
    );
}

#[test]
fn a_wildcard_of_actions_is_told_for_what_it_is() {
    let mut document = chat();
    document["Statement"][0]["Action"] = json!("bedrock:InvokeModel*");
    let told = wrong(
        &document,
        &[
            "`bedrock:InvokeModel*` is a wildcard, and allows whatever action of such a name AWS adds",
            "help: name `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream`",
        ],
    );
    assert!(!told.contains("more than invoking"), "{told}");
    document["Statement"][0]["Action"] = json!("bedrock:Invoke*");
    wrong(&document, &["`bedrock:Invoke*` allows more than invoking"]);
}

#[test]
fn what_allows_no_invoking_is_not_too_much() {
    for statement in [
        json!({ "Effect": "Allow", "NotAction": ["bedrock:*"], "Resource": "*" }),
        json!({ "Effect": "Allow", "NotAction": ["iam:*", "Bedrock:Invoke*"], "Resource": "*" }),
        json!({ "Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::bucket/*" }),
        json!({ "Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::secret/*" }),
        json!({ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::bucket/*" }),
        json!({ "Effect": "Allow", "Action": ["s3:GetObject", "sts:AssumeRole"], "Resource": "*" }),
    ] {
        let mut document = chat();
        document["Statement"].as_array_mut().expect("a list").push(statement.clone());
        assert_eq!(judged(&Place::new(), &document), (Some(0), EXACT.to_owned()), "{statement}");
    }
    for action in ["bedrock:InvokeModel", "bedrock:ListFoundationModels", "s3:*"] {
        let mut document = chat();
        let open = json!({ "Effect": "Allow", "NotAction": action, "Resource": "*" });
        document["Statement"].as_array_mut().expect("a list").push(open);
        wrong(&document, &["statement 3 grants too much: `NotAction` allows whatever it does not name"]);
    }
}

#[test]
fn no_command_is_suggested_that_would_be_refused() {
    let retired = "eu.anthropic.claude-3-5-sonnet-20240620-v1:0";
    let told = wrong(&super::naming(retired, "eu-central-1"), &["is retired"]);
    assert!(!told.contains("bedrock-profiles policy"), "{told}");
    let mut document = chat();
    document["Statement"].as_array_mut().expect("a list").pop();
    let nowhere = document.to_string().replace(ACCOUNT, "${account_id}");
    let told = wrong(&serde_json::from_str(&nowhere).expect("JSON"), &["help: add a statement with"]);
    assert!(!told.contains("bedrock-profiles policy"), "{told}");
}
