//! `import`: what of an answer becomes which row, and where it is written.

use crate::support::{
    CHAT, MODELS_2026, PROFILES_2025, PROFILES_2026, Place, models_answer, profile_arn, profiles_answer,
};
use bedrock_profiles_catalog::{Catalog, Model, Overlay, TableFile};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, SystemTime};

/// The destinations that the API listed for each profile; `*` where an ARN has no Region.
fn listed_by(answer: &str) -> BTreeMap<String, String> {
    let answer: Value = serde_json::from_str(answer).expect("JSON");
    let profiles = answer["inferenceProfileSummaries"].as_array().expect("a list");
    let destinations = |profile: &Value| {
        let regions =
            profile["models"].as_array().expect("a list").iter().map(|model| {
                model["modelArn"].as_str().and_then(|arn| arn.split(':').nth(3)).expect("an ARN").to_owned()
            });
        let regions: BTreeSet<String> = regions.collect();
        if regions.contains("") { "*".to_owned() } else { Vec::from_iter(regions).join(" ") }
    };
    profiles
        .iter()
        .map(|profile| (profile["inferenceProfileId"].as_str().expect("an id").to_owned(), destinations(profile)))
        .collect()
}

fn overlay(place: &Place) -> Overlay {
    let (routes, models) = (place.read("bedrock-catalog/routes.tsv"), place.read("bedrock-catalog/models.tsv"));
    Overlay::new(TableFile { name: "routes.tsv", text: &routes }, TableFile { name: "models.tsv", text: &models })
        .expect("a catalog that the macro reads")
}

#[test]
fn recorded_answers_become_rows() {
    let place = Place::new();
    place.write("2025.json", PROFILES_2025).write("2026.json", PROFILES_2026).write("models.json", MODELS_2026);
    let told = place.run(&["import", "2025.json", "2026.json", "models.json"]).fine();
    let mut listed = listed_by(PROFILES_2025);
    listed.extend(listed_by(PROFILES_2026));
    let rows = place.rows("routes.tsv");
    assert_eq!(rows.len(), listed.len());
    for (id, destinations) in &listed {
        let row = place.row("routes.tsv", id);
        assert_eq!([&row[1], &row[2]], ["us-east-1", destinations], "{id}");
        assert_eq!([row[4].as_str(), row[5].as_str()], ["ListInferenceProfiles", "current"], "{id}");
    }
    let models: Value = serde_json::from_str(MODELS_2026).expect("JSON");
    let models = models["modelSummaries"].as_array().expect("a list");
    assert_eq!(place.rows("models.tsv").len(), models.len());
    let (overlay, catalog) = (overlay(&place), Catalog::BUILT_IN);
    for model in models {
        let known = overlay.catalog().model(model["modelId"].as_str().expect("an id")).expect("a row");
        let types = model["inferenceTypesSupported"].as_array().expect("a list");
        let is_on_demand = types.iter().any(|name| name == "ON_DEMAND");
        assert_eq!(known.on_demand_regions().contains("us-east-1"), is_on_demand, "{}", known.id());
        let before = catalog.model(known.id()).map(Model::on_demand_regions);
        let others = |region: &&str| *region != "us-east-1";
        let after: Vec<&str> = known.on_demand_regions().iter().filter(others).collect();
        assert!(before.is_none_or(|before| before.iter().filter(others).eq(after)), "{}", known.id());
    }
    assert!(told.contains("status: retired -> current"), "{told}");

    let (before, again) = (place.snapshot(), place.run(&["import", "2025.json", "2026.json", "models.json"]).fine());
    assert_eq!(
        again,
        format!("bedrock-catalog: 0 added, 0 changed, 0 gone, {} unchanged\n", rows.len() + models.len())
    );
    assert_eq!(place.snapshot(), before);
}

