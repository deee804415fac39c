//! How policies share their statements, and how many documents they take.

#![cfg(feature = "policy")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::{Layout, Quota, grant_discovery};
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, Grantable as _, Policy, PolicyErrorKind,
    inference_profile,
};
use bedrock_profiles_catalog::Catalog;
use serde_json::{Value, json};

const LAYOUTS: [Layout; 3] = [Layout::Exact, Layout::Merged, Layout::Compact];

inference_profile! {
    /// Six destinations from Frankfurt and Ireland, seven from London.
    const SONNET: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-1", "eu-west-2"],
    };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: SONNET };
}

fn policy(layout: Layout) -> Policy {
    Policy::new("Test").in_account("123456789012").unwrap().layout(layout)
}

fn of(profiles: &[CrossRegionInferenceProfile], region: &str, layout: Layout) -> Policy {
    let mut policy = policy(layout).in_region(region).unwrap();
    for profile in profiles {
        profile.grant_invoke(&mut policy).unwrap();
    }
    policy
}

fn statements(policy: &Policy) -> Vec<Value> {
    let document: Value = serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap();
    document["Statement"].as_array().unwrap().clone()
}

/// The current profiles behind `eu` that can be called from Ireland.
fn eu_profiles() -> Vec<CrossRegionInferenceProfile> {
    let profiles = Catalog::BUILT_IN.profiles().filter(|profile| profile.prefix() == "eu" && !profile.is_retired());
    let from_ireland = profiles.filter(|profile| profile.route("eu-west-1").is_some());
    from_ireland.map(|profile| profile.id().parse().unwrap()).collect()
}

#[test]
fn exact_shares_what_grants_the_same_requests() {
    let mut policy = policy(Layout::Exact);
    SONNET.grant_invoke(&mut policy).unwrap();
    let statements = statements(&policy);
    let sids: Vec<&str> = statements.iter().map(|statement| statement["Sid"].as_str().unwrap()).collect();
    assert_eq!(
        sids,
        [
            "EuAnthropicClaudeSonnet46Profile",
            "EuAnthropicClaudeSonnet46Models",
            "EuAnthropicClaudeSonnet46EuWest2Models"
        ]
    );
    assert_eq!(statements[0]["Resource"].as_array().unwrap().len(), 3);
    assert_eq!(statements[1]["Resource"].as_array().unwrap().len(), 6);
    let arn = |region| json!(format!("arn:aws:bedrock:{region}:123456789012:inference-profile/{SONNET}"));
    let through = &statements[1]["Condition"]["StringEquals"]["bedrock:InferenceProfileArn"];
    assert_eq!(*through, json!([arn("eu-central-1"), arn("eu-west-1")]));
    assert_eq!(statements[2]["Condition"]["StringEquals"]["bedrock:InferenceProfileArn"], arn("eu-west-2"));
}

#[test]
fn exact_keeps_profiles_of_other_models_apart() {
    let profiles = eu_profiles();
    let exact = statements(&of(&profiles[..3], "eu-west-1", Layout::Exact));
    assert_eq!(exact.len(), 4, "one statement for the profiles, one for each model");
    let merged = statements(&of(&profiles[..3], "eu-west-1", Layout::Merged));
    assert_eq!(merged.len(), 2);
}

#[test]
fn merged_keeps_other_destinations_of_a_profile_apart() {
    let mut policy = policy(Layout::Merged);
    SONNET.grant_invoke(&mut policy).unwrap();
    inference_profile!("eu.anthropic.claude-opus-4-7", source_regions: ["eu-west-1"])
        .grant_invoke(&mut policy)
        .unwrap();
    let statements = statements(&policy);
    let london = statements.iter().filter(|it| it["Sid"].as_str().unwrap().contains("EuWest2"));
    assert_eq!(london.count(), 1, "from London the model runs in a Region more");
}

