//! What `import` refuses: it says where, and writes nothing.

use crate::support::{CHAT, MODELS_2026, PROFILES_2026, Place, models_answer, profiles_answer};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde_json::json;

const GOOD: &str = "good.json";

/// `import good.json FILE` is refused with this message, and leaves a catalog as it was, and none where there was none.
#[track_caller]
fn refused(text: impl AsRef<[u8]>, expected: &str) {
    for has_catalog in [false, true] {
        let place = Place::new();
        let good = profiles_answer(CHAT, "eu-central-1", &["eu-central-1"]);
        if has_catalog {
            place.run_with(&["import", "-"], &profiles_answer(CHAT, "eu-west-1", &["eu-west-1"])).fine();
        }
        place.write(GOOD, good).write("bad.json", &text);
        let before = place.snapshot();
        let said = place.run(&["import", GOOD, "bad.json"]).refused();
        assert!(said.starts_with(&format!("error: {expected}")), "{said}");
        assert_eq!(place.snapshot(), before);
    }
}

#[test]
fn garbage() {
    refused("hello", "bad.json:1:1: expected value");
    refused("", "bad.json:1:1: there is nothing in it");
    refused("\n\n", "bad.json:3:1: there is nothing in it");
    refused([0xC3, 0x28], "bad.json:1:1: this is not text in UTF-8");
    refused("42", "bad.json:1:2: invalid type: integer `42`, expected an answer of `aws bedrock");
    refused("[[\n7]]", "bad.json:2:1: invalid type: integer `7`");
    refused("{\"modelSummaries\": []} x", "bad.json:1:24: expected value");
}

#[test]
fn json_that_ends_too_early() {
    for length in [1, 100, 2000, PROFILES_2026.trim_end().len() - 1] {
        let cut = &PROFILES_2026[..length];
        let line = cut.matches('\n').count() + 1;
        refused(cut, &format!("bad.json:{line}:"));
    }
}

#[test]
fn the_output_of_another_command() {
    refused("{\n  \"guardrails\": []\n}", "bad.json:3:1: this is not an answer of");
    let profile = profiles_answer(CHAT, "eu-central-1", &["eu-central-1"]);
    let summary = profile.trim_start_matches("{\"inferenceProfileSummaries\":[").trim_end_matches("]}");
    refused(summary, "bad.json:1:");
}

#[test]
fn fields_that_are_absent_or_of_another_kind() {
    refused("{\"modelSummaries\": [\n {\"modelId\": \"a.b\"}]}", "bad.json:2:19: missing field `modelArn`");
    refused("{\"modelSummaries\": {}}", "bad.json:1:19: invalid type: map, expected a sequence");
    let arn = models_answer("a.b", "us-east-1", &json!({})).replace("foundation-model", "guardrail");
    refused(arn, "bad.json:1:");
    let day = json!({ "modelLifecycle": { "status": "LEGACY", "legacyTime": "soon" } });
    refused(models_answer("a.b", "us-east-1", &day), "bad.json:1:");
}

#[test]
fn arns_whose_partition_is_not_that_of_their_region() {
    let answer = profiles_answer(CHAT, "eu-central-1", &["us-gov-west-1"]);
    refused(answer, "bad.json:1:");
}

#[test]
fn two_partitions_in_one_import() {
    let gov =
        profiles_answer("us-gov.a.b-v1:0", "us-gov-west-1", &["us-gov-west-1"]).replace("arn:aws:", "arn:aws-us-gov:");
    refused(format!("\n  {gov}"), "bad.json:2:");
    let place = Place::new();
    place.write("gov.json", &gov).write("models.json", MODELS_2026);
    let said = place.run(&["import", "gov.json", "models.json"]).refused();
    assert!(said.starts_with("error: models.json:4:26: `arn:aws:bedrock:us-east-1::foundation-model/"), "{said}");
    assert!(
        said.contains("belongs to the partition `aws`, and what came before it in gov.json to `aws-us-gov`"),
        "{said}"
    );
    place.run(&["import", "gov.json"]).fine();
    place.run(&["import", "models.json"]).fine();
}

#[test]
fn files_that_are_not_there() {
    let said = Place::new().run(&["import", "nowhere.json"]).refused();
    assert!(said.starts_with("error: `nowhere.json` can't be read:"), "{said}");
}

#[test]
fn a_catalog_of_the_project_that_is_malformed() {
    let place = Place::new();
    place.write(
        "bedrock-catalog/routes.tsv",
        "profile\tsource\tdestinations\tseen\torigin\neu.a.b\teu\t*\t2026-01-01\tx\n",
    );
    place.write("bedrock-catalog/models.tsv", "model\tseen\torigin\n");
    place.write(GOOD, profiles_answer(CHAT, "eu-central-1", &["eu-central-1"]));
    let before = place.snapshot();
    for arguments in [vec!["import", GOOD], vec!["list"], vec!["show", CHAT], vec!["diff"]] {
        let said = place.run(&arguments).refused();
        assert!(said.contains("error: bedrock-catalog/routes.tsv:2:8: `eu` is not a list of Region names"), "{said}");
    }
    assert_eq!(place.snapshot(), before);
}

#[test]
fn days_that_are_none() {
    let place = Place::new();
    place.write(GOOD, profiles_answer(CHAT, "eu-central-1", &["eu-central-1"]));
    for (day, why) in [
        ("yesterday", "a day looks like `2026-11-22`"),
        ("2026-11-22T00:00:00Z", "a day looks like `2026-11-22`"),
        ("20261122", "a day looks like `2026-11-22`"),
        ("2026-1-22", "a day looks like `2026-11-22`"),
        ("2026-02-30", "there is no such day"),
        (&from_today(2).to_string(), "this day has not come yet"),
    ] {
        let said = place.run(&["import", "--seen", day, GOOD]).refused();
        let expected = format!("error: invalid value '{day}' for '--seen <YYYY-MM-DD>': {why}\n");
        assert!(said.starts_with(&expected), "{said}");
    }
    assert!(!place.path("bedrock-catalog").exists());
    // Where the day begins first it is tomorrow already.
    for day in [from_today(0), from_today(1)] {
        place.run(&["import", "--seen", &day.to_string(), GOOD]).fine();
    }
}

/// The day in UTC so many days from now.
fn from_today(days: i32) -> Date {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    today.checked_add(days.days()).expect("a day")
}
