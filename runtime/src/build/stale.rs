//! Files that are not as declared, and how they are shown.

use alloc::format;
use alloc::string::{String, ToString as _};
use core::fmt;
use similar::TextDiff;
use std::path::Path;

/// What to do about it in continuous integration.
const CURE_OF_BUILDS: &str = "help: `cargo build` without `BEDROCK_PROFILES_CHECK` writes what is declared: commit it";

/// A committed file, and how it differs from what is declared.
#[derive(Debug)]
pub(super) struct Stale {
    path: String,
    state: &'static str,
    diff: String,
}

impl Stale {
    /// `committed` is `None` where there is no file.
    pub(super) fn new(path: &Path, committed: Option<&str>, declared: &str) -> Self {
        let path = path.display().to_string();
        let (state, from) = match committed {
            Some(_) => ("is stale", format!("{path} (committed)")),
            None => ("is missing", "/dev/null".to_string()),
        };
        let to = format!("{path} (declared)");
        let diff =
            TextDiff::from_lines(committed.unwrap_or_default(), declared).unified_diff().header(&from, &to).to_string();
        Stale { path, state, diff }
    }

    /// For the test of a file that no build script may know.
    pub(super) fn in_a_test(&self) -> String {
        let path = &self.path;
        format!("{self}help: `build.write({path:?}, &policy)?` in a build script writes what is declared: commit it")
    }
}

/// The diff below a line that says what is wrong.
impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stale { path, state, diff } = self;
        write!(f, "`{path}` {state}\n{diff}")
    }
}

/// What a build says of the files; nothing if there are none.
pub(super) fn report(stale: &[Stale]) -> Option<String> {
    let files: String = stale.iter().map(Stale::to_string).collect();
    (!files.is_empty()).then(|| files + CURE_OF_BUILDS)
}
