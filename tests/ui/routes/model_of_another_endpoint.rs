use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    const MODEL: FoundationModel = {
        model: "xai.grok-4.3",
    };
}

fn main() {
    println!("{MODEL} {:?}", MODEL.model_arn("eu-central-1"));
}
