//! What `import` refuses: it says where, and writes nothing.

use crate::support::{CHAT, MODELS_2026, PROFILES_2026, Place, models_answer, profile_arn, profiles_answer};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

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

/// The column of the first `part` in a line of ASCII.
fn column(line: &str, part: &str) -> usize {
    line.find(part).expect("a part") + 1
}

const NOT_JSON: &str = "this is not JSON\nhelp: save the answer of the AWS CLI with `--output json`\n";

#[test]
fn garbage() {
    refused("hello", &format!("bad.json:1:1: {NOT_JSON}"));
    refused("", "bad.json:1:1: there is nothing in it");
    refused("\n\n", "bad.json:3:1: there is nothing in it");
    refused([0xC3, 0x28], "bad.json:1:1: this is not text in UTF-8");
    refused([0xFF, 0xFE, b'[', 0, b']', 0, 0], "bad.json:1:1: this is not text in UTF-8");
    refused("42", "bad.json:1:1: `42` stands here, where an answer of `aws bedrock");
    refused("[[\n7]]", "bad.json:2:1: `7` stands here");
    refused("[null]", "bad.json:1:2: `null` stands here");
    refused("{\"modelSummaries\": []} x", "bad.json:1:24: this is not JSON: expected value");
    refused("{\"\u{fc}\": [}", "bad.json:1:8: this is not JSON: expected value");
}

/// What the AWS CLI writes by other settings, or when it fails, and what a proxy writes.
#[test]
fn text_that_is_no_json() {
    for text in [
        "INFERENCEPROFILESUMMARIES\t2024-08-26T00:00:00+00:00\tus.a.b\n",
        "inferenceProfileSummaries:\n- inferenceProfileId: us.a.b\n",
        "- us.a.b\n",
        "-----------------------\n|ListInferenceProfiles|\n",
        "<html><body>502 Bad Gateway</body></html>",
    ] {
        refused(text, &format!("bad.json:1:1: {NOT_JSON}"));
    }
    let denied = "\nAn error occurred (AccessDeniedException) when calling the ListInferenceProfiles operation\n";
    refused(denied, &format!("bad.json:2:1: {NOT_JSON}"));
}

#[test]
fn json_that_ends_too_early() {
    for length in [1, 100, 2000, PROFILES_2026.trim_end().len() - 1] {
        let cut = &PROFILES_2026[..length];
        let line = cut.trim_end().matches('\n').count() + 1;
        let column = cut.trim_end().rsplit('\n').next().expect("a line").len() + 1;
        refused(cut, &format!("bad.json:{line}:{column}: the JSON ends here, before it is complete\nhelp: "));
    }
}

#[test]
fn the_output_of_another_command() {
    let not_an_answer = "this is not an answer of `aws bedrock list-inference-profiles` or";
    refused("\n{\n  \"guardrails\": []\n}", &format!("bad.json:2:1: {not_an_answer}"));
    refused("{\"UserId\": \"A\",\n \"Arn\": \"arn\"\n}", &format!("bad.json:1:1: {not_an_answer}"));
    refused("[{\"modelSummaries\": []},\n {}]", &format!("bad.json:2:2: {not_an_answer}"));
    refused("{\"inferenceProfileSummaries\": null}", &format!("bad.json:1:1: {not_an_answer}"));
    let partial = json!([{ "id": "us.a.b", "arn": profile_arn("us.a.b", "us-east-1") }]).to_string();
    refused(partial, &format!("bad.json:1:2: {not_an_answer}"));
    refused("[\"us.a.b\"]", "bad.json:1:2: `\"us.a.b\"` stands here");
    let custom = models_answer("a.b", "us-east-1", &json!({})).replace("foundation-model", "custom-model");
    let place = column(&custom, "\"arn:");
    let not_a_model = "`arn:aws:bedrock:us-east-1::custom-model/a.b` is not the ARN of a foundation model";
    refused(&custom, &format!("bad.json:1:{place}: {not_a_model}"));
}

/// Nothing tells of what an empty list is.
#[test]
fn lists_of_nothing() {
    let nothing = "this list is empty, where an answer of `aws bedrock";
    let place = Place::new();
    for (text, column) in [("[]", 1), (" [[], []]", 2)] {
        let said = place.write("bad.json", text).run(&["import", "bad.json"]).refused();
        assert!(said.starts_with(&format!("error: bad.json:1:{column}: {nothing}")), "{said}");
    }
    assert!(!place.path("bedrock-catalog").exists());
}

