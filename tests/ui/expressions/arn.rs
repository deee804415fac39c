use bedrock_profiles::inference_profile;

fn main() {
    let chat = inference_profile!("arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6");
    println!("{chat} {:?}", chat.destinations("eu-central-1"));
}
