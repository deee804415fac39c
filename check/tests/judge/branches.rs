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

/// The policy of `CHAT` in the Region of its deployment in one branch, and that of the profile for the United States.
fn by_geography(is_europe: &Value, branches: [usize; 2]) -> Value {
    let of = |prefix: &str, destinations: &[&str]| {
        let profile = json!({ "Fn::Sub": format!("arn:aws:bedrock:${{AWS::Region}}:${{AWS::AccountId}}:inference-profile/{prefix}.anthropic.claude-sonnet-4-6") });
        let models: Vec<String> = destinations
            .iter()
            .map(|region| format!("arn:aws:bedrock:{region}::foundation-model/anthropic.claude-sonnet-4-6"))
            .collect();
        let actions = json!(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]);
        json!([
            { "Effect": "Allow", "Action": actions, "Resource": profile },
            { "Effect": "Allow", "Action": actions, "Resource": models,
              "Condition": { "StringEquals": { "bedrock:InferenceProfileArn": profile } } },
        ])
    };
    let europe = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];
    let all = [of("eu", &europe), of("us", &["us-east-1", "us-east-2", "us-west-2"])];
    let [yes, no] = branches.map(|at| &all[at]);
    let document = json!({ "Version": "2012-10-17", "Statement": { "Fn::If": ["InEurope", yes, no] } });
    let mut template = template(&document);
    template["Conditions"] = json!({ "InEurope": is_europe });
    template
}

#[test]
fn a_condition_on_the_region_is_so_in_that_region_alone() {
    let in_region = |region: &str| json!({ "Fn::Equals": [{ "Ref": "AWS::Region" }, region] });
    let told = verdict(&by_geography(&in_region("eu-west-1"), [0, 1]));
    assert!(!told.contains("error") && told.ends_with(" need, as far as it is judged\n"), "{told}");
    let turned = verdict(&by_geography(&in_region("eu-west-1"), [1, 0]));
    assert!(
        turned.contains("names `us.anthropic.claude-sonnet-4-6`, which can't be called from any Region"),
        "{turned}"
    );
    assert!(turned.contains("note: so where `InEurope` is true\n"), "{turned}");
    let place = crate::support::Place::new();
    place.write("t.json", by_geography(&in_region("us-east-1"), [1, 0]).to_string());
    let judged = |region: &str| place.run(&["check", "--source-region", region, "t.json"]).stdout;
    assert_eq!(judged("us-east-1"), "t.json: grants exactly what `us.anthropic.claude-sonnet-4-6` needs\n");
    assert_eq!(judged("eu-west-1"), format!("t.json: grants exactly what `{CHAT}` needs\n"));
}

#[test]
fn a_parameter_is_what_it_may_be() {
    let of = |values: &Value| {
        let none = json!({ "Ref": "AWS::NoValue" });
        let (dev, prod) = (chat()["Statement"][0].clone(), chat()["Statement"][1].clone());
        let wherever = |names: [&str; 2], own: &Value| {
            let inner = json!({ "Fn::If": [names[1], own, none] });
            json!({ "Fn::If": [names[0], own, inner] })
        };
        let statements = json!([wherever(["Dev", "Prod"], &dev), wherever(["Prod", "Dev"], &prod)]);
        let mut template = template(&json!({ "Version": "2012-10-17", "Statement": statements }));
        let is = |stage: &str| json!({ "Fn::Equals": [{ "Ref": "Stage" }, stage] });
        template["Conditions"] = json!({ "Dev": is("dev"), "Prod": is("prod") });
        template["Parameters"] = json!({ "Stage": { "Type": "String", "AllowedValues": values } });
        template
    };
    let exact = format!("<stdin>: grants exactly what `{CHAT}` needs\n");
    assert_eq!(verdict(&of(&json!(["dev", "prod"]))), exact);
    let mut half = of(&json!(["dev", "prod", "test"]));
    let statements = "/Resources/Chat/Properties/PolicyDocument/Statement/1";
    half["Resources"]["Chat"]["Properties"]["PolicyDocument"]["Statement"][0] = chat()["Statement"][0].clone();
    wrong(&half, &["grants too little", "note: so where `Dev` and `Prod` are false\n"]);
    *half.pointer_mut(statements).expect("it") = chat()["Statement"][1].clone();
    assert_eq!(verdict(&half), exact);
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
