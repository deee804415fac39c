use bedrock_profiles::{InferenceProfileByRegion, inference_profile};

inference_profile! {
    pub const RETIRED: InferenceProfileByRegion = {
        geo: [eu, us],
        model: "anthropic.claude-3-5-sonnet-20240620-v1:0",
        source_regions: ["eu-west-1", "us-east-1"],
    };
    pub const UNCONFIRMED: InferenceProfileByRegion = {
        geo: [apac, us],
        model: "amazon.nova-lite-v1:0",
        source_regions: ["me-central-1", "us-east-1"],
    };
}

fn main() {}
