//! `policy`: what the library makes of the same profile.

use crate::support::{ACCOUNT, CHAT, Place, profiles_answer};
use bedrock_profiles::policy::{Format, Layout};
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Policy, inference_profile,
};

const GOV: &str = "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0";

const EMBEDDER: &str = "amazon.titan-embed-text-v2:0";

inference_profile! {
    const DECLARED_CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const BILLED_CHAT: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: DECLARED_CHAT,
        description: "Support chat",
        tags: { "CostCenter": "4711", "Team": "a=b" },
    };
    const BILLED_EMBEDDER: ApplicationInferenceProfile = {
        name: "support search",
        copy_from: "amazon.titan-embed-text-v2:0",
        description: "Support chat",
        tags: { "CostCenter": "4711", "Team": "a=b" },
    };
    const PLAIN_COPY: ApplicationInferenceProfile = { name: "plain", copy_from: "us.amazon.nova-pro-v1:0" };
}

/// The command writes the bytes of the library, in every format.
#[track_caller]
fn writes(arguments: &[&str], policy: &Policy) {
    for (name, format) in [
        ("cloudformation", Format::CloudFormation),
        ("cloudformation-yaml", Format::CloudFormationYaml),
        ("terraform", Format::Terraform),
    ] {
        let written = Place::new().run(&[&["policy", "--name", "Chat"], arguments, &["--format", name]].concat());
        assert_eq!(written.fine(), policy.render(format).expect("a template") + "\n", "{arguments:?} {name}");
    }
}

fn chat_in(regions: &[&str]) -> Policy {
    regions.iter().fold(Policy::new("Chat"), |policy, region| policy.in_region(region).expect("a Region"))
}

#[test]
fn a_model_is_granted_as_the_library_grants_it() {
    let mut policy = Policy::new("Chat");
    EMBEDDER.parse::<FoundationModel>().expect("a model").grant_invoke(&mut policy).expect("a grant");
    writes(&["--model", EMBEDDER], &policy);

    let mut policy = chat_in(&["eu-central-1", "us-east-1"]);
    DECLARED_CHAT.grant_invoke_only(&mut policy).expect("a grant");
    for id in [EMBEDDER, "amazon.nova-pro-v1:0"] {
        id.parse::<FoundationModel>().expect("a model").grant_invoke_only(&mut policy).expect("a grant");
    }
    let regions = ["--source-region", "eu-central-1,us-east-1", "--invoke-only"];
    writes(
        &[&["--model", EMBEDDER, "--model", "amazon.nova-pro-v1:0", "--profile", CHAT], &regions[..]].concat(),
        &policy,
    );
    writes(&[&["--model", EMBEDDER, "amazon.nova-pro-v1:0", "--profile", CHAT], &regions[..]].concat(), &policy);
}

#[test]
fn an_application_profile_is_what_the_library_makes_of_its_declaration() {
    let more = ["--description", "Support chat", "--tag", "CostCenter=4711", "--tag", "Team=a=b"];
    let region = ["--source-region", "eu-central-1"];
    let chat = ["--application", "support-chat", "--copy-from", CHAT];
    let mut policy = chat_in(&["eu-central-1"]);
    BILLED_CHAT.grant_invoke(&mut policy).expect("a grant");
    writes(&[&chat[..], &more, &region].concat(), &policy);

    // Several, each with its own source, beside a profile and a model.
    let mut policy = chat_in(&["eu-central-1"]);
    DECLARED_CHAT.grant_invoke(&mut policy).expect("a grant");
    EMBEDDER.parse::<FoundationModel>().expect("a model").grant_invoke(&mut policy).expect("a grant");
    BILLED_CHAT.grant_invoke(&mut policy).expect("a grant");
    BILLED_EMBEDDER.grant_invoke(&mut policy).expect("a grant");
    let search = ["--application", "support search", "--copy-from", EMBEDDER, "--profile", CHAT, "--model", EMBEDDER];
    writes(&[&chat[..], &search, &more, &region].concat(), &policy);

    let mut policy = chat_in(&["us-east-1"]);
    PLAIN_COPY.grant_streaming_only(&mut policy).expect("a grant");
    let plain = ["--application", "plain", "--copy-from", "us.amazon.nova-pro-v1:0", "--source-region", "us-east-1"];
    writes(&[&plain[..], &["--streaming-only"]].concat(), &policy);
}

