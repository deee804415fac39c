use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    const EMBEDDER: FoundationModel = {
        model: "amazon.titan-embed-text-v2:0",
        source_regions: ["us-east-1", "us-gov-west-1"],
    };
}

fn main() {
    println!("{EMBEDDER}");
}
