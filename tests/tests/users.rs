//! Crates as users have them: each edition with strict lints, the crate under another name, behind a
//! re-export, without std; and the mistakes whose message is rustc's, not ours.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod user_crate;

use serde_json::Value;
use std::iter;
use user_crate::{RUNTIME, UserCrate, runtime};

const STRICT: &str = "#![deny(warnings, missing_docs, unused, clippy::all, clippy::pedantic)]\n//! A user's crate.\n";
const ITEMS: &str = r#"
inference_profile! {
    /// Answers support tickets.
    pub const SUPPORT_CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: models::ANTHROPIC_CLAUDE_SONNET_4_6,
        source_regions: ["eu-central-1"],
        residency: [eu],
        requires: [streaming],
    };
    /// Called directly.
    pub const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0" };
    /// Legacy, and known to be.
    #[allow(deprecated)]
    pub const OLD: CrossRegionInferenceProfile = { geo: us, model: "anthropic.claude-opus-4-1-20250805-v1:0" };
}
/// The same by its id.
pub const BY_ID: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6", residency: [eu, gb, ch]);
/// In a function.
#[must_use]
pub fn geo() -> &'static str {
    inference_profile!("eu.anthropic.claude-sonnet-4-6").geo()
}
"#;

struct Diagnostic {
    message: String,
    rendered: String,
}

/// A library crate.
struct Library(UserCrate);

impl Library {
    fn new(name: &str, edition: &str, dependencies: &str, source: &str) -> Self {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"{edition}\"\n[dependencies]\n{dependencies}\n[workspace]\n"
        );
        let krate = UserCrate::new(name, &manifest);
        krate.write("src/lib.rs", source);
        Library(krate)
    }

    /// What clippy, and with it the compiler, says of the crate.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let output = self.0.cargo(&["clippy", "--quiet", "--message-format=json"]).output().expect("cargo runs");
        let lines = String::from_utf8(output.stdout).expect("text");
        let messages = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let mut ended = false;
        let diagnostics: Vec<Diagnostic> = messages
            .inspect(|message| ended |= message["reason"] == "build-finished")
            .filter(|message| {
                message["reason"] == "compiler-message" && message["message"]["spans"] != Value::Array(vec![])
            })
            .map(|message| Diagnostic {
                message: message["message"]["message"].as_str().unwrap_or_default().to_owned(),
                rendered: message["message"]["rendered"].as_str().unwrap_or_default().to_owned(),
            })
            .collect();
        assert!(ended, "cargo did not get to compiling: {}", String::from_utf8_lossy(&output.stderr));
        diagnostics
    }

    fn is_clean(&self) {
        let said: String = self.diagnostics().iter().flat_map(|said| [&*said.rendered, "\n"]).collect();
        assert!(said.is_empty(), "{}:\n{said}", self.0.directory.display());
    }

    fn only_error(&self) -> Diagnostic {
        let mut diagnostics = self.diagnostics();
        let all: String = diagnostics.iter().map(|said| &*said.rendered).collect();
        assert_eq!(diagnostics.len(), 1, "{all}");
        assert!(!all.contains("originates in the macro"), "{all}");
        diagnostics.remove(0)
    }
}

fn imports(krate: &str) -> String {
    format!("use {krate}::{{inference_profile, models, CrossRegionInferenceProfile, FoundationModel}};\n")
}

#[test]
fn nothing_fires_under_strict_lints_in_any_edition() {
    for edition in ["2018", "2021", "2024"] {
        let source = [STRICT, &imports("bedrock_profiles"), ITEMS].concat();
        Library::new(&format!("edition_{edition}"), edition, &runtime(""), &source).is_clean();
    }
}

