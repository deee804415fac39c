//! What was found, for people to read.

use super::Judgement;
use super::finding::{Finding, Severity, quoted};
use crate::failure;
use crate::output::counted;
use anstyle::Style;
use std::iter;

/// The findings of a file, one below the other, and the verdict.
pub(crate) fn told(file: &str, judgement: &Judgement) -> String {
    let findings: String = judgement.findings.iter().map(|finding| lines(file, finding)).collect();
    format!("{findings}{file}: {}\n", verdict(judgement))
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
        (errors, ..) => counted(errors, "error"),
    }
}

/// `policy.json: error: statement `Chat` grants too little: …`, with resources and help below.
fn lines(file: &str, finding: &Finding) -> String {
    let goes_on = ["grants ", "is ", "has ", "names "].iter().any(|verb| finding.message.starts_with(verb));
    let policy = finding.policy.as_ref().map(|name| format!("`{}`", name.escape_debug()));
    let subject = match (&finding.statement, policy) {
        (Some(name), Some(policy)) => format!("statement {name} of {policy}"),
        (Some(name), None) => format!("statement {name}"),
        (None, Some(policy)) => format!("policy {policy}"),
        (None, None) if goes_on => "the policy".to_owned(),
        (None, None) => String::new(),
    };
    let subject = match subject.as_str() {
        "" => subject,
        _ if goes_on => subject + " ",
        _ => subject + ": ",
    };
    let (style, severity) = (style(finding.severity), finding.severity.as_str());
    let heading = format!("{file}: {style}{severity}{style:#}: {subject}{}\n", finding.message);
    let counted = Some(&finding.resources).filter(|all| all.len() > 1).into_iter().flatten();
    let resources = counted.map(|resource| format!("    {}\n", resource.escape_debug()));
    let help = finding.help.iter().map(|help| format!("  {}{help}\n", label(help)));
    iter::once(heading).chain(resources).chain(help).collect()
}

/// As the same words are marked on stderr.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => failure::ERROR,
        Severity::Warning => failure::WARNING,
        Severity::Note => failure::NOTE,
    }
}

/// Notes of the catalog say so themselves.
fn label(help: &str) -> &'static str {
    if help.starts_with("note: ") { "" } else { "help: " }
}
