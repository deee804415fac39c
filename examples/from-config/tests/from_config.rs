//! The program with right and wrong configurations.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};
use std::{fs, str};

fn run(path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_from-config")).arg(path).output().expect("it runs")
}

fn error(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("a file");
    let output = run(&path);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).expect("text").replace(&path.display().to_string(), "FILE")
}

#[test]
fn the_configured_profile_is_found() {
    let output = run(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/support.conf")));
    let said = str::from_utf8(&output.stdout).expect("text");
    assert!(said.starts_with("eu.anthropic.claude-sonnet-4-6 can be called from:\n"), "{said}");
    assert!(said.contains("  eu-west-2, and may run in "), "{said}");
}

#[test]
fn a_global_profile_may_run_anywhere() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("global.conf");
    fs::write(&path, "profile = global.anthropic.claude-sonnet-4-6\n").expect("a file");
    let output = run(&path);
    let said = str::from_utf8(&output.stdout).expect("text");
    assert!(said.contains("  eu-central-1, and may run in any commercial Region\n"), "{said}");
}

/// As the compiler says it of a declaration.
#[test]
fn a_wrong_id_is_refused_as_it_would_be_in_a_declaration() {
    let said = error("typo.conf", "# a comment\nprofile = eu.anthropic.claude-sonet-4-6\n");
    let expected = "error: FILE:2: no inference profile is called `eu.anthropic.claude-sonet-4-6`\n\
                    help: the nearest is `eu.anthropic.claude-sonnet-4-6`\n";
    assert!(said.starts_with(expected), "{said}");
    let said = error("prefix.conf", "profile = jp.amazon.nova-pro-v1:0\n");
    assert!(said.contains("help: "), "{said}");
    let said = error("retired.conf", "profile = us.anthropic.claude-3-5-sonnet-20240620-v1:0\n");
    assert!(said.contains("is retired"), "{said}");
}

#[test]
fn a_configuration_without_a_profile_is_refused() {
    assert_eq!(error("none.conf", "model = x\n"), "error: FILE: there is no line `profile = …`\n");
    assert_eq!(Command::new(env!("CARGO_BIN_EXE_from-config")).output().expect("it runs").status.code(), Some(2));
}
