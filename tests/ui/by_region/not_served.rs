use bedrock_profiles::{InferenceProfileByRegion, inference_profile};

inference_profile! {
    pub const CHAT: InferenceProfileByRegion = {
        geo: [eu, us],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "us-east-1", "sa-east-1", "us-gov-west-1"],
    };
}

fn main() {}
