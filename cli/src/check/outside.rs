//! Where requests may be processed outside the residency.

use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Destinations, ProblemKind};
use std::collections::BTreeSet;

/// What is wrong with a profile or model that is called from a source Region and leads out of the residency, if there is
/// one, with the option that accepts it.
pub(super) fn outside(
    catalog: Catalog<'_>,
    id: &str,
    route: (&str, Destinations<'_>),
    residency: &[Place<'_>],
) -> Option<String> {
    if residency.is_empty() {
        return None;
    }
    let problem = check::residency(catalog, id, &[route], residency).err()?;
    let message = problem.to_string();
    let message = message.lines().next().unwrap_or_default().to_owned();
    let ProblemKind::OutsideResidency { outside, residency, .. } = problem.kind() else { return Some(message) };
    let added = outside.iter().map(|region| region.country.as_ref().unwrap_or(&region.region));
    let mut places: Vec<&str> = residency.iter().chain(added).map(String::as_str).collect();
    let mut told = BTreeSet::new();
    places.retain(|place| told.insert(*place));
    Some(format!("{message}\nhelp: `--residency {}` accepts it", places.join(",")))
}
