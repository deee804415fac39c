use bedrock_profiles::inference_profile;

fn main() {
    let chat = inference_profile!("euu.anthropic.claude-sonnet-4-6");
    println!("{chat} {:?}", chat.destinations("eu-central-1"));
}
