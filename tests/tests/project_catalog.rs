//! Crates with a catalog of their own: what the built-in one has never heard of compiles, and cargo compiles again
//! when a table changes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod user_crate;

use std::fs::{self, File};
use std::process::Output;
use std::time::{Duration, SystemTime};
use user_crate::{UserCrate, runtime};

const NEXT: &str = "mars.anthropic.claude-next-1\tmars-north-1\tmars-north-1 mars-south-1\t2026-11-20\tmine\n";
const NEXT_MODEL: &str = "anthropic.claude-next-1\tClaude Next\tno\t2026-11-20\tmine\n";
const SOURCE: &str = r#"
use bedrock_profiles::{CrossRegionInferenceProfile, Policy, inference_profile};
inference_profile! {
    const NEXT: CrossRegionInferenceProfile = {
        geo: mars, model: "anthropic.claude-next-1", source_regions: ["mars-north-1"], RESIDENCY
    };
}
fn main() {
    let mut policy = Policy::new("Next").in_account("123456789012").unwrap();
    NEXT.grant_invoke(&mut policy).unwrap();
    println!("{NEXT} may run in {}", NEXT.destinations("mars-north-1").unwrap());
    println!("{}", policy.to_iam_json().unwrap());
}
"#;

/// A workspace with one member, `app/`.
struct Workspace(UserCrate);

impl Workspace {
    fn new(name: &str) -> Self {
        let workspace = UserCrate::new(name, "[workspace]\nmembers = [\"app\"]\nresolver = \"3\"\n");
        let dependencies = runtime("");
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n[dependencies]\n{dependencies}\n");
        workspace.write("app/Cargo.toml", &manifest);
        let workspace = Workspace(workspace);
        workspace.declare("");
        workspace
    }

    fn declare(&self, residency: &str) {
        self.0.write("app/src/main.rs", &SOURCE.replace("RESIDENCY", residency));
    }

    fn with_catalog(name: &str) -> Self {
        let workspace = Workspace::new(name);
        workspace.0.catalog(".", NEXT, NEXT_MODEL);
        workspace
    }

    /// Makes the file look as if it were written a little later: tests are faster than clocks.
    fn touch(&self, path: &str) {
        let later = SystemTime::now() + Duration::from_secs(2);
        let file = File::options().append(true).open(self.0.directory.join(path)).expect("the file");
        file.set_modified(later).expect("a time");
    }

    fn run(&self) -> Output {
        self.0.cargo(&["run", "--quiet"]).output().expect("cargo runs")
    }

    fn prints(&self) -> String {
        let output = self.run();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    fn fails(&self) -> String {
        let output = self.run();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).expect("text")
    }
}

#[test]
fn what_the_built_in_catalog_has_never_heard_of_compiles() {
    let printed = Workspace::with_catalog("of_mars").prints();
    assert!(printed.starts_with("mars.anthropic.claude-next-1 may run in mars-north-1, mars-south-1\n"), "{printed}");
    assert!(printed.contains("arn:aws:bedrock:mars-south-1::foundation-model/anthropic.claude-next-1"), "{printed}");
    assert!(!printed.contains("WithResponseStream"), "the model does not stream: {printed}");
}

/// No release knows a profile of the AWS European Sovereign Cloud yet.
#[test]
fn a_profile_of_another_partition_has_its_arns() {
    let workspace = Workspace::new("sovereign");
    let routes = NEXT.replace("mars-north-1 mars-south-1", "eusc-de-east-1").replace("mars-north-1", "eusc-de-east-1");
    workspace.0.catalog(".", &routes, NEXT_MODEL);
    workspace.0.write(
        "app/src/main.rs",
        &SOURCE.replace("RESIDENCY", "residency: [de],").replace("mars-north-1", "eusc-de-east-1"),
    );
    let printed = workspace.prints();
    let profile = "arn:aws-eusc:bedrock:eusc-de-east-1:123456789012:inference-profile/mars.anthropic.claude-next-1";
    assert!(printed.contains(profile) && !printed.contains("arn:aws:"), "{printed}");
    assert!(
        printed.contains("arn:aws-eusc:bedrock:eusc-de-east-1::foundation-model/anthropic.claude-next-1"),
        "{printed}"
    );
}

#[test]
fn without_the_folder_it_does_not_compile() {
    let said = Workspace::new("without_mars").fails();
    assert!(said.contains("no geo prefix is called `mars`") && said.contains("catalog of "), "{said}");
    assert!(!said.contains("with the project's"), "{said}");
}

