//! Where a project has its own catalog, and what its tables hold.
//!
//! A crate has the nearest [`FOLDER`]: in its own directory, else in a parent up to the root of the workspace of which it
//! is a member. Membership is decided as cargo decides it. A crate that only lies in the directory of a workspace
//! (excluded, in a workspace of its own, vendored, from a registry) takes no catalog from outside: it compiles as it does
//! anywhere else. Nor does one whose membership is not certain, as below a manifest that is not TOML; cargo refuses those.

mod disk;
mod glob;
mod manifest;
mod membership;
mod path;
mod toml;

use alloc::string::String;
use alloc::vec::Vec;
use bedrock_profiles_data as data;

pub use membership::{Membership, membership};

/// The folder of a project's catalog: in the crate's directory, or in the nearest parent up to the root of the workspace
/// of which the crate is a member.
pub const FOLDER: &str = "bedrock-catalog";

/// The table of routes, in [`FOLDER`].
pub const ROUTES: &str = "routes.tsv";

/// The table of models, in [`FOLDER`].
pub const MODELS: &str = "models.tsv";

/// What a folder with one of the tables alone lacks: a table that is not there can't be watched for changes.
pub const BOTH: &str = "a project's catalog is the two files `routes.tsv` and `models.tsv`, each with its header line at \
                        least; `cargo bedrock-profiles sync` writes both";

/// Files with which cargo marks what it fetched: a vendored package, and one of a registry or a git checkout.
const FETCHED: [&str; 2] = [".cargo-checksum.json", ".cargo-ok"];

/// The file system, as far as the search needs it. Paths are absolute.
pub trait Files {
    /// The text of a file; `None` where there is no file that can be read.
    fn text(&self, file: &str) -> Option<String>;

    /// Whether there is a directory.
    fn is_directory(&self, path: &str) -> bool;

    /// The names of the directories in `directory`, in any order.
    fn directories(&self, directory: &str) -> Vec<String>;
}

/// Where a crate has its catalog, and what decided.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    /// The folder that counts.
    pub folder: Option<String>,
    /// The manifests that decided: with another text of them, another folder may count. That of the crate is among them
    /// but where the folder is beside it: when a nearer folder appears, touching the manifest makes cargo look again.
    pub manifests: Vec<String>,
    /// Whether cargo fetched the package, from a registry or from git: whoever compiles it can't mend it.
    pub is_fetched: bool,
}

/// The folder that counts for the crate in `crate_directory`. Manifests are read only where a parent has a folder.
pub fn folder(files: &impl Files, crate_directory: &str) -> Found {
    let directory = path::resolved(crate_directory);
    let is_fetched = is_fetched(files, &directory);
    let Some(nearest) = nearest(files, &directory) else {
        return Found { folder: None, manifests: Vec::from([manifest::file(&directory)]), is_fetched };
    };
    let folder = Some(path::join(nearest, FOLDER));
    if nearest == directory {
        return Found { folder, manifests: Vec::new(), is_fetched };
    }
    let Membership { root, manifests } = membership(files, &directory);
    let folder = folder.filter(|_| root.is_some_and(|root| path::is_within(nearest, &root)));
    Found { folder, manifests, is_fetched }
}

/// The nearest directory upwards that has the folder, whoever it is for. The search does not leave what cargo fetched.
pub fn nearest<'d>(files: &impl Files, directory: &'d str) -> Option<&'d str> {
    let has_folder = |directory: &&str| files.is_directory(&path::join(directory, FOLDER));
    for directory in path::ancestors(directory) {
        if has_folder(&directory) {
            return Some(directory);
        }
        if is_marked(files, directory) {
            break;
        }
    }
    None
}

fn is_fetched(files: &impl Files, directory: &str) -> bool {
    path::ancestors(directory).any(|directory| is_marked(files, directory))
}

fn is_marked(files: &impl Files, directory: &str) -> bool {
    FETCHED.iter().any(|mark| files.text(&path::join(directory, mark)).is_some())
}

/// The columns of `routes.tsv`, in their order. A project's table may also have a column `pin`.
pub fn route_columns() -> impl Iterator<Item = &'static str> + Clone {
    columns(data::ROUTES)
}

/// The columns of `models.tsv`, in their order. A project's table may also have a column `pin`.
pub fn model_columns() -> impl Iterator<Item = &'static str> + Clone {
    columns(data::MODELS)
}

fn columns(table: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    table.lines().next().unwrap_or_default().split('\t')
}

#[cfg(test)]
mod tests;
