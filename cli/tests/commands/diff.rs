//! `diff`: the project's catalog against the built-in one.

use crate::support::{CHAT, PROFILES_2025, Place, profiles_answer};
use bedrock_profiles_catalog::Catalog;
use serde_json::json;

#[test]
fn a_project_without_a_catalog_differs_in_nothing() {
    let ended = Place::new().run(&["diff", "--exit-code"]);
    assert!(ended.stderr.contains("warning: this project has no catalog of its own"), "{ended:?}");
    assert!(ended.stderr.contains("\nhelp: `cargo bedrock-profiles sync` makes one"), "{ended:?}");
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
    let printed = place.run(&["diff"]).fine();
    let plain: Vec<String> =
        printed.lines().map(|line| line.split_whitespace().collect::<Vec<&str>>().join(" ")).collect();
    let line = |start: &str, text: &str| {
        assert!(plain.iter().any(|line| line.starts_with(start) && line.ends_with(text)), "{start} {text}\n{printed}");
    };
    line("changed", "destinations: +eu-west-9 -eu-north-1 -eu-south-1 -eu-south-2 -eu-west-1 -eu-west-3");
    line("gone", "eu-west-1 project status: active -> retired");
    line("added", "eu-west-9 project destinations: eu-west-9");
    line("added", "model new.model project lifecycle: active");
    let date = Catalog::BUILT_IN.date();
    let counts = "bedrock-catalog: 2 added, 1 changed, 1 gone against the built-in catalog of";
    assert!(printed.ends_with(&format!("{counts} {date}\n")), "{printed}");
    place.run(&["diff", "--exit-code"]).failed_check();
    let json = place.run(&["diff", "--format", "json"]).json();
    assert_eq!(json["changes"].as_array().expect("a list").len(), 4);
    assert_eq!(
        json["changes"][3],
        json!({
            "change": "added",
            "of": "model",
            "id": "new.model",
            "wins": "project",
            "cells": [{ "column": "lifecycle", "before": null, "after": "active" }],
        })
    );
}

#[test]
fn a_residency_that_no_longer_holds() {
    let place = Place::new();
    let routes = |rows: &[[&str; 3]]| {
        let rows = rows
            .iter()
            .map(|[profile, source, destinations]| format!("{profile}\t{source}\t{destinations}\t2026-11-22\tx\n"));
        place.write(
            "bedrock-catalog/routes.tsv",
            format!("profile\tsource\tdestinations\tseen\torigin\n{}", rows.collect::<String>()),
        );
        place.write("bedrock-catalog/models.tsv", "model\tseen\torigin\n");
        let ended = place.run(&["diff"]);
        (ended.stderr.clone(), place.run(&["diff", "--format", "json"]).json()["residencies"].clone())
    };
    // From a Region that was known, to a country that it did not reach.
    let (printed, json) = routes(&[[CHAT, "eu-central-1", "eu-central-1 eu-west-2"]]);
    let outside =
        format!("`{CHAT}` called from `eu-central-1` may run in `eu-west-2` (Europe (London), gb), outside `eu`");
    assert!(printed.contains(&format!("a `residency: [eu]` may no longer hold: {outside}")), "{printed}");
    let outside = json!([{ "region": "eu-west-2", "country": "gb", "sources": ["eu-central-1"] }]);
    assert_eq!(json, json!([{ "profile": CHAT, "residency": ["eu"], "outside": outside }]));
    // From a Region that is new, as a declaration without source Regions takes it.
    let (printed, _) = routes(&[[CHAT, "eu-new-1", "eu-central-1 eu-new-1"]]);
    let held = "a `residency: [ch, de, es, fr, gb, ie, it, se]` may no longer hold";
    assert!(printed.contains(held) && !printed.contains("[eu]"), "London was reached already: {printed}");
    let nova = "us.amazon.nova-pro-v1:0";
    let (printed, _) = routes(&[[nova, "mx-central-1", "mx-central-1 us-east-1"]]);
    assert!(
        printed.contains("a `residency: [us]` may no longer hold") && printed.contains("mx), outside `us`"),
        "{printed}"
    );
    // Within the European Union and out of the countries that it had.
    let (printed, _) = routes(&[[CHAT, "eu-central-1", "eu-central-1 xx-new-1"]]);
    assert!(printed.contains("`xx-new-1` (of the project's catalog, country unknown), outside `eu`"), "{printed}");
    // Fewer destinations break nothing.
    let (printed, json) = routes(&[[CHAT, "eu-central-1", "eu-central-1"]]);
    assert_eq!((printed.as_str(), json), ("", json!([])));
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
    for path in [folder.clone(), place.path(""), folder.join("routes.tsv"), folder.join("models.tsv")] {
        let printed = other.run(&["diff", path.to_str().expect("a path")]).fine();
        assert!(printed.contains("2 added, 0 changed, 0 gone"), "{printed}");
    }
    assert!(place.run(&["diff", "."]).fine().contains("bedrock-catalog: 2 added"));
    let printed = other.run_with(&["diff", "-"], PROFILES_2025).fine();
    assert!(printed.contains("status: retired -> active"), "{printed}");
    // A table on standard input has no other one beside it, least of all in the current directory.
    let printed = place.run_with(&["diff", "-"], &place.read("bedrock-catalog/models.tsv")).fine();
    assert!(printed.contains("<stdin>: 1 added, 0 changed, 0 gone"), "{printed}");
    place.write("routes.tsv", "not a table");
    place.run_with(&["diff", "-"], &place.read("bedrock-catalog/models.tsv")).fine();
}

