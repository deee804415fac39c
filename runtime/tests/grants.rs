//! What each grant adds to a policy, compared with what AWS documents.

#![cfg(feature = "policy")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::{Target, grant_discovery};
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Grant, GrantError, GrantErrorKind,
    Grantable, Policy, PolicyError, PolicyErrorKind, PromptRouter, Statement, inference_profile,
};
use serde_json::{Value, json};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: jp, model: "anthropic.claude-sonnet-4-6" };
    const ANYWHERE: CrossRegionInferenceProfile = { geo: global, model: "anthropic.claude-sonnet-4-6" };
    const LITE: CrossRegionInferenceProfile = { geo: us, model: "amazon.nova-lite-v1:0" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["ap-northeast-1"] };
    const MICRO: FoundationModel = { model: "amazon.nova-micro-v1:0", source_regions: ["us-east-1"] };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: CHAT };
    const BILLED_EMBEDDER: ApplicationInferenceProfile = { name: "embedder", copy_from: EMBEDDER };
    const GOV: CrossRegionInferenceProfile =
        { geo: us-gov, model: "anthropic.claude-sonnet-4-5-20250929-v1:0", allow: [legacy] };
}

const ROLE: &str = "arn:aws:iam::123456789012:role/service-role/batch";
const ARN: &str = "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
const TOKYO: &str = "ap-northeast-1";

fn in_region(region: &str) -> Policy {
    Policy::new("Test").in_account("123456789012").unwrap().in_region(region).unwrap()
}

/// The statements that IAM is told, without their ids, of what `grant` adds.
fn statements(mut policy: Policy, grant: impl FnOnce(&mut Policy) -> Result<Grant, GrantError>) -> Value {
    grant(&mut policy).unwrap();
    let mut document: Value = serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap();
    for statement in document["Statement"].as_array_mut().unwrap() {
        statement.as_object_mut().unwrap().remove("Sid");
    }
    document["Statement"].take()
}

fn allow(actions: &Value, resources: &Value) -> Value {
    json!({ "Effect": "Allow", "Action": actions, "Resource": resources })
}

fn model(region: &str, id: &str) -> Value {
    format!("arn:aws:bedrock:{region}::foundation-model/{id}").into()
}

#[test]
fn invoking_and_streaming_can_be_granted_alone() {
    let both = statements(in_region(TOKYO), |policy| CHAT.grant_invoke(policy));
    for (granted, action) in [
        (statements(in_region(TOKYO), |policy| CHAT.grant_invoke_only(policy)), "bedrock:InvokeModel"),
        (
            statements(in_region(TOKYO), |policy| CHAT.grant_streaming_only(policy)),
            "bedrock:InvokeModelWithResponseStream",
        ),
    ] {
        let mut expected = both.clone();
        for statement in expected.as_array_mut().unwrap() {
            statement["Action"] = action.into();
        }
        assert_eq!(granted, expected);
    }
}

#[test]
fn streaming_alone_is_refused_for_a_model_that_does_not_stream() {
    let error = EMBEDDER.grant_streaming_only(&mut in_region(TOKYO)).unwrap_err();
    assert!(
        error.kind() == GrantErrorKind::NoStreaming && error.to_string().contains("`amazon.titan-embed-text-v2:0`"),
        "{error:?}"
    );
    assert!(EMBEDDER.grant_invoke_only(&mut in_region(TOKYO)).is_ok());
}

#[test]
fn tokens_are_counted_with_the_model() {
    let granted = statements(in_region(TOKYO), |policy| CHAT.inference_profile_model().grant_count_tokens(policy));
    assert_eq!(granted, json!([allow(&json!("bedrock:CountTokens"), &model(TOKYO, "anthropic.claude-sonnet-4-6"))]));
    let anywhere = &mut Policy::new("Test");
    let error = CHAT.inference_profile_model().grant_count_tokens(anywhere).unwrap_err();
    assert!(
        error.kind() == GrantErrorKind::NoRegion && error.to_string().contains("`anthropic.claude-sonnet-4-6`"),
        "{error:?}"
    );
    let error = CHAT.inference_profile_model().grant_count_tokens(&mut in_region("ap-northeast-9")).unwrap_err();
    assert_eq!(error.kind(), GrantErrorKind::UnknownRegion, "{error}");
    let message = error.to_string();
    assert!(message.starts_with("no AWS Region is called `ap-northeast-9`\nhelp: the nearest "), "{message}");
}

