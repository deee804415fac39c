//! A copy of a copy.

use bedrock_profiles::{ApplicationInferenceProfile, inference_profile};

inference_profile! {
    const FIRST: ApplicationInferenceProfile = { name: "first", copy_from: "eu.anthropic.claude-sonnet-4-6" };

    const SECOND: ApplicationInferenceProfile = { name: "second", copy_from: FIRST };
}

fn main() {}
