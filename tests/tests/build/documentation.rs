//! The examples of the documentation are what these tests build.

use crate::program::{Program, TERRAFORM};

const DOCUMENTATION: &str = include_str!("../../../runtime/src/build/mod.rs");

/// The example that starts with this line, as readers see it.
pub(crate) fn example(first: &str) -> String {
    let text: String = DOCUMENTATION
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"])
        .collect();
    let (_, example) = text.split_once(&format!("\n{first}\n")).expect("the example is there");
    let (shown, _) = example.split_once("```\n").expect("the fence is closed");
    shown.lines().filter(|line| !line.starts_with("# ")).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn the_first_example_writes_its_policy_without_a_warning() {
    let program = Program::new("documented", &example("// build.rs"));
    program.krate.write("src/profiles.rs", &example("// src/profiles.rs"));
    let said = program.builds();
    assert!(!said.contains("warning"), "{said}");
    let written = program.read(TERRAFORM);
    assert!(written.contains(":inference-profile/eu.anthropic.claude-sonnet-4-6\""), "{written}");
    assert!(written.starts_with('{') && written.ends_with("}\n") && !written.ends_with("\n\n"));
}

#[test]
fn a_profile_that_the_build_script_does_not_use_does_not_compile() {
    let program = Program::new("forgotten", &example("// build.rs"));
    let second =
        "    pub const FORGOTTEN: CrossRegionInferenceProfile = { geo: eu, model: \"amazon.nova-lite-v1:0\" };\n}\n";
    let declarations = example("// src/profiles.rs");
    let with_second = declarations.trim_end().strip_suffix('}').expect("a brace at the end").to_owned() + second;
    program.krate.write("src/profiles.rs", &with_second);
    let said = program.cargo(&["build"]);
    assert!(!said.succeeded && said.stderr.contains("error: constant `FORGOTTEN` is never used"), "{}", said.stderr);
}
