//! The geo prefixes and the places of a residency that a wrong name may mean.

use super::models::known_regions;
use super::profiles::serves;
use crate::nearest::{MOST, best, near_distance, nearest};
use crate::{Catalog, Model, Prefix, Profile, Region, geography};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// The prefixes that `given`, in lower case, may mean, best first, at most three: with which `model`, if it is known, can be
/// called from `regions`.
///
/// The one that is called so, else those of the place that is, else those with a similar name, else those that are used in
/// the same Regions.
pub(crate) fn prefixes<'c>(
    catalog: Catalog<'c>,
    given: &str,
    model: Option<Model<'_>>,
    regions: &[&str],
) -> Vec<&'c str> {
    let regions = known_regions(catalog, regions);
    let suits = |profile: Profile<'_>| {
        model.is_none_or(|model| model.id() == profile.model_id()) && serves(catalog, profile, &regions)
    };
    let is_offered = |prefix: &&str| geography::profiles_of(catalog, prefix).any(suits);
    let called = |prefix: &Prefix<'_>| prefix.name() == given || prefix.aliases().any(|alias| alias == given);
    let called: Vec<&str> = catalog.prefixes().filter(called).map(Prefix::name).collect();
    let mut found: Vec<&str> = called.iter().copied().filter(is_offered).collect();
    if found.is_empty() {
        found = geography::prefixes_from(catalog, &geography::names(&geography::regions(catalog, given)), suits);
    }
    let names = catalog.prefixes().map(Prefix::name);
    let similar = best(names.filter_map(|name| Some((near_distance(given, name)?, name))).collect());
    if found.is_empty() {
        found = similar.iter().copied().filter(is_offered).collect();
    }
    if found.is_empty() {
        let sources: Vec<&str> =
            called.iter().chain(&similar).flat_map(|name| geography::sources_of(catalog, name)).collect();
        found = geography::prefixes_from(catalog, &sources, suits);
    }
    found.truncate(MOST);
    found
}

/// The places that `given` may mean, best first.
pub(crate) fn places(catalog: Catalog<'_>, given: &str) -> Vec<String> {
    let given = given.trim().to_lowercase();
    let union = catalog.prefix("eu");
    if union.is_some_and(|eu| eu.name() == given || eu.aliases().any(|alias| alias == given)) {
        return Vec::from(["eu".to_string()]);
    }
    if let Some(country) = geography::country(catalog, &given) {
        return Vec::from([country.code().to_string()]);
    }
    let mut found = geography::names(&geography::regions(catalog, &given));
    if found.is_empty() {
        found = geography::similar_countries(catalog, &given);
    }
    if found.is_empty() {
        return nearest(&given, catalog.regions().map(Region::name));
    }
    found.into_iter().take(MOST).map(String::from).collect()
}
