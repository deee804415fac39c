//! Templates that name the Region of their deployment.

use super::{chat, judged, policy, verdict, wrong};
use crate::support::{CHAT, Place};
use serde_json::{Value, json};

/// A template for Frankfurt, with the Region of the deployment in place of it in ARNs of profiles.
fn template(format: &str, region: &str) -> Value {
    let text = policy(&Place::new(), &[CHAT], &["eu-central-1"], &["--format", format]);
    serde_json::from_str(&text.replace("bedrock:eu-central-1:$", &format!("bedrock:{region}:$"))).expect("JSON")
}

const REGIONS: [(&str, &str); 5] = [
    ("cloudformation", "${AWS::Region}"),
    ("terraform", "${data.aws_region.current.region}"),
    ("terraform", "${data.aws_region.here.name}"),
    ("terraform", "${data.aws_region.x.id}"),
    ("terraform", "${var.region}"),
];

#[test]
fn the_region_of_the_deployment_can_be_told() {
    for (format, region) in REGIONS {
        let template = template(format, region).to_string();
        let check = |source: &str| Place::new().run_with(&["check", "--source-region", source, "-"], &template);
        assert_eq!(check("eu-central-1").fine(), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
        let told = check("eu-west-2").failed_check();
        assert!(told.contains("add `arn:aws:bedrock:eu-west-2::foundation-model/"), "{told}");
        let told = check("us-east-1").failed_check();
        assert!(told.contains("can't be called from `us-east-1`"), "{told}");
    }
}

#[test]
fn without_it_the_regions_are_told_in_which_the_policy_is_right() {
    for (format, region) in REGIONS {
        let template = template(format, region);
        let (code, told) = judged(&Place::new(), &template);
        assert_eq!(code, Some(0), "{told}");
        // Those with the destinations of Frankfurt; requests from London and Zurich run there too.
        let right =
            "right in `eu-central-1`, `eu-north-1`, `eu-south-1`, `eu-south-2`, `eu-west-1` and `eu-west-3` alone";
        assert!(told.contains(right) && told.contains("help: `--source-region` names the Region"), "{told}");
        assert!(told.ends_with(&format!("<stdin>: grants what `{CHAT}` needs, as far as it is judged\n")), "{told}");
        let json = Place::new().run_with(&["check", "--format", "json", "-"], &template.to_string()).json();
        assert_eq!((&json["files"][0]["exact"], &json["files"][0]["profiles"]), (&json!(false), &json!([CHAT])));
    }
}

#[test]
fn a_policy_that_is_right_in_no_region_is_wrong() {
    let mut template = template("cloudformation", "${AWS::Region}");
    let statements = template.pointer_mut("/Resources/InvokeBedrock/Properties/PolicyDocument/Statement").expect("it");
    statements[1].as_object_mut().expect("a statement").remove("Condition");
    let told = wrong(&template, &["can be called directly, without the profile", "1 error\n"]);
    let none = "is for the Region of its deployment, and right in none; this is what is wrong in `";
    let (_, region) = told.split_once(none).expect("a Region");
    let (region, _) = region.split_once('`').expect("its end");
    let named = Place::new().run_with(&["check", "--source-region", region, "-"], &template.to_string()).failed_check();
    assert!(named.contains("can be called directly, without the profile"), "{named}");
    let unknown = template.to_string().replace("claude-sonnet-4-6", "claude-sonet-4-6");
    wrong(
        &serde_json::from_str(&unknown).expect("JSON"),
        &["no inference profile is called `eu.anthropic.claude-sonet"],
    );
}

#[test]
fn a_policy_that_is_right_everywhere_passes() {
    let profile = "arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/global.anthropic.claude-sonnet-4-6";
    let model = |region: &str| {
        format!("arn:${{AWS::Partition}}:bedrock:{region}::foundation-model/anthropic.claude-sonnet-4-6")
    };
    let allow = |resource: &str, condition: Value| {
        json!({
            "Effect": "Allow",
            "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
            "Resource": { "Fn::Sub": resource },
            "Condition": { "StringEquals": condition },
        })
    };
    let (key, requested) = ("bedrock:InferenceProfileArn", "aws:RequestedRegion");
    let here = json!({ "Ref": "AWS::Region" });
    let through = json!({ "Fn::Sub": profile });
    let statements = [
        allow(profile, json!({ requested: here })),
        allow(&model("${AWS::Region}"), json!({ requested: here, key: through })),
        allow(&model(""), json!({ requested: "unspecified", key: through })),
    ];
    let document = json!({ "Version": "2012-10-17", "Statement": statements });
    let template = json!({ "Resources": { "Chat": { "Properties": { "PolicyDocument": document } } } });
    assert_eq!(verdict(&template), "<stdin>: grants exactly what `global.anthropic.claude-sonnet-4-6` needs\n");
}

#[test]
fn two_unknown_regions_are_not_judged() {
    let mut template = template("terraform", "${var.region}");
    let other = template.to_string().replace("var.region", "var.other");
    let other: Value = serde_json::from_str(&other).expect("JSON");
    template["data"]["aws_iam_policy_document"]["other"] =
        other["data"]["aws_iam_policy_document"]["invoke_bedrock"].clone();
    let (code, told) = judged(&Place::new(), &template);
    assert_eq!(code, Some(0), "{told}");
    for region in ["${var.region}", "${var.other}"] {
        let arn =
            format!("`arn:aws:bedrock:{region}:${{data.aws_caller_identity.invoke_bedrock.account_id}}:inference");
        assert!(told.contains(&arn) && told.contains("which has a Region that is known at deployment only"), "{told}");
    }
    assert!(told.ends_with("<stdin>: names nothing that can be judged\n"), "{told}");
}

#[test]
fn a_model_in_the_region_of_the_deployment_is_not_about_a_profile() {
    let allow = json!({
        "Effect": "Allow",
        "Action": "bedrock:InvokeModel",
        "Resource": { "Fn::Sub": "arn:aws:bedrock:${AWS::Region}::foundation-model/amazon.titan-embed-text-v2:0" },
    });
    let told = verdict(&json!({ "Resources": { "Search": { "PolicyDocument": { "Statement": allow } } } }));
    assert!(
        told.contains("note: statement 1 is not about a profile: it allows `arn:aws:bedrock:${AWS::Region}:"),
        "{told}"
    );
    assert!(told.ends_with("<stdin>: names no inference profile\n"), "{told}");
}

#[test]
fn actions_that_are_not_known_leave_it_open() {
    let unknown = json!({ "Ref": "X" });
    for (element, actions) in [
        ("Action", unknown.clone()),
        ("Action", json!(["s3:GetObject", unknown])),
        ("Action", json!({ "Fn::Sub": "bedrock:${X}" })),
        ("NotAction", json!([unknown])),
    ] {
        let mut document = chat();
        document["Statement"]
            .as_array_mut()
            .expect("a list")
            .push(json!({ "Effect": "Allow", element: actions, "Resource": "*" }));
        let template = json!({ "Resources": { "P": {
            "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": document },
        } } });
        let told = verdict(&template);
        assert!(!told.contains("exactly"), "{told}");
    }
}
