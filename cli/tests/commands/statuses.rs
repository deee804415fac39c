//! One word for one status: in tables and in JSON, of profiles, of routes and of models.

use crate::support::{CHAT, Place, profiles_answer};
use bedrock_profiles_catalog::{Catalog, Lifecycle, Profile, Status};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde_json::Value;

const WORDS: [&str; 5] = ["active", "legacy", "unconfirmed", "retired", "unknown"];

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// A project whose models are legacy with an end of life on these days, and each on demand.
fn project(models: &[(&str, Date)]) -> Place {
    let place = Place::new();
    let rows = models
        .iter()
        .map(|(id, day)| format!("{id}\tlegacy\t2026-01-01\t{day}\ton_demand\teu-central-1\t2026-11-01\tby hand\n"));
    let header = "model\tlifecycle\tlegacy\teol\tinference_types\ton_demand\tseen\torigin\n".to_owned();
    place.write("bedrock-catalog/routes.tsv", "profile\tsource\tdestinations\tseen\torigin\n");
    place.write("bedrock-catalog/models.tsv", header + &rows.collect::<String>());
    place
}

#[test]
fn json_has_the_words_of_the_table() {
    let place = Place::new();
    let list = place.run(&["list", "--format", "json"]).json();
    let table = place.run(&["list"]).fine();
    let listed = |id: &Value| {
        let id = id.as_str().expect("an id");
        let row = table.lines().find(|line| line.split(' ').next() == Some(id)).expect("a row");
        let words: Vec<&str> = row.split([' ', ',']).filter(|word| WORDS.contains(word)).collect();
        words.into_iter().next_back().expect("a word").to_owned()
    };
    for profile in list["profiles"].as_array().expect("a list") {
        assert_eq!(profile["status"], listed(&profile["id"]), "{profile}");
        let routes = profile["routes"].as_array().expect("a list");
        assert!(routes.iter().all(|route| WORDS.contains(&route["status"].as_str().expect("a word"))), "{profile}");
    }
    for model in list["models"].as_array().expect("a list") {
        assert_eq!(model["lifecycle"], listed(&model["id"]), "{model}");
    }
}

#[test]
fn show_has_the_words_of_the_list() {
    let place = Place::new();
    let profiles =
        |status: fn(&Profile<'_>) -> bool| Catalog::BUILT_IN.profiles().find(status).expect("a profile").id();
    let is_legacy = |profile: &Profile<'_>| {
        let model = Catalog::BUILT_IN.model(profile.model_id()).expect("a model");
        model.lifecycle() == Lifecycle::Legacy && profile.routes().all(|route| route.status == Status::Current)
    };
    let is_unconfirmed = |profile: &Profile<'_>| profile.routes().all(|route| route.status == Status::Unconfirmed);
    for (id, word) in [
        (CHAT, "active"),
        (profiles(is_legacy), "legacy"),
        (profiles(is_unconfirmed), "unconfirmed"),
        (profiles(|profile| profile.is_retired()), "retired"),
    ] {
        let shown = place.run(&["show", id]).fine();
        assert!(shown.lines().any(|line| line.split_whitespace().eq(["status", word])), "{id}: {shown}");
        assert_eq!(place.run(&["show", id, "--format", "json"]).json()["status"], word, "{id}");
        assert!(!shown.contains("current") && !shown.contains("eol"), "{shown}");
    }
    let ended = Catalog::BUILT_IN.models().find(|model| model.lifecycle() == Lifecycle::EndOfLife).expect("a model");
    let shown = place.run(&["show", ended.id()]).fine();
    assert!(shown.lines().any(|line| line.starts_with("lifecycle") && line.contains("retired")), "{shown}");
    assert_eq!(place.run(&["show", ended.id(), "--format", "json"]).json()["lifecycle"], "retired");
}

/// A profile that the API lists is there, whatever is on record of its model.
#[test]
fn a_profile_of_a_model_without_a_lifecycle_is_active() {
    let place = Place::new();
    place.run_with(&["import", "-"], &profiles_answer("mars.new.model-v1:0", "mars-north-1", &["mars-north-1"])).fine();
    let shown = place.run(&["show", "mars.new.model-v1:0", "--format", "json"]).json();
    assert_eq!([&shown["status"], &shown["model"]["lifecycle"]], ["active", "unknown"]);
}

#[test]
fn an_end_of_life_that_has_come_is_past_everywhere() {
    let tomorrow = today().tomorrow().expect("a day");
    let days = [
        ("old.yesterday-v1:0", today().yesterday().expect("a day"), true),
        ("old.today-v1:0", today(), true),
        ("old.tomorrow-v1:0", tomorrow, false),
        ("old.next-year-v1:0", today().saturating_add(1.year()), false),
    ];
    let place = project(&days.map(|(id, day, _)| (id, day)));
    let listed = place.run(&["list", "--model", "old."]).fine();
    let json = place.run(&["list", "--model", "old.", "--format", "json"]).json();
    for (id, day, is_past) in days {
        let row = listed.lines().find(|line| line.starts_with(id)).expect("a row");
        let status = if is_past { format!("legacy, past end of life {day}") } else { format!("legacy until {day}") };
        assert!(row.ends_with(&format!("  {status}")), "{row}");

        let shown = place.run(&["show", id]).fine();
        let end = if is_past { "past end of life" } else { "end of life" };
        let stage = format!("lifecycle     legacy since 2026-01-01, {end} {day}");
        assert!(shown.lines().any(|line| line == stage), "{shown}");

        let described = json["models"].as_array().expect("a list").iter().find(|model| model["id"] == id);
        assert_eq!(described.expect("a model")["endOfLifePast"], is_past, "{id}");
        assert_eq!(place.run(&["show", id, "--format", "json"]).json()["endOfLifePast"], is_past, "{id}");
    }
    let shown = Place::new().run(&["show", "us.amazon.nova-premier-v1:0"]).fine();
    assert!(shown.contains("retired, past end of life 2026-09-14"), "{shown}");
    let json = Place::new().run(&["show", "amazon.titan-embed-text-v2:0", "--format", "json"]).json();
    assert!(json["endOfLifePast"].is_null() == json["endOfLife"].is_null(), "{json}");
}
