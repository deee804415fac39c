//! Which policies of a file are judged together.

use super::examined::{Documents, Examiner};
use crate::model::{Form, Identity, Outcome, Owner, Policy, PolicyFile, PolicyKind};
use bedrock_profiles_iam::document::Effect;
use std::collections::{BTreeMap, BTreeSet, HashSet};

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
    let mut seen = HashSet::new();
    let mut by_identity: BTreeMap<&Identity, Vec<usize>> = BTreeMap::new();
    for (at, policy) in &judged {
        policy.identities.iter().for_each(|identity| by_identity.entry(identity).or_default().push(*at));
    }
    let with_gaps = identities_with_gaps(file);
    for (at, policy) in &judged {
        let own = policy.identities.iter().map(|identity| Subject {
            identity: Some(identity.clone()),
            policies: by_identity.get(identity).cloned().unwrap_or_default(),
        });
        let alone = policy.identities.is_empty().then(|| Subject { identity: None, policies: vec![*at] });
        for subject in own.chain(alone) {
            let gaps = subject.identity.as_ref().filter(|identity| with_gaps.contains(identity)).cloned();
            if seen.insert((subject.policies.clone(), gaps)) {
                subjects.push(subject);
            }
        }
    }
    subjects
}

/// The identities to which something belongs that can't be read.
fn identities_with_gaps(file: &PolicyFile) -> BTreeSet<&Identity> {
    let own = file.gaps.iter().filter_map(|gap| match &gap.owner {
        Owner::Identities(own) => Some(own),
        Owner::Policy(_) | Owner::Everyone => None,
    });
    own.flatten().collect()
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
        let document = |at: &usize| Some((*at, file.policies.get(*at)?.under(outcome)?.clone()));
        self.policies.iter().filter_map(document).collect()
    }

    /// Its policy, or whose its policies are; `None` where the file has no other.
    pub(super) fn name<'f>(&'f self, file: &'f PolicyFile) -> Option<&'f str> {
        match (self.policies.as_slice(), &self.identity) {
            ([_, _, ..], Some(identity)) => Some(&identity.name),
            (policies, _) => file.policies.get(*policies.first()?)?.name.as_deref(),
        }
    }
}

/// All subjects of a file. Those that may belong to one identity, though the file does not say so, are siblings.
pub(super) struct Subjects {
    pub(super) all: Vec<Subject>,
    /// Whether the file says of all whose they are.
    is_complete: bool,
    /// Those that may deny something.
    denying: Vec<usize>,
    /// The conditions of the template on which it depends what these say of Bedrock.
    decided: BTreeMap<String, Vec<usize>>,
}

impl Subjects {
    pub(super) fn new(file: &PolicyFile, examiner: &Examiner<'_>) -> Self {
        let all = subjects(file);
        let is_complete = file.form == Form::Account || all.iter().all(|subject| subject.identity.is_some());
        let mut decided: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let policies = |subject: &Subject| {
            subject.policies.clone().into_iter().filter_map(|at| Some((at, file.policies.get(at)?)))
        };
        for (at, subject) in all.iter().enumerate().filter(|_| !is_complete) {
            for name in policies(subject).flat_map(|(own, policy)| deciding(own, policy, examiner)) {
                decided.entry(name.to_owned()).or_default().push(at);
            }
        }
        let denies = |subject: &Subject| policies(subject).any(|(_, policy)| may_deny(policy));
        let denying = all.iter().enumerate().filter(|(_, subject)| denies(subject)).map(|(at, _)| at).collect();
        Subjects { all, is_complete, denying, decided }
    }

    pub(super) fn are_siblings(&self, a: usize, b: usize) -> bool {
        let is_anonymous = |at: usize| self.all.get(at).is_some_and(|subject| subject.identity.is_none());
        !self.is_complete && a != b && (is_anonymous(a) || is_anonymous(b))
    }

    pub(super) fn has_siblings(&self, of: usize) -> bool {
        (0..self.all.len()).any(|at| self.are_siblings(at, of))
    }

    /// Whether a sibling may deny something.
    pub(super) fn may_be_denied(&self, of: usize) -> bool {
        self.denying.iter().any(|at| self.are_siblings(*at, of))
    }

    /// How those conditions turn out under an outcome that decide over siblings too.
    pub(super) fn shared(&self, of: usize, outcome: &Outcome) -> Outcome {
        let is_shared =
            |name: &str| self.decided.get(name).is_some_and(|own| own.iter().any(|at| self.are_siblings(*at, of)));
        outcome.iter().filter(|(name, _)| is_shared(name)).map(|(name, is_true)| (name.clone(), *is_true)).collect()
    }
}

/// The conditions on which it depends what a policy says of Bedrock.
fn deciding<'p>(at: usize, policy: &'p Policy, examiner: &Examiner<'_>) -> Vec<&'p str> {
    let counting = policy
        .variants
        .iter()
        .map(|variant| variant.as_ref().map(|document| examiner.examined(at, document).counting.clone()));
    let counting: Vec<Option<Vec<usize>>> = counting.collect();
    let decides = |bit: usize| {
        let with = |number: usize| counting.get(number | 1 << bit);
        counting.iter().enumerate().any(|(number, own)| with(number).is_some_and(|with| with != own))
    };
    policy.conditions.iter().enumerate().filter(|(bit, _)| decides(*bit)).map(|(_, name)| name.as_str()).collect()
}

fn may_deny(policy: &Policy) -> bool {
    let statements = policy.variants.iter().flatten().flat_map(|document| &document.statements);
    statements.into_iter().any(|statement| statement.effect != Effect::Allow)
}
