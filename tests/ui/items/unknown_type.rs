use bedrock_profiles::inference_profile;

inference_profile! {
    const CHAT: InferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
    };
}

fn main() {
    println!("{CHAT} {:?}", CHAT.destinations("eu-central-1"));
}
