//! What earlier runs of the build script wrote and this one did not: it stays, and goes on granting.

use super::error::BuildError;
use super::output_file::Written;
use alloc::{string::String, vec::Vec};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The paths of what a run wrote, a line each. Cargo keeps the directory between runs.
pub(super) struct List(PathBuf);

impl List {
    /// `None` where cargo does not run the script.
    pub(super) fn from_env() -> Option<Self> {
        env::var_os("OUT_DIR").map(|directory| List(Path::new(&directory).join("bedrock-profiles.written")))
    }

    /// The files of the last run that are still in `directory`, but for those that were written now.
    pub(super) fn left(&self, directory: &Path, written: &[Written]) -> Vec<PathBuf> {
        let last = fs::read_to_string(&self.0).unwrap_or_default();
        let of_last = last.lines().map(PathBuf::from);
        let is_left = |path: &PathBuf| directory.join(path).exists() && !written.iter().any(|file| file.is(path));
        of_last.filter(is_left).collect()
    }

    /// Keeps what was written now for the next run.
    pub(super) fn keep(&self, written: &[Written]) -> Result<(), BuildError> {
        let lines: String = written.iter().flat_map(|file| [file.name(), "\n".into()]).collect();
        fs::write(&self.0, lines).map_err(|error| BuildError::Write { path: self.0.clone(), error })
    }
}
