//! `Fn::If` in templates: each branch is judged, as the conditions may turn out.

use super::document::{Document, NO_POLICY};
use super::finding::{Finding, Kind, Severity, quoted};
use super::place::Malformed;
use super::{Demands, Judgement, deployment};
use bedrock_profiles_catalog::Catalog;
use serde_json::Value;
use std::collections::BTreeSet;

/// How many conditions are judged both ways, which doubles the work with each.
const BOTH_WAYS: usize = 4;

/// A document as it is deployed where these conditions hold, and no others.
#[derive(Debug)]
struct Branch {
    holding: BTreeSet<String>,
    document: Document,
}

/// A document in all its branches.
#[derive(Debug)]
pub(crate) struct Branches {
    conditions: Vec<String>,
    branches: Vec<Branch>,
}

impl Branches {
    pub(crate) fn of(document: &Value) -> Result<Self, Malformed> {
        let mut conditions = BTreeSet::new();
        find(document, false, &mut conditions);
        let conditions: Vec<String> = conditions.into_iter().collect();
        let both_ways = conditions.len().min(BOTH_WAYS);
        let branch = |number: usize| {
            let holds = |at: usize| at >= both_ways || (number >> at) & 1 == 0;
            let all = conditions.iter().enumerate();
            let holding: BTreeSet<String> = all.filter(|(at, _)| holds(*at)).map(|(_, name)| name.clone()).collect();
            Ok(Branch { document: Document::of(&taken(document, &holding))?, holding })
        };
        Ok(Branches { branches: (0..1 << both_ways).map(branch).collect::<Result<_, _>>()?, conditions })
    }

    /// What holds in every branch is said once; of others the conditions are told.
    pub(crate) fn judge(&self, catalog: Catalog<'_>, demands: Demands<'_>) -> Judgement {
        let judged: Vec<(&Branch, Judgement)> = self
            .branches
            .iter()
            .map(|branch| (branch, deployment::judge(catalog, &branch.document, demands)))
            .collect();
        let mut all = Judgement { findings: Vec::new(), profiles: BTreeSet::new() };
        for (branch, judgement) in &judged {
            all.profiles.extend(judgement.profiles.iter().cloned());
            for finding in &judgement.findings {
                let is_known = |known: &Finding| known.message == finding.message && known.is_beside(finding);
                if all.findings.iter().any(is_known) {
                    continue;
                }
                let is_everywhere = judged.iter().all(|(_, other)| other.findings.contains(finding));
                match finding.clone() {
                    told if is_everywhere => all.findings.push(told),
                    told if told.message == NO_POLICY => {}
                    told => all.findings.push(told.help(self.told(branch))),
                }
            }
        }
        all.findings.extend(self.one_way());
        all
    }

    fn told(&self, branch: &Branch) -> String {
        let (holding, others): (Vec<&str>, Vec<&str>) =
            self.conditions.iter().map(String::as_str).partition(|name| branch.holding.contains(*name));
        let told = [(holding, "true"), (others, "false")].into_iter().filter(|(names, _)| !names.is_empty());
        let told: Vec<String> = told
            .map(|(names, value)| {
                format!("{} {} {value}", quoted(names.iter().copied()), if names.len() == 1 { "is" } else { "are" })
            })
            .collect();
        format!("note: so where {}", told.join(" and "))
    }

    fn one_way(&self) -> Option<Finding> {
        let others = quoted(self.conditions.iter().skip(BOTH_WAYS).map(String::as_str));
        let message = format!("is judged as it is where {others} hold: it depends on too many conditions");
        (!others.is_empty()).then(|| Finding::new(Severity::Note, Kind::NotJudged, None, message))
    }
}

/// The conditions that decide over a policy: those of `Fn::If` in and around statements.
fn find(value: &Value, is_in_policy: bool, conditions: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| find(value, is_in_policy, conditions)),
        Value::Object(entries) => {
            for (key, value) in entries {
                let is_policy = is_in_policy || key == "Statement";
                let name = value.get(0).and_then(Value::as_str).filter(|_| key == "Fn::If");
                conditions.extend(name.filter(|_| is_policy || has_statement(value)).map(str::to_owned));
                find(value, is_policy, conditions);
            }
        }
        _ => {}
    }
}

fn has_statement(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(has_statement),
        Value::Object(entries) => entries.iter().any(|(key, value)| key == "Statement" || has_statement(value)),
        _ => false,
    }
}

/// The value with its branches taken, and without what then has none.
fn taken(value: &Value, holding: &BTreeSet<String>) -> Value {
    match value {
        Value::Array(values) => {
            let values = values.iter().map(|value| taken(value, holding)).filter(|value| !is_none(value));
            Value::Array(values.collect())
        }
        Value::Object(entries) => {
            match (entries.len(), entries.get("Fn::If").and_then(Value::as_array).map(Vec::as_slice)) {
                (1, Some([Value::String(name), yes, no])) => {
                    taken(if holding.contains(name) { yes } else { no }, holding)
                }
                _ => {
                    let entries = entries.iter().map(|(key, value)| (key.clone(), taken(value, holding)));
                    Value::Object(entries.filter(|(_, value)| !is_none(value)).collect())
                }
            }
        }
        other => other.clone(),
    }
}

fn is_none(value: &Value) -> bool {
    value.get("Ref").and_then(Value::as_str) == Some("AWS::NoValue")
}
