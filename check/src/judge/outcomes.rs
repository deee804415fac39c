//! Each way in which the conditions of a template turn out.

use super::deployed::{Judge, Judged};
use super::regions;
use super::subject::Subject;
use crate::model::{Finding, Kind, Outcome, Severity};
use crate::report::quoted;
use bedrock_profiles_iam::Document;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

/// What was found under one outcome.
struct UnderOutcome {
    outcome: Outcome,
    judged: Rc<Judged>,
}

/// Judges the policies of an identity under each outcome. What is found under all of them is said once; of the rest it
/// is said where it is so.
pub(super) fn judge(judge: &Judge<'_>, subject: &Subject, all: &[Subject]) -> Judged {
    let names = subject.conditions(judge.file);
    let Some(outcomes) = judge.file.conditions.outcomes(&names) else { return too_many(subject, judge, &names) };
    let mut known: HashMap<Vec<usize>, Rc<Judged>> = HashMap::new();
    let mut under: Vec<UnderOutcome> = Vec::new();
    for outcome in outcomes {
        let documents = subject.documents(judge.file, &outcome);
        let is_empty = |document: &Document| document.statements.is_empty() && document.unknown.is_empty();
        if documents.iter().all(|(_, document)| is_empty(document)) && !outcome.is_empty() {
            continue;
        }
        let key = documents.iter().map(|(_, document)| Arc::as_ptr(document).addr()).collect();
        let judged = known.entry(key).or_insert_with(|| {
            let siblings = judge.siblings(subject, all, &outcome);
            Rc::new(regions::judge(judge, subject, &documents, &siblings))
        });
        under.push(UnderOutcome { judged: judged.clone(), outcome });
    }
    merged(&under)
}

fn merged(under: &[UnderOutcome]) -> Judged {
    let mut all = Judged::default();
    for UnderOutcome { outcome, judged } in under {
        all.profiles.extend(judged.profiles.iter().cloned());
        for finding in &judged.findings {
            let is_known = |known: &Finding| {
                (known.severity, &known.policy, &known.statement, &known.message)
                    == (finding.severity, &finding.policy, &finding.statement, &finding.message)
            };
            if all.findings.iter().any(is_known) {
                continue;
            }
            let mut finding = finding.clone();
            if !under.iter().all(|other| other.judged.findings.contains(&finding)) {
                finding.help.push(deciding(under, &finding, outcome));
            }
            all.findings.push(finding);
        }
    }
    all
}

/// Under which outcome it is so: by those conditions alone that decide it.
fn deciding(under: &[UnderOutcome], finding: &Finding, outcome: &Outcome) -> String {
    let is_so = |other: &UnderOutcome| other.judged.findings.contains(finding);
    let mut deciding: Outcome = outcome.clone();
    for name in outcome.keys() {
        let mut fewer = deciding.clone();
        fewer.remove(name);
        let agrees = |other: &&UnderOutcome| fewer.iter().all(|(name, value)| other.outcome.get(name) == Some(value));
        if under.iter().filter(agrees).all(is_so) {
            deciding = fewer;
        }
    }
    let names = |value: bool| deciding.iter().filter(move |(_, own)| **own == value).map(|(name, _)| name.as_str());
    let said = [(true, "true"), (false, "false")].map(|(value, word)| {
        let names: Vec<&str> = names(value).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        (!names.is_empty()).then(|| format!("{} {verb} {word}", quoted(names)))
    });
    let said: Vec<String> = said.into_iter().flatten().collect();
    format!("note: so where {}", said.join(" and "))
}

fn too_many(subject: &Subject, judge: &Judge<'_>, names: &BTreeSet<String>) -> Judged {
    let offset = subject.policies.first().and_then(|at| judge.file.policies.get(*at)).map_or(0, |policy| policy.offset);
    let message = format!("is not judged: it depends on {} conditions of the template", names.len());
    let mut finding = Finding::new(Severity::Note, Kind::NotJudged, offset, message);
    finding.policy = subject.name(judge.file).map(str::to_owned);
    Judged { findings: vec![finding], profiles: BTreeSet::new() }
}
