//! What a case expects.

use regex::RegexBuilder;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// What was said, and with which exit code.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) shown: String,
}

/// Files, and what is expected of them: `arguments`, the exit `code`, whether it is `exact`, regular
/// expressions that what is said `contains` and `lacks`, and `findings` of the JSON that must be there, or must not.
pub(crate) struct Case {
    folder: PathBuf,
    expected: Value,
}

/// The cases in the folders of a folder's folders.
pub(crate) fn cases(folder: &Path) -> Vec<Case> {
    let mut cases: Vec<Case> = folders(folder).iter().flat_map(|kind| folders(kind)).map(Case::new).collect();
    cases.sort_by(|one, other| one.folder.cmp(&other.folder));
    cases
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
}

impl Case {
    fn new(folder: PathBuf) -> Self {
        let path = folder.join("expected.json");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let expected = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Case { folder, expected }
    }

    pub(crate) fn arguments(&self) -> Vec<&str> {
        texts(&self.expected["arguments"]).collect()
    }

    /// The names of its files.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("text"));
        names.filter(|name| name != "expected.json").collect()
    }

    pub(crate) fn read(&self, file: &str) -> String {
        let path = self.folder.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Where what was said is not what is expected.
    pub(crate) fn objections(&self, said: &Said) -> Vec<String> {
        let expected = &self.expected;
        let json: Value = serde_json::from_str(&said.shown).unwrap_or_default();
        let is_other_code = expected["code"].as_i64().is_some_and(|code| code != i64::from(said.code));
        let code = is_other_code.then(|| format!("exit code {}", said.code));
        let exact = expected["exact"]
            .as_bool()
            .filter(|exact| *exact != is_exact(&json))
            .map(|it| format!("is not exact: {it}"));
        let lacking = texts(&expected["contains"]).filter(|wanted| !matches(wanted, &said.shown));
        let having = texts(&expected["lacks"]).filter(|unwanted| matches(unwanted, &said.shown));
        let missing = list(&expected["findings"]).iter().filter(|wanted| !has_finding(&json, wanted));
        let unwanted = list(&expected["no_findings"]).iter().filter(|unwanted| has_finding(&json, unwanted));
        let objections = code
            .into_iter()
            .chain(exact)
            .chain(lacking.map(|text| format!("lacks /{text}/")))
            .chain(having.map(|text| format!("has /{text}/")))
            .chain(missing.map(|finding| format!("has no finding {finding}")))
            .chain(unwanted.map(|finding| format!("has a finding {finding}")));
        let (folder, what) = (self.folder.display(), &expected["description"]);
        objections.map(|objection| format!("{folder}: {what}: {objection}\n{}", said.shown)).collect()
    }
}

/// Whether a file is, or one of its policies.
fn is_exact(json: &Value) -> bool {
    list(&json["files"])
        .iter()
        .any(|file| file["exact"] == true || list(&file["policies"]).iter().any(|policy| policy["exact"] == true))
}

/// Whether there is a finding of one of the severities and kinds that contains all of the expressions.
fn has_finding(json: &Value, wanted: &Value) -> bool {
    let mut findings = list(&json["files"]).iter().flat_map(|file| list(&file["findings"]));
    findings.any(|finding| {
        let is_one = |key| wanted[key].is_null() || list(&wanted[key]).contains(&finding[key]);
        let text = format!("{finding:#}");
        is_one("severity") && is_one("kind") && texts(&wanted["contains"]).all(|part| matches(part, &text))
    })
}

/// Whether the expression matches somewhere; case does not count, and lines begin and end.
fn matches(expression: &str, text: &str) -> bool {
    let regex = RegexBuilder::new(expression).case_insensitive(true).multi_line(true).build();
    regex.unwrap_or_else(|error| panic!("{expression}: {error}")).is_match(text)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    list(value).iter().filter_map(Value::as_str)
}
