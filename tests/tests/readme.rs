//! What README.md shows is what comes out.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use bedrock_profiles::{CrossRegionInferenceProfile, Policy, inference_profile};

const README: &str = include_str!("../../README.md");

/// The text of the first fence of this language after `heading`.
fn fence<'a>(heading: &str, language: &str) -> &'a str {
    let (_, section) = README.split_once(heading).expect("the heading stands in the README");
    let (_, fenced) = section.split_once(&format!("```{language}\n")).expect("a fence follows");
    fenced.split_once("\n```").expect("the fence is closed").0
}

#[test]
fn the_error_is_what_the_compiler_says() {
    let shown = fence("## A typo does not compile", "text");
    let recorded = include_str!("../ui/names/unknown_model.stderr");
    assert_eq!(shown, recorded.trim_end().replace("ui/names/unknown_model.rs", "src/profiles.rs"));
}

#[test]
fn the_policy_is_what_the_example_makes() {
    inference_profile! {
        const SUPPORT_CHAT: CrossRegionInferenceProfile = {
            geo: eu,
            model: "anthropic.claude-sonnet-4-6",
            source_regions: ["eu-central-1"],
        };
    }
    let mut policy = Policy::new("SupportChat").in_account("123456789012").expect("an account");
    SUPPORT_CHAT.grant_invoke(&mut policy).expect("a declared source");
    assert_eq!(fence("## The policy it makes", "json"), policy.to_iam_json().expect("a policy"));
}
