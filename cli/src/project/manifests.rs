//! What makes cargo compile again what was compiled without a catalog.

use crate::failure::warn;
use bedrock_profiles_catalog::project::FOLDER;
use serde::Deserialize;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, io, iter};

/// Touches the manifests of the crates that find the new `folder`: the macro can't track what is not there, and tracks
/// the manifest instead.
pub(super) fn touch_all(folder: &Path) {
    let touched = manifests(folder).and_then(|manifests| manifests.iter().try_for_each(|manifest| touch(manifest)));
    if let Err(error) = touched {
        warn(format_args!(
            "the crates of this project may have been compiled without the new `{FOLDER}`: {error}\n\
             help: touch each `Cargo.toml`, or run `cargo clean`"
        ));
    }
}

/// The manifests of the crates that find `folder`.
fn manifests(folder: &Path) -> io::Result<Vec<PathBuf>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        manifest_path: PathBuf,
    }
    let root = folder.parent().unwrap_or(folder).join("Cargo.toml");
    if !root.is_file() {
        return Ok(Vec::new());
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version=1", "--manifest-path"];
    let output = Command::new(cargo).args(arguments).arg(&root).output()?;
    if !output.status.success() {
        return Err(io::Error::other("`cargo metadata` fails"));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    Ok(metadata.packages.into_iter().map(|package| package.manifest_path).chain(iter::once(root)).collect())
}

fn touch(file: &Path) -> io::Result<()> {
    File::options().append(true).open(file)?.set_modified(SystemTime::now())
}
