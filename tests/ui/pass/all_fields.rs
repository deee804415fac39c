#![deny(warnings, missing_docs)]
//! Every field, both forms, every kind of value.

use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, inference_profile, models};

inference_profile! {
    /// Answers support tickets.
    #[doc(alias = "tickets")]
    pub const SUPPORT_CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-2"],
        residency: [eu, gb],
        requires: [streaming, "image_input"],
        allow: [],
    };

    pub(crate) const INDIA: bedrock_profiles::CrossRegionInferenceProfile = { geo: in, model: models::ANTHROPIC_CLAUDE_SONNET_5 };
    const GOV: CrossRegionInferenceProfile = { geo: us-gov, model: r"openai.gpt-oss-20b-1:0" };
    const QUOTED: CrossRegionInferenceProfile = { geo: "us-gov", model: "openai.gpt-oss-20b-1:0", };
    const RETIRED: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-3-5-sonnet-20240620-v1:0",
        allow: [retired],
    };
    const LEGACY: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-opus-4-1-20250805-v1:0",
        allow: [legacy],
    };
    #[allow(deprecated)]
    const LEGACY_TOO: CrossRegionInferenceProfile = { geo: us, model: "anthropic.claude-opus-4-1-20250805-v1:0" };
    const UNCONFIRMED: CrossRegionInferenceProfile = {
        geo: apac,
        model: "amazon.nova-lite-v1:0",
        source_regions: ["me-central-1"],
        allow: [unconfirmed],
    };
    const EMBEDDER: FoundationModel = {
        model: bedrock_profiles::models::AMAZON_TITAN_EMBED_TEXT_V2_0,
        source_regions: ["eu-central-1"],
        residency: ["eu-central-1"],
        requires: [text_input, embedding_output],
    };
}

const EXPRESSION: CrossRegionInferenceProfile =
    inference_profile!("eu.anthropic.claude-sonnet-4-6", source_regions: ["eu-central-1"], residency: [eu],);

fn main() {
    for profile in [SUPPORT_CHAT, INDIA, GOV, QUOTED, RETIRED, LEGACY, LEGACY_TOO, UNCONFIRMED, EXPRESSION] {
        assert!(profile.source_regions().count() > 0, "{profile}");
    }
    assert_eq!(EMBEDDER.model_id(), "amazon.titan-embed-text-v2:0");
    assert_eq!(SUPPORT_CHAT.inference_profile_model(), models::ANTHROPIC_CLAUDE_SONNET_4_6);
    assert!(UNCONFIRMED.source_regions().eq(["me-central-1"]));
}
