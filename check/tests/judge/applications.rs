//! Application profiles: judged by what they are copied from, or by the models that are allowed through them.

use super::{judged, verdict, with_one_part_less, wrong};
use crate::support::{ACCOUNT, Place};
use bedrock_profiles::policy::Layout;
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Policy, PolicyError, inference_profile,
};
use serde_json::{Value, json};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const ANYWHERE: CrossRegionInferenceProfile = { geo: global, model: "anthropic.claude-sonnet-4-6" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-central-1"] };

    const BILLED_CHAT: ApplicationInferenceProfile = { name: "support-chat", copy_from: CHAT };
    const BILLED_ANYWHERE: ApplicationInferenceProfile = { name: "support-anywhere", copy_from: ANYWHERE };
    const BILLED_EMBEDDER: ApplicationInferenceProfile = { name: "support-search", copy_from: EMBEDDER };
}

const COPIES: [(ApplicationInferenceProfile, &str); 3] = [
    (BILLED_CHAT, "eu.anthropic.claude-sonnet-4-6"),
    (BILLED_ANYWHERE, "global.anthropic.claude-sonnet-4-6"),
    (BILLED_EMBEDDER, "amazon.titan-embed-text-v2:0"),
];

type Rendered = fn(&Policy) -> Result<String, PolicyError>;

/// What the library renders, the pointer to the statements in it, and what it calls the profile.
const TEMPLATES: [(Rendered, &str, &str); 2] = [
    (Policy::to_cloudformation, "/Resources/Support/Properties/PolicyDocument/Statement", "InferenceProfile` needs"),
    (Policy::to_terraform, "/data/aws_iam_policy_document/support/statement", "aws_bedrock_inference_profile.support_"),
];

fn granted(copies: &[ApplicationInferenceProfile]) -> Policy {
    let mut policy = Policy::new("Support").in_region("eu-central-1").expect("a Region");
    for copy in copies {
        copy.grant_invoke(&mut policy).expect("a source Region");
    }
    policy
}

fn json_of(rendered: Result<String, PolicyError>) -> Value {
    serde_json::from_str(&rendered.expect("a policy")).expect("JSON")
}

fn arn(id: &str) -> String {
    format!("arn:aws:bedrock:eu-central-1:{ACCOUNT}:application-inference-profile/{id}")
}

/// IAM JSON of a copy that exists.
fn created(copy: ApplicationInferenceProfile, id: &str) -> Value {
    let mut policy = Policy::new("Support").in_account(ACCOUNT).expect("an account");
    copy.with_arn(&arn(id)).expect("an ARN").grant_invoke(&mut policy).expect("its Region");
    json_of(policy.to_iam_json())
}

#[test]
fn templates_of_the_library_pass() {
    let all = COPIES.map(|(copy, _)| copy);
    for (render, _, name) in TEMPLATES {
        for copy in all {
            let told = verdict(&json_of(render(&granted(&[copy]))));
            assert!(told.starts_with("<stdin>: grants exactly what `") && told.contains(name), "{told}");
        }
        for layout in [Layout::Exact, Layout::Merged, Layout::Compact] {
            let told = verdict(&json_of(render(&granted(&all).layout(layout))));
            assert_eq!(told, "<stdin>: grants exactly what its 3 profiles need\n");
        }
    }
}

#[test]
fn whatever_is_left_out_of_a_template_is_found() {
    let place = Place::new();
    let mut found = 0;
    for (render, pointer, _) in TEMPLATES {
        for (copy, source) in COPIES {
            let template = json_of(render(&granted(&[copy])));
            let count = template.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
            for at in 0..count {
                let mut less = template.clone();
                less.pointer_mut(pointer).and_then(Value::as_array_mut).expect("a list").remove(at);
                let (code, told) = judged(&place, &less);
                assert_eq!(code, Some(1), "{told}");
                assert!(told.contains(&format!("a copy of `{source}`, from `eu-central-1` needs")), "{told}");
                assert!(!told.contains("cargo bedrock-profiles policy"), "no command writes it: {told}");
                found += 1;
            }
        }
    }
    assert_eq!(found, 14);
}

