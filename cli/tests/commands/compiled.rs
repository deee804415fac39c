//! Crates that compile by what `import` made, and only by that.

use crate::support::{CHAT, Place, profiles_answer};
use std::path::Path;
use std::process::Command;

/// A crate in a workspace that declares one profile. Its name is its own: the tests share a target directory, in which
/// cargo tells members of workspaces apart by their names.
fn declaring(name: &str, declaration: &str) -> Place {
    let place = Place::workspace();
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let manifest = format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n[dependencies]\nbedrock-profiles = {{ path = {runtime:?} }}\n"
    );
    let source = format!(
        "use bedrock_profiles::{{CrossRegionInferenceProfile, inference_profile}};\n\
         pub fn chat() -> CrossRegionInferenceProfile {{ inference_profile!({declaration}) }}\n"
    );
    place.write("member/Cargo.toml", manifest).write("member/src/lib.rs", source);
    place.write("Cargo.lock", include_str!("../../../Cargo.lock"));
    place
}

/// Whether the crate compiles, and what cargo says.
fn compiled(place: &Place) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(place.path("member"))
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled"))
        .output()
        .expect("cargo runs");
    (output.status.success(), String::from_utf8(output.stderr).expect("text"))
}

#[test]
fn a_crate_compiles_only_with_its_catalog() {
    const ID: &str = "mars.new.model-v1:0";
    let place = declaring("of_the_future", &format!("{ID:?}"));
    let (compiles, said) = compiled(&place);
    assert!(!compiles && said.contains("no inference profile is called `mars.new.model-v1:0`"), "{said}");

    let answer = profiles_answer(ID, "mars-north-1", &["mars-north-1", "mars-south-1"]);
    place.run_in("member", &["import", "-"], &answer).fine();
    assert_eq!(compiled(&place), (true, String::new()));
}

/// What compiled without the folder is compiled again once `import` has made it.
#[test]
fn a_crate_that_compiled_before_is_checked_again() {
    let fields = "source_regions: [\"eu-central-1\"], residency: [eu]";
    let place = declaring("of_the_past", &format!("{CHAT:?}, {fields}"));
    assert_eq!(compiled(&place), (true, String::new()));

    place.run_with(&["import", "-"], &profiles_answer(CHAT, "eu-central-1", &["eu-central-1", "eu-west-2"])).fine();
    let (compiles, said) = compiled(&place);
    assert!(!compiles && said.contains("may run in `eu-west-2`"), "{said}");
}
