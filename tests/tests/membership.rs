//! Which crates take the catalog of a workspace: those that cargo itself takes for members, and no others.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{files_on_disk, project};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};
use tempfile::TempDir;

files_on_disk!(Disk);

/// The directory of a crate, and its manifest beyond name and edition; after a `!` the whole manifest, of no crate.
type Crate<'l> = (&'l str, &'l str);

const VIRTUAL: &str = "!\n[workspace]\nresolver = \"3\"\n";

/// A workspace as it lies on disk.
struct Layout(TempDir);

impl Layout {
    fn new(crates: &[Crate<'_>]) -> Self {
        let layout = Layout(TempDir::new().expect("a directory"));
        for (directory, manifest) in crates {
            let name = directory.replace(['/', '.'], "_");
            let package = format!("package.name = \"crate{name}\"\npackage.edition = \"2024\"\n");
            match manifest.strip_prefix('!') {
                Some(manifest) => layout.write(directory, "Cargo.toml", manifest),
                None => {
                    layout.write(directory, "Cargo.toml", &(package + manifest));
                    layout.write(directory, "src/lib.rs", "");
                }
            }
        }
        layout
    }

    fn root(&self) -> PathBuf {
        self.0.path().canonicalize().expect("a directory")
    }

    fn directory(&self, directory: &str) -> PathBuf {
        let directory: PathBuf = self.root().join(directory).components().collect();
        assert!(directory.starts_with(self.root()), "{} is somewhere else", directory.display());
        directory
    }

    fn write(&self, directory: &str, file: &str, text: &str) {
        let path = self.directory(directory).join(file);
        fs::create_dir_all(path.parent().expect("a file has a directory")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    /// Whether cargo takes the crate for a member of the workspace in `root`. It fails for one that takes itself for a
    /// member and is none.
    fn by_cargo(&self, directory: &str, root: &Path) -> bool {
        let manifest = self.directory(directory).join("Cargo.toml");
        let arguments = ["metadata", "--no-deps", "--offline", "--format-version=1", "--manifest-path"];
        let output = Command::new(env!("CARGO")).args(arguments).arg(&manifest).output().expect("cargo runs");
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains("current package believes it's in a workspace when it's not"), "{said}");
            return false;
        }
        let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let members: BTreeSet<&str> = packages.filter_map(|package| package["manifest_path"].as_str()).collect();
        metadata["workspace_root"].as_str().map(Path::new) == Some(root)
            && (manifest == root.join("Cargo.toml") || members.contains(manifest.to_str().expect("text")))
    }

    fn by_us(&self, directory: &str) -> Option<PathBuf> {
        let directory = self.directory(directory);
        project::membership(&Disk, directory.to_str().expect("text")).root.map(PathBuf::from)
    }
}

/// The members of the uppermost directory are those of `expected`.
fn members(expected: &[&str], crates: &[Crate<'_>]) {
    members_of("", expected, crates);
}

/// The members of the workspace in `root` are those of `expected`, by cargo and by us.
fn members_of(root: &str, expected: &[&str], crates: &[Crate<'_>]) {
    let layout = Layout::new(crates);
    let root = layout.directory(root);
    for (directory, _) in crates {
        let expected = expected.contains(directory);
        assert_eq!(layout.by_cargo(directory, &root), expected, "cargo: {directory} of {crates:?}");
        assert_eq!(layout.by_us(directory).as_ref() == Some(&root), expected, "{directory} of {crates:?}");
    }
}

#[test]
fn listed_members() {
    let root = &*format!("{VIRTUAL}members = [ # first\n  \"a\", './b/',\n  \"c/\\u0064\" # last\n]");
    members(&["", "a", "b", "c/d"], &[("", root), ("a", ""), ("b", ""), ("c/d", ""), ("c", ""), ("a/n", "")]);
    let dotted = "!workspace.members = [\"\"\"a\"\"\", '''b''']\n\"workspace\".resolver = '3'\n";
    members(&["", "a", "b"], &[("", dotted), ("a", ""), ("b", ""), ("c", "")]);
    members(&["", "a"], &[("", "!workspace = { resolver = \"3\", members = [\"x/../a\"] }"), ("a", ""), ("x", "")]);
}

#[test]
fn patterns() {
    let stars =
        &*format!("{VIRTUAL}members = [\"crates/*\", \"more/**/m\", \"one-?\", \"[a-c]x\", \"[!a-y]y\", \".h*\"]");
    members(
        &["", "crates/a", "crates/.b", "more/m", "more/x/y/m", "one-1", "bx", "zy", ".hidden"],
        &[
            ("", stars),
            ("crates/a", ""),
            ("crates/.b", ""),
            ("crates/a/n", ""),
            ("more/m", ""),
            ("more/x/y/m", ""),
            ("more/x/y/n", ""),
            ("one-1", ""),
            ("one-12", ""),
            ("bx", ""),
            ("dx", ""),
            ("zy", ""),
            ("by", ""),
            (".hidden", ""),
        ],
    );
}

#[test]
fn excluded() {
    let root = &*format!("{VIRTUAL}members = [\"*\", \"c/d\"]\nexclude = [\"a\", \"b/*\", \"c\"]");
    members(&["", "b", "c/d"], &[("", root), ("a", ""), ("a/n", ""), ("b", ""), ("c", ""), ("c/d", "")]);
    let listed = &*format!("{VIRTUAL}members = [\"a\"]\nexclude = [\"a\", \"b\"]");
    members(&["", "a"], &[("", listed), ("a", ""), ("b", ""), ("b/n", "")]);
    let of_root = "dependencies.crateb.path = \"b\"\n[workspace]\nexclude = [\"b\"]\nmembers = [\"b/c\"]";
    members(&["", "b/c"], &[("", of_root), ("b", ""), ("b/c", "")]);
}

#[test]
fn a_root_package_and_its_dependencies() {
    members(&[""], &[("", "[workspace]"), ("a", "")]);
    let root = "[workspace]\n[dependencies]\ncratea = { path = \"a\", optional = true }\n[dev-dependencies]\n\
                crateb.path = 'b'\n[build-dependencies.cratec]\npath = \"./x/../c\"\n\
                [target.'cfg(windows)'.dependencies]\ncrated = { features = [], path = \"\"\"\nd\"\"\" }\n\
                [target.\"x86_64-unknown-linux-gnu\".dev-dependencies]\nrenamed = { package = \"cratee\", path = \"e\" }";
    let crates = [("", root), ("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", "")];
    members(&["", "a", "b", "c", "d", "e"], &crates);
}

#[test]
fn dependencies_of_dependencies() {
    let root = &*format!("{VIRTUAL}members = [\"m/*\"]");
    members(
        &["", "m/a", "b", "c"],
        &[
            ("", root),
            ("m/a", "dependencies.crateb.path = \"../../b\""),
            ("b", "dependencies = { cratec = { path = \"../c\" } }"),
            ("c", "[dev-dependencies]\ncratem_a.path = \"../m/a\""),
            ("d", "[dependencies]\ncratec.path = \"../c\""),
        ],
    );
}

#[test]
fn dependencies_of_the_workspace() {
    let root = &*format!(
        "{VIRTUAL}members = [\"m/a\"]\n[workspace.dependencies]\ncrateb.path = \"b\"\ncratec = {{ path = \"c\" }}\n\
         cratee.path = \"e\""
    );
    members(
        &["", "m/a", "b", "c"],
        &[
            ("", root),
            ("m/a", "dependencies.crateb.workspace = true\n[dependencies.cratec]\nworkspace = true\nfeatures = []"),
            ("b", ""),
            ("c", "[features]"),
            ("e", ""),
        ],
    );
}

#[test]
fn a_patch_makes_no_member() {
    let root = "[workspace]\n[patch.crates-io]\nserde = { path = \"vendored\" }";
    members(&[""], &[("", root), ("vendored", "")]);
}

#[test]
fn a_workspace_in_a_workspace() {
    let root = &*format!("{VIRTUAL}members = [\"a\", \"inner/b\"]\nexclude = [\"inner\"]");
    let points = "package.workspace = \"../..\"";
    members(
        &["", "a", "inner/b"],
        &[("", root), ("a", ""), ("inner", "[workspace]\nmembers = [\"c\"]"), ("inner/b", points), ("inner/c", "")],
    );
    let skipped = &*format!("{VIRTUAL}members = [\"inner/b\"]");
    members(&["", "inner/b"], &[("", skipped), ("inner", &format!("{VIRTUAL}exclude = ['b']")), ("inner/b", "")]);
}

#[test]
fn a_crate_that_points_to_its_workspace() {
    let root = &*format!("{VIRTUAL}members = [\"a/b\"]");
    members(
        &["", "a/b"],
        &[("", root), ("a/b", "package.workspace = \"../../\""), ("c", "package.workspace = \"..\"")],
    );
}

/// Its dependencies are none: they are outside, and do not point to it.
#[test]
fn a_member_outside_of_the_directory_of_its_workspace() {
    let crates = [
        ("w", &*format!("{VIRTUAL}members = [\"a\", \"../b\"]")),
        ("w/a", "dependencies.cratec.path = '../../c'"),
        ("b", "package.workspace = \"../w\"\n[dependencies]\ncrated.path = '../d'"),
        ("c", ""),
        ("d", ""),
    ];
    members_of("w", &["w", "w/a", "b"], &crates);
}