/// One after the other, as two calls that append to a file leave them; an array; a pipe; other encodings.
#[test]
fn answers_come_in_many_wrappings() {
    let one = profiles_answer("us.new.model-v1:0", "us-east-1", &["us-east-1", "us-west-2"]);
    let two = profiles_answer("us.new.model-v1:0", "us-west-2", &["us-east-1", "us-west-2"]);
    let utf16: Vec<u8> = format!("\u{feff}[{one},{two}]").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wrappings: [(&str, Vec<u8>); 5] = [
        ("appended", format!("{one}\n{two}\n").into_bytes()),
        ("side by side", format!("{one}{two}").into_bytes()),
        ("array", format!("[{one}, [{two}]]").into_bytes()),
        ("byte order mark", format!("\u{feff}{one}{two}").into_bytes()),
        ("UTF-16", utf16),
    ];
    for (name, text) in wrappings {
        let place = Place::new();
        place.write("answers", text).run(&["import", "answers"]).fine();
        let sources: Vec<String> = place.rows("routes.tsv").into_iter().map(|row| row[1].clone()).collect();
        assert_eq!(sources, ["us-east-1", "us-west-2"], "{name}");
    }
    let place = Place::new();
    place.run_with(&["import", "-"], &one).fine();
    assert_eq!(place.rows("routes.tsv").len(), 1);
}

#[test]
fn models_prefixes_and_regions_may_be_new() {
    let place = Place::new();
    let id = "mars.new.model-v1:0";
    place.write("answer", profiles_answer(id, "mars-north-1", &["mars-north-1", "mars-south-1"]));
    let told = place.run(&["import", "answer"]).fine();
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[1].starts_with("added") && lines[1].contains(id) && lines[1].contains("mars-north-1"), "{told}");
    assert!(lines[2].starts_with("added") && lines[2].contains("model new.model-v1:0"), "{told}");
    let model = place.row("models.tsv", "new.model-v1:0");
    assert_eq!(model[1..12].iter().filter(|cell| *cell == "-").count(), 11, "{model:?}");
    let overlay = overlay(&place);
    let profile = overlay.catalog().profile(id).expect("a profile");
    assert_eq!(profile.route("mars-north-1").expect("a route").destinations.as_str(), "mars-north-1 mars-south-1");
}

#[test]
fn a_global_profile_leads_anywhere_and_its_sources_share_a_row() {
    let place = Place::new();
    for source in ["us-east-1", "eu-west-1", "ap-east-2"] {
        place.write(source, profiles_answer("global.new.model-v1:0", source, &["", source]));
    }
    place.run(&["import", "us-east-1", "eu-west-1"]).fine();
    place.run(&["import", "ap-east-2"]).fine();
    let row = place.row("routes.tsv", "global.new.model-v1:0");
    assert_eq!([row[1].as_str(), row[2].as_str()], ["ap-east-2 eu-west-1 us-east-1", "*"]);
    assert_eq!(place.rows("routes.tsv").len(), 1);
}

#[test]
fn what_a_region_says_of_a_model_is_laid_over_what_is_on_record() {
    let place = Place::new();
    let id = "amazon.titan-embed-text-v2:0";
    let said = json!({
        "modelName": "Renamed\tand\nbroken",
        "inputModalities": ["TEXT", "SMELL_V2"],
        "responseStreamingSupported": true,
        "inferenceTypesSupported": ["INFERENCE_PROFILE", "BRAND-NEW"],
        "modelLifecycle": {
            "status": "LEGACY",
            "legacyTime": "2026-12-01T00:00:00+00:00",
            "endOfLifeTime": 1_798_761_600,
        },
    });
    place.write("answer", models_answer(id, "eu-central-1", &said)).run(&["import", "answer"]).fine();
    let built_in = Catalog::BUILT_IN.model(id).expect("a model");
    let row = place.row("models.tsv", id);
    assert_eq!(
        row[1..10],
        [
            "Renamed and broken",
            "Amazon",
            "smell_v2 text",
            "embedding",
            "yes",
            "legacy",
            "2026-12-01",
            "2027-01-01",
            "brand_new inference_profile on_demand",
        ]
    );
    let others: Vec<&str> = built_in.on_demand_regions().iter().filter(|region| *region != "eu-central-1").collect();
    assert!(built_in.on_demand_regions().contains("eu-central-1"));
    assert_eq!(row[11], others.join(" "));

    let back = json!({ "inferenceTypesSupported": ["ON_DEMAND"] });
    place.write("answer", models_answer(id, "eu-central-1", &back)).run(&["import", "answer"]).fine();
    let row = place.row("models.tsv", id);
    assert_eq!(
        (row[5].as_str(), row[6].as_str(), row[11].as_str()),
        ("yes", "legacy", built_in.on_demand_regions().as_str())
    );
}

