//! Functions of CloudFormation: what is known is judged, of the rest it is said that it is not.

use super::{chat, verdict, wrong};
use crate::support::CHAT;
use serde_json::{Value, json};

fn template(document: &Value) -> Value {
    json!({ "Resources": { "Chat": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": document } } } })
}

#[test]
fn a_text_with_a_map_is_as_the_map_says() {
    let mut document = chat();
    let model = |map: Value| json!({ "Fn::Sub": ["arn:aws:bedrock:${R}::foundation-model/anthropic.${M}", map] });
    document["Statement"][1]["Resource"][5] = model(json!({ "R": "eu-west-3", "M": "claude-sonnet-4-6" }));
    assert_eq!(verdict(&template(&document)), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
    document["Statement"][1]["Resource"][5] = model(json!({ "R": "eu-west-9", "M": "claude-sonnet-4-6" }));
    wrong(&template(&document), &["add `arn:aws:bedrock:eu-west-3::", "`arn:aws:bedrock:eu-west-9::"]);
}

#[test]
fn what_the_deployment_decides_is_no_error() {
    let find = json!({ "Fn::FindInMap": ["Models", { "Ref": "AWS::Region" }, "Id"] });
    for id in [json!({ "Ref": "Model" }), find, json!({ "Fn::ImportValue": "model" })] {
        for region in [json!("eu-central-1"), json!({ "Ref": "AWS::Region" })] {
            let text = "arn:aws:bedrock:${R}:123456789012:inference-profile/eu.${Id}";
            let arn = json!({ "Fn::Sub": [text, { "R": region, "Id": id }] });
            let mut document = chat();
            document["Statement"][0]["Resource"] = arn.clone();
            document["Statement"][1]["Condition"]["StringEquals"]["bedrock:InferenceProfileArn"] = arn;
            let told = verdict(&template(&document));
            assert!(told.contains("known at deployment only") && !told.contains('\\'), "{told}");
            assert!(told.ends_with("<stdin>: names nothing that can be judged\n"), "{told}");
        }
    }
    // One of the models is in a Region that a parameter tells: it may be the one that is not named.
    let mut document = chat();
    document["Statement"][1]["Resource"][5] =
        json!({ "Fn::Sub": "arn:aws:bedrock:${Last}::foundation-model/anthropic.claude-sonnet-4-6" });
    let told = verdict(&template(&document));
    assert!(told.contains("judged without `arn:aws:bedrock:${Last}::foundation-model/anthropic.claude"), "{told}");
    assert!(told.ends_with(" needs, as far as it is judged\n"), "{told}");
    document["Statement"][1]["Resource"].as_array_mut().expect("a list").remove(1);
    document["Statement"][0]["Resource"] = json!("arn:aws:bedrock:eu-central-1:123456789012:inference-profile/x");
    wrong(&template(&document), &["no inference profile is called `x`"]);
}

#[test]
fn each_branch_is_judged() {
    let none = json!({ "Ref": "AWS::NoValue" });
    let branches = |yes: &Value, no: &Value| json!({ "Fn::If": ["Prod", yes, no] });
    let all = chat()["Statement"][1]["Resource"].clone();
    let few = json!([all[0], all[1]]);
    let with = |pointer: &str, value: Value| {
        let mut document = chat();
        *document.pointer_mut(pointer).expect("it") = value;
        template(&document)
    };
    let exact = format!("<stdin>: grants exactly what `{CHAT}` needs\n");
    assert_eq!(verdict(&with("/Statement/1/Resource", branches(&all, &all))), exact);
    let statement = chat()["Statement"][1].clone();
    assert_eq!(verdict(&with("/Statement/1", branches(&statement, &statement))), exact);
    assert_eq!(verdict(&with("/Statement", branches(&chat()["Statement"], &none))), exact);
    for (pointer, value, count) in [
        ("/Statement/1/Resource", branches(&all, &few), "4 resources"),
        ("/Statement/1/Resource/0", branches(&all[0], &none), "`arn:aws:bedrock:eu-central-1::"),
        ("/Statement/1", branches(&statement, &none), "6 resources"),
    ] {
        let told =
            wrong(&with(pointer, value), &[" on ", count, "\n  note: so where `Prod` is false\n", ": 1 error\n"]);
        assert!(!told.contains("is true"), "{told}");
    }
}

#[test]
fn a_statement_that_is_not_known_hides_no_other() {
    let mut document = chat();
    let later = json!({ "Fn::Transform": { "Name": "AWS::Include" } });
    document["Statement"].as_array_mut().expect("a list").push(later);
    let told = verdict(&template(&document));
    assert!(told.contains("note: statement 3 is not judged: it is known at deployment only"), "{told}");
    assert!(told.ends_with(" needs, as far as it is judged\n"), "{told}");
}
