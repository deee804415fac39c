//! Which policies of a file are judged together.

use super::bound::Documents;
use crate::model::{Identity, Outcome, Policy, PolicyFile, PolicyKind};
use std::collections::BTreeSet;

/// The policies of one identity; one alone where the file does not say whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) identity: Option<Identity>,
    /// Indices in the file.
    pub(super) policies: Vec<usize>,
}

/// All identity-based policies, in order; those of several identities with each of them, but once where they are the same.
pub(super) fn subjects(file: &PolicyFile) -> Vec<Subject> {
    let judged: Vec<(usize, &Policy)> =
        file.policies.iter().enumerate().filter(|(_, policy)| is_identity_based(policy)).collect();
    let mut subjects: Vec<Subject> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut by_identity: std::collections::BTreeMap<&Identity, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, policy) in &judged {
        policy.identities.iter().for_each(|identity| by_identity.entry(identity).or_default().push(*at));
    }
    for (at, policy) in &judged {
        let own = policy.identities.iter().map(|identity| Subject {
            identity: Some(identity.clone()),
            policies: by_identity.get(identity).cloned().unwrap_or_default(),
        });
        let alone = policy.identities.is_empty().then(|| Subject { identity: None, policies: vec![*at] });
        for subject in own.chain(alone) {
            let gaps = subject.identity.as_ref().filter(|identity| has_gap(file, identity)).cloned();
            if seen.insert((subject.policies.clone(), gaps)) {
                subjects.push(subject);
            }
        }
    }
    subjects
}

/// Whether something belongs to an identity that can't be read.
fn has_gap(file: &PolicyFile, identity: &Identity) -> bool {
    file.gaps.iter().any(|gap| matches!(&gap.owner, crate::model::Owner::Identities(own) if own.contains(identity)))
}

pub(super) fn is_identity_based(policy: &Policy) -> bool {
    !matches!(policy.kind, PolicyKind::Resource | PolicyKind::ServiceControl)
}

impl Subject {
    /// The conditions of the template that decide over its policies.
    pub(super) fn conditions(&self, file: &PolicyFile) -> BTreeSet<String> {
        let policies = self.policies.iter().filter_map(|at| file.policies.get(*at));
        policies.flat_map(|policy| policy.conditions.iter().cloned()).collect()
    }

    /// Its documents, with the indices of their policies, where the conditions turn out like this.
    pub(super) fn documents(&self, file: &PolicyFile, outcome: &Outcome) -> Documents {
        let is_true = |name: &str| outcome.get(name).copied().unwrap_or(true);
        let document = |at: &usize| Some((*at, file.policies.get(*at)?.variant(is_true)?.clone()));
        self.policies.iter().filter_map(document).collect()
    }

    /// Its policy, or whose its policies are; `None` where the file has no other.
    pub(super) fn name<'f>(&'f self, file: &'f PolicyFile) -> Option<&'f str> {
        match (self.policies.as_slice(), &self.identity) {
            ([_, _, ..], Some(identity)) => Some(&identity.name),
            (policies, _) => file.policies.get(*policies.first()?)?.name.as_deref(),
        }
    }

    /// Whether both may belong to one identity, where the file does not say of all.
    pub(super) fn may_be_of_one(&self, other: &Self) -> bool {
        self.identity.is_none() || other.identity.is_none()
    }
}
