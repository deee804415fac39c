//! A directory, and the binary in it.

use crate::ended::Ended;
use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Answers of the AWS CLI, verbatim but for the account.
pub(crate) const PROFILES_2025: &str =
    include_str!("../../../tests/fixtures/aws/list-inference-profiles.us-east-1.2025-08.json");
pub(crate) const PROFILES_2026: &str =
    include_str!("../../../tests/fixtures/aws/list-inference-profiles.us-east-1.2026-01.json");
pub(crate) const MODELS_2026: &str =
    include_str!("../../../tests/fixtures/aws/list-foundation-models.us-east-1.2026-06.json");

pub(crate) const CHAT: &str = "eu.anthropic.claude-sonnet-4-6";
pub(crate) const ACCOUNT: &str = "123456789012";

/// A directory of a test's own, outside any workspace.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Place(TempDir::new().expect("a directory"))
    }

    /// A workspace with one member, `member`.
    pub(crate) fn workspace() -> Self {
        let place = Place::new();
        place.write("Cargo.toml", "[workspace]\nmembers = [\"member\"]\nresolver = \"3\"\n");
        place.write("member/Cargo.toml", "[package]\nname = \"member\"\nedition = \"2024\"\n");
        place.write("member/src/lib.rs", "");
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The rows of a table of the catalog here, cell by cell.
    pub(crate) fn rows(&self, table: &str) -> Vec<Vec<String>> {
        let text = self.read(&format!("bedrock-catalog/{table}"));
        text.lines().skip(1).map(|row| row.split('\t').map(str::to_owned).collect()).collect()
    }

    /// The row of a table whose first cell is `key`.
    pub(crate) fn row(&self, table: &str, key: &str) -> Vec<String> {
        let found = self.rows(table).into_iter().find(|row| row[0] == key);
        found.unwrap_or_else(|| panic!("{table} has no row for {key}"))
    }

    /// Every file and folder below, with what it holds.
    pub(crate) fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                found.push((path.clone(), fs::read(&path).unwrap_or_default()));
            }
        }
        found.sort();
        found
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_in("", arguments, "")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &str) -> Ended {
        self.run_in("", arguments, stdin)
    }

    /// Called as cargo does, in a directory below.
    pub(crate) fn run_in(&self, directory: &str, arguments: &[&str], stdin: &str) -> Ended {
        run(&self.path(directory), &[&["bedrock-profiles"], arguments].concat(), stdin)
    }
}

pub(crate) fn run(directory: &Path, arguments: &[&str], stdin: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-bedrock-profiles"))
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // It may end before it has read all.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The ARN of a profile as `list-inference-profiles` gives it.
pub(crate) fn profile_arn(id: &str, region: &str) -> String {
    format!("arn:aws:bedrock:{region}:{ACCOUNT}:inference-profile/{id}")
}

/// An answer of `list-inference-profiles` with one profile.
pub(crate) fn profiles_answer(id: &str, source: &str, destinations: &[&str]) -> String {
    let model = id.split_once('.').expect("an id").1;
    let models: Vec<Value> = destinations
        .iter()
        .map(|region| json!({ "modelArn": format!("arn:aws:bedrock:{region}::foundation-model/{model}") }))
        .collect();
    json!({ "inferenceProfileSummaries": [{
        "inferenceProfileName": "New",
        "inferenceProfileArn": profile_arn(id, source),
        "inferenceProfileId": id,
        "models": models,
        "status": "ACTIVE",
        "type": "SYSTEM_DEFINED",
    }] })
    .to_string()
}

/// An answer of `list-foundation-models` with one model, which `more` says more of.
pub(crate) fn models_answer(id: &str, region: &str, more: &Value) -> String {
    let mut model = json!({
        "modelArn": format!("arn:aws:bedrock:{region}::foundation-model/{id}"),
        "modelId": id,
    });
    for (key, value) in more.as_object().expect("an object") {
        model[key] = value.clone();
    }
    json!({ "modelSummaries": [model] }).to_string()
}
