//! `scp`: which profiles service control policies break.

use super::check::ReadFile;
use crate::args::{Format, ServiceControl};
use crate::failure::{self, Failure, Outcome};
use crate::output::{print, print_json, wrapped};
use crate::project::Project;
use crate::target;
use bedrock_profiles::Invokable;
use bedrock_profiles::scp::{Finding, ScpError, Scps};
use bedrock_profiles_catalog::{Catalog, Regions};
use bedrock_profiles_check::judge::{Target, characters, declared, declared_model};
use bedrock_profiles_check::model::{Gap, Owner, Policy, PolicyKind};
use bedrock_profiles_check::report::{Source, escaped};
use bedrock_profiles_iam::Document;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ptr;

pub(crate) fn run(arguments: &ServiceControl) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let targets = target::targets(catalog, &arguments.profiles, None)?;
    let files: Vec<ReadFile> = arguments.files.iter().map(|path| ReadFile::new(path)).collect();
    let unread: Vec<Failure> = files.iter().filter_map(ReadFile::failure).collect();
    if !unread.is_empty() {
        return Err(Failure::together(unread));
    }
    let outcomes = outcomes(&files).ok_or_else(too_many_conditions)?;
    let unread = unread_parts(&files);
    if outcomes.iter().all(Vec::is_empty) && unread.is_empty() {
        return Err(no_policy(&files));
    }
    let mut under: Vec<Vec<Found>> = Vec::new();
    for documents in &outcomes {
        let findings = findings(documents, &targets, catalog, arguments)?;
        under.push(findings.into_iter().map(|finding| Found::new(documents, finding)).collect());
    }
    let found = merged(under);
    match arguments.output.format {
        Format::Json => {
            let all: Vec<Value> = found.iter().map(finding_json).collect();
            let unread: Vec<Value> =
                unread.iter().map(|(place, message)| json!({ "place": place, "message": message })).collect();
            print_json(&json!({ "catalog": catalog.edition(), "findings": all, "unread": unread }))?;
        }
        Format::Table => {
            let (style, word) = (failure::WARNING, "warning");
            let lines = found.iter().map(lines);
            let unread_lines = unread
                .iter()
                .map(|(place, message)| format!("{place}: {style}{word}{style:#}: the policy {message}\n"));
            let text: Vec<String> = lines.chain(unread_lines).collect();
            print(&wrapped(&(text.concat() + &verdict(&found, &targets, unread.is_empty()))))?;
        }
    }
    let is_broken = found.iter().any(|found| found.finding.depends_on().is_empty());
    Ok(if is_broken { Outcome::CheckFailed } else { Outcome::Fine })
}

/// A service control policy, and the file that it is in.
#[derive(Clone, Copy)]
struct Control<'f> {
    source: &'f Source,
    document: &'f Document,
}

/// The service control policies of a file, in every variant that conditions of a template leave.
fn controls(file: &ReadFile) -> Vec<Control<'_>> {
    let Ok(policies) = &file.policies else { return Vec::new() };
    let variants = policies
        .policies
        .iter()
        .filter(|policy| is_control(policy))
        .flat_map(|policy| policy.variants.iter().flatten());
    variants.map(|document| Control { source: &file.source, document }).collect()
}

/// The service control policies as each outcome of the conditions of templates leaves them; `None` where those are too
/// many.
fn outcomes(files: &[ReadFile]) -> Option<Vec<Vec<Control<'_>>>> {
    const MOST: usize = 256;
    let mut all: Vec<Vec<Control<'_>>> = vec![Vec::new()];
    for file in files {
        let own = outcomes_of(file)?;
        if all.len() * own.len() > MOST {
            return None;
        }
        all = all.iter().flat_map(|before| own.iter().map(move |more| [&**before, &**more].concat())).collect();
    }
    Some(all)
}

