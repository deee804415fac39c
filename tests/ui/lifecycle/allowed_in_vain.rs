use bedrock_profiles::{ApplicationInferenceProfile, FoundationModel, inference_profile};

inference_profile! {
    const EMBEDDER: FoundationModel = {
        model: "amazon.titan-embed-text-v2:0",
        source_regions: ["eu-central-1"],
        allow: [legacy, unconfirmed, retired],
    };
    const COPY: ApplicationInferenceProfile = {
        name: "copy",
        copy_from: "amazon.titan-text-express-v1",
        allow: [retired],
    };
}

fn main() {
    println!("{EMBEDDER} {}", COPY.name());
}
