//! What a Region says by not listing something any more, and what becomes of a Region that says nothing.

use super::{Tables, model};
use crate::table::{Key, Table};
use bedrock_profiles_catalog::{Catalog, Model, Profile, Route, Status, project};
use std::collections::{BTreeMap, BTreeSet};

/// What was asked, and of whom there is an answer.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// The ids that each Region lists.
    pub(crate) answered: BTreeMap<String, Ids>,
    /// The Regions that were expected to answer, and were asked in vain.
    pub(crate) unanswered: BTreeSet<String>,
}

/// What one Region lists.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    pub(crate) profiles: BTreeSet<String>,
    pub(crate) models: BTreeSet<String>,
}

/// Whether AWS documents what was seen there: what accounts are given access to is listed in no other.
pub(crate) fn is_documented(origin: &str) -> bool {
    origin.starts_with("AWS documentation")
}

/// Records in `tables`, into which all answers are merged, what they say by omission. `catalog` is those tables over
/// the built-in ones. Returns the rows that it changed.
///
/// * A profile that no Region on record lists any more is retired; one that others still list, or that may be listed
///   where there is no answer, has unconfirmed routes from the Regions that do not.
/// * A retired profile that a Region lists again has unconfirmed routes from the others.
/// * The project's own routes from a Region that does not answer are unconfirmed.
/// * A model is not on demand where it is not listed, and at its end of life where nothing is remaining of it.
pub(crate) fn reconcile(tables: &mut Tables, catalog: Catalog<'_>, coverage: &Coverage) -> BTreeSet<Key> {
    let mut reconciliation = Reconciliation {
        coverage,
        routes: Table::read(&tables.routes, project::route_columns()),
        models: Table::read(&tables.models, project::model_columns()),
        changed: BTreeSet::new(),
    };
    let retired: BTreeSet<&str> =
        catalog.profiles().filter(|profile| reconciliation.profile(*profile)).map(Profile::id).collect();
    for model in catalog.models() {
        let (lost, remaining): (Vec<_>, Vec<_>) =
            catalog.current_profiles_of(model).partition(|profile| retired.contains(profile.id()));
        reconciliation.model(model, Profiles { lost: lost.len(), remaining: remaining.len() });
    }
    *tables = Tables { routes: reconciliation.routes.to_text(), models: reconciliation.models.to_text() };
    reconciliation.changed
}

struct Reconciliation<'c> {
    coverage: &'c Coverage,
    routes: Table,
    models: Table,
    changed: BTreeSet<Key>,
}

/// How many profiles of a model are retired now, and how many are not.
#[derive(Clone, Copy)]
struct Profiles {
    lost: usize,
    remaining: usize,
}

/// What can be said of a route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RouteState {
    /// It may be used: listed, documented, or not to be known.
    Usable,
    /// It was never more than documented, and nothing confirms it.
    Unproven,
    /// Its Region does not list it any more.
    Unlisted,
    Retired,
}

impl Reconciliation<'_> {
    /// Whether the profile is retired now.
    fn profile(&mut self, profile: Profile<'_>) -> bool {
        let states: Vec<(Route<'_>, RouteState)> =
            profile.routes().map(|route| (route, self.state(profile.id(), route))).collect();
        let has = |state| states.iter().any(|(_, own)| *own == state);
        let is_usable = has(RouteState::Usable);
        let retires = has(RouteState::Unlisted) && !is_usable;
        for (route, state) in &states {
            match state {
                RouteState::Unlisted | RouteState::Unproven if retires => self.set(profile, *route, Status::Retired),
                RouteState::Unlisted => self.set(profile, *route, Status::Unconfirmed),
                RouteState::Retired if is_usable => self.set(profile, *route, Status::Unconfirmed),
                RouteState::Usable if self.is_unanswered(profile, *route) => {
                    self.set(profile, *route, Status::Unconfirmed);
                }
                _ => {}
            }
        }
        retires
    }

    fn state(&self, id: &str, route: Route<'_>) -> RouteState {
        let is_documented = is_documented(route.origin);
        match (route.status, self.coverage.answered.get(route.source)) {
            (Status::Retired, _) => RouteState::Retired,
            (_, Some(ids)) if ids.profiles.contains(id) => RouteState::Usable,
            (Status::Unconfirmed, _) if is_documented => RouteState::Unproven,
            (_, Some(_)) if !is_documented => RouteState::Unlisted,
            _ => RouteState::Usable,
        }
    }

    /// Whether it is a row of the project's own from a Region that was asked in vain.
    fn is_unanswered(&self, profile: Profile<'_>, route: Route<'_>) -> bool {
        self.coverage.unanswered.contains(route.source)
            && !is_documented(route.origin)
            && self.routes.has(profile.id(), route.source)
    }

    /// When and where the route was seen stays as it is.
    fn set(&mut self, profile: Profile<'_>, route: Route<'_>, status: Status) {
        if route.status == status {
            return;
        }
        let cells = [
            ("profile", profile.id()),
            ("source", route.source),
            ("destinations", route.destinations.as_str()),
            ("seen", route.seen),
            ("origin", route.origin),
            ("status", status.as_str()),
        ];
        let cells = cells.map(|(column, cell)| (column, cell.to_owned()));
        let key = (profile.id().to_owned(), route.source.to_owned());
        self.routes.set(key.clone(), cells);
        self.changed.insert(key);
    }

    fn model(&mut self, model: Model<'_>, profiles: Profiles) {
        if is_documented(model.origin()) {
            return;
        }
        let lists = |region: &str| self.coverage.answered.get(region).is_none_or(|ids| ids.models.contains(model.id()));
        let on_record = model.on_demand_regions();
        let remaining: BTreeSet<String> = on_record.iter().filter(|region| lists(region)).map(str::to_owned).collect();
        let lost_regions = remaining.len() < on_record.len();
        let is_listed = self.coverage.answered.values().any(|ids| ids.models.contains(model.id()));
        let nothing_remains = remaining.is_empty() && profiles.remaining == 0 && !is_listed;
        let ends = (lost_regions || profiles.lost > 0) && nothing_remains;
        if !lost_regions && !ends {
            return;
        }
        let mut cells = model::on_demand_in(model, &remaining);
        if ends {
            cells.insert("lifecycle", "eol".to_owned());
        }
        let key = (model.id().to_owned(), String::new());
        self.models.set(key.clone(), cells);
        self.changed.insert(key);
    }
}
