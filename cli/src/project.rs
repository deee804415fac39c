//! The project's own catalog on disk.

use crate::failure::{Failure, warn};
use crate::merge::Tables;
use bedrock_profiles_catalog::project::{self, FOLDER, MODELS, ROUTES};
use bedrock_profiles_catalog::{Catalog, Overlay, TableFile};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, iter};
use tempfile::{Builder, NamedTempFile};

/// The folder of the catalog: that of the project, or where it would be.
#[derive(Debug)]
pub(crate) struct Project {
    folder: PathBuf,
    /// The directory that the command was called in.
    current: PathBuf,
    exists: bool,
}

impl Project {
    /// That of the directory in which the command was called: the nearest one upwards, else the one that would be
    /// made in the workspace root, or in the directory itself outside a workspace.
    pub(crate) fn find() -> Result<Self, Failure> {
        let current = env::current_dir()
            .map_err(|error| Failure::new(format_args!("the current directory can't be read: {error}")))?;
        let searched = searched(&current);
        let nearest = searched.directories.iter().map(|directory| directory.join(FOLDER)).find(|it| it.is_dir());
        let exists = nearest.is_some();
        let folder = nearest.unwrap_or_else(|| searched.root.join(FOLDER));
        Ok(Project { folder, current, exists })
    }

    /// That of a folder.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Project { folder: folder.to_owned(), current: PathBuf::new(), exists: true }
    }

    /// The built-in catalog with the project's rows over it, for as long as the command runs: the types of the library
    /// hold text that lives as long as the program.
    pub(crate) fn catalog() -> Result<Catalog<'static>, Failure> {
        let project = Project::find()?;
        let overlay = project.overlay(&project.tables()?)?;
        Ok(Box::leak(Box::new(overlay)).catalog())
    }

    /// Whether there is a catalog already.
    pub(crate) fn exists(&self) -> bool {
        self.exists
    }

    /// The folder as it is seen from where the command was called.
    pub(crate) fn shown(&self) -> String {
        self.folder.strip_prefix(&self.current).unwrap_or(&self.folder).display().to_string()
    }

    /// What the files hold; nothing where there is no folder or no file.
    pub(crate) fn tables(&self) -> Result<Tables, Failure> {
        Ok(Tables { routes: self.table(ROUTES)?, models: self.table(MODELS)? })
    }

    /// The built-in catalog with `tables` laid over it.
    pub(crate) fn overlay(&self, tables: &Tables) -> Result<Overlay, Failure> {
        overlay(&Path::new(&self.shown()).join(ROUTES), &Path::new(&self.shown()).join(MODELS), tables)
    }

    /// Finds out whether the catalog can be written, which it is after a while.
    pub(crate) fn check_writable(&self) -> Result<(), Failure> {
        let parent = self.folder.parent().unwrap_or(&self.folder);
        let tried = match (self.exists, self.folder.exists()) {
            (true, _) => tempfile::tempfile_in(&self.folder),
            (false, false) => tempfile::tempfile_in(parent),
            (false, true) => Err(io::ErrorKind::NotADirectory.into()),
        };
        tried.map(|_| ()).map_err(|error| Failure::io(Path::new(&self.shown()), "written", &error))
    }

    fn table(&self, name: &str) -> Result<String, Failure> {
        let path = self.folder.join(name);
        if !self.exists || !path.exists() {
            return Ok(empty(name));
        }
        let bytes = fs::read(&path).map_err(|error| Failure::io(&path, "read", &error))?;
        let name = Path::new(&self.shown()).join(name).display().to_string();
        let file = TableFile::of_bytes(&name, &bytes).map_err(Failure::new)?;
        Ok(file.text.to_owned())
    }

    /// Writes what has changed: prepares both files before it replaces either.
    ///
    /// They are written beside the old ones and then renamed, models first: the routes need them.
    pub(crate) fn write(&self, tables: &Tables) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::io(&self.folder, "written", &error);
        if self.exists {
            let files = [(MODELS, &tables.models), (ROUTES, &tables.routes)];
            // A link stays one.
            let files = files.map(|(name, text)| {
                let path = self.folder.join(name);
                (fs::canonicalize(&path).unwrap_or(path), text)
            });
            let changed =
                files.into_iter().filter(|(path, text)| fs::read_to_string(path).ok().as_ref() != Some(*text));
            let prepared: Vec<(NamedTempFile, PathBuf)> = changed
                .map(|(path, text)| Ok((prepare(&path, text)?, path)))
                .collect::<io::Result<_>>()
                .map_err(failed)?;
            for (file, path) in prepared {
                file.persist(&path).map_err(|error| Failure::io(&path, "written", &error.error))?;
            }
            return Ok(());
        }
        create(&self.folder, tables).map_err(failed)?;
        self.touch_manifests();
        Ok(())
    }

    /// Makes cargo compile again what was compiled without the folder: the macro can't track what is not there, and
    /// tracks the manifest instead.
    fn touch_manifests(&self) {
        let touched =
            manifests(&self.folder).and_then(|manifests| manifests.iter().try_for_each(|manifest| touch(manifest)));
        if let Err(error) = touched {
            warn(format_args!(
                "the crates of this project may have been compiled without the new `{FOLDER}`: {error}\n\
                 help: touch each `Cargo.toml`, or run `cargo clean`"
            ));
        }
    }
}

