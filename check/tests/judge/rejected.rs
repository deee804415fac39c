//! What IAM refuses, what is no identity-based policy, and files that can't be read.

use super::{Change, chat, judged, naming, verdict, wrong};
use crate::support::{ACCOUNT, CHAT, Place};
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
            "the nearest is `Bool`",
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
    let long = verdict(&of_length(10_240));
    let warned = "warning: the policy has 10,240 characters without white space, and a managed policy may have 6,144\n";
    assert!(
        long.contains(warned) && long.ends_with(&format!("<stdin>: grants exactly what `{CHAT}` needs\n")),
        "{long}"
    );
    assert_eq!(verdict(&of_length(6_144)), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
    wrong(
        &of_length(10_241),
        &[
            "error: the policy has 10,241 characters without white space, which IAM refuses\n",
            "help: split it: a managed policy may have 6,144, the inline policies of a role 10,240 together\n",
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
    for action in ["bedrock:InvokeAgent", "bedrock:InvokeFlow", "bedrock:GetFoundationModel"] {
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
    // Alone they allow no call at all.
    document["Statement"] = json!({ "Effect": "Allow", "Action": "bedrock:Converse", "Resource": "*" });
    wrong(&document, &["error: statement 1 names `bedrock:Converse`, which is no action", "<stdin>: 1 error\n"]);
    document["Statement"]["Action"] = json!(["bedrock:Converse", "bedrock:GetInferenceProfile"]);
    assert!(verdict(&document).contains("warning: statement 1 names `bedrock:Converse`, which is no action"));
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
fn a_statement_that_is_not_right_is_found_where_it_stands() {
    let place = Place::new();
    let policy = "{\n  \"Statement\": [\n    { \"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\" },\n    {}\n  ]\n}";
    let module = json!({ "data": { "aws_iam_policy_document": { "a": [{ "statement": { "effect": "deny" } }] } } });
    for (text, (line, column), expected) in [
        (policy.to_owned(), (4, 5), "statement 2 has no `Effect`, which IAM refuses"),
        (format!("{{ \"Resources\": {{ \"A\": {{ \"B\": {policy} }} }} }}"), (4, 5), "statement 2 has no `Effect`"),
        (json!({ "Document": policy }).to_string(), (1, 13), "statement 2 has no `Effect`"),
        (module.to_string(), (1, 65), "statement 1 has the effect `deny`, which IAM refuses"),
    ] {
        place.write("policy.json", &text);
        let said = place.run(&["check", "policy.json"]).failed_check();
        assert!(said.contains(&format!("policy.json: error: {expected}")), "{said}");
        let json = place.run(&["check", "--format", "json", "policy.json"]).failed_check();
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let finding = &json["files"][0]["findings"][0];
        assert_eq!((&finding["line"], &finding["column"]), (&json!(line), &json!(column)), "{text}\n{finding:#}");
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

#[test]
fn characters_that_iam_does_not_take_are_refused() {
    let mut document = chat();
    document["Statement"]
        .as_array_mut()
        .expect("a list")
        .push(json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::中" }));
    wrong(&document, &["has the character U+4E2D, which IAM refuses"]);
}

#[test]
fn accounts_that_wildcards_take_are_too_much() {
    let text = chat().to_string();
    for account in ["12345*", "*9012", "12345678901?", "????????901?"] {
        let document = serde_json::from_str(&text.replace(ACCOUNT, account)).expect("JSON");
        wrong(&document, &["grants too much"]);
    }
}

#[test]
fn what_can_be_invoked_and_has_no_models_of_its_own_leaves_it_open() {
    let mut document = chat();
    let resource = format!("arn:aws:bedrock:us-east-1:{ACCOUNT}:marketplace/model-endpoint/all-access");
    document["Statement"]
        .as_array_mut()
        .expect("a list")
        .push(json!({ "Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": resource }));
    let told = verdict(&document);
    assert!(told.contains("which is neither an inference profile nor a foundation model"), "{told}");
}

#[test]
fn a_wildcard_in_the_type_of_a_resource_is_never_exact() {
    let mut document = chat();
    document["Statement"][0]["Resource"] =
        json!(format!("arn:aws:bedrock:eu-central-1:{ACCOUNT}:inference-*/eu.anthropic.claude-sonnet-4-6"));
    let told = judged(&Place::new(), &document).1;
    assert!(!told.contains("grants exactly"), "{told}");
    assert!(told.contains("has a wildcard in the type of the resource, where AWS's page takes none"), "{told}");
    let mut wide = chat();
    let more =
        json!({ "Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": "arn:aws:bedrock:*::foundation-*/*" });
    wide["Statement"].as_array_mut().expect("a list").push(more);
    wrong(&wide, &["statement 3 grants too much: `arn:aws:bedrock:*::foundation-*/*` is a wildcard\n"]);
}

#[test]
fn a_type_that_there_is_not_is_told_once_with_the_nearest() {
    let place = Place::new();
    for (kind, meant) in [
        ("inferense-profile", "inference-profile"),
        ("Inference_Profile", "inference-profile"),
        ("custom-inference-profile", "inference-profile"),
        ("foundation-models", "foundation-model"),
    ] {
        let own = chat().to_string();
        let text = own.replace(&format!(":{meant}/"), &format!(":{kind}/"));
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let told = judged(&place, &document).1;
        assert!(told.contains(&format!("Bedrock has no resources of the type `{kind}`\n")), "{told}");
        assert!(told.contains(&format!("help: the nearest is `{meant}`\n")), "{told}");
        assert!(!told.contains(" needs `bedrock:"), "{told}");
    }
}
