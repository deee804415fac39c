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
    pub(crate) silent: BTreeSet<String>,
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
/// * A model is not on demand where it is not listed, and at its end of life where nothing is left of it.
pub(crate) fn settle(tables: &mut Tables, catalog: Catalog<'_>, coverage: &Coverage) -> BTreeSet<Key> {
    let mut settled = Settled {
        coverage,
        routes: Table::read(&tables.routes, project::route_columns()),
        models: Table::read(&tables.models, project::model_columns()),
        changed: BTreeSet::new(),
    };
    let retired: BTreeSet<&str> =
        catalog.profiles().filter(|profile| settled.profile(*profile)).map(Profile::id).collect();
    for model in catalog.models() {
        let (lost, left): (Vec<_>, Vec<_>) =
            catalog.current_profiles_of(model).partition(|profile| retired.contains(profile.id()));
        settled.model(model, Profiles { lost: lost.len(), left: left.len() });
    }
    *tables = Tables { routes: settled.routes.to_text(), models: settled.models.to_text() };
    settled.changed
}

struct Settled<'c> {
    coverage: &'c Coverage,
    routes: Table,
    models: Table,
    changed: BTreeSet<Key>,
}

/// How many profiles of a model are retired now, and how many are not.
#[derive(Clone, Copy)]
struct Profiles {
    lost: usize,
    left: usize,
}

/// What can be said of a route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It may be used: listed, documented, or not to be known.
    Stands,
    /// It was never more than documented, and nothing confirms it.
    Open,
    /// Its Region does not list it any more.
    Missing,
    Retired,
}

impl Settled<'_> {
    /// Whether the profile is retired now.
    fn profile(&mut self, profile: Profile<'_>) -> bool {
        let standings: Vec<(Route<'_>, Standing)> =
            profile.routes().map(|route| (route, self.standing(profile.id(), route))).collect();
        let has = |standing| standings.iter().any(|(_, own)| *own == standing);
        let stands = has(Standing::Stands);
        let retires = has(Standing::Missing) && !stands;
        for (route, standing) in &standings {
            match standing {
                Standing::Missing | Standing::Open if retires => self.set(profile, *route, Status::Retired),
                Standing::Missing => self.set(profile, *route, Status::Unconfirmed),
                Standing::Retired if stands => self.set(profile, *route, Status::Unconfirmed),
                Standing::Stands if self.is_unanswered(profile, *route) => {
                    self.set(profile, *route, Status::Unconfirmed);
                }
                _ => {}
            }
        }
        retires
    }

    fn standing(&self, id: &str, route: Route<'_>) -> Standing {
        let is_documented = is_documented(route.origin);
        match (route.status, self.coverage.answered.get(route.source)) {
            (Status::Retired, _) => Standing::Retired,
            (_, Some(ids)) if ids.profiles.contains(id) => Standing::Stands,
            (Status::Unconfirmed, _) if is_documented => Standing::Open,
            (_, Some(_)) if !is_documented => Standing::Missing,
            _ => Standing::Stands,
        }
    }

    /// Whether it is a row of the project's own from a Region that was asked in vain.
    fn is_unanswered(&self, profile: Profile<'_>, route: Route<'_>) -> bool {
        self.coverage.silent.contains(route.source)
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
        let left: BTreeSet<String> = on_record.iter().filter(|region| lists(region)).map(str::to_owned).collect();
        let lost_regions = left.len() < on_record.len();
        let is_listed = self.coverage.answered.values().any(|ids| ids.models.contains(model.id()));
        let nothing_is_left = left.is_empty() && profiles.left == 0 && !is_listed;
        let ends = (lost_regions || profiles.lost > 0) && nothing_is_left;
        if !lost_regions && !ends {
            return;
        }
        let mut cells = model::on_demand_in(model, &left);
        if ends {
            cells.insert("lifecycle", "eol".to_owned());
        }
        let key = (model.id().to_owned(), String::new());
        self.models.set(key.clone(), cells);
        self.changed.insert(key);
    }
}
