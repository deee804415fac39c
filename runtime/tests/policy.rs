//! Policies: what is granted, and what is refused.

#![cfg(feature = "policy")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::{Action, Quota, Resource};
use bedrock_profiles::{
    CrossRegionInferenceProfile, FoundationModel, GrantErrorKind, Policy, PolicyError, PolicyErrorKind, Statement,
    inference_profile, models,
};
use serde_json::Value;
use std::collections::HashSet;

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-1"],
    };
    const GOV: CrossRegionInferenceProfile = { geo: us-gov, model: "openai.gpt-oss-20b-1:0" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-central-1"] };
}

fn policy() -> Policy {
    Policy::new("Test").in_account("123456789012").unwrap()
}

fn json(policy: &Policy) -> Value {
    serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap()
}

#[test]
fn without_a_region_every_declared_source_is_granted() {
    let mut policy = policy();
    let grant = CHAT.grant_invoke(&mut policy).unwrap();
    assert_eq!(grant.statements().len(), 4);
    assert_eq!(policy.statements(), grant.statements());
}

#[test]
fn regions_narrow_the_grant_and_must_be_declared() {
    let mut narrow = policy().in_region("eu-west-1").unwrap();
    let grant = CHAT.grant_invoke(&mut narrow).unwrap();
    let profiles: Vec<_> = grant.statements().iter().flat_map(Statement::resources).collect();
    assert!(
        profiles.contains(&&Resource::InferenceProfile {
            region: "eu-west-1".into(),
            id: CHAT.inference_profile_id().into()
        })
    );
    assert_eq!(grant.statements().len(), 2);

    let mut elsewhere = policy().in_region("us-east-1").unwrap();
    let error = CHAT.grant_invoke(&mut elsewhere).unwrap_err();
    assert!(error.to_string().contains("is not declared for `us-east-1`"), "{error}");
    assert!(elsewhere.statements().is_empty());
}

#[test]
fn a_model_without_streaming_gets_no_streaming_action() {
    let mut policy = policy();
    let grant = EMBEDDER.grant_invoke(&mut policy).unwrap();
    let statement = grant.statements().first().unwrap();
    assert_eq!(statement.actions(), [Action::InvokeModel]);
    assert!(statement.conditions().is_empty());
    let json = json(&policy);
    let statement = &json["Statement"][0];
    assert_eq!(statement["Action"], "bedrock:InvokeModel");
    assert_eq!(statement["Resource"], "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0");
}

#[test]
fn profile_usage_does_not_reach_the_model() {
    let mut policy = policy();
    let grant = CHAT.grant_profile_usage(&mut policy).unwrap();
    for statement in grant.statements() {
        assert!(statement.resources().iter().all(|resource| matches!(resource, Resource::InferenceProfile { .. })));
        assert!(statement.actions().contains(&Action::GetInferenceProfile));
    }
}

#[test]
fn a_model_that_is_reached_through_profiles_only_can_not_be_granted_directly() {
    let mut policy = policy();
    let error = models::ANTHROPIC_CLAUDE_FABLE_5.grant_invoke(&mut policy).unwrap_err();
    assert!(
        error.kind() == GrantErrorKind::NotOnDemand && error.to_string().contains("`anthropic.claude-fable-5`"),
        "{error:?}"
    );
}

#[test]
fn granting_twice_changes_nothing() {
    let mut once = policy();
    CHAT.grant_invoke(&mut once).unwrap();
    let mut twice = once.clone();
    CHAT.grant_invoke(&mut twice).unwrap();
    assert_eq!(once, twice);
}

