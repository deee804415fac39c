//! `list` and `show`.

use crate::support::{CHAT, Place, profiles_answer};
use bedrock_profiles_catalog::{Catalog, Lifecycle, has_capability};
use serde_json::Value;
use std::collections::BTreeSet;

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
    let told = place.run(&["list", "--model", "no such model"]).fine();
    assert_eq!(told, format!("0 profiles and 0 models of the catalog of {}\n", Catalog::BUILT_IN.date()));
}

/// In a file or a pipe: one row a line, no colours.
#[test]
fn a_list_in_a_pipe_is_plain() {
    let told = Place::new().run(&["list", "--geo", "jp", "--in-service"]).fine();
    let profiles = Catalog::BUILT_IN.profiles().filter(|profile| profile.prefix() == "jp" && !profile.is_retired());
    assert_eq!(told.lines().count(), profiles.count() + 2, "{told}");
    assert!(!told.contains('\u{1b}'), "{told}");
    assert!(told.lines().all(|line| line == line.trim_end()));
}

#[test]
fn the_projects_rows_are_listed_and_shown() {
    let place = Place::new();
    place.run_with(&["import", "-"], &profiles_answer("mars.new.model-v1:0", "mars-north-1", &["mars-south-1"])).fine();
    let told = place.run(&["list", "--geo", "mars"]).fine();
    assert!(told.contains("mars.new.model-v1:0") && told.contains("mars-north-1"), "{told}");
    assert!(told.contains("with the project's `bedrock-catalog` of "), "{told}");
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
    let global = place.run(&["show", "global.anthropic.claude-sonnet-4-6", "--format", "json"]).json();
    assert_eq!(global["arns"][0]["modelArns"][0], "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6");
    let gov = Catalog::BUILT_IN.profiles().find(|profile| profile.prefix() == "us-gov").expect("a profile");
    let gov = place.run(&["show", gov.id(), "--format", "json"]).json();
    let arn = gov["arns"][0]["profileArn"].as_str().expect("an ARN");
    assert!(arn.starts_with("arn:aws-us-gov:bedrock:us-gov-"), "{arn}");
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
        (
            "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6",
            "`arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6` is an ARN",
        ),
    ] {
        let said = place.run(&["show", id]).refused();
        assert!(said.starts_with(&format!("error: {expected}")), "{said}");
    }
}
