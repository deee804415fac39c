//! Policies made at build time, from the declarations that the program calls with.
//!
//! A build script compiles the very file that the program uses, and writes what the deployment tool picks up:
//!
//! ```toml
//! # Cargo.toml
//! [dependencies]
//! bedrock-profiles = "0.1"
//!
//! [build-dependencies]
//! bedrock-profiles = { version = "0.1", features = ["build"] }
//! ```
//!
//! ```
//! // src/profiles.rs
//! use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
//!
//! inference_profile! {
//!     /// Answers support tickets. Prompts never leave the EU.
//!     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = {
//!         geo: eu,
//!         model: "anthropic.claude-sonnet-4-6",
//!         source_regions: ["eu-central-1"],
//!         residency: [eu],
//!     };
//! }
//! ```
//!
//! ```no_run
//! // build.rs
//! #![deny(dead_code)] // A profile that nothing grants is an error.
//!
//! use bedrock_profiles::{Policy, build};
//!
//! #[path = "src/profiles.rs"]
//! # #[cfg(any())]
//! mod profiles;
//! # mod profiles {
//! #     use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
//! #     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6");
//! # }
//!
//! fn main() {
//!     build::run(|build| {
//!         let mut policy = Policy::new("SupportChat").in_region("eu-central-1")?;
//!         profiles::SUPPORT_CHAT.grant_invoke(&mut policy)?;
//!         build.write("infra/support_chat.tf.json", &policy)?;
//!         Ok(())
//!     });
//! }
//! ```
//!
//! `cargo build` writes `infra/support_chat.tf.json`, and nothing while it is as declared. Commit it: a review shows what
//! a change of a declaration grants. A profile in `profiles.rs` that the build script does not use does not compile; one
//! that an application profile is copied from counts as used.
//!
//! # What is written, and when
//!
//! The name of a file tells its [`Format`], and the format who picks it up:
//!
//! | name | picked up by |
//! |---|---|
//! | `*.tf.json` | Terraform, with the other files of its directory |
//! | `*.template.json`, `*.template.yaml` | `aws cloudformation deploy --capabilities CAPABILITY_IAM`, or an `AWS::CloudFormation::Stack` that nests it, also in a SAM template |
//! | `*.sam.yaml` | a SAM function: copied into its `Properties`, or taken in from S3 by [`AWS::Include`](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/create-reusable-transform-function-snippets-and-add-to-your-template-with-aws-include-transform.html) |
//! | any other `*.json` | `aws iam create-policy`, and whoever else takes an IAM policy |
//!
//! A file is replaced as a whole or left alone: a full disk, a crash or an editor that builds at the same time never
//! leaves half of one. `\r\n` counts as `\n`. Only one build script may write a file.
//!
//! A file that the script no longer writes, because it has another name now or `split` gives fewer, stays where it is
//! and goes on granting: remove it. The build warns of it where its target directory has seen it written, which a fresh
//! clone has not.
//!
//! Cargo runs the build script again when a file that it is compiled from changes, such as `src/profiles.rs`, or the
//! project catalog `bedrock-catalog/`, or when a written file is edited or deleted. A build without such a change runs nothing.
//! For anything else that the script reads, it prints
//! [`cargo::rerun-if-changed`](https://doc.rust-lang.org/cargo/reference/build-scripts.html#rerun-if-changed) itself.
//!
//! # In continuous integration
//!
//! `BEDROCK_PROFILES_CHECK=1 cargo build`, or `cargo check`, writes no such file: it fails with a unified diff of each one
//! that is not as declared. (`0` and the empty string check nothing.) Set it for the whole job, as in the `env:` of a
//! workflow: a `cargo test` without it, before it, has written what is declared, and there is no drift left to find.
//!
//! [`assert_current`] does the same in a test of one's own, for a file that no build script writes.
//!
//! # Several binaries
//!
//! Binaries of one package share a file of declarations, and each calls some of them. Then the declarations are the
//! library's, and each binary lists what it calls in a file of its own, which the build script takes too:
//!
//! ```
//! // src/lib.rs
//! # #[cfg(any())]
//! pub mod profiles;
//! ```
//!
//! ```
//! // src/bin/chat/calls.rs
//! # mod profiles {
//! #     use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
//! #     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6");
//! # }
//! # #[cfg(any())]
//! pub(crate) use crate::profiles::SUPPORT_CHAT;
//! ```
//!
//! ```
//! // src/bin/chat/main.rs
//! #![deny(unused_imports)] // What is granted and not called is an error.
//!
//! # #[cfg(any())]
//! mod calls;
//! # mod calls {
//! #     use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
//! #     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6");
//! # }
//!
//! # #[cfg(any())]
//! use support::profiles;
//!
//! fn main() {
//!     println!("calling {}", calls::SUPPORT_CHAT);
//! }
//! ```
//!
//! ```no_run
//! // build.rs of several binaries
//! #![deny(dead_code, unused_imports)] // What nothing grants is an error.
//!
//! use bedrock_profiles::{Policy, build};
//!
//! #[path = "src/bin/chat/calls.rs"]
//! # #[cfg(any())]
//! mod chat;
//! # mod chat {
//! #     use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
//! #     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6");
//! # }
//! #[path = "src/bin/index/calls.rs"]
//! # #[cfg(any())]
//! mod index;
//! # mod index {
//! #     use bedrock_profiles::{FoundationModel, models};
//! #     pub const EMBEDDER: FoundationModel = models::AMAZON_TITAN_EMBED_TEXT_V2_0;
//! # }
//! #[path = "src/profiles.rs"]
//! # #[cfg(any())]
//! mod profiles;
//!
//! fn main() {
//!     build::run(|build| {
//!         let mut policy = Policy::new("Chat").in_region("eu-central-1")?;
//!         chat::SUPPORT_CHAT.grant_invoke(&mut policy)?;
//!         build.write("infra/chat.tf.json", &policy)?;
//!
//!         let mut policy = Policy::new("Index").in_region("eu-central-1")?;
//!         index::EMBEDDER.grant_invoke(&mut policy)?;
//!         build.write("infra/index.tf.json", &policy)?;
//!         Ok(())
//!     });
//! }
//! ```
//!
//! A binary's policy then holds what that binary lists and calls: a profile that it lists and does not call, one that is
//! listed and not granted, and one that is declared and listed nowhere do not compile.
//!
//! # A whole workspace
//!
//! Several crates declare profiles, and the binary that links them needs one policy. Each crate says what it invokes,
//! beside its declarations:
//!
//! ```
//! // search/src/profiles.rs
//! use bedrock_profiles::{CrossRegionInferenceProfile, GrantError, Grantable, inference_profile};
//!
//! inference_profile! {
//!     /// Answers questions about the documents that were found.
//!     pub const ANSWERS: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-haiku-4-5-20251001-v1:0" };
//! }
//!
//! /// Everything that this crate invokes.
//! pub fn grant_invoke(grantee: &mut dyn Grantable) -> Result<(), GrantError> {
//!     ANSWERS.grant_invoke(grantee)?;
//!     Ok(())
//! }
//! ```
//!
//! The build script of the binary takes these files too:
//!
//! ```no_run
//! // service/build.rs
//! use bedrock_profiles::{Policy, build};
//!
//! #[path = "src/profiles.rs"]
//! # #[cfg(any())]
//! mod profiles;
//! # mod profiles {
//! #     use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
//! #     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6");
//! # }
//! #[path = "../search/src/profiles.rs"]
//! # #[cfg(any())]
//! mod search;
//! # mod search {
//! #     use bedrock_profiles::{GrantError, Grantable};
//! #     pub fn grant_invoke(_: &mut dyn Grantable) -> Result<(), GrantError> { Ok(()) }
//! # }
//!
//! fn main() {
//!     build::run(|build| {
//!         let mut policy = Policy::new("Service").in_region("eu-central-1")?;
//!         profiles::SUPPORT_CHAT.grant_invoke(&mut policy)?;
//!         search::grant_invoke(&mut policy)?;
//!         build.write("../infra/service.tf.json", &policy)?;
//!         Ok(())
//!     });
//! }
//! ```
//!
//! Only the declarations are compiled for it, and only a change of them runs it again. They are checked against the
//! catalog of the crate whose build script it is: crates that share declarations share a `bedrock-catalog/`, at the root
//! of the workspace. And `cargo package` takes no file from outside its crate. A crate from elsewhere, whose
//! files have no such path, becomes a build-dependency as well: `search::profiles::grant_invoke(&mut policy)?`. Cargo then
//! builds it for the build script once more, with all that it depends on, and runs the script after each change of it.
//!
//! # Crates that are published
//!
//! A build script of a published crate must not change its source directory: `cargo package` refuses one that does, and
//! where users build it the directory may be read-only. [`Build::write_to_out_dir`] leaves it alone.
//!
//! In a read-only source tree, [`Build::write`] has nothing to do for a file that is as declared, and is an error that
//! names the file for any other.