#[test]
fn messages_say_that_the_project_decided() {
    let workspace = Workspace::with_catalog("residency_on_mars");
    workspace.declare("residency: [us],");
    let said = workspace.fails();
    assert!(said.contains("`mars-north-1` (of the project's catalog, country unknown)"), "{said}");
    let decided = ", with the project's `bedrock-catalog` of 2026-11-20";
    assert!(said.contains(decided) && !said.contains("sync"), "{said}");
    workspace.declare("requires: [streamng],");
    workspace.0.catalog(".", "", NEXT_MODEL);
    let said = workspace.fails();
    assert!(said.contains(&format!("{decided}; `cargo bedrock-profiles sync` refreshes it")), "{said}");
}

#[test]
fn the_nearest_folder_counts() {
    let workspace = Workspace::with_catalog("nearest");
    workspace.0.catalog("app", &NEXT.replace(" mars-south-1", ""), NEXT_MODEL);
    assert!(workspace.prints().starts_with("mars.anthropic.claude-next-1 may run in mars-north-1\n"));
}

#[test]
fn a_folder_above_the_workspace_does_not_count() {
    let outer = Workspace::with_catalog("above");
    outer.0.write(
        "inner/Cargo.toml",
        &format!(
            "[package]\nname = \"inner_of_above\"\nedition = \"2024\"\n[dependencies]\n{}\n[workspace]\n",
            runtime("")
        ),
    );
    outer.0.write("inner/src/main.rs", &SOURCE.replace("RESIDENCY", ""));
    let lock = fs::read(outer.0.directory.join("Cargo.lock")).expect("a lock file");
    fs::write(outer.0.directory.join("inner/Cargo.lock"), lock).expect("a lock file");
    let output =
        outer.0.cargo(&["check", "--quiet", "--manifest-path", "inner/Cargo.toml"]).output().expect("cargo runs");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.contains("no geo prefix is called `mars`"), "{said}");
}

#[test]
fn cargo_compiles_again_when_a_table_changes() {
    let workspace = Workspace::with_catalog("changed");
    workspace.prints();
    workspace.0.catalog(".", &NEXT.replace(" mars-south-1", ""), NEXT_MODEL);
    workspace.touch("bedrock-catalog/routes.tsv");
    assert!(workspace.prints().starts_with("mars.anthropic.claude-next-1 may run in mars-north-1\n"));
    workspace.0.catalog(".", NEXT, &NEXT_MODEL.replace("\tno\t", "\tyes\t"));
    workspace.touch("bedrock-catalog/models.tsv");
    assert!(workspace.prints().contains("WithResponseStream"));
}

#[test]
fn cargo_compiles_again_when_a_table_or_the_folder_is_removed() {
    let workspace = Workspace::with_catalog("removed");
    workspace.prints();
    let folder = workspace.0.directory.join("bedrock-catalog");
    fs::remove_file(folder.join("models.tsv")).expect("the file");
    let said = workspace.fails();
    assert!(said.contains("`bedrock-catalog/models.tsv` can't be read"), "{said}");
    workspace.0.catalog(".", NEXT, NEXT_MODEL);
    workspace.prints();
    fs::remove_dir_all(folder).expect("the folder");
    assert!(workspace.fails().contains("no geo prefix is called `mars`"));
}

#[test]
fn cargo_compiles_again_when_the_folder_is_added_and_the_manifest_touched() {
    let workspace = Workspace::new("added");
    let declares = r#"fn main() { println!("{}", bedrock_profiles::inference_profile!("eu.anthropic.claude-sonnet-4-6").destinations("eu-west-1").unwrap()); }"#;
    workspace.0.write("app/src/main.rs", declares);
    let before = workspace.prints();
    let row = "eu.anthropic.claude-sonnet-4-6\teu-west-1\teu-west-1\t2026-11-20\tmine\n";
    workspace.0.catalog(".", row, "");
    workspace.touch("app/Cargo.toml");
    let after = workspace.prints();
    assert_eq!(after, "eu-west-1\n");
    assert_ne!(before, after);
}

#[test]
fn cargo_compiles_again_when_a_nearer_folder_is_added_and_the_manifest_touched() {
    let workspace = Workspace::with_catalog("nearer");
    assert!(workspace.prints().contains("mars-south-1"));
    workspace.0.catalog("app", &NEXT.replace(" mars-south-1", ""), NEXT_MODEL);
    workspace.touch("app/Cargo.toml");
    assert!(workspace.prints().starts_with("mars.anthropic.claude-next-1 may run in mars-north-1\n"));
}

