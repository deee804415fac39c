//! `check`: whether policy files grant exactly what the profiles that they name need.

use crate::answer::Source;
use crate::args::{Check, Format};
use crate::check::{Demands, Finding, Judgement, Severity, document, judge, statements};
use crate::failure::{Failure, Outcome};
use crate::output::{counted, print, print_json, wrapped};
use crate::project::Project;
use bedrock_profiles_catalog::{Catalog, check, check::Place};
use serde_json::{Value, json};

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let residency = residency(catalog, &arguments.residency)?;
    let demands = Demands { calls: arguments.calls, residency: &residency };
    let mut judged: Vec<(String, Judgement)> = Vec::new();
    for file in &arguments.files {
        let source = Source::read(file)?;
        let statements = statements(&document(&source)?).map_err(|message| source.at(0, message))?;
        judged.push((source.name, judge(catalog, &statements, demands)));
    }
    match arguments.output.format {
        Format::Json => {
            let files = judged.iter().map(|(file, judgement)| {
                json!({
                    "file": file,
                    "profiles": judgement.profiles,
                    "exact": !has_errors(judgement),
                    "findings": judgement.findings,
                })
            });
            print_json(&json!({ "catalog": catalog.date(), "files": files.collect::<Vec<Value>>() }))?;
        }
        Format::Table => {
            print(&wrapped(&judged.iter().map(|(file, judgement)| told(file, judgement)).collect::<String>()))?;
        }
    }
    let is_fine = judged.iter().all(|(_, judgement)| !has_errors(judgement));
    Ok(if is_fine { Outcome::Fine } else { Outcome::CheckFailed })
}

fn residency<'c>(catalog: Catalog<'c>, names: &[String]) -> Result<Vec<Place<'c>>, Failure> {
    let places = names.iter().map(|name| check::place(catalog, name));
    let (places, problems): (Vec<_>, Vec<_>) = places.partition(Result::is_ok);
    if !problems.is_empty() {
        return Err(Failure::all(problems.into_iter().filter_map(Result::err)));
    }
    Ok(places.into_iter().flatten().collect())
}

fn has_errors(judgement: &Judgement) -> bool {
    judgement.findings.iter().any(|finding| finding.severity == Severity::Error)
}

fn told(file: &str, judgement: &Judgement) -> String {
    let findings: String = judgement.findings.iter().map(|finding| line(file, finding)).collect();
    let errors = judgement.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let verdict = match (errors, judgement.profiles.as_slice()) {
        (0, []) => "names no inference profile".to_owned(),
        (0, [only]) => format!("grants exactly what `{only}` needs"),
        (0, profiles) => format!("grants exactly what its {} profiles need", profiles.len()),
        (errors, _) => counted(errors, "error"),
    };
    format!("{findings}{file}: {verdict}\n")
}

/// `policy.json: error: statement `Chat` grants too little: …`, with help below.
fn line(file: &str, finding: &Finding) -> String {
    let goes_on = finding.message.starts_with("grants ") || finding.message.starts_with("is ");
    let subject = match &finding.statement {
        Some(name) if goes_on => format!("statement {name} "),
        Some(name) => format!("statement {name}: "),
        None => "the policy ".to_owned(),
    };
    let mut lines = vec![format!("{file}: {}: {subject}{}", finding.severity.as_str(), finding.message)];
    lines.extend(finding.help.iter().map(|help| format!("  {}{help}", label(help))));
    lines.join("\n") + "\n"
}

/// Notes of the catalog say so themselves.
fn label(help: &str) -> &'static str {
    if help.starts_with("note: ") { "" } else { "help: " }
}
