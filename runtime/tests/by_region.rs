//! One declaration for several Regions, compared with a profile declared for each.

#![cfg(feature = "policy")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::Target;
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, GrantError, GrantErrorKind, Grantable, InferenceProfile,
    InferenceProfileByRegion, Layout, Policy, PolicyErrorKind, PromptRouter, Quota, Statement, inference_profile,
};

inference_profile! {
    const CHAT: InferenceProfileByRegion = {
        geo: [eu, us, global],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["sa-east-1", "eu-central-1", "us-east-1"],
        residency: { eu: [eu], us: [us] },
    };
    const TWO_PARTITIONS: InferenceProfileByRegion = {
        geo: [us, us-gov],
        model: "anthropic.claude-sonnet-4-5-20250929-v1:0",
        source_regions: ["us-east-1", "us-gov-west-1"],
        allow: [legacy],
    };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: CHAT };
}

const SINGLE: [(&str, CrossRegionInferenceProfile); 3] = [
    ("sa-east-1", inference_profile!("global.anthropic.claude-sonnet-4-6", source_regions: ["sa-east-1"])),
    ("eu-central-1", inference_profile!("eu.anthropic.claude-sonnet-4-6", source_regions: ["eu-central-1"])),
    ("us-east-1", inference_profile!("us.anthropic.claude-sonnet-4-6", source_regions: ["us-east-1"])),
];

const ACCOUNT: &str = "123456789012";
const ROLE: &str = "arn:aws:iam::123456789012:role/batch";

fn policy() -> Policy {
    Policy::new("Chat").in_account(ACCOUNT).unwrap()
}

#[test]
fn each_region_has_the_profile_that_serves_it() {
    assert!(CHAT.source_regions().eq(SINGLE.map(|(region, _)| region)));
    assert!(CHAT.profiles().eq(SINGLE));
    for (region, profile) in SINGLE {
        assert_eq!(CHAT.for_region(region), Ok(profile));
        assert_eq!(CHAT.callable_from(region), Ok(profile.inference_profile_id()));
        assert_eq!(CHAT.destinations(region), profile.destinations(region));
        assert_eq!(
            CHAT.invokable_arn(region, ACCOUNT).unwrap(),
            profile.inference_profile_arn(region, ACCOUNT).unwrap()
        );
    }
    assert_eq!(CHAT.for_region("us-west-2").unwrap_err().declared(), ["sa-east-1", "eu-central-1", "us-east-1"]);
    assert!(CHAT.callable_from("us-west-2").is_err() && CHAT.destinations("us-west-2").is_err());
    assert!(CHAT.invokable_arn("us-west-2", ACCOUNT).is_err() && CHAT.invokable_arn("us-east-1", "1").is_err());
    let any: &dyn InferenceProfile = &CHAT;
    assert!(any.model().is_some_and(|model| model.streams()) && any.id().is_none());
}

#[test]
fn a_grant_gives_each_region_the_statements_of_its_own_profile() {
    type Granted = fn(&dyn InferenceProfile, &mut Policy);
    let grants: [Granted; 4] = [
        |it, policy| drop(it.grant_invoke(policy).unwrap()),
        |it, policy| drop(it.grant_invoke_only(policy).unwrap()),
        |it, policy| drop(it.grant_streaming_only(policy).unwrap()),
        |it, policy| drop(it.grant_profile_usage(policy).unwrap()),
    ];
    for grant in grants {
        let (mut at_once, mut one_by_one) = (policy(), policy());
        grant(&CHAT, &mut at_once);
        for (_, profile) in &SINGLE {
            grant(profile, &mut one_by_one);
        }
        assert_eq!(at_once, one_by_one);
        for (region, profile) in SINGLE {
            let (mut there, mut expected) = (policy().in_region(region).unwrap(), policy().in_region(region).unwrap());
            grant(&CHAT, &mut there);
            grant(&profile, &mut expected);
            assert_eq!(there, expected);
        }
    }
    let (mut at_once, mut one_by_one) = (policy(), policy());
    CHAT.grant_batch_invoke(&mut at_once, ROLE).unwrap();
    for (_, profile) in SINGLE {
        profile.grant_batch_invoke(&mut one_by_one, ROLE).unwrap();
    }
    assert_eq!(at_once, one_by_one);
    assert_eq!(CHAT.grant_count_tokens(&mut policy()).unwrap_err().kind(), GrantErrorKind::NoTokenCounting);
}

