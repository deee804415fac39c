//! The function as Lambda runs it, and its committed policy.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn invoke(region: Option<&str>, event: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lambda"));
    command.env_remove("AWS_REGION").envs(region.map(|region| ("AWS_REGION", region)));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // It may have ended without reading the event.
    let _ = child.stdin.take().expect("stdin").write_all(event.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn error(region: Option<&str>, event: &str) -> String {
    let output = invoke(region, event);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn it_calls_the_declared_profile() {
    let output = invoke(Some("eu-central-1"), r#"{ "subject": "Invoice 4711" }"#);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let request: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(request["modelId"], "global.anthropic.claude-haiku-4-5-20251001-v1:0");
}

#[test]
fn it_says_what_is_wrong() {
    let event = r#"{ "subject": "Invoice 4711" }"#;
    assert!(error(None, event).contains("AWS_REGION is not set"));
    assert!(error(Some("ap-south-1"), event).contains("is not declared for `ap-south-1`"));
    assert!(error(Some("us-east-1"), "{").contains("the event is no JSON"));
    assert!(error(Some("us-east-1"), "{}").contains("the event has no `subject`"));
}

#[test]
fn the_committed_policy_has_what_the_function_needs() {
    let policy = include_str!("../mail_sorter.template.yaml");
    for needed in [
        "Resource: arn:aws:bedrock:::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
        "aws:RequestedRegion: unspecified",
        "inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0",
    ] {
        assert!(policy.contains(needed), "{needed}: {policy}");
    }
    assert!(!policy.contains("WithResponseStream"), "the function never streams: {policy}");
}