#[test]
fn a_destination_that_is_missing_or_too_many_is_found() {
    let mut template = json_of(granted(&[BILLED_CHAT]).to_cloudformation());
    let resources =
        template.pointer_mut("/Resources/Support/Properties/PolicyDocument/Statement/1/Resource").expect("it");
    resources[1] = json!("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-6");
    wrong(
        &template,
        &[
            "help: add `arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-6` to its `Resource`",
            "`arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-6` is never reached through",
            "<stdin>: 2 errors\n",
        ],
    );
}

#[test]
fn a_denial_may_name_what_the_template_creates() {
    let template = json_of(granted(&[BILLED_CHAT]).to_cloudformation());
    let created = json!({ "Fn::GetAtt": ["SupportChatInferenceProfile", "InferenceProfileArn"] });
    let with = |denial: Value| {
        let mut template = template.clone();
        let statements = template.pointer_mut("/Resources/Support/Properties/PolicyDocument/Statement");
        statements.and_then(Value::as_array_mut).expect("a list").push(denial);
        template
    };
    let all = json!({ "Effect": "Deny", "Action": "bedrock:*", "Resource": created });
    wrong(&with(all), &["statement 3 grants too little", "on `${SupportChatInferenceProfile.InferenceProfileArn}`\n"]);
    let outside = json!({ "StringNotEquals": { "aws:RequestedRegion": "eu-central-1" } });
    let mut outside = json!({ "Effect": "Deny", "Action": "bedrock:*", "Resource": "*", "Condition": outside });
    wrong(
        &with(outside.clone()),
        &["help: exempt the profile: add `ArnNotLike` `bedrock:InferenceProfileArn` `${Support"],
    );
    outside["Condition"]["ArnNotLike"] = json!({ "bedrock:InferenceProfileArn": created });
    assert!(verdict(&with(outside)).contains("grants exactly"));
}

#[test]
fn what_is_copied_may_be_granted_beside_the_copy() {
    let mut policy = Policy::new("Support").in_region("eu-central-1").expect("a Region");
    BILLED_CHAT.grant_invoke_with_source(&mut policy).expect("a source Region");
    let (code, told) = judged(&Place::new(), &json_of(policy.to_terraform()));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("as what `aws_bedrock_inference_profile.support_chat` is copied from"), "{told}");
    assert!(told.ends_with("<stdin>: grants exactly what its 2 profiles need\n"), "{told}");
}

#[test]
fn a_source_that_the_catalog_does_not_know_is_found() {
    let text = granted(&[BILLED_CHAT]).to_terraform().expect("a module");
    let unknown = text
        .replace("inference-profile/eu.anthropic.claude-sonnet-4-6", "inference-profile/eu.anthropic.claude-sonet-4-6");
    wrong(&serde_json::from_str(&unknown).expect("JSON"), &["no inference profile is called", "<stdin>: 1 error\n"]);
    let elsewhere = text.replace("eu-central-1:${data", "us-east-1:${data");
    wrong(&serde_json::from_str(&elsewhere).expect("JSON"), &["can't be called from `us-east-1`"]);
}

#[test]
fn an_arn_is_judged_as_a_copy_of_what_fits() {
    for (copy, source) in COPIES {
        let document = created(copy, "a1b2c3");
        let (code, told) = judged(&Place::new(), &document);
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains(&format!("/a1b2c3`: judged as a copy of `{source}`, whose models it allows")), "{told}");
        let verdict = format!("<stdin>: grants what `{}` needs, as far as it is judged\n", arn("a1b2c3"));
        assert!(told.ends_with(&verdict), "{told}");
        for (part, less) in with_one_part_less(&document) {
            let (code, told) = judged(&Place::new(), &less);
            let is_exact = told.contains("grants exactly");
            assert!(!is_exact, "{part}: {told}");
            assert!(
                code == Some(1) || told.contains("as far as") || told.contains("names nothing that"),
                "{part}: {told}"
            );
        }
    }
}

