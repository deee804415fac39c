//! `check` as a command: files, the project's catalog, commands that it suggests.

use crate::support::{ACCOUNT, CHAT, Place, profiles_answer};
use serde_json::{Value, json};

fn policy(place: &Place, profiles: &[&str], sources: &[&str], more: &[&str]) -> String {
    let arguments = [&["policy", "--profile"], profiles, &["--source-region"], sources, more].concat();
    place.run(&arguments).fine()
}

/// The statement on the profile of `CHAT` from Frankfurt, and that on its models.
fn chat() -> Value {
    let text = policy(&Place::new(), &[CHAT], &["eu-central-1"], &["--account", ACCOUNT]);
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_projects_catalog_is_what_counts() {
    let place = Place::new();
    place.write("chat.json", chat().to_string());
    place.run(&["check", "chat.json"]).fine();
    let answer = profiles_answer(
        CHAT,
        "eu-central-1",
        &["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-9"],
    );
    place.run_with(&["import", "-"], &answer).fine();
    let told = place.run(&["check", "chat.json"]).failed_check();
    assert!(
        told.contains("grants too little") && told.contains("arn:aws:bedrock:eu-west-9::foundation-model/"),
        "{told}"
    );
    assert!(told.contains("grants too much: `arn:aws:bedrock:eu-west-3::foundation-model/"), "{told}");
    assert!(told.ends_with("chat.json: 2 errors\n"), "{told}");
}

#[test]
fn several_files_are_judged_each_by_itself() {
    let place = Place::new();
    let mut bad = chat();
    bad["Statement"].as_array_mut().expect("a list").pop();
    place.write("good.json", chat().to_string()).write("bad.json", bad.to_string());
    let told = place.run(&["check", "good.json", "bad.json"]).failed_check();
    assert!(
        told.starts_with("good.json: grants exactly what `eu.anthropic.claude-sonnet-4-6` needs\nbad.json:1:1: error"),
        "{told}"
    );
    let ended = place.run(&["check", "--format", "json", "good.json", "bad.json"]);
    let json: Value = serde_json::from_str(&ended.failed_check()).expect("JSON");
    assert_eq!((&json["files"][0]["exact"], &json["files"][1]["exact"]), (&json!(true), &json!(false)));
    let finding = &json["files"][1]["findings"][0];
    assert_eq!(
        (&finding["severity"], &finding["kind"], &finding["statement"]),
        (&json!("error"), &json!("too_little"), &json!(null))
    );
}

#[test]
fn one_file_that_cannot_be_read_hides_no_verdict() {
    let place = Place::new();
    let mut bad = chat();
    bad["Statement"].as_array_mut().expect("a list").pop();
    place.write("ok.json", chat().to_string()).write("bad.json", bad.to_string()).write("garbage.json", "<html>");
    let files = ["garbage.json", "ok.json", "nowhere.json", "bad.json"];
    let ended = place.run(&[&["check"], &files[..]].concat());
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.stdout.starts_with(&format!("ok.json: grants exactly what `{CHAT}` needs\nbad.json:1:1: error")),
        "{ended:?}"
    );
    assert!(
        ended.stderr.contains("garbage.json:1:1: expected") && ended.stderr.contains("`nowhere.json` can't"),
        "{ended:?}"
    );
    let ended = place.run(&[&["check", "--format", "json"], &files[..]].concat());
    let json: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    let told: Vec<&Value> = json["files"].as_array().expect("a list").iter().map(|file| &file["file"]).collect();
    assert_eq!((ended.code, told), (Some(2), files.map(|file| json!(file)).iter().collect()));
    let (garbage, nowhere) = (&json["files"][0], &json["files"][2]);
    assert_eq!((&garbage["exact"], &json["files"][1]["error"]), (&json!(false), &Value::Null));
    assert!(garbage["error"].as_str().is_some_and(|said| said.starts_with("garbage.json:1:1: expected")), "{json:#}");
    assert!(nowhere["error"].as_str().is_some_and(|said| said.starts_with("`nowhere.json` can't")), "{json:#}");
    assert_eq!(place.run(&["check", "ok.json", "bad.json"]).code, Some(1));
}

/// What the suggested command says when it is run as it is told.
fn followed(told: &str) -> String {
    let (_, command) = told.split_once("`cargo bedrock-profiles ").expect("a command");
    let (command, _) = command.split_once('`').expect("its end");
    Place::new().run(&command.split(' ').collect::<Vec<&str>>()).fine()
}

#[test]
fn a_command_that_is_suggested_writes_what_passes() {
    let place = Place::new();
    for (format, statements) in [
        ("iam", "/Statement"),
        ("cloudformation", "/Resources/InvokeBedrock/Properties/PolicyDocument/Statement"),
        ("terraform", "/data/aws_iam_policy_document/invoke_bedrock/statement"),
    ] {
        for (calls, account) in [(&[][..], false), (&["--invoke-only"], false), (&[], true)] {
            let account: &[&str] = if account || format == "iam" { &["--account", ACCOUNT] } else { &[] };
            let text = policy(&place, &[CHAT], &["eu-central-1"], &[&["--format", format], account, calls].concat());
            let mut document: Value = serde_json::from_str(&text).expect("JSON");
            document.pointer_mut(statements).and_then(Value::as_array_mut).expect("a list").remove(1);
            let check = [&["check"], calls, &["-"]].concat();
            let told = place.run_with(&check, &document.to_string()).failed_check();
            assert_eq!(followed(&told), text, "{told}");
        }
    }
}

#[test]
fn what_can_not_be_is_refused() {
    let place = Place::new();
    place.write("policy.json", chat().to_string());
    assert!(place.run(&["check", "nowhere.json"]).refused().contains("can't be read"));
    let forged = place.run(&["check", "x`: fine\nerror: `\u{1b}[2K\u{202e}"]).refused();
    assert!(
        forged.starts_with("error: `x\\u{60}: fine\\u{a}error: \\u{60}\\u{1b}[2K\\u{202e}` can't be read"),
        "{forged}"
    );
    assert!(place.run(&["check", "--source-region", "Frankfurt", "policy.json"]).refused().contains("eu-central-1"));
    let wrong = place.run(&["check", "policy.json", "--residency", "germany,xx"]).refused();
    assert!(wrong.contains("the nearest is `de`") && wrong.contains("`xx` is neither a country"), "{wrong}");
}
