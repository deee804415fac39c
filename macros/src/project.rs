//! The project's own catalog: the folder `bedrock-catalog` of the crate, or of the nearest parent up to the root of the
//! workspace of which it is a member.

use bedrock_profiles_catalog::project::{self, Files as _, Found};
use bedrock_profiles_catalog::{Catalog, Malformed, Overlay, TableFile};
use proc_macro2::TokenStream;
use quote::quote;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs, io};

const TABLES: [&str; 2] = [project::ROUTES, project::MODELS];

/// How many malformed rows are reported.
const MOST_MESSAGES: usize = 10;

/// What a crate's declarations are checked against.
#[derive(Default)]
pub(crate) struct Project {
    /// What the project's catalog says; `None` where there is none.
    overlay: Option<Result<Arc<Overlay>, Vec<String>>>,
    /// The files that it depends on.
    files: Vec<PathBuf>,
    /// Whether cargo fetched the package: what a newer catalog withdraws is an error for those alone who can mend it.
    pub(crate) is_fetched: bool,
}

impl Project {
    /// That of the crate that is being compiled.
    pub(crate) fn from_env() -> Self {
        // Cargo takes no path that is not UTF-8.
        let Ok(crate_dir) = env::var("CARGO_MANIFEST_DIR") else { return Project::default() };
        let Found { folder, manifests, is_fetched } = found(crate_dir);
        let folder = folder.map(PathBuf::from);
        // A nearer folder can't be tracked before it is there: whoever adds it touches the manifest.
        let manifests = manifests.into_iter().map(PathBuf::from);
        let tables = folder.iter().flat_map(|folder| TABLES.map(|table| folder.join(table)));
        Project { files: manifests.chain(tables).collect(), overlay: folder.as_deref().map(overlay), is_fetched }
    }

    /// The catalog, or what keeps it from being read.
    pub(crate) fn catalog(&self) -> Result<Catalog<'_>, &[String]> {
        match &self.overlay {
            Some(Ok(overlay)) => Ok(overlay.catalog()),
            Some(Err(errors)) => Err(errors),
            None => Ok(Catalog::BUILT_IN.refreshable()),
        }
    }

    /// Items that make cargo compile the crate again when a file changes or is removed.
    pub(crate) fn tracked(&self) -> TokenStream {
        let files = self.files.iter().filter(|file| file.is_file()).filter_map(|file| file.to_str());
        quote!(#(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*)
    }
}

bedrock_profiles_catalog::files_on_disk!(Disk);

/// The folder that was found last, and from what.
struct Search {
    crate_dir: String,
    nearest: Option<String>,
    texts: Vec<Option<String>>,
    found: Found,
}

/// Membership is decided once for a crate: that takes milliseconds, and more where a member is none but as a dependency.
static LAST: Mutex<Option<Search>> = Mutex::new(None);

fn found(crate_dir: String) -> Found {
    let nearest = project::nearest(&Disk, &crate_dir).map(str::to_owned);
    let texts = |found: &Found| found.manifests.iter().map(|manifest| Disk.text(manifest)).collect::<Vec<_>>();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let same =
        |last: &&Search| last.crate_dir == crate_dir && last.nearest == nearest && last.texts == texts(&last.found);
    if let Some(last) = last.as_ref().filter(same) {
        return last.found.clone();
    }
    let found = project::folder(&Disk, &crate_dir);
    *last = Some(Search { texts: texts(&found), crate_dir, nearest, found: found.clone() });
    found
}

/// The tables that were read last, with what they said.
struct Cached {
    folder: PathBuf,
    texts: [String; 2],
    overlay: Result<Arc<Overlay>, Vec<String>>,
}

/// rustc loads the macro once for a crate: its invocations share the tables. An editor keeps it loaded.
static CACHE: Mutex<Option<Cached>> = Mutex::new(None);

fn overlay(folder: &Path) -> Result<Arc<Overlay>, Vec<String>> {
    let texts = match read(folder) {
        Ok(texts) => texts,
        Err(error) => return Err(vec![error]),
    };
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cached) = cache.as_ref().filter(|cached| cached.folder == folder && cached.texts == texts) {
        return cached.overlay.clone();
    }
    let overlay = laid(folder, &texts).map(Arc::new);
    *cache = Some(Cached { folder: folder.to_owned(), texts, overlay: overlay.clone() });
    overlay
}

fn read(folder: &Path) -> Result<[String; 2], String> {
    let [routes, models] = TABLES.map(|table| {
        let path = folder.join(table);
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        let text = TableFile::from_bytes(&shown(&path), &bytes).map(|file| file.text.to_owned());
        text.map_err(|malformed| malformed.to_string())
    });
    Ok([routes?, models?])
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    let path = shown(path);
    format!("`{path}` can't be read: {error}\nhelp: {}", project::BOTH)
}

