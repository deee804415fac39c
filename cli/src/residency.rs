//! Residencies that no longer hold: where requests are not kept as they were before a refresh.

use crate::failure::warn;
use bedrock_profiles_catalog::{Catalog, Country, Destinations, OutsideRegion, Profile, Route, check};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A residency that a profile kept from some source Regions, and keeps no more.
#[derive(Debug, Serialize)]
pub(crate) struct BrokenResidency {
    pub(crate) profile: String,
    /// The narrowest that held: `eu`, or countries.
    pub(crate) residency: Vec<String>,
    pub(crate) outside: Vec<OutsideDestination>,
    /// As the compiler says it of a declaration.
    #[serde(skip)]
    message: String,
}

impl BrokenResidency {
    pub(crate) fn warn(&self) {
        let residency = self.residency.join(", ");
        warn(format_args!("a `residency: [{residency}]` may no longer hold: {}", self.message));
    }
}

/// A destination Region outside a residency, or a source Region that is no destination.
#[derive(Debug, Serialize)]
pub(crate) struct OutsideDestination {
    pub(crate) region: String,
    /// `None` where it is unknown.
    pub(crate) country: Option<String>,
    pub(crate) sources: Vec<String>,
}

/// What no longer holds in `after`: of the routes that were there, and of the profiles that got more of them, which a
/// declaration without source Regions takes.
pub(crate) fn broken(before: Catalog<'_>, after: Catalog<'_>) -> Vec<BrokenResidency> {
    let in_service = |profile: &Profile<'_>| !profile.is_retired();
    let still = after.profiles().filter(in_service);
    let both = still.filter_map(|now| Some((before.profile(now.id()).filter(in_service)?, now)));
    both.flat_map(|(was, now)| broken_by_profile(before, was, after, now)).collect()
}

fn broken_by_profile(
    before: Catalog<'_>,
    was: Profile<'_>,
    after: Catalog<'_>,
    now: Profile<'_>,
) -> Vec<BrokenResidency> {
    let mut by_residency: BTreeMap<Vec<String>, Vec<Route<'_>>> = BTreeMap::new();
    for route in now.default_routes() {
        let held = match was.route(route.source) {
            Some(route) => held(before, [route]),
            None => held(before, was.default_routes()),
        };
        for residency in held {
            by_residency.entry(residency).or_default().push(route);
        }
    }
    let broken =
        by_residency.into_iter().filter_map(|(residency, routes)| check_routes(after, now, residency, &routes));
    // Where the European Union is left, so is each set of its countries.
    let (union, countries): (Vec<BrokenResidency>, Vec<BrokenResidency>) =
        broken.partition(|broken| broken.residency == ["eu"]);
    if union.is_empty() { countries } else { union }
}

/// The residencies that all of the routes keep: the countries of their sources and destinations, and the European Union if those are members.
fn held<'c>(catalog: Catalog<'c>, routes: impl IntoIterator<Item = Route<'c>>) -> Vec<Vec<String>> {
    let Some(countries) = countries(catalog, routes) else { return Vec::new() };
    let is_in_union = |code: &&str| catalog.country(code).and_then(Country::eu_since).is_some();
    let union = countries.iter().all(is_in_union).then(|| vec!["eu".to_owned()]);
    let countries = countries.into_iter().map(str::to_owned).collect();
    union.into_iter().chain([countries]).collect()
}

/// `None` for a global profile, and where a country is unknown: no residency holds.
fn countries<'c>(catalog: Catalog<'c>, routes: impl IntoIterator<Item = Route<'c>>) -> Option<BTreeSet<&'c str>> {
    let mut countries = BTreeSet::new();
    for route in routes {
        for region in route.destinations.regions()?.into_iter().chain([route.source]) {
            countries.insert(catalog.region(region)?.country()?);
        }
    }
    Some(countries)
}

fn check_routes(
    catalog: Catalog<'_>,
    now: Profile<'_>,
    residency: Vec<String>,
    routes: &[Route<'_>],
) -> Option<BrokenResidency> {
    let places: Vec<check::Place<'_>> = residency.iter().filter_map(|name| check::place(catalog, name).ok()).collect();
    let routes: Vec<(&str, Destinations<'_>)> = routes.iter().map(|route| (route.source, route.destinations)).collect();
    let problem = check::residency(catalog, now.id(), &routes, &places).err()?;
    let outside = problem.outside_regions().map(OutsideDestination::from).collect();
    Some(BrokenResidency { profile: now.id().to_owned(), residency, outside, message: problem.to_string() })
}

impl From<&OutsideRegion> for OutsideDestination {
    fn from(region: &OutsideRegion) -> Self {
        OutsideDestination {
            region: region.region().to_owned(),
            country: region.country().map(str::to_owned),
            sources: region.sources().to_vec(),
        }
    }
}