#[test]
fn tokens_are_not_counted_with_a_profile() {
    let policy = &mut in_region(TOKYO);
    let errors = [CHAT.grant_count_tokens(policy), BILLED.grant_count_tokens(policy)].map(Result::unwrap_err);
    let [by_profile, by_copy] = errors.map(|error| error.to_string());
    assert!(by_profile.starts_with("`jp.anthropic.claude-sonnet-4-6` can't count tokens: CountTokens takes"));
    assert!(by_copy.starts_with("`billed` can't count tokens"));
    assert!(policy.statements().is_empty());
}

#[test]
fn batch_jobs_take_the_model_the_jobs_and_their_role() {
    let expected = json!([
        allow(
            &json!("bedrock:CreateModelInvocationJob"),
            &json!([
                model(TOKYO, "anthropic.claude-sonnet-4-6"),
                "arn:aws:bedrock:ap-northeast-1:123456789012:model-invocation-job/*"
            ])
        ),
        {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": ROLE,
            "Condition": { "StringEquals": { "iam:PassedToService": "bedrock.amazonaws.com" } }
        }
    ]);
    assert_eq!(statements(in_region(TOKYO), |policy| CHAT.grant_batch_invoke(policy, ROLE)), expected);
    let of_model = statements(in_region("us-east-1"), |policy| MICRO.grant_batch_invoke(policy, ROLE));
    assert_eq!(of_model[0]["Resource"][0], model("us-east-1", "amazon.nova-micro-v1:0"));
}

#[test]
fn a_service_role_is_one_of_the_same_account_and_partition() {
    for role in [
        "",
        "*",
        "batch",
        "arn:aws:iam::123456789012:role/*",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:user/batch",
        "arn:aws:iam::123456789012:role/${x}",
        "arn:aws-us-gov:iam::123456789012:role/batch",
    ] {
        let error = CHAT.grant_batch_invoke(&mut in_region(TOKYO), role).unwrap_err();
        assert_eq!(error.kind(), GrantErrorKind::Input, "{role}");
    }
}

#[test]
fn what_belongs_to_another_account_is_refused() {
    let foreign = |arn: &str| arn.replace("123456789012", "210987654321");
    let created = BILLED.with_arn(&foreign(ARN)).unwrap();
    let router = "arn:aws:bedrock:us-east-1:210987654321:prompt-router/a1b2c3d4e5f6";
    let router = PromptRouter::custom("support", router).unwrap().routing_to(LITE);
    for error in [
        CHAT.grant_batch_invoke(&mut in_region(TOKYO), &foreign(ROLE)).unwrap_err(),
        created.grant_invoke(&mut in_region(TOKYO)).unwrap_err(),
        created.grant_manage(&mut in_region(TOKYO)).unwrap_err(),
        router.grant_invoke(&mut in_region("us-east-1")).unwrap_err(),
    ] {
        assert_eq!(error.kind(), GrantErrorKind::AccountMix, "{error:?}");
        assert!(error.to_string().ends_with("which is for `123456789012`"), "{error}");
    }
    let mut anywhere = Policy::new("Test").in_region(TOKYO).unwrap();
    assert!(created.grant_invoke(&mut anywhere).is_ok(), "the account is not known");
}

#[test]
fn an_account_is_asked_for_where_something_belongs_to_one() {
    let json = |grant: fn(&mut Policy) -> Result<Grant, GrantError>| {
        let mut policy = Policy::new("Test").in_region(TOKYO).unwrap();
        grant(&mut policy).unwrap();
        assert_eq!(policy.to_iam_json().is_ok(), !policy.to_terraform().unwrap().contains("aws_caller_identity"));
        policy.to_iam_json()
    };
    assert!(json(|policy| grant_discovery(policy)).is_ok());
    assert!(json(|policy| EMBEDDER.grant_invoke(policy)).is_ok());
    assert_eq!(json(|policy| CHAT.grant_invoke(policy)).unwrap_err().kind(), PolicyErrorKind::NoAccount);
}

#[test]
fn discovery_names_no_resource() {
    let lists = json!(["bedrock:ListInferenceProfiles", "bedrock:ListFoundationModels"]);
    let account = || Policy::new("Test").in_account("123456789012").unwrap();
    assert_eq!(statements(account(), |policy| grant_discovery(policy)), json!([allow(&lists, &json!("*"))]));
    let mut anywhere = in_region("us-gov-west-1");
    grant_discovery(&mut anywhere).unwrap();
    GOV.grant_invoke(&mut anywhere).unwrap();
}

