use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    static CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
    };
}

fn main() {}
