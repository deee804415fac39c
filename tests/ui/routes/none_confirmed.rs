#![deny(deprecated)]

use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: apac,
        model: "anthropic.claude-3-haiku-20240307-v1:0",
        allow: [legacy],
    };
}

fn main() {
    println!("{CHAT}");
}
