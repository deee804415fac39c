//! Several crates declare profiles, and one policy is for the binary that links them.

use crate::documentation::example;
use crate::program::{Said, manifest};
use crate::user_crate::{UserCrate, runtime};
use std::fs;

const POLICY: &str = "infra/service.tf.json";

/// A workspace of the binary `service` and the library `search`, both of which declare profiles.
struct Workspace {
    krate: UserCrate,
    name: String,
}

impl Workspace {
    fn new(name: &str, build_dependency: &str, build_script: &str) -> Self {
        let krate = UserCrate::new(name, "[workspace]\nresolver = \"3\"\nmembers = [\"service\", \"search\"]\n");
        let search = format!("{name}-search");
        let library = format!(
            "[package]\nname = \"{search}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n{}\n[lib]\nname = \"search\"\n",
            runtime("")
        );
        krate.write("search/Cargo.toml", &library);
        krate.write(
            "search/src/lib.rs",
            "pub mod profiles;\npub fn answer() -> String {\n    profiles::ANSWERS.to_string()\n}\n",
        );
        krate.write("search/src/profiles.rs", &example("// search/src/profiles.rs"));
        let dependency = format!("[dependencies.{search}]\npath = \"../search\"\n");
        krate.write("service/Cargo.toml", &(manifest(name) + build_dependency + &dependency));
        krate.write("service/build.rs", build_script);
        krate.write("service/src/profiles.rs", &example("// src/profiles.rs"));
        let main =
            "mod profiles;\nfn main() {\n    println!(\"{} {}\", profiles::SUPPORT_CHAT, search::answer());\n}\n";
        krate.write("service/src/main.rs", main);
        Workspace { krate, name: name.to_owned() }
    }

    /// The lines of what cargo says about what it runs.
    fn runs(&self) -> Vec<String> {
        let said = Said::by(&mut self.krate.cargo(&["build", "-v"])).success();
        assert!(said.contains(&self.name), "{said}");
        said.lines().filter(|line| line.trim_start().starts_with("Running")).map(str::to_owned).collect()
    }

    fn policy(&self) -> String {
        fs::read_to_string(self.krate.directory.join(POLICY)).expect("the policy")
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.krate.directory.join(path)).expect("the file");
        assert!(text.contains(from), "{text}");
        self.krate.write(path, &text.replace(from, to));
    }

    /// One policy holds what both crates invoke, follows a change of the library's declarations, and is left alone otherwise.
    fn is_one_policy(&self) {
        self.runs();
        for id in ["eu.anthropic.claude-sonnet-4-6", "eu.anthropic.claude-haiku-4-5-20251001-v1:0"] {
            assert!(self.policy().contains(&format!(":inference-profile/{id}\"")), "{}", self.policy());
        }
        assert!(self.runs().is_empty(), "{:?}", self.runs());
        self.change("search/src/profiles.rs", "anthropic.claude-haiku-4-5-20251001-v1:0", "amazon.nova-lite-v1:0");
        self.runs();
        assert!(self.policy().contains(":inference-profile/eu.amazon.nova-lite-v1:0\""));
        assert!(!self.policy().contains("haiku"));
        assert!(self.runs().is_empty(), "{:?}", self.runs());
    }
}

#[test]
fn the_files_of_a_workspace_give_one_policy() {
    let workspace = Workspace::new("by_path", "", &example("// service/build.rs"));
    workspace.is_one_policy();
    workspace.change("search/src/lib.rs", "answer() -> String {", "answer() -> String {\n    // A remark.");
    let runs = workspace.runs();
    assert!(!runs.is_empty() && !runs.iter().any(|run| run.contains("build-script-build")), "{runs:?}");
}

#[test]
fn crates_from_elsewhere_are_build_dependencies() {
    let script = example("// service/build.rs")
        .replace("#[path = \"../search/src/profiles.rs\"]\nmod search;\n", "")
        .replace("search::grant_invoke", "search::profiles::grant_invoke");
    assert!(script.contains("search::profiles::grant_invoke") && !script.contains("mod search"), "{script}");
    let dependency = "[build-dependencies.by_crate-search]\npath = \"../search\"\n";
    Workspace::new("by_crate", dependency, &script).is_one_policy();
}

#[test]
fn the_catalog_of_the_workspace_counts_and_none_above_it() {
    let workspace = Workspace::new("catalog_above", "", &example("// service/build.rs"));
    workspace.krate.catalog(".", "", "");
    let inner = "search/nested";
    workspace.krate.write(&format!("{inner}/Cargo.toml"), &(manifest("catalog_nested") + "[workspace]\n"));
    let nested_script = "fn main() {\n    bedrock_profiles::build::run(|_| Ok(()));\n}\n";
    workspace.krate.write(&format!("{inner}/build.rs"), nested_script);
    workspace.krate.write(&format!("{inner}/src/lib.rs"), "");
    fs::copy(workspace.krate.directory.join("Cargo.lock"), workspace.krate.directory.join(inner).join("Cargo.lock"))
        .unwrap();
    let nested = ["build", "-v", "--manifest-path", "search/nested/Cargo.toml"];
    workspace.runs();
    Said::by(&mut workspace.krate.cargo(&nested)).success();
    workspace.krate.catalog(".", "", "\n");
    assert!(workspace.runs().iter().any(|run| run.contains("build-script-build")));
    let said = Said::by(&mut workspace.krate.cargo(&nested)).success();
    assert!(!said.contains("Running"), "{said}");
}
