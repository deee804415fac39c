use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-sonnet-4-6",
        residency: [us, 5],
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
