//! Which policies of a document are judged together.

use super::document::{Document, Policy, Statement};
use super::identity::Identity;

/// The policies of one identity; one alone where the document does not tell whose it is.
#[derive(Debug)]
pub(super) struct Group<'d> {
    identity: Option<&'d Identity>,
    pub(super) policies: Vec<&'d Policy>,
}

impl Document {
    /// All identity-based policies, in order; those of several identities in the group of each.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        let judged = || self.policies.iter().filter(|policy| !policy.is_of_resource());
        let mut groups: Vec<Group<'_>> = Vec::new();
        for policy in judged() {
            let own = policy.identities.iter().map(|identity| {
                let has = |other: &&Policy| other.identities.contains(identity);
                Group { identity: Some(identity), policies: judged().filter(has).collect() }
            });
            let alone = policy.identities.is_empty().then(|| Group { identity: None, policies: vec![policy] });
            for group in own.chain(alone) {
                if !groups.iter().any(|other| other.has_the_same(&group)) {
                    groups.push(group);
                }
            }
        }
        groups
    }
}

impl<'d> Group<'d> {
    fn has_the_same(&self, other: &Self) -> bool {
        self.policies.len() == other.policies.len()
            && self.policies.iter().zip(&other.policies).all(|(a, b)| std::ptr::eq(*a, *b))
    }

    /// Its policy, or whose its policies are; `None` where the document has no other.
    pub(super) fn name(&self) -> Option<&'d str> {
        match (self.policies.as_slice(), self.identity) {
            ([_, _, ..], Some(identity)) => Some(&identity.name),
            (policies, _) => policies.first()?.name.as_deref(),
        }
    }

    pub(super) fn statements(&self) -> Vec<Statement> {
        self.policies.iter().flat_map(|policy| &policy.statements).cloned().collect()
    }

    /// Whether both may belong to one identity, where the document does not tell of all.
    pub(super) fn may_be_beside(&self, other: &Self) -> bool {
        self.identity.is_none() || other.identity.is_none()
    }
}
