use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, inference_profile};

inference_profile! {
    const UNKNOWN_MODEL: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonet-4-6" };
    const UNKNOWN_PREFIX: CrossRegionInferenceProfile = { geo: euu, model: "anthropic.claude-sonnet-4-6" };
    const NOT_OFFERED: CrossRegionInferenceProfile = { geo: ca, model: "anthropic.claude-sonnet-4-6" };
    const RETIRED: CrossRegionInferenceProfile = { geo: us, model: "anthropic.claude-3-opus-20240229-v1:0" };
    const MISSING: CrossRegionInferenceProfile = { geo: us };
    const UNKNOWN_FIELD: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        requirements: [streaming],
    };
    const WRONG_TYPE: CrossRegionInferenceProfile = { geo: eu, model: 46 };
    const NOT_A_SOURCE: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["us-east-1"],
    };
    const OUTSIDE: CrossRegionInferenceProfile = {
        geo: global,
        model: "anthropic.claude-sonnet-4-6",
        residency: [eu],
    };
    const PROFILE_ONLY: FoundationModel = { model: "anthropic.claude-fable-5" };
}

fn main() {
    let profiles = [UNKNOWN_MODEL, UNKNOWN_PREFIX, NOT_OFFERED, RETIRED, MISSING, UNKNOWN_FIELD, WRONG_TYPE, OUTSIDE];
    let ids: Vec<&str> = profiles.iter().map(|profile| profile.inference_profile_id()).collect();
    println!("{ids:?} {:?} {PROFILE_ONLY}", NOT_A_SOURCE.destinations("eu-central-1"));
}
