//! Denials: what they take from a profile is told, and so is what only the request decides.

use super::{GLOBAL, chat, iam, judged, policy, verdict, wrong};
use crate::support::{CHAT, Place};
use serde_json::{Value, json};

const DESTINATIONS: [&str; 6] = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];

fn with(mut document: Value, denial: Value) -> Value {
    document["Statement"].as_array_mut().expect("a list").push(denial);
    document
}

/// The denial of a Region-deny policy.
fn outside(regions: &[&str]) -> Value {
    json!({
        "Effect": "Deny",
        "Action": "bedrock:*",
        "Resource": "*",
        "Condition": { "StringNotEquals": { "aws:RequestedRegion": regions } },
    })
}

#[test]
fn a_region_deny_breaks_a_profile_whose_destination_it_leaves_out() {
    let arn = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6";
    let document = with(chat(), outside(&["eu-central-1"]));
    let told = wrong(
        &document,
        &[
            "error: statement 3 grants too little: `eu.anthropic.claude-sonnet-4-6` from `eu-central-1` needs ",
            "`bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream` on 5 resources\n",
            "\n    arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-6\n",
            &format!(
                "help: exempt the profile: add `ArnNotLike` `bedrock:InferenceProfileArn` `{arn}` to its `Condition`"
            ),
            "<stdin>: 1 error\n",
        ],
    );
    assert!(!told.contains("    arn:aws:bedrock:eu-central-1::"), "{told}");
    let mut exempt = document;
    exempt["Statement"][2]["Condition"]["ArnNotLike"] = json!({ "bedrock:InferenceProfileArn": arn });
    assert_eq!(verdict(&exempt), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
}

#[test]
fn a_region_deny_that_names_every_destination_breaks_nothing() {
    assert_eq!(
        verdict(&with(chat(), outside(&DESTINATIONS))),
        format!("<stdin>: grants exactly what `{CHAT}` needs\n")
    );
    for left_out in DESTINATIONS {
        let others: Vec<&str> = DESTINATIONS.into_iter().filter(|region| *region != left_out).collect();
        wrong(&with(chat(), outside(&others)), &[&format!("arn:aws:bedrock:{left_out}::foundation-model/")]);
    }
}

#[test]
fn a_region_deny_breaks_a_global_profile() {
    let global = iam(&Place::new(), &[GLOBAL], &["eu-central-1"], "exact");
    let told = wrong(
        &with(global.clone(), outside(&["eu-central-1"])),
        &["on `arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6`\n", "<stdin>: 1 error\n"],
    );
    assert!(told.contains("`global.anthropic.claude-sonnet-4-6` from `eu-central-1` needs"), "{told}");
    let fine = verdict(&with(global, outside(&["eu-central-1", "unspecified"])));
    assert_eq!(fine, format!("<stdin>: grants exactly what `{GLOBAL}` needs\n"));
}

#[test]
fn what_only_the_request_decides_is_not_judged() {
    for (operator, key, value) in [
        ("BoolIfExists", "aws:MultiFactorAuthPresent", "false"),
        ("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/chat"),
        ("StringNotEquals", "aws:SourceVpce", "vpce-1"),
    ] {
        let condition = json!({ operator: { key: value } });
        let denial = json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition });
        let document = with(chat(), denial);
        let (code, told) = judged(&Place::new(), &document);
        assert_eq!(code, Some(0), "{told}");
        let note = format!("needs depends on `{key}`");
        assert!(
            told.contains("note: statement 3 is not judged: whether it denies what") && told.contains(&note),
            "{told}"
        );
        assert!(told.ends_with(&format!("<stdin>: grants what `{CHAT}` needs, as far as it is judged\n")), "{told}");
        let json = Place::new().run_with(&["check", "--format", "json", "-"], &document.to_string()).json();
        assert_eq!(json["files"][0]["exact"], false);
        assert_eq!(json["files"][0]["findings"][0]["kind"], "not_judged");
    }
}

/// Terraform makes one entry of them.
#[test]
fn conditions_of_a_module_that_are_alike_have_their_values_together() {
    let text = policy(&Place::new(), &[CHAT], &["eu-central-1"], &["--format", "terraform"]);
    let mut module: Value = serde_json::from_str(&text).expect("JSON");
    let statements = &mut module["data"]["aws_iam_policy_document"]["invoke_bedrock"]["statement"];
    let condition =
        |regions: &[&str]| json!({ "test": "StringNotEquals", "variable": "aws:RequestedRegion", "values": regions });
    let (some, others) = DESTINATIONS.split_at(2);
    statements.as_array_mut().expect("a list").push(json!({
        "effect": "Deny",
        "actions": ["bedrock:*"],
        "resources": ["*"],
        "condition": [condition(some), condition(others)],
    }));
    assert_eq!(judged(&Place::new(), &module).0, Some(0));
    let last = &mut module["data"]["aws_iam_policy_document"]["invoke_bedrock"]["statement"][2]["condition"];
    last.as_array_mut().expect("a list").remove(0);
    wrong(&module, &["grants too little"]);
}

#[test]
fn what_is_left_out_of_a_denial_is_not_denied() {
    for (action, resource, is_denied) in [
        (json!({ "NotAction": "s3:*" }), json!({ "Resource": "*" }), true),
        (json!({ "NotAction": "bedrock:*" }), json!({ "Resource": "*" }), false),
        (json!({ "Action": "*" }), json!({ "NotResource": "arn:aws:s3:::bucket/*" }), true),
        (json!({ "Action": "*" }), json!({ "NotResource": "arn:aws:bedrock:*" }), false),
        (json!({ "Action": "bedrock:DeleteGuardrail" }), json!({ "Resource": "*" }), false),
        (json!({ "Action": "bedrock:InvokeModelWithResponseStream" }), json!({ "Resource": "*" }), true),
    ] {
        let mut denial = json!({ "Effect": "Deny" });
        for (key, value) in [action, resource].iter().flat_map(|part| part.as_object().expect("an object")) {
            denial[key] = value.clone();
        }
        let document = with(chat(), denial);
        if is_denied {
            wrong(
                &document,
                &[
                    "statement 3 grants too little",
                    "help: remove this `Deny`, or leave out of it what the profile needs",
                ],
            );
        } else {
            assert_eq!(verdict(&document), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
        }
    }
}

#[test]
fn a_denial_in_a_template_is_judged_for_its_account() {
    let place = Place::new();
    let text = policy(&place, &[CHAT], &["eu-central-1"], &["--format", "terraform"]);
    let mut module: Value = serde_json::from_str(&text).expect("JSON");
    let statements = &mut module["data"]["aws_iam_policy_document"]["invoke_bedrock"]["statement"];
    let profile = statements[0]["resources"][0].as_str().expect("an ARN").to_owned();
    statements.as_array_mut().expect("a list").push(json!({ "effect": "Deny", "actions": ["bedrock:*"] }));
    let (own, _) = profile.rsplit_once('/').expect("an id");
    for denied in [profile.clone(), format!("{own}/eu.*")] {
        module["data"]["aws_iam_policy_document"]["invoke_bedrock"]["statement"][2]["resources"] = json!([denied]);
        let told = wrong(&module, &["statement 3 grants too little", "<stdin>: 1 error\n"]);
        assert!(told.contains("${data.aws_caller_identity.invoke_bedrock.account_id}"), "{told}");
    }
}
