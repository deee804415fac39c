use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    pub const CHAT: CrossRegionInferenceProfile = {
        geo: apacc,
        model: "anthropic.claude-sonet-4-6",
        source_regions: ["eu-centrl-1", "eu-west-1", "eu-west-1"],
        residency: [eux],
        requires: [streming],
        allow: [legcy],
        geo: eu,
        name: "chat",
        regoin: "eu-west-1",
    };
}

fn main() {}
