//! Profiles and models at run time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::{
    CrossRegionInferenceProfile, CrossRegionInferenceProfileConfig, Destinations, FoundationModel, InferenceProfile,
    InferenceProfileType, Invokable, inference_profile, models,
};
use bedrock_profiles_catalog::{Catalog, Lifecycle};
use std::collections::HashSet;

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-2"],
    };
    const EVERYWHERE: CrossRegionInferenceProfile = { geo: global, model: models::ANTHROPIC_CLAUDE_SONNET_4_6 };
    const RETIRED: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-3-5-sonnet-20240620-v1:0",
        allow: [retired],
    };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-central-1"] };
}

const ACCOUNT: &str = "123456789012";

#[test]
fn a_profile_knows_itself() {
    assert_eq!(CHAT.inference_profile_id(), "eu.anthropic.claude-sonnet-4-6");
    assert_eq!(CHAT.geo(), "eu");
    assert_eq!(CHAT.profile_type(), InferenceProfileType::SystemDefined);
    assert_eq!(CHAT.inference_profile_model(), models::ANTHROPIC_CLAUDE_SONNET_4_6);
    assert!(CHAT.source_regions().eq(["eu-central-1", "eu-west-2"]));
    let destinations = CHAT.destinations("eu-west-2").unwrap();
    assert!(destinations.regions().unwrap().contains("eu-west-2"));
    assert!(!CHAT.destinations("eu-central-1").unwrap().regions().unwrap().contains("eu-west-2"));
    assert_eq!(EVERYWHERE.destinations("us-east-1").unwrap(), Destinations::Global);
    assert!(EVERYWHERE.source_regions().count() > 20);
}

#[test]
fn a_profile_is_text_where_text_is_asked_for() {
    fn takes(id: impl Into<String>) -> String {
        id.into()
    }
    assert_eq!(takes(CHAT), "eu.anthropic.claude-sonnet-4-6");
    assert_eq!(takes(EMBEDDER), "amazon.titan-embed-text-v2:0");
    assert_eq!(CHAT.as_ref(), "eu.anthropic.claude-sonnet-4-6");
    assert_eq!(format!("{CHAT:>32}|{EMBEDDER}"), "  eu.anthropic.claude-sonnet-4-6|amazon.titan-embed-text-v2:0");
    assert!(format!("{CHAT:?} {EMBEDDER:?}").contains("eu.anthropic.claude-sonnet-4-6"));
}

#[test]
fn arns() {
    let arn = RETIRED.inference_profile_arn("us-east-1", ACCOUNT).unwrap();
    assert_eq!(
        arn,
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-5-sonnet-20240620-v1:0"
    );
    assert_eq!(RETIRED.invokable_arn("us-east-1", ACCOUNT).unwrap(), arn);
    let gov = inference_profile!("us-gov.openai.gpt-oss-20b-1:0");
    let arn = gov.inference_profile_arn("us-gov-west-1", ACCOUNT).unwrap();
    assert_eq!(
        arn,
        "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.openai.gpt-oss-20b-1:0"
    );
    let arn = EMBEDDER.model_arn("eu-central-1").unwrap();
    assert_eq!(arn, "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0");
}

#[test]
fn a_region_that_is_not_declared_is_refused_with_those_that_are() {
    let error = CHAT.inference_profile_arn("us-east-1", ACCOUNT).unwrap_err().to_string();
    assert_eq!(
        error,
        "`eu.anthropic.claude-sonnet-4-6` is not declared for `us-east-1`\n\
         note: its Regions are eu-central-1, eu-west-2"
    );
    assert!(CHAT.destinations("eu-west-1").is_err());
    assert!(EMBEDDER.invokable_arn("us-east-1", ACCOUNT).is_err());
}

#[test]
fn hostile_input_is_refused() {
    for text in ["*", "${aws:PrincipalAccount}", "\"", "12345678901", "1234567890123", "", "12345678901\u{0}"] {
        assert!(CHAT.inference_profile_arn("eu-central-1", text).is_err(), "{text:?}");
    }
    for text in ["*", "${AWS::Region}", "eu-central-1\"", "", "eu-central-*", "eu-central-1\n"] {
        assert!(CHAT.inference_profile_arn(text, ACCOUNT).is_err(), "{text:?}");
        assert!(EMBEDDER.model_arn(text).is_err(), "{text:?}");
    }
}