#[test]
fn a_copy_of_a_model_lies_within_the_residency() {
    let document = created(BILLED_EMBEDDER, "a1b2c3").to_string();
    let check = |residency: &str| Place::new().run_with(&["check", "--residency", residency, "-"], &document);
    check("eu").fine();
    let told = check("us").failed_check();
    assert!(told.contains("`amazon.titan-embed-text-v2:0` called from `eu-central-1` may run in"), "{told}");
    assert!(told.contains("help: `--residency us,de` accepts it"), "{told}");
}

#[test]
fn a_copy_without_a_destination_is_still_of_the_same_profile() {
    let mut document = created(BILLED_CHAT, "a1b2c3");
    document["Statement"][1]["Resource"].as_array_mut().expect("a list").truncate(4);
    wrong(
        &document,
        &[
            "judged as a copy of `eu.anthropic.claude-sonnet-4-6`",
            "help: add them to its `Resource`",
            "<stdin>: 1 error\n",
        ],
    );
}

#[test]
fn what_tells_no_source_is_not_judged() {
    let beside = json!({ "Version": "2012-10-17", "Statement": {
        "Effect": "Allow",
        "Action": "bedrock:InvokeModel",
        "Resource": [arn("a1b2c3"), { "Ref": "Model" }],
    } });
    let (code, told) = judged(&Place::new(), &beside);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("which does not say what it is copied from: no model is allowed through it"), "{told}");
    assert!(told.ends_with("<stdin>: names nothing that can be judged\n"), "{told}");
    // Two copies that share a statement: either may be of either model.
    let mut merged = created(BILLED_CHAT, "a1b2c3");
    merged["Statement"][1]["Resource"].as_array_mut().expect("a list").extend(
        ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"]
            .map(|region| json!(format!("arn:aws:bedrock:{region}::foundation-model/anthropic.claude-opus-4-6-v1"))),
    );
    merged["Statement"][1]["Condition"]["StringEquals"]["bedrock:InferenceProfileArn"] =
        json!([arn("a1b2c3"), arn("d4e5f6")]);
    let (code, told) = judged(&Place::new(), &merged);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("which may be a copy of `eu.anthropic.claude-") && told.contains("` or of `eu.anthropic."),
        "{told}"
    );
    let elsewhere = json_of(granted(&[BILLED_CHAT]).to_terraform());
    let mut elsewhere = elsewhere;
    elsewhere["resource"].as_object_mut().expect("an object").remove("aws_bedrock_inference_profile");
    let (code, told) = judged(&Place::new(), &elsewhere);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("which is created elsewhere: this file does not say what it is copied from"), "{told}");
    assert!(told.ends_with("<stdin>: names nothing that can be judged\n"), "{told}");
}

#[test]
fn an_application_profile_alone_invokes_nothing() {
    let reference = "${aws_bedrock_inference_profile.support_chat.arn}";
    for resource in [arn("a1b2c3"), arn("a1b2c3").replace("eu-central-1", "${region}"), reference.to_owned()] {
        let alone = json!({ "Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": resource,
        } });
        let found = format!("error: statement 1 grants too little: `{resource}` alone invokes no model\n");
        let cure =
            "help: allow the models of what it is copied from with `StringEquals` `bedrock:InferenceProfileArn` `";
        wrong(&alone, &[&found, &format!("{cure}{resource}`\n"), "<stdin>: 1 error\n"]);
    }
}

#[test]
fn every_application_profile_is_too_much() {
    let mut document = created(BILLED_CHAT, "a1b2c3");
    document["Statement"][0]["Resource"] = json!(arn("*"));
    wrong(&document, &["application-inference-profile/*` is a wildcard", "help: name the ARNs of the application"]);
}
