use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-sonnet-4-6",
        source_region: ["us-east-1"],
        residency: [us],
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