/// Those of a file, each way in which they differ once.
fn outcomes_of(file: &ReadFile) -> Option<Vec<Vec<Control<'_>>>> {
    let Ok(read) = &file.policies else { return Some(vec![Vec::new()]) };
    let policies: Vec<&Policy> = read.policies.iter().filter(|policy| is_control(policy)).collect();
    let names = policies.iter().flat_map(|policy| policy.conditions.iter().cloned()).collect();
    let mut seen = BTreeSet::new();
    let under = read.conditions.outcomes(&names, None)?.into_iter().filter_map(|outcome| {
        let documents: Vec<&Document> =
            policies.iter().filter_map(|policy| policy.under(&outcome)).map(|document| &**document).collect();
        let addresses: Vec<usize> = documents.iter().map(|document| ptr::from_ref(*document).addr()).collect();
        let controls = documents.into_iter().map(|document| Control { source: &file.source, document });
        seen.insert(addresses).then(|| controls.collect())
    });
    Some(under.collect())
}

fn is_control(policy: &Policy) -> bool {
    matches!(policy.kind, PolicyKind::ServiceControl | PolicyKind::Document)
}

fn too_many_conditions() -> Failure {
    Failure::new("the policies depend on too many conditions of templates\nhelp: check a few of the files at once")
}

/// What is denied, or may be, and where the statement is.
#[derive(Clone, PartialEq)]
struct Found {
    finding: Finding,
    place: String,
    /// Whether it is so under some outcomes of the conditions of a template alone.
    is_conditional: bool,
}

