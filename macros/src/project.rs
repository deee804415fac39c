//! The project's own catalog: the folder `bedrock-catalog` of the crate, or of the nearest parent up to the
//! workspace root.

use bedrock_profiles_catalog::{Catalog, Malformed, Overlay, TableFile, project};
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
}

impl Project {
    /// That of the crate that is being compiled.
    pub(crate) fn from_env() -> Self {
        let Some(crate_dir) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else { return Project::default() };
        match nearest_folder(&crate_dir) {
            Some(folder) => {
                Project { overlay: Some(overlay(&folder)), files: TABLES.map(|table| folder.join(table)).into() }
            }
            // What is not there can't be tracked: whoever adds the folder touches the manifest.
            None => Project { overlay: None, files: vec![crate_dir.join("Cargo.toml")] },
        }
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

/// From the crate's directory up to that of the workspace: the first that has the folder.
fn nearest_folder(crate_dir: &Path) -> Option<PathBuf> {
    let manifest = |dir: &&Path| fs::read_to_string(dir.join("Cargo.toml")).unwrap_or_default();
    let within = project::directories(crate_dir.ancestors(), manifest);
    within.map(|dir| dir.join(project::FOLDER)).find(|folder| folder.is_dir())
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
        messages.push(format!("{more} more errors in the project's catalog"));
    }
    messages
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
        for rows in [11, 12, 50] {
            let messages = told(rows);
            assert_eq!((messages.len(), messages.iter().filter(with_place).count()), (11, 10));
            assert_eq!(messages[10], format!("{} more errors in the project's catalog", rows - 10));
        }
    }
}
