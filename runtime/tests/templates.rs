//! CloudFormation templates and Terraform modules.

#![cfg(feature = "policy")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Policy, PolicyError, inference_profile,
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
    const BILLED_EMBEDDER: ApplicationInferenceProfile = { name: "embedder", copy_from: EMBEDDER };
    const SAME_LETTERS: ApplicationInferenceProfile = { name: "support chat", copy_from: CHAT };
}

fn policy() -> Policy {
    let mut policy = Policy::new("SupportChat").in_region("ap-northeast-1").unwrap();
    CHAT.grant_invoke(&mut policy).unwrap();
    BILLED_CHAT.grant_invoke(&mut policy).unwrap();
    BILLED_EMBEDDER.grant_invoke(&mut policy).unwrap();
    policy
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn cloudformation_fills_in_the_account_and_creates_the_profiles() {
    let template = parsed(&policy().to_cloudformation().unwrap());
    let resources = &template["Resources"];
    let copied = "arn:aws:bedrock:ap-northeast-1:${AWS::AccountId}:inference-profile/jp.anthropic.claude-sonnet-4-6";
    assert_eq!(
        resources["SupportChatInferenceProfile"],
        json!({
            "Type": "AWS::Bedrock::ApplicationInferenceProfile",
            "Properties": {
                "InferenceProfileName": "support-chat",
                "Description": "Support chat",
                "ModelSource": { "CopyFrom": { "Fn::Sub": copied } },
                "Tags": [{ "Key": "CostCenter", "Value": "4711" }]
            }
        })
    );
    let model = "arn:aws:bedrock:ap-northeast-1::foundation-model/amazon.titan-embed-text-v2:0";
    assert_eq!(resources["EmbedderInferenceProfile"]["Properties"]["ModelSource"]["CopyFrom"], model);
    let statements = &resources["SupportChat"]["Properties"]["PolicyDocument"]["Statement"];
    let created = json!({ "Fn::GetAtt": ["SupportChatInferenceProfile", "InferenceProfileArn"] });
    assert_eq!(statements[0]["Resource"], json!([{ "Fn::Sub": copied }, created]));
    let through = &statements[1]["Condition"]["StringEquals"]["bedrock:InferenceProfileArn"];
    assert_eq!(*through, json!([{ "Fn::Sub": copied }, created]));
}

#[test]
fn an_account_that_is_known_is_written() {
    let known = policy().in_account("123456789012").unwrap();
    for text in [known.to_cloudformation().unwrap(), known.to_terraform().unwrap()] {
        assert!(text.contains("arn:aws:bedrock:ap-northeast-1:123456789012:inference-profile/"));
        assert!(!text.contains("AWS::AccountId") && !text.contains("aws_caller_identity"));
    }
}

#[test]
fn terraform_refers_to_the_caller_and_creates_the_profiles() {
    let module = parsed(&policy().to_terraform().unwrap());
    let account = "${data.aws_caller_identity.current.account_id}";
    let copied = format!("arn:aws:bedrock:ap-northeast-1:{account}:inference-profile/jp.anthropic.claude-sonnet-4-6");
    assert_eq!(
        module["resource"]["aws_bedrock_inference_profile"]["support_chat"],
        json!({
            "name": "support-chat",
            "description": "Support chat",
            "model_source": { "copy_from": copied },
            "tags": { "CostCenter": "4711" }
        })
    );
    assert_eq!(module["data"]["aws_caller_identity"], json!({ "current": {} }));
    let statements = &module["data"]["aws_iam_policy_document"]["support_chat"]["statement"];
    let created = "${aws_bedrock_inference_profile.support_chat.arn}";
    assert_eq!(statements[0]["resources"], json!([copied, created]));
    let document = &module["resource"]["aws_iam_policy"]["support_chat"]["policy"];
    assert_eq!(document, "${data.aws_iam_policy_document.support_chat.json}");
}

#[test]
fn profiles_that_templates_could_not_tell_apart_are_refused() {
    let mut policy = policy();
    SAME_LETTERS.grant_invoke(&mut policy).unwrap();
    for result in [policy.to_cloudformation(), policy.to_terraform()] {
        assert_eq!(result.unwrap_err(), PolicyError::SameLabel { profile: "support chat" });
    }
}

#[test]
fn an_empty_policy_has_no_template() {
    assert!(matches!(Policy::new("Empty").to_cloudformation(), Err(PolicyError::Empty { .. })));
    assert!(matches!(Policy::new("Empty").to_terraform(), Err(PolicyError::Empty { .. })));
}