#[test]
fn regions_of_one_import_speak_together_of_a_model() {
    let place = Place::new();
    let said = |region, streams: bool, status| {
        let more = json!({
            "responseStreamingSupported": streams,
            "inferenceTypesSupported": ["ON_DEMAND"],
            "modelLifecycle": { "status": status },
        });
        models_answer("new.model-v1:0:200k", region, &more)
    };
    place.write("a", said("us-east-1", true, "ACTIVE")).write("b", said("us-west-2", false, "LEGACY"));
    for files in [["a", "b"], ["b", "a"]] {
        place.run(&["import", files[0], files[1]]).fine();
        let row = place.row("models.tsv", "new.model-v1:0:200k");
        assert_eq!([row[5].as_str(), row[6].as_str(), row[11].as_str()], ["yes", "legacy", "us-east-1 us-west-2"]);
    }
}

#[test]
fn rows_and_columns_that_no_answer_mentions_stay() {
    let place = Place::new();
    let mine = "eu.mine.model-v1:0\teu-west-1 eu-west-3\teu-west-1 eu-west-3\t2026-01-02\tby hand\tof importance\n";
    place.write("bedrock-catalog/routes.tsv", format!("profile\tsource\tdestinations\tseen\torigin\tmy notes\n{mine}"));
    place.write("bedrock-catalog/models.tsv", "model\tseen\torigin\nmine.model-v1:0\t2026-01-02\tby hand\n");
    place.write("answer", profiles_answer(CHAT, "eu-north-1", &["eu-north-1"])).run(&["import", "answer"]).fine();
    let routes = place.read("bedrock-catalog/routes.tsv");
    assert!(routes.starts_with("profile\tsource\tdestinations\tseen\torigin\tmy notes\tstatus\n"), "{routes}");
    for source in ["eu-west-1", "eu-west-3"] {
        let row =
            format!("eu.mine.model-v1:0\t{source}\teu-west-1 eu-west-3\t2026-01-02\tby hand\tof importance\tcurrent\n");
        assert!(routes.contains(&row), "{routes}");
    }
    assert_eq!(place.row("models.tsv", "mine.model-v1:0")[1..3], ["2026-01-02", "by hand"]);
    assert_eq!(place.row("routes.tsv", CHAT)[5], "-");
}

#[test]
fn application_profiles_and_what_has_no_known_form_are_left_out() {
    let place = Place::new();
    let arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3";
    let mine = json!({ "inferenceProfileSummaries": [
        { "inferenceProfileArn": arn, "inferenceProfileId": "a1b2c3", "models": [], "type": "APPLICATION" },
        { "inferenceProfileArn": profile_arn("US_x", "us-east-1"), "inferenceProfileId": "US_x", "models": [] },
        { "inferenceProfileArn": profile_arn(CHAT, "us-east-1"), "inferenceProfileId": CHAT, "models": [] },
    ] });
    let ended = place.write("answer", mine.to_string()).run(&["import", "answer"]);
    assert!(ended.stderr.contains("warning: `US_x` is not recorded"), "{ended:?}");
    assert!(ended.stderr.contains("it names no Region of its model"), "{ended:?}");
    let told = ended.fine();
    assert!(told.contains("1 application inference profile left out"), "{told}");
    assert!(!place.path("bedrock-catalog").exists());
}