/// What is forbidden can't be allowed again, not even by a macro.
#[test]
fn nothing_needs_a_lint_that_is_forbidden() {
    let forbidden = "#![forbid(unexpected_cfgs, non_upper_case_globals, unused_imports, dead_code, unused)]\n";
    let items = ITEMS
        .replace("    #[allow(deprecated)]\n", "")
        .replace("4-1-20250805-v1:0\"", "4-1-20250805-v1:0\", allow: [legacy]");
    let source = [forbidden, STRICT, &imports("bedrock_profiles"), &items].concat();
    Library::new("forbidden", "2024", &runtime(""), &source).is_clean();
    let warnings = ["#![forbid(warnings)]\n", &*imports("bedrock_profiles"), &items].concat();
    Library::new("forbidden_warnings", "2024", &runtime(""), &warnings).is_clean();
    let warned = [
        "#![forbid(unused, nonstandard_style)]\n",
        &*imports("bedrock_profiles"),
        &items.replace(", allow: [legacy]", ""),
    ];
    let diagnostics = Library::new("forbidden_and_warned", "2024", &runtime(""), &warned.concat()).diagnostics();
    let said: Vec<&str> = diagnostics.iter().map(|said| &*said.message).collect();
    assert!(matches!(&*said, [only] if only.contains("model_with_an_end")), "{said:?}");
}

#[test]
fn nothing_fires_with_a_catalog_of_the_projects_own() {
    let source = [STRICT, &imports("bedrock_profiles"), ITEMS].concat();
    let library = Library::new("with_own_catalog", "2024", &runtime(""), &source);
    library.0.catalog(".", "eu.anthropic.claude-sonnet-4-6\teu-central-1\teu-central-1\t2026-11-20\tmine\n", "");
    library.is_clean();
}

#[test]
fn the_crate_may_have_another_name() {
    let source = [STRICT, &imports("profiles"), ITEMS].concat();
    let dependency = format!("profiles = {{ package = \"bedrock-profiles\", path = {RUNTIME:?} }}");
    Library::new("renamed", "2024", &dependency, &source).is_clean();
}

#[test]
fn the_crate_may_stand_behind_a_re_export() {
    let facade = Library::new("facade", "2024", &runtime(""), "//! A facade.\npub use bedrock_profiles;\n");
    let source = [STRICT, &imports("facade::bedrock_profiles"), ITEMS].concat();
    let dependency = format!("facade = {{ path = {:?} }}", facade.0.directory);
    Library::new("behind_a_facade", "2024", &dependency, &source).is_clean();
}

/// A dependency that cargo brought is built, whatever AWS has withdrawn since; the same in the workspace is not.
#[test]
fn a_dependency_that_declared_a_profile_which_is_retired_builds() {
    let source = r#"//! Published while the profile was in service.
use bedrock_profiles::{inference_profile, CrossRegionInferenceProfile};
inference_profile! {
    /// Retired since.
    pub const CHAT: CrossRegionInferenceProfile = { geo: us, model: "amazon.nova-premier-v1:0" };
}
"#;
    let published = Library::new("published", "2024", &runtime(""), source);
    let dependency = format!("published = {{ path = {:?} }}", published.0.directory);
    let user = "//! A user.\n/// An id.\n#[must_use]\npub fn id() -> &'static str { published::CHAT.inference_profile_id() }\n";
    let user = Library::new("of_published", "2024", &dependency, user);
    assert!(
        user.diagnostics().iter().any(|said| said.message.contains("is retired")),
        "a path dependency is one's own"
    );
    published.0.write(".cargo-checksum.json", "{}");
    published.0.write("src/lib.rs", &format!("{source}\n"));
    let said: String = user.diagnostics().iter().map(|said| &*said.rendered).collect();
    assert!(said.starts_with("warning: use of deprecated macro `no_longer_in_service`"), "{said}");
}

#[test]
fn a_crate_without_std_declares_profiles() {
    let source = ["#![no_std]\n", STRICT, &imports("bedrock_profiles"), ITEMS].concat();
    Library::new("without_std", "2024", &runtime(", default-features = false"), &source).is_clean();
}

#[test]
fn nothing_between_the_braces_is_one_error_at_the_call() {
    for (name, call) in
        [("empty_items", "inference_profile! {}"), ("empty_id", "const NONE: u8 = inference_profile!();")]
    {
        let source = format!("use bedrock_profiles::inference_profile;\n{call}\n");
        let said = Library::new(name, "2024", &runtime(""), &source).diagnostics();
        let [error] = said.as_slice() else { panic!("{:?}", said.len()) };
        assert!(error.message.starts_with("nothing is declared\nhelp: such as `const "), "{}", error.rendered);
        assert!(error.rendered.contains(call.trim_start_matches("const NONE: u8 = ")), "{}", error.rendered);
    }
}

