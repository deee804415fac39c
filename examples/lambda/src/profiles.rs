//! What the function calls. The build script reads this file too.

use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    /// Sorts incoming mail, wherever there is room for it.
    pub(crate) const MAIL_SORTER: CrossRegionInferenceProfile = {
        geo: global,
        model: "anthropic.claude-haiku-4-5-20251001-v1:0",
        source_regions: ["eu-central-1", "us-east-1"],
        requires: [text_input],
    };
}