#[test]
fn an_older_answer_leaves_newer_rows_as_they_are() {
    let place = Place::new();
    place.write("2025.json", PROFILES_2025);
    let told = place.run(&["import", "--seen", "2025-08-27", "2025.json"]).fine();
    assert!(told.contains("25 rows left as seen on a later day"), "{told}");
    assert!(!place.path("bedrock-catalog").exists());
    place.run(&["import", "--seen", "2026-11-01", "2025.json"]).fine();
    assert!(place.rows("routes.tsv").iter().all(|row| row[3] == "2026-11-01"));
}

/// A row from the future is a slip of somebody's clock.
#[test]
fn a_retired_profile_that_is_listed_again_is_confirmed_from_there_alone() {
    let id = "us.amazon.nova-premier-v1:0";
    let place = Place::new();
    place.write("answer.json", profiles_answer(id, "us-east-1", &["us-east-1", "us-east-2", "us-west-2"]));
    let told = place.run(&["import", "answer.json"]).fine();
    assert!(told.contains("status: retired -> current"), "{told}");
    let overlay = overlay(&place);
    let profile = overlay.catalog().profile(id).expect("a profile");
    assert_eq!(profile.default_routes().map(|route| route.source).collect::<Vec<&str>>(), ["us-east-1"]);
}

#[test]
fn what_aws_answers_today_wins() {
    let place = Place::new();
    let row = format!("{CHAT}\teu-central-1\teu-central-1\t2999-01-01\tby hand\n");
    place.write("bedrock-catalog/routes.tsv", format!("profile\tsource\tdestinations\tseen\torigin\n{row}"));
    place.write("bedrock-catalog/models.tsv", "model\tseen\torigin\n");
    place.run_with(&["import", "-"], &profiles_answer(CHAT, "eu-central-1", &["eu-west-1"])).fine();
    assert_eq!(place.row("routes.tsv", CHAT)[2], "eu-west-1");
}

#[test]
fn a_file_that_is_missing_is_made() {
    let place = Place::new();
    place.write("bedrock-catalog/models.tsv", "model\tseen\torigin\nmine.model\t2026-01-01\tby hand\n");
    place.run_with(&["import", "-"], &profiles_answer("eu.mine.model", "eu-west-1", &["eu-west-1"])).fine();
    assert_eq!(place.row("routes.tsv", "eu.mine.model")[2], "eu-west-1");
    assert_eq!(place.row("models.tsv", "mine.model")[2], "by hand");
}

#[test]
fn programs_get_the_changes_as_json() {
    let place = Place::new();
    place.write("answer", profiles_answer(CHAT, "eu-central-1", &["eu-central-1", "eu-west-9"]));
    let told = place.run(&["import", "--format", "json", "answer"]).json();
    let built_in = Catalog::BUILT_IN.profile(CHAT).and_then(|profile| profile.route("eu-central-1")).expect("a route");
    assert_eq!(
        told["changes"],
        json!([{
            "change": "changed",
            "of": "route",
            "id": CHAT,
            "source": "eu-central-1",
            "cells": [{
                "column": "destinations",
                "before": built_in.destinations.as_str(),
                "after": "eu-central-1 eu-west-9",
            }],
        }])
    );
    assert_eq!((&told["created"], &told["unchanged"]), (&json!(true), &json!(0)));
}

#[test]
fn an_answer_with_more_pages_is_told() {
    let place = Place::new();
    let answer = json!({ "modelSummaries": [], "NextToken": "abc" }).to_string();
    let ended = place.write("answer", answer).run(&["import", "answer"]);
    assert!(ended.stderr.contains("warning: an answer is not complete"), "{ended:?}");
    ended.fine();
}

