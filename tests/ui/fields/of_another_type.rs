use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    const MODEL: FoundationModel = {
        geo: eu,
        model: "amazon.titan-embed-text-v2:0",
    };
}

fn main() {
    println!("{MODEL} {:?}", MODEL.model_arn("eu-central-1"));
}
