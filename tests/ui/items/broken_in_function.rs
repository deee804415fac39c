use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};

fn main() {
    inference_profile! {
        const NO_TYPE = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
        const NO_EQUALS: CrossRegionInferenceProfile { geo: eu, model: "anthropic.claude-sonnet-4-6" };
        const NO_BRACES: CrossRegionInferenceProfile = "eu.anthropic.claude-sonnet-4-6";
        static NO_CONST: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
        const A_REFERENCE: &CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
        const A_COMMA: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" },
        const OTHER_TYPE: PromptRouter = { name: "x", geo: eu, model: "anthropic.claude-sonnet-4-6" };
    }
    println!("{NO_TYPE} {NO_EQUALS} {NO_BRACES} {NO_CONST} {A_REFERENCE} {A_COMMA} {OTHER_TYPE}");
}
