//! `list` and `show`.

use crate::support::{ACCOUNT, CHAT, Place, profiles_answer};
use bedrock_profiles_catalog::{Catalog, Lifecycle, Profile, has_capability};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const GLOBAL: &str = "global.anthropic.claude-sonnet-4-6";

fn ids(list: &Value, of: &str) -> BTreeSet<String> {
    let entries = list[of].as_array().expect("a list");
    entries.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_whole_catalog_is_listed() {
    let list = Place::new().run(&["list", "--format", "json"]).json();
    let catalog = Catalog::BUILT_IN;
    assert_eq!(ids(&list, "profiles"), catalog.profiles().map(|profile| profile.id().to_owned()).collect());
    let direct = catalog.models().filter(|model| !model.on_demand_regions().is_empty());
    assert_eq!(ids(&list, "models"), direct.map(|model| model.id().to_owned()).collect());
    let routes =
        list["profiles"].as_array().expect("a list").iter().map(|it| it["routes"].as_array().map_or(0, Vec::len));
    assert_eq!(routes.sum::<usize>(), catalog.profiles().map(|profile| profile.routes().count()).sum::<usize>());
}

#[test]
fn filters_narrow_the_list() {
    let place = Place::new();
    let catalog = Catalog::BUILT_IN;
    let list = |arguments: &[&str]| place.run(&[&["list", "--format", "json"], arguments].concat()).json();

    let eu = list(&["--geo", "eu"]);
    assert!(ids(&eu, "profiles").iter().all(|id| id.starts_with("eu.")) && ids(&eu, "models").is_empty());
    assert!(ids(&eu, "profiles").contains(CHAT));

    let from = list(&["--source-region", "ca-west-1"]);
    let expected = catalog.profiles().filter(|profile| profile.route("ca-west-1").is_some());
    assert_eq!(ids(&from, "profiles"), expected.map(|profile| profile.id().to_owned()).collect());

    let of_eu = list(&["--model", "eu.anthropic.Claude-sonnet-4-6"]);
    assert_eq!(ids(&of_eu, "profiles"), BTreeSet::from([CHAT.to_owned()]));
    let claude = list(&["--model", "CLAUDE Sonnet 4.6"]);
    assert!(ids(&claude, "profiles").contains(CHAT));
    assert!(ids(&claude, "profiles").iter().all(|id| id.ends_with("anthropic.claude-sonnet-4-6")));

    let able = list(&["--requires", "streaming,video_input"]);
    let model = |id: &str| catalog.model(id.split_once('.').expect("an id").1).expect("a model");
    assert!(!ids(&able, "profiles").is_empty());
    for id in ids(&able, "profiles") {
        assert!(["streaming", "video_input"].iter().all(|name| has_capability(model(&id), name)), "{id}");
    }

    let in_service = list(&["--in-service"]);
    assert!(ids(&in_service, "profiles").iter().all(|id| !catalog.profile(id).expect("a profile").is_retired()));
    let models = ids(&in_service, "models");
    assert!(models.len() > 50);
    assert!(models.into_iter().all(|id| catalog.model(&id).expect("a model").lifecycle() != Lifecycle::EndOfLife));
}

#[test]
fn a_slip_in_a_filter_is_told() {
    let place = Place::new();
    for (arguments, help) in [
        (["--geo", "emea"], "the nearest is `eu`"),
        (["--source-region", "eu-centrl-1"], "the nearest is `eu-central-1`"),
        (["--requires", "image_inpt"], "the nearest is `image_input`"),
    ] {
        let said = place.run(&[&["list"], arguments.as_slice()].concat()).refused();
        assert!(said.contains(help), "{said}");
    }
    for (text, said) in [
        ("no such model", "warning: nothing has `no such model` in its id or name\n"),
        ("sonet", "warning: nothing has `sonet` in its id or name\nhelp: the nearest is `sonnet`\n"),
        ("claude sonet", "warning: nothing has `claude sonet` in its id or name\nhelp: the nearest is `sonnet`\n"),
        ("anthropik", "warning: nothing has `anthropik` in its id or name\nhelp: the nearest is `anthropic`\n"),
        ("sonnet", ""),
        ("jp.anthropic", ""),
    ] {
        let ended = place.run(&["list", "--geo", "jp", "--model", text]);
        assert_eq!(ended.stderr, said);
        let none = format!("0 profiles and 0 models of the catalog of {}\n", Catalog::BUILT_IN.date());
        assert_eq!(ended.fine() == none, !said.is_empty());
    }
}

/// In a file or a pipe: one row a line, no colours.
#[test]
fn a_list_in_a_pipe_is_plain() {
    let printed = Place::new().run(&["list", "--geo", "jp", "--in-service"]).fine();
    let profiles = Catalog::BUILT_IN.profiles().filter(|profile| profile.prefix() == "jp" && !profile.is_retired());
    assert_eq!(printed.lines().count(), profiles.count() + 2, "{printed}");
    assert!(!printed.contains('\u{1b}'), "{printed}");
    assert!(printed.lines().all(|line| line == line.trim_end()));
}

#[test]
fn the_projects_rows_are_listed_and_shown() {
    let place = Place::new();
    place.run_with(&["import", "-"], &profiles_answer("mars.new.model-v1:0", "mars-north-1", &["mars-south-1"])).fine();
    let printed = place.run(&["list", "--geo", "mars"]).fine();
    assert!(printed.contains("mars.new.model-v1:0") && printed.contains("mars-north-1"), "{printed}");
    assert!(printed.contains("with the project's `bedrock-catalog` of "), "{printed}");
    let shown = place.run(&["show", "mars.new.model-v1:0"]).fine();
    assert!(shown.contains("mars-south-1") && shown.contains("ListInferenceProfiles"), "{shown}");
}

#[test]
fn a_profile_is_shown_with_its_routes_and_arns() {
    let place = Place::new();
    let shown = place.run(&["show", CHAT]).fine();
    let profile = Catalog::BUILT_IN.profile(CHAT).expect("a profile");
    for route in profile.routes() {
        let line = shown.lines().find(|line| line.starts_with(route.source)).expect("a line");
        assert!(line.contains(route.destinations.as_str()) && line.contains(route.seen), "{line}");
    }
    for text in
        ["arn:aws:bedrock:SOURCE:ACCOUNT:inference-profile/eu.anthropic.claude-sonnet-4-6", "active", "streaming"]
    {
        assert!(shown.contains(text), "{shown}");
    }
    let json = place.run(&["show", CHAT, "--account", "123456789012", "--format", "json"]).json();
    assert_eq!(json["model"]["lifecycle"], "active");
    let route =
        json["arns"].as_array().expect("a list").iter().find(|arns| arns["source"] == "eu-west-2").expect("a route");
    assert_eq!(
        route["profileArn"],
        "arn:aws:bedrock:eu-west-2:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6"
    );
    assert!(
        route["modelArns"]
            .to_string()
            .contains("arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-sonnet-4-6")
    );
}

#[test]
fn partitions_and_global_profiles_have_arns_of_their_own() {
    let place = Place::new();
    let gov = Catalog::BUILT_IN.profiles().find(|profile| profile.prefix() == "us-gov").expect("a profile");
    let gov = place.run(&["show", gov.id(), "--format", "json"]).json();
    let arn = gov["arns"][0]["profileArn"].as_str().expect("an ARN");
    assert!(arn.starts_with("arn:aws-us-gov:bedrock:us-gov-"), "{arn}");
    let shown = place.run(&["show", gov["id"].as_str().expect("an id")]).fine();
    assert!(!shown.contains("arn:aws:") && shown.contains("arn:aws-us-gov:bedrock:SOURCE:"), "{shown}");
}

/// What IAM needs for them is told elsewhere; here they are the same.
#[test]
fn the_arns_of_a_route_are_those_of_its_policy() {
    let place = Place::new();
    for id in [CHAT, GLOBAL, "us.openai.gpt-5.4", "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0"] {
        let shown = place.run(&["show", id, "--account", ACCOUNT, "--format", "json"]).json();
        let routes = shown["arns"].as_array().expect("a list");
        assert_eq!(routes.len(), Catalog::BUILT_IN.profile(id).expect("a profile").routes().count());
        for route in [routes.first(), routes.last()].into_iter().flatten() {
            let source = route["source"].as_str().expect("a Region");
            let policy =
                place.run(&["policy", "--profile", id, "--account", ACCOUNT, "--source-region", source]).json();
            let granted: BTreeSet<&str> = texts(&policy["Statement"]).filter(|text| text.starts_with("arn:")).collect();
            let shown: BTreeSet<&str> = texts(&route["modelArns"]).chain(texts(&route["profileArn"])).collect();
            assert_eq!(shown, granted, "{id} from {source}");
        }
    }
}

/// Every text in a value.
fn texts(value: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Value::Array(values) => Box::new(values.iter().flat_map(texts)),
        Value::Object(entries) => Box::new(entries.values().flat_map(texts)),
        other => Box::new(other.as_str().into_iter()),
    }
}

