//! A declaration gives the same bytes in every program, whatever others in it ask of `serde_json`.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use bedrock_profiles::policy::Format;
use bedrock_profiles::{Policy, PolicyError};
use serde_json::json;

#[path = "../../examples/lambda/src/profiles.rs"]
mod lambda;
#[path = "../../examples/service/src/profiles.rs"]
mod service;

/// Written by a build script, whose `serde_json` keeps no order.
const OF_LAMBDA: &str = include_str!("../../examples/lambda/mail_sorter.template.yaml");
/// As [`OF_LAMBDA`].
const OF_SERVICE: &str = include_str!("../../examples/service/infra/support_chat.tf.json");

#[test]
fn templates_do_not_depend_on_the_features_of_serde_json() -> Result<(), PolicyError> {
    assert_eq!(json!({ "b": 1, "a": 2 }).to_string(), r#"{"b":1,"a":2}"#, "here it keeps the order");
    let mut policy = Policy::new("MailSorter");
    lambda::MAIL_SORTER.grant_invoke_only(&mut policy)?;
    assert_eq!(policy.render(Format::CloudFormationYaml)? + "\n", OF_LAMBDA);
    let mut policy = Policy::new("SupportChat").in_region("eu-central-1")?;
    service::SUPPORT_CHAT.grant_invoke(&mut policy)?;
    service::BILLED_CHAT.grant_invoke(&mut policy)?;
    assert_eq!(policy.render(Format::Terraform)? + "\n", OF_SERVICE);
    for format in [Format::CloudFormation, Format::Sam] {
        let text = policy_without_copies()?.render(format)?;
        let sid = text.find("Sid").expect("a statement");
        let effect = text.find("Effect").expect("a statement");
        assert!(effect < sid, "{text}");
    }
    Ok(())
}

fn policy_without_copies() -> Result<Policy, PolicyError> {
    let mut policy = Policy::new("SupportChat").in_region("eu-central-1")?;
    service::SUPPORT_CHAT.grant_invoke(&mut policy)?;
    Ok(policy)
}
