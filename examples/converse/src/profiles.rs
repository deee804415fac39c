//! The profiles that the program calls.

use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    /// Answers support tickets. Prompts never leave the EU.
    pub(crate) const SUPPORT_CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1"],
        residency: [eu],
        requires: [streaming],
    };
}
