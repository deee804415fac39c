//! Where a project has its catalog, or would have it.

use bedrock_profiles_catalog::project::{self, FOLDER};
use std::path::{Path, PathBuf};

/// The folder that there is; else where one is made.
pub(super) struct Searched {
    pub(super) folder: PathBuf,
    pub(super) exists: bool,
}

/// The nearest folder upwards that the crate in which `current` is has too. One is made in the root of its workspace, or
/// in the directory of the crate; outside a crate every directory upwards counts, and one is made in `current`.
pub(super) fn searched(current: &Path) -> Searched {
    let krate = current.ancestors().find(|directory| directory.join("Cargo.toml").is_file());
    let below = current.ancestors().take_while(|directory| Some(*directory) != krate);
    let below = below.map(|directory| directory.join(FOLDER)).find(|folder| folder.is_dir());
    let crate_directory = krate.and_then(Path::to_str);
    let found = || crate_directory.and_then(|directory| project::folder(&Disk, directory).folder).map(PathBuf::from);
    match below.or_else(found) {
        Some(folder) => Searched { folder, exists: true },
        None => {
            let root = crate_directory.and_then(|directory| project::membership(&Disk, directory).root);
            let root = root.map_or_else(|| krate.unwrap_or(current).to_owned(), PathBuf::from);
            Searched { folder: root.join(FOLDER), exists: false }
        }
    }
}

bedrock_profiles_catalog::files_on_disk!(Disk);
