use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    const MODEL: FoundationModel = {
        model: "amazon.nova-pro-v1:0",
        source_regions: ["us-east-1", "eu-central-1"],
    };
}

fn main() {
    println!("{MODEL} {:?}", MODEL.model_arn("eu-central-1"));
}
