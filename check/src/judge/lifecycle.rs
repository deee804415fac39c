//! What the catalog says against a profile that is named, or warns of.

use super::named::{Named, Origin};
use crate::model::{Finding, Kind, Severity};
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Destinations, Problem, Regions};
use std::collections::BTreeSet;

/// What is wrong with a profile or model as it is called from its Region.
pub(super) fn findings(catalog: Catalog<'_>, named: &Named, residency: &[Place<'_>]) -> Vec<Finding> {
    match (named.profile_id(), &named.origin) {
        (Some(id), _) => of_profile(catalog, named, id, residency),
        (None, Origin::Copy { .. }) => of_copied_model(catalog, named, residency),
        (None, _) => Vec::new(),
    }
}

fn of_profile(catalog: Catalog<'_>, named: &Named, id: &str, residency: &[Place<'_>]) -> Vec<Finding> {
    let profile = match check::profile_id(catalog, id) {
        Ok(profile) => profile,
        Err(problem) => return vec![finding(Severity::Error, Kind::Unknown, &problem)],
    };
    let mut findings = Vec::new();
    if let Err(problem) = check::profile_in_service(catalog, profile) {
        findings.push(finding(Severity::Error, Kind::Retired, &problem));
    } else if let Some(Err(problem)) =
        catalog.model(profile.model_id()).map(|model| check::no_end_announced(catalog, model))
    {
        findings.push(finding(Severity::Warning, Kind::Legacy, &problem));
    }
    match check::source(catalog, profile, &named.region) {
        Err(problem) => findings.push(finding(Severity::Error, Kind::Unknown, &problem)),
        Ok(route) => {
            let unconfirmed = check::confirmed(catalog, profile, route).err();
            findings.extend(unconfirmed.map(|problem| finding(Severity::Warning, Kind::Unconfirmed, &problem)));
            findings.extend(outside(catalog, id, (route.source, route.destinations), residency));
        }
    }
    findings
}

fn of_copied_model(catalog: Catalog<'_>, named: &Named, residency: &[Place<'_>]) -> Vec<Finding> {
    let model = match check::model(catalog, named.model_id()) {
        Ok(model) => model,
        Err(problem) => return vec![finding(Severity::Error, Kind::Unknown, &problem)],
    };
    let in_service = check::model_in_service(catalog, model).err();
    let in_service = in_service.map(|problem| finding(Severity::Error, Kind::Retired, &problem));
    let in_region = check::on_demand_region(catalog, model, &named.region).err();
    let in_region = in_region.map(|problem| finding(Severity::Error, Kind::Unknown, &problem));
    let legacy = check::no_end_announced(catalog, model).err();
    let legacy = legacy.map(|problem| finding(Severity::Warning, Kind::Legacy, &problem));
    let outside = outside(catalog, model.id(), directly(&named.region), residency);
    [in_service, in_region, legacy, outside].into_iter().flatten().collect()
}

/// The way of a request that is made without a profile.
pub(super) fn directly(region: &str) -> (&str, Destinations<'_>) {
    (region, Destinations::Regions(Regions::from_spaced(region)))
}

/// What the checks of the catalog say: the problem in the first line, and below it help and notes.
pub(super) fn finding(severity: Severity, kind: Kind, problem: &Problem) -> Finding {
    from_lines(severity, kind, &problem.to_string())
}

fn from_lines(severity: Severity, kind: Kind, text: &str) -> Finding {
    let mut lines = text.lines();
    let mut finding = Finding::new(severity, kind, 0, lines.next().unwrap_or_default());
    finding.help = lines.map(|line| line.strip_prefix("help: ").unwrap_or(line).to_owned()).collect();
    finding
}

/// A profile or model that is called from a source Region and leads out of the residency, with the option that accepts it.
pub(super) fn outside(
    catalog: Catalog<'_>,
    id: &str,
    route: (&str, Destinations<'_>),
    residency: &[Place<'_>],
) -> Option<Finding> {
    if residency.is_empty() {
        return None;
    }
    let problem = check::residency(catalog, id, &[route], residency).err()?;
    let text = problem.to_string();
    let finding = from_lines(Severity::Error, Kind::Residency, text.lines().next().unwrap_or_default());
    let outside: Vec<_> = problem.outside_regions().collect();
    if outside.is_empty() {
        return Some(finding);
    }
    let added = outside.iter().map(|region| region.country().unwrap_or(region.region()));
    let mut places: Vec<&str> = residency.iter().map(|place| place.name()).chain(added).collect();
    let mut seen = BTreeSet::new();
    places.retain(|place| seen.insert(*place));
    Some(finding.help(format!("`--residency {}` accepts it", places.join(","))))
}
