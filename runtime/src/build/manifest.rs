//! The manifest of what a build script wrote: a file that the last run wrote and this one did not stays, and goes on granting.

use super::error::BuildError;
use super::output_file::OutputFile;
use alloc::{string::String, vec::Vec};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The paths of what a run wrote, a line each. Cargo keeps the directory between runs.
pub(super) struct Manifest(PathBuf);

impl Manifest {
    /// `None` where cargo does not run the script.
    pub(super) fn from_env() -> Option<Self> {
        env::var_os("OUT_DIR").map(|directory| Manifest(Path::new(&directory).join("bedrock-profiles.written")))
    }

    /// The files of the last run that are still in `directory`, but for those that were written now.
    pub(super) fn orphans(&self, directory: &Path, outputs: &[OutputFile]) -> Vec<PathBuf> {
        let last = fs::read_to_string(&self.0).unwrap_or_default();
        let recorded = last.lines().map(PathBuf::from);
        let is_orphan = |path: &PathBuf| directory.join(path).exists() && !outputs.iter().any(|file| file.is(path));
        recorded.filter(is_orphan).collect()
    }

    /// Keeps what was written now for the next run.
    pub(super) fn record(&self, outputs: &[OutputFile]) -> Result<(), BuildError> {
        let lines: String = outputs.iter().flat_map(|file| [file.name(), "\n".into()]).collect();
        fs::write(&self.0, lines).map_err(|error| BuildError::write(&self.0, &error))
    }
}