#[test]
fn a_deployment_creates_the_profile_from_its_source_and_no_other() {
    let every = "arn:aws:bedrock:ap-northeast-1:123456789012:application-inference-profile/*";
    let source = "arn:aws:bedrock:ap-northeast-1:123456789012:inference-profile/jp.anthropic.claude-sonnet-4-6";
    let management = json!([
        "bedrock:GetInferenceProfile",
        "bedrock:DeleteInferenceProfile",
        "bedrock:ListTagsForResource",
        "bedrock:TagResource",
        "bedrock:UntagResource"
    ]);
    let create = json!("bedrock:CreateInferenceProfile");
    assert_eq!(
        statements(in_region(TOKYO), |policy| BILLED.grant_manage(policy)),
        json!([allow(&create, &json!([every, source])), allow(&management, &json!(every))])
    );
    assert_eq!(
        statements(in_region(TOKYO), |policy| BILLED_EMBEDDER.grant_manage(policy))[0]["Resource"][1],
        model(TOKYO, "amazon.titan-embed-text-v2:0")
    );
    assert_eq!(
        statements(in_region(TOKYO), |policy| BILLED.with_arn(ARN).unwrap().grant_manage(policy)),
        json!([allow(&management, &json!(ARN))])
    );
}

#[test]
fn the_copied_profile_is_granted_by_choice_only() {
    let created = BILLED.with_arn(ARN).unwrap();
    let without = statements(in_region(TOKYO), |policy| created.grant_invoke(policy));
    let with = statements(in_region(TOKYO), |policy| created.grant_invoke_with_source(policy));
    let source = "arn:aws:bedrock:ap-northeast-1:123456789012:inference-profile/jp.anthropic.claude-sonnet-4-6";
    assert!(!without.to_string().contains(source));
    let mut expected = without;
    expected[0]["Resource"] = json!([ARN, source]);
    assert_eq!(with, expected);
    let of_model = BILLED_EMBEDDER.with_arn(ARN).unwrap();
    assert_eq!(
        statements(in_region(TOKYO), |policy| of_model.grant_invoke_with_source(policy)),
        statements(in_region(TOKYO), |policy| of_model.grant_invoke(policy))
    );
}

fn router() -> PromptRouter {
    PromptRouter::default_router("amazon.nova:1").unwrap().routing_to(LITE).routing_to(MICRO)
}

#[test]
fn a_router_is_granted_with_all_that_it_chooses_from() {
    let granted = statements(in_region("us-east-1"), |policy| router().grant_invoke(policy));
    let arn = "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/amazon.nova:1";
    let both = json!(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]);
    assert_eq!(granted[0], allow(&both, &json!(arn)));
    let mut choices = in_region("us-east-1");
    LITE.grant_invoke(&mut choices).unwrap();
    let choices = statements(choices, |policy| MICRO.grant_invoke(policy));
    assert_eq!(granted.as_array().unwrap()[1..], choices.as_array().unwrap()[..]);
    assert_eq!(router().invokable_arn("us-east-1", "123456789012").unwrap(), arn);
}

#[test]
fn a_router_without_a_region_is_granted_where_all_that_it_chooses_from_is_called() {
    let mut policy = Policy::new("Test");
    router().grant_invoke(&mut policy).unwrap();
    assert!(router().source_regions().eq(["us-east-1"]), "the model is declared for one Region");
    let policy = policy.in_account("123456789012").unwrap();
    let document: Value = serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap();
    let sids: Vec<&Value> = document["Statement"].as_array().unwrap().iter().map(|it| &it["Sid"]).collect();
    assert!(sids.iter().all(|sid| sid.as_str().unwrap().contains("UsEast1")), "{sids:?}");
    assert_eq!(sids[0], "AmazonNova1UsEast1Router");
}

#[test]
fn a_router_of_the_account_is_where_its_arn_says() {
    let arn = "arn:aws:bedrock:us-east-1:123456789012:prompt-router/a1b2c3d4e5f6";
    let router = PromptRouter::custom("support", arn).unwrap().routing_to(LITE);
    assert!(router.source_regions().eq(["us-east-1"]));
    let granted = statements(in_region("us-east-1"), |policy| router.grant_invoke(policy));
    assert_eq!(granted[0]["Resource"], arn);
    assert_eq!(router.grant_invoke(&mut in_region("us-west-2")).unwrap_err().kind(), GrantErrorKind::Region);
}

#[test]
fn a_router_with_nothing_to_choose_from_is_refused() {
    let policy = &mut in_region("us-east-1");
    let empty = PromptRouter::default_router("amazon.nova:1").unwrap();
    let error = empty.grant_invoke(policy).unwrap_err();
    assert!(error.kind() == GrantErrorKind::NoRoutes && error.to_string().contains("`amazon.nova:1`"), "{error:?}");
    let apart = empty.routing_to(LITE).routing_to(CHAT);
    let error = apart.grant_invoke(policy).unwrap_err();
    assert!(
        error.kind() == GrantErrorKind::NoCommonRegion && error.to_string().contains("`amazon.nova:1`"),
        "{error:?}"
    );
    for name in ["", "*", "anthropic.claude", "anthropic.claude:", ":1", "a:x", "a/b:1", "${x}:1"] {
        assert!(PromptRouter::default_router(name).is_err(), "{name}");
    }
    assert!(PromptRouter::custom("x", "arn:aws:bedrock:us-east-1:123456789012:prompt-router/*").is_err());
}

