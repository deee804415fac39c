//! What IAM refuses, what is no identity-based policy, and files that can't be read.

use super::{Change, chat, judged, naming, verdict, wrong};
use crate::support::{CHAT, Place};
use serde_json::{Value, json};

#[test]
fn what_iam_refuses_is_found() {
    let changes: [(Change, &str, &str); 15] = [
        (|it| it["Version"] = json!("2026-01-01"), "the policy has the version `2026-01-01`", "is `2012-10-17`"),
        (
            |it| it["Statement"][1]["Sid"] = it["Statement"][0]["Sid"].clone(),
            "statement `EuAnthropicClaudeSonnet46EuCentral1Profile` has the `Sid` of a statement before it",
            "give it another",
        ),
        (
            |it| it["Statement"][0]["Principal"] = json!("*"),
            "statement `EuAnthropicClaudeSonnet46EuCentral1Profile` has a `Principal`, which IAM refuses",
            "remove it",
        ),
        (
            |it| it["Statement"][0]["Action"] = json!(7),
            "has the action `7`, which IAM refuses",
            "`bedrock:InvokeModel`",
        ),
        (
            |it| it["Statement"][0]["Action"][1] = json!("InvokeModel"),
            "has the action `InvokeModel`",
            "is written like",
        ),
        (
            |it| drop(it["Statement"][0].as_object_mut().map(|it| it.remove("Resource"))),
            "has no `Resource`",
            "add a `Res",
        ),
        (|it| drop(it["Statement"][0].as_object_mut().map(|it| it.remove("Action"))), "has no `Action`", "add an `Act"),
        (
            |it| it["Statement"][0]["Condition"] = json!({ "Boole": { "aws:SecureTransport": "true" } }),
            "has the condition operator `Boole`, which IAM does not know",
            "the operators for profiles and Regions are",
        ),
        (
            |it| it["Statement"][0]["Sid"] = json!("Allow profile"),
            "statement `Allow profile` has a `Sid` that IAM refuses: it takes letters and digits alone",
            "help: write `Allowprofile`",
        ),
        (|it| it["Statement"][0]["Sid"] = json!("--"), "statement `--` has a `Sid` that IAM refuses", "remove it"),
        (|it| it["Statement"][1]["Comment"] = json!("x"), "has the element `Comment`, which IAM refuses", "remove it"),
        (
            |it| it["Statement"][1]["Resource"] = json!("sonnet"),
            "has the resource `sonnet`, which IAM refuses: it is neither an ARN nor `*`",
            "help: a resource is written like `arn:",
        ),
        (|it| it["Statement"][1]["Condition"] = json!("x"), "has a `Condition` that IAM refuses", "is written like `{"),
        (
            |it| it["Statement"][1]["Condition"] = json!({ "StringEquals": "x" }),
            "has a `Condition` that IAM refuses: it is no object of objects",
            "is written like `{",
        ),
        (|it| it["Version"] = json!(2012), "the policy has the version `2012`", "help: `Version` is `2012-10-17`"),
    ];
    for (change, found, cure) in changes {
        let mut document = chat();
        change(&mut document);
        wrong(&document, &[found, cure]);
    }
    for version in [json!("2008-10-17"), Value::Null] {
        let mut document = chat();
        if version.is_null() {
            document.as_object_mut().expect("a policy").remove("Version");
        } else {
            document["Version"] = version;
        }
        assert!(verdict(&document).contains("grants exactly"));
    }
}

#[test]
fn what_iam_refuses_is_told_once() {
    let changes: [Change; 5] = [
        |it| it["Statement"][0]["Sid"] = json!("A-b"),
        |it| it["Statement"][0]["Foo"] = json!(1),
        |it| it["Statement"][0]["Resource"] = json!([it["Statement"][0]["Resource"], "foo"]),
        |it| it["Statement"][1]["Condition"] = json!("x"),
        |it| {
            it["Statement"]
                .as_array_mut()
                .expect("a list")
                .push(json!({ "Sid": "ü", "Effect": "Deny", "Action": "s3:*", "Resource": "*" }));
        },
    ];
    for change in changes {
        let mut document = chat();
        change(&mut document);
        let told = wrong(&document, &["IAM refuses", "<stdin>: 1 error\n"]);
        assert!(!told.contains("note:"), "{told}");
    }
}

