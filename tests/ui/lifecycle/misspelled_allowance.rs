use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-3-5-sonnet-20240620-v1:0",
        allow: [retird],
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