#[test]
fn a_grant_covers_the_declared_regions_of_the_policy() {
    let mut two = policy().in_region("us-west-2").unwrap().in_region("us-east-1").unwrap();
    assert_eq!(CHAT.grant_invoke(&mut two).unwrap().regions(), ["us-east-1"]);
    assert_eq!(two.to_iam_json().unwrap_err().kind(), PolicyErrorKind::Region);
    let mut none = policy().in_region("us-west-2").unwrap();
    let refused = CHAT.grant_invoke(&mut none).unwrap_err();
    assert_eq!(refused.kind(), GrantErrorKind::Region);
    assert!(refused.to_string().contains("its Regions are sa-east-1, eu-central-1, us-east-1"), "{refused}");
}

/// Takes whatever it is granted.
struct Anything(Target);

impl Grantable for Anything {
    fn target(&self) -> &Target {
        &self.0
    }

    fn add_statements(&mut self, _: &[Statement]) -> Result<(), GrantError> {
        Ok(())
    }
}

#[test]
fn a_policy_is_for_one_partition() {
    for refused in [
        TWO_PARTITIONS.grant_invoke(&mut policy()).unwrap_err(),
        TWO_PARTITIONS.grant_invoke(&mut Anything(Target::default())).unwrap_err(),
    ] {
        assert_eq!(refused.kind(), GrantErrorKind::PartitionMix);
    }
    for (region, arn) in [("us-east-1", "arn:aws:"), ("us-gov-west-1", "arn:aws-us-gov:")] {
        let mut policy = policy().in_region(region).unwrap();
        TWO_PARTITIONS.grant_invoke(&mut policy).unwrap();
        let json = policy.to_iam_json().unwrap();
        assert_eq!(json.matches("\"arn:").count(), json.matches(&format!("\"{arn}bedrock:")).count());
    }
}

#[test]
fn an_application_profile_copies_the_profile_of_its_region() {
    for (region, profile) in SINGLE {
        let mut policy = policy().in_region(region).unwrap();
        BILLED.grant_invoke(&mut policy).unwrap();
        let copied = profile.inference_profile_arn(region, ACCOUNT).unwrap();
        let [cloudformation, terraform] = [policy.to_cloudformation(), policy.to_terraform()].map(Result::unwrap);
        assert!(cloudformation.contains(&format!("\"CopyFrom\": \"{copied}\"")));
        assert!(terraform.contains(&format!("\"copy_from\": \"{copied}\"")));
        let (mut managed, mut with_source) = (policy.clone(), policy);
        BILLED.grant_manage(&mut managed).unwrap();
        assert!(managed.to_cloudformation().unwrap().contains(copied.as_str()));
        BILLED.grant_invoke_with_source(&mut with_source).unwrap();
        assert!(with_source.to_cloudformation().unwrap().contains(copied.as_str()));
    }
    assert_eq!(BILLED.grant_invoke(&mut policy()).unwrap_err().kind(), GrantErrorKind::ManyRegions);
    assert_eq!(BILLED.inference_profile_model(), CHAT.inference_profile_model());
}

#[test]
fn a_prompt_router_chooses_from_the_profile_of_its_region() {
    let router = PromptRouter::custom("r", "arn:aws:bedrock:us-east-1:123456789012:prompt-router/a1b2c3d4e5f6")
        .unwrap()
        .routing_to(CHAT);
    let json = {
        let mut policy = policy();
        router.grant_invoke(&mut policy).unwrap();
        policy.to_iam_json().unwrap()
    };
    assert!(json.contains("inference-profile/us.") && !json.contains("inference-profile/eu."), "{json}");
}

#[test]
fn every_layout_and_a_split_hold_all_of_it() {
    for layout in [Layout::Exact, Layout::Merged, Layout::Compact] {
        let mut whole = policy().layout(layout);
        CHAT.grant_invoke(&mut whole).unwrap();
        let parts = whole.split(Quota::ManagedPolicy).unwrap();
        let json: String = parts.iter().map(|part| part.to_iam_json().unwrap()).collect();
        for (region, profile) in SINGLE {
            assert!(json.contains(profile.inference_profile_arn(region, ACCOUNT).unwrap().as_str()));
        }
    }
}
