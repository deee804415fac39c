use bedrock_profiles::inference_profile;

fn main() {
    let chat = inference_profile!("eu.anthropic.claude-sonet-4-6");
    println!("{chat} {:?}", chat.destinations("eu-central-1"));
}
