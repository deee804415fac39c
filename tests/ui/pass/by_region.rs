//! One declaration for several Regions, with every field.

#![forbid(warnings)]

use bedrock_profiles::{
    ApplicationInferenceProfile, InferenceProfileByRegion, NotDeclared, inference_profile, models,
};

inference_profile! {
    /// Answers support tickets.
    pub const CHAT: InferenceProfileByRegion = {
        geo: [eu, "us", us-gov, global],
        model: models::ANTHROPIC_CLAUDE_SONNET_4_5_20250929_V1_0,
        source_regions: ["eu-central-1", "us-east-1", "us-gov-west-1", "sa-east-1"],
        residency: { eu: [eu], "us": [us], us-gov: [us] },
        requires: [streaming],
        allow: [legacy, unconfirmed, retired],
    };

    const BILLED: ApplicationInferenceProfile = { name: "chat", copy_from: CHAT };
}

const MODEL: &str = CHAT.inference_profile_model().as_str();

fn main() -> Result<(), NotDeclared> {
    assert_eq!(CHAT.callable_from("us-gov-west-1")?, format!("us-gov.{MODEL}"));
    assert_eq!(CHAT.callable_from("sa-east-1")?, format!("global.{MODEL}"));
    assert!(BILLED.source_regions().eq(CHAT.source_regions()));
    Ok(())
}
