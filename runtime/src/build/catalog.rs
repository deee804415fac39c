//! Where the project's catalog is.

use bedrock_profiles_catalog::project;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder in the crate's directory, or in the nearest parent up to the root of the workspace.
pub(super) fn find(crate_directory: &Path) -> Option<PathBuf> {
    // Cargo does not tell build scripts where the workspace is.
    let manifest = |directory: &&Path| fs::read_to_string(directory.join("Cargo.toml")).unwrap_or_default();
    let within = project::directories(crate_directory.ancestors(), manifest);
    within.map(|directory| directory.join(project::FOLDER)).find(|folder| folder.is_dir())
}
