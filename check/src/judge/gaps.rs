//! What identities may have besides, and can't be read.

use super::subject::Subject;
use crate::model::{Finding, Gap, Identity, Kind, Owner, PolicyFile, Severity};
use std::collections::HashMap;

/// What can't be read, by whom it belongs to.
pub(super) struct Gaps<'f> {
    everyone: Vec<&'f Gap>,
    policies: HashMap<usize, Vec<&'f Gap>>,
    identities: HashMap<&'f Identity, Vec<&'f Gap>>,
}

impl<'f> Gaps<'f> {
    pub(super) fn new(file: &'f PolicyFile) -> Self {
        let mut gaps = Gaps { everyone: Vec::new(), policies: HashMap::new(), identities: HashMap::new() };
        for gap in &file.gaps {
            match &gap.owner {
                Owner::Everyone => gaps.everyone.push(gap),
                Owner::Policy(at) => gaps.policies.entry(*at).or_default().push(gap),
                Owner::Identities(own) => {
                    for identity in own {
                        gaps.identities.entry(identity).or_default().push(gap);
                    }
                }
            }
        }
        gaps
    }

    /// What belongs to the identity of these policies.
    pub(super) fn of<'g>(&'g self, subject: &'g Subject) -> impl Iterator<Item = &'f Gap> + 'g {
        let policies = subject.policies.iter().filter_map(|at| self.policies.get(at)).flatten();
        let identity = subject.identity.as_ref().and_then(|identity| self.identities.get(identity));
        self.everyone.iter().chain(policies).chain(identity.into_iter().flatten()).copied()
    }
}

/// What is said of what can't be read.
pub(super) fn finding(file: &PolicyFile, gap: &Gap) -> Finding {
    let mut finding = Finding::new(Severity::Note, Kind::NotJudged, gap.offset, gap.message.clone());
    finding.help.extend(gap.help.clone());
    finding.policy = match &gap.owner {
        Owner::Everyone => None,
        Owner::Policy(at) => file.policies.get(*at).and_then(|policy| policy.name.clone()),
        Owner::Identities(own) => {
            own.first().filter(|_| file.policies.len() > 1).map(|own: &Identity| own.name.clone())
        }
    };
    finding
}
