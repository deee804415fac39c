use bedrock_profiles::{CrossRegionInferenceProfile, InferenceProfileByRegion, inference_profile};

inference_profile! {
    pub const ONE: InferenceProfileByRegion = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
    };
    pub const MANY: CrossRegionInferenceProfile = {
        geo: [eu, us],
        model: "anthropic.claude-sonnet-4-6",
        residency: { eu: [eu] },
    };
}

fn main() {}