mod catalog;
mod error;
mod manifest;
mod output;
mod output_file;
mod stale;

pub use error::{BuildError, BuildErrorKind};

#[cfg(doc)]
use crate::policy::Format;
use crate::policy::Policy;
use alloc::{boxed::Box, string::ToString as _, vec::Vec};
use core::error::Error;
use manifest::Manifest;
use output::Output;
use output_file::OutputFile;
use stale::Stale;
use std::path::{Path, PathBuf};
use std::{env, println};

/// Says whether the files are checked instead of written.
const CHECK: &str = "BEDROCK_PROFILES_CHECK";
const DECLARATIONS: &str = "src/profiles.rs";

/// Runs `make`, which writes the policies, as the whole of a build script, and tells cargo of its errors.
///
/// Every error fails the build, once `make` is through: the one that it returns, and each file that is not as declared where
/// `BEDROCK_PROFILES_CHECK=1` asks for that. See the [module](self) for an example.
pub fn run(make: impl FnOnce(&mut Build) -> Result<(), Box<dyn Error>>) {
    println!("cargo::rerun-if-env-changed={CHECK}");
    let directory = crate_directory();
    if directory.join(DECLARATIONS).exists() {
        rerun_if_changed(Path::new(DECLARATIONS));
    }
    if let Some(catalog) = catalog::find(&directory) {
        rerun_if_changed(&catalog);
    }
    let mut build = Build { checks: checks(), outputs: Vec::new(), in_out_dir: Vec::new(), stale: Vec::new() };
    let failed = make(&mut build).and_then(|()| Ok(build.finish(&directory)?)).err();
    let messages = stale::report(&build.stale).into_iter().chain(failed.map(|error| error.to_string()));
    for message in messages {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
    }
}