#[test]
fn the_catalog_is_the_nearest_one_upwards() {
    let place = Place::workspace();
    let answer = profiles_answer(CHAT, "eu-north-1", &["eu-north-1"]);
    let import = |directory: &str| place.run_in(directory, &["import", "-"], &answer).fine();
    import("member/src");
    assert!(place.path("bedrock-catalog/routes.tsv").is_file());
    assert!(!place.path("member/bedrock-catalog").exists());

    place.write("member/bedrock-catalog/routes.tsv", "profile\tsource\tdestinations\tseen\torigin\n");
    place.write("member/bedrock-catalog/models.tsv", "model\tseen\torigin\n");
    let (root, told) = (place.read("bedrock-catalog/routes.tsv"), import("member/src"));
    assert!(place.read("member/bedrock-catalog/routes.tsv").contains(CHAT), "{told}");
    assert_eq!(place.read("bedrock-catalog/routes.tsv"), root);
}

#[test]
fn a_workspace_ends_the_search() {
    let place = Place::new();
    place.write("bedrock-catalog/routes.tsv", "").write("inner/Cargo.toml", "[workspace]\n");
    place.run_in("inner", &["import", "-"], &profiles_answer(CHAT, "eu-north-1", &["eu-north-1"])).fine();
    assert!(place.path("inner/bedrock-catalog/models.tsv").is_file());
}

#[test]
fn a_crate_without_a_workspace_has_its_own() {
    let place = Place::new();
    place.write("Cargo.toml", "[package]\nname = \"alone\"\nedition = \"2024\"\n").write("src/lib.rs", "");
    place.run_in("src", &["import", "-"], &profiles_answer(CHAT, "eu-north-1", &["eu-north-1"])).fine();
    assert!(place.path("bedrock-catalog/models.tsv").is_file());
}

/// The macro tracks the manifest where there is no folder that it could track.
#[test]
fn a_new_folder_touches_the_manifests() {
    let place = Place::workspace();
    let manifest = place.path("member/Cargo.toml");
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    let file = fs::File::options().append(true).open(&manifest).expect("a manifest");
    file.set_modified(long_ago).expect("a time");
    let import = || place.run_with(&["import", "-"], &profiles_answer(CHAT, "eu-north-1", &["eu-north-1"]));
    let modified = || fs::metadata(&manifest).and_then(|metadata| metadata.modified()).expect("a time");
    import().fine();
    assert!(modified() > long_ago + Duration::from_secs(500));
    file.set_modified(long_ago).expect("a time");
    import().fine();
    assert_eq!(modified(), long_ago);
}

#[cfg(unix)]
#[test]
fn files_may_be_read_by_whom_the_project_lets() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let import = |region| place.run_with(&["import", "-"], &profiles_answer(CHAT, region, &[region])).fine();
    let mode = |name| fs::metadata(place.path(name)).expect("a file").permissions().mode() & 0o777;
    place.write("plain", "").write("folder/plain", "");
    import("eu-north-1");
    assert_eq!(mode("bedrock-catalog/routes.tsv"), mode("plain"));
    assert_eq!(mode("bedrock-catalog"), mode("folder"));
    fs::set_permissions(place.path("bedrock-catalog/routes.tsv"), fs::Permissions::from_mode(0o664)).expect("a mode");
    import("eu-south-1");
    assert_eq!(mode("bedrock-catalog/routes.tsv"), 0o664);
    fs::remove_file(place.path("bedrock-catalog/routes.tsv")).expect("a file");
    import("eu-west-1");
    assert_eq!(mode("bedrock-catalog/routes.tsv"), mode("plain"));
    let mut left: Vec<String> = fs::read_dir(place.path("bedrock-catalog"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    left.sort();
    assert_eq!(left, ["models.tsv", "routes.tsv"]);
}
