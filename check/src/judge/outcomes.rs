//! Each way in which the conditions of a template turn out.

use super::deployed::{Case, Judge, Judged};
use super::regions;
use super::subject::Subject;
use crate::model::{Finding, Kind, Outcome, Severity};
use crate::report::quoted;
use bedrock_profiles_iam::Document;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// What was found under one outcome.
struct UnderOutcome {
    outcome: Outcome,
    found: Rc<Found>,
}

struct Found {
    judged: Judged,
    /// The findings, to be looked up.
    findings: HashSet<Finding>,
}

impl Found {
    fn new(judged: Judged) -> Self {
        Found { findings: judged.findings.iter().cloned().collect(), judged }
    }
}

/// What of an outcome decides what is found under it.
#[derive(PartialEq, Eq, Hash)]
struct Deciding {
    /// By number, those of each document that may count for Bedrock.
    statements: Vec<Vec<usize>>,
    /// What is said of the documents by themselves.
    findings: Vec<Finding>,
    /// What decides over siblings too.
    shared: Outcome,
    /// The Regions in which it can be so.
    regions: Option<BTreeSet<String>>,
}

/// Judges the policies of a subject under each outcome. What is found under all of them is said once; of the rest it is
/// said where it is so.
pub(super) fn judge(judge: &Judge<'_>, at: usize, subject: &Subject) -> Judged {
    let names = subject.conditions(judge.file);
    let outcomes = judge.file.conditions.outcomes(&names, judge.demands.source_region);
    let Some(outcomes) = outcomes else { return too_many(subject, judge, &names) };
    let by_region = by_region(judge, &names);
    let mut known: HashMap<Deciding, Rc<Found>> = HashMap::new();
    let mut under: Vec<UnderOutcome> = Vec::new();
    for outcome in outcomes {
        let documents = subject.documents(judge.file, &outcome);
        let is_empty = |document: &Document| document.statements.is_empty() && document.unknown.is_empty();
        if documents.iter().all(|(_, document)| is_empty(document)) && !outcome.is_empty() {
            continue;
        }
        let shared = judge.subjects.shared(at, &outcome);
        let is_possible =
            |(region, possible): (&&str, &Vec<Outcome>)| possible.contains(&outcome).then(|| (*region).to_owned());
        let regions = by_region.as_ref().map(|all| all.iter().filter_map(is_possible).collect());
        let case = Case { subject, at, documents, shared, regions };
        let find = || Rc::new(Found::new(regions::judge(judge, &case)));
        let found = known.entry(deciding_of(judge, &case)).or_insert_with(find).clone();
        under.push(UnderOutcome { outcome, found });
    }
    merged(&under)
}

/// The outcomes in each Region, where it decides over them and is open.
fn by_region<'c>(judge: &Judge<'c>, names: &BTreeSet<String>) -> Option<BTreeMap<&'c str, Vec<Outcome>>> {
    let conditions = &judge.file.conditions;
    let is_open = judge.demands.source_region.is_none() && conditions.depend_on_region(names);
    let in_region = |region: &str| conditions.outcomes(names, Some(region)).unwrap_or_default();
    is_open.then(|| judge.catalog.regions().map(|region| (region.name(), in_region(region.name()))).collect())
}

fn deciding_of(judge: &Judge<'_>, case: &Case<'_>) -> Deciding {
    Deciding {
        statements: judge.examiner.counting(&case.documents),
        findings: judge.by_themselves(case.subject, &case.documents),
        shared: case.shared.clone(),
        regions: case.regions.clone(),
    }
}

fn merged(under: &[UnderOutcome]) -> Judged {
    let mut all = Judged::default();
    let mut seen = HashSet::new();
    for UnderOutcome { outcome, found } in under {
        all.profiles.extend(found.judged.profiles.iter().cloned());
        for finding in &found.judged.findings {
            if !seen.insert((finding.severity, &finding.policy, &finding.statement, &finding.message)) {
                continue;
            }
            let mut finding = finding.clone();
            if !under.iter().all(|other| other.found.findings.contains(&finding)) {
                finding.help.push(deciding(under, &finding, outcome));
            }
            all.findings.push(finding);
        }
    }
    all
}

/// Under which outcome it is so: by those conditions alone that decide it.
fn deciding(under: &[UnderOutcome], finding: &Finding, outcome: &Outcome) -> String {
    let is_so = |other: &UnderOutcome| other.found.findings.contains(finding);
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