#[test]
fn what_is_nothing_to_compare_is_refused() {
    let place = Place::new();
    place.write("elsewhere/bedrock-catalog/notes.txt", "none").write("garbage.json", "hello\n");
    for folder in [".", "elsewhere", "elsewhere/bedrock-catalog"] {
        let said = place.run(&["diff", folder]).refused();
        let expected = "has no `routes.tsv` and no `models.tsv`, nor has a folder `bedrock-catalog` in it\n";
        assert_eq!(said, format!("error: `{folder}` {expected}"));
    }
    let neither =
        "1:1: this is neither a table of a catalog nor JSON\nhelp: `diff` takes a folder with `routes.tsv` and";
    let said = place.run(&["diff", "garbage.json"]).refused();
    assert!(said.starts_with(&format!("error: garbage.json:{neither}")), "{said}");
    let said = place.run_with(&["diff", "-"], "hello").refused();
    assert!(said.starts_with(&format!("error: <stdin>:{neither}")), "{said}");
    let said = place.run_with(&["diff", "-"], "profile\tsource\tdestinations\tseen\torigin\nx\n").refused();
    assert!(said.starts_with("error: <stdin>:2:2: the row and the header"), "{said}");
    assert!(place.run(&["diff", "nowhere"]).refused().contains("`nowhere` can't be read"));
    let said = place.run_with(&["diff", "-"], "[7]").refused();
    assert!(said.starts_with("error: <stdin>:1:2: `7` stands here"), "{said}");
}

#[test]
fn what_can_not_be_compared_is_told() {
    let place = Place::new();
    let answer = profiles_answer("us-gov.a.b", "us-east-1", &["us-east-1"]);
    let why = "<stdin>:1:31: `us-gov.a.b` is not recorded: the prefix `us-gov` belongs to the partition `aws-us-gov`";
    let ended = place.run_with(&["diff", "-"], &answer);
    assert!(ended.stderr.starts_with(&format!("warning: {why}")), "{ended:?}");
    ended.fine();
    let json = place.run_with(&["diff", "--format", "json", "-"], &answer).json();
    assert!(json["notes"][0].as_str().is_some_and(|note| note.starts_with(why)), "{json}");
}

