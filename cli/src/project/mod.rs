//! The project's own catalog on disk.

mod manifests;
mod search;
mod write;

use crate::answer::Day;
use crate::failure::Failure;
use crate::tables::{TableTexts, Tables};
use bedrock_profiles_catalog::project::{self, MODELS, ROUTES};
use bedrock_profiles_catalog::{Catalog, Overlay, TableFile};
use bedrock_profiles_check::report::quoted_one;
use search::Searched;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The folder of the catalog: that of the project, or where it would be.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
    /// The directory that the command was called in.
    current: PathBuf,
    exists: bool,
}

impl Project {
    /// That of the directory in which the command was called: the nearest one upwards that its crate takes, else the one
    /// that would be made in the workspace root, or in the directory itself outside a workspace.
    pub(crate) fn find() -> Result<Self, Failure> {
        let current = env::current_dir()
            .map_err(|error| Failure::new(format_args!("the current directory can't be read: {error}")))?;
        let Searched { folder, exists } = search::searched(&current);
        Ok(Project { folder, current, exists })
    }

    /// That of a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Project { folder: folder.to_owned(), current: PathBuf::new(), exists: true }
    }

    /// The built-in catalog with the project's rows over it, for as long as the command runs: the types of the library
    /// hold text that lives as long as the program. It is asked today.
    pub(crate) fn catalog() -> Result<Catalog<'static>, Failure> {
        let project = Project::find()?;
        let overlay = project.overlay(&project.both_texts()?)?;
        let today = Day::today().0.to_string();
        Ok(Box::leak(Box::new(overlay)).catalog().as_of(today.leak()))
    }

    /// Whether there is a catalog already.
    pub(crate) fn exists(&self) -> bool {
        self.exists
    }

    /// The folder as it is seen from where the command was called.
    pub(crate) fn shown(&self) -> String {
        self.folder.strip_prefix(&self.current).unwrap_or(&self.folder).to_string_lossy().into_owned()
    }

    /// The texts of the files; headers alone where there is no folder or no file.
    pub(crate) fn texts(&self) -> Result<TableTexts, Failure> {
        let empty = TableTexts::empty();
        Ok(TableTexts { routes: self.text(ROUTES, empty.routes)?, models: self.text(MODELS, empty.models)? })
    }

    /// The texts of the files, if they are both there or there is no folder: with one of them alone nothing compiles.
    pub(crate) fn both_texts(&self) -> Result<TableTexts, Failure> {
        match [ROUTES, MODELS].into_iter().find(|name| self.exists && !self.folder.join(name).exists()) {
            Some(name) => {
                let missing = Path::new(&self.shown()).join(name);
                let missing = quoted_one(&missing.to_string_lossy());
                Err(Failure::new(format_args!("{missing} is missing\nhelp: {}", project::BOTH)))
            }
            None => self.texts(),
        }
    }

    /// The tables as they are now, and the catalog that they make.
    pub(crate) fn read(&self) -> Result<(Tables, Overlay), Failure> {
        let texts = self.texts()?;
        let overlay = self.overlay(&texts)?;
        Ok((Tables::parse(&texts), overlay))
    }

    /// The built-in catalog with `texts` laid over it.
    pub(crate) fn overlay(&self, texts: &TableTexts) -> Result<Overlay, Failure> {
        overlay(&Path::new(&self.shown()).join(ROUTES), &Path::new(&self.shown()).join(MODELS), texts)
    }

    /// Keeps other runs from writing as long as it lives: what one of them writes in between would be lost.
    pub(crate) fn lock(&self) -> Lock {
        let parent = self.folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Lock { _directory: File::open(parent).ok().filter(|directory| directory.lock().is_ok()) }
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

    fn text(&self, name: &str, empty: String) -> Result<String, Failure> {
        let path = self.folder.join(name);
        if !self.exists || !path.exists() {
            return Ok(empty);
        }
        let bytes = fs::read(&path).map_err(|error| Failure::io(&path, "read", &error))?;
        let name = Path::new(&self.shown()).join(name).display().to_string();
        let file = TableFile::from_bytes(&name, &bytes).map_err(Failure::new)?;
        Ok(file.text.to_owned())
    }

    /// Writes what has changed; a new folder appears with both files in it.
    pub(crate) fn write(&self, texts: &TableTexts) -> Result<(), Failure> {
        if self.exists {
            return write::replace(&self.folder, texts);
        }
        write::create(&self.folder, texts)?;
        manifests::touch_all(&self.folder);
        Ok(())
    }
}

/// The directory that holds the folder of a catalog, locked. Where a platform locks no directory, runs that end at the
/// same moment are on their own.
#[derive(Debug)]
pub(crate) struct Lock {
    _directory: Option<File>,
}

/// The built-in catalog with tables laid over it, which are called `routes` and `models` in messages.
pub(crate) fn overlay(routes: &Path, models: &Path, texts: &TableTexts) -> Result<Overlay, Failure> {
    let (routes, models) = (routes.display().to_string(), models.display().to_string());
    let (routes, models) = files(&routes, &models, texts);
    Overlay::new(routes, models).map_err(Failure::all)
}

/// The same where every row of the tables wins, whatever its date.
pub(crate) fn overlay_with_every_row(texts: &TableTexts) -> Result<Overlay, Failure> {
    let (routes, models) = files(ROUTES, MODELS, texts);
    Overlay::with_every_row(routes, models).map_err(Failure::all)
}

fn files<'t>(routes: &'t str, models: &'t str, texts: &'t TableTexts) -> (TableFile<'t>, TableFile<'t>) {
    (TableFile { name: routes, text: &texts.routes }, TableFile { name: models, text: &texts.models })
}