#[test]
fn compact_pins_the_regions_by_a_condition() {
    let compact = statements(&of(&[SONNET], "eu-west-2", Layout::Compact));
    assert_eq!(compact[1]["Resource"], "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-6");
    let regions = SONNET.destinations("eu-west-2").unwrap().regions().unwrap();
    let pinned = &compact[1]["Condition"]["StringEquals"]["aws:RequestedRegion"];
    assert_eq!(*pinned, json!(regions.iter().collect::<Vec<_>>()));
}

#[test]
fn global_profiles_keep_their_three_statements() {
    let global = inference_profile!("global.anthropic.claude-sonnet-4-6");
    for layout in LAYOUTS {
        assert_eq!(statements(&of(&[global], "us-east-1", layout)).len(), 3);
        let other = inference_profile!("global.anthropic.claude-opus-4-7");
        let both = statements(&of(&[global, other], "us-east-1", layout)).len();
        assert_eq!(both, if layout == Layout::Exact { 5 } else { 3 }, "{layout:?}");
    }
}

#[test]
fn how_many_profiles_fit_a_managed_policy() {
    let profiles = eu_profiles();
    let (_, documented) =
        include_str!("../src/policy/layout.rs").split_once("a managed policy for eu-west-1 holds ").unwrap();
    let mut documented = documented.split_whitespace();
    for (layout, least) in LAYOUTS.into_iter().zip([5, 7, 20]) {
        let fits = |count: &usize| {
            of(&profiles[..*count], "eu-west-1", layout).size().unwrap() <= Quota::ManagedPolicy.characters()
        };
        let most = (1..=profiles.len()).take_while(fits).last().unwrap();
        println!("{layout:?}: {most} of {} profiles behind `eu`", profiles.len());
        assert!(most >= least, "{layout:?}: {most}");
        let documented = documented.find_map(|word| word.parse::<usize>().ok());
        assert_eq!(documented, Some(most), "{layout:?}, as the documentation of `Layout` says");
    }
}

#[test]
fn split_policies_fit_and_grant_the_same() {
    let profiles = eu_profiles();
    for layout in LAYOUTS {
        let whole = of(&profiles, "eu-west-1", layout);
        let parts = whole.split(Quota::ManagedPolicy).unwrap();
        assert!(parts.iter().all(|part| part.size().unwrap() <= Quota::ManagedPolicy.characters()));
        let mut granted: Vec<String> = parts.iter().flat_map(Policy::statements).map(|it| format!("{it:?}")).collect();
        let mut wanted: Vec<String> = whole.statements().iter().map(|it| format!("{it:?}")).collect();
        granted.sort();
        wanted.sort();
        assert_eq!(granted, wanted);
        assert_eq!(whole.split(Quota::ManagedPolicy).unwrap(), parts, "the same every time");
        println!("{layout:?}: {} profiles in {} documents", profiles.len(), parts.len());
    }
}

#[test]
fn parts_have_numbers_in_the_order_of_what_they_begin_with() {
    let profiles = eu_profiles();
    let whole = of(&profiles, "eu-west-1", Layout::Exact);
    let parts = whole.split(Quota::ManagedPolicy).unwrap();
    let expected: Vec<String> = (1..=parts.len()).map(|number| format!("Test{number}")).collect();
    assert_eq!(parts.iter().map(Policy::name).collect::<Vec<_>>(), expected);
    let place = |part: &Policy| whole.statements().iter().position(|it| *it == part.statements()[0]).unwrap();
    let places: Vec<usize> = parts.iter().map(place).collect();
    assert!(places[0] == 0 && places.is_sorted(), "{places:?}");
}

