//! Crates as users have them, below the directory for tests' files, and cargo as users run it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

pub(crate) const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");

/// A crate, or a workspace of crates, of its own.
pub(crate) struct UserCrate {
    pub(crate) directory: PathBuf,
}

impl UserCrate {
    /// A crate in an empty directory. Its name is its own among the tests: they build into one target directory.
    pub(crate) fn new(name: &str, manifest: &str) -> Self {
        let krate = UserCrate { directory: Path::new(env!("CARGO_TARGET_TMPDIR")).join("users").join(name) };
        match fs::remove_dir_all(&krate.directory) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{}: {error}", krate.directory.display()),
            _ => {}
        }
        krate.write("Cargo.toml", manifest);
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock"), krate.directory.join("Cargo.lock"))
            .expect("a lock file");
        krate
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.directory.join(path);
        fs::create_dir_all(path.parent().expect("a file has a directory")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    /// A project's catalog with these rows, below `directory`.
    pub(crate) fn catalog(&self, directory: &str, routes: &str, models: &str) {
        let routes = format!("profile\tsource\tdestinations\tseen\torigin\n{routes}");
        let models = format!("model\tname\tstreaming\tseen\torigin\n{models}");
        self.write(&format!("{directory}/bedrock-catalog/routes.tsv"), &routes);
        self.write(&format!("{directory}/bedrock-catalog/models.tsv"), &models);
    }

    /// `cargo` in the crate's directory.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).arg("--offline").current_dir(&self.directory);
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("users-target"));
        // Half the time, and nothing here looks at them.
        command.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    }
}

/// The dependency on this crate, with further keys.
pub(crate) fn runtime(keys: &str) -> String {
    format!("bedrock-profiles = {{ path = {RUNTIME:?}{keys} }}")
}
