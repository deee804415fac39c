//! How statements share: what can be merged without granting more.

use super::statement::{Condition, ConditionKey, ConditionValue, Purpose, Resource, Statement};
use crate::Partition;
use alloc::{vec, vec::Vec};

/// How the statements of a policy share.
///
/// Every layout grants what was asked for. They differ in size, and in what they rely on. With
/// `arn:aws:bedrock:` left out, two profiles that lead from one Region to the same ones take:
///
/// | layout | statements on the models |
/// |---|---|
/// | `Exact` | `eu-central-1::foundation-model/A`, `eu-north-1::foundation-model/A`, … through the profile of `A`; another on `B`, through that of `B` |
/// | `Merged` | one on the models of both, through either profile |
/// | `Compact` | one on `*::foundation-model/A` and `*::foundation-model/B`, through either profile, with the destinations in `aws:RequestedRegion` |
///
/// With the catalog of 2026-10-27, a managed policy for eu-west-1 holds 7 profiles behind `eu` in `Exact`, 9 in `Merged`
/// and 20 in `Compact`; the test `how_many_profiles_fit_a_managed_policy` counts them.
///
/// ```
/// use bedrock_profiles::{Layout, Policy, PolicyError, inference_profile};
///
/// let size = |layout| {
///     let mut policy = Policy::new("Chat").layout(layout).in_region("eu-west-1")?;
///     inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy)?;
///     inference_profile!("eu.anthropic.claude-opus-4-6-v1").grant_invoke(&mut policy)?;
///     policy.size()
/// };
/// assert!(size(Layout::Exact)? > size(Layout::Merged)? && size(Layout::Merged)? > size(Layout::Compact)?);
/// # Ok::<(), PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// Statements merge only where the result grants the very same requests. It relies on nothing.
    #[default]
    Exact,
    /// The models of several profiles share a statement. An evaluator of policies would allow each of the
    /// models through each of the profiles; it relies on a profile never reaching another model than its own,
    /// so that no such request can be made.
    Merged,
    /// As [`Merged`](Self::Merged), and the Regions of a model are a wildcard, pinned by `aws:RequestedRegion`.
    /// It relies besides on that key being the destination Region of a geographic profile, which AWS's page on
    /// [service control policies](https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html)
    /// implies and none says of identity policies.
    Compact,
}

impl Layout {
    /// The statements that say the same in this layout, in the order of the first of each.
    pub(super) fn arrange(self, statements: &[Statement]) -> Vec<Statement> {
        let mut arranged: Vec<Statement> = Vec::new();
        for statement in statements {
            arranged.push(if self == Layout::Compact { with_any_region(statement) } else { statement.clone() });
        }
        while let Some((at, joined)) = self.first_join(&arranged) {
            arranged.remove(at.1);
            if let Some(first) = arranged.get_mut(at.0) {
                *first = joined;
            }
        }
        arranged
    }

    /// The positions of the first two statements that can be one, and that one.
    fn first_join(self, statements: &[Statement]) -> Option<((usize, usize), Statement)> {
        let later = |at: usize| statements.iter().enumerate().skip(at + 1);
        statements.iter().enumerate().find_map(|(at, first)| {
            later(at).find_map(|(other_at, other)| Some(((at, other_at), self.join(first, other)?)))
        })
    }

    /// The one statement that grants what both do, if this layout has one.
    fn join(self, a: &Statement, b: &Statement) -> Option<Statement> {
        if a.label.purpose != b.label.purpose || a.actions != b.actions {
            return None;
        }
        let differing = differing_keys(&a.conditions, &b.conditions)?;
        let same_resources = a.resources == b.resources;
        let joins = match differing.as_slice() {
            [] => true,
            [_] if same_resources => true,
            [ConditionKey::InferenceProfileArn] => self != Layout::Exact && regions_agree(a, b),
            _ => false,
        };
        joins.then(|| Statement {
            label: a.label.join(&b.label),
            actions: a.actions.clone(),
            resources: union(&a.resources, &b.resources),
            conditions: a.conditions.iter().zip(&b.conditions).map(|(a, b)| join_values(a, b)).collect(),
        })
    }
}

/// Whether no model would be reached in a Region through a profile that does not lead there.
fn regions_agree(a: &Statement, b: &Statement) -> bool {
    fn model(resource: &Resource) -> Option<&str> {
        match resource {
            Resource::FoundationModel { id, .. } => Some(id),
            _ => None,
        }
    }
    let in_both =
        a.resources.iter().filter_map(model).filter(|id| b.resources.iter().any(|other| model(other) == Some(*id)));
    let regions = |statement: &Statement, id| -> Vec<Resource> {
        statement.resources.iter().filter(|resource| model(resource) == Some(id)).cloned().collect()
    };
    in_both.into_iter().all(|id| regions(a, id) == regions(b, id))
}

/// The keys whose values differ; `None` where the keys themselves do.
fn differing_keys(a: &[Condition], b: &[Condition]) -> Option<Vec<ConditionKey>> {
    let same_keys = a.iter().map(|condition| condition.key).eq(b.iter().map(|condition| condition.key));
    same_keys.then(|| a.iter().zip(b).filter(|(a, b)| a.values != b.values).map(|(a, _)| a.key).collect())
}

fn join_values(a: &Condition, b: &Condition) -> Condition {
    Condition { key: a.key, values: union(&a.values, &b.values) }
}

fn union<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
    let mut union = a.to_vec();
    union.extend(b.iter().filter(|item| !a.contains(item)).cloned());
    union
}

/// The statement with a wildcard for the Regions of its model, pinned by a condition.
fn with_any_region(statement: &Statement) -> Statement {
    if statement.label.purpose != Purpose::Models {
        return statement.clone();
    }
    let mut arranged = statement.clone();
    let mut regions = Vec::new();
    arranged.resources = Vec::new();
    for resource in &statement.resources {
        let Resource::FoundationModel { region, id } = resource else { return statement.clone() };
        regions.push(ConditionValue::Text(region.clone()));
        let (partition, id) = (Partition::from_region(region), id.clone());
        arranged.resources = vec![Resource::FoundationModelInAnyRegion { partition, id }];
    }
    arranged.conditions.insert(0, Condition { key: ConditionKey::RequestedRegion, values: regions });
    arranged
}