#[test]
fn a_name_has_room_for_its_number() {
    let named = |length: usize| {
        let mut policy =
            Policy::new("a".repeat(length)).in_account("123456789012").unwrap().in_region("eu-west-1").unwrap();
        for profile in eu_profiles() {
            profile.grant_invoke(&mut policy).unwrap();
        }
        policy
    };
    assert!(named(127).split(Quota::ManagedPolicy).is_ok());
    assert!(named(128).to_iam_json().is_ok());
    assert_eq!(named(128).split(Quota::ManagedPolicy).unwrap_err().kind(), PolicyErrorKind::Input);
}

#[test]
fn what_a_profile_needs_in_a_region_stays_together() {
    let profiles = eu_profiles();
    let parts = of(&profiles, "eu-west-1", Layout::Exact).split(Quota::ManagedPolicy).unwrap();
    for profile in profiles {
        let own = of(&[profile], "eu-west-1", Layout::Exact);
        let holds = |part: &&Policy| own.statements().iter().all(|it| part.statements().contains(it));
        assert_eq!(parts.iter().filter(holds).count(), 1, "{profile}");
    }
}

/// How much statements share depends on their order.
#[test]
fn split_policies_of_many_sources_fit_in_the_order_in_which_they_are_granted() {
    let ids = [
        "us.moonshotai.kimi-k3",
        "us.cohere.embed-v4:0",
        "apac.amazon.nova-lite-v1:0",
        "global.anthropic.claude-fable-5-1",
    ];
    let limit = Quota::ManagedPolicy.characters();
    for layout in LAYOUTS {
        let mut whole = policy(layout);
        for id in ids {
            id.parse::<CrossRegionInferenceProfile>().unwrap().grant_invoke(&mut whole).unwrap();
        }
        let parts = whole.split(Quota::ManagedPolicy).unwrap();
        let sizes: Vec<usize> = parts.iter().map(|part| part.size().unwrap()).collect();
        assert!(sizes.len() > 1 && sizes.iter().all(|size| *size <= limit), "{layout:?}: {sizes:?}");
    }
}

/// The fewest parts, fewer than `best`, into which `items` can be put, by trying every partition; else `best`.
fn fewest(
    items: &[CrossRegionInferenceProfile],
    parts: &mut Vec<Vec<CrossRegionInferenceProfile>>,
    layout: Layout,
    mut best: usize,
) -> usize {
    let Some((first, rest)) = items.split_first() else { return parts.len() };
    for at in 0..=parts.len() {
        if parts.len().max(at + 1) >= best {
            break;
        }
        if at == parts.len() {
            parts.push(Vec::new());
        }
        parts[at].push(*first);
        if of(&parts[at], "eu-west-1", layout).size().unwrap() <= Quota::ServiceControlPolicy.characters() {
            best = fewest(rest, parts, layout, best);
        }
        parts[at].pop();
        parts.retain(|part| !part.is_empty());
    }
    best
}

#[test]
fn split_needs_as_few_documents_as_an_exhaustive_search() {
    let profiles = eu_profiles();
    for (layout, count) in [(Layout::Exact, 8), (Layout::Merged, 10)] {
        for window in profiles.windows(count).step_by(3) {
            let split = of(window, "eu-west-1", layout).split(Quota::ServiceControlPolicy).unwrap();
            assert_eq!(split.len(), fewest(window, &mut Vec::new(), layout, usize::MAX));
            assert!(split.len() > 1, "{layout:?}");
        }
    }
}

/// Each profile from a Region of its own: into the first document with room, the largest first, they take three.
#[test]
fn split_finds_what_first_fit_misses() {
    let calls = [
        ("global.anthropic.claude-mythos-5-1", "us-east-2"),
        ("global.zai.glm-5.3", "eu-west-3"),
        ("global.moonshotai.kimi-k3", "ap-northeast-1"),
        ("global.anthropic.claude-opus-5", "ap-southeast-2"),
        ("global.xai.grok-4.6", "ca-central-1"),
        ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "eu-west-1"),
        ("global.anthropic.claude-mythos-5-1", "eu-west-2"),
        ("global.anthropic.claude-mythos-5-1", "ap-east-2"),
        ("global.anthropic.claude-opus-4-5-20251101-v1:0", "us-east-1"),
        ("global.anthropic.claude-sonnet-5", "ap-southeast-4"),
        ("global.openai.gpt-5.5", "eu-west-1"),
    ];
    let mut whole = policy(Layout::Exact);
    for (id, region) in calls {
        let profile: CrossRegionInferenceProfile = id.parse().unwrap();
        whole.add_statements(of(&[profile], region, Layout::Exact).statements()).unwrap();
    }
    assert_eq!(whole.split(Quota::ManagedPolicy).unwrap().len(), 2);
}

