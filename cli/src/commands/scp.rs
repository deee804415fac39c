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

pub(crate) fn run(arguments: &ServiceControl) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let targets = target::targets(catalog, &arguments.profiles, None)?;
    let files: Vec<ReadFile> = arguments.files.iter().map(|path| ReadFile::new(path)).collect();
    let unread: Vec<Failure> = files.iter().filter_map(ReadFile::failure).collect();
    if !unread.is_empty() {
        return Err(Failure::together(unread));
    }
    let documents: Vec<Control<'_>> = files.iter().flat_map(controls).collect();
    let unread = unread_parts(&files);
    if documents.is_empty() && unread.is_empty() {
        return Err(no_policy(&files));
    }
    let findings = findings(&documents, &targets, catalog, arguments)?;
    match arguments.output.format {
        Format::Json => {
            let all: Vec<Value> = findings.iter().map(|finding| finding_json(&documents, finding)).collect();
            let unread: Vec<Value> =
                unread.iter().map(|(place, message)| json!({ "place": place, "message": message })).collect();
            print_json(&json!({ "catalog": catalog.date(), "findings": all, "unread": unread }))?;
        }
        Format::Table => {
            let (style, word) = (failure::WARNING, "warning");
            let found = findings.iter().map(|finding| lines(&documents, finding));
            let unread_lines = unread
                .iter()
                .map(|(place, message)| format!("{place}: {style}{word}{style:#}: the policy {message}\n"));
            let text: Vec<String> = found.chain(unread_lines).collect();
            print(&wrapped(&(text.concat() + &verdict(&findings, &targets, unread.is_empty()))))?;
        }
    }
    let is_broken = findings.iter().any(|finding| finding.depends_on().is_empty());
    Ok(if is_broken { Outcome::CheckFailed } else { Outcome::Fine })
}

/// A service control policy, and the file that it is in.
struct Control<'f> {
    source: &'f Source,
    document: &'f Document,
}

/// The service control policies of a file, in every variant that conditions of a template leave.
fn controls(file: &ReadFile) -> Vec<Control<'_>> {
    let Ok(policies) = &file.policies else { return Vec::new() };
    let is_control = |policy: &&Policy| matches!(policy.kind, PolicyKind::ServiceControl | PolicyKind::Document);
    let variants = policies.policies.iter().filter(is_control).flat_map(|policy| policy.variants.iter().flatten());
    variants.map(|document| Control { source: &file.source, document }).collect()
}

/// What of the files can't be read, and may deny or allow more.
fn unread_parts(files: &[ReadFile]) -> Vec<(String, String)> {
    let of_file = |file: &ReadFile| {
        let Ok(policies) = &file.policies else { return Vec::new() };
        let is_control = |gap: &&Gap| !matches!(&gap.owner, Owner::Identities(own) if !own.is_empty());
        let gaps = policies.gaps.iter().filter(is_control);
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

fn lines(documents: &[Control<'_>], finding: &Finding) -> String {
    let (style, word) =
        if finding.depends_on().is_empty() { (failure::ERROR, "error") } else { (failure::WARNING, "warning") };
    let said = finding.to_string();
    let mut lines = said.lines();
    let first = escaped(lines.next().unwrap_or_default());
    let more: Vec<String> = lines.map(|line| format!("  {}\n", escaped(line))).collect();
    let more = more.concat();
    format!("{}: {style}{word}{style:#}: {first}\n{more}", place(documents, finding))
}

fn verdict(findings: &[Finding], targets: &[Target], is_all: bool) -> String {
    let broken = |target: &&Target| {
        findings.iter().any(|it| (it.profile(), it.source_region()) == (&*target.id, &*target.region))
    };
    let count = targets.iter().filter(broken).count();
    match count {
        0 if is_all => "no profile is denied\n".to_owned(),
        0 => "no profile is denied by what could be read\n".to_owned(),
        1 => "1 profile is denied, or may be\n".to_owned(),
        count => format!("{count} profiles are denied, or may be\n"),
    }
}

fn finding_json(documents: &[Control<'_>], finding: &Finding) -> Value {
    let actions: Vec<&str> = finding.actions().iter().map(|action| action.as_str()).collect();
    let depends_on: Vec<String> = finding.depends_on().iter().map(|key| escaped(key)).collect();
    let help: Vec<String> =
        finding.to_string().lines().filter_map(|line| line.strip_prefix("help: ").map(escaped)).collect();
    json!({
        "severity": if depends_on.is_empty() { "error" } else { "warning" },
        "place": place(documents, finding),
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
