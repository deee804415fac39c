use bedrock_profiles::{InferenceProfileByRegion, inference_profile};

inference_profile! {
    pub const CHAT: InferenceProfileByRegion = {
        geo: [eu, global, us, jp],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "us-east-1"],
    };
}

fn main() {}