/// Of Terraform and CloudFormation: what they make of it is IAM's.
#[test]
fn what_is_known_at_deployment_only_is_not_refused() {
    let mut document = chat();
    document["Statement"].as_array_mut().expect("a list").push(json!({
        "Sid": "${var.name}-x",
        "Effect": "Allow",
        "Action": "s3:GetObject",
        "Resource": ["${aws_s3_bucket.data.arn}/*", { "Fn::ImportValue": "Bucket" }, { "Ref": "Bucket" }],
        "Condition": { "Fn::If": ["Strict", { "Bool": { "aws:SecureTransport": "true" } }, { "Ref": "AWS::NoValue" }] },
        "Fn::Transform": {},
    }));
    assert_eq!(verdict(&document), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
}

#[test]
fn a_policy_that_no_quota_holds_is_refused() {
    let of_length = |length: usize| {
        let mut document = chat();
        let objects =
            json!({ "Sid": "Files", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/" });
        document["Statement"].as_array_mut().expect("a list").push(objects);
        let padding = "x".repeat(length - document.to_string().len());
        document["Statement"][2]["Resource"] = json!(format!("arn:aws:s3:::b/{padding}"));
        document
    };
    assert_eq!(verdict(&of_length(10_240)), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
    wrong(
        &of_length(10_241),
        &[
            "error: the policy has more than 10240 characters without white space, which IAM refuses\n",
            "help: split it: a managed policy may have 6144, the inline policies of a role 10240 together\n",
            "<stdin>: 1 error\n",
        ],
    );
    // White space and what the deployment makes shorter don't count.
    let spaced = serde_json::to_string_pretty(&of_length(10_240)).expect("JSON");
    Place::new().run_with(&["check", "-"], &spaced).fine();
    let long = of_length(10_241).to_string().replace(":::b/xxxxxxxx", ":::b/${Name}x");
    Place::new().run_with(&["check", "-"], &long).fine();
}

#[test]
fn an_action_that_there_is_not_is_told() {
    for (action, help) in [
        ("bedrock:Converse", "help: the operation `Converse` is authorised as `bedrock:InvokeModel`"),
        (
            "bedrock:conversestream",
            "help: the operation `ConverseStream` is authorised as `bedrock:InvokeModelWithResponseS",
        ),
        ("bedrock:InvokeModell", "help: the nearest is `bedrock:InvokeModel`"),
    ] {
        let mut document = chat();
        document["Statement"][0]["Action"].as_array_mut().expect("a list").push(json!(action));
        let (code, told) = judged(&Place::new(), &document);
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains(&format!("names `{action}`, which is no action")) && told.contains(help), "{told}");
        assert!(!told.contains("note:"), "{told}");
    }
    for action in ["bedrock:InvokeAgent", "bedrock:InvokeFlow", "bedrock:InvokeGuardrail", "bedrock:GetFoundationModel"]
    {
        let mut document = chat();
        document["Statement"][0]["Action"].as_array_mut().expect("a list").push(json!(action));
        let (_, told) = judged(&Place::new(), &document);
        assert!(told.contains(&format!("is judged without its other actions: `{action}`")), "{told}");
        assert!(!told.contains("no action"), "{told}");
    }
}

#[test]
fn actions_that_there_are_not_grant_nothing() {
    let mut document = chat();
    for statement in document["Statement"].as_array_mut().expect("a list") {
        statement["Action"] = json!(["bedrock:Converse", "bedrock:ConverseStream"]);
    }
    let cure = "help: write `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream` in place of \
                `bedrock:Converse` and `bedrock:ConverseStream`\n";
    let told = wrong(
        &document,
        &[
            "error: statement `EuAnthropicClaudeSonnet46EuCentral1Profile` grants too little: `eu.anthropic.",
            "error: statement `EuAnthropicClaudeSonnet46EuCentral1Models` grants too little: `eu.anthropic.",
            "needs `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream` on 6 resources\n",
            "<stdin>: 2 errors\n",
        ],
    );
    assert_eq!(told.matches(cure).count(), 2, "{told}");
    for statement in document["Statement"].as_array_mut().expect("a list") {
        statement["Action"] = json!("bedrock:Converse*");
    }
    wrong(
        &document,
        &["names `bedrock:Converse*`, which is no action", "in place of `bedrock:Converse*`", ": 2 errors\n"],
    );
    document["Statement"][0]["Action"] = json!(["bedrock:InvokeModel", "bedrock:ConverseStream"]);
    document["Statement"][1] = chat()["Statement"][1].take();
    let cure = "help: write `bedrock:InvokeModelWithResponseStream` in place of `bedrock:ConverseStream`\n";
    wrong(&document, &["Profile` grants too little: ", cure, "<stdin>: 1 error\n"]);
    // On what is none of Bedrock's profiles they are but warned of.
    document["Statement"] = json!({ "Effect": "Allow", "Action": "bedrock:Converse", "Resource": "*" });
    assert!(verdict(&document).ends_with("<stdin>: names no inference profile\n"));
}

#[test]
fn policies_of_trust_and_of_resources_are_left_out() {
    let trust = json!({ "Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole",
    } });
    let role = json!({ "AssumeRolePolicyDocument": trust, "Policies": [{ "PolicyDocument": chat() }] });
    let template = json!({ "Resources": { "Role": { "Type": "AWS::IAM::Role", "Properties": role } } });
    assert_eq!(judged(&Place::new(), &template), (Some(0), format!("<stdin>: grants exactly what `{CHAT}` needs\n")));
    let mut endpoint = chat();
    for statement in endpoint["Statement"].as_array_mut().expect("a list") {
        statement["Principal"] = json!("*");
    }
    let (code, told) = judged(&Place::new(), &endpoint);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("is not judged: `Principal` is for trust policies, resource-based policies and VPC"),
        "{told}"
    );
    assert!(told.ends_with("<stdin>: names nothing that can be judged\n"), "{told}");
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
        ended.stdout.starts_with(&format!("ok.json: grants exactly what `{CHAT}` needs\nbad.json: error")),
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

#[test]
fn a_statement_that_is_not_right_is_found_where_it_stands() {
    let place = Place::new();
    let policy = "{\n  \"Statement\": [\n    { \"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\" },\n    {}\n  ]\n}";
    for (text, expected) in [
        (policy.to_owned(), "policy.json:4:5: statement 2 has no `Effect` that is `Allow` or `Deny`"),
        (format!("{{ \"Resources\": {{ \"A\": [7, {policy}] }} }}"), "policy.json:4:5: statement 2 has no `Effect`"),
        (json!({ "policy": policy }).to_string(), "policy.json:1:11: statement 2 has no `Effect`"),
        (
            json!({ "data": { "aws_iam_policy_document": { "a": [{ "statement": { "effect": "deny" } }] } } })
                .to_string(),
            "statement 1 has no `effect` that is `Allow` or `Deny`",
        ),
    ] {
        let said = place.write("policy.json", text).run(&["check", "policy.json"]).refused();
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn resources_stand_one_a_line_below() {
    let mut document = chat();
    document["Statement"][1]["Resource"] = json!(document["Statement"][1]["Resource"][0]);
    let told =
        wrong(&document, &["on 5 resources\n    arn:aws:bedrock:eu-north-1::", "help: add them to its `Resource`\n"]);
    assert!(told.lines().all(|line| line.matches("foundation-model").count() < 2), "{told}");
    let elsewhere = naming(CHAT, "eu-central-1")
        .to_string()
        .replace("::foundation-model/anthropic", "::foundation-model/x.anthropic");
    let told = wrong(&serde_json::from_str(&elsewhere).expect("JSON"), &["6 resources are never reached through"]);
    assert!(told.contains("help: remove the statement"), "{told}");
    let ended = Place::new().run_with(&["check", "--format", "json", "-"], &document.to_string());
    let json: Value = serde_json::from_str(&ended.failed_check()).expect("JSON");
    assert_eq!(json["files"][0]["findings"][0]["resources"].as_array().map(Vec::len), Some(5));
}
