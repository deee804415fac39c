//! Which workspace a crate is a member of.

use super::manifest::{self, Manifest, Workspace};
use super::{Files, glob, path};
use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

/// How many manifests are read at most to find a member that is none but as a dependency.
const MOST_MANIFESTS: usize = 10_000;

/// The workspace that a crate is a member of.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The directory of the workspace's root; `None` where the crate is on its own.
    pub root: Option<String>,
    /// The manifests that decided: that of the crate, those above it up to the root, and those of the members through
    /// which it is a dependency. That some other member may come to depend on it is in none of these.
    pub manifests: Vec<String>,
}

/// The workspace of which the crate in `crate_directory` is a member, as cargo decides it: the root, what `members` lists,
/// and their dependencies that are below the root, without what `exclude` lists. A manifest that can't be read makes
/// nothing a member.
pub fn membership(files: &impl Files, crate_directory: &str) -> Membership {
    let directory = path::resolved(crate_directory);
    let mut decided = Vec::new();
    let root = root(files, &directory, &mut decided);
    let through = root.as_deref().and_then(|root| chain(files, root, &directory));
    let root = root.filter(|_| through.is_some());
    decided.extend(through.unwrap_or_default());
    let seen: BTreeSet<String> = decided.into_iter().collect();
    Membership { root, manifests: seen.iter().map(|directory| manifest::file(directory)).collect() }
}

/// The directory of the workspace that a crate takes itself for a member of. Adds the directories that decided.
fn root(files: &impl Files, directory: &str, decided: &mut Vec<String>) -> Option<String> {
    // `cargo package` builds a crate there as it will be published.
    let packaged = |ancestor: &str| path::components(ancestor).rev().take(2).eq(["package", "target"]);
    for ancestor in path::ancestors(directory).take_while(|ancestor| *ancestor == directory || !packaged(ancestor)) {
        let Some(text) = files.text(&manifest::file(ancestor)) else { continue };
        decided.push(ancestor.to_owned());
        match Manifest::read(&text)? {
            Manifest { workspace: Some(workspace), .. } if !workspace.excludes(ancestor, directory) => {
                return Some(ancestor.to_owned());
            }
            Manifest { workspace: None, pointer: Some(pointer), .. } => {
                let root = path::resolved(&path::relative(ancestor, &pointer));
                decided.push(root.clone());
                return Some(root);
            }
            _ => {}
        }
    }
    None
}

/// The members through which `directory` is one itself; none where it is listed.
fn chain(files: &impl Files, root: &str, directory: &str) -> Option<Vec<String>> {
    let workspace = Manifest::of(files, root)?.workspace?;
    if workspace.excludes(root, directory) {
        return None;
    }
    if directory == root || workspace.members(root).any(|member| glob::matches(&member, directory)) {
        return Some(Vec::new());
    }
    Members::listed(files, root, &workspace).chain_to(files, root, &workspace, directory)
}

/// Members, each with the place of the one that depends on it.
struct Members {
    found: Vec<(String, Option<usize>)>,
    seen: BTreeSet<String>,
}

impl Members {
    fn listed(files: &impl Files, root: &str, workspace: &Workspace) -> Self {
        let mut members = Members { found: Vec::new(), seen: BTreeSet::new() };
        members.add(root.to_owned(), None);
        for member in workspace.members(root).flat_map(|member| glob::directories(files, &member)) {
            if !workspace.excludes(root, &member) {
                members.add(member, None);
            }
        }
        members
    }

    fn add(&mut self, directory: String, of: Option<usize>) {
        if self.seen.insert(directory.clone()) {
            self.found.push((directory, of));
        }
    }

    /// Follows dependencies until one is `wanted`.
    fn chain_to(mut self, files: &impl Files, root: &str, workspace: &Workspace, wanted: &str) -> Option<Vec<String>> {
        let mut at = 0;
        while let Some((member, _)) = self.found.get(at).filter(|_| at < MOST_MANIFESTS) {
            let manifest = Manifest::of(files, member).unwrap_or_default();
            for dependency in manifest.path_dependencies(member, root, workspace) {
                if dependency == wanted {
                    return Some(self.up_from(at));
                }
                if !self.seen.contains(&dependency) && is_member(files, root, workspace, &dependency) {
                    self.add(dependency, Some(at));
                }
            }
            at += 1;
        }
        None
    }

    /// The member at a place, and through which it is one.
    fn up_from(&self, at: usize) -> Vec<String> {
        let mut next = Some(at);
        let mut chain = Vec::new();
        while let Some((member, of)) = next.and_then(|at| self.found.get(at)) {
            chain.push(member.clone());
            next = *of;
        }
        chain
    }
}

/// Whether a dependency of a member is one too.
fn is_member(files: &impl Files, root: &str, workspace: &Workspace, dependency: &str) -> bool {
    let is_below = path::is_within(dependency, root);
    (is_below || self::root(files, dependency, &mut Vec::new()).as_deref() == Some(root))
        && !workspace.excludes(root, dependency)
}
