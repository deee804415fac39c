use bedrock_profiles::{InferenceProfileByRegion, inference_profile};

inference_profile! {
    pub const BY_PREFIX: InferenceProfileByRegion = {
        geo: [eu, us],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "us-east-1"],
        residency: { eu: [de], us: [us], jp: [jp], us: [us] },
    };
    pub const FOR_ALL: InferenceProfileByRegion = {
        geo: [eu, global],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "us-east-1"],
        residency: [eu],
    };
}

fn main() {}
