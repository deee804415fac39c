//! README.md's way to a policy, followed as it stands there; up to Terraform, which is not part of the tests.

use crate::flow::follow;
use crate::program::Said;
use bedrock_profiles::{Policy, inference_profile};
use std::fs;

#[test]
fn following_the_readme_gives_a_program_and_its_policy() {
    let (directory, mut done) = follow("readme_flow");
    let (command, run) = done.pop().expect("a command");
    for (command, output) in done {
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let said = Said::of(run);
    assert_eq!((command.as_str(), said.stdout.as_str()), ("cargo run", "calling eu.anthropic.claude-sonnet-4-6\n"));
    let mut policy = Policy::new("SupportChat").in_region("eu-central-1").expect("a Region");
    inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy).expect("a source Region");
    let written = fs::read_to_string(directory.join("infra/support_chat.tf.json")).expect("the policy");
    assert_eq!(written, policy.to_terraform().expect("a policy") + "\n");
}
