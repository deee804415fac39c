//! The grants for one purpose: of all that could be asked, each allows what AWS's guides say and nothing else.
//!
//! The actions that are granted are asked for on what the grants are about and on what is like each of it, every
//! other action of the service on the former.

use crate::judge::{Asked, Judge};
use crate::mutants::mutants;
use crate::needs::{ACCOUNT, INVOKE, STREAM, UNSPECIFIED, model_arn, profile_arn};
use crate::tables::TABLES;
use bedrock_profiles::policy::{GrantError, grant_discovery};
use bedrock_profiles::{
    ApplicationInferenceProfile, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Grant, Policy,
    PromptRouter, inference_profile,
};
use std::collections::BTreeSet;

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: jp, model: "anthropic.claude-sonnet-4-6" };
    const ANYWHERE: CrossRegionInferenceProfile = { geo: global, model: "anthropic.claude-sonnet-4-6" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0" };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: CHAT };
    const BILLED_ANYWHERE: ApplicationInferenceProfile = { name: "anywhere", copy_from: ANYWHERE };
    const BILLED_EMBEDDER: ApplicationInferenceProfile = { name: "embedder", copy_from: EMBEDDER };
}

const TOKYO: &str = "ap-northeast-1";
const OSAKA: &str = "ap-northeast-3";
const SONNET: &str = "anthropic.claude-sonnet-4-6";
const TITAN: &str = "amazon.titan-embed-text-v2:0";
const CREATED: &str = "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
const ROUTER: &str = "arn:aws:bedrock:ap-northeast-1:123456789012:prompt-router/a1b2c3d4e5f6";
const ROLE: &str = "arn:aws:iam::123456789012:role/batch";
const PASS_ROLE: &str = "iam:PassRole";
const BEDROCK: &str = "bedrock.amazonaws.com";
const MANAGEMENT: [&str; 5] =
    ["GetInferenceProfile", "DeleteInferenceProfile", "ListTagsForResource", "TagResource", "UntagResource"];