#[test]
fn each_partition_has_arns_of_its_own() {
    let gov = statements(in_region("us-gov-west-1"), |policy| GOV.grant_invoke(policy)).to_string();
    assert!(gov.contains("arn:aws-us-gov:bedrock:us-gov-east-1::foundation-model/") && !gov.contains("arn:aws:"));
    let mut policy = in_region("eusc-de-east-1");
    let sovereign = statements(policy.clone(), |policy| EMBEDDER.grant_count_tokens(policy));
    let arn = "arn:aws-eusc:bedrock:eusc-de-east-1::foundation-model/amazon.titan-embed-text-v2:0";
    assert_eq!(sovereign[0]["Resource"], arn);
    EMBEDDER.grant_count_tokens(&mut policy).unwrap();
    let mut both = policy.in_region("us-east-1").unwrap();
    let before = both.clone();
    assert_eq!(EMBEDDER.grant_count_tokens(&mut both).unwrap_err().kind(), GrantErrorKind::PartitionMix);
    assert_eq!(both, before, "a refused grant leaves the policy as it was");
}

#[test]
fn every_grant_of_a_policy_is_told_from_the_others() {
    let mut policy = in_region(TOKYO);
    CHAT.grant_invoke(&mut policy).unwrap();
    CHAT.grant_profile_usage(&mut policy).unwrap();
    CHAT.grant_batch_invoke(&mut policy, ROLE).unwrap();
    ANYWHERE.grant_invoke(&mut policy).unwrap();
    BILLED.with_arn(ARN).unwrap().grant_manage(&mut policy).unwrap();
    grant_discovery(&mut policy).unwrap();
    let document: Value = serde_json::from_str(&policy.to_iam_json().unwrap()).unwrap();
    let sids: Vec<&str> =
        document["Statement"].as_array().unwrap().iter().map(|statement| statement["Sid"].as_str().unwrap()).collect();
    let mut unique = sids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), sids.len(), "{sids:?}");
    assert!(sids.iter().all(|sid| sid.bytes().all(|byte| byte.is_ascii_alphanumeric())), "{sids:?}");
    assert!(sids.contains(&"BedrockDiscovery") && sids.contains(&"BilledApNortheast1Management"), "{sids:?}");
}

#[test]
fn errors_pass_on_what_is_suggested() {
    let error = CHAT.grant_invoke(&mut in_region("us-east-1")).unwrap_err();
    assert_eq!(error.kind(), GrantErrorKind::Region);
    assert_eq!(error.suggestions().collect::<Vec<_>>(), ["ap-northeast-1", "ap-northeast-3"]);
    let error = CHAT.invokable_arn("us-east-1", "123456789012").unwrap_err();
    assert_eq!(error.suggestions().collect::<Vec<_>>(), ["ap-northeast-1", "ap-northeast-3"]);
    assert_eq!(PolicyError::from(error).suggestions().count(), 2);
    let error = CHAT.inference_profile_model().grant_count_tokens(&mut in_region("ap-northeast-9")).unwrap_err();
    assert_eq!(error.kind(), GrantErrorKind::UnknownRegion);
    assert!(error.suggestions().any(|region| region == "ap-northeast-1"), "{error}");
    assert!(PolicyError::from(error).suggestions().any(|region| region == "ap-northeast-1"));
    let problem = "eu.anthropic.claude-sonet-4-6".parse::<CrossRegionInferenceProfile>().unwrap_err();
    let suggested = PolicyError::from(problem).suggestions().next();
    assert_eq!(suggested.as_deref(), Some("eu.anthropic.claude-sonnet-4-6"));
}

#[test]
fn a_grantee_of_ones_own_says_why_it_refuses() {
    struct Full(Target);

    impl Grantable for Full {
        fn target(&self) -> &Target {
            &self.0
        }

        fn add_statements(&mut self, _: &[Statement]) -> Result<(), GrantError> {
            Err(GrantError::refused("no statement more"))
        }
    }

    let error = CHAT.grant_invoke(&mut Full(Target::default())).unwrap_err();
    assert_eq!((error.kind(), &*error.to_string()), (GrantErrorKind::Refused, "no statement more"));
}
