//! CloudFormation templates, SAM policies and Terraform modules.

#![cfg(feature = "policy")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::Quota;
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, GrantErrorKind, Policy, PolicyErrorKind,
    inference_profile,
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
    const OTHER_SOURCE: ApplicationInferenceProfile = { name: "support-chat", copy_from: EMBEDDER };
    const OTHER_TAGS: ApplicationInferenceProfile =
        { name: "support-chat", copy_from: CHAT, description: "Support chat", tags: { "CostCenter": "4712" } };
    const TRICKY_TAGS: ApplicationInferenceProfile = {
        name: "7 seas_of-Rhye",
        copy_from: CHAT,
        description: ":no: a.b",
        tags: { "yes": "no", "Null": "", "date": "2012-10-17", "=": " @:/ ", "Time": "12:30", "aws-like": "- a: b" },
    };
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
fn the_arns_of_what_a_template_creates_are_its_outputs() {
    let outputs = parsed(&policy().to_cloudformation().unwrap())["Outputs"].take();
    assert_eq!(
        outputs,
        json!({
            "EmbedderInferenceProfileArn": {
                "Description": "The ARN of the inference profile",
                "Value": { "Fn::GetAtt": ["EmbedderInferenceProfile", "InferenceProfileArn"] }
            },
            "SupportChatArn": { "Description": "The ARN of the policy", "Value": { "Ref": "SupportChat" } },
            "SupportChatInferenceProfileArn": {
                "Description": "The ARN of the inference profile",
                "Value": { "Fn::GetAtt": ["SupportChatInferenceProfile", "InferenceProfileArn"] }
            }
        })
    );
    assert_eq!(
        parsed(&policy().to_terraform().unwrap())["output"],
        json!({
            "embedder_inference_profile_arn": { "value": "${aws_bedrock_inference_profile.embedder.arn}" },
            "support_chat_inference_profile_arn": { "value": "${aws_bedrock_inference_profile.support_chat.arn}" },
            "support_chat_policy_arn": { "value": "${aws_iam_policy.support_chat.arn}" }
        })
    );
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
    let account = "${data.aws_caller_identity.support_chat.account_id}";
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
    assert_eq!(module["data"]["aws_caller_identity"], json!({ "support_chat": {} }));
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
        let error = result.unwrap_err();
        assert!(
            error.kind() == PolicyErrorKind::SameLabel && error.to_string().contains("`support chat`"),
            "{error:?}"
        );
    }
}

#[test]
fn a_profile_that_would_have_the_name_of_the_policy_is_refused() {
    let mut policy = Policy::new("SupportChatInferenceProfile").in_region("ap-northeast-1").unwrap();
    BILLED_CHAT.grant_invoke(&mut policy).unwrap();
    let error = policy.to_cloudformation().unwrap_err();
    assert!(error.kind() == PolicyErrorKind::SameLabel && error.to_string().contains("`support-chat`"), "{error:?}");
}

#[test]
fn a_profile_that_exists_is_not_created_again() {
    let created = BILLED_CHAT
        .with_arn("arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/a1b2c3d4e5f6")
        .unwrap();
    let new = || Policy::new("Chat").in_region("ap-northeast-1").unwrap();
    let (mut first, mut second) = (new(), new());
    BILLED_CHAT.grant_invoke(&mut first).unwrap();
    let error = created.grant_invoke(&mut first).unwrap_err();
    assert!(error.kind() == GrantErrorKind::CreatedAgain && error.to_string().contains("`support-chat`"), "{error:?}");
    created.grant_invoke(&mut second).unwrap();
    assert_eq!(BILLED_CHAT.grant_invoke(&mut second).unwrap_err(), error);
}

#[test]
fn profiles_of_one_name_that_are_declared_in_different_ways_are_refused() {
    let mut policy = policy();
    let before = policy.clone();
    for other in [OTHER_SOURCE, OTHER_TAGS] {
        let error = other.grant_invoke(&mut policy).unwrap_err();
        assert!(error.kind() == GrantErrorKind::SameName && error.to_string().contains("`support-chat`"), "{error:?}");
    }
    assert_eq!(policy, before);
    BILLED_CHAT.grant_profile_usage(&mut policy).unwrap();
}

#[test]
fn a_policy_that_is_too_long_has_no_template() {
    let mut policy = Policy::new("Long");
    let models: [CrossRegionInferenceProfile; 2] =
        [inference_profile!("eu.anthropic.claude-sonnet-4-6"), inference_profile!("eu.amazon.nova-lite-v1:0")];
    for model in models {
        model.grant_invoke(&mut policy).unwrap();
    }
    let error = policy.to_cloudformation().unwrap_err();
    assert_eq!(error.kind(), PolicyErrorKind::TooLong);
    let size = policy.size().unwrap();
    assert!(size > 6_144 && error.to_string().contains(&format!("has {size} characters, and the quota is 6144\n")));
    assert!(
        [policy.to_terraform(), policy.to_cloudformation_yaml()].iter().all(|result| result.as_ref() == Err(&error))
    );
    let global: CrossRegionInferenceProfile = inference_profile!("global.anthropic.claude-sonnet-4-6");
    global.grant_invoke(&mut policy).unwrap();
    let error = policy.to_sam().unwrap_err();
    assert_eq!(error.kind(), PolicyErrorKind::TooLong);
    assert!(policy.size().unwrap() > 10_240 && error.to_string().contains("the quota is 10240\n"), "{error}");
    assert!(error.to_string().contains("\nhelp: all inline policies share it: attach managed policies"), "{error}");
    for part in policy.split(Quota::ManagedPolicy).unwrap() {
        part.to_cloudformation().unwrap();
    }
}

