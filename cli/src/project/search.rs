//! Where a project has its catalog, or would have it.

use bedrock_profiles_catalog::project;
use std::fs;
use std::path::Path;

/// Where a catalog is looked for, nearest first, and where one is made.
pub(super) struct Searched<'d> {
    pub(super) directories: Vec<&'d Path>,
    pub(super) root: &'d Path,
}

/// Up to the workspace root: the manifest with a table `[workspace]`, else the nearest one. Outside a workspace every
/// directory upwards.
pub(super) fn searched(current: &Path) -> Searched<'_> {
    let manifest = |directory: &&Path| fs::read_to_string(directory.join("Cargo.toml")).unwrap_or_default();
    let within: Vec<&Path> = project::directories(current.ancestors(), manifest).collect();
    let of_workspace = within.last().copied().filter(|directory| project::is_of_workspace(&manifest(directory)));
    let root = of_workspace.or_else(|| current.ancestors().find(|directory| directory.join("Cargo.toml").is_file()));
    let directories = current.ancestors().take_while(|directory| root.is_none_or(|root| directory.starts_with(root)));
    Searched { directories: directories.collect(), root: root.unwrap_or(current) }
}