#[test]
fn a_constant_that_does_not_exist_is_one_error_with_the_nearest() {
    let source = r"
use bedrock_profiles::{inference_profile, models, CrossRegionInferenceProfile};
inference_profile! {
    pub const CHAT: CrossRegionInferenceProfile = { geo: eu, model: models::ANTHROPIC_CLAUDE_SONET_4_6 };
}
pub fn id() -> &'static str { CHAT.inference_profile_id() }
";
    let error = Library::new("unknown_constant", "2024", &runtime(""), source).only_error();
    let message = "`models` has no constant `ANTHROPIC_CLAUDE_SONET_4_6`\n\
                   help: the nearest is `ANTHROPIC_CLAUDE_SONNET_4_6`";
    assert!(error.message.starts_with(message), "{}", error.rendered);
}

#[test]
fn a_path_to_a_constant_of_ones_own_is_refused() {
    let source = r#"
use bedrock_profiles::{inference_profile, models, CrossRegionInferenceProfile, FoundationModel};
const MINE: FoundationModel = models::ANTHROPIC_CLAUDE_SONNET_4_6;
inference_profile! {
    pub const CHAT: CrossRegionInferenceProfile = { geo: eu, model: MINE };
}
pub fn id() -> String { format!("{CHAT} {MINE}") }
"#;
    let error = Library::new("own_constant", "2024", &runtime(""), source).only_error();
    assert!(error.message.starts_with("`models` has no constant `MINE`"), "{}", error.rendered);
}

#[test]
fn a_constant_that_is_another_model_than_its_name_says_is_refused() {
    let source = r"
use bedrock_profiles::{inference_profile, CrossRegionInferenceProfile};
pub mod renamed {
    pub use bedrock_profiles::models::AMAZON_NOVA_LITE_V1_0 as ANTHROPIC_CLAUDE_SONNET_4_6;
    pub use bedrock_profiles::models::ANTHROPIC_CLAUDE_SONNET_4_5_20250929_V1_0 as ANTHROPIC_CLAUDE_SONNET_4;
}
inference_profile! {
    pub const CHAT: CrossRegionInferenceProfile = { geo: eu, model: renamed::ANTHROPIC_CLAUDE_SONNET_4_6 };
}
pub fn id() -> &'static str { CHAT.inference_profile_id() }
";
    let error = Library::new("renamed_constant", "2024", &runtime(""), source).only_error();
    let message = "evaluation panicked: this `ANTHROPIC_CLAUDE_SONNET_4_6` is another model than \
                   `bedrock_profiles::models::ANTHROPIC_CLAUDE_SONNET_4_6`";
    assert_eq!(error.message, message, "{}", error.rendered);
    assert!(error.rendered.contains("lib.rs:8:"), "{}", error.rendered);
}

#[test]
fn a_constant_that_stands_twice_is_one_error_at_the_second() {
    let item =
        "    pub const CHAT: CrossRegionInferenceProfile = { geo: eu, model: \"anthropic.claude-sonnet-4-6\" };\n";
    let imports = "use bedrock_profiles::{inference_profile, CrossRegionInferenceProfile};\n";
    let source = [imports, "inference_profile! {\n", item, item, "}\n"].concat();
    let error = Library::new("twice", "2024", &runtime(""), &source).only_error();
    assert!(error.message.contains("`CHAT` is defined multiple times"), "{}", error.rendered);
}

#[test]
fn a_type_that_is_not_imported_is_one_error_of_rustc() {
    let source = "
inference_profile! {
    pub const CHAT: CrossRegionInferenceProfile = { geo: eu, model: \"anthropic.claude-sonnet-4-6\" };
}
";
    let source: String = iter::once("use bedrock_profiles::inference_profile;").chain([source]).collect();
    let error = Library::new("no_import", "2024", &runtime(""), &source).only_error();
    assert!(error.message.contains("cannot find type `CrossRegionInferenceProfile`"), "{}", error.rendered);
}
