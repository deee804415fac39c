//! The commands of cargo that run build scripts.

use crate::program::{Program, Said, TERRAFORM, WRITES_TERRAFORM, build_script, declared};
use crate::user_crate::RUNTIME;
use bedrock_profiles::policy::Format;
use serde_json::Value;
use std::process::Command;

#[test]
fn check_doc_and_the_editors_check_write_once() {
    for (name, command) in [
        ("by_check", &["check"][..]),
        ("by_doc", &["doc", "--no-deps"]),
        ("by_editor", &["check", "--message-format=json", "--all-targets"]),
    ] {
        let program = Program::new(name, &build_script(WRITES_TERRAFORM));
        let said = program.cargo(command);
        let messages: Result<Vec<Value>, _> = said.stdout.lines().map(serde_json::from_str).collect();
        assert!(messages.is_ok(), "{}", said.stdout);
        said.success();
        assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
        let again = program.cargo(&[command, &["-v"]].concat()).success();
        assert!(!again.contains("build-script-build`"), "{again}");
    }
}

/// The machine's own triple: named, it makes cargo compile for a target beside the host all the same.
fn host() -> String {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8(rustc.stdout).expect("text");
    version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

#[test]
fn a_build_for_a_named_target_writes_the_same_and_does_not_disturb_others() {
    let program = Program::new("for_a_target", &build_script(WRITES_TERRAFORM));
    let (target, written) = (host(), declared(Format::Terraform));
    let for_target = ["build", "-v", "--target", &target];
    program.cargo(&for_target).success();
    assert_eq!(program.read(TERRAFORM), written);
    program.builds();
    assert_eq!(program.read(TERRAFORM), written);
    let again = program.cargo(&for_target).success();
    assert!(!again.contains("Running") && !again.contains("Dirty"), "{again}");
    assert!(program.runs().is_empty(), "{:?}", program.runs());
}

/// `cargo package`, which builds the package as a user of it would.
fn package(program: &Program) -> (bool, String) {
    let manifest = program.read("Cargo.toml").replace("path = ", "version = \"0.1.0\", path = ");
    let described = "edition = \"2024\"\ndescription = \"A program\"\nlicense = \"MIT\"\nexclude = [\"infra\"]\n";
    program.krate.write("Cargo.toml", &manifest.replace("edition = \"2024\"\n", described));
    let root = RUNTIME.trim_end_matches("runtime");
    let crates = [
        ("bedrock-profiles", "runtime"),
        ("bedrock-profiles-catalog", "catalog"),
        ("bedrock-profiles-macros", "macros"),
    ];
    // As if they were published.
    let published = crates.map(|(name, directory)| format!("patch.crates-io.{name}.path=\"{root}{directory}\""));
    let mut command = program.krate.cargo(&["package", "--allow-dirty"]);
    let said = Said::by(command.args(published.iter().flat_map(|patch| ["--config", patch])));
    (said.succeeded, said.stderr)
}

#[test]
fn a_package_that_writes_to_out_dir_is_as_cargo_wants_it() {
    let script = build_script("build.write_to_out_dir(\"policy.json\", &policy)?;");
    let (succeeded, said) = package(&Program::new("publishable", &script));
    assert!(succeeded && said.contains("Verifying publishable"), "{said}");
}

#[test]
fn a_package_that_writes_to_its_source_is_refused_by_cargo() {
    let (succeeded, said) = package(&Program::new("unpublishable", &build_script(WRITES_TERRAFORM)));
    assert!(!succeeded && said.contains("Source directory was modified by build.rs"), "{said}");
}
