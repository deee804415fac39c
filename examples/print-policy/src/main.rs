//! Prints a declared profile's id, ARN, destinations and IAM policy.

use bedrock_profiles::{CrossRegionInferenceProfile, Policy, inference_profile};
use std::error::Error;

inference_profile! {
    /// Answers support tickets. Prompts never leave the EU.
    const SUPPORT_CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1"],
        residency: [eu],
        requires: [streaming, image_input],
    };
}

fn main() -> Result<(), Box<dyn Error>> {
    const ACCOUNT: &str = "123456789012";

    println!("id:  {SUPPORT_CHAT}");
    for region in SUPPORT_CHAT.source_regions() {
        println!("ARN: {}", SUPPORT_CHAT.inference_profile_arn(region, ACCOUNT)?);
        println!("destinations from {region}: {}", SUPPORT_CHAT.destinations(region)?);
    }

    let mut policy = Policy::new("SupportChat").in_account(ACCOUNT)?;
    SUPPORT_CHAT.grant_invoke(&mut policy)?;
    println!("policy {}:\n{}", policy.name(), policy.to_iam_json()?);
    Ok(())
}
