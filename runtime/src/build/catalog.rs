//! Where the project's catalog is.

use bedrock_profiles_catalog::project;
use std::path::{Path, PathBuf};

/// The folder in the crate's directory, or in the nearest parent up to the root of its workspace.
pub(super) fn find(crate_directory: &Path) -> Option<PathBuf> {
    // Cargo does not tell build scripts where the workspace is.
    project::folder(&Disk, crate_directory.to_str()?).folder.map(PathBuf::from)
}

bedrock_profiles_catalog::files_on_disk!(Disk);