#[test]
fn lists_that_have_no_end() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    refused(deep, "bad.json:1:17: there are more than 16 lists, one within the other");
}

#[test]
fn fields_that_are_absent_or_of_another_kind() {
    refused("{\"modelSummaries\": [\n {\"modelId\": \"a.b\"}]}", "bad.json:2:2: this object has no `modelArn`");
    refused("{\"modelSummaries\": {}}", "bad.json:1:20: an object stands here, where a list belongs");
    refused("{\"modelSummaries\": [7]}", "bad.json:1:21: `7` stands here, where an object belongs");
    let twice = "{\"modelSummaries\": [],\n\"modelSummaries\": []}";
    refused(twice, "bad.json:2:19: `modelSummaries` comes twice in this object");
    let said = |name: &str, value: Value, expected: &str| {
        let text = models_answer("a.b", "us-east-1", &json!({ name: value }));
        let place = column(&text, &format!("\"{name}\":")) + name.len() + 3;
        refused(&text, &format!("bad.json:1:{place}: {expected}"));
    };
    said("modelName", json!(7), "`7` stands here, where text belongs");
    said("responseStreamingSupported", json!("yes"), "`\"yes\"` stands here, where `true` or `false` belongs");
    said("inputModalities", json!("TEXT"), "`\"TEXT\"` stands here, where a list belongs");
    said("modelLifecycle", json!("ACTIVE"), "`\"ACTIVE\"` stands here, where an object belongs");
    said("modelLifecycle", json!("x".repeat(200)), "a long text stands here, where an object belongs");
    said("modelLifecycle", json!(["x"]), "a list stands here, where an object belongs");
    let day = |day: Value| {
        let text = models_answer("a.b", "us-east-1", &json!({ "modelLifecycle": { "legacyTime": day } }));
        let place = column(&text, &day.to_string());
        refused(&text, &format!("bad.json:1:{place}: `{day}` stands here, where a time such as"));
    };
    day(json!("soon"));
    day(json!(-99_999_999_999_i64));
}

/// `profiles_answer` of one profile, with a member of it replaced.
fn with(name: &str, value: Value) -> String {
    let mut answer: Value = serde_json::from_str(&profiles_answer(CHAT, "eu-west-1", &["eu-west-1"])).expect("JSON");
    answer["inferenceProfileSummaries"][0][name] = value;
    answer.to_string()
}

#[test]
fn what_contradicts_itself() {
    let wrong = |text: String, id: &str, why: &str| {
        let place = column(&text, "[") + 1;
        refused(&text, &format!("bad.json:1:{place}: `{id}` is not as AWS lists it: {why}"));
    };
    let other = "eu.amazon.nova-lite-v1:0";
    let arn = |model: &str| json!({ "modelArn": format!("arn:aws:bedrock:eu-west-1::foundation-model/{model}") });
    wrong(with("inferenceProfileId", json!("")), "", "its id is empty");
    wrong(with("inferenceProfileId", json!("eu.a b.c")), "eu.a b.c", "its id has characters that no id has");
    let why = format!("its ARN is that of another one, `{}`", profile_arn(CHAT, "eu-west-1"));
    wrong(with("inferenceProfileId", json!(other)), other, &why);
    wrong(with("models", json!([])), CHAT, "its list of `models` is empty");
    wrong(with("models", json!([arn("a.b"), arn("a.c")])), CHAT, "its `models` are several: `a.b` and `a.c`");
    let elsewhere = json!([{ "modelArn": "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/a.b" }]);
    let why = format!("`{}` belongs to the partition `aws`, and `arn:aws-us-gov", profile_arn(CHAT, "eu-west-1"));
    wrong(with("models", elsewhere), CHAT, &why);
    let model = models_answer("a.b", "us-east-1", &json!({})).replace("\"a.b\"", "\"a.c\"");
    wrong(model, "a.c", "its ARN is that of another one, `arn:aws:bedrock:us-east-1::foundation-model/a.b`");
}

/// An application profile is an account's, and what AWS defines is everybody's.
#[test]
fn a_type_that_is_not_that_of_the_arn() {
    let text = with("type", json!("APPLICATION"));
    let place = column(&text, "\"APPLICATION\"");
    refused(
        &text,
        &format!("bad.json:1:{place}: the type is `APPLICATION`, which is not that of `arn:aws:bedrock:eu-"),
    );
    let text = with("inferenceProfileArn", json!("arn:aws:bedrock:eu-west-1:1:application-inference-profile/x"));
    let place = column(&text, "\"SYSTEM_DEFINED\"");
    refused(&text, &format!("bad.json:1:{place}: the type is `SYSTEM_DEFINED`, which is not that of `arn:aws:"));
}