/// What a template creates, `check` judges by what it is copied from.
#[test]
fn templates_of_models_and_application_profiles_are_exact() {
    let place = Place::new();
    for (format, file) in [("cloudformation", "t.json"), ("cloudformation-yaml", "t.yaml"), ("terraform", "t.tf.json")]
    {
        let arguments = [
            "policy",
            "--format",
            format,
            "--application",
            "support-chat",
            "--copy-from",
            CHAT,
            "--model",
            EMBEDDER,
            "--source-region",
            "eu-central-1",
        ];
        place.write(file, place.run(&arguments).fine());
        let judged = place.run(&["check", file, "--source-region", "eu-central-1", "--strict"]).fine();
        assert!(judged.contains("grants exactly what"), "{format}: {judged}");
    }
}

#[test]
fn the_format_is_iam_with_an_account_and_else_cloudformation() {
    let place = Place::new();
    let written = |more: &[&str]| place.run(&[&["policy", "--profile", CHAT], more].concat()).fine();
    assert_eq!(written(&[]), written(&["--format", "cloudformation"]));
    let account = ["--account", ACCOUNT];
    assert_eq!(written(&account), written(&[&account[..], &["--format", "iam"]].concat()));
    assert_ne!(written(&account), written(&[]));
}

#[test]
fn what_is_wrong_with_an_application_profile_is_told() {
    let place = Place::new();
    let chat = ["--application", "chat", "--copy-from", CHAT];
    let at = ["--source-region", "eu-central-1"];
    for (arguments, expected) in [
        (
            vec![&chat[..]],
            "is created in one Region, and the policy is not for one alone\nhelp: such as `--source-region eu-central-1`\n",
        ),
        (vec![&chat, &["--source-region", "eu-central-1,eu-west-1"]], "is created in one Region"),
        (
            vec![&chat, &["--source-region", "us-east-1"]],
            "`eu.anthropic.claude-sonnet-4-6` can't be called from `us-east-1`",
        ),
        (
            vec![&chat, &at, &["--account", ACCOUNT]],
            "needs the ARN of `chat`, which is known once the profile is created\nhelp: `--format cloudformation`",
        ),
        (vec![&chat, &at, &["--format", "sam"]], "needs the ARN of `chat`"),
        (vec![&chat, &at, &["--application", "b"]], "`--application` names 2 profiles, and `--copy-from` 1 source\n"),
        (vec![&chat, &at, &["--copy-from", CHAT]], "`--application` names 1 profile, and `--copy-from` 2 sources\n"),
        (vec![&chat[..2], &at], "error: `--copy-from <ID>` is missing\nhelp: `--copy-from ID` names"),
        (vec![&["--application", "a*"], &chat[2..], &at], "`a*` can't be the name of an application inference profile"),
        (vec![&chat, &at, &["--tag", "CostCenter"]], "a tag looks like `CostCenter=4711`"),
        (vec![&chat, &at, &["--tag", "aws:a=1"]], "`aws:a` can't be the key of a tag"),
        (vec![&chat, &at, &["--tag", "a=\u{e4}"]], "can't be the value of a tag"),
        (vec![&chat, &at, &["--tag", "a=1", "--tag", "a=2"]], "there are two tags `a`"),
        (vec![&chat, &at, &["--description", "a*"]], "`a*` can't be a description"),
        (
            vec![&["--application", "c", "--copy-from", "eu.anthropic.claude-sonet-4-6"], &at],
            "help: the nearest is `eu.anthropic.claude-sonnet-4-6`",
        ),
        (
            vec![&["--application", "c", "--copy-from", "anthropic.claude-opus-4-8"], &at],
            "can only be invoked through an inference profile",
        ),
        (vec![&["--profile", CHAT, "--tag", "a=1"]], "`--application <NAME>`"),
    ] {
        let said = place.run(&[&["policy"], arguments.concat().as_slice()].concat()).refused();
        assert!(said.contains(expected), "{arguments:?}: {said}");
        for words in ["policy.", "in_region", "with_arn", "PROFILE"] {
            assert!(!said.contains(words), "{said}");
        }
    }
    let tags: Vec<String> = (0..201).map(|number| format!("--tag=t{number}=1")).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    let said = place.run(&[&["policy"], &chat[..], &at, &tags].concat()).refused();
    assert!(said.contains("a profile can have 200 tags, and these are 201"), "{said}");
    place.run(&[&["policy"], &chat[..], &at, &tags[..200]].concat()).fine();
}

