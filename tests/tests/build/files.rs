//! What is written, and where.

use crate::program::{Program, TERRAFORM, WRITES_TERRAFORM, build_script, declared};
use bedrock_profiles::policy::Format;
use std::fs;
use std::time::{Duration, SystemTime};

#[test]
fn the_name_of_a_file_tells_its_format() {
    let work = r#"
        build.write("support-chat.json", &policy)?;
        build.write("infra/support-chat.template.json", &policy)?;
        build.write("infra/support-chat.template.yaml", &policy)?;
        build.write("infra/support-chat.sam.yaml", &policy)?;
        build.write("infra/terraform/support_chat.tf.json", &policy)?;
    "#;
    let program = Program::new("formats", &build_script(work));
    program.builds();
    assert_eq!(program.read("support-chat.json"), declared(Format::IamJson));
    assert_eq!(program.read("infra/support-chat.template.json"), declared(Format::CloudFormation));
    assert_eq!(program.read("infra/support-chat.template.yaml"), declared(Format::CloudFormationYaml));
    assert_eq!(program.read("infra/support-chat.sam.yaml"), declared(Format::Sam));
    assert_eq!(program.read("infra/terraform/support_chat.tf.json"), declared(Format::Terraform));
}

#[test]
fn a_name_that_tells_no_format_is_refused_with_those_that_do() {
    let program = Program::new("no_format", &build_script("build.write(\"infra/support_chat.tf\", &policy)?;"));
    let expected = [
        "the name of `infra/support_chat.tf` does not tell a policy's format",
        "help: it takes `*.tf.json` (Terraform), `*.template.json` (CloudFormation), \
         `*.template.yaml` (CloudFormation in YAML), `*.template.yml` (CloudFormation in YAML), `*.sam.yaml` (SAM), \
         `*.sam.yml` (SAM), `*.json` (IAM JSON)",
    ];
    assert_eq!(program.fails(), expected);
    assert!(!program.path("infra").exists());
}

#[test]
fn a_program_can_include_what_is_written_to_out_dir() {
    let program = Program::new("out_dir", &build_script("build.write_to_out_dir(\"policy.json\", &policy)?;"));
    program.krate.write(
        "src/main.rs",
        "mod profiles;
const POLICY: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/policy.json\"));
fn main() {
    print!(\"{POLICY}\");
    assert!(POLICY.contains(profiles::SUPPORT_CHAT.inference_profile_id()));
}
",
    );
    let before = program.names(".");
    let said = program.cargo(&["run"]);
    assert_eq!(said.stdout, declared(Format::IamJson), "{}", said.stderr);
    assert_eq!(program.names("."), before);
    assert!(program.runs().is_empty());
}

#[test]
fn a_file_is_left_alone_while_its_bytes_are_as_declared() {
    let program = Program::new("same_bytes", &build_script(WRITES_TERRAFORM));
    program.builds();
    let long_ago = SystemTime::now() - Duration::from_hours(24);
    let file = fs::File::options().write(true).open(program.path(TERRAFORM)).unwrap();
    file.set_modified(long_ago).unwrap();
    let script = program.read("build.rs");
    program.krate.write("build.rs", &script.replace("fn main() {", "fn main() {\n    println!();"));
    assert!(program.runs().iter().any(|run| run.contains("build-script-build")));
    assert_eq!(fs::metadata(program.path(TERRAFORM)).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn a_file_that_is_no_longer_written_is_told_until_it_is_removed() {
    const OLD: &str = "build.write(\"policies/old.json\", &policy)?;";
    const NEW: &str = "build.write(\"policies/./new.json\", &policy)?;";
    let program = Program::new("renamed", &build_script(&format!("{OLD} {NEW}")));
    let warns = |said: &str| said.contains("warning: renamed@0.1.0: `policies/old.json` is no longer written");
    assert!(!warns(&program.builds()));
    program.krate.write("build.rs", &build_script(NEW));
    let checked = program.check().success();
    assert!(warns(&checked), "{checked}");
    for _ in 0..2 {
        let said = program.builds();
        assert!(warns(&said) && !said.contains("new.json"), "{said}");
    }
    fs::remove_file(program.path("policies/old.json")).unwrap();
    assert!(!warns(&program.builds()));
    assert!(program.runs().is_empty(), "{:?}", program.runs());
}

#[test]
fn a_script_that_fails_does_not_forget_what_it_wrote() {
    const OLD: &str = "build.write(\"policies/old.json\", &policy)?;";
    let program = Program::new("forgetful", &build_script(OLD));
    program.builds();
    program.krate.write("build.rs", &build_script("return Err(\"not yet\".into());").replace("Ok(())", ""));
    assert_eq!(program.fails(), ["not yet"]);
    program.krate.write("build.rs", &build_script(""));
    let said = program.builds();
    assert!(said.contains("`policies/old.json` is no longer written"), "{said}");
}

#[test]
fn other_line_ends_are_no_change() {
    let program = Program::new("line_ends", &build_script(WRITES_TERRAFORM));
    let checked_out = declared(Format::Terraform).replace('\n', "\r\n");
    program.krate.write(TERRAFORM, &checked_out);
    program.builds();
    assert_eq!(program.read(TERRAFORM), checked_out);
    program.check().success();
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_its_place() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let program = Program::new("links", &build_script(WRITES_TERRAFORM));
    program.krate.write("elsewhere/policy.tf.json", "old");
    let file = program.path("elsewhere/policy.tf.json");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    fs::create_dir(program.path("infra")).unwrap();
    symlink("../elsewhere/policy.tf.json", program.path(TERRAFORM)).unwrap();
    program.builds();
    assert!(program.path(TERRAFORM).is_symlink());
    assert_eq!(program.read("elsewhere/policy.tf.json"), declared(Format::Terraform));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o664);
}
