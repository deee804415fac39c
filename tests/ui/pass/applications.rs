#![deny(warnings)]
//! Application profiles, copied from everything they can be copied from.

use bedrock_profiles::{
    ApplicationInferenceProfile, ModelSource, CrossRegionInferenceProfile, FoundationModel, inference_profile,
};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-central-1"] };
    const OF_PROFILE: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: CHAT,
        description: "Support chat",
        tags: { "CostCenter": "4711", "Owner": "" },
    };
    const OF_MODEL: ApplicationInferenceProfile = { name: "embedder", copy_from: self::EMBEDDER };
    const OF_PROFILE_ID: ApplicationInferenceProfile = { name: "a", copy_from: "global.anthropic.claude-sonnet-4-6" };
    const OF_MODEL_ID: ApplicationInferenceProfile = { name: "b", copy_from: "amazon.titan-embed-text-v2:0", tags: {} };
}

fn main() {
    assert_eq!(OF_PROFILE.copied_from(), ModelSource::CrossRegion(CHAT));
    assert_eq!(OF_PROFILE.tags(), [("CostCenter", "4711"), ("Owner", "")]);
    assert_eq!(OF_MODEL.copied_from(), ModelSource::FoundationModel(EMBEDDER));
    assert_eq!(OF_PROFILE_ID.inference_profile_model().model_id(), "anthropic.claude-sonnet-4-6");
    assert!(OF_MODEL_ID.inference_profile_model().same_id(&EMBEDDER));
}
