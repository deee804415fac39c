//! Policies of the library pass in every shape; whatever is changed in them is found.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod applications;
mod branches;
mod conditions;
mod denials;
mod deployment;
mod ended;
mod identities;
mod rejected;
mod support;
mod yaml;

use crate::support::{ACCOUNT, CHAT, Place};
use serde_json::{Value, json};

const GLOBAL: &str = "global.anthropic.claude-sonnet-4-6";

/// Profiles with the source Regions of a program: alone, several, global ones, models that do not stream.
const PROGRAMS: [(&[&str], &[&str]); 6] = [
    (&[CHAT], &["eu-central-1"]),
    (&[CHAT], &["eu-central-1", "eu-west-2"]),
    (&[GLOBAL], &["eu-central-1", "us-east-1"]),
    (&[CHAT, "eu.anthropic.claude-haiku-4-5-20251001-v1:0", GLOBAL], &["eu-central-1", "eu-west-1"]),
    (&["us.amazon.nova-pro-v1:0", "us.amazon.nova-lite-v1:0", "us.deepseek.r1-v1:0"], &["us-east-1", "us-east-2"]),
    (&["us.twelvelabs.marengo-embed-3-0-v1:0"], &["us-east-1"]),
];
const LAYOUTS: [&str; 3] = ["exact", "merged", "compact"];

fn policy(place: &Place, profiles: &[&str], sources: &[&str], more: &[&str]) -> String {
    let arguments = [&["policy", "--profile"], profiles, &["--source-region"], sources, more].concat();
    place.run(&arguments).fine()
}

fn iam(place: &Place, profiles: &[&str], sources: &[&str], layout: &str) -> Value {
    let text = policy(place, profiles, sources, &["--account", ACCOUNT, "--layout", layout]);
    serde_json::from_str(&text).expect("JSON")
}

/// What `check` says of a document, and its exit code.
fn judged(place: &Place, document: &Value) -> (Option<i32>, String) {
    let ended = place.run_with(&["check", "-"], &document.to_string());
    assert_eq!(ended.stderr, "");
    (ended.code, ended.stdout)
}

#[track_caller]
fn wrong(document: &Value, expected: &[&str]) -> String {
    let (code, told) = judged(&Place::new(), document);
    assert_eq!(code, Some(1), "{told}\n{document:#}");
    for text in expected {
        assert!(told.contains(text), "{text}\n{told}");
    }
    told
}

/// What is said of a document in which nothing is wrong.
#[track_caller]
fn verdict(document: &Value) -> String {
    let (code, told) = judged(&Place::new(), document);
    assert_eq!(code, Some(0), "{told}");
    told
}

/// The statement on the profile of `CHAT` from Frankfurt, and that on its models.
fn chat() -> Value {
    iam(&Place::new(), &[CHAT], &["eu-central-1"], "exact")
}

#[test]
fn policies_of_the_library_pass_in_every_shape() {
    let place = Place::new();
    for (profiles, sources) in PROGRAMS {
        for layout in LAYOUTS {
            for format in ["iam", "cloudformation", "terraform"] {
                let account: &[&str] = if format == "iam" { &["--account", ACCOUNT] } else { &[] };
                let more = [&["--layout", layout, "--format", format], account].concat();
                let text = policy(&place, profiles, sources, &more);
                let told = place.run_with(&["check", "-"], &text).fine();
                assert!(told.ends_with(" needs\n") || told.ends_with(" need\n"), "{told}");
                let is_ending = told.contains("is legacy") || told.contains("end of life");
                assert!(!told.contains("note:") || is_ending, "{told}");
            }
        }
    }
}

