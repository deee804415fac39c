//! Every current profile, declared from each of its source Regions, grants the documented structure.
//!
//! What is expected is written from AWS's guides and the tables' text, without our crates.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use bedrock_profiles::{CrossRegionInferenceProfile, Policy, inference_profile};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ACCOUNT: &str = "123456789012";
const EVERY_PAIR: &[(&str, CrossRegionInferenceProfile)] = &include!(concat!(env!("OUT_DIR"), "/every_pair.rs"));

/// (profile, source) → the cell of its destinations.
fn destinations() -> BTreeMap<(&'static str, &'static str), &'static str> {
    let mut routes = BTreeMap::new();
    for row in include_str!("../../catalog/data/routes.tsv").lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        routes.extend(cells[1].split(' ').map(|source| ((cells[0], source), cells[2])));
    }
    routes
}

fn streaming() -> BTreeMap<&'static str, &'static str> {
    let rows = include_str!("../../catalog/data/models.tsv").lines().skip(1);
    rows.map(|row| row.split('\t').collect()).map(|cells: Vec<&str>| (cells[0], cells[5])).collect()
}

/// The statements without their ids, in the order of AWS's guides.
fn expected(profile: &str, source: &str, destinations: &str, streaming: &str) -> Value {
    let (prefix, model) = profile.split_once('.').expect("a profile id has a dot");
    let partition = if prefix == "us-gov" { "aws-us-gov" } else { "aws" };
    let profile_arn = format!("arn:{partition}:bedrock:{source}:{ACCOUNT}:inference-profile/{profile}");
    let model_arn = |region: &str| format!("arn:{partition}:bedrock:{region}::foundation-model/{model}");
    let action = match streaming {
        "no" => json!("bedrock:InvokeModel"),
        _ => json!(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]),
    };
    let allow = |resource: Value, conditions: Value| {
        let mut statement = json!({ "Effect": "Allow", "Action": action, "Resource": resource });
        if !conditions.is_null() {
            statement["Condition"] = json!({ "StringEquals": conditions });
        }
        statement
    };
    if destinations == "*" {
        return json!([
            allow(json!(profile_arn), json!({ "aws:RequestedRegion": source })),
            allow(
                json!(model_arn(source)),
                json!({ "aws:RequestedRegion": source, "bedrock:InferenceProfileArn": profile_arn })
            ),
            allow(
                json!(format!("arn:aws:bedrock:::foundation-model/{model}")),
                json!({ "aws:RequestedRegion": "unspecified", "bedrock:InferenceProfileArn": profile_arn })
            ),
        ]);
    }
    let mut regions: Vec<&str> = destinations.split(' ').chain([source]).collect();
    regions.sort_unstable();
    regions.dedup();
    let mut models: Vec<Value> = regions.into_iter().map(|region| json!(model_arn(region))).collect();
    let models = if models.len() == 1 { models.remove(0) } else { Value::Array(models) };
    json!([
        allow(json!(profile_arn), Value::Null),
        allow(models, json!({ "bedrock:InferenceProfileArn": profile_arn }))
    ])
}

fn granted(profile: CrossRegionInferenceProfile, source: &str) -> Value {
    let mut policy = Policy::new("EveryPair").in_account(ACCOUNT).expect("an account");
    policy = policy.in_region(source).expect("a Region");
    profile.grant_invoke(&mut policy).expect("a source");
    let document: Value = serde_json::from_str(&policy.to_iam_json().expect("a policy")).expect("JSON");
    assert_eq!(document["Version"], "2012-10-17");
    let mut statements = document["Statement"].clone();
    for statement in statements.as_array_mut().expect("a list") {
        let sid = statement.as_object_mut().expect("an object").remove("Sid").expect("an id");
        assert!(sid.as_str().is_some_and(|sid| sid.bytes().all(|byte| byte.is_ascii_alphanumeric())), "{sid}");
    }
    statements
}

#[test]
fn every_pair_grants_the_documented_structure() {
    let (destinations, streaming) = (destinations(), streaming());
    let global = EVERY_PAIR.iter().filter(|(_, profile)| profile.geo() == "global").count();
    assert!(EVERY_PAIR.len() - global > 500 && global > 1000, "{} and {global}", EVERY_PAIR.len() - global);
    for &(source, profile) in EVERY_PAIR {
        let id = profile.inference_profile_id();
        let model = profile.inference_profile_model().model_id();
        let expected = expected(id, source, destinations[&(id, source)], streaming[model]);
        assert_eq!(granted(profile, source), expected, "{id} from {source}");
    }
}

#[test]
fn a_profile_that_is_read_grants_what_a_declared_one_does() {
    let mut compared = 0;
    for &(source, declared) in EVERY_PAIR {
        let read: CrossRegionInferenceProfile = declared.inference_profile_id().parse().expect("a current profile");
        if read.source_regions().any(|region| region == source) {
            assert_eq!(granted(read, source), granted(declared, source), "{declared} from {source}");
            compared += 1;
        }
    }
    assert!(compared > 1500, "{compared}");
}
