//! `scp` as a command: what it refuses, and how much it takes.

use crate::support::{CHAT, Place};
use serde_json::{Value, json};

fn control(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn denying(regions: &[&str]) -> Value {
    let outside = json!({ "StringNotEquals": { "aws:RequestedRegion": regions } });
    json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": outside })
}

#[test]
fn what_organizations_takes_in_no_form_is_refused() {
    let place = Place::new();
    place.write("long.json", control(&vec![denying(&["eu-west-1"]); 200]).to_string());
    let told = place.run(&["scp", "--profile", CHAT, "long.json"]).refused();
    assert!(told.starts_with("error: long.json: the policy has 22838 characters without white space, and "), "{told}");
}

#[test]
fn each_outcome_of_the_conditions_of_a_template_is_judged() {
    let place = Place::new();
    let everything = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    let storage = json!({ "Effect": "Allow", "Action": "s3:*", "Resource": "*" });
    let content = control(&[json!({ "Fn::If": ["Open", everything, storage] })]);
    let properties = json!({ "Name": "n", "Type": "SERVICE_CONTROL_POLICY", "Content": content });
    let template = json!({ "Resources": { "P": { "Type": "AWS::Organizations::Policy", "Properties": properties } } });
    place.write("t.json", template.to_string());
    let told = place.run(&["scp", "--profile", &format!("{CHAT}@eu-central-1"), "t.json"]).failed_check();
    assert!(told.contains("since no statement allows it\n"), "{told}");
    assert_eq!(told.matches("note: so under some conditions of the template alone\n").count(), 7, "{told}");
}

#[test]
fn a_policy_that_may_be_one_is_not_passed_over() {
    let place = Place::new();
    let judged = |properties: Value| {
        let template =
            json!({ "Resources": { "P": { "Type": "AWS::Organizations::Policy", "Properties": properties } } });
        place.write("t.json", template.to_string());
        place.run(&["scp", "--profile", &format!("{CHAT}@eu-central-1"), "t.json"])
    };
    let content = control(&[denying(&["eu-central-1"])]);
    let properties = json!({ "Name": "n", "Type": { "Ref": "Type" }, "Content": content });
    assert!(judged(properties.clone()).failed_check().contains("is denied where `aws:RequestedRegion` is `eu-west-1`"));
    let unread = judged(json!({ "Fn::If": ["Prod", properties, { "Name": "n" }] })).fine();
    assert!(
        unread.contains("is judged without the policy `P`") && unread.ends_with("by what could be read\n"),
        "{unread}"
    );
}

#[test]
fn many_policies_are_judged_together() {
    let place = Place::new();
    let policy = |at: usize| {
        let content = control(&[denying(&["eu-central-1"])]);
        let properties = json!({ "Name": "n", "Type": "SERVICE_CONTROL_POLICY", "Content": content });
        (format!("P{at}"), json!({ "Type": "AWS::Organizations::Policy", "Properties": properties }))
    };
    let template = json!({ "Resources": (0..600).map(policy).collect::<serde_json::Map<_, _>>() });
    place.write("many.json", template.to_string());
    let told = place.run(&["scp", "--profile", &format!("{CHAT}@eu-central-1"), "many.json"]).failed_check();
    assert_eq!(told.matches(" is denied where `aws:RequestedRegion` is `eu-west-1`, ").count(), 600);
    assert!(told.contains("of document 600\n") && told.ends_with("1 profile is denied, or may be\n"));
}