#[test]
fn a_global_profile_is_shown_with_its_three_arns() {
    let place = Place::new();
    let shown = place.run(&["show", GLOBAL]).fine();
    for line in [
        "ARN arn:aws:bedrock:SOURCE:ACCOUNT:inference-profile/global.anthropic.claude-sonnet-4-6",
        "model at source arn:aws:bedrock:SOURCE::foundation-model/anthropic.claude-sonnet-4-6",
        "model anywhere arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6",
    ] {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
        assert!(shown.lines().any(|shown| words(shown) == words(line)), "{line}\n{shown}");
    }
    assert!(shown.contains("`*` is any Region that AWS chooses"), "{shown}");
    let json = place.run(&["show", GLOBAL, "--format", "json"]).json();
    assert_eq!(
        json["arns"][0]["modelArns"],
        json!([
            "arn:aws:bedrock:af-south-1::foundation-model/anthropic.claude-sonnet-4-6",
            "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6",
        ])
    );
}

#[test]
fn an_arn_is_taken_for_the_id_in_it() {
    let place = Place::new();
    for (arn, id) in [
        (format!("arn:aws:bedrock:eu-west-1:{ACCOUNT}:inference-profile/{CHAT}"), CHAT),
        (
            "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0".to_owned(),
            "amazon.titan-embed-text-v2:0",
        ),
        ("arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6".to_owned(), "anthropic.claude-sonnet-4-6"),
    ] {
        let ended = place.run(&["show", &arn]);
        assert_eq!(ended.stderr, format!("note: the id in this ARN is `{id}`\n"));
        assert_eq!(ended.fine(), place.run(&["show", id]).fine());
    }
}

