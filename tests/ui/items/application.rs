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
    const MODEL: ApplicationInferenceProfile = { name: "a", copy_from: "amazon.titan-embed-txt-v2:0" };
    const OF_AWS: ApplicationInferenceProfile = { name: "a", copy_from: CHAT, tags: { "aws:cloudformation:stack-name": "x" } };
    const LONG: ApplicationInferenceProfile = {
        name: "answers-the-support-tickets-of-every-customer-in-the-european-union",
        copy_from: CHAT,
    };
    const LIST: ApplicationInferenceProfile = { name: "a", copy_from: CHAT, tags: ["CostCenter"] };
}

fn main() {
    println!("{NAME:?} {SOURCE:?} {DESCRIPTION:?} {TAGS:?} {MISSING:?} {GEO:?} {MODEL:?} {OF_AWS:?} {LONG:?} {LIST:?}");
}