/// A grant, and whether a request is one that it is for.
struct Case {
    name: &'static str,
    grant: fn(&mut Policy) -> Result<Grant, GrantError>,
    is_needed: fn(&Asked<'_>) -> bool,
}

const CASES: [Case; 16] = [
    Case {
        name: "a copy of a geographic profile",
        grant: |policy| created(BILLED).grant_invoke(policy),
        is_needed: |asked| {
            let on_model = is_model(asked, SONNET, &[TOKYO, OSAKA]) && asked.profile == Some(CREATED);
            is_one_of(asked, &[INVOKE, STREAM]) && (asked.resource == CREATED || on_model)
        },
    },
    Case {
        name: "a copy of a global profile",
        grant: |policy| created(BILLED_ANYWHERE).grant_invoke(policy),
        is_needed: |asked| {
            is_one_of(asked, &[INVOKE, STREAM]) && (asked.resource == CREATED || anywhere(asked, CREATED))
        },
    },
    Case {
        name: "a copy of a model",
        grant: |policy| created(BILLED_EMBEDDER).grant_invoke(policy),
        is_needed: |asked| {
            let on_model = is_model(asked, TITAN, &[TOKYO]) && asked.profile == Some(CREATED);
            asked.action == INVOKE && (asked.resource == CREATED || on_model)
        },
    },
    Case {
        name: "a copy with what it is copied from",
        grant: |policy| created(BILLED).grant_invoke_with_source(policy),
        is_needed: |asked| {
            let on_model = is_model(asked, SONNET, &[TOKYO, OSAKA]) && asked.profile == Some(CREATED);
            let on_profiles = asked.resource == CREATED || asked.resource == chat_arn();
            is_one_of(asked, &[INVOKE, STREAM]) && (on_profiles || on_model)
        },
    },
    Case {
        name: "a geographic profile without streaming",
        grant: |policy| CHAT.grant_invoke_only(policy),
        is_needed: |asked| asked.action == INVOKE && is_chat(asked),
    },
    Case {
        name: "streaming of a geographic profile",
        grant: |policy| CHAT.grant_streaming_only(policy),
        is_needed: |asked| asked.action == STREAM && is_chat(asked),
    },
    Case {
        name: "a copy without streaming",
        grant: |policy| created(BILLED_ANYWHERE).grant_invoke_only(policy),
        is_needed: |asked| asked.action == INVOKE && (asked.resource == CREATED || anywhere(asked, CREATED)),
    },
    Case {
        name: "the use of a geographic profile",
        grant: |policy| CHAT.grant_profile_usage(policy),
        is_needed: |asked| is_one_of(asked, &["GetInferenceProfile", INVOKE, STREAM]) && asked.resource == chat_arn(),
    },
    Case {
        name: "the use of a copy",
        grant: |policy| created(BILLED_EMBEDDER).grant_profile_usage(policy),
        is_needed: |asked| is_one_of(asked, &["GetInferenceProfile", INVOKE]) && asked.resource == CREATED,
    },
    Case {
        name: "batch jobs with a profile",
        grant: |policy| CHAT.grant_batch_invoke(policy, ROLE),
        is_needed: |asked| is_batch(asked, SONNET),
    },
    Case {
        name: "batch jobs with a model",
        grant: |policy| EMBEDDER.grant_batch_invoke(policy, ROLE),
        is_needed: |asked| is_batch(asked, TITAN),
    },
    Case {
        name: "counting tokens",
        grant: |policy| CHAT.inference_profile_model().grant_count_tokens(policy),
        is_needed: |asked| asked.action == "CountTokens" && is_model(asked, SONNET, &[TOKYO]),
    },
    Case {
        name: "discovery",
        grant: |policy| grant_discovery(policy),
        is_needed: |asked| is_one_of(asked, &["ListInferenceProfiles", "ListFoundationModels"]),
    },
    Case {
        name: "managing a copy before it is created",
        grant: |policy| BILLED.grant_manage(policy),
        is_needed: |asked| {
            let is_copy = asked.resource.starts_with(CREATED.trim_end_matches("a1b2c3d4e5f6"));
            let creates = asked.action == "CreateInferenceProfile" && (is_copy || asked.resource == chat_arn());
            creates || is_one_of(asked, &MANAGEMENT) && is_copy
        },
    },
    Case {
        name: "managing a copy",
        grant: |policy| created(BILLED).grant_manage(policy),
        is_needed: |asked| is_one_of(asked, &MANAGEMENT) && asked.resource == CREATED,
    },
    Case {
        name: "a prompt router",
        grant: |policy| router().grant_invoke(policy),
        is_needed: |asked| {
            let routed = asked.resource == ROUTER || is_chat(asked);
            is_one_of(asked, &[INVOKE, STREAM]) && routed || asked.action == INVOKE && is_model(asked, TITAN, &[TOKYO])
        },
    },
];

fn created(profile: ApplicationInferenceProfile) -> CreatedInferenceProfile {
    profile.with_arn(CREATED).expect("an ARN")
}

fn router() -> PromptRouter {
    PromptRouter::custom("support", ROUTER).expect("an ARN").routing_to(CHAT).routing_to(EMBEDDER)
}

fn is_one_of(asked: &Asked<'_>, actions: &[&str]) -> bool {
    actions.contains(&asked.action)
}

fn is_model(asked: &Asked<'_>, id: &str, regions: &[&str]) -> bool {
    regions.iter().any(|region| asked.resource == model_arn("aws", region, id))
}

fn chat_arn() -> String {
    profile_arn("aws", TOKYO, ACCOUNT, "jp.anthropic.claude-sonnet-4-6")
}

fn is_chat(asked: &Asked<'_>) -> bool {
    let through = asked.profile.is_some_and(|profile| profile == chat_arn());
    asked.resource == chat_arn() || is_model(asked, SONNET, &[TOKYO, OSAKA]) && through
}

/// The model behind a global profile, at its source Region and without a Region.
fn anywhere(asked: &Asked<'_>, profile: &str) -> bool {
    let at_source = is_model(asked, SONNET, &[TOKYO]) && asked.requested_region == TOKYO;
    let at_any = is_model(asked, SONNET, &[""]) && asked.requested_region == UNSPECIFIED;
    (at_source || at_any) && asked.profile == Some(profile)
}

fn is_batch(asked: &Asked<'_>, model: &str) -> bool {
    let is_job = asked.resource.starts_with("arn:aws:bedrock:ap-northeast-1:123456789012:model-invocation-job/");
    let creates = asked.action == "CreateModelInvocationJob" && (is_job || is_model(asked, model, &[TOKYO]));
    creates || asked.action == PASS_ROLE && asked.resource == ROLE && asked.passed_to == Some(BEDROCK)
}

/// What the grants are about.
fn own_resources() -> Vec<String> {
    let chat = chat_arn();
    let job = "arn:aws:bedrock:ap-northeast-1:123456789012:model-invocation-job/a1b2c3d4e5f6";
    let anywhere = profile_arn("aws", TOKYO, ACCOUNT, "global.anthropic.claude-sonnet-4-6");
    let own = [CREATED, ROUTER, ROLE, job, &chat, &anywhere].map(str::to_owned);
    let in_region = |region| [SONNET, TITAN].map(|id| model_arn("aws", region, id));
    own.into_iter().chain([TOKYO, OSAKA, ""].into_iter().flat_map(in_region)).collect()
}

/// The ARN, and it with each of its parts another one.
fn with_neighbours(arn: &str) -> Vec<String> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let (kind, _) = parts[5].split_once('/').expect("a kind and an id");
    let other_id = format!("{kind}/other.id");
    let others = ["arn", "aws-us-gov", "s3", "eu-west-1", "210987654321", &other_id];
    let with = |(at, other): (usize, &&str)| {
        let mut parts = parts.clone();
        parts[at] = other;
        parts.join(":")
    };
    [arn.to_owned()].into_iter().chain(others.iter().enumerate().skip(1).map(with)).collect()
}

