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

const FOUR: [&str; 4] = [CHAT, "eu.amazon.nova-pro-v1:0", "us.amazon.nova-pro-v1:0", "us.amazon.nova-lite-v1:0"];

/// The only figure in a line of `said` that begins so.
fn figure(said: &str, before: &str) -> usize {
    let rest = said.split_once(before).unwrap_or_else(|| panic!("{before}: {said}")).1;
    rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).expect("a number")
}

fn size(policy: &str) -> usize {
    policy.chars().filter(|c| !c.is_whitespace()).count()
}

#[test]
fn a_policy_that_is_too_large_is_warned_of_with_cures_that_are_true() {
    let place = Place::new();
    let policy = |more: &[&str]| place.run(&[&["policy", "--account", ACCOUNT, "--profile"], &FOUR[..], more].concat());
    let all = policy(&[]);
    assert_eq!(figure(&all.stderr, "warning: the policy has "), size(&all.stdout));
    assert!(
        all.stderr.contains(" characters, and a managed policy may have 6144\nhelp: `--source-region` "),
        "{all:?}"
    );
    assert!(all.stderr.contains("\nhelp: several calls"), "{all:?}");
    let compact = policy(&["--layout", "compact"]);
    assert_eq!(figure(&all.stderr, "help: `--layout compact` does not make it fit, with "), size(&compact.stdout));
    assert!(!compact.stderr.contains("--layout"), "{compact:?}");
    let regions = policy(&["--source-region", "eu-central-1", "us-east-1"]);
    assert_eq!(regions.stderr, "");
    let many = [
        "eu-central-1",
        "eu-west-1",
        "eu-west-2",
        "eu-north-1",
        "eu-south-1",
        "eu-central-2",
        "us-east-1",
        "us-west-2",
    ];
    let many = [&["--source-region"], &many[..]].concat();
    let exact = policy(&many);
    assert!(!exact.stderr.contains("--source-region"), "{exact:?}");
    let fits = policy(&[&many[..], &["--layout", "compact"]].concat());
    assert_eq!(figure(&exact.stderr, "help: `--layout compact` makes it fit, with "), size(&fits.stdout));
    assert_eq!(fits.stderr, "");
}

/// One profile has nothing to share.
#[test]
fn a_layout_that_makes_nothing_smaller_is_no_cure() {
    let id = "global.anthropic.claude-haiku-4-5-20251001-v1:0";
    let said = Place::new().run(&["policy", "--format", "cloudformation", "--profile", id]).refused();
    let cure = "\nhelp: `--source-region` names the Regions in which the program runs, instead of all\n";
    assert!(said.ends_with(cure) && !said.contains("--layout"), "{said}");
}

/// Once, and in the words of the command line.
#[test]
fn a_template_that_is_too_large_is_refused_with_the_same_cures() {
    let place = Place::new();
    let more = ["eu.amazon.nova-lite-v1:0", "us.amazon.nova-micro-v1:0"];
    for format in ["cloudformation", "cloudformation-yaml", "terraform", "sam"] {
        let said = place.run(&[&["policy", "--format", format, "--profile"], &FOUR[..], &more].concat()).refused();
        assert!(said.starts_with("error: the policy has ") && said.contains("\nhelp: `--source-region` "), "{said}");
        assert_eq!(figure(&said, "and the quota is "), if format == "sam" { 10_240 } else { 6_144 });
        for words in ["policy.", "Layout::", "warning"] {
            assert!(!said.contains(words), "{said}");
        }
    }
    // More than a managed policy may have, and not too much for the policies of a role.
    place.run(&[&["policy", "--format", "cloudformation", "--profile"], &FOUR[..]].concat()).refused();
    let sam = place.run(&[&["policy", "--format", "sam", "--profile"], &FOUR[..]].concat());
    assert_eq!(sam.stderr, "");
    sam.fine();
}

#[test]
fn each_profile_is_granted_from_the_source_regions_that_it_has() {
    let place = Place::new();
    let policy = |arguments: &[&str]| place.run(&[&["policy", "--account", ACCOUNT], arguments].concat());
    let both = ["--profile", CHAT, "us.amazon.nova-pro-v1:0", "--source-region"];
    let text = policy(&[&both[..], &["eu-central-1", "us-east-1"]].concat()).fine();
    for (id, region) in [(CHAT, "eu-central-1"), ("us.amazon.nova-pro-v1:0", "us-east-1")] {
        assert!(text.contains(&format!("arn:aws:bedrock:{region}:{ACCOUNT}:inference-profile/{id}\"")), "{text}");
    }
    let printed = place.run_with(&["check", "-"], &text).fine();
    assert_eq!(printed, "<stdin>: grants exactly what its 2 profiles need\n");

    let unreached = policy(&[&both[..], &["eu-central-1"]].concat()).refused();
    assert!(
        unreached.starts_with("error: `us.amazon.nova-pro-v1:0` can't be called from `eu-central-1`"),
        "{unreached}"
    );
    let unreached = policy(&[&both[..], &["eu-central-1", "eu-west-1"]].concat()).refused();
    let expected = "error: `us.amazon.nova-pro-v1:0` can't be called from eu-central-1, eu-west-1\nhelp: its source Regions are us-east-1, ";
    assert!(unreached.starts_with(expected), "{unreached}");
    let superfluous = policy(&[&both[..], &["eu-central-1", "us-east-1", "sa-east-1"]].concat()).refused();
    assert!(
        superfluous.starts_with("error: none of the profiles can be called from `sa-east-1`\nhelp: "),
        "{superfluous}"
    );
    let slip = policy(&[&both[..], &["eu-central-1", "us-est-1"]].concat()).refused();
    assert!(
        slip.starts_with("error: no AWS Region is called `us-est-1`\nhelp: the nearest are `us-east-1` and "),
        "{slip}"
    );
    assert!(!slip.contains("can't be called"), "{slip}");
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
        (vec!["--profile", CHAT, "--account", "1234"], "`1234` is not an AWS account id: expected 12 digits"),
        (vec!["--profile", CHAT, "--name", "a b", "--account", ACCOUNT], "error: `a b` is not the name of a policy"),
        (vec!["--profile", CHAT, "--source-region", "us-east-1"], "can't be called from `us-east-1`"),
        (vec!["--profile", CHAT, "--source-region", "eu-centrl-1"], "help: the nearest is `eu-central-1`"),
        (vec!["--profile", "anthropic.claude-sonnet-4-6"], "is a foundation model, not an inference profile"),
        (vec!["--profile", "us.anthropic.claude-3-opus-20240229-v1:0"], "is retired"),
        (
            vec!["--profile", GOV, CHAT, "--account", ACCOUNT],
            "belongs to the partition `aws`, and what comes before it to `aws-us-gov`\nhelp: make a policy for each",
        ),
        (
            vec!["--profile", "us.twelvelabs.marengo-embed-3-0-v1:0", "--account", ACCOUNT, "--streaming-only"],
            "does not stream its answers\nhelp: leave out `--streaming-only`",
        ),
        (vec!["--profile", "us.amazon.nova-premier-v1:0"], "is retired: its model's end of life was on 2026-09-14\n"),
        (
            vec!["--profile", "us.amazon.nova-premier-v1:0"],
            "help: `cargo bedrock-profiles list --geo us --in-service` lists what is in service",
        ),
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
