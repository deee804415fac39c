use bedrock_profiles::inference_profile;

fn main() {
    let chat = inference_profile!("");
    println!("{chat} {:?}", chat.destinations("eu-central-1"));
}
