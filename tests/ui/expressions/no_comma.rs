use bedrock_profiles::inference_profile;

fn main() {
    let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6" residency: [eu]);
    println!("{chat} {:?}", chat.destinations("eu-central-1"));
}
