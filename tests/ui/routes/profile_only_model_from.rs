use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    const MODEL: FoundationModel = {
        model: "anthropic.claude-fable-5",
        source_regions: ["eu-central-1"],
    };
}

fn main() {
    println!("{MODEL} {:?}", MODEL.model_arn("eu-central-1"));
}