/// The rule is the library's: those of the Regions from which each can be called, and none that nothing covers.
#[test]
fn a_region_counts_for_what_can_be_called_from_there() {
    let place = Place::new();
    let both = ["policy", "--profile", CHAT, "--model", EMBEDDER, "--account", ACCOUNT, "--source-region"];
    let text = place.run(&[&both[..], &["eu-central-1,us-east-1"]].concat()).fine();
    let model = |region: &str| format!("arn:aws:bedrock:{region}::foundation-model/{EMBEDDER}\"");
    assert!(text.contains(&model("us-east-1")) && text.contains(&model("eu-central-1")), "{text}");
    assert!(!text.contains(&format!("us-east-1:{ACCOUNT}:inference-profile")), "{text}");
    let said = place.run(&[&both[..], &["eu-central-1,me-south-1"]].concat()).refused();
    assert!(said.starts_with("error: nothing of what is named can be called from `me-south-1`\nhelp: "), "{said}");
    // What an unconfirmed Region gives is a profile's alone, and is warned of.
    let lite = ["policy", "--profile", "apac.amazon.nova-lite-v1:0", "--source-region", "ap-northeast-1,me-central-1"];
    let ended = place.run(&lite);
    assert!(ended.stderr.contains("confirms that `apac.amazon.nova-lite-v1:0` can be called from `me-central-1`"));
    assert!(!ended.stderr.contains("`ap-northeast-1`"), "{}", ended.stderr);
    ended.fine();
}

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
        (vec!["--profile", CHAT, "--format", "iam"], "error: IAM JSON needs an account\nhelp: `--account"),
        (vec!["--profile", CHAT, "--account", "1234"], "`1234` is not an AWS account id: expected 12 digits"),
        (vec!["--profile", CHAT, "--name", "a b", "--account", ACCOUNT], "error: `a b` is not the name of a policy"),
        (vec!["--profile", CHAT, "--source-region", "us-east-1"], "can't be called from `us-east-1`"),
        (vec!["--profile", CHAT, "--source-region", "eu-centrl-1"], "help: the nearest is `eu-central-1`"),
        (vec!["--profile", "anthropic.claude-sonnet-4-6"], "is a foundation model, not an inference profile"),
        (vec!["--profile", EMBEDDER], "\nhelp: `--model amazon.titan-embed-text-v2:0` calls it directly"),
        (vec!["--model", CHAT], "\nhelp: `--profile eu.anthropic.claude-sonnet-4-6` names the profile\n"),
        (vec!["--model", "anthropic.claude-opus-4-8"], "can only be invoked through an inference profile\nhelp: it is"),
        (vec!["--model", "anthropic.claude-v2"], "is retired"),
        (
            vec!["--model", EMBEDDER, "--streaming-only"],
            "does not stream its answers\nhelp: leave out `--streaming-only`",
        ),
        (vec!["--model", EMBEDDER, "--source-region", "me-south-1"], "can't be invoked in `me-south-1`"),
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
            "help: the nearest in service is `us.amazon.nova-2-lite-v1:0`\n",
        ),
        (
            vec!["--profile", "eu.meta.llama3-2-1b-instruct-v1:0"],
            "help: `cargo bedrock-profiles list --geo eu --in-service` lists what is in service",
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