/// A dependency of a member is one too, until it is excluded.
#[test]
fn cargo_compiles_again_when_a_crate_is_no_member_any_more() {
    let workspace = Workspace::with_catalog("no_member");
    let dependency = "[package]\nname = \"of_no_member\"\nedition = \"2024\"\n[dependencies]\n";
    workspace.0.write("of/Cargo.toml", &format!("{dependency}{}\n", runtime("")));
    workspace.0.write("of/src/lib.rs", &SOURCE.replace("fn main", "pub fn print").replace("RESIDENCY", ""));
    workspace.0.write("app/src/main.rs", "fn main() { of_no_member::print(); }\n");
    let manifest = fs::read_to_string(workspace.0.directory.join("app/Cargo.toml")).expect("a manifest");
    workspace.0.write("app/Cargo.toml", &format!("{manifest}of_no_member.path = \"../of\"\n"));
    assert!(workspace.prints().contains("mars-south-1"));
    let root = "[workspace]\nmembers = [\"app\"]\nexclude = [\"of\"]\nresolver = \"3\"\n";
    workspace.0.write("Cargo.toml", root);
    workspace.touch("Cargo.toml");
    assert!(workspace.fails().contains("no geo prefix is called `mars`"));
}

/// A catalog of 2025 beside a release of 2026: it decides where it is pinned, or alone.
#[test]
fn an_old_catalog_does_not_overrule_a_newer_release() {
    let workspace = Workspace::new("old");
    let program = |id: &str, region: &str| {
        format!(
            "fn main() {{ println!(\"{{}}\", bedrock_profiles::inference_profile!(\"{id}\", source_regions: [\"{region}\"]).destinations(\"{region}\").unwrap()); }}"
        )
    };
    workspace.0.write("app/src/main.rs", &program("eu.anthropic.claude-sonnet-4-6", "eu-west-1"));
    let built_in = workspace.prints();
    let stale = "eu.anthropic.claude-sonnet-4-6\teu-west-1\teu-west-1\t2025-03-01\tmine";
    workspace.0.catalog(".", &format!("{stale}\n"), "");
    workspace.touch("app/Cargo.toml");
    assert_eq!(workspace.prints(), built_in);
    let pinned = format!("profile\tsource\tdestinations\tseen\torigin\tpin\n{stale}\tyes\n");
    workspace.0.write("bedrock-catalog/routes.tsv", &pinned);
    workspace.touch("bedrock-catalog/routes.tsv");
    assert_eq!(workspace.prints(), "eu-west-1\n");

    workspace.0.write("app/src/main.rs", &program("us.amazon.nova-premier-v1:0", "us-east-1"));
    let in_service = "us.amazon.nova-premier-v1:0\tus-east-1\tus-east-1\t2025-03-01\tmine\n";
    workspace.0.catalog(".", in_service, "amazon.nova-premier-v1:0\tNova Premier\tyes\t2025-03-01\tmine\n");
    assert!(workspace.fails().contains("`us.amazon.nova-premier-v1:0` is retired"));

    workspace.0.write("app/src/main.rs", &program("mars.anthropic.claude-next-1", "mars-north-1"));
    let old = |row: &str| row.replace("2026-11-20", "2025-03-01");
    workspace.0.catalog(".", &old(NEXT), &old(NEXT_MODEL));
    let said = String::from_utf8(workspace.run().stderr).expect("text");
    let route =
        "`mars.anthropic.claude-next-1` from `mars-north-1` is known only from the project's catalog of 2025-03-01";
    assert!(said.contains(route) && said.contains("`yes` in the column `pin`"), "{said}");
    assert!(said.contains("`anthropic.claude-next-1` is known only from the project's catalog of"), "{said}");
}

#[test]
fn a_malformed_row_is_one_error_with_its_place() {
    let workspace = Workspace::with_catalog("malformed");
    workspace.0.catalog(".", &NEXT.replace("mars-north-1 mars-south-1", "mars"), NEXT_MODEL);
    let said = workspace.fails();
    let expected = "error: bedrock-catalog/routes.tsv:2:43: `mars` is not `*`, or a list of Region names";
    assert!(said.contains(expected), "{said}");
    assert!(said.contains("due to 1 previous error"), "{said}");
}
