//! A file that a build script writes, and which other one it clashes with.

use super::error::BuildError;
use super::output::Output;
use alloc::{borrow::Cow, collections::BTreeSet, format, string::String};
use serde_json::{Map, Value};
use std::path::{Component, Path, PathBuf};

/// A file, and what it defines for Terraform, to which all files of a directory are one module.
#[derive(Debug)]
pub(super) struct OutputFile {
    path: PathBuf,
    addresses: BTreeSet<String>,
}

impl OutputFile {
    pub(super) fn new(path: &Path, output: &Output<'_>) -> Self {
        let addresses = output.terraform().map(|module| addresses(&module)).unwrap_or_default();
        OutputFile { path: plain(path), addresses }
    }

    pub(super) fn is(&self, path: &Path) -> bool {
        self.path == path
    }

    pub(super) fn name(&self) -> Cow<'_, str> {
        self.path.to_string_lossy()
    }

    /// Why `other` can't be written after this one, if it can't.
    pub(super) fn clash(&self, other: &OutputFile) -> Option<BuildError> {
        if self.path == other.path {
            return Some(BuildError::twice(&self.path));
        }
        let shares_module = self.path.parent() == other.path.parent();
        let address = self.addresses.intersection(&other.addresses).next().filter(|_| shares_module)?;
        Some(BuildError::same_address(&other.path, &self.path, address))
    }
}

/// The path without `.` and, as far as its text tells, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            _ => plain.push(component),
        }
    }
    plain
}

/// `aws_iam_policy.support_chat`. Data sources and outputs are named after the resources.
fn addresses(module: &Value) -> BTreeSet<String> {
    let resources = module.get("resource").and_then(Value::as_object).into_iter().flatten();
    let labelled = resources.flat_map(|(kind, labelled)| {
        labelled.as_object().into_iter().flat_map(Map::keys).map(move |label| format!("{kind}.{label}"))
    });
    labelled.collect()
}