#[test]
fn statement_ids_are_unique() {
    let mut policy = policy();
    CHAT.grant_invoke(&mut policy).unwrap();
    CHAT.grant_profile_usage(&mut policy).unwrap();
    EMBEDDER.grant_invoke(&mut policy).unwrap();
    inference_profile!("global.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy).unwrap();
    let document: Value = serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap();
    let statements = document["Statement"].as_array().unwrap();
    let sids: HashSet<&str> = statements.iter().map(|statement| statement["Sid"].as_str().unwrap()).collect();
    assert_eq!(sids.len(), statements.len());
}

#[test]
fn one_policy_serves_one_partition() {
    let mut mixed = policy();
    CHAT.grant_invoke(&mut mixed).unwrap();
    let before = mixed.clone();
    let error = GOV.grant_invoke(&mut mixed).unwrap_err();
    let mixed_up = format!("the policy is for the partition `aws`, and `{GOV}` of `aws-us-gov` can't be granted in it");
    assert!(error.to_string().starts_with(&mixed_up), "{error}");
    assert_eq!(mixed, before);
    let mut gov = policy();
    GOV.grant_invoke(&mut gov).unwrap();
    assert!(gov.to_iam_json().unwrap().contains("arn:aws-us-gov:bedrock:us-gov-east-1::foundation-model/"));
}

#[test]
fn a_model_of_two_partitions_is_granted_in_one() {
    let mut by_default = policy();
    models::AMAZON_TITAN_EMBED_TEXT_V2_0.grant_invoke(&mut by_default).unwrap();
    assert!(!by_default.to_iam_json().unwrap().contains("aws-us-gov"));
    let mut gov = policy().in_region("us-gov-west-1").unwrap();
    models::AMAZON_TITAN_EMBED_TEXT_V2_0.grant_invoke(&mut gov).unwrap();
    assert!(gov.to_iam_json().unwrap().contains("arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/"));
    let mut both = policy().in_region("us-east-1").unwrap().in_region("us-gov-west-1").unwrap();
    let error = models::AMAZON_TITAN_EMBED_TEXT_V2_0.grant_invoke(&mut both).unwrap_err();
    assert_eq!(error.kind(), GrantErrorKind::PartitionMix, "{error}");
    assert!(both.statements().is_empty());
}

#[test]
fn one_error_type_serves_a_whole_program() {
    fn program(id: &str) -> Result<String, PolicyError> {
        let profile: CrossRegionInferenceProfile = id.parse()?;
        let arn = profile.inference_profile_arn("eu-central-1", "123456789012")?;
        let mut policy = Policy::new("Test").in_account("123456789012")?;
        profile.grant_invoke(&mut policy)?;
        Ok(format!("{arn}{}", policy.to_iam_json()?))
    }
    assert!(program("eu.anthropic.claude-sonnet-4-6").is_ok());
    assert!(program("us.anthropic.claude-sonnet-4-6").is_err());
    assert!(program("eu.anthropic.claude").is_err());
}

#[test]
fn iam_json_needs_an_account_and_something_granted() {
    let empty = policy().to_iam_json().unwrap_err();
    assert!(empty.kind() == PolicyErrorKind::Empty && empty.to_string().contains("`Test`"), "{empty:?}");
    let mut without_account = Policy::new("Test");
    CHAT.grant_invoke(&mut without_account).unwrap();
    let error = without_account.to_iam_json().unwrap_err();
    assert!(error.kind() == PolicyErrorKind::NoAccount && error.to_string().contains("`Test`"), "{error:?}");
}

#[test]
fn names_accounts_and_regions_are_checked() {
    for name in ["", "*", "a b", "${x}", "a\"b", "a\nb", &"x".repeat(129)] {
        let mut policy = Policy::new(name);
        assert_eq!(policy.clone().in_account("123456789012").unwrap_err().kind(), PolicyErrorKind::Input, "{name:?}");
        assert_eq!(CHAT.grant_invoke(&mut policy).unwrap_err().kind(), GrantErrorKind::Input, "{name:?}");
        for refused in
            [policy.to_iam_json().map(|_| ()), policy.size().map(|_| ()), policy.split(Quota::UserInline).map(|_| ())]
        {
            assert_eq!(refused.unwrap_err().kind(), PolicyErrorKind::Input, "{name:?}");
        }
        assert_eq!(policy.clone().in_region("eu-west-1").unwrap_err().kind(), PolicyErrorKind::Input, "{name:?}");
        assert_eq!(policy.attached_to("role").unwrap_err().kind(), PolicyErrorKind::Input, "{name:?}");
    }
    assert!(Policy::new("x".repeat(128)).in_account("123456789012").is_ok());
    for account in ["", "*", "12345678901", "1234567890123", "${AWS::AccountId}", "12345678901\n"] {
        assert_eq!(Policy::new("Test").in_account(account).unwrap_err().kind(), PolicyErrorKind::Input, "{account:?}");
    }
    for region in ["", "*", "eu-*", "${AWS::Region}", "eu-central-1'"] {
        assert_eq!(Policy::new("Test").in_region(region).unwrap_err().kind(), PolicyErrorKind::Input, "{region:?}");
    }
}

#[test]
fn the_same_declaration_gives_the_same_bytes() {
    let render = || {
        let mut policy = policy();
        CHAT.grant_invoke(&mut policy).unwrap();
        policy.to_iam_json().unwrap()
    };
    assert_eq!(render(), render());
}