#[test]
fn a_policy_of_one_action_alone_leads_to_the_option() {
    let place = Place::new();
    for (option, other) in [("--invoke-only", "--streaming-only"), ("--streaming-only", "--invoke-only")] {
        let policy = policy(&place, &[CHAT], &["eu-central-1"], &["--account", ACCOUNT, option]);
        place.write("policy.json", &policy);
        let told = place.run(&["check", "policy.json"]).failed_check();
        let hint = format!("help: if the program never needs it, judge with `{option}`");
        assert_eq!((told.matches(&hint).count(), told.contains(other)), (1, false), "{told}");
        place.run(&["check", "policy.json", option]).fine();
        let broken = policy.replacen("arn:aws:bedrock:eu-north-1::", "arn:aws:bedrock:eu-north-9::", 1);
        place.write("policy.json", broken);
        assert!(!place.run(&["check", "policy.json", option]).failed_check().contains("never needs"));
    }
}

#[test]
fn destinations_lie_within_the_residency() {
    let place = Place::new();
    let check = |profile: &str, source: &str, residency: &str| {
        place.write("policy.json", policy(&place, &[profile], &[source], &["--account", ACCOUNT]));
        place.run(&["check", "policy.json", "--residency", residency])
    };
    check(CHAT, "eu-central-1", "eu").fine();
    check(CHAT, "eu-west-2", "eu,gb").fine();
    check(CHAT, "eu-west-2", "eu,eu-west-2").fine();
    let told = check(CHAT, "eu-west-2", "eu").failed_check();
    let outside =
        format!("`{CHAT}` called from `eu-west-2` may run in `eu-west-2` (Europe (London), gb), outside `eu`");
    assert!(told.contains(&outside) && told.contains("help: `--residency eu,gb` accepts it"), "{told}");
    let told = check(GLOBAL, "eu-central-1", "eu").failed_check();
    assert!(told.contains("no residency holds for it"), "{told}");
    let json = place.run(&["check", "policy.json", "--residency", "eu", "--format", "json"]).failed_check();
    assert!(json.contains("\"kind\": \"residency\""), "{json}");
}

#[test]
fn a_model_that_is_called_directly_lies_within_the_residency() {
    let place = Place::new();
    let check = |region: &str, residency: &str| {
        let model = json!({ "Version": "2012-10-17", "Statement": {
            "Effect": "Allow",
            "Action": "bedrock:InvokeModel",
            "Resource": format!("arn:aws:bedrock:{region}::foundation-model/amazon.titan-embed-text-v2:0"),
        } });
        place.run_with(&["check", "--residency", residency, "-"], &model.to_string())
    };
    let told = check("us-east-1", "eu").failed_check();
    let outside = "statement 1: `amazon.titan-embed-text-v2:0` called from `us-east-1` may run in `us-east-1` (US East (N. \
                   Virginia), us), outside `eu`\n  help: `--residency eu,us` accepts it\n";
    assert!(told.contains(outside) && told.ends_with("<stdin>: 1 error\n"), "{told}");
    assert!(check("us-east-1", "eu,us").fine().contains("is not about a profile"));
    assert!(check("eu-west-1", "eu").fine().contains("is not about a profile"));
    assert!(check("${var.region}", "eu").fine().contains("is not about a profile"));
}

/// The document with one of its parts left out: each statement, action, resource, condition and value.
fn with_one_part_less(document: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (at, statement) in document["Statement"].as_array().expect("a list").iter().enumerate() {
        let pointer = format!("/Statement/{at}");
        if document["Statement"].as_array().map(Vec::len) > Some(1) {
            all.push(without(document, &pointer));
        }
        for key in ["Action", "Resource"] {
            all.extend(values(&statement[key]).map(|value| without(document, &format!("{pointer}/{key}/{value}"))));
        }
        let Some(conditions) = statement["Condition"]["StringEquals"].as_object() else { continue };
        all.push(without(document, &format!("{pointer}/Condition")));
        for (key, value) in conditions {
            let key = format!("{pointer}/Condition/StringEquals/{key}");
            all.push(without(document, &key));
            all.extend(values(value).map(|value| without(document, &format!("{key}/{value}"))));
        }
    }
    all
}

