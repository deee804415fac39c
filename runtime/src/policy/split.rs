//! As few documents as the quotas of IAM allow.

use super::statement::Statement;
use super::{Policy, PolicyError};
use crate::input;
use alloc::{format, vec, vec::Vec};
use core::cmp::Reverse;

/// A limit of IAM on the size of a policy document, white space not counted.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quota {
    /// A customer managed policy: 6,144 characters each.
    ManagedPolicy,
    /// The inline policies of a role: 10,240 characters together.
    RoleInline,
    /// The inline policies of a group: 5,120 characters together.
    GroupInline,
    /// The inline policies of a user: 2,048 characters together.
    UserInline,
    /// A service control policy: 5,120 characters each. Newer pages of AWS say 10,240.
    ServiceControlPolicy,
}

impl Quota {
    /// The most characters that are not white space.
    pub const fn characters(self) -> usize {
        match self {
            Quota::ManagedPolicy => 6_144,
            Quota::RoleInline => 10_240,
            Quota::GroupInline | Quota::ServiceControlPolicy => 5_120,
            Quota::UserInline => 2_048,
        }
    }

    /// Whether it holds for all documents together, so that more of them do not help.
    pub(super) const fn is_shared(self) -> bool {
        matches!(self, Quota::RoleInline | Quota::GroupInline | Quota::UserInline)
    }
}

/// How many arrangements the search for fewer documents tries at most.
const TRIES: usize = 2_000;

/// The policies that together grant what `policy` does, each within the quota.
pub(super) fn split(policy: &Policy, quota: Quota) -> Result<Vec<Policy>, PolicyError> {
    policy.checked_name()?;
    let units = units(&policy.statements);
    let all: Vec<usize> = (0..units.len()).collect();
    let limit = quota.characters();
    let mut packing = Packing { policy, units, limit, order: Vec::new(), fewest: 0, best: Vec::new(), tries: 0 };
    packing.fewest = packing.size(&all)?.div_ceil(packing.limit);
    if packing.fewest == 1 {
        return Ok(vec![policy.clone()]);
    }
    if let Some(unit) = packing.first_that_does_not_fit(quota.is_shared())? {
        return Err(packing.too_large(unit));
    }
    packing.order = packing.largest_first()?;
    packing.best = packing.first_fit()?;
    packing.search(0, &mut Vec::new())?;
    let first = |document: &Vec<usize>| document.iter().min().copied();
    packing.best.sort_by_key(first);
    let named = (1..).zip(&packing.best).map(|(number, document)| {
        let name = format!("{}{number}", policy.name);
        input::policy_name(&name)?;
        Ok(policy.part(name, packing.statements(document)))
    });
    named.collect()
}

/// The statements of each profile from each source Region: what is never torn apart.
fn units(statements: &[Statement]) -> Vec<Vec<Statement>> {
    let mut units: Vec<Vec<Statement>> = Vec::new();
    for statement in statements {
        let of_same = |unit: &&mut Vec<Statement>| {
            unit.first().is_some_and(|first| {
                (&first.label.id, &first.label.source) == (&statement.label.id, &statement.label.source)
            })
        };
        match units.iter_mut().find(of_same) {
            Some(unit) => unit.push(statement.clone()),
            None => units.push(vec![statement.clone()]),
        }
    }
    units
}

/// A search for the fewest documents. A document is the positions of its units.
struct Packing<'p> {
    policy: &'p Policy,
    units: Vec<Vec<Statement>>,
    limit: usize,
    /// The units as they are placed.
    order: Vec<usize>,
    /// Statements share within a document at most: no packing is smaller than the whole.
    fewest: usize,
    best: Vec<Vec<usize>>,
    tries: usize,
}

impl Packing<'_> {
    /// As they are granted: how statements share, and with it the size, depends on their order.
    fn statements(&self, document: &[usize]) -> Vec<Statement> {
        let mut document = document.to_vec();
        document.sort_unstable();
        document.into_iter().filter_map(|unit| self.units.get(unit)).flatten().cloned().collect()
    }

    fn size(&self, document: &[usize]) -> Result<usize, PolicyError> {
        Policy { statements: self.statements(document), ..self.policy.clone() }.size()
    }

    fn fits(&self, document: &[usize]) -> Result<bool, PolicyError> {
        Ok(self.size(document)? <= self.limit)
    }

    /// The first unit that is too large alone, or, where all documents share the quota, beside those before it.
    fn first_that_does_not_fit(&self, is_shared: bool) -> Result<Option<usize>, PolicyError> {
        for unit in 0..self.units.len() {
            let document: Vec<usize> = if is_shared { (0..=unit).collect() } else { vec![unit] };
            if !self.fits(&document)? {
                return Ok(Some(unit));
            }
        }
        Ok(None)
    }

    fn too_large(&self, unit: usize) -> PolicyError {
        let label = self.units.get(unit).and_then(|unit| unit.first()).map(|statement| &statement.label);
        let id = label.and_then(|label| label.id.as_deref()).unwrap_or_default();
        let source = label.and_then(|label| label.source.as_deref()).unwrap_or_default();
        PolicyError::too_large(&self.policy.name, id, source, self.limit)
    }

    /// What is large is placed while there is room.
    fn largest_first(&self) -> Result<Vec<usize>, PolicyError> {
        let sizes = (0..self.units.len()).map(|unit| Ok((self.size(&[unit])?, unit)));
        let mut by_size = sizes.collect::<Result<Vec<(usize, usize)>, PolicyError>>()?;
        by_size.sort_by_key(|(size, unit)| (Reverse(*size), *unit));
        Ok(by_size.into_iter().map(|(_, unit)| unit).collect())
    }

    /// Each unit into the first document with room for it.
    fn first_fit(&self) -> Result<Vec<Vec<usize>>, PolicyError> {
        let mut documents: Vec<Vec<usize>> = Vec::new();
        for unit in &self.order {
            let mut placed = false;
            for document in &mut documents {
                document.push(*unit);
                placed = self.fits(document)?;
                if placed {
                    break;
                }
                document.pop();
            }
            if !placed {
                documents.push(vec![*unit]);
            }
        }
        Ok(documents)
    }

    /// Tries every place for the units from this position of the order on, as long as that can need fewer documents than
    /// the best.
    fn search(&mut self, position: usize, documents: &mut Vec<Vec<usize>>) -> Result<(), PolicyError> {
        let Some(unit) = self.order.get(position).copied() else {
            self.best.clone_from(documents);
            return Ok(());
        };
        for at in 0..=documents.len() {
            let is_done = self.best.len() == self.fewest || self.tries >= TRIES;
            if is_done || documents.len().max(at + 1) >= self.best.len() {
                return Ok(());
            }
            self.tries += 1;
            match documents.get_mut(at) {
                Some(document) => document.push(unit),
                None => documents.push(vec![unit]),
            }
            let document = documents.get(at).cloned().unwrap_or_default();
            if self.fits(&document)? {
                self.search(position + 1, documents)?;
            }
            if let Some(document) = documents.get_mut(at) {
                document.pop();
            }
            documents.retain(|document| !document.is_empty());
        }
        Ok(())
    }
}
