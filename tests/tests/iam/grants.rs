//! What policies are proven for.

use crate::needs::{DirectModel, Grant, Profile};
use crate::tables::TABLES;
use std::collections::BTreeSet;

/// Every current profile from each of its source Regions.
pub(crate) fn every_pair() -> Vec<Grant> {
    TABLES.routes.keys().map(|&(id, source)| Grant::Profile(Profile { id, source })).collect()
}

pub(crate) fn one_pair_of_every_profile() -> Vec<Grant> {
    let mut pairs = every_pair();
    pairs.dedup_by_key(|pair| pair.id());
    pairs
}

/// Every model that can be called directly, in each of its Regions.
pub(crate) fn every_direct_call() -> Vec<Grant> {
    let mut calls = Vec::new();
    for (&id, model) in &TABLES.models {
        calls.extend(model.on_demand.iter().map(|region| Grant::Model(DirectModel { id, region })));
    }
    calls
}

/// Grants for one policy: the profiles of every prefix in the Region with most of them; all profiles, and all
/// models, of two Regions; some profiles, and some models, in all of their Regions.
pub(crate) fn granted_together() -> Vec<Vec<Grant>> {
    let (pairs, calls) = (every_pair(), every_direct_call());
    let by_prefix = TABLES.prefixes.keys().map(|prefix| busiest_region(&of_prefix(&pairs, prefix)));
    let of_regions =
        ["ap-northeast-1", "eu-west-1"].map(|region| [of_region(&pairs, region), of_region(&calls, region)]);
    by_prefix.chain(of_regions.into_iter().flatten()).chain(some_by_id(&pairs)).chain(some_by_id(&calls)).collect()
}

/// As many as `count`, from all of the list.
pub(crate) fn spread(grants: &[Grant], count: usize) -> Vec<Grant> {
    grants.iter().step_by(grants.len().div_ceil(count)).copied().collect()
}

fn busiest_region(grants: &[Grant]) -> Vec<Grant> {
    let by_region = TABLES.regions.keys().map(|region| of_region(grants, region));
    by_region.max_by_key(Vec::len).expect("a Region")
}

fn of_prefix(pairs: &[Grant], prefix: &str) -> Vec<Grant> {
    select(pairs, |pair| pair.id().split_once('.').is_some_and(|(own, _)| own == prefix))
}

fn of_region(grants: &[Grant], region: &str) -> Vec<Grant> {
    select(grants, |grant| grant.region() == region)
}

/// A sixteenth of the profiles or models of the largest partition: a policy is for one partition.
fn some_by_id(grants: &[Grant]) -> Vec<Vec<Grant>> {
    let grants = select(grants, |grant| grant.partition() == "aws");
    let ids: BTreeSet<&str> = grants.iter().map(|grant| grant.id()).collect();
    ids.into_iter().step_by(16).map(|id| select(&grants, |grant| grant.id() == id)).collect()
}

fn select(grants: &[Grant], is_selected: impl Fn(&Grant) -> bool) -> Vec<Grant> {
    grants.iter().filter(|grant| is_selected(grant)).copied().collect()
}
