//! When cargo runs a build script, and when it does not.

use crate::program::{Program, Said, TERRAFORM, WRITES_TERRAFORM, build_script, declared, profiles};
use bedrock_profiles::policy::Format;
use std::fs;
use std::process::Command;

#[test]
fn a_second_build_runs_nothing() {
    let program = Program::new("second_build", &build_script(WRITES_TERRAFORM));
    assert!(!program.runs().is_empty());
    assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
    assert!(program.runs().is_empty(), "{:?}", program.runs());
}

#[test]
fn a_build_after_a_changed_declaration_writes_it_and_the_next_one_runs_nothing() {
    let program = Program::new("changed_declaration", &build_script(WRITES_TERRAFORM));
    program.builds();
    program.krate.write("src/profiles.rs", &profiles("amazon.nova-lite-v1:0"));
    assert!(!program.runs().is_empty());
    assert!(program.read(TERRAFORM).contains("inference-profile/eu.amazon.nova-lite-v1:0"));
    assert!(program.runs().is_empty(), "{:?}", program.runs());
}

#[test]
fn declarations_in_another_file_count_too() {
    let program = Program::new("another_file", &build_script(WRITES_TERRAFORM).replace("src/profiles.rs", "ids.rs"));
    program.krate.write("ids.rs", &program.read("src/profiles.rs"));
    program.builds();
    program.krate.write("ids.rs", &profiles("amazon.nova-lite-v1:0"));
    program.builds();
    assert!(program.read(TERRAFORM).contains("inference-profile/eu.amazon.nova-lite-v1:0"));
}

#[test]
fn a_file_that_was_edited_or_deleted_is_written_again_once() {
    let program = Program::new("edited", &build_script(WRITES_TERRAFORM));
    program.builds();
    program.krate.write(TERRAFORM, "{}\n");
    program.builds();
    assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
    assert!(program.runs().is_empty(), "{:?}", program.runs());
    fs::remove_dir_all(program.path("infra")).unwrap();
    program.builds();
    assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
    assert!(program.runs().is_empty(), "{:?}", program.runs());
}

#[test]
fn a_change_of_the_projects_catalog_runs_it() {
    let program = Program::new("with_catalog", &build_script(WRITES_TERRAFORM));
    program.krate.catalog(".", "", "");
    program.builds();
    assert!(program.runs().is_empty());
    program.krate.catalog(".", "\n", "");
    assert!(program.runs().iter().any(|run| run.contains("build-script-build")));
}

#[test]
fn other_files_do_not_run_it() {
    let program = Program::new("other_files", &build_script(WRITES_TERRAFORM));
    program.builds();
    program.krate.write("src/main.rs", &(program.read("src/main.rs") + "\n// A remark.\n"));
    program.krate.write("notes.txt", "Nothing of a program.\n");
    let runs = program.runs();
    assert!(!runs.is_empty() && !runs.iter().any(|run| run.contains("build-script-build")), "{runs:?}");
}

/// What a build script tells cargo when it is run by hand.
fn directives(program: &Program) -> Vec<String> {
    let (script, out_dir) = program.script();
    let said = Said::by(&mut program.as_cargo_does(Command::new(script), &out_dir));
    said.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn cargo_is_told_of_each_file_and_variable() {
    let program = Program::new("directives", &build_script(WRITES_TERRAFORM));
    program.krate.catalog(".", "", "");
    program.builds();
    let expected = [
        "cargo::rerun-if-env-changed=BEDROCK_PROFILES_CHECK".to_owned(),
        "cargo::rerun-if-changed=src/profiles.rs".to_owned(),
        format!("cargo::rerun-if-changed={}", program.path("bedrock-catalog").display()),
        format!("cargo::rerun-if-changed={TERRAFORM}"),
    ];
    assert_eq!(directives(&program), expected);
}

#[test]
fn where_cargo_notes_no_time_a_written_file_is_as_old_as_the_script() {
    let program = Program::new("no_time", &build_script(WRITES_TERRAFORM));
    let (script, _) = program.script();
    program.krate.write(TERRAFORM, "{}\n");
    Said::by(&mut program.as_cargo_does(Command::new(&script), &program.path("out"))).success();
    assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
    let modified = |path| fs::metadata(path).unwrap().modified().unwrap();
    assert_eq!(modified(program.path(TERRAFORM)), modified(script));
}

#[test]
fn a_file_that_is_not_there_is_not_waited_for() {
    let program = Program::new("no_files", &build_script(WRITES_TERRAFORM).replace("src/profiles.rs", "ids.rs"));
    fs::rename(program.path("src/profiles.rs"), program.path("ids.rs")).unwrap();
    program.krate.write("src/main.rs", "fn main() {}\n");
    program.builds();
    let expected = [
        "cargo::rerun-if-env-changed=BEDROCK_PROFILES_CHECK".to_owned(),
        format!("cargo::rerun-if-changed={TERRAFORM}"),
    ];
    assert_eq!(directives(&program), expected);
    assert!(program.runs().is_empty());
}