/// The actions that some grant is about: only they are asked for under every context.
const GRANTED: [&str; 10] = [
    INVOKE,
    STREAM,
    "GetInferenceProfile",
    "CreateModelInvocationJob",
    "CountTokens",
    "ListInferenceProfiles",
    "ListFoundationModels",
    "CreateInferenceProfile",
    "TagResource",
    PASS_ROLE,
];

/// The granted actions on the resource, under every context.
fn asked_of<'a>(resource: &'a str, chat: &'a str) -> Vec<Asked<'a>> {
    let mut asked = Vec::new();
    for action in GRANTED {
        for requested_region in [TOKYO, OSAKA, UNSPECIFIED] {
            for profile in [None, Some(CREATED), Some(chat)] {
                let services = [None, Some(BEDROCK), Some("lambda.amazonaws.com")];
                for passed_to in services.into_iter().take(if action == PASS_ROLE { 3 } else { 1 }) {
                    asked.push(Asked { requested_region, profile, passed_to, ..plain(action, resource) });
                }
            }
        }
    }
    asked
}

fn plain<'a>(action: &'a str, resource: &'a str) -> Asked<'a> {
    Asked { action, resource, requested_region: TOKYO, profile: None, passed_to: None }
}

fn policy(case: &Case) -> String {
    let policy = Policy::new("Proof").in_account(ACCOUNT).and_then(|policy| policy.in_region(TOKYO));
    let mut policy = policy.expect("a place");
    (case.grant)(&mut policy).expect("a grant");
    policy.to_iam_json().expect("a policy")
}

/// The first request that is judged otherwise than it must be.
fn wrong<'a, 'r>(case: &Case, document: &str, asked: &'a [Asked<'r>]) -> Option<&'a Asked<'r>> {
    let judge = Judge::of(document);
    asked.iter().find(|asked| judge.allows_asked(asked) != (case.is_needed)(asked))
}

#[test]
fn each_grant_allows_what_it_is_for_and_nothing_else() {
    let (own, chat) = (own_resources(), chat_arn());
    let all: BTreeSet<String> = own.iter().flat_map(|arn| with_neighbours(arn)).collect();
    let granted = all.iter().flat_map(|resource| asked_of(resource, &chat));
    let others = own.iter().flat_map(|resource| TABLES.actions.iter().map(|action| plain(action, resource)));
    let asked: Vec<Asked<'_>> = granted.chain(others).collect();
    let mut mutants_noticed = 0;
    for case in &CASES {
        let (name, document) = (case.name, policy(case));
        assert!(wrong(case, &document, &asked).is_none(), "{name}: {:?} in {document}", wrong(case, &document, &asked));
        let needed = asked.iter().filter(|asked| (case.is_needed)(asked)).count();
        println!("{name}: {needed} of {} allowed", asked.len());
        assert!(needed > 0, "{name}");
        for mutant in mutants(&serde_json::from_str(&document).expect("JSON")) {
            assert!(
                wrong(case, &mutant.document, &asked).is_some(),
                "{name}: {} survives in {document}",
                mutant.mutation
            );
            mutants_noticed += 1;
        }
    }
    println!("{mutants_noticed} mutants noticed");
    assert!(mutants_noticed >= 200, "{mutants_noticed}");
}
