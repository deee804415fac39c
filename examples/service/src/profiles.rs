//! What the service calls. The build script reads this file too.

use bedrock_profiles::{ApplicationInferenceProfile, CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    /// Answers support tickets. Prompts never leave the EU.
    pub(crate) const SUPPORT_CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1"],
        residency: [eu],
        requires: [streaming],
    };

    /// The same, billed to the support team. Terraform creates it.
    pub(crate) const BILLED_CHAT: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: SUPPORT_CHAT,
        tags: { "CostCenter": "4711" },
    };
}
