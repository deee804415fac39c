//! `policy`: what the library makes of the same profile.

use crate::support::{ACCOUNT, CHAT, Place, profiles_answer};
use bedrock_profiles::policy::Layout;
use bedrock_profiles::{CrossRegionInferenceProfile, Policy};

const GOV: &str = "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0";

fn library(layout: Layout, account: Option<&str>) -> Policy {
    let mut policy = Policy::new("Chat").layout(layout).in_region("eu-central-1").expect("a Region");
    if let Some(account) = account {
        policy = policy.in_account(account).expect("an account");
    }
    for id in [CHAT, "eu.amazon.nova-pro-v1:0"] {
        let profile: CrossRegionInferenceProfile = id.parse().expect("a profile");
        profile.grant_invoke(&mut policy).expect("a source Region");
    }
    policy
}

fn written(arguments: &[&str]) -> String {
    let profiles =
        ["policy", "--name", "Chat", "--profile", CHAT, "eu.amazon.nova-pro-v1:0", "--source-region", "eu-central-1"];
    Place::new().run(&[&profiles, arguments].concat()).fine()
}

#[test]
fn each_format_is_what_the_library_makes() {
    let policy = library(Layout::Exact, None);
    for (format, expected) in [
        ("cloudformation", policy.to_cloudformation()),
        ("cloudformation-yaml", policy.to_cloudformation_yaml()),
        ("sam", policy.to_sam()),
        ("terraform", policy.to_terraform()),
    ] {
        assert_eq!(written(&["--format", format]), expected.expect("a policy") + "\n");
    }
    let iam = library(Layout::Exact, Some(ACCOUNT)).to_iam_json().expect("a policy");
    assert_eq!(written(&["--account", ACCOUNT]), iam + "\n");
}

#[test]
fn each_layout_is_what_the_library_makes() {
    for (name, layout) in [("exact", Layout::Exact), ("merged", Layout::Merged), ("compact", Layout::Compact)] {
        let expected = library(layout, Some(ACCOUNT)).to_iam_json().expect("a policy") + "\n";
        assert_eq!(written(&["--account", ACCOUNT, "--layout", name]), expected);
    }
}

#[test]
fn the_actions_may_be_one() {
    let invoke = written(&["--account", ACCOUNT, "--invoke-only"]);
    assert!(invoke.contains("bedrock:InvokeModel\"") && !invoke.contains("WithResponseStream"), "{invoke}");
    let streaming = written(&["--account", ACCOUNT, "--streaming-only"]);
    assert!(!streaming.contains("bedrock:InvokeModel\"") && streaming.contains("WithResponseStream"), "{streaming}");
}

#[test]
fn without_a_source_region_every_confirmed_one_is_granted() {
    let place = Place::new();
    let ended = place.run(&["policy", "--profile", CHAT, "--account", ACCOUNT]);
    let mut policy = Policy::new("InvokeBedrock").in_account(ACCOUNT).expect("an account");
    CHAT.parse::<CrossRegionInferenceProfile>().expect("a profile").grant_invoke(&mut policy).expect("a grant");
    assert_eq!(ended.fine(), policy.to_iam_json().expect("a policy") + "\n");
}

#[test]
fn a_policy_that_is_too_large_is_warned_of() {
    let profiles = ["eu.amazon.nova-pro-v1:0", "eu.amazon.nova-lite-v1:0", CHAT];
    let arguments = [&["policy", "--account", ACCOUNT, "--profile"], &profiles[..]].concat();
    let ended = Place::new().run(&arguments);
    assert!(ended.stderr.contains("warning: the policy is larger than a managed policy may be, 6144"), "{ended:?}");
    ended.fine();
}

#[test]
fn the_projects_profiles_are_granted() {
    let place = Place::new();
    place.run_with(&["import", "-"], &profiles_answer("mars.new.model-v1:0", "mars-north-1", &["mars-south-1"])).fine();
    let policy = place.run(&["policy", "--profile", "mars.new.model-v1:0", "--account", ACCOUNT]).fine();
    for arn in [
        "arn:aws:bedrock:mars-north-1:123456789012:inference-profile/mars.new.model-v1:0",
        "arn:aws:bedrock:mars-north-1::foundation-model/new.model-v1:0",
        "arn:aws:bedrock:mars-south-1::foundation-model/new.model-v1:0",
        "bedrock:InvokeModelWithResponseStream",
    ] {
        assert!(policy.contains(arn), "{arn}\n{policy}");
    }
    place.run(&["policy", "--profile", "mars.new.model-v1:0", "--format", "terraform"]).fine();
}

#[test]
fn what_can_not_be_granted_is_told() {
    let place = Place::new();
    for (arguments, expected) in [
        (vec!["--profile", CHAT], "error: IAM JSON needs an account\nhelp: `--account"),
        (vec!["--profile", CHAT, "--account", "1234"], "`1234` is not an AWS account id: it takes 12 digits"),
        (vec!["--profile", CHAT, "--name", "a b", "--account", ACCOUNT], "error: `a b` is not the name of a policy"),
        (vec!["--profile", CHAT, "--source-region", "us-east-1"], "can't be called from `us-east-1`"),
        (vec!["--profile", CHAT, "--source-region", "eu-centrl-1"], "help: the nearest is `eu-central-1`"),
        (vec!["--profile", "anthropic.claude-sonnet-4-6"], "is a foundation model, not an inference profile"),
        (vec!["--profile", "us.anthropic.claude-3-opus-20240229-v1:0"], "is retired"),
        (vec!["--profile", GOV, CHAT, "--account", ACCOUNT], "the policy is for the partition `aws-us-gov`"),
        (vec![], "--profile <ID>"),
    ] {
        let said = place.run(&[&["policy"], arguments.as_slice()].concat()).refused();
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
    let both = place.run(&["policy", "--profile", "eu.foo", "us.bar"]).refused();
    assert!(both.contains("`eu.foo`") && both.contains("`us.bar`"), "{both}");
}

#[test]
fn a_legacy_model_and_an_unconfirmed_route_are_warned_of() {
    let place = Place::new();
    let arguments = ["policy", "--format", "sam", "--profile"];
    let legacy = place.run(&[&arguments[..], &["us.anthropic.claude-opus-4-1-20250805-v1:0"]].concat());
    assert!(legacy.stderr.contains("warning: `anthropic.claude-opus-4-1-20250805-v1:0` is legacy"), "{legacy:?}");
    legacy.fine();
    let from = ["apac.amazon.nova-lite-v1:0", "--source-region", "me-central-1"];
    let unconfirmed = place.run(&[&arguments[..], &from].concat());
    assert!(unconfirmed.stderr.contains("warning: no recent capture confirms"), "{unconfirmed:?}");
    assert!(unconfirmed.fine().contains("me-central-1"));
}
