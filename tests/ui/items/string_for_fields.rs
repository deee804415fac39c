use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = "eu.anthropic.claude-sonnet-4-6";
}

fn main() {}