#[test]
fn what_configuration_names_gets_the_checks_of_a_declaration() {
    let config =
        |geo, model| CrossRegionInferenceProfile::from_config(CrossRegionInferenceProfileConfig { geo, model });
    let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6");
    assert_eq!(config("eu", "anthropic.claude-sonnet-4-6").unwrap(), chat);
    assert!(config("eur", "anthropic.claude-sonnet-4-6").unwrap_err().to_string().contains("the nearest is `eu`"));
    assert!(config("apac", "anthropic.claude-sonnet-4-6").unwrap_err().to_string().contains("is not offered with"));
    assert!(config("us", "amazon.nova-premier-v1:0").unwrap_err().to_string().contains("is retired"));
    let owned =
        CrossRegionInferenceProfileConfig { geo: String::from("eu"), model: models::ANTHROPIC_CLAUDE_SONNET_4_6 };
    assert_eq!(CrossRegionInferenceProfile::from_config(owned).unwrap(), chat);

    assert_eq!("eu.anthropic.claude-sonnet-4-6".parse(), Ok(chat));
    assert!("eu.anthropic.claude-sonet-4-6".parse::<CrossRegionInferenceProfile>().is_err());
    assert_eq!("amazon.titan-embed-text-v2:0".parse(), Ok(models::AMAZON_TITAN_EMBED_TEXT_V2_0));
    assert!("anthropic.claude-fable-5".parse::<FoundationModel>().is_err());
}

#[test]
fn a_model_past_its_end_of_life_is_no_configuration() {
    let told = |id: &str| id.parse::<FoundationModel>().unwrap_err().to_string();
    let retired = told("amazon.nova-canvas-v1:0");
    assert!(retired.starts_with("`amazon.nova-canvas-v1:0` is retired: its model's end of life was on 2026-09-30\n"));
    for model in Catalog::BUILT_IN.models().filter(|model| model.lifecycle() == Lifecycle::EndOfLife) {
        assert!(told(model.id()).starts_with(&format!("`{}` is retired: ", model.id())), "{}", model.id());
    }
    let only_behind_profiles = told("anthropic.claude-fable-5");
    assert!(
        only_behind_profiles.contains("can only be invoked through an inference profile"),
        "{only_behind_profiles}"
    );
}

#[test]
fn shared_traits_serve_generic_code() {
    let invokables: [&dyn Invokable; 2] = [&CHAT, &EMBEDDER];
    assert!(invokables.iter().all(|invokable| invokable.invokable_arn("eu-central-1", ACCOUNT).is_ok()));
    let profile: &dyn InferenceProfile = &CHAT;
    assert_eq!(profile.inference_profile_model().model_id(), "anthropic.claude-sonnet-4-6");
}

#[test]
fn equal_means_declared_alike() {
    let everywhere = inference_profile!("eu.anthropic.claude-sonnet-4-6");
    let alike = inference_profile!(
        "eu.anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-2"],
        residency: [eu, gb],
    );
    assert_eq!(CHAT, alike);
    assert_ne!(CHAT, everywhere);
    assert_eq!(HashSet::from([CHAT, alike, everywhere]).len(), 2);
    assert!(CHAT.same_id(&everywhere) && !CHAT.same_id(&EVERYWHERE));
    let embedder = models::AMAZON_TITAN_EMBED_TEXT_V2_0;
    assert_ne!(EMBEDDER, embedder);
    assert!(EMBEDDER.same_id(&embedder) && !EMBEDDER.same_id(&models::ANTHROPIC_CLAUDE_SONNET_4_6));
    assert_eq!(HashSet::from([EMBEDDER, embedder, EMBEDDER]).len(), 2);
    assert!(CHAT.inference_profile_model().same_id(&models::ANTHROPIC_CLAUDE_SONNET_4_6));
}

#[test]
fn a_profile_that_is_read_equals_a_declared_one() {
    assert_eq!("global.anthropic.claude-sonnet-4-6".parse(), Ok(EVERYWHERE));
    let unconfirmed = inference_profile!("apac.amazon.nova-lite-v1:0");
    assert_eq!("apac.amazon.nova-lite-v1:0".parse(), Ok(unconfirmed));
}

/// What AWS's page and API say of it: <https://docs.aws.amazon.com/bedrock/latest/userguide/titan-embedding-models.html>.
#[test]
fn a_model_tells_what_the_api_says_of_it() {
    let declared = inference_profile!("eu.anthropic.claude-sonnet-4-6").inference_profile_model();
    for model in [
        declared,
        "eu.anthropic.claude-sonnet-4-6".parse::<CrossRegionInferenceProfile>().unwrap().inference_profile_model(),
    ] {
        assert_eq!((model.name(), model.provider()), ("Claude Sonnet 4.6", "Anthropic"));
        assert!(model.inputs().eq(["image", "text"]) && model.outputs().eq(["text"]));
        assert!(model.has_capability("streaming") && model.has_capability("image_input"));
        assert!(!model.has_capability("image_output") && !model.has_capability("image"));
        assert!(model.inference_types().any(|offered| offered == "inference_profile"));
    }
    let embedder = models::AMAZON_TITAN_EMBED_TEXT_V2_0;
    assert!(embedder.outputs().eq(["embedding"]) && embedder.inference_types().any(|offered| offered == "on_demand"));
    let legacy = models::ANTHROPIC_CLAUDE_OPUS_4_1_20250805_V1_0;
    assert_eq!(legacy.end_of_life(), Some("2027-01-08"));
    assert_eq!(declared.end_of_life(), None);
}
