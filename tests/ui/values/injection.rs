//! Text that a template would take for something of its own.

use bedrock_profiles::{ApplicationInferenceProfile, CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };

    const REFERENCE: ApplicationInferenceProfile = {
        name: "${AWS::AccountId}",
        copy_from: CHAT,
        description: "${data.aws_caller_identity.current.account_id}",
        tags: { "${x}": "%{ if true }", "\"": "*", "line\nbreak": "'" },
    };

    const WILDCARD: ApplicationInferenceProfile = { name: "*", copy_from: "*" };

    const EVERY: CrossRegionInferenceProfile = { geo: "*", model: "${x}", source_regions: ["*"] };
}

fn main() {}
