use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile
}

fn main() {}
