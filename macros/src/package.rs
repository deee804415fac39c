//! Whose package is compiled: what a newer catalog withdraws is an error for those who can mend it.

use std::env;
use std::path::{Path, PathBuf};

/// What cargo puts beside the manifest of a package that it vendors.
const VENDORED: &str = ".cargo-checksum.json";

/// What cargo puts into each directory of a package that it unpacks, and of a git repository that it checks out.
const CHECKED_OUT: &str = ".cargo-ok";

/// Whether the package that is compiled comes from a registry or from git.
pub(crate) fn is_foreign() -> bool {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).is_some_and(|dir| is_foreign_in(&dir))
}

fn is_foreign_in(dir: &Path) -> bool {
    dir.join(VENDORED).is_file() || dir.ancestors().any(|dir| dir.join(CHECKED_OUT).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    #[test]
    fn a_package_that_cargo_brought_is_foreign() {
        let root = TempDir::new().unwrap();
        let member = root.path().join("crates/member");
        fs::create_dir_all(&member).unwrap();
        assert!(!is_foreign_in(&member));
        fs::write(root.path().join(VENDORED), "{}").unwrap();
        assert!(is_foreign_in(root.path()) && !is_foreign_in(&member));
        fs::write(root.path().join(CHECKED_OUT), "").unwrap();
        assert!(is_foreign_in(&member), "a member of a workspace that is checked out");
    }
}