fn values(value: &Value) -> std::ops::Range<usize> {
    0..value.as_array().map_or(0, Vec::len)
}

fn without(document: &Value, pointer: &str) -> (String, Value) {
    let mut document = document.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match document.pointer_mut(parent).expect("a parent") {
        Value::Array(values) => drop(values.remove(key.parse().expect("a number"))),
        Value::Object(entries) => drop(entries.remove(key).expect("an entry")),
        other => panic!("{other}"),
    }
    (pointer.to_owned(), document)
}

/// Judges all the documents at once; each is wrong, and the finding comes with its cure.
fn all_wrong(documents: Vec<(String, Value)>) {
    let place = Place::new();
    let names: Vec<String> = (0..documents.len()).map(|number| format!("{number}.json")).collect();
    for (name, (_, document)) in names.iter().zip(&documents) {
        place.write(name, document.to_string());
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let told = place.run(&[&["check", "--format", "json"], names.as_slice()].concat()).failed_check();
    let told: Value = serde_json::from_str(&told).expect("JSON");
    for (judged, (change, document)) in told["files"].as_array().expect("a list").iter().zip(documents) {
        let errors = judged["findings"].as_array().expect("a list").iter().filter(|it| it["severity"] == "error");
        let mut helps = errors.map(|error| error["help"].as_array().expect("a list").len());
        assert_eq!(judged["exact"], false, "{change}\n{document:#}");
        assert!(helps.clone().count() > 0 && helps.all(|help| help > 0), "{change}\n{judged:#}");
    }
}

#[test]
fn whatever_is_left_out_is_found() {
    let place = Place::new();
    let mut changed = Vec::new();
    for (profiles, sources) in PROGRAMS {
        for layout in LAYOUTS {
            let parts = with_one_part_less(&iam(&place, profiles, sources, layout));
            changed.extend(parts.into_iter().map(|(part, it)| (format!("{profiles:?} {layout} {part}"), it)));
        }
    }
    assert!(changed.len() > 250, "{}", changed.len());
    all_wrong(changed);
}

/// A change of a statement.
type Change = fn(&mut Value);

#[test]
fn whatever_is_too_much_or_denied_is_found() {
    let changes: [(&str, Change); 7] = [
        ("a wildcard in the action", |statement| statement["Action"] = json!("bedrock:InvokeModel*")),
        ("every action", |statement| statement["Action"] = json!("*")),
        ("every resource", |statement| statement["Resource"] = json!("*")),
        ("another model", |statement| {
            let own = &statement["Resource"];
            let own = own.as_array().cloned().unwrap_or_else(|| vec![own.clone()]);
            let more = json!("arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-opus-4-6-v1");
            statement["Resource"] = own.into_iter().chain([more]).collect();
        }),
        ("a denial", |statement| statement["Effect"] = json!("Deny")),
        ("all actions but these", |statement| statement["NotAction"] = statement["Action"].take()),
        ("all resources but these", |statement| statement["NotResource"] = statement["Resource"].take()),
    ];
    let place = Place::new();
    let mut documents = Vec::new();
    for (profiles, sources) in PROGRAMS {
        for layout in LAYOUTS {
            let document = iam(&place, profiles, sources, layout);
            for at in values(&document["Statement"]) {
                documents.extend(changes.iter().map(|(name, change)| {
                    let mut document = document.clone();
                    change(&mut document["Statement"][at]);
                    (format!("{profiles:?} {layout} {at}: {name}"), document)
                }));
            }
        }
    }
    all_wrong(documents);
}

#[test]
fn too_little_names_the_statement_and_the_cure() {
    let mut document = chat();
    document["Statement"][1]["Resource"].as_array_mut().expect("a list").remove(1);
    wrong(
        &document,
        &[
            "<stdin>: error: statement `EuAnthropicClaudeSonnet46EuCentral1Models` grants too little: ",
            "needs `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream` on `arn:aws:bedrock:eu-north-1::",
            "help: add `arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-6` to its `Resource`",
            "help: `cargo bedrock-profiles policy --profile eu.anthropic.claude-sonnet-4-6 --source-region eu-central-1",
            "<stdin>: 1 error\n",
        ],
    );
    document["Statement"].as_array_mut().expect("a list").remove(1);
    wrong(
        &document,
        &["the policy grants too little", "help: add a statement with `StringEquals` `bedrock:InferenceProfileArn`"],
    );
}

#[test]
fn a_model_without_the_condition_can_be_called_directly() {
    let mut document = chat();
    document["Statement"][1].as_object_mut().expect("a statement").remove("Condition");
    document["Statement"][1].as_object_mut().expect("a statement").remove("Sid");
    wrong(
        &document,
        &[
            "error: statement 2 grants too much: 6 resources can be called directly, without the profile\n",
            "\n    arn:aws:bedrock:eu-central-1::foundation-model/",
            "help: add the condition `StringEquals` `bedrock:InferenceProfileArn` `arn:aws:bedrock:eu-central-1:123456789012:",
        ],
    );
}

#[test]
fn an_optional_condition_does_not_pin() {
    let mut document = chat();
    let condition = document["Statement"][1]["Condition"]["StringEquals"].take();
    document["Statement"][1]["Condition"] = json!({ "StringEqualsIfExists": condition });
    wrong(&document, &[]);
    let mut document = chat();
    document["Statement"][1]["Condition"] =
        json!({ "ArnLike": { "bedrock:InferenceProfileArn": "arn:aws:bedrock:*:123456789012:inference-profile/*" } });
    wrong(&document, &["lets the models be called through other profiles"]);
}

#[test]
fn the_same_in_other_words_passes() {
    let place = Place::new();
    let mut document = chat();
    let condition = document["Statement"][1]["Condition"]["StringEquals"].take();
    document["Statement"][1]["Condition"] = json!({ "ArnEquals": condition });
    document["Statement"][0]["Action"] = json!(["BEDROCK:invokemodel", "bedrock:invokeModelWithResponseStream"]);
    assert_eq!(judged(&place, &document), (Some(0), format!("<stdin>: grants exactly what `{CHAT}` needs\n")));
    // As `aws iam get-role-policy` prints it, and as a template of one's own writes it.
    let wrapped = json!({ "RoleName": "chat", "PolicyDocument": document });
    assert_eq!(judged(&place, &wrapped).0, Some(0));
    let substituted = |text: &str| {
        let text = text.replace("123456789012", "${AWS::AccountId}").replace("arn:aws:", "arn:${AWS::Partition}:");
        json!({ "Fn::Sub": text })
    };
    let mut joined = chat();
    for resource in joined["Statement"][1]["Resource"].as_array_mut().expect("a list") {
        *resource = substituted(resource.as_str().expect("an ARN"));
    }
    let condition = &mut joined["Statement"][1]["Condition"]["StringEquals"]["bedrock:InferenceProfileArn"];
    *condition = substituted(condition.as_str().expect("an ARN"));
    let arn = "inference-profile/eu.anthropic.claude-sonnet-4-6";
    let start =
        json!(["arn:", { "Ref": "AWS::Partition" }, ":bedrock:eu-central-1:", { "Ref": "AWS::AccountId" }, ":", arn]);
    joined["Statement"][0]["Resource"] = json!({ "Fn::Join": ["", start] });
    let template = json!({ "Resources": { "Chat": { "Properties": { "PolicyDocument": joined } } } });
    assert_eq!(judged(&place, &template).0, Some(0));
}

#[test]
fn what_is_not_about_profiles_is_left_out_and_said_so() {
    let place = Place::new();
    let mut document = chat();
    let statements = document["Statement"].as_array_mut().expect("a list");
    statements.push(json!({ "Sid": "Files", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*" }));
    statements.push(json!({
        "Sid": "Embedder",
        "Effect": "Allow",
        "Action": "bedrock:InvokeModel",
        "Resource": "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0",
    }));
    statements.push(json!({
        "Sid": "Billed",
        "Effect": "Allow",
        "Action": "bedrock:InvokeModel",
        "Resource": "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2",
    }));
    let (code, told) = judged(&place, &document);
    assert_eq!(code, Some(0), "{told}");
    for text in [
        "note: statement `Embedder` is not about a profile",
        "note: statement `Billed` is judged without `arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2`",
    ] {
        assert!(told.contains(text), "{text}\n{told}");
    }
    assert!(!told.contains("Files"), "{told}");
    let (code, told) =
        judged(&place, &json!({ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } }));
    assert_eq!(code, Some(0));
    assert!(told.ends_with("<stdin>: names no inference profile\n"), "{told}");
}

/// A policy that names `id` from `region`, as the library would have written it.
fn naming(id: &str, region: &str) -> Value {
    let text =
        chat().to_string().replace(CHAT, id).replace("eu-central-1:123456789012", &format!("{region}:123456789012"));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn profiles_that_are_unknown_retired_or_legacy_are_told() {
    wrong(
        &naming("eu.anthropic.claude-sonet-4-6", "eu-central-1"),
        &[
            "statement `EuAnthropicClaudeSonnet46EuCentral1Profile`: no inference profile is called",
            "help: the nearest is `eu.anthropic.claude-sonnet-4-6`",
            "<stdin>: 1 error\n",
        ],
    );
    wrong(&naming(CHAT, "us-east-1"), &["can't be called from `us-east-1`", "<stdin>: 1 error\n"]);
    wrong(&naming("eu.anthropic.claude-3-5-sonnet-20240620-v1:0", "eu-central-1"), &["is retired"]);
    let place = Place::new();
    let legacy = iam(&place, &["us.anthropic.claude-opus-4-1-20250805-v1:0"], &["us-east-1"], "exact");
    let (code, told) = judged(&place, &legacy);
    assert_eq!(code, Some(0));
    assert!(told.contains("warning: statement") && told.contains("is legacy"), "{told}");
    let model = json!({ "Statement": [{
        "Effect": "Allow",
        "Action": "bedrock:InvokeModel",
        "Resource": "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-opus-4-8",
    }] });
    wrong(&model, &["can only be invoked through an inference profile"]);
}

#[test]
fn a_program_that_never_streams_says_so() {
    let place = Place::new();
    let text = policy(&place, &[CHAT], &["eu-central-1"], &["--account", ACCOUNT, "--invoke-only"]);
    let told = place.run_with(&["check", "-"], &text).failed_check();
    assert!(told.contains("needs `bedrock:InvokeModelWithResponseStream` on"), "{told}");
    place.run_with(&["check", "--invoke-only", "-"], &text).fine();
    place.run_with(&["check", "--invoke-only", "-"], &chat().to_string()).failed_check();
}

#[test]
fn files_that_are_no_policies_are_refused() {
    let place = Place::new();
    for (text, expected) in [
        ("", "policy.json:1:1: EOF while parsing a value"),
        ("{\n\"Statement\": [", "policy.json:2:14: EOF while parsing a list"),
        ("{\"a\": 1}", "policy.json:1:1: there is no policy in it"),
    ] {
        let said = place.write("policy.json", text).run(&["check", "policy.json"]).refused();
        assert!(said.starts_with(&format!("error: {expected}")), "{said}");
    }
    for (text, expected) in [
        ("{\"Statement\": []}", "the policy has no `Statement`, which IAM refuses"),
        ("{\"Statement\": [7]}", "statement 1 is not an object"),
        ("{\"Statement\": [{\"Sid\": \"A\"}]}", "statement `A` has no `Effect`"),
    ] {
        let said = place.write("policy.json", text).run(&["check", "policy.json"]).failed_check();
        assert!(said.starts_with(&format!("policy.json: error: {expected}")), "{said}");
    }
}
