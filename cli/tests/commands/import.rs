//! `import`: what of an answer becomes which row, and where it is written.

use crate::support::{
    CHAT, MODELS_2026, PROFILES_2025, PROFILES_2026, Place, models_answer, profile_arn, profiles_answer,
};
use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, Overlay, Profile, Route, Status, TableFile};
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
    let printed = place.run(&["import", "2025.json", "2026.json", "models.json"]).fine();
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
    assert!(printed.contains("status: retired -> active"), "{printed}");

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
    let utf16 = format!("\u{feff}[{one},{two}]").encode_utf16().collect::<Vec<u16>>();
    let wrappings: [(&str, Vec<u8>); 6] = [
        ("appended", format!("{one}\n{two}\n").into_bytes()),
        ("side by side", format!("{one}{two}").into_bytes()),
        ("array", format!("[{one}, [{two}]]").into_bytes()),
        ("byte order mark", format!("\u{feff}{one}{two}").into_bytes()),
        ("UTF-16, little end first", utf16.iter().copied().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16, big end first", utf16.iter().copied().flat_map(u16::to_be_bytes).collect()),
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

/// What `--query`, `jq` and the commands for a single one print is a part of an answer.
#[test]
fn parts_of_answers_are_read_like_answers() {
    let whole = Place::new();
    whole.write("profiles", PROFILES_2026).write("models", MODELS_2026).run(&["import", "profiles", "models"]).fine();
    let list = |answer: &str, name: &str| -> Vec<Value> {
        let answer: Value = serde_json::from_str(answer).expect("JSON");
        answer[name].as_array().expect("a list").clone()
    };
    let profiles = list(PROFILES_2026, "inferenceProfileSummaries");
    let models = list(MODELS_2026, "modelSummaries");
    let both: Vec<Value> = models.iter().chain(&profiles).cloned().collect();
    let lines = |values: &[Value]| values.iter().map(|value| value.to_string() + "\n").collect::<String>();
    let details: Vec<Value> = models.iter().map(|model| json!({ "modelDetails": model })).collect();
    let wrappings: [(&str, String); 5] = [
        ("--query 'inferenceProfileSummaries[]'", format!("{}{}", json!(profiles), json!(models))),
        ("jq '.modelSummaries[]'", lines(&both)),
        ("jq --slurp", json!([profiles, [models]]).to_string()),
        ("mixed", json!(both).to_string()),
        ("get-inference-profile, get-foundation-model", lines(&profiles) + &lines(&details)),
    ];
    for (name, text) in wrappings {
        let place = Place::new();
        place.write("parts", text).run(&["import", "parts"]).fine();
        for table in ["routes.tsv", "models.tsv"] {
            assert_eq!(place.rows(table), whole.rows(table), "{name}: {table}");
        }
    }
}

#[test]
fn models_prefixes_and_regions_may_be_new() {
    let place = Place::new();
    let id = "mars.new.model-v1:0";
    place.write("answer", profiles_answer(id, "mars-north-1", &["mars-north-1", "mars-south-1"]));
    let printed = place.run(&["import", "answer"]).fine();
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[1].starts_with("added") && lines[1].contains(id) && lines[1].contains("mars-north-1"), "{printed}");
    assert!(lines[2].starts_with("added") && lines[2].contains("model new.model-v1:0"), "{printed}");
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
fn a_row_that_is_pinned_stays() {
    let place = Place::new();
    let header = "profile\tsource\tdestinations\tseen\torigin\tstatus\tpin\n";
    let pinned = format!("{CHAT}\teu-north-1\teu-north-1 eu-west-1\t2026-01-02\tby hand\tcurrent\tyes\n");
    let model = "new.model-v1:0\tlegacy\t2026-01-02\tby hand\tyes\n";
    place.write("bedrock-catalog/routes.tsv", format!("{header}{pinned}"));
    place.write("bedrock-catalog/models.tsv", format!("model\tlifecycle\tseen\torigin\tpin\n{model}"));
    let before = place.snapshot();
    let answer = profiles_answer(CHAT, "eu-north-1", &["eu-north-1"]);
    let printed = place.run_with(&["import", "-"], &answer).fine();
    assert!(printed.contains(": 0 added, 0 changed, 0 gone, 0 unchanged\n1 row left as pinned\n"), "{printed}");
    let json = place.run_with(&["import", "--format", "json", "-"], &answer).json();
    assert_eq!((&json["pinned"], &json["written"]), (&json!(1), &json!(false)));
    let of_model = models_answer("new.model-v1:0", "us-east-1", &json!({ "modelName": "New" }));
    let printed = place.run_with(&["import", "-"], &of_model).fine();
    assert!(printed.contains("\n1 row left as pinned\n"), "{printed}");
    assert_eq!(place.snapshot(), before);
    // A row beside it is written, and is not pinned.
    place.run_with(&["import", "-"], &profiles_answer(CHAT, "eu-west-1", &["eu-west-1"])).fine();
    let routes = place.read("bedrock-catalog/routes.tsv");
    assert!(
        routes.starts_with(&format!("{header}{pinned}{CHAT}\teu-west-1\t")) && routes.ends_with("\t-\n"),
        "{routes}"
    );
}

#[test]
fn columns_that_are_added_take_what_the_built_in_rows_say() {
    let place = Place::new();
    let id = "anthropic.claude-sonnet-4-6";
    place.write("bedrock-catalog/routes.tsv", "profile\tsource\tdestinations\tseen\torigin\n");
    place.write("bedrock-catalog/models.tsv", format!("model\tseen\torigin\n{id}\t2026-11-01\tby hand\n"));
    let cells = || {
        let overlay = overlay(&place);
        let model = overlay.catalog().model(id).expect("a row");
        model.cells().collect::<Vec<_>>().join("\t")
    };
    let before = cells();
    place.run_with(&["import", "-"], &models_answer("new.model-v1:0", "us-east-1", &json!({}))).fine();
    assert!(place.read("bedrock-catalog/models.tsv").contains("\tlifecycle\t"));
    assert!(before.contains("\tactive\t"), "{before}");
    assert_eq!(cells(), before);
}

#[test]
fn application_profiles_and_what_has_no_known_form_are_left_out() {
    let place = Place::new();
    let arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3";
    // Not all that it leads to is a foundation model.
    let models = json!([{ "modelArn": "arn:aws:bedrock:us-east-1:123456789012:imported-model/a1b2c3d4e5f6" }]);
    let mine = json!({ "inferenceProfileSummaries": [
        { "inferenceProfileArn": arn, "inferenceProfileId": "a1b2c3", "models": models, "type": "APPLICATION" },
    ] });
    let printed = place.write("answer", mine.to_string()).run(&["import", "answer"]).fine();
    assert!(printed.contains("1 application inference profile left out"), "{printed}");
    assert!(!place.path("bedrock-catalog").exists());
}

/// AWS may bring them: what the tables can't hold is told with its place, and the rest is recorded.
#[test]
fn forms_that_are_not_known_are_told_and_not_recorded() {
    let profile = |id: &str, model: &str, destinations: &[&str], kind: &str| {
        let arn = |region: &&str| json!({ "modelArn": format!("arn:aws:bedrock:{region}::foundation-model/{model}") });
        json!({
            "inferenceProfileArn": profile_arn(id, "us-east-1"),
            "inferenceProfileId": id,
            "models": destinations.iter().map(arn).collect::<Vec<Value>>(),
            "type": kind,
        })
    };
    let defined = "SYSTEM_DEFINED";
    let unknown = [
        (profile("US_x", "a.b", &["us-east-1"], defined), "its id is not a geo prefix, a dot and a model id"),
        (profile("us.a.latest", "a.b", &["us-east-1"], defined), "it leads to another model, `a.b`"),
        (profile("us.a.b", "a.b", &["us-east-1"], "ROUTED"), "its type is `ROUTED`"),
        (
            profile("us-gov.a.b", "a.b", &["us-east-1"], defined),
            "the prefix `us-gov` belongs to the partition `aws-us-gov`, and `us-east-1` to `aws`",
        ),
        (
            profile("global.a.b", "a.b", &["us-east-1"], defined),
            "none of its models is the ARN without a Region, which a `global` profile has",
        ),
        (
            profile("eu.a.b", "a.b", &["", "us-east-1"], defined),
            "one of its models is the ARN without a Region, which `global` profiles have",
        ),
    ];
    let good = profile("us.good.model", "good.model", &["us-east-1"], defined);
    let all: Vec<String> =
        [&good].into_iter().chain(unknown.iter().map(|(value, _)| value)).map(Value::to_string).collect();
    let place = Place::new();
    place.write("answer", format!("{{\"inferenceProfileSummaries\": [\n{}\n]}}", all.join(",\n")));
    let ended = place.run(&["import", "answer"]);
    let expected: Vec<String> = (3..)
        .zip(&unknown)
        .map(|(line, (value, why))| {
            let id = value["inferenceProfileId"].as_str().expect("an id");
            format!("answer:{line}:1: `{id}` is not recorded: {why}")
        })
        .collect();
    let printed: Vec<&str> = ended.stderr.lines().filter_map(|line| line.strip_prefix("warning: answer")).collect();
    assert_eq!(printed, expected.iter().map(|line| &line["answer".len()..]).collect::<Vec<&str>>(), "{ended:?}");
    ended.fine();
    assert_eq!(place.rows("routes.tsv").len(), 1);
    let printed = |text: &str| place.run_with(&["import", "--format", "json", "-"], text).json()["notes"].clone();
    let model = json!({ "modelArn": "arn:aws:bedrock:::foundation-model/a.b", "modelId": "a.b" });
    let why = "<stdin>:1:2: `a.b` is not recorded: its ARN names no Region";
    assert_eq!(printed(&format!("[{model}, {good}]")), json!([why]));
    let anywhere = profiles_answer("cn.a.b", "cn-north-1", &["", "cn-north-1"]).replace("arn:aws:", "arn:aws-cn:");
    let why =
        "<stdin>:1:31: `cn.a.b` is not recorded: it leads anywhere, which profiles of the partition `aws-cn` do not";
    assert_eq!(printed(&anywhere), json!([why]));
}

#[test]
fn values_that_the_tables_have_no_word_for_are_told() {
    let place = Place::new();
    let model = |region: &str, status: &str| {
        models_answer("new.model", region, &json!({ "modelLifecycle": { "status": status } }))
    };
    for (regions, expected) in [
        (["SUNSET", "ACTIVE"], "unknown"),
        (["ACTIVE", "SUNSET"], "unknown"),
        (["SUNSET", "LEGACY"], "legacy"),
        (["EOL", "SUNSET"], "eol"),
    ] {
        let answers = [model("us-east-1", regions[0]), model("us-west-2", regions[1])].join("\n");
        let ended = place.run_with(&["import", "-"], &answers);
        assert!(
            ended.stderr.contains("warning: <stdin>: `new.model` has a lifecycle that is not known here: `SUNSET`\n")
        );
        ended.fine();
        assert_eq!(place.row("models.tsv", "new.model")[6], expected, "{regions:?}");
    }
    // Every Region says it, and it is told once.
    let creating = ["us-east-1", "us-west-2"].map(|source| profiles_answer("us.new.model", source, &["us-east-1"]));
    let creating = creating.map(|answer| answer.replace("ACTIVE", "CREATING"));
    place.write("east.json", &creating[0]).write("west.json", &creating[1]);
    place.write("fine.json", profiles_answer("us.new.model", "us-east-2", &["us-east-2"]));
    let printed = place.run(&["import", "--format", "json", "fine.json", "east.json", "west.json"]).json();
    let why = "east.json: `us.new.model` is unconfirmed: its status is `CREATING`, which is not known here";
    assert_eq!(printed["notes"], json!([why]));
    assert_eq!(place.row("routes.tsv", "us.new.model")[5], "unconfirmed");
}

/// Answers of several days: they agree on destinations, and the latest one is given last.
#[test]
fn of_files_that_differ_the_last_one_wins() {
    let model = |id: &str, status: &str| {
        models_answer(id, "us-east-1", &json!({ "modelName": "M", "modelLifecycle": { "status": status } }))
    };
    let day = |status: &str| (1..=5).map(|number| model(&format!("a.m{number}"), status)).collect::<String>();
    let profile = profiles_answer("us.a.m1", "us-east-1", &["us-east-1", "us-west-2"]);
    let turned = profiles_answer("us.a.m1", "us-east-1", &["us-west-2", "us-east-1"]).replace("ACTIVE", "PAUSED");
    let place = Place::new();
    place.write("jan.json", day("ACTIVE") + &profile).write("feb.json", day("LEGACY") + &turned);
    for ([first, last], lifecycle, status) in
        [(["jan.json", "feb.json"], "legacy", "unconfirmed"), (["feb.json", "jan.json"], "active", "current")]
    {
        let ended = place.run(&["import", first, last]);
        let warned = format!(
            "warning: {last} and {first} have other `modelLifecycle`, `status` of `a.m1`, `a.m2`, `a.m3` and 3 more; \
             {last} wins, as it comes last\n"
        );
        assert!(ended.stderr.starts_with(&warned), "{}", ended.stderr);
        ended.fine();
        assert_eq!(place.row("models.tsv", "a.m5")[6], lifecycle);
        assert_eq!(place.row("routes.tsv", "us.a.m1")[5], status);
    }
    let printed = place.run(&["import", "--format", "json", "jan.json", "feb.json"]).json();
    let ids = ["a.m1", "a.m2", "a.m3", "a.m4", "a.m5", "us.a.m1"];
    let members = ["modelLifecycle", "status"];
    let expected = json!([{ "earlier": "jan.json", "later": "feb.json", "ids": ids, "members": members }]);
    assert_eq!(printed["overruled"], expected);
    // The same twice is no difference, in whatever order it lists.
    place.write("lists", [model("a.b", "ACTIVE"), model("a.b", "ACTIVE")].join("\n"));
    let ended = place.run(&["import", "lists", "lists", "feb.json", "feb.json"]);
    assert!(!ended.stderr.contains("wins"), "{ended:?}");
    ended.fine();
}

/// AWS numbers the Regions of a place, and has come to seven.
#[test]
fn a_region_may_have_a_number_of_two_digits() {
    let place = Place::new();
    let answer = profiles_answer("apac.new.model", "ap-southeast-10", &["ap-southeast-10", "ap-southeast-2"]);
    place.run_with(&["import", "-"], &answer).fine();
    assert_eq!(place.row("routes.tsv", "apac.new.model")[1..3], ["ap-southeast-10", "ap-southeast-10 ap-southeast-2"]);
    let policy = ["policy", "--profile", "apac.new.model", "--account", "123456789012"];
    assert!(place.run(&policy).fine().contains("arn:aws:bedrock:ap-southeast-10::foundation-model/new.model"));
}

#[test]
fn an_older_answer_leaves_newer_rows_as_they_are() {
    let place = Place::new();
    place.write("2025.json", PROFILES_2025);
    let printed = place.run(&["import", "--seen", "2025-08-27", "2025.json"]).fine();
    assert!(printed.contains("25 rows left as seen on a later day"), "{printed}");
    assert!(!place.path("bedrock-catalog").exists());
    let day = "2026-11-01";
    place.run(&["import", "--seen", day, "2025.json"]).fine();
    assert!(place.rows("routes.tsv").iter().all(|row| row[3] == day));
}

/// A row from the future is a slip of somebody's clock.
#[test]
fn a_retired_profile_that_is_listed_again_is_confirmed_from_there_alone() {
    let id = "us.amazon.nova-premier-v1:0";
    let place = Place::new();
    place.write("answer.json", profiles_answer(id, "us-east-1", &["us-east-1", "us-east-2", "us-west-2"]));
    let printed = place.run(&["import", "answer.json"]).fine();
    assert!(printed.contains("status: retired -> active"), "{printed}");
    let overlay = overlay(&place);
    let profile = overlay.catalog().profile(id).expect("a profile");
    assert_eq!(profile.default_routes().map(|route| route.source).collect::<Vec<&str>>(), ["us-east-1"]);
}

/// An answer of January that is imported in November would withdraw what happened since.
#[test]
fn what_an_import_brings_back_is_told() {
    let place = Place::new();
    place.write("old.json", PROFILES_2025);
    let listed = listed_by(PROFILES_2025);
    let retired = |id: &&String| Catalog::BUILT_IN.profile(id).is_some_and(Profile::is_retired);
    let returned: Vec<&String> = listed.keys().filter(retired).collect();
    assert!(returned.len() > 4, "{returned:?}");
    let ended = place.run(&["import", "old.json"]);
    let warned = format!(
        "warning: AWS had withdrawn what the answers bring back: `{}`, `{}`, `{}` and {} more\n\
         help: if they are of an older day, restore `bedrock-catalog` and import them with `--seen YYYY-MM-DD`\n",
        returned[0],
        returned[1],
        returned[2],
        returned.len() - 3
    );
    assert_eq!(ended.stderr.matches("AWS had withdrawn").count(), 1);
    assert!(ended.stderr.contains(&warned), "{}", ended.stderr);
    ended.fine();

    let again = place.run(&["import", "old.json"]);
    assert!(!again.stderr.contains("AWS had withdrawn"), "it is on record as in service: {}", again.stderr);
    let json = Place::new().run_with(&["import", "--format", "json", "-"], PROFILES_2025).json();
    assert_eq!(json["returned"], json!(returned));

    let printed = Place::new().run_with(&["import", "--seen", "2025-08-27", "-"], PROFILES_2025);
    assert!(!printed.stderr.contains("withdrawn"), "{}", printed.stderr);
    let printed = Place::new().run_with(&["import", "--seen", "2026-11-01", "-"], PROFILES_2025);
    assert!(!printed.stderr.contains("AWS had withdrawn"), "whoever names the day knows: {}", printed.stderr);
    assert!(printed.fine().contains("status: retired -> active"));
    let ended = models_answer("ai21.j2-mid", "us-east-1", &json!({ "modelLifecycle": { "status": "ACTIVE" } }));
    assert_eq!(Catalog::BUILT_IN.model("ai21.j2-mid").map(Model::lifecycle), Some(Lifecycle::EndOfLife));
    let printed = Place::new().run_with(&["import", "-"], &ended);
    assert!(
        printed.stderr.contains("AWS had withdrawn what the answers bring back: `ai21.j2-mid`\n"),
        "{}",
        printed.stderr
    );
}

/// The current profiles of the built-in catalog from a Region, as the API listed them until `day`.
fn on_record(region: &str, day: &str) -> Vec<&'static str> {
    let is_listed =
        |route: Route<'_>| route.status == Status::Current && route.origin != "AWS documentation" && route.seen <= day;
    let profiles = Catalog::BUILT_IN.profiles().filter(|profile| profile.route(region).is_some_and(is_listed));
    profiles.map(Profile::id).collect()
}

#[test]
fn what_a_complete_answer_leaves_out_stays_and_is_told() {
    let answer = profiles_answer(CHAT, "eu-central-1", &["eu-central-1"]);
    let left_out: Vec<&str> = on_record("eu-central-1", "9999-12-31").into_iter().filter(|id| *id != CHAT).collect();
    let place = Place::new();
    let ended = place.run_with(&["import", "-"], &answer);
    let warned = format!(
        "warning: {} profiles on record from `eu-central-1` are not in the answers: `{}`, `{}`, `{}` and {} more\n\
         help: they stay; `cargo bedrock-profiles sync` asks AWS, and records what is withdrawn\n",
        left_out.len(),
        left_out[0],
        left_out[1],
        left_out[2],
        left_out.len() - 3
    );
    assert!(ended.stderr.contains(&warned), "{}", ended.stderr);
    ended.fine();
    let json = place.run_with(&["import", "--format", "json", "-"], &answer).json();
    assert_eq!(json["unlisted"], json!([{ "region": "eu-central-1", "profiles": left_out }]));

    // Of an older day only what was on record then; of a part, and of one page of several, nothing.
    let json = place.run_with(&["import", "--format", "json", "--seen", "2024-01-01", "-"], &answer).json();
    assert_eq!((on_record("eu-central-1", "2024-01-01").len(), &json["unlisted"]), (0, &json!([])));
    let value: Value = serde_json::from_str(&answer).expect("JSON");
    let mut page = value.clone();
    page["nextToken"] = json!("abc");
    let application = answer.replace(":inference-profile/", ":application-inference-profile/");
    for (name, text) in [
        ("part", value["inferenceProfileSummaries"].to_string()),
        ("pages", format!("{page}{value}")),
        ("application", application.replace("SYSTEM_DEFINED", "APPLICATION")),
    ] {
        let json = place.run_with(&["import", "--format", "json", "-"], &text).json();
        assert_eq!((&json["unlisted"], &json["partial"]), (&json!([]), &json!(name == "pages")), "{name}");
    }
}

/// Policies were made from what was on record, and AWS never changes it: one of the two is wrong.
#[test]
fn a_profile_that_leads_elsewhere_than_is_on_record_is_told() {
    let place = Place::new();
    let row = |source: &str, seen: &str| format!("eu.new.model\t{source}\teu-north-1 eu-west-1\t{seen}\tmine\n");
    let rows = [row("eu-north-1", "2026-01-01"), row("eu-south-1", "2026-01-01"), row("eu-west-1", "2026-01-01")];
    let routes = format!("profile\tsource\tdestinations\tseen\torigin\n{}", rows.concat());
    let models = "model\tseen\torigin\nnew.model\t2026-01-01\tmine\n";
    place.write("bedrock-catalog/routes.tsv", &routes).write("bedrock-catalog/models.tsv", models);
    let same = profiles_answer("eu.new.model", "eu-south-1", &["eu-west-1", "eu-north-1"]);
    let others =
        ["eu-north-1", "eu-west-1"].map(|source| profiles_answer("eu.new.model", source, &["eu-west-1", "eu-west-3"]));
    let answers = others.concat() + &same;
    let warned = "\
warning: `eu.new.model` leads elsewhere than is on record: +eu-west-3 -eu-north-1 from `eu-north-1`, `eu-west-1`
note: AWS documents that it never changes where a profile leads from a Region
help: policies made from the older rows grant too little or too much; `cargo bedrock-profiles check` tells which
";
    // Where the row of a later day stays, nothing that a policy was made from changes.
    let older = place.run_with(&["import", "--seen", "2025-12-31", "-"], &answers);
    assert!(!older.stderr.contains("leads elsewhere"), "{older:?}");
    older.fine();
    let ended = place.run_with(&["import", "-"], &answers);
    assert_eq!(
        (ended.stderr.matches("leads elsewhere").count(), ended.stderr.contains(warned)),
        (1, true),
        "{ended:?}"
    );
    ended.fine();
    let again = place.run_with(&["import", "-"], &answers);
    assert!(!again.stderr.contains("leads elsewhere"), "it is on record now: {again:?}");

    let answer = profiles_answer(CHAT, "eu-central-1", &["eu-central-1"]);
    let json = Place::new().run_with(&["import", "--format", "json", "-"], &answer).json();
    assert!(json["notes"][0].as_str().is_some_and(|note| note.starts_with("`eu.anthropic.")), "{json}");
    let diff = Place::new().run_with(&["diff", "-"], &answer);
    assert!(diff.stderr.contains("warning: `eu.anthropic.claude-sonnet-4-6` leads elsewhere"), "{diff:?}");
}

#[test]
fn a_file_that_lists_nothing_is_told() {
    let place = Place::new();
    place.write("none.json", "[{\"inferenceProfileSummaries\": []}]").write("query.json", "[]");
    place.write("one.json", profiles_answer(CHAT, "eu-north-1", &["eu-north-1"]));
    for (files, empty) in [(&["none.json"][..], &["none.json"][..]), (&["query.json", "one.json"], &["query.json"])] {
        let ended = place.run(&[&["import"], files].concat());
        assert!(
            ended.stderr.starts_with(&format!("warning: {} lists no profile and no model\n", empty[0])),
            "{ended:?}"
        );
        ended.fine();
        let json = place.run(&[&["import", "--format", "json"], files].concat()).json();
        assert_eq!(json["empty"], json!(empty));
    }
}

/// A row of the table for a profile from several Regions, and how many they are below it.
#[test]
fn what_shares_a_row_is_counted_by_its_regions() {
    let profile = |source: &str| profiles_answer("global.new.model", source, &["", source]);
    let by_source = "a profile counts once for each Region that it is called from\n";
    let new = "a new folder, which the macro reads from now on: commit it\n";
    let two = Place::new().run_with(&["import", "-"], &(profile("eu-west-1") + &profile("eu-west-2"))).fine();
    assert!(
        two.ends_with(&format!("bedrock-catalog: 3 added, 0 changed, 0 gone, 0 unchanged\n{by_source}{new}")),
        "{two}"
    );
    let one = Place::new().run_with(&["import", "-"], &profile("eu-west-1")).fine();
    assert!(one.ends_with(&format!("bedrock-catalog: 2 added, 0 changed, 0 gone, 0 unchanged\n{new}")), "{one}");
    let diff = Place::new().run_with(&["diff", "-"], &(profile("eu-west-1") + &profile("eu-west-2"))).fine();
    assert!(diff.ends_with(by_source), "{diff}");
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
    let printed = place.run(&["import", "--format", "json", "answer"]).json();
    let built_in = Catalog::BUILT_IN.profile(CHAT).and_then(|profile| profile.route("eu-central-1")).expect("a route");
    assert_eq!(
        printed["changes"],
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
    assert_eq!((&printed["created"], &printed["unchanged"]), (&json!(true), &json!(0)));
}

#[test]
fn an_answer_with_more_pages_is_told() {
    let place = Place::new();
    let answer = json!({ "modelSummaries": [], "NextToken": "abc" }).to_string();
    place.write("answer", answer.repeat(2)).write("all.json", profiles_answer(CHAT, "eu-west-1", &["eu-west-1"]));
    let ended = place.run(&["import", "answer", "all.json"]);
    let warned = "warning: answer: an answer is not complete: it names a next page\n\
                  help: call the AWS CLI without `--max-items`\n";
    assert_eq!((ended.stderr.matches("not complete").count(), ended.stderr.contains(warned)), (1, true), "{ended:?}");
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
    let (root, printed) = (place.read("bedrock-catalog/routes.tsv"), import("member/src"));
    assert!(place.read("member/bedrock-catalog/routes.tsv").contains(CHAT), "{printed}");
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
