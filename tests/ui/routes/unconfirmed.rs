#![deny(deprecated)]

use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: apac,
        model: "amazon.nova-lite-v1:0",
        source_regions: ["ap-northeast-1", "me-central-1"],
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