#[test]
fn which_row_wins_is_told_of_each() {
    let place = Place::new();
    place.write(
        "bedrock-catalog/routes.tsv",
        format!(
            "profile\tsource\tdestinations\tseen\torigin\tpin\n\
             {CHAT}\teu-central-1\teu-central-1\t2025-03-01\tx\t-\n\
             {CHAT}\teu-west-1\teu-west-1\t2025-03-01\tx\tyes\n\
             {CHAT}\teu-west-3\teu-west-3\t2026-11-22\tx\t-\n"
        ),
    );
    place.write("bedrock-catalog/models.tsv", "model\tseen\torigin\nanthropic.claude-sonnet-4-6\t2025-03-01\tx\n");
    let printed = place.run(&["diff"]).fine();
    let plain: Vec<String> =
        printed.lines().map(|line| line.split_whitespace().collect::<Vec<&str>>().join(" ")).collect();
    for (source, wins) in [("eu-central-1", "built-in"), ("eu-west-1", "pinned"), ("eu-west-3", "project")] {
        let start = format!("changed {CHAT} {source} {wins} destinations: -");
        assert!(plain.iter().any(|line| line.starts_with(&start)), "{start}\n{printed}");
    }
    assert!(printed.contains(": 0 added, 2 changed, 0 gone against"), "{printed}");
    let without_effect = "1 older row without effect, as the built-in catalog is newer; `cargo bedrock-profiles sync`";
    assert!(printed.contains(without_effect), "{printed}");
    let json = place.run(&["diff", "--format", "json"]).json();
    let wins: Vec<_> = json["changes"].as_array().expect("a list").iter().map(|change| &change["wins"]).collect();
    assert_eq!(wins, ["builtIn", "pinned", "project"], "a model's row that says nothing changes nothing");
    // What has no effect is no difference.
    let older = format!("profile\tsource\tdestinations\tseen\torigin\n{CHAT}\teu-west-1\teu-west-1\t2025-03-01\tx\n");
    place.write("bedrock-catalog/routes.tsv", older);
    let printed = place.run(&["diff", "--exit-code"]).fine();
    assert!(printed.contains(" built-in ") && printed.contains("0 added, 0 changed, 0 gone"), "{printed}");
}

#[test]
fn show_says_which_row_decides() {
    let place = Place::new();
    place.write(
        "bedrock-catalog/routes.tsv",
        format!(
            "profile\tsource\tdestinations\tseen\torigin\tpin\n\
             {CHAT}\teu-central-1\teu-central-1\t2025-03-01\tx\t-\n\
             {CHAT}\teu-west-1\teu-west-1\t2025-03-01\tx\tyes\n\
             {CHAT}\teu-west-9\teu-west-1\t2025-03-01\tx\t-\n"
        ),
    );
    place.write(
        "bedrock-catalog/models.tsv",
        "model\tseen\torigin\tpin\nanthropic.claude-sonnet-4-6\t2026-11-22\tx\tyes\n",
    );
    let printed = place.run(&["show", CHAT]).fine();
    let release = Catalog::BUILT_IN.date();
    for line in [
        "from eu-central-1: the project's row of 2025-03-01 does not count: the built-in catalog's is of 2026-10-27\n",
        "from eu-west-1: the project's row of 2025-03-01 is pinned: it wins over that of 2026-10-27 in the built-in",
        &format!(
            "from eu-west-9: known only from the project's catalog of 2025-03-01, older than this release's of {release}\n"
        ),
    ] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    let json = place.run(&["show", "--format", "json", CHAT]).json();
    let routes = json["routes"].as_array().expect("a list");
    let of = |source: &str| &routes.iter().find(|route| route["source"] == source).expect("a route")["projectRow"];
    let row =
        |pinned, wins| json!({ "seen": "2025-03-01", "pinned": pinned, "builtInSeen": "2026-10-27", "wins": wins });
    assert_eq!((of("eu-central-1"), of("eu-west-1")), (&row(false, false), &row(true, true)));
    assert_eq!(of("eu-north-1"), &json!(null));
    let printed = place.run(&["show", "anthropic.claude-sonnet-4-6"]).fine();
    assert!(printed.contains("the project's row of 2026-11-22 is pinned\n"), "{printed}");
    let warned = place.run(&["policy", "--profile", CHAT, "--source-region", "eu-west-9"]);
    assert!(warned.stderr.contains(&format!("warning: `{CHAT}` from `eu-west-9` is known only from")), "{warned:?}");
}
