//! What cargo says when a policy can't be made or written.

use crate::program::{Program, TERRAFORM, WRITES_TERRAFORM, build_script};
use std::fs;

#[test]
fn an_error_names_the_profile_and_fails_every_build() {
    let script = build_script(WRITES_TERRAFORM).replace("in_region(\"eu-central-1\")", "in_region(\"us-east-1\")");
    let program = Program::new("not_a_source", &script);
    for _ in 0..2 {
        let errors = program.fails();
        assert_eq!(errors[0], "`eu.anthropic.claude-sonnet-4-6` is not declared for `us-east-1`");
        assert!(errors[1].starts_with("note: its Regions are eu-central-1, "), "{errors:?}");
        assert_eq!(errors.len(), 2);
    }
    assert!(!program.path(TERRAFORM).exists());
}

#[test]
fn an_error_is_said_once_and_without_a_backtrace() {
    let script = build_script("build.write(\"policy.json\", &policy)?;").replace(".in_account(\"123456789012\")?", "");
    let program = Program::new("no_account", &script);
    let said = program.cargo(&["build", "--color=never"]);
    let after_compiling = said.stderr.split_once("Compiling no_account").expect("it was compiled").1;
    let lines: Vec<&str> = after_compiling.lines().skip(1).collect();
    let expected = [
        "error: no_account@0.1.0: `policy.json` can't be made: the policy `SupportChat` has no account, and IAM JSON needs one",
        "error: no_account@0.1.0: help: `.in_account(\"123456789012\")?` sets it",
        "error: build script logged errors",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn profiles_of_two_partitions_are_an_error_that_names_the_second() {
    let script = build_script(
        "profiles::GOV.grant_invoke(&mut policy)?;
        build.write(\"infra/support_chat.tf.json\", &policy)?;",
    );
    let program = Program::new("two_partitions", &script.replace(".in_region(\"eu-central-1\")?", ""));
    let declarations = program.read("src/profiles.rs").replace(
        "{\n    /// Answers",
        "{\n    pub const GOV: CrossRegionInferenceProfile = { geo: us-gov, model: \"openai.gpt-oss-20b-1:0\" };\n    /// Answers",
    );
    program.krate.write("src/profiles.rs", &declarations);
    let errors = program.fails();
    let named = "the policy is for the partition `aws`, and `us-gov.openai.gpt-oss-20b-1:0` of `aws-us-gov` can't be granted in it";
    assert_eq!(errors.first().map(String::as_str), Some(named), "{errors:?}");
}

#[test]
fn errors_of_ones_own_are_told_as_well() {
    let program = Program::new("own_error", &build_script("std::fs::read_to_string(\"regions.txt\")?;"));
    assert_eq!(program.fails(), ["No such file or directory (os error 2)"]);
}

#[test]
fn two_policies_for_one_file_of_out_dir_are_refused() {
    let twice =
        "build.write_to_out_dir(\"policy.json\", &policy)?;\nbuild.write_to_out_dir(\"./policy.json\", &policy)?;";
    let errors = Program::new("twice_in_out_dir", &build_script(twice)).fails();
    assert!(errors[0].starts_with("`policy.json` is written twice"), "{errors:?}");
    // The same name elsewhere is another file.
    let both = "build.write(\"policy.json\", &policy)?;\nbuild.write_to_out_dir(\"policy.json\", &policy)?;";
    Program::new("here_and_in_out_dir", &build_script(both)).builds();
}

#[test]
fn two_policies_in_one_file_are_refused() {
    let elsewhere = WRITES_TERRAFORM.replace("infra/", "./infra/modules/../");
    assert_ne!(elsewhere, WRITES_TERRAFORM);
    let program = Program::new("twice_written", &build_script(&(WRITES_TERRAFORM.to_owned() + &elsewhere)));
    let errors = program.fails();
    assert!(errors[0].starts_with("`infra/support_chat.tf.json` is written twice"), "{errors:?}");
}

#[test]
fn what_terraform_would_not_take_together_is_refused() {
    let script = |directory: &str| {
        let others = "let mut other = Policy::new(\"Support-Chat\").in_region(\"eu-central-1\")?;
        profiles::SUPPORT_CHAT.grant_invoke(&mut other)?;
        build.write(\"DIRECTORY/support-chat.template.yaml\", &other)?;
        build.write(\"DIRECTORY/other.tf.json\", &other)?;";
        build_script(&(WRITES_TERRAFORM.to_owned() + &others.replace("DIRECTORY", directory)))
    };
    let expected = [
        "`infra/support_chat.tf.json` and `infra/other.tf.json` both define `aws_iam_policy.support_chat`, \
         and Terraform takes a directory as one module",
        "help: grant everything to one policy, or give each a name or a directory of its own",
    ];
    assert_eq!(Program::new("same_address", &script("infra")).fails(), expected);
    let billed = "let mut other = Policy::new(\"Other\").in_region(\"eu-central-1\")?;
        for policy in [&mut policy, &mut other] { profiles::BILLED.grant_invoke(policy)?; }
        build.write(\"infra/second.tf.json\", &other)?;
        build.write(\"infra/third.tf.json\", &policy)?;";
    let program = Program::new("same_copy", &build_script(billed));
    let declarations = program.read("src/profiles.rs")
        + "
use bedrock_profiles::ApplicationInferenceProfile;
inference_profile! { pub const BILLED: ApplicationInferenceProfile = { name: \"billed\", copy_from: SUPPORT_CHAT }; }
";
    program.krate.write("src/profiles.rs", &declarations);
    let expected = [
        "`infra/second.tf.json` and `infra/third.tf.json` both define `aws_bedrock_inference_profile.billed`, \
         and Terraform takes a directory as one module",
        "help: grant the profile to one policy, which can be attached to several roles, or to the other with its ARN: \
         `PROFILE.with_arn(…)?`",
    ];
    assert_eq!(program.fails(), expected);
    Program::new("other_module", &script("infra/other")).builds();
}

#[test]
fn a_directory_in_the_place_of_the_file_is_an_error_that_names_it() {
    let program = Program::new("directory_there", &build_script(WRITES_TERRAFORM));
    fs::create_dir_all(program.path(TERRAFORM)).unwrap();
    let errors = program.fails();
    assert!(errors[0].starts_with("`infra/support_chat.tf.json` can't be read: "), "{errors:?}");
    assert_eq!(program.names("infra"), ["support_chat.tf.json"]);
}

#[test]
fn a_file_in_the_place_of_the_directory_is_an_error_that_names_the_file() {
    let program = Program::new("file_there", &build_script(WRITES_TERRAFORM));
    program.krate.write("infra", "A file.\n");
    let errors = program.fails();
    assert!(errors[0].starts_with("`infra/support_chat.tf.json` can't be read: "), "{errors:?}");
    assert_eq!(program.read("infra"), "A file.\n");
}
