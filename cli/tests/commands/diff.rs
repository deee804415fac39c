//! `diff`: the project's catalog against the built-in one.

use crate::support::{CHAT, PROFILES_2025, Place, profiles_answer};
use bedrock_profiles_catalog::Catalog;
use serde_json::json;

#[test]
fn a_project_without_a_catalog_differs_in_nothing() {
    let ended = Place::new().run(&["diff", "--exit-code"]);
    assert!(ended.stderr.contains("warning: this project has no catalog of its own"), "{ended:?}");
    assert!(ended.fine().contains("0 added, 0 changed, 0 gone"));
}

#[test]
fn what_is_added_changed_and_gone() {
    let place = Place::new();
    place.write(
        "bedrock-catalog/routes.tsv",
        format!(
            "profile\tsource\tdestinations\tseen\torigin\tstatus\n\
             {CHAT}\teu-central-1\teu-central-1 eu-west-9\t2026-11-22\tx\tcurrent\n\
             {CHAT}\teu-west-1\teu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3\t2026-11-22\tx\tretired\n\
             {CHAT}\teu-west-9\teu-west-9\t2026-11-22\tx\tcurrent\n"
        ),
    );
    place.write("bedrock-catalog/models.tsv", "model\tlifecycle\tseen\torigin\nnew.model\tactive\t2026-11-22\tx\n");
    let told = place.run(&["diff"]).fine();
    let plain: Vec<String> =
        told.lines().map(|line| line.split_whitespace().collect::<Vec<&str>>().join(" ")).collect();
    let line = |start: &str, text: &str| {
        assert!(plain.iter().any(|line| line.starts_with(start) && line.ends_with(text)), "{start} {text}\n{told}");
    };
    line("changed", "destinations: +eu-west-9 -eu-north-1 -eu-south-1 -eu-south-2 -eu-west-1 -eu-west-3");
    line("gone", "eu-west-1 status: current -> retired");
    line("added", "eu-west-9 destinations: eu-west-9");
    line("added", "model new.model lifecycle: active");
    let date = Catalog::BUILT_IN.date();
    let counts = "bedrock-catalog: 2 added, 1 changed, 1 gone against the built-in catalog of";
    assert!(told.ends_with(&format!("{counts} {date}\n")), "{told}");
    place.run(&["diff", "--exit-code"]).failed_check();
    let json = place.run(&["diff", "--format", "json"]).json();
    assert_eq!(json["changes"].as_array().expect("a list").len(), 4);
    assert_eq!(
        json["changes"][3],
        json!({
            "change": "added",
            "of": "model",
            "id": "new.model",
            "cells": [{ "column": "lifecycle", "before": null, "after": "active" }],
        })
    );
}

#[test]
fn another_catalog_or_an_answer_may_be_named() {
    let place = Place::new();
    place.write("answer.json", profiles_answer("us.new.model-v1:0", "us-east-1", &["us-east-1"]));
    let of_answer = place.run(&["diff", "answer.json"]).fine();
    assert!(of_answer.contains("answer.json: 2 added, 0 changed, 0 gone"), "{of_answer}");
    assert!(!place.path("bedrock-catalog").exists());
    place.run(&["import", "answer.json"]).fine();
    let other = Place::new();
    let folder = place.path("bedrock-catalog");
    for path in [folder.clone(), folder.join("routes.tsv"), folder.join("models.tsv")] {
        let told = other.run(&["diff", path.to_str().expect("a path")]).fine();
        assert!(told.contains("2 added, 0 changed, 0 gone"), "{told}");
    }
    let told = other.run_with(&["diff", "-"], PROFILES_2025).fine();
    assert!(told.contains("status: retired -> current"), "{told}");
    assert!(other.run(&["diff", "nowhere"]).refused().contains("`nowhere` can't be read"));
}
