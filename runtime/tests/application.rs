//! Application inference profiles: their ARNs, and what they are granted.

#![cfg(feature = "policy")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::{
    ApplicationInferenceProfile, ArnErrorKind, CrossRegionInferenceProfile, FoundationModel, GrantErrorKind,
    InferenceProfile, InferenceProfileType, Invokable, Policy, PolicyErrorKind, inference_profile,
};
use serde_json::{Value, json};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: jp, model: "anthropic.claude-sonnet-4-6" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["ap-northeast-1"] };
    const BILLED_CHAT: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: CHAT,
        description: "Support chat",
        tags: { "CostCenter": "4711" },
    };
    const GLOBAL_CHAT: ApplicationInferenceProfile = { name: "global", copy_from: "global.anthropic.claude-sonnet-4-6" };
    const BILLED_EMBEDDER: ApplicationInferenceProfile = { name: "embedder", copy_from: EMBEDDER };
}

const ARN: &str = "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
const BOTH: [&str; 2] = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

fn policy() -> Policy {
    Policy::new("Test").in_account("123456789012").unwrap()
}

/// The statements of the profile with its ARN, without their ids.
fn statements(profile: ApplicationInferenceProfile) -> Value {
    let mut policy = policy();
    profile.with_arn(ARN).unwrap().grant_invoke(&mut policy).unwrap();
    let mut document: Value = serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap();
    for statement in document["Statement"].as_array_mut().unwrap() {
        statement.as_object_mut().unwrap().remove("Sid");
    }
    document["Statement"].take()
}

fn model(region: &str) -> String {
    format!("arn:aws:bedrock:{region}::foundation-model/anthropic.claude-sonnet-4-6")
}

#[test]
fn a_copy_of_a_geographic_profile() {
    let through = json!({ "StringEquals": { "bedrock:InferenceProfileArn": ARN } });
    assert_eq!(
        statements(BILLED_CHAT),
        json!([
            { "Effect": "Allow", "Action": BOTH, "Resource": ARN },
            {
                "Effect": "Allow",
                "Action": BOTH,
                "Resource": [model("ap-northeast-1"), model("ap-northeast-3")],
                "Condition": through
            }
        ])
    );
}

#[test]
fn a_copy_of_a_global_profile() {
    let through =
        |region| json!({ "StringEquals": { "aws:RequestedRegion": region, "bedrock:InferenceProfileArn": ARN } });
    assert_eq!(
        statements(GLOBAL_CHAT),
        json!([
            { "Effect": "Allow", "Action": BOTH, "Resource": ARN },
            {
                "Effect": "Allow",
                "Action": BOTH,
                "Resource": model("ap-northeast-1"),
                "Condition": through("ap-northeast-1")
            },
            { "Effect": "Allow", "Action": BOTH, "Resource": model(""), "Condition": through("unspecified") }
        ])
    );
}

#[test]
fn a_copy_of_a_model() {
    assert_eq!(
        statements(BILLED_EMBEDDER),
        json!([
            { "Effect": "Allow", "Action": BOTH[0], "Resource": ARN },
            {
                "Effect": "Allow",
                "Action": BOTH[0],
                "Resource": "arn:aws:bedrock:ap-northeast-1::foundation-model/amazon.titan-embed-text-v2:0",
                "Condition": { "StringEquals": { "bedrock:InferenceProfileArn": ARN } }
            }
        ])
    );
}

#[test]
fn iam_json_needs_the_arn() {
    let mut policy = policy().in_region("ap-northeast-1").unwrap();
    BILLED_CHAT.grant_invoke(&mut policy).unwrap();
    let error = policy.to_iam_json().unwrap_err();
    assert!(error.kind() == PolicyErrorKind::NoArn && error.to_string().contains("`support-chat`"), "{error:?}");
    assert!(policy.size().is_ok(), "the size is known before");
    assert_eq!(
        BILLED_CHAT.invokable_arn("ap-northeast-1", "123456789012").unwrap_err().kind(),
        ArnErrorKind::NotCreated
    );
}

#[test]
fn it_is_created_in_one_region() {
    let error = BILLED_CHAT.grant_invoke(&mut policy()).unwrap_err();
    assert!(error.kind() == GrantErrorKind::ManyRegions && error.to_string().contains("`support-chat`"), "{error:?}");
    let mut elsewhere = policy().in_region("eu-west-1").unwrap();
    assert_eq!(BILLED_CHAT.grant_invoke(&mut elsewhere).unwrap_err().kind(), GrantErrorKind::Region);
    let created = BILLED_CHAT.with_arn(ARN).unwrap();
    assert_eq!(created.grant_invoke(&mut elsewhere).unwrap_err().kind(), GrantErrorKind::Region);
    assert!(BILLED_EMBEDDER.grant_invoke(&mut policy()).is_ok(), "the model is declared for one Region");
}

#[test]
fn other_arns_are_refused() {
    for arn in [
        "",
        "*",
        "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/",
        "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/*",
        "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/a/b",
        "arn:aws:bedrock:ap-northeast-1:12345678901:application-inference-profile/a1b2",
        "arn:aws:bedrock:*:123456789012:application-inference-profile/a1b2",
        "arn:aws-cn:bedrock:ap-northeast-1:123456789012:application-inference-profile/a1b2",
        "arn:aws:bedrock:ap-northeast-1:123456789012:inference-profile/jp.anthropic.claude-sonnet-4-6",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2",
        "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/${x}",
    ] {
        assert!(BILLED_CHAT.with_arn(arn).is_err(), "{arn}");
    }
}

#[test]
fn it_knows_itself() {
    assert_eq!((BILLED_CHAT.name(), BILLED_CHAT.description()), ("support-chat", Some("Support chat")));
    assert!(BILLED_CHAT.source_regions().eq(["ap-northeast-1", "ap-northeast-3"]));
    let created = BILLED_CHAT.with_arn(ARN).unwrap();
    assert_eq!(created.to_string(), ARN);
    assert_eq!(String::from(&created), ARN);
    assert_eq!(*created.arn(), ARN);
    let profile: &dyn InferenceProfile = &BILLED_CHAT;
    assert_eq!(profile.profile_type(), InferenceProfileType::Application);
}

#[test]
fn a_created_profile_is_invoked_by_its_arn_in_its_region_and_account() {
    let created = BILLED_CHAT.with_arn(ARN).unwrap();
    let invokable: &dyn Invokable = &created;
    assert_eq!(invokable.invokable_arn("ap-northeast-1", "123456789012").unwrap(), ARN);
    // A Region that it could have been created in is not the one that it is in.
    let elsewhere = invokable.invokable_arn("ap-northeast-3", "123456789012").unwrap_err();
    assert_eq!(elsewhere.kind(), ArnErrorKind::Region, "{elsewhere}");
    let other_account = invokable.invokable_arn("ap-northeast-1", "210987654321").unwrap_err();
    let message = "`210987654321` is not the account of the profile: expected the one in its ARN";
    assert_eq!(other_account.to_string(), message);
}

#[test]
fn equal_means_declared_alike() {
    inference_profile! {
        const ALIKE: ApplicationInferenceProfile = { name: "embedder", copy_from: EMBEDDER };
        const OTHER: ApplicationInferenceProfile = { name: "embedder", copy_from: EMBEDDER, description: "Other" };
    }
    assert_eq!(BILLED_EMBEDDER, ALIKE);
    assert_ne!(BILLED_EMBEDDER, OTHER);
    assert!(BILLED_EMBEDDER.same_id(&OTHER) && !BILLED_EMBEDDER.same_id(&BILLED_CHAT));
}
