//! What is granted, or not, depending on what is not known.

use super::grants::{Grants, satisfied};
use super::named::Need;
use super::service::PROFILE_KEY;
use super::statement::Statement;
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted;
use bedrock_profiles_iam::{Cause, Truth};
use std::collections::BTreeSet;
use std::ptr;

/// What statements grant that nothing grants for certain, by what it depends on.
pub(super) fn findings(grants: Grants<'_>, needs: &[&Need]) -> Vec<Finding> {
    let mut causes: Vec<(&Statement, BTreeSet<Cause>)> = Vec::new();
    for need in needs {
        for statement in grants.allowing() {
            let Truth::Depends(own) = satisfied(statement, need) else { continue };
            match causes.iter_mut().find(|(other, _)| ptr::eq(*other, statement)) {
                Some((_, causes)) => causes.extend(own),
                None => causes.push((statement, own)),
            }
        }
    }
    causes.iter().flat_map(|(statement, causes)| by_cause(statement, causes)).collect()
}

fn by_cause(statement: &Statement, causes: &BTreeSet<Cause>) -> Vec<Finding> {
    let note = |message: String| statement.finding(Severity::Note, Kind::NotJudged, message);
    let keys: Vec<&str> =
        causes.iter().filter_map(|cause| if let Cause::Key(key) = cause { Some(&**key) } else { None }).collect();
    let (own, others): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(|key| *key == PROFILE_KEY);
    let mut findings = Vec::new();
    if !own.is_empty() {
        let message = format!(
            "is not judged in full: no page of AWS says whether `{PROFILE_KEY}` is set where the profile itself is checked"
        );
        let finding = statement.finding(Severity::Warning, Kind::NotJudged, message);
        findings.push(finding.help("allow the profile in a statement without this condition, as AWS's guide does"));
    }
    if !others.is_empty() {
        findings.push(note(format!("is not judged in full: what it grants depends on {}", quoted(others))));
    }
    findings.extend(causes.iter().filter_map(|cause| match cause {
        Cause::Key(_) | Cause::Refused(_) => None,
        Cause::Text(text) => {
            Some(note(format!("is not judged in full: what it grants depends on {}", quoted([text.as_str()]))))
        }
        Cause::BeyondColon(pattern) => Some(note(format!(
            "is not judged in full: for what it grants the `*` of {} would have to reach beyond a colon, of which AWS's \
             pages disagree",
            quoted([pattern.as_str()])
        ))
        .help("write an ARN of six parts")),
        Cause::TypeWildcard(pattern) => Some(note(format!(
            "is not judged in full: {} has a wildcard in the type of the resource, where AWS's page takes none",
            quoted([pattern.as_str()])
        ))
        .help("name the type: `inference-profile`, `foundation-model`")),
    }));
    findings
}
