use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    const MODEL: FoundationModel = {
        model: "amazon.titan-text-express-v1",
    };
}

fn main() {
    println!("{MODEL} {:?}", MODEL.model_arn("eu-central-1"));
}
