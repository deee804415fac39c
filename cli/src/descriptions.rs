//! Descriptions of profiles and models, for programs and for people.

use crate::status;
use bedrock_profiles_catalog::{Catalog, Destinations, Model, Profile, ProjectRow, Route, capabilities_of};
use serde::Serialize;

/// An inference profile.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProfileDescription<'c> {
    pub(crate) id: &'c str,
    pub(crate) geo: &'c str,
    pub(crate) status: &'static str,
    pub(crate) model: ModelDescription<'c>,
    pub(crate) routes: Vec<RouteDescription<'c>>,
}

/// A route of a profile.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RouteDescription<'c> {
    pub(crate) source: &'c str,
    /// `*` alone for a global profile.
    pub(crate) destinations: Vec<&'c str>,
    pub(crate) status: &'static str,
    pub(crate) seen: &'c str,
    pub(crate) origin: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) project_row: Option<ProjectRowDescription<'c>>,
}

/// Which row decides, of the project's and the built-in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProjectRowDescription<'c> {
    pub(crate) seen: &'c str,
    pub(crate) pinned: bool,
    pub(crate) built_in_seen: Option<&'static str>,
    pub(crate) wins: bool,
}

impl<'c> From<ProjectRow<'c>> for ProjectRowDescription<'c> {
    fn from(row: ProjectRow<'c>) -> Self {
        let (seen, pinned) = (row.seen(), row.is_pinned());
        ProjectRowDescription { seen, pinned, built_in_seen: row.built_in_seen(), wins: row.wins() }
    }
}

/// A foundation model. What is not on record is absent or empty.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelDescription<'c> {
    pub(crate) id: &'c str,
    pub(crate) name: &'c str,
    pub(crate) provider: Option<&'c str>,
    pub(crate) capabilities: Vec<String>,
    pub(crate) lifecycle: &'static str,
    pub(crate) legacy_since: Option<&'c str>,
    pub(crate) end_of_life: Option<&'c str>,
    /// Whether that day is today or before; `None` where it is not announced.
    pub(crate) end_of_life_past: Option<bool>,
    pub(crate) inference_types: Vec<&'c str>,
    pub(crate) endpoints: Vec<&'c str>,
    /// The Regions in which it can be called without a profile.
    pub(crate) on_demand: Vec<&'c str>,
    pub(crate) seen: &'c str,
    pub(crate) origin: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) project_row: Option<ProjectRowDescription<'c>>,
}

impl<'c> ProfileDescription<'c> {
    pub(crate) fn new(catalog: Catalog<'c>, profile: Profile<'c>, model: Model<'c>) -> Self {
        ProfileDescription {
            id: profile.id(),
            geo: profile.prefix(),
            status: status::of_profile(profile, model),
            model: ModelDescription::new(catalog, model),
            routes: profile.routes().map(|route| RouteDescription::new(catalog, profile, route)).collect(),
        }
    }
}

impl<'c> RouteDescription<'c> {
    fn new(catalog: Catalog<'c>, profile: Profile<'c>, route: Route<'c>) -> Self {
        let destinations = match route.destinations {
            Destinations::Regions(regions) => regions.iter().collect(),
            Destinations::Global => vec!["*"],
        };
        let Route { source, seen, origin, status, .. } = route;
        let project_row = catalog.project_route(profile.id(), source).map(ProjectRowDescription::from);
        RouteDescription { source, destinations, status: status::of_route(status), seen, origin, project_row }
    }
}

impl<'c> ModelDescription<'c> {
    pub(crate) fn new(catalog: Catalog<'c>, model: Model<'c>) -> Self {
        ModelDescription {
            id: model.id(),
            name: model.name(),
            provider: Some(model.provider()).filter(|provider| *provider != "-"),
            capabilities: capabilities_of(model).into_iter().collect(),
            lifecycle: status::of_model(model),
            legacy_since: model.legacy_since(),
            end_of_life: model.end_of_life(),
            end_of_life_past: model.end_of_life().map(|day| catalog.has_come(day)),
            inference_types: model.inference_types().collect(),
            endpoints: model.endpoints().collect(),
            on_demand: model.on_demand_regions().iter().collect(),
            seen: model.seen(),
            origin: model.origin(),
            project_row: catalog.project_model(model.id()).map(ProjectRowDescription::from),
        }
    }

    /// `legacy since 2026-05-26, end of life 2026-11-26`, or `past end of life` once that has come.
    pub(crate) fn stage(&self) -> String {
        let since = self.legacy_since.map(|day| format!(" since {day}")).filter(|_| self.lifecycle == "legacy");
        let end = self.past_end().or_else(|| Some(format!(", end of life {}", self.end_of_life?)));
        [self.lifecycle, &since.unwrap_or_default(), &end.unwrap_or_default()].concat()
    }

    /// `, past end of life 2026-11-26`, if that day has come.
    pub(crate) fn past_end(&self) -> Option<String> {
        let day = self.end_of_life.filter(|_| self.end_of_life_past == Some(true));
        day.map(|day| format!(", past end of life {day}"))
    }
}
