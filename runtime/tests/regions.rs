//! A policy for several Regions, and what can be called from some of them only.

#![cfg(feature = "policy")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::grant_discovery;
use bedrock_profiles::{
    ApplicationInferenceProfile, ArnErrorKind, CrossRegionInferenceProfile, FoundationModel, GrantErrorKind,
    InvocationTarget, Invokable, Layout, Policy, PolicyError, PolicyErrorKind, PromptRouter, Quota, inference_profile,
};

inference_profile! {
    const EU: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const US: CrossRegionInferenceProfile = { geo: us, model: "anthropic.claude-sonnet-4-6" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-west-1"] };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: EU };
}

fn policy(regions: &[&str]) -> Policy {
    let named = |policy: Policy, region: &&str| policy.in_region(region).unwrap();
    regions.iter().fold(Policy::new("Chat").in_account("123456789012").unwrap(), named)
}

type Rendered = fn(&Policy) -> Result<String, PolicyError>;

const FORMS: [Rendered; 5] = [
    Policy::to_iam_json,
    Policy::to_cloudformation,
    Policy::to_cloudformation_yaml,
    Policy::to_sam,
    Policy::to_terraform,
];

#[test]
fn a_grant_covers_the_regions_from_which_it_can_be_called() {
    let created =
        BILLED.with_arn("arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6").unwrap();
    let router = PromptRouter::custom("r", "arn:aws:bedrock:eu-west-1:123456789012:prompt-router/a1b2c3d4e5f6")
        .unwrap()
        .routing_to(EU);
    let by_id: InvocationTarget = "eu.anthropic.claude-sonnet-4-6".parse().unwrap();
    let own_model: InvocationTarget =
        "arn:aws:bedrock:eu-west-1:123456789012:custom-model-deployment/a1b2c3d4e5f6".parse().unwrap();
    let invoked: [&dyn Invokable; 7] = [&EU, &EMBEDDER, &BILLED, &created, &router, &by_id, &own_model];
    for it in invoked {
        let mut both = policy(&["us-east-1", "eu-west-1"]);
        let grant = it.grant_invoke(&mut both).unwrap();
        assert_eq!(grant.regions(), ["eu-west-1"]);
        let alone = it.grant_invoke(&mut policy(&["eu-west-1"])).unwrap();
        assert_eq!(grant, alone);
        let refused = it.grant_invoke(&mut policy(&["us-east-1", "us-west-2"])).unwrap_err();
        assert_eq!(refused.kind(), GrantErrorKind::Region);
        assert!(refused.to_string().contains("`us-east-1`"), "{refused}");
    }
}

#[test]
fn without_regions_every_declared_one_is_covered() {
    let grant = EU.grant_invoke(&mut policy(&[])).unwrap();
    assert!(grant.regions().iter().eq(EU.source_regions()));
    assert!(grant_discovery(&mut policy(&["eu-west-1"])).unwrap().regions().is_empty());
}

#[test]
fn an_application_profile_is_created_in_the_one_region_in_which_it_can_be() {
    let several = BILLED.grant_invoke(&mut policy(&["eu-west-1", "us-east-1", "eu-central-1"])).unwrap_err();
    assert_eq!(several.kind(), GrantErrorKind::ManyRegions);
}

#[test]
fn a_region_that_no_grant_covers_is_refused_when_the_policy_is_rendered() {
    let mut misspelt = policy(&["eu-west-1", "eu-wset-2"]);
    EU.grant_invoke(&mut misspelt).unwrap();
    grant_discovery(&mut misspelt).unwrap();
    let rendered = FORMS.map(|render| render(&misspelt));
    for refused in rendered.into_iter().map(Result::unwrap_err).chain([misspelt.split(Quota::RoleInline).unwrap_err()])
    {
        assert_eq!(refused.kind(), PolicyErrorKind::Region);
        let lines: Vec<String> = refused.to_string().lines().map(String::from).collect();
        assert_eq!(
            lines,
            [
                "the policy `Chat` is for `eu-wset-2`, and nothing that it grants can be called from there",
                "help: leave out `.in_region(\"eu-wset-2\")?`, or grant what can be called from there",
                "note: what it grants is called from eu-west-1"
            ]
        );
    }
    let mut covered = policy(&["eu-west-1", "us-east-1"]);
    EU.grant_invoke(&mut covered).unwrap();
    US.grant_invoke(&mut covered).unwrap();
    assert!(FORMS.map(|render| render(&covered)).iter().all(Result::is_ok));
}

#[test]
fn a_region_that_is_named_after_the_grants_is_not_covered() {
    let mut policy = policy(&["eu-west-1"]);
    EU.grant_invoke(&mut policy).unwrap();
    let refused = policy.in_region("us-east-1").unwrap().to_iam_json().unwrap_err();
    assert_eq!(refused.kind(), PolicyErrorKind::Region);
}

#[test]
fn discovery_belongs_to_no_region() {
    let mut policy = policy(&["eu-west-1"]);
    grant_discovery(&mut policy).unwrap();
    assert!(policy.to_iam_json().is_ok());
}

#[test]
fn the_parts_of_a_policy_are_for_the_regions_that_they_cover() {
    let regions: Vec<&str> = US.source_regions().chain(EU.source_regions()).collect();
    for layout in [Layout::Exact, Layout::Merged, Layout::Compact] {
        let mut whole = policy(&regions).layout(layout);
        EU.grant_invoke(&mut whole).unwrap();
        US.grant_invoke(&mut whole).unwrap();
        grant_discovery(&mut whole).unwrap();
        for part in whole.split(Quota::ManagedPolicy).unwrap() {
            part.to_iam_json().unwrap();
        }
    }
}

#[test]
fn whatever_is_invoked_says_what_is_called_from_a_region() {
    let arn = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
    let router_arn = "arn:aws:bedrock:eu-west-1:123456789012:prompt-router/a1b2c3d4e5f6";
    let created = BILLED.with_arn(arn).unwrap();
    let router = PromptRouter::custom("r", router_arn).unwrap().routing_to(EU);
    let provided = PromptRouter::default_router("anthropic.claude:1").unwrap().routing_to(EU);
    let by_id: InvocationTarget = "eu.anthropic.claude-sonnet-4-6".parse().unwrap();
    let invoked: [(&dyn Invokable, Result<&str, ArnErrorKind>); 7] = [
        (&EU, Ok("eu.anthropic.claude-sonnet-4-6")),
        (&by_id, Ok("eu.anthropic.claude-sonnet-4-6")),
        (&EMBEDDER, Ok("amazon.titan-embed-text-v2:0")),
        (&created, Ok(arn)),
        (&router, Ok(router_arn)),
        (&provided, Err(ArnErrorKind::NoAccount)),
        (&BILLED, Err(ArnErrorKind::NotCreated)),
    ];
    for (it, expected) in invoked {
        assert_eq!(it.callable_from("eu-west-1").map_err(|error| error.kind()), expected);
        let elsewhere = it.callable_from("us-east-1").unwrap_err().kind();
        assert!(elsewhere == ArnErrorKind::Region || Err(elsewhere) == expected, "{elsewhere:?}");
    }
}