/// The built-in catalog with tables laid over it, which are called `routes` and `models` in messages.
pub(crate) fn overlay(routes: &Path, models: &Path, tables: &Tables) -> Result<Overlay, Failure> {
    let (routes, models) = (routes.display().to_string(), models.display().to_string());
    let routes = TableFile { name: &routes, text: &tables.routes };
    let models = TableFile { name: &models, text: &tables.models };
    Overlay::new(routes, models).map_err(Failure::all)
}

/// The header of a table alone.
pub(crate) fn empty(name: &str) -> String {
    let columns: Vec<&str> =
        if name == ROUTES { project::route_columns().collect() } else { project::model_columns().collect() };
    columns.join("\t") + "\n"
}

/// Where a catalog is looked for, nearest first, and where one is made.
struct Searched<'d> {
    directories: Vec<&'d Path>,
    root: &'d Path,
}

/// Up to the workspace root: the manifest with a table `[workspace]`, else the nearest one. Outside a workspace every
/// directory upwards.
fn searched(current: &Path) -> Searched<'_> {
    let manifest = |directory: &&Path| fs::read_to_string(directory.join("Cargo.toml")).unwrap_or_default();
    let within: Vec<&Path> = project::directories(current.ancestors(), manifest).collect();
    let of_workspace = within.last().copied().filter(|directory| project::is_of_workspace(&manifest(directory)));
    let root = of_workspace.or_else(|| current.ancestors().find(|directory| directory.join("Cargo.toml").is_file()));
    let directories = current.ancestors().take_while(|directory| root.is_none_or(|root| directory.starts_with(root)));
    Searched { directories: directories.collect(), root: root.unwrap_or(current) }
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

/// A new folder appears with both files in it.
fn create(folder: &Path, tables: &Tables) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    let prefix = format!(".{FOLDER}-");
    let mut builder = Builder::new();
    for_everyone(&mut builder, 0o755);
    let made = builder.prefix(&prefix).tempdir_in(parent)?;
    for (name, text) in [(MODELS, &tables.models), (ROUTES, &tables.routes)] {
        fs::write(made.path().join(name), text)?;
    }
    fs::rename(made.path(), folder)?;
    // It is no longer where it would be removed.
    let _ = made.keep();
    Ok(())
}

/// What is made is for everyone who may read the project, as far as the umask allows.
fn for_everyone(builder: &mut Builder<'_, '_>, mode: u32) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = (builder, mode);
}

/// The manifests of the crates that find `folder`.
fn manifests(folder: &Path) -> io::Result<Vec<PathBuf>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        manifest_path: PathBuf,
    }
    let root = folder.parent().unwrap_or(folder).join("Cargo.toml");
    if !root.is_file() {
        return Ok(Vec::new());
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version=1", "--manifest-path"];
    let output = Command::new(cargo).args(arguments).arg(&root).output()?;
    if !output.status.success() {
        return Err(io::Error::other("`cargo metadata` fails"));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    Ok(metadata.packages.into_iter().map(|package| package.manifest_path).chain(iter::once(root)).collect())
}

fn touch(file: &Path) -> io::Result<()> {
    File::options().append(true).open(file)?.set_modified(SystemTime::now())
}