/// AWS never changes the destinations of a profile from a Region: one of the answers is wrong.
#[test]
fn answers_that_lead_to_different_places() {
    let one = profiles_answer(CHAT, "eu-west-1", &["eu-west-1"]);
    let two = profiles_answer(CHAT, "eu-west-1", &["eu-west-1", "eu-west-3"]);
    let entry = column(&one, "[") + 1;
    let said = |at: &str, before: &str| {
        format!(
            "{at}: `{CHAT}` in `eu-west-1` has other `models` in {before}\n\
             help: AWS never changes where a profile leads from a Region: import the one that is right\n"
        )
    };
    refused(format!("{one}\n{two}"), &said(&format!("bad.json:2:{entry}"), &format!("bad.json:1:{entry}")));
    let place = Place::new();
    place.write("one.json", &one).write("two.json", &two);
    let refused = place.run(&["import", "one.json", "two.json"]).refused();
    assert_eq!(refused, format!("error: {}", said(&format!("two.json:1:{entry}"), &format!("one.json:1:{entry}"))));
    assert!(!place.path("bedrock-catalog").exists());
}

#[test]
fn one_file_that_says_different_things() {
    let help = "help: give answers of different days as files of their own, the latest one last\n";
    let streams = |streams: bool| json!({ "responseStreamingSupported": streams, "inputModalities": ["TEXT"] });
    let model = |streams| models_answer("a.b", "us-east-1", &streams);
    let (yes, no) = (model(streams(true)), model(streams(false)));
    let entry = column(&yes, "[") + 1;
    let other = format!("has other `responseStreamingSupported` in bad.json:1:{entry}\n{help}");
    refused(format!("{yes}\n{no}"), &format!("bad.json:2:{entry}: `a.b` in `us-east-1` {other}"));

    let (active, paused) = (with("status", json!("ACTIVE")), with("status", json!("PAUSED")));
    let entry = column(&active, "[") + 2;
    let other = format!("has other `status` in bad.json:1:{entry}\n{help}");
    let place = entry + active.len() + 1;
    refused(format!("[{active},{paused}]"), &format!("bad.json:1:{place}: `{CHAT}` in `eu-west-1` {other}"));
}

#[test]
fn arns_whose_partition_is_not_that_of_their_region() {
    let answer = profiles_answer(CHAT, "eu-central-1", &["us-gov-west-1"]);
    let place = column(&answer, "\"arn:aws:bedrock:us-gov");
    let why = "the partition of `arn:aws:bedrock:us-gov-west-1::foundation-model/anthropic.";
    refused(&answer, &format!("bad.json:1:{place}: {why}"));
}

#[test]
fn two_partitions_in_one_import() {
    let gov =
        profiles_answer("us-gov.a.b-v1:0", "us-gov-west-1", &["us-gov-west-1"]).replace("arn:aws:", "arn:aws-us-gov:");
    refused(format!("\n  {gov}"), "bad.json:2:");
    let place = Place::new();
    place.write("gov.json", &gov).write("models.json", MODELS_2026);
    let said = place.run(&["import", "gov.json", "models.json"]).refused();
    assert!(said.starts_with("error: models.json:4:25: `arn:aws:bedrock:us-east-1::foundation-model/"), "{said}");
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

/// It does not compile either.
#[test]
fn a_catalog_of_the_project_with_one_table_alone() {
    for (there, header, missing) in [
        ("models.tsv", "model\tseen\torigin\n", "routes.tsv"),
        ("routes.tsv", "profile\tsource\tdestinations\tseen\torigin\n", "models.tsv"),
    ] {
        let place = Place::new();
        place.write(&format!("bedrock-catalog/{there}"), header);
        for arguments in [&["list"][..], &["show", CHAT], &["diff"], &["policy", "--profile", CHAT]] {
            let said = place.run(arguments).refused();
            let why =
                format!("error: `bedrock-catalog/{missing}` is missing\nhelp: a project's catalog is the two files");
            assert!(said.starts_with(&why), "{said}");
        }
        place.run(&["diff", "bedrock-catalog"]).fine();
    }
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
