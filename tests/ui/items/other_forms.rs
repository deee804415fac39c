use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, inference_profile,
};

type Profile = CrossRegionInferenceProfile;

inference_profile! {
    const ALIAS: Profile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const BY_ID: CrossRegionInferenceProfile = "eu.anthropic.claude-sonnet-4-6";
    const MODEL: FoundationModel = "amazon.titan-embed-text-v2:0";
    const COPY: ApplicationInferenceProfile = { name: "chat", geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const EMPTY: CrossRegionInferenceProfile = {};
}

inference_profile! {}

fn main() {
    let id = "eu.anthropic.claude-sonnet-4-6";
    let _ = inference_profile!(id);
    let _ = inference_profile!(geo: eu, model: "anthropic.claude-sonnet-4-6");
}
