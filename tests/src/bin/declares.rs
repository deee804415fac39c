//! Uses one declared profile, and no look-up: the catalog must not be linked.

use bedrock_profiles::{Policy, PolicyError, inference_profile};

fn main() -> Result<(), PolicyError> {
    let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6");
    let mut policy = Policy::new("Chat").in_account("123456789012")?;
    chat.grant_invoke(&mut policy)?;
    println!("{chat} {chat:?} {}", policy.to_iam_json()?);
    Ok(())
}