impl Found {
    fn new(documents: &[Control<'_>], finding: Finding) -> Self {
        Found { place: place(documents, &finding), finding, is_conditional: false }
    }
}

/// What is found under any outcome, each once.
fn merged(mut under: Vec<Vec<Found>>) -> Vec<Found> {
    if under.len() == 1 {
        return under.remove(0);
    }
    let mut distinct: Vec<&Found> = Vec::new();
    for found in under.iter().flatten() {
        if !distinct.contains(&found) {
            distinct.push(found);
        }
    }
    let is_conditional = |found: &Found| !under.iter().all(|own| own.contains(found));
    distinct.into_iter().map(|found| Found { is_conditional: is_conditional(found), ..found.clone() }).collect()
}

/// What of the files can't be read, and may deny or allow more.
fn unread_parts(files: &[ReadFile]) -> Vec<(String, String)> {
    let of_file = |file: &ReadFile| {
        let Ok(policies) = &file.policies else { return Vec::new() };
        let is_of_controls = |gap: &&Gap| !matches!(&gap.owner, Owner::Identities(own) if !own.is_empty());
        let gaps = policies.gaps.iter().filter(is_of_controls);
        let gaps = gaps.map(|gap| (gap.offset, gap.message.clone()));
        let documents = controls(file).into_iter().flat_map(|control| &control.document.unknown);
        let statements =
            documents.map(|unknown| (unknown.offset, format!("is judged without the statement `{}`", unknown.written)));
        gaps.chain(statements).map(|(offset, message)| (file.source.place(offset), escaped(&message))).collect()
    };
    let mut all: Vec<(String, String)> = files.iter().flat_map(of_file).collect();
    all.dedup();
    all
}

fn no_policy(files: &[ReadFile]) -> Failure {
    let names: Vec<String> = files.iter().map(|file| file.source.name()).collect();
    Failure::new(format_args!(
        "there is no service control policy in `{}`\nhelp: `scp` reads documents as `aws organizations describe-policy` \
         prints them, `AWS::Organizations::Policy` in templates, and `aws_organizations_policy` in Terraform's JSON",
        names.join("`, `")
    ))
}

fn findings(
    documents: &[Control<'_>],
    targets: &[Target],
    catalog: Catalog<'_>,
    arguments: &ServiceControl,
) -> Result<Vec<Finding>, Failure> {
    let read = |control: &Control<'_>| {
        if let Some(message) = too_long(control.document) {
            return Some(format!("{}: {message}", control.source.name()));
        }
        let alone = Scps::from_documents([(control.document, control.source.text())]);
        alone.err().map(|error| at_source(control.source, &error))
    };
    let problems: Vec<String> = documents.iter().filter_map(read).collect();
    if !problems.is_empty() {
        return Err(Failure::all(problems));
    }
    let scps = Scps::from_documents(documents.iter().map(|control| (control.document, control.source.text())));
    let scps = match &arguments.account {
        Some(account) => scps.and_then(|scps| scps.in_account(account)),
        None => scps,
    };
    let profiles: Vec<Box<dyn Invokable>> = targets.iter().filter_map(|target| invokable(catalog, target)).collect();
    let profiles: Vec<&dyn Invokable> = profiles.iter().map(|profile| &**profile).collect();
    scps.and_then(|scps| scps.check(&profiles)).map_err(Failure::new)
}

/// Pages of AWS say 5,120 characters, newer ones 10,240: nothing longer is a service control policy.
fn too_long(document: &Document) -> Option<String> {
    const MOST: usize = 10_240;
    let characters = characters(document);
    (characters > MOST).then(|| {
        format!("the policy has {characters} characters without white space, and Organizations takes {MOST} at most")
    })
}

fn at_source(source: &Source, error: &ScpError) -> String {
    format!("{}: {error}", source.name())
}

fn invokable(catalog: Catalog<'_>, target: &Target) -> Option<Box<dyn Invokable>> {
    if !target.is_profile {
        let regions = Regions::from_spaced(&target.region);
        return Some(Box::new(declared_model(catalog.model(&target.id)?, regions)));
    }
    let profile = catalog.profile(&target.id)?;
    let model = catalog.model(profile.model_id())?;
    Some(Box::new(declared(profile, model, &[profile.route(&target.region)?])))
}

/// Where the statement is that a finding is about; else where its policy begins.
fn place(documents: &[Control<'_>], finding: &Finding) -> String {
    let at = finding.document().map_or(0, |number| number.saturating_sub(1));
    let Some(control) = documents.get(at) else { return String::new() };
    let named = control.document.statements.iter().find(|statement| {
        let sid = statement.sid.as_ref().map(|sid| sid.text.to_string());
        let name = sid.unwrap_or_else(|| format!("Statement[{}]", statement.index));
        finding.statement() == Some(name.as_str())
    });
    match named {
        Some(statement) => control.source.place(statement.offset),
        None => control.source.name(),
    }
}

/// What is said where not every outcome of a template's conditions has it.
const CONDITIONAL: &str = "note: so under some conditions of the template alone";

fn lines(Found { finding, place, is_conditional }: &Found) -> String {
    let (style, word) =
        if finding.depends_on().is_empty() { (failure::ERROR, "error") } else { (failure::WARNING, "warning") };
    let said = finding.to_string();
    let mut lines = said.lines();
    let first = escaped(lines.next().unwrap_or_default());
    let more: Vec<String> = lines.map(|line| format!("  {}\n", escaped(line))).collect();
    let more = more.concat();
    let conditional = if *is_conditional { format!("  {CONDITIONAL}\n") } else { String::new() };
    format!("{place}: {style}{word}{style:#}: {first}\n{more}{conditional}")
}

fn verdict(found: &[Found], targets: &[Target], is_all: bool) -> String {
    let broken = |target: &&Target| {
        let mut findings = found.iter().map(|found| &found.finding);
        findings.any(|it| (it.profile(), it.source_region()) == (&*target.id, &*target.region))
    };
    let count = targets.iter().filter(broken).count();
    match count {
        0 if is_all => "no profile is denied\n".to_owned(),
        0 => "no profile is denied by what could be read\n".to_owned(),
        1 => "1 profile is denied, or may be\n".to_owned(),
        count => format!("{count} profiles are denied, or may be\n"),
    }
}

fn finding_json(Found { finding, place, is_conditional }: &Found) -> Value {
    let actions: Vec<&str> = finding.actions().iter().map(|action| action.as_str()).collect();
    let depends_on: Vec<String> = finding.depends_on().iter().map(|key| escaped(key)).collect();
    let said = finding.to_string();
    let help = said.lines().filter_map(|line| line.strip_prefix("help: ").map(escaped));
    let help: Vec<String> = help.chain(is_conditional.then(|| CONDITIONAL.to_owned())).collect();
    json!({
        "severity": if depends_on.is_empty() { "error" } else { "warning" },
        "place": place,
        "statement": finding.statement().map(escaped),
        "profile": finding.profile(),
        "source_region": finding.source_region(),
        "requested_region": finding.requested_region(),
        "actions": actions,
        "resource": escaped(finding.resource()),
        "depends_on": depends_on,
        "help": help,
    })
}
