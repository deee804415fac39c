//! The findings of a file, one below the other, and the verdict.

use super::{Source, escaped, quoted, quoted_one};
use crate::judge::Judgement;
use crate::model::{Finding, Severity};
use anstyle::Style;
use std::iter;

/// How the words are marked on terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Styles {
    /// Of errors.
    pub error: Style,
    /// Of warnings.
    pub warning: Style,
    /// Of notes.
    pub note: Style,
}

/// The findings of a file, one below the other, and the verdict.
pub fn table(source: &Source, judgement: &Judgement, styles: Styles) -> String {
    let findings: String = judgement.findings.iter().map(|finding| lines(source, finding, styles)).collect();
    format!("{findings}{}: {}\n", source.name(), verdict(judgement))
}

fn verdict(judgement: &Judgement) -> String {
    let profiles = &judgement.profiles;
    let whose = match profiles.first() {
        Some(only) if profiles.len() == 1 => format!("{} needs", quoted(iter::once(only.as_str()))),
        _ => format!("its {} profiles need", profiles.len()),
    };
    match (judgement.errors(), profiles.is_empty(), judgement.is_complete()) {
        (0, true, true) => "names no inference profile".to_owned(),
        (0, true, false) => "names nothing that can be judged".to_owned(),
        (0, false, true) => format!("grants exactly what {whose}"),
        (0, false, false) => format!("grants what {whose}, as far as it is judged"),
        (1, ..) => "1 error".to_owned(),
        (errors, ..) => format!("{errors} errors"),
    }
}

/// `policy.json:12:5: error: statement `Chat` grants too little: …`, with resources and help below.
fn lines(source: &Source, finding: &Finding, styles: Styles) -> String {
    let (style, severity) = match finding.severity {
        Severity::Error => (styles.error, "error"),
        Severity::Warning => (styles.warning, "warning"),
        Severity::Note => (styles.note, "note"),
    };
    let place = source.place(finding.offset);
    let message = escaped(&finding.message);
    let heading = format!("{place}: {style}{severity}{style:#}: {}{message}\n", subject(finding));
    let counted = Some(&finding.resources).filter(|all| all.len() > 1).into_iter().flatten();
    let resources = counted.map(|resource| format!("    {}\n", escaped(resource)));
    let help = finding.help.iter().map(|help| format!("  {}{}\n", label(help), escaped(help)));
    iter::once(heading).chain(resources).chain(help).collect()
}

/// What a message goes on about.
fn subject(finding: &Finding) -> String {
    const VERBS: [&str; 6] = ["grants ", "is ", "has ", "names ", "allows ", "depends "];
    let goes_on = VERBS.iter().any(|verb| finding.message.starts_with(verb));
    let policy = finding.policy.as_deref().map(quoted_one);
    let subject = match (&finding.statement, policy) {
        (Some(name), Some(policy)) => format!("statement {} of {policy}", escaped(name)),
        (Some(name), None) => format!("statement {}", escaped(name)),
        (None, Some(policy)) => format!("policy {policy}"),
        (None, None) if goes_on => "the policy".to_owned(),
        (None, None) => return String::new(),
    };
    if goes_on { subject + " " } else { subject + ": " }
}

/// Notes of the catalog say so themselves.
fn label(help: &str) -> &'static str {
    if help.starts_with("note: ") { "" } else { "help: " }
}