fn laid(folder: &Path, texts: &[String; 2]) -> Result<Overlay, Vec<String>> {
    let [routes_name, models_name] = TABLES.map(|table| shown(&folder.join(table)));
    let [routes, models] = texts;
    let overlay =
        Overlay::new(TableFile { name: &routes_name, text: routes }, TableFile { name: &models_name, text: models });
    overlay.map_err(|malformed| messages(&malformed))
}

/// The path as it is seen from where cargo runs the compiler: the workspace root.
fn shown(path: &Path) -> String {
    let from = env::current_dir().unwrap_or_default();
    path.strip_prefix(from).unwrap_or(path).display().to_string()
}

/// The first ones, and how many more there are.
fn messages(malformed: &[Malformed]) -> Vec<String> {
    let mut messages: Vec<String> = malformed.iter().take(MOST_MESSAGES).map(ToString::to_string).collect();
    if let Some(more @ 1..) = malformed.len().checked_sub(MOST_MESSAGES) {
        let errors = if more == 1 { "error" } else { "errors" };
        messages.push(format!("{more} more {errors} in the project's catalog"));
    }
    messages
}

#[cfg(test)]
impl Project {
    /// One whose catalog has these tables.
    pub(crate) fn of_tables(routes: &str, models: &str) -> Self {
        let overlay = laid(Path::new(project::FOLDER), &[routes, models].map(str::to_owned));
        Project { overlay: Some(overlay.map(Arc::new)), ..Project::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const HEADERS: [&str; 2] = ["profile\tsource\tdestinations\tseen\torigin\n", "model\tseen\torigin\n"];

    fn write(folder: &Path, route: &str) {
        for (table, text) in TABLES.into_iter().zip([HEADERS[0].to_owned() + route, HEADERS[1].to_owned()]) {
            fs::write(folder.join(table), text).unwrap();
        }
    }

    #[test]
    fn membership_is_decided_again_when_a_manifest_or_a_nearer_folder_changes_it() {
        let root = TempDir::new().unwrap();
        let root = root.path();
        let krate = root.join("a");
        fs::create_dir_all(&krate).unwrap();
        fs::create_dir(root.join(project::FOLDER)).unwrap();
        fs::write(krate.join("Cargo.toml"), "").unwrap();
        let folder = || found(krate.to_str().unwrap().to_owned()).folder.map(PathBuf::from);
        for (members, expected) in [("'a'", Some(root.join(project::FOLDER))), ("", None)] {
            fs::write(root.join("Cargo.toml"), format!("[workspace]\nmembers = [{members}]")).unwrap();
            assert_eq!((folder(), folder()), (expected.clone(), expected));
        }
        fs::create_dir(krate.join(project::FOLDER)).unwrap();
        assert_eq!(folder(), Some(krate.join(project::FOLDER)));
    }

    #[test]
    fn tables_are_read_again_only_when_they_have_changed() {
        let [here, there] = [TempDir::new().unwrap(), TempDir::new().unwrap()];
        write(here.path(), "");
        write(there.path(), "");
        let first = overlay(here.path()).unwrap();
        assert!(Arc::ptr_eq(&first, &overlay(here.path()).unwrap()));
        assert!(!Arc::ptr_eq(&first, &overlay(there.path()).unwrap()), "errors name the folder");
        write(here.path(), "eu.anthropic.claude-sonnet-4-6\teu-new-1\teu-new-1\t2026-11-22\tmine\n");
        let second = overlay(here.path()).unwrap();
        assert!(second.catalog().region("eu-new-1").is_some());
        assert!(Arc::ptr_eq(&second, &overlay(here.path()).unwrap()));
        write(here.path(), "wrong\n");
        assert!(overlay(here.path()).is_err());
        fs::remove_file(here.path().join(project::ROUTES)).unwrap();
        assert!(overlay(here.path()).unwrap_err()[0].contains("routes.tsv` can't be read"));
    }

    #[test]
    fn ten_malformed_rows_are_told_and_the_others_counted() {
        // Past the cache, which the other test counts on.
        let told = |rows: usize| {
            laid(Path::new("folder"), &[HEADERS[0].to_owned() + &"wrong\n".repeat(rows), HEADERS[1].to_owned()])
                .unwrap_err()
        };
        let with_place = |message: &&String| message.contains("routes.tsv:");
        for rows in [1, 9, 10] {
            let messages = told(rows);
            assert_eq!((messages.len(), messages.iter().filter(with_place).count()), (rows, rows));
        }
        for (rows, more) in [(11, "1 more error"), (12, "2 more errors"), (50, "40 more errors")] {
            let messages = told(rows);
            assert_eq!((messages.len(), messages.iter().filter(with_place).count()), (11, 10));
            assert_eq!(messages[10], format!("{more} in the project's catalog"));
        }
    }
}
