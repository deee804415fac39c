//! Files that appear whole or not at all.

use crate::failure::Failure;
use crate::tables::TableTexts;
use bedrock_profiles_catalog::project::{FOLDER, MODELS, ROUTES};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Replaces the files that differ, once both are prepared beside the old ones.
pub(super) fn replace(folder: &Path, texts: &TableTexts) -> Result<(), Failure> {
    let files = files(texts).map(|(name, text)| {
        let path = folder.join(name);
        // A link stays one.
        (fs::canonicalize(&path).unwrap_or(path), text)
    });
    let changed = files.into_iter().filter(|(path, text)| fs::read_to_string(path).ok().as_deref() != Some(*text));
    let prepared: Vec<(NamedTempFile, PathBuf)> = changed
        .map(|(path, text)| Ok((prepare(&path, text)?, path)))
        .collect::<io::Result<_>>()
        .map_err(|error| Failure::io(folder, "written", &error))?;
    for (file, path) in prepared {
        file.persist(&path).map_err(|error| Failure::io(&path, "written", &error.error))?;
    }
    Ok(())
}

/// Makes the folder with both files in it.
pub(super) fn create(folder: &Path, texts: &TableTexts) -> Result<(), Failure> {
    try_create(folder, texts).map_err(|error| Failure::io(folder, "written", &error))
}

/// Models come first: the routes need them.
fn files(texts: &TableTexts) -> [(&'static str, &str); 2] {
    [(MODELS, &texts.models), (ROUTES, &texts.routes)]
}

fn try_create(folder: &Path, texts: &TableTexts) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    let prefix = format!(".{FOLDER}-");
    let mut builder = Builder::new();
    for_everyone(&mut builder, 0o755);
    let made = builder.prefix(&prefix).tempdir_in(parent)?;
    for (name, text) in files(texts) {
        fs::write(made.path().join(name), text)?;
    }
    fs::rename(made.path(), folder)?;
    // It is no longer where it would be removed.
    let _ = made.keep();
    Ok(())
}

/// A temporary file with `text`, in the directory of the one that it is to replace, with its permissions.
fn prepare(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let (folder, name) = (path.parent().unwrap_or(path), path.file_name().unwrap_or_default());
    let prefix = format!(".{}-", name.display());
    let mut builder = Builder::new();
    for_everyone(&mut builder, 0o644);
    let mut file = builder.prefix(&prefix).tempfile_in(folder)?;
    if let Ok(metadata) = fs::metadata(path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// What is made is for everyone who may read the project, as far as the umask allows.
fn for_everyone(builder: &mut Builder<'_, '_>, mode: u32) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = (builder, mode);
}
