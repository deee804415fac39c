//! The profiles that a policy names.

use crate::{
    condition::{Clause, Subject},
    evaluator::{Policy, Statement, Tri},
    needs::{ACCOUNT, INVOKING, Profile, is_account},
    pattern::Pattern,
};
use std::collections::BTreeSet;

/// What a policy names, and how surely.
pub(crate) struct Names {
    /// Named to be invoked.
    pub(crate) sure: BTreeSet<Profile>,
    /// Named otherwise: by a `Deny`, by a negation, by a wildcard, or for other actions.
    pub(crate) perhaps: BTreeSet<Profile>,
    /// Whether a profile is named to be invoked whose needs the tables don't tell.
    pub(crate) unknown: bool,
}

impl Names {
    /// What the policy names. The profiles that its author had in mind are perhaps named by wildcards.
    pub(crate) fn of(policy: &Policy, intended: &[Profile]) -> Self {
        let mut names = Names { sure: BTreeSet::new(), perhaps: BTreeSet::new(), unknown: false };
        policy.statements.iter().for_each(|statement| names.add(statement));
        names.perhaps.extend(intended.iter().cloned());
        names.perhaps.retain(|profile| profile.is_known() && !names.sure.contains(profile));
        names
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Profile> {
        self.sure.iter().chain(&self.perhaps)
    }

    fn add(&mut self, statement: &Statement) {
        let invokes = statement.allows && INVOKING.iter().any(|action| statement.action(action) == Tri::Yes);
        for pattern in statement.resource_patterns() {
            self.name(pattern, invokes);
        }
        for clause in profile_clauses(statement) {
            clause.values.iter().for_each(|value| self.name(value, invokes && clause.is_positive()));
        }
    }

    fn name(&mut self, pattern: &Pattern, sure: bool) {
        if !pattern.is_literal() || !is_profile_arn(pattern.text()) {
            self.perhaps.extend(perhaps_meant(pattern.text()));
            return;
        }
        match Profile::of_arn(pattern.text()).filter(Profile::is_known) {
            Some(profile) if sure => _ = self.sure.insert(profile),
            Some(profile) => _ = self.perhaps.insert(profile),
            None => self.unknown |= sure,
        }
    }
}

pub(crate) fn profile_clauses(statement: &Statement) -> impl Iterator<Item = &Clause> {
    statement.clauses.iter().filter(|clause| clause.subject == Subject::Profile)
}

pub(crate) fn region_clauses(statement: &Statement) -> impl Iterator<Item = &Clause> {
    statement.clauses.iter().filter(|clause| clause.subject == Subject::Region)
}

/// The profile that an ARN may mean by its id, if its account or type is wrong.
fn perhaps_meant(text: &str) -> Option<Profile> {
    let (start, id) = text.rsplit_once('/')?;
    let [_, partition, service, region, ..] = start.split(':').collect::<Vec<_>>()[..] else { return None };
    let account = start.split(':').find(|part| is_account(part)).unwrap_or(ACCOUNT);
    Profile::of_arn(&format!("arn:{partition}:{service}:{region}:{account}:inference-profile/{id}"))
}

/// Whether it is shaped as the ARN of a profile of an account.
fn is_profile_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(parts[..], ["arn", _, "bedrock", _, account, name]
        if is_account(account) && (name.starts_with("inference-profile/") || name.starts_with("application-inference-profile/")))
}
