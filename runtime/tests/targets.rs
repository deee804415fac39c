//! What a configuration names is granted and called as what a program declares.

#![cfg(feature = "policy")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::{
    ArnErrorKind, CrossRegionInferenceProfile, FoundationModel, GrantErrorKind, InvocationTarget,
    InvocationTargetErrorKind, InvocationTargetKind, Policy, ProjectCatalog,
};
use bedrock_profiles_catalog::{Catalog, Profile};

const ACCOUNT: &str = "123456789012";
const OF_CHAT: &str = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6";

fn target(text: &str) -> InvocationTarget {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn policy(regions: &[&str]) -> Policy {
    let policy = Policy::new("Chat").in_account(ACCOUNT).unwrap();
    regions.iter().fold(policy, |policy, region| policy.in_region(region).unwrap())
}

#[test]
fn every_profile_and_model_is_granted_as_where_it_is_declared() {
    let profiles = Catalog::BUILT_IN.profiles().filter(|profile| !profile.is_retired());
    let mut granted = 0;
    for id in profiles.map(Profile::id) {
        let (mut configured, mut declared) = (policy(&[]), policy(&[]));
        let profile: CrossRegionInferenceProfile = id.parse().unwrap();
        target(id).grant_invoke(&mut configured).unwrap();
        profile.grant_invoke(&mut declared).unwrap();
        assert_eq!(configured.to_iam_json().unwrap(), declared.to_iam_json().unwrap(), "{id}");
        for region in profile.source_regions() {
            assert_eq!(target(id).callable_from(region), Ok(id));
            let arn = profile.invokable_arn(region, ACCOUNT).unwrap();
            assert_eq!(target(id).invokable_arn(region, ACCOUNT).unwrap(), arn);
            let (mut by_arn, mut declared) = (policy(&[]), policy(&[region]));
            target(arn.as_str()).grant_invoke(&mut by_arn).unwrap();
            profile.grant_invoke(&mut declared).unwrap();
            assert_eq!(by_arn.to_iam_json().unwrap(), declared.to_iam_json().unwrap(), "{arn}");
            granted += 1;
        }
    }
    assert!(granted > 1_000, "{granted}");
    for model in Catalog::BUILT_IN.models().filter_map(|model| model.id().parse::<FoundationModel>().ok()) {
        let Some(region) = model.regions().iter().next() else { continue };
        let (mut configured, mut declared) = (policy(&[region]), policy(&[region]));
        target(model.model_id()).grant_invoke_only(&mut configured).unwrap();
        model.grant_invoke_only(&mut declared).unwrap();
        assert_eq!(configured.to_iam_json().unwrap(), declared.to_iam_json().unwrap(), "{model}");
        let arn = model.model_arn(region).unwrap();
        assert_eq!(target(model.model_id()).invokable_arn(region, ACCOUNT).unwrap(), arn);
        assert_eq!(target(arn.as_str()).kind(), InvocationTargetKind::FoundationModel);
    }
}

#[test]
fn what_is_wrong_is_refused_as_in_a_declaration() {
    let refused = |text: &str| text.parse::<InvocationTarget>().unwrap_err();
    let error = refused("eu.anthropic.claude-sonet-4-6");
    assert_eq!(error.kind(), InvocationTargetErrorKind::Id);
    assert_eq!(error.suggestions().next().as_deref(), Some("eu.anthropic.claude-sonnet-4-6"));
    assert_eq!(refused("us.amazon.nova-premier-v1:0").kind(), InvocationTargetErrorKind::Retired);
    assert_eq!(refused("amazon.nova-canvas-v1:0").kind(), InvocationTargetErrorKind::Retired);
    assert_eq!(refused("anthropic.claude-fable-5").kind(), InvocationTargetErrorKind::Id, "through profiles only");
    assert_eq!(refused(&OF_CHAT.replace("eu-west-1", "us-east-1")).kind(), InvocationTargetErrorKind::Region);
    for arn in [
        "arn:",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/",
        "arn:aws:bedrock:eu-west-1::inference-profile/eu.anthropic.claude-sonnet-4-6",
        "arn:aws:bedrock:eu-west-1:123456789012:foundation-model/amazon.nova-pro-v1:0",
        "arn:aws-cn:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
        "arn:aws:bedrock:*:123456789012:application-inference-profile/a1b2c3d4e5f6",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/*",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a\n1",
        "arn:aws:bedrock:eu-west-1:123456789012:guardrail/a1b2c3d4e5f6",
        "arn:aws:s3:::bucket",
    ] {
        let error = refused(arn);
        assert_eq!(error.kind(), InvocationTargetErrorKind::Arn, "{arn}");
        assert!(error.to_string().lines().count() == 2, "{error}");
    }
}

#[test]
fn what_is_retired_is_accepted_on_purpose() {
    let reader = InvocationTarget::reader().accept_retired();
    let profile = reader.read("us.amazon.nova-premier-v1:0").unwrap();
    let mut granted = policy(&["us-east-1"]);
    profile.grant_invoke(&mut granted).unwrap();
    assert!(granted.to_iam_json().unwrap().contains("foundation-model/amazon.nova-premier-v1:0"));
    let model = reader.read("amazon.nova-canvas-v1:0").unwrap();
    assert_eq!(model.grant_invoke(&mut policy(&[])).unwrap_err().kind(), GrantErrorKind::NotOnDemand);
    assert!(reader.read("us.amazon.nova-premire-v1:0").is_err(), "unknown is another thing than retired");
}

#[test]
fn what_is_unknown_is_accepted_on_purpose_and_not_granted() {
    let reader = InvocationTarget::reader().accept_unknown();
    for id in ["us.example.model-1-v1:0", "example.model-1", "mars.anthropic.claude-sonnet-4-6"] {
        let unknown = reader.read(id).unwrap();
        assert_eq!((unknown.as_str(), unknown.kind()), (id, InvocationTargetKind::Unknown));
        assert_eq!(unknown.callable_from("us-east-1"), Ok(id));
        assert_eq!(unknown.grant_invoke(&mut policy(&[])).unwrap_err().kind(), GrantErrorKind::TargetUnknown);
        assert_eq!(unknown.invokable_arn("us-east-1", ACCOUNT).unwrap_err().kind(), ArnErrorKind::Unknown);
    }
    for refused in ["", "a b", "us.example.model*", "us.amazon.nova-premier-v1:0", "anthropic.claude-fable-5"] {
        assert!(reader.read(refused).is_err(), "{refused}");
    }
    let known = reader.read("eu.anthropic.claude-sonnet-4-6").unwrap();
    assert_eq!(known.kind(), InvocationTargetKind::CrossRegionProfile);
    let by_arn = reader.read("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.example.model-1").unwrap();
    assert!(by_arn.callable_from("eu-west-1").is_ok() && by_arn.callable_from("eu-west-2").is_err());
    assert_eq!(by_arn.grant_invoke(&mut policy(&[])).unwrap_err().kind(), GrantErrorKind::TargetUnknown);
}

#[test]
fn an_arn_is_called_from_its_region_with_its_account() {
    let chat = target(OF_CHAT);
    assert_eq!(chat.callable_from("eu-west-1"), Ok(OF_CHAT));
    assert_eq!(chat.callable_from("eu-central-1").unwrap_err().declared(), ["eu-west-1"]);
    assert_eq!(chat.invokable_arn("eu-west-1", ACCOUNT).unwrap(), OF_CHAT);
    assert!(chat.invokable_arn("eu-west-1", "210987654321").is_err());
    assert_eq!(chat.grant_invoke(&mut policy(&["eu-central-1"])).unwrap_err().kind(), GrantErrorKind::Region);
    let mut other = Policy::new("Chat").in_account("210987654321").unwrap();
    assert_eq!(chat.grant_invoke(&mut other).unwrap_err().kind(), GrantErrorKind::AccountMix);
}

#[test]
fn what_an_arn_does_not_say_is_not_granted() {
    for (resource, kind) in [
        ("application-inference-profile/a1b2c3d4e5f6", InvocationTargetKind::ApplicationProfile),
        ("prompt-router/a1b2c3d4e5f6", InvocationTargetKind::PromptRouter),
        ("default-prompt-router/anthropic.claude:1", InvocationTargetKind::PromptRouter),
    ] {
        let arn = format!("arn:aws:bedrock:eu-west-1:{ACCOUNT}:{resource}");
        assert_eq!(target(&arn).kind(), kind);
        assert_eq!(target(&arn).invokable_arn("eu-west-1", ACCOUNT).unwrap(), *arn);
        assert!(target(&arn).callable_from("us-east-1").is_err());
        let error = target(&arn).grant_invoke(&mut policy(&[])).unwrap_err();
        assert_eq!(error.kind(), GrantErrorKind::ModelsUnknown);
    }
}

#[test]
fn a_model_of_the_accounts_own_is_granted_by_its_arn_alone() {
    for resource in ["provisioned-model/a1b2", "imported-model/a1b2", "custom-model-deployment/a1b2"] {
        let arn = format!("arn:aws:bedrock:eu-west-1:{ACCOUNT}:{resource}");
        assert_eq!(target(&arn).kind(), InvocationTargetKind::OwnModel);
        let mut granted = policy(&[]);
        target(&arn).grant_invoke(&mut granted).unwrap();
        let document: serde_json::Value = serde_json::from_str(&granted.to_iam_json().unwrap()).unwrap();
        let statements = document.pointer("/Statement").unwrap().as_array().unwrap();
        let resources: Vec<_> = statements.iter().map(|statement| statement.get("Resource").unwrap()).collect();
        assert_eq!(resources, [&serde_json::json!(arn)]);
        let elsewhere = target(&arn).grant_invoke(&mut policy(&["us-east-1"])).unwrap_err();
        assert_eq!(elsewhere.kind(), GrantErrorKind::Region);
    }
}

#[test]
fn a_projects_catalog_is_read_at_run_time() {
    let routes = "profile\tsource\tdestinations\tseen\torigin\n\
                  mars.anthropic.claude-next-1\tmars-north-1\tmars-north-1 mars-south-1\t2026-11-20\tmine\n";
    let models = "model\tstreaming\tseen\torigin\nanthropic.claude-next-1\tno\t2026-11-20\tmine\n";
    let catalog = ProjectCatalog::from_tables(routes, models).unwrap();
    let next = InvocationTarget::reader().with_catalog(&catalog).read("mars.anthropic.claude-next-1").unwrap();
    drop(catalog);
    let mut granted = policy(&[]);
    next.grant_invoke(&mut granted).unwrap();
    let json = granted.to_iam_json().unwrap();
    assert!(json.contains("arn:aws:bedrock:mars-south-1::foundation-model/anthropic.claude-next-1"), "{json}");
    assert!(json.contains("MarsAnthropicClaudeNext1MarsNorth1Models") && !json.contains("Stream"), "{json}");
    let streaming = next.grant_streaming_only(&mut policy(&[])).unwrap_err();
    assert_eq!(streaming.kind(), GrantErrorKind::NoStreaming);
    let malformed = ProjectCatalog::from_tables("profile\n", models).unwrap_err().to_string();
    assert!(malformed.starts_with("routes.tsv:1:1: "), "{malformed}");
}

#[cfg(feature = "serde")]
#[test]
fn a_configuration_file_holds_it() {
    let read: InvocationTarget = serde_json::from_str(&format!("\"{OF_CHAT}\"")).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), format!("\"{OF_CHAT}\""));
    let error = serde_json::from_str::<InvocationTarget>("\"eu.anthropic.claude-sonet-4-6\"").unwrap_err();
    assert!(error.to_string().contains("the nearest is `eu.anthropic.claude-sonnet-4-6`"), "{error}");
}

#[test]
fn a_library_takes_whatever_streams() {
    use bedrock_profiles::{ApplicationInferenceProfile, Invokable, PromptRouter, inference_profile};
    inference_profile! {
        const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
        const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: CHAT };
        const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0" };
    }
    const BILLED_ARN: &str = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
    let router = PromptRouter::default_router("anthropic.claude:1").unwrap().routing_to(CHAT);
    let created = BILLED.with_arn(BILLED_ARN).unwrap();
    let (known, by_arn) = (target(OF_CHAT), target(BILLED_ARN));
    let all: [(&dyn Invokable, Option<bool>, Option<&str>); 7] = [
        (&CHAT, Some(true), Some("eu.anthropic.claude-sonnet-4-6")),
        (&BILLED, Some(true), None),
        (&created, Some(true), Some(BILLED_ARN)),
        (&EMBEDDER, Some(false), Some("amazon.titan-embed-text-v2:0")),
        (&known, Some(true), Some(OF_CHAT)),
        (&by_arn, None, Some(BILLED_ARN)),
        (&router, Some(true), None),
    ];
    for (at, (invoked, streams, id)) in all.into_iter().enumerate() {
        assert_eq!((invoked.model().map(|model| model.streams()), invoked.id()), (streams, id), "{at}");
    }
    let mixed = router.routing_to(EMBEDDER);
    assert!(mixed.model().is_none());
    assert_eq!(CHAT.callable_from("eu-west-1"), Ok("eu.anthropic.claude-sonnet-4-6"));
    assert_eq!(EMBEDDER.callable_from("mars-north-1").unwrap_err().declared().len(), EMBEDDER.regions().len());
}
