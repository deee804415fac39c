//! Where the project's catalog is.

use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "bedrock-catalog";

/// The folder in the crate's directory, or in the nearest parent up to the root of the workspace.
pub(super) fn of_project(crate_directory: &Path) -> Option<PathBuf> {
    let root = crate_directory.ancestors().find(|directory| is_workspace_root(directory)).unwrap_or(crate_directory);
    let within = crate_directory.ancestors().take_while(|directory| directory.starts_with(root));
    within.map(|directory| directory.join(FOLDER)).find(|folder| folder.is_dir())
}

/// Cargo does not tell build scripts where the workspace is.
fn is_workspace_root(directory: &Path) -> bool {
    let manifest = fs::read_to_string(directory.join("Cargo.toml")).unwrap_or_default();
    manifest.lines().any(|line| line.trim_start().starts_with("[workspace"))
}
