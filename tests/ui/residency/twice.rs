use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["us-east-1"],
        residency: [us, us],
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
