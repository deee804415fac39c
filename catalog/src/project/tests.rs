use super::*;
use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use core::cell::RefCell;

/// Files with their texts, and the directories that they make. Notes which texts were asked for.
#[derive(Default)]
struct InMemory {
    texts: BTreeMap<String, String>,
    asked: RefCell<Vec<String>>,
}

impl InMemory {
    fn with(texts: &[(&str, &str)]) -> Self {
        let texts = texts.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        InMemory { texts, asked: RefCell::default() }
    }

    fn and(mut self, file: &str, text: &str) -> Self {
        self.texts.insert(file.to_owned(), text.to_owned());
        self
    }

    fn folder(&self, crate_directory: &str) -> Option<String> {
        folder(self, crate_directory).folder
    }
}

impl Files for InMemory {
    fn text(&self, file: &str) -> Option<String> {
        self.asked.borrow_mut().push(file.to_owned());
        self.texts.get(file).cloned()
    }

    fn is_directory(&self, path: &str) -> bool {
        self.texts.keys().any(|file| file.starts_with(&(path.to_owned() + "/")))
    }

    fn directories(&self, directory: &str) -> Vec<String> {
        let below = self.texts.keys().filter_map(|file| file.strip_prefix(directory)?.strip_prefix('/'));
        below.filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect()
    }
}

/// A workspace with a catalog, and one crate in it.
fn workspace(root_manifest: &str) -> InMemory {
    InMemory::with(&[
        ("/w/Cargo.toml", root_manifest),
        ("/w/bedrock-catalog/routes.tsv", ""),
        ("/w/a/Cargo.toml", "[package]\nname = \"a\"\n"),
    ])
}

const OF_ROOT: &str = "/w/bedrock-catalog";

#[test]
fn without_a_folder_above_no_manifest_is_read() {
    let files = InMemory::with(&[("/w/Cargo.toml", "[workspace]"), ("/w/a/Cargo.toml", "")]);
    let found = folder(&files, "/w/a");
    assert_eq!(found, Found { folder: None, manifests: ["/w/a/Cargo.toml".to_owned()].into(), is_fetched: false });
    let files = files.and("/w/a/bedrock-catalog/routes.tsv", "").and("/w/bedrock-catalog/routes.tsv", "");
    assert_eq!(files.folder("/w/a").as_deref(), Some("/w/a/bedrock-catalog"));
    assert!(!files.asked.borrow().iter().any(|file| file.ends_with("Cargo.toml")), "{:?}", files.asked);
}

#[test]
fn members_take_the_nearest_folder_within_the_workspace() {
    let files = workspace("[workspace]\nmembers = [\"a\", \"b/c\"]").and("/w/b/c/Cargo.toml", "");
    assert_eq!(files.folder("/w/a").as_deref(), Some(OF_ROOT));
    let files = files.and("/w/b/bedrock-catalog/routes.tsv", "");
    assert_eq!(files.folder("/w/b/c").as_deref(), Some("/w/b/bedrock-catalog"));
    let above = InMemory::with(&[
        ("/bedrock-catalog/routes.tsv", ""),
        ("/w/Cargo.toml", "[workspace]\nmembers = [\"a\"]"),
        ("/w/a/Cargo.toml", ""),
    ]);
    assert_eq!(above.folder("/w/a"), None);
    assert_eq!(above.folder("/w"), None);
}

#[test]
fn what_only_lies_in_a_workspace_takes_none() {
    for root in ["[workspace]", "[workspace]\nmembers = [\"b\"]", "[package]\nname = \"w\"", "", "not TOML"] {
        assert_eq!(workspace(root).folder("/w/a"), None, "{root}");
    }
    let listed = "[workspace]\nmembers = [\"*\"]";
    assert_eq!(workspace(listed).and("/w/a/Cargo.toml", "[workspace]").folder("/w/a"), None);
    assert_eq!(workspace(listed).and("/w/a/Cargo.toml", "not TOML").folder("/w/a"), None);
    assert_eq!(workspace(&(listed.to_owned() + "\nexclude = [\"a\"]")).folder("/w/a"), None);
}

#[test]
fn what_cargo_fetched_takes_none_from_outside() {
    for mark in FETCHED {
        let members = "[workspace]\nmembers = [\"a\", \"a/b\"]";
        let files = workspace(members).and("/w/a/b/Cargo.toml", "").and(&path::join("/w/a", mark), "");
        assert_eq!((files.folder("/w/a"), files.folder("/w/a/b")), (None, None));
        assert!(is_fetched(&files, "/w/a/b") && !is_fetched(&files, "/w"));
        let files = files.and("/w/a/bedrock-catalog/routes.tsv", "");
        let own = Some("/w/a/bedrock-catalog".to_owned());
        assert_eq!((files.folder("/w/a"), files.folder("/w/a/b")), (own.clone(), own));
    }
}

#[test]
fn what_cargo_packages_takes_none_from_outside() {
    let files =
        workspace("[workspace]\nmembers = [\"target/package/*\"]").and("/w/target/package/a-0.1.0/Cargo.toml", "");
    assert_eq!(files.folder("/w/target/package/a-0.1.0"), None);
}

/// Of many members only those that lead to the crate decide.
#[test]
fn manifests_that_decided_are_told() {
    let files = workspace("[workspace]\nmembers = [\"m/*\"]")
        .and("/w/m/one/Cargo.toml", "dependencies.two = { path = \"../../two\" }")
        .and("/w/m/other/Cargo.toml", "[package]")
        .and("/w/two/Cargo.toml", "[target.'cfg(unix)'.dev-dependencies.a]\npath = '../a'");
    let found = folder(&files, "/w/a");
    let manifests = ["/w/Cargo.toml", "/w/a/Cargo.toml", "/w/m/one/Cargo.toml", "/w/two/Cargo.toml"];
    assert_eq!(
        found,
        Found { folder: Some(OF_ROOT.to_owned()), manifests: manifests.map(str::to_owned).into(), is_fetched: false }
    );
    let files = files.and("/w/two/Cargo.toml", "");
    let found = folder(&files, "/w/a");
    assert_eq!(
        found,
        Found { folder: None, manifests: manifests[..2].iter().map(ToString::to_string).collect(), is_fetched: false }
    );
}

#[test]
fn dependencies_in_a_circle_end() {
    let files = workspace("[workspace]\nmembers = [\"b\"]")
        .and("/w/b/Cargo.toml", "[dependencies]\nc.path = \"../c\"")
        .and("/w/c/Cargo.toml", "[build-dependencies]\nb.path = \"../b\"");
    assert_eq!(files.folder("/w/a"), None);
    assert_eq!(
        files.and("/w/c/Cargo.toml", "[dependencies]\na = { path = '../a' }").folder("/w/a").as_deref(),
        Some(OF_ROOT)
    );
}

#[test]
fn columns_are_those_of_the_built_in_tables() {
    assert!(route_columns().eq(["profile", "source", "destinations", "seen", "origin", "status"]));
    assert_eq!((model_columns().next(), model_columns().last()), (Some("model"), Some("origin")));
}
