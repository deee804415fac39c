use bedrock_profiles::{ApplicationInferenceProfile, CrossRegionInferenceProfile, inference_profile};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const NAME: ApplicationInferenceProfile = { name: "support--chat", copy_from: CHAT };
    const SOURCE: ApplicationInferenceProfile = { name: "a", copy_from: "eu.anthropic.claude-sonet-4-6" };
    const DESCRIPTION: ApplicationInferenceProfile = { name: "a", copy_from: CHAT, description: "${x}" };
    const TAGS: ApplicationInferenceProfile = {
        name: "a",
        copy_from: CHAT,
        tags: { "CostCenter": "4711", "CostCenter": "4712", "Owner*": "a\"b", "Team": 5 },
    };
    const MISSING: ApplicationInferenceProfile = { description: "nothing else" };
    const GEO: ApplicationInferenceProfile = { name: "a", copy_from: CHAT, geo: eu };
    const LIST: ApplicationInferenceProfile = { name: "a", copy_from: CHAT, tags: ["CostCenter"] };
}

fn main() {
    println!("{NAME:?} {SOURCE:?} {DESCRIPTION:?} {TAGS:?} {MISSING:?} {GEO:?} {LIST:?}");
}
