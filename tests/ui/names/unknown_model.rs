use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    /// Answers support tickets. Prompts never leave the EU.
    const CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonet-4-6",
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
