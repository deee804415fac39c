//! A file that a policy is written to: as a whole, or not at all.

use super::error::BuildError;
use super::stale::Stale;
use crate::policy::{Format, Policy};
use alloc::format;
use alloc::string::String;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, process};

/// What a file is to hold.
pub(super) struct Output<'a> {
    directory: PathBuf,
    path: &'a Path,
    format: Format,
    text: String,
}

impl<'a> Output<'a> {
    /// The policy in the format that `path`, relative to `directory`, tells.
    pub(super) fn new(directory: PathBuf, path: &'a Path, policy: &Policy) -> Result<Self, BuildError> {
        let format = Format::from_path(&path.to_string_lossy())?;
        let rendered = policy.render(format).map_err(|error| BuildError::policy(path, &error))?;
        Ok(Output { directory, path, format, text: rendered + "\n" })
    }

    /// The module that Terraform reads, if it does.
    pub(super) fn terraform(&self) -> Option<Value> {
        if self.format == Format::Terraform { serde_json::from_str(&self.text).ok() } else { None }
    }

    /// What is not right with the file, if anything is.
    pub(super) fn stale(&self) -> Result<Option<Stale>, BuildError> {
        let committed = self.committed()?;
        let is_current = self.is_current(committed.as_deref());
        Ok((!is_current).then(|| Stale::new(self.path, committed.as_deref(), &self.text)))
    }

    /// Replaces the file, if it holds anything else.
    pub(super) fn write(&self) -> Result<(), BuildError> {
        if self.is_current(self.committed()?.as_deref()) {
            return Ok(());
        }
        replace(&self.target(), &self.text).map_err(|error| BuildError::write(self.path, &error))
    }

    /// Whether that is what the file is to hold. Not everyone ends a file with a newline.
    fn is_current(&self, committed: Option<&str>) -> bool {
        committed.is_some_and(|text| text.trim_end_matches('\n') == self.text.trim_end_matches('\n'))
    }

    /// The text of the file; `None` if there is none. Git may have checked it out with other line ends.
    fn committed(&self) -> Result<Option<String>, BuildError> {
        match fs::read(self.target()) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(BuildError::read(self.path, &error)),
        }
    }

    fn target(&self) -> PathBuf {
        self.directory.join(self.path)
    }
}

/// Puts `text` in the place of the file, which a link may lead to.
fn replace(target: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
    if let Some(directory) = target.parent() {
        fs::create_dir_all(directory)?;
    }
    let temporary = temporary_path(&target);
    let file = File::create_new(&temporary)?;
    let replaced = fill(file, text, &target).and_then(|()| fs::rename(&temporary, &target));
    if replaced.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    replaced
}

/// A name in the same directory that nobody else has: builds may run side by side, and each in a container of its own.
fn temporary_path(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
    target.with_file_name(format!(".{name}.{}-{now}.tmp", process::id()))
}

fn fill(mut file: File, text: &str, target: &Path) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    if let Some(started) = script_started() {
        // Where a file system takes no times, the script runs once more.
        let _ = file.set_modified(started);
    }
    file.sync_all()
}

/// When cargo started the build script, or some time before. A file that is newer would make the next build run the script again.
fn script_started() -> Option<SystemTime> {
    let noted_by_cargo = env::var_os("OUT_DIR").map(|out_dir| Path::new(&out_dir).with_file_name("invoked.timestamp"));
    let script = env::current_exe().ok();
    noted_by_cargo.into_iter().chain(script).find_map(|file| fs::metadata(file).ok()?.modified().ok())
}