/// Who copies such an ARN is refused; what is meant is clear.
#[test]
fn an_arn_that_is_not_right_is_warned_of_with_the_right_one() {
    let place = Place::new();
    let gov = "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0";
    for (arn, id, what, right) in [
        (
            format!("arn:aws:bedrock:eu-west-1::inference-profile/{CHAT}"),
            CHAT,
            "the ARN of an inference profile has an account, and this one has none",
            format!("arn:aws:bedrock:eu-west-1:ACCOUNT:inference-profile/{CHAT}"),
        ),
        (
            format!("arn:aws:bedrock:us-east-1:1234:inference-profile/{GLOBAL}"),
            GLOBAL,
            "`1234` is not the id of an account, which has 12 digits",
            format!("arn:aws:bedrock:us-east-1:ACCOUNT:inference-profile/{GLOBAL}"),
        ),
        (
            format!("arn:aws:bedrock::{ACCOUNT}:inference-profile/{GLOBAL}"),
            GLOBAL,
            "the ARN of an inference profile has the Region from which it is called, and this one has none",
            format!("arn:aws:bedrock:REGION:{ACCOUNT}:inference-profile/{GLOBAL}"),
        ),
        (
            format!("arn:aws:bedrock:us-gov-west-1:{ACCOUNT}:inference-profile/{gov}"),
            gov,
            "`us-gov-west-1` belongs to the partition `aws-us-gov`, not to `aws`",
            format!("arn:aws-us-gov:bedrock:us-gov-west-1:{ACCOUNT}:inference-profile/{gov}"),
        ),
        (
            format!("arn:aws:bedrock:us-gov-west-1::inference-profile/{gov}"),
            gov,
            "`us-gov-west-1` belongs to the partition `aws-us-gov`, not to `aws`; the ARN of an inference profile has an \
             account, and this one has none",
            format!("arn:aws-us-gov:bedrock:us-gov-west-1:ACCOUNT:inference-profile/{gov}"),
        ),
        (
            format!("arn:aws:bedrock:eu-west-1:{ACCOUNT}:foundation-model/amazon.nova-pro-v1:0"),
            "amazon.nova-pro-v1:0",
            "the ARN of a foundation model has no account, and this one has one",
            "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0".to_owned(),
        ),
    ] {
        let ended = place.run(&["show", &arn]);
        let note = format!("note: the id in this ARN is `{id}`\n");
        assert_eq!(ended.stderr, format!("{note}warning: {what}\nhelp: it is `{right}`\n"));
        assert_eq!(ended.fine(), place.run(&["show", id]).fine());
        if !right.contains("REGION") && !right.contains("ACCOUNT") {
            assert_eq!(place.run(&["show", &right]).stderr, note, "{right}");
        }
    }
    let arn = format!("arn:aws:bedrock:eu-west-1::inference-profile/{CHAT}");
    let said = place.run(&["show", &arn, "--account", ACCOUNT]).stderr;
    assert!(
        said.contains(&format!("help: it is `arn:aws:bedrock:eu-west-1:{ACCOUNT}:inference-profile/{CHAT}`")),
        "{said}"
    );

    let arn = format!("arn:aws:bedrock:us-east-1:{ACCOUNT}:inference-profile/{CHAT}");
    let said = place.run(&["show", &arn]).stderr;
    assert!(
        said.contains("warning: `eu.anthropic.claude-sonnet-4-6` can't be called from `us-east-1`\nhelp: "),
        "{said}"
    );
    // What a policy leaves open is no mistake.
    for open in ["arn:aws:bedrock:*:*:", "arn:*:bedrock:eu-west-1:${AWS::AccountId}:"] {
        let said = place.run(&["show", &format!("{open}inference-profile/{CHAT}")]).stderr;
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn an_arn_of_something_else_is_refused() {
    let place = Place::new();
    for (resource, what, command) in [
        ("application-inference-profile/a1b2", "an application inference profile", "get-inference-profile"),
        ("prompt-router/a1b2", "a prompt router", "get-prompt-router"),
        ("provisioned-model/a1b2", "a provisioned model", "get-provisioned-model-throughput"),
        ("guardrail/a1b2", "a guardrail", "get-guardrail"),
    ] {
        let arn = format!("arn:aws:bedrock:eu-west-1:{ACCOUNT}:{resource}");
        let said = place.run(&["show", &arn]).refused();
        let first = format!("error: `{arn}` is {what}: it belongs to an account, not to the catalog\n");
        assert!(said.starts_with(&format!("{first}help: `aws bedrock {command} ")) && said.contains(&arn), "{said}");
    }
    for arn in
        ["arn:", "arn:aws:s3:::bucket", "arn:aws:bedrock:eu-west-1::foundation-model/", "arn:aws:bedrock:a:b:c/d/\n"]
    {
        let said = place.run(&["show", arn]).refused();
        assert!(said.contains("is not the ARN of an inference profile or a foundation model\nnote: "), "{said}");
    }
    let said =
        place.run(&["show", "arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-sonet-4-6"]).refused();
    assert!(said.contains("help: the nearest is `eu.anthropic.claude-sonnet-4-6`"), "{said}");
}

#[test]
fn the_account_in_arns_is_one() {
    let place = Place::new();
    for account in ["12", "", "12345678901x", "1234567890123"] {
        let said = place.run(&["show", CHAT, "--account", account]).refused();
        assert!(said.contains("is not an AWS account id: expected 12 digits"), "{account}: {said}");
    }
}

#[test]
fn a_part_of_several_ids_leads_to_the_list() {
    let place = Place::new();
    for (part, mentions) in
        [("claude", "no Bedrock model is called `claude`"), ("sonnet", "`sonnet`"), ("Titan", "`Titan`")]
    {
        let said = place.run(&["show", part]).refused();
        let listed = place.run(&["list", "--model", part, "--format", "json"]).json();
        let count = ids(&listed, "profiles").len() + ids(&listed, "models").len();
        let help = format!("\nhelp: `cargo bedrock-profiles list --model {part}` lists the {count} that have it\n");
        assert!(said.contains(mentions) && said.contains(&help), "{said}");
        assert!(!said.contains("claude-v1"), "{said}");
    }
    // What is near and in service is told besides.
    let said = place.run(&["show", "eu.anthropic.claude-sonnet-4-"]).refused();
    assert!(said.contains("help: the nearest"), "{said}");
}

#[test]
fn a_model_is_shown_with_its_regions_and_profiles() {
    let place = Place::new();
    let shown = place.run(&["show", "anthropic.claude-sonnet-4-6"]).fine();
    assert!(shown.contains("global.anthropic.claude-sonnet-4-6") && shown.contains("Claude Sonnet 4.6"), "{shown}");
    let json = place.run(&["show", "amazon.titan-embed-text-v2:0", "--format", "json"]).json();
    let regions = Catalog::BUILT_IN.model("amazon.titan-embed-text-v2:0").expect("a model").on_demand_regions();
    assert_eq!(json["onDemand"].as_array().map(Vec::len), Some(regions.len()));
    assert!(
        json["arns"]
            .to_string()
            .contains("arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0")
    );
}

/// What is reached through profiles only has no Region of its own, and these.
#[test]
fn the_json_of_a_model_has_its_profiles() {
    let place = Place::new();
    for model in Catalog::BUILT_IN.models().filter(|model| model.on_demand_regions().is_empty()) {
        let profiles: Vec<&str> = Catalog::BUILT_IN.current_profiles_of(model).map(Profile::id).collect();
        if profiles.len() > 4 {
            let json = place.run(&["show", model.id(), "--format", "json"]).json();
            assert_eq!(json["profiles"], json!(profiles));
            assert_eq!([&json["onDemand"], &json["arns"]], [&json!([]), &json!([])]);
        }
    }
}

#[test]
fn an_unknown_id_is_told_with_what_exists() {
    let place = Place::new();
    for (id, expected) in [
        (
            "eu.anthropic.claude-sonet-4-6",
            "no inference profile is called `eu.anthropic.claude-sonet-4-6`\nhelp: the nearest is",
        ),
        ("anthropic.claude-sonet-4-6", "no Bedrock model is called `anthropic.claude-sonet-4-6`\nhelp: the nearest is"),
        ("fr.anthropic.claude-sonnet-4-6", "no inference profile is called `fr.anthropic.claude-sonnet-4-6`"),
    ] {
        let said = place.run(&["show", id]).refused();
        assert!(said.starts_with(&format!("error: {expected}")), "{said}");
    }
}
