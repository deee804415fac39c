//! The profiles that a policy names.

use super::arn::{Arn, is_pattern};
use super::document::{ACCOUNT, REGION};
use super::finding::{Finding, Kind, Severity};
use super::granted::Granted;
use super::needs::Need;
use crate::args::Calls;
use crate::commands::grant;
use crate::declared::declared;
use bedrock_profiles::Policy;
use bedrock_profiles::policy::{Resource, Statement};
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Problem, ProblemKind, Profile, Route};
use std::collections::BTreeSet;

/// A profile as an account calls it from a source Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) region: String,
    pub(super) account: String,
}

impl Named {
    /// Every profile that is named as a resource or in a condition, each once.
    pub(super) fn all(granted: &[Granted<'_>]) -> Vec<Self> {
        let mut all = Vec::new();
        for granted in granted.iter().filter(|granted| granted.statement.allows) {
            let through = granted.through.as_ref().map(|through| through.arn.as_str());
            for named in [Some(granted.resource.as_str()), through].into_iter().flatten().filter_map(Named::of_arn) {
                if !all.contains(&named) {
                    all.push(named);
                }
            }
        }
        all
    }

    /// The profile of an ARN that is no pattern.
    pub(super) fn of_arn(text: &str) -> Option<Self> {
        let arn = Arn::parse(text).filter(|arn| arn.is_profile() && arn.region != REGION && !is_pattern(text))?;
        Some(Named { id: arn.id.to_owned(), region: arn.region.to_owned(), account: arn.account.to_owned() })
    }

    /// What the catalog says against it, or warns of.
    pub(super) fn findings(
        &self,
        catalog: Catalog<'_>,
        granted: &[Granted<'_>],
        residency: &[Place<'_>],
    ) -> Vec<Finding> {
        let statement = self.statement(granted);
        let of = |severity, kind, problem: Problem| {
            Finding::of_problem(severity, kind, statement.as_deref(), &problem.to_string())
        };
        let profile = match check::profile_id(catalog, &self.id) {
            Ok(profile) => profile,
            Err(problem) => return vec![of(Severity::Error, Kind::Unknown, problem)],
        };
        let mut findings = Vec::new();
        if let Err(problem) = check::profile_in_service(catalog, profile) {
            findings.push(of(Severity::Error, Kind::Retired, problem));
        } else if let Some(Err(problem)) =
            catalog.model(profile.model_id()).map(|model| check::not_legacy(catalog, model))
        {
            findings.push(of(Severity::Warning, Kind::Legacy, problem));
        }
        match check::source(catalog, profile, &self.region) {
            Err(problem) => findings.push(of(Severity::Error, Kind::Unknown, problem)),
            Ok(route) => {
                let unconfirmed = check::confirmed(catalog, profile, route).err();
                findings.extend(unconfirmed.map(|problem| of(Severity::Warning, Kind::Unconfirmed, problem)));
                findings.extend(outside(catalog, profile, route, residency, statement.as_deref()));
            }
        }
        findings
    }

    /// What it needs; nothing for a profile that the catalog does not know from there.
    pub(super) fn needs(&self, catalog: Catalog<'_>, calls: Calls) -> Vec<Need> {
        let statements = self.statements(catalog, calls).unwrap_or_default();
        let arn = |resource: &Resource| {
            let arn = resource.arn(ANY_ACCOUNT)?;
            Some(arn.as_str().replace(&format!(":{ANY_ACCOUNT}:"), &format!(":{}:", self.account)))
        };
        Need::all(self, &statements, arn)
    }

    fn statements(&self, catalog: Catalog<'_>, calls: Calls) -> Option<Vec<Statement>> {
        let profile = catalog.profile(&self.id)?;
        let route = profile.route(&self.region)?;
        let model = catalog.model(profile.model_id())?;
        let mut policy = Policy::new("Check").in_account(ANY_ACCOUNT).ok()?;
        grant(declared(profile, model, &[route]), calls, &mut policy).ok()?;
        Some(policy.statements().to_vec())
    }

    /// Whether the catalog knows it from there.
    pub(super) fn is_known(&self, catalog: Catalog<'_>) -> bool {
        catalog.profile(&self.id).is_some_and(|profile| profile.route(&self.region).is_some())
    }

    /// The command that writes what it needs.
    pub(super) fn command(&self) -> String {
        let account = if self.account == ACCOUNT { String::new() } else { format!(" --account {}", self.account) };
        let (id, region) = (&self.id, &self.region);
        format!("`cargo bedrock-profiles policy --profile {id} --source-region {region}{account}` writes what it needs")
    }

    /// The first statement that names it.
    fn statement(&self, granted: &[Granted<'_>]) -> Option<String> {
        let names = |text: &str| Named::of_arn(text).as_ref() == Some(self);
        let naming = granted.iter().find(|granted| {
            names(&granted.resource) || granted.through.as_ref().is_some_and(|through| names(&through.arn))
        });
        naming.map(|granted| granted.statement.name.clone())
    }
}

/// Where requests of this route may be processed outside the residency, if there is one.
fn outside(
    catalog: Catalog<'_>,
    profile: Profile<'_>,
    route: Route<'_>,
    residency: &[Place<'_>],
    statement: Option<&str>,
) -> Option<Finding> {
    if residency.is_empty() {
        return None;
    }
    let problem = check::residency(catalog, profile.id(), &[(route.source, route.destinations)], residency).err()?;
    let message = problem.to_string();
    let message = message.lines().next().unwrap_or_default();
    let finding = Finding::new(Severity::Error, Kind::Residency, statement, message);
    Some(match problem.kind() {
        ProblemKind::OutsideResidency { outside, residency, .. } => {
            let added = outside.iter().map(|region| region.country.as_ref().unwrap_or(&region.region));
            let mut places: Vec<&str> = residency.iter().chain(added).map(String::as_str).collect();
            let mut told = BTreeSet::new();
            places.retain(|place| told.insert(*place));
            finding.help(format!("`--residency {}` accepts it", places.join(",")))
        }
        _ => finding,
    })
}

/// Stands for the account of the policy while the library makes statements.
const ANY_ACCOUNT: &str = "000000000000";
