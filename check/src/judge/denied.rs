//! What denials take of what is needed.

use super::grants::{Grants, certain, satisfied};
use super::named::{Need, Sum};
use super::statement::Statement;
use super::too_little::{listed, message};
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted;
use bedrock_profiles_iam::{Cause, Truth};
use std::collections::BTreeSet;

/// What one statement denies, or may deny, of one profile.
struct Denial<'n> {
    statement: &'n Statement,
    needs: Vec<&'n Need>,
    /// What decides it; nothing where it is certain.
    depends_on: BTreeSet<Cause>,
}

/// What is found, and the needs that are denied for certain.
pub(super) fn findings<'n>(grants: Grants<'n>, needs: &'n [Need]) -> (Vec<Finding>, Vec<&'n Need>) {
    let mut denials: Vec<Denial<'n>> = Vec::new();
    for statement in grants.denying() {
        for need in needs {
            let depends_on = match certain(statement, satisfied(statement, need)) {
                Truth::No => continue,
                Truth::Yes => BTreeSet::new(),
                Truth::Depends(causes) => causes,
            };
            let is_alike = |denial: &&mut Denial<'_>| {
                std::ptr::eq(denial.statement, statement)
                    && denial.depends_on == depends_on
                    && denial.needs.first().is_some_and(|first| first.of == need.of)
            };
            match denials.iter_mut().find(is_alike) {
                Some(denial) => denial.needs.push(need),
                None => denials.push(Denial { statement, needs: vec![need], depends_on }),
            }
        }
    }
    let is_certain = |denial: &&Denial<'_>| denial.depends_on.is_empty();
    let denied = denials.iter().filter(is_certain).flat_map(|denial| denial.needs.iter().copied()).collect();
    (denials.iter().filter_map(Denial::finding).collect(), denied)
}

impl Denial<'_> {
    fn finding(&self) -> Option<Finding> {
        let first = self.needs.first()?;
        let sum: Sum = self.needs.iter().copied().collect();
        let mut finding = if self.depends_on.is_empty() {
            self.statement.finding(Severity::Error, Kind::TooLittle, message(&first.of, &sum)).help(self.cure())
        } else {
            let causes: Vec<String> = self.depends_on.iter().map(ToString::to_string).collect();
            let message = format!(
                "is not judged: whether it denies what {} needs depends on {}",
                first.of.shown(),
                quoted(causes.iter().map(String::as_str))
            );
            self.statement.finding(Severity::Note, Kind::NotJudged, message)
        };
        finding.resources = listed(&sum.resources);
        Some(finding)
    }

    fn cure(&self) -> String {
        let through = self.needs.iter().map(|need| need.through.as_deref()).collect::<Option<Vec<&str>>>();
        match through.as_deref() {
            Some([through, ..]) if !self.statement.bound.conditions.is_empty() => {
                format!(
                    "exempt the profile: add `ArnNotLike` `bedrock:InferenceProfileArn` `{through}` to its `Condition`"
                )
            }
            _ => "remove this `Deny`, or leave out of it what the profile needs".to_owned(),
        }
    }
}
