//! What a `Cargo.toml` says about workspaces.

use super::toml::{self, Entry, Value};
use super::{Files, path};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// The tables of dependencies, the last two as cargo read them before it had the others.
const DEPENDENCIES: [&str; 5] =
    ["dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "build_dependencies"];

/// A manifest.
#[derive(Default)]
pub(super) struct Manifest {
    /// What it is as the root of a workspace.
    pub(super) workspace: Option<Workspace>,
    /// Where `package.workspace` says that the root is.
    pub(super) pointer: Option<String>,
    /// The paths of dependencies.
    paths: Vec<String>,
    /// The dependencies that are as the workspace has them.
    inherited: Vec<String>,
}

/// The table `[workspace]`.
#[derive(Default)]
pub(super) struct Workspace {
    members: Vec<String>,
    exclude: Vec<String>,
    /// The paths of its dependencies.
    dependencies: BTreeMap<String, String>,
}

impl Manifest {
    /// That of a directory; `None` where there is none that can be read.
    pub(super) fn of(files: &impl Files, directory: &str) -> Option<Self> {
        Manifest::read(&files.text(&file(directory))?)
    }

    /// `None` for what is not TOML.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut manifest = Manifest::default();
        toml::entries(text)?.into_iter().for_each(|entry| manifest.take(entry));
        Some(manifest)
    }

    fn take(&mut self, (key, value): Entry) {
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        match key.as_slice() {
            ["workspace", key @ ..] => self.workspace.get_or_insert_default().take(key, value),
            ["package" | "project", "workspace"] => self.pointer = text(value),
            [tables, name, key] | ["target", _, tables, name, key] if DEPENDENCIES.contains(tables) => {
                match (*key, value) {
                    ("path", Value::Text(path)) => self.paths.push(path),
                    ("workspace", Value::True) => self.inherited.push((*name).into()),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// The directories of the dependencies that are directories. This manifest is in `directory`, its workspace in `root`.
    pub(super) fn path_dependencies(&self, directory: &str, root: &str, workspace: &Workspace) -> Vec<String> {
        let own = self.paths.iter().map(|path| path::relative(directory, path));
        let inherited = self.inherited.iter().filter_map(|name| workspace.dependencies.get(name));
        let inherited = inherited.map(|path| path::relative(root, path));
        own.chain(inherited).map(|path| path::resolved(&path)).collect()
    }
}

impl Workspace {
    fn take(&mut self, key: &[&str], value: Value) {
        match (key, value) {
            (["members"], Value::Texts(members)) => self.members = members,
            (["exclude"], Value::Texts(exclude)) => self.exclude = exclude,
            (["dependencies", name, "path"], Value::Text(path)) => {
                self.dependencies.insert((*name).into(), path);
            }
            _ => {}
        }
    }

    /// The patterns of the members, as absolute paths. This workspace is in `root`.
    pub(super) fn members(&self, root: &str) -> impl Iterator<Item = String> {
        self.members.iter().map(move |member| path::resolved(&path::relative(root, member)))
    }

    /// Whether `directory` is excluded. Here nothing is a pattern, and a member counts with all below it.
    pub(super) fn excludes(&self, root: &str, directory: &str) -> bool {
        let manifest = file(directory);
        let within = |listed: &String| path::is_within(&manifest, &path::relative(root, listed));
        self.exclude.iter().any(within) && !self.members.iter().any(within)
    }
}

/// The manifest of a directory.
pub(super) fn file(directory: &str) -> String {
    path::join(directory, "Cargo.toml")
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}
