//! What the catalog says against a profile that is named, or warns of.

use super::finding::{Finding, Kind, Severity};
use super::granted::Granted;
use super::named::Named;
use super::outside::outside;
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Destinations, Problem, Regions};

/// The findings, at the first statement that names it.
pub(super) fn findings(
    catalog: Catalog<'_>,
    named: &Named,
    granted: &[Granted<'_>],
    residency: &[Place<'_>],
) -> Vec<Finding> {
    let naming = granted.iter().find(|granted| granted.names().any(|text| text == named.text));
    let statement = naming.map(|granted| granted.statement.name.as_str());
    let standing = Standing { catalog, named, statement };
    match named.profile_id() {
        Some(id) => standing.of_profile(id, residency),
        None => standing.of_model(residency),
    }
}

struct Standing<'s> {
    catalog: Catalog<'s>,
    named: &'s Named,
    statement: Option<&'s str>,
}

impl Standing<'_> {
    fn of_profile(&self, id: &str, residency: &[Place<'_>]) -> Vec<Finding> {
        let catalog = self.catalog;
        let profile = match check::profile_id(catalog, id) {
            Ok(profile) => profile,
            Err(problem) => return vec![self.finding(Severity::Error, Kind::Unknown, &problem)],
        };
        let mut findings = Vec::new();
        if let Err(problem) = check::profile_in_service(catalog, profile) {
            findings.push(self.finding(Severity::Error, Kind::Retired, &problem));
        } else if let Some(Err(problem)) =
            catalog.model(profile.model_id()).map(|model| check::not_legacy(catalog, model))
        {
            findings.push(self.finding(Severity::Warning, Kind::Legacy, &problem));
        }
        match check::source(catalog, profile, &self.named.region) {
            Err(problem) => findings.push(self.finding(Severity::Error, Kind::Unknown, &problem)),
            Ok(route) => {
                let unconfirmed = check::confirmed(catalog, profile, route).err();
                findings.extend(unconfirmed.map(|it| self.finding(Severity::Warning, Kind::Unconfirmed, &it)));
                findings.extend(self.outside(id, (route.source, route.destinations), residency));
            }
        }
        findings
    }

    /// Of the model that a profile is a copy of.
    fn of_model(&self, residency: &[Place<'_>]) -> Vec<Finding> {
        let catalog = self.catalog;
        let model = match check::model(catalog, self.named.model_id()) {
            Ok(model) => model,
            Err(problem) => return vec![self.finding(Severity::Error, Kind::Unknown, &problem)],
        };
        let in_service = check::model_in_service(catalog, model).err();
        let in_service = in_service.map(|problem| self.finding(Severity::Error, Kind::Retired, &problem));
        let region = &self.named.region;
        let in_region = check::on_demand_region(catalog, model, region).err();
        let in_region = in_region.map(|problem| self.finding(Severity::Error, Kind::Unknown, &problem));
        let legacy = check::not_legacy(catalog, model).err();
        let legacy = legacy.map(|problem| self.finding(Severity::Warning, Kind::Legacy, &problem));
        let here = Destinations::Regions(Regions::from_spaced(region));
        let outside = self.outside(model.id(), (region, here), residency);
        [in_service, in_region, legacy, outside].into_iter().flatten().collect()
    }

    fn finding(&self, severity: Severity, kind: Kind, problem: &Problem) -> Finding {
        Finding::of_problem(severity, kind, self.statement, &problem.to_string())
    }

    fn outside(&self, id: &str, route: (&str, Destinations<'_>), residency: &[Place<'_>]) -> Option<Finding> {
        let problem = outside(self.catalog, id, route, residency)?;
        Some(Finding::of_problem(Severity::Error, Kind::Residency, self.statement, &problem))
    }
}
