//! What the library renders for the grants of the tables.

use crate::needs::{Grant, Profile};
use bedrock_profiles::policy::Layout;
use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, Policy, inference_profile};
use std::collections::BTreeSet;

/// Every current profile, declared from each of its source Regions.
pub(crate) const EVERY_PAIR: &[(&str, CrossRegionInferenceProfile)] =
    &include!(concat!(env!("OUT_DIR"), "/every_pair.rs"));

/// The policy for the Regions of the grants, in any account.
///
/// A profile is declared from one source Region. Several of them grant it from several ones, without a Region
/// being named.
pub(crate) fn policy(name: &str, grants: &[Grant], layout: Layout) -> Policy {
    let mut policy = Policy::new(name).layout(layout);
    let regions: BTreeSet<&str> = grants.iter().map(|grant| grant.region()).collect();
    if regions.len() == 1 || grants.iter().all(|grant| matches!(grant, Grant::Model(_))) {
        policy = regions.into_iter().try_fold(policy, Policy::in_region).expect("a Region");
    }
    for grant in grants {
        let granted = match *grant {
            Grant::Profile(profile) => declared(profile).grant_invoke(&mut policy),
            Grant::Model(model) => model.id.parse::<FoundationModel>().expect("a model").grant_invoke(&mut policy),
        };
        granted.expect("a declared Region");
    }
    policy
}

pub(crate) fn declared(profile: Profile) -> CrossRegionInferenceProfile {
    let declares = |(source, declared): &&(&str, CrossRegionInferenceProfile)| {
        declared.inference_profile_id() == profile.id && *source == profile.source
    };
    EVERY_PAIR.iter().find(declares).expect("every pair is declared").1
}
