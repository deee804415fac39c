use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: us,
        model: "openai.gpt-5.5",
        source_regions: ["us-east-1", "ca-west-1"],
        residency: [us],
    };
}

fn main() {
    println!("{CHAT}");
}
