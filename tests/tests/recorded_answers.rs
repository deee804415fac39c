//! The catalog agrees with what the AWS API answered.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Destinations};
use serde_json::Value;
use std::collections::BTreeSet;

/// `aws bedrock list-inference-profiles`, verbatim but for the account.
const ANSWERS: [&str; 2] = [
    include_str!("../fixtures/aws/list-inference-profiles.us-east-1.2025-08.json"),
    include_str!("../fixtures/aws/list-inference-profiles.us-east-1.2026-01.json"),
];

fn region(arn: &Value) -> &str {
    arn.as_str().and_then(|arn| arn.split(':').nth(3)).expect("an ARN")
}

#[test]
fn every_route_that_the_api_listed_is_in_the_catalog() {
    let mut compared = 0;
    for answer in ANSWERS {
        let answer: Value = serde_json::from_str(answer).expect("JSON");
        for profile in answer["inferenceProfileSummaries"].as_array().expect("a list") {
            let id = profile["inferenceProfileId"].as_str().expect("an id");
            let source = region(&profile["inferenceProfileArn"]);
            let models = profile["models"].as_array().expect("a list");
            let listed: BTreeSet<&str> = models.iter().map(|model| region(&model["modelArn"])).collect();
            let route = Catalog::BUILT_IN.profile(id).and_then(|profile| profile.route(source));
            match route.expect("a route").destinations {
                Destinations::Global => assert!(listed.contains(""), "{id} from {source}"),
                Destinations::Regions(regions) => assert_eq!(listed, regions.iter().collect(), "{id} from {source}"),
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 80);
}