#[test]
fn an_empty_policy_has_no_template() {
    assert_eq!(Policy::new("Empty").to_cloudformation().unwrap_err().kind(), PolicyErrorKind::Empty);
    assert_eq!(Policy::new("Empty").to_terraform().unwrap_err().kind(), PolicyErrorKind::Empty);
}

fn tricky() -> Policy {
    let mut policy = policy();
    TRICKY_TAGS.grant_invoke(&mut policy).unwrap();
    policy
}

#[test]
fn yaml_and_json_are_the_same_template() {
    for policy in [policy(), tricky(), policy().in_account("123456789012").unwrap()] {
        let yaml = policy.to_cloudformation_yaml().unwrap();
        assert_eq!(
            serde_norway::from_str::<Value>(&yaml).unwrap(),
            parsed(&policy.to_cloudformation().unwrap()),
            "{yaml}"
        );
    }
}

#[test]
fn tags_and_names_arrive_as_they_were_declared() {
    let template = parsed(&tricky().to_cloudformation().unwrap());
    let properties = &template["Resources"]["7SeasOfRhyeInferenceProfile"]["Properties"];
    let expected: Vec<Value> =
        TRICKY_TAGS.tags().iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    assert_eq!(properties["Tags"], json!(expected));
    assert_eq!(properties["Description"], ":no: a.b");
    let module = parsed(&tricky().to_terraform().unwrap());
    let profile = &module["resource"]["aws_bedrock_inference_profile"]["_7_seas_of_rhye"];
    assert_eq!(profile["tags"]["="], " @:/ ");
    assert_eq!(profile["name"], "7 seas_of-Rhye");
}

#[test]
fn sam_takes_the_document_of_the_template() {
    let mut granted = Policy::new("SupportChat").in_region("ap-northeast-1").unwrap();
    CHAT.grant_invoke(&mut granted).unwrap();
    let sam: Value = serde_norway::from_str(&granted.to_sam().unwrap()).unwrap();
    let template = parsed(&granted.to_cloudformation().unwrap());
    let document = &template["Resources"]["SupportChat"]["Properties"]["PolicyDocument"];
    assert_eq!(sam, json!({ "Policies": [document] }));
    let error = policy().to_sam().unwrap_err();
    assert!(error.kind() == PolicyErrorKind::NoArn && error.to_string().contains("`support-chat`"), "{error:?}");
}

#[test]
fn a_policy_is_attached_to_roles() {
    let attached = policy().attached_to("chat-role").unwrap().attached_to("other@role").unwrap();
    let attached = attached.attached_to("chat-role").unwrap().attached_to("other.role").unwrap();
    let template = parsed(&attached.to_cloudformation().unwrap());
    assert_eq!(
        template["Resources"]["SupportChat"]["Properties"]["Roles"],
        json!(["chat-role", "other@role", "other.role"])
    );
    let module = parsed(&attached.to_terraform().unwrap());
    let policy_arn = "${aws_iam_policy.support_chat.arn}";
    assert_eq!(
        module["resource"]["aws_iam_role_policy_attachment"],
        json!({
            "support_chat_to_chat_role": { "role": "chat-role", "policy_arn": policy_arn },
            "support_chat_to_other_role": { "role": "other@role", "policy_arn": policy_arn },
            "support_chat_to_other_role_2": { "role": "other.role", "policy_arn": policy_arn }
        })
    );
    assert!(policy().to_cloudformation().is_ok_and(|template| !template.contains("\"Roles\"")));
    for role in ["", "*", "a b", "${x}", "%{x}", "a/b", "\"", "a\nb", &"a".repeat(65), &"a".repeat(6_400)] {
        assert!(policy().attached_to(role).is_err(), "{role}");
    }
}

/// What nothing that a caller passes in may bring into a template.
#[test]
fn templates_hold_no_interpolation_but_their_own() {
    let of = |text: &str, start: &str| -> Vec<String> {
        text.split(start).skip(1).map(|rest| rest.split('}').next().unwrap().to_string()).collect()
    };
    let policy = tricky().attached_to("chat-role").unwrap();
    assert!(of(&policy.to_cloudformation().unwrap(), "${").iter().all(|inner| inner == "AWS::AccountId"));
    let module = policy.to_terraform().unwrap();
    assert!(of(&module, "%{").is_empty());
    for inner in of(&module, "${") {
        let is_own = [
            "data.aws_caller_identity.",
            "data.aws_iam_policy_document.",
            "aws_iam_policy.",
            "aws_bedrock_inference_profile.",
        ];
        assert!(is_own.iter().any(|start| inner.starts_with(start)), "{inner}");
    }
}