/// A run of a build script: where policies are written.
#[derive(Debug)]
pub struct Build {
    checks: bool,
    outputs: Vec<OutputFile>,
    in_out_dir: Vec<OutputFile>,
    stale: Vec<Stale>,
}

impl Build {
    /// Writes the policy to `path`, which is relative to the directory of `Cargo.toml`, if the file is not as declared.
    /// Directories that are missing are made. With `BEDROCK_PROFILES_CHECK=1` it writes nothing, and notes what it
    /// would change.
    ///
    /// The name tells the [`Format`]: `*.tf.json`, `*.template.json`, `*.template.yaml`, `*.sam.yaml` (or `.yml`), or
    /// another `*.json` for IAM. Refused for any other name, for a policy that can't be rendered so, for a file that can't
    /// be read or written, for one that was written before, and for two Terraform files of one directory that define the
    /// same.
    pub fn write(&mut self, path: impl AsRef<Path>, policy: &Policy) -> Result<(), BuildError> {
        let path = path.as_ref();
        let output = Output::new(crate_directory(), path, policy)?;
        add(&mut self.outputs, OutputFile::new(path, &output))?;
        rerun_if_changed(path);
        if self.checks {
            self.stale.extend(output.stale()?);
            return Ok(());
        }
        output.write()
    }

    /// Writes the policy to `path` in cargo's `OUT_DIR`, for `include_str!(concat!(env!("OUT_DIR"), "/policy.json"))`.
    ///
    /// Nobody commits that file, so it is written with `BEDROCK_PROFILES_CHECK=1` too. Refused as [`write`](Self::write)
    /// is, and outside of build scripts, where there is no `OUT_DIR`.
    pub fn write_to_out_dir(&mut self, path: impl AsRef<Path>, policy: &Policy) -> Result<(), BuildError> {
        let directory = env::var_os("OUT_DIR").ok_or_else(BuildError::no_out_dir)?;
        let path = path.as_ref();
        let output = Output::new(PathBuf::from(directory), path, policy)?;
        add(&mut self.in_out_dir, OutputFile::new(path, &output))?;
        output.write()
    }

    /// Tells of files that the script no longer writes, until it runs again.
    fn finish(&self, directory: &Path) -> Result<(), BuildError> {
        let Some(manifest) = Manifest::from_env() else { return Ok(()) };
        for path in manifest.orphans(directory, &self.outputs) {
            rerun_if_changed(&path);
            println!(
                "cargo::warning=`{}` is no longer written by this build script, stays, and goes on granting: \
                 remove it, unless something else writes it",
                path.display()
            );
        }
        if self.checks { Ok(()) } else { manifest.record(&self.outputs) }
    }
}

/// Adds a file to those of one run, if it clashes with none of them.
fn add(outputs: &mut Vec<OutputFile>, file: OutputFile) -> Result<(), BuildError> {
    if let Some(clash) = outputs.iter().find_map(|earlier| earlier.clash(&file)) {
        return Err(clash);
    }
    outputs.push(file);
    Ok(())
}

/// Asserts that the file at `path`, which is relative to the directory of `Cargo.toml`, is what `policy` gives, with a
/// newline at its end or without: for tests of one's own.
///
/// It is for files that no build script writes: what one writes is as declared before any test runs. The feature `build`
/// is then one of the `[dev-dependencies]`.
///
/// ```no_run
/// use bedrock_profiles::{Policy, PolicyError, build, inference_profile};
///
/// #[test]
/// fn the_policy_is_current() -> Result<(), PolicyError> {
///     let mut policy = Policy::new("SupportChat").in_region("eu-central-1")?;
///     inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy)?;
///     build::assert_current("policies/support_chat.template.yaml", &policy);
///     Ok(())
/// }
/// # fn main() {}
/// ```
///
/// # Panics
///
/// If the file differs, with a unified diff and what to do about it; if it can't be read; and if the policy can't be made.
#[track_caller]
#[allow(clippy::panic, reason = "how a test fails")]
pub fn assert_current(path: impl AsRef<Path>, policy: &Policy) {
    let stale = Output::new(crate_directory(), path.as_ref(), policy).and_then(|output| output.stale());
    match stale {
        Ok(None) => {}
        Ok(Some(stale)) => panic!("{}", stale.in_a_test()),
        Err(error) => panic!("{error}"),
    }
}

/// The directory of `Cargo.toml`; without cargo, the current one.
fn crate_directory() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

fn checks() -> bool {
    env::var_os(CHECK).is_some_and(|value| !value.is_empty() && value != "0")
}

fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}