#[test]
fn what_can_not_fit_is_named() {
    let profiles = eu_profiles();
    let error = of(&profiles, "eu-west-1", Layout::Exact).split(Quota::UserInline).unwrap_err();
    assert_eq!(error.kind(), PolicyErrorKind::TooLarge);
    let message = error.to_string();
    assert!(profiles.iter().any(|profile| message.contains(&format!("no room for `{profile}` from"))), "{message}");
    assert!(message.contains("the quota is 2048 characters\n"), "{message}");
    assert!(of(&profiles[..1], "eu-west-1", Layout::Exact).split(Quota::UserInline).is_ok());
}

/// The figures of <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html> and
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html>.
#[test]
fn quotas_are_those_of_iam() {
    for (quota, characters) in [
        (Quota::ManagedPolicy, 6_144),
        (Quota::RoleInline, 10_240),
        (Quota::GroupInline, 5_120),
        (Quota::UserInline, 2_048),
        (Quota::ServiceControlPolicy, 5_120),
    ] {
        assert_eq!(quota.characters(), characters, "{quota:?}");
    }
}

/// A policy whose document has this many characters: the id of an application profile may be of any length.
fn of_size(size: usize) -> Policy {
    let with_id = |length| {
        let id = "a".repeat(length);
        let arn = format!("arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/{id}");
        let mut policy = policy(Layout::Exact);
        BILLED.with_arn(&arn).unwrap().grant_profile_usage(&mut policy).unwrap();
        policy
    };
    let policy = with_id(1 + size - with_id(1).size().unwrap());
    assert_eq!(policy.size().unwrap(), size);
    policy
}

#[test]
fn a_policy_may_be_exactly_as_large_as_its_quota() {
    for quota in [Quota::ManagedPolicy, Quota::RoleInline, Quota::GroupInline, Quota::UserInline] {
        let (full, larger) = (of_size(quota.characters()), of_size(quota.characters() + 1));
        assert_eq!(full.split(quota).unwrap(), [full]);
        assert!(larger.split(quota).is_err(), "{quota:?}");
    }
    let (full, larger) = (of_size(6_144), of_size(6_145));
    assert!(full.to_terraform().is_ok() && full.to_cloudformation().is_ok() && full.to_cloudformation_yaml().is_ok());
    let told = "6145 characters";
    for refused in [larger.to_terraform(), larger.to_cloudformation(), larger.to_cloudformation_yaml()] {
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains(told), "{refused}");
    }
    assert!(of_size(10_240).to_sam().is_ok() && of_size(10_241).to_sam().is_err());
    assert!(of_size(10_241).to_iam_json().is_ok(), "a document alone has no quota");
}

#[test]
fn a_part_of_a_policy_may_be_exactly_as_large_as_the_quota() {
    let mut whole = of_size(6_144);
    grant_discovery(&mut whole).unwrap();
    let sizes: Vec<usize> =
        whole.split(Quota::ManagedPolicy).unwrap().iter().map(|part| part.size().unwrap()).collect();
    assert!(matches!(sizes[..], [6_144, 1..6_144]), "{sizes:?}");
    let mut larger = of_size(6_145);
    grant_discovery(&mut larger).unwrap();
    assert!(larger.split(Quota::ManagedPolicy).is_err());
}
