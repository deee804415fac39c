use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: eur,
        model: "anthropic.claude-sonet-4-6",
        requires: [streaming],
    };

    const RIGHT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
    };

    const EMBEDDER: FoundationModel = {
        model: "amazon.titan-embed-text-v2:0",
        source_regions: ["eu-central-1", "mars-north-1"],
        requires: [streaming, image_output],
    };
}

fn main() {
    println!("{CHAT} {RIGHT} {EMBEDDER} {:?}", RIGHT.inference_profile_arn("eu-central-1", "123456789012"));
}
