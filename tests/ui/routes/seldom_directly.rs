use bedrock_profiles::{FoundationModel, inference_profile};

inference_profile! {
    pub const CHAT: FoundationModel = {
        model: "anthropic.claude-sonnet-4-6",
    };
}

fn main() {}
