//! What a Region says by not listing something any more, and what becomes of a Region that says nothing.

use super::{Merged, model};
use crate::answer::Coverage;
use crate::tables::{Key, ModelCells, Table, Tables};
use bedrock_profiles_catalog::{Catalog, ProjectRow, Route, Status, project};
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

/// Whether AWS documents what was seen there: what accounts are given access to is listed in no other.
pub(crate) fn is_documented(origin: &str) -> bool {
    origin.starts_with("AWS documentation")
}

/// Records in `merged`, into which all answers are merged, what they say by omission. `before` is the catalog that they
/// were merged into.
///
/// * A profile that no Region on record lists any more is retired; one that others still list, or that may be listed
///   where there is no answer, has unconfirmed routes from the Regions that do not.
/// * A retired profile that a Region lists again has unconfirmed routes from the others.
/// * The project's own routes from a Region that does not answer are unconfirmed.
/// * A row that the user has pinned is as it says, and stays.
/// * A model is not on demand where it is not listed, and at its end of life where nothing is left of it.
pub(crate) fn reconcile(merged: &mut Merged, before: Catalog<'_>, coverage: &Coverage) {
    let Changes { routes, models } = Listing::new(merged, before, coverage).changes();
    let Merged { tables, recorded, pinned, .. } = merged;
    for (key, cells) in routes {
        record(&mut tables.routes, key, cells, recorded, pinned);
    }
    for (key, cells) in models {
        record(&mut tables.models, key, cells, recorded, pinned);
    }
}

/// Sets the cells of the row, unless its user has pinned it.
fn record(
    table: &mut Table,
    key: Key,
    cells: impl IntoIterator<Item = (&'static str, String)>,
    recorded: &mut BTreeSet<Key>,
    pinned: &mut BTreeSet<Key>,
) {
    if table.has_pinned(&key) {
        pinned.insert(key);
        return;
    }
    table.set(key.clone(), cells);
    recorded.insert(key);
}

/// The cells to set, by row.
#[derive(Default)]
struct Changes {
    routes: BTreeMap<Key, [(&'static str, String); 6]>,
    models: BTreeMap<Key, BTreeMap<&'static str, String>>,
}

/// Everything on record after the answers, and who answered.
struct Listing<'t> {
    coverage: &'t Coverage,
    tables: &'t Tables,
    before: Catalog<'t>,
    /// By profile, then by source Region.
    profiles: BTreeMap<&'t str, BTreeMap<&'t str, Route<'t>>>,
    models: BTreeMap<&'t str, ModelCells<'t>>,
}

/// How many profiles of a model are retired now, and how many are not.
#[derive(Clone, Copy, Default)]
struct Profiles {
    lost: usize,
    remaining: usize,
}

/// How far a route can be used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RouteState {
    /// Listed, documented, or not to be known.
    Usable,
    /// It was never more than documented, and nothing confirms it.
    Unproven,
    /// Its Region does not list it any more.
    Unlisted,
    Retired,
}

impl<'t> Listing<'t> {
    /// The rows that the answers gave, over the catalog.
    fn new(merged: &'t Merged, before: Catalog<'t>, coverage: &'t Coverage) -> Self {
        let tables = &merged.tables;
        let mut profiles: BTreeMap<&str, BTreeMap<&str, Route<'_>>> = BTreeMap::new();
        let on_record = before.profiles().flat_map(|profile| iter::repeat(profile.id()).zip(profile.routes()));
        let answered = merged.recorded.iter().filter_map(|key| Some((key.0.as_str(), tables.route(key)?)));
        for (id, route) in on_record.chain(answered) {
            profiles.entry(id).or_default().insert(route.source, route);
        }
        let on_record =
            before.models().map(|model| (model.id(), project::model_columns().zip(model.cells()).collect()));
        let answered = merged.recorded.iter().filter_map(|key| Some((key.0.as_str(), tables.model(key)?)));
        Listing { coverage, tables, before, profiles, models: on_record.chain(answered).collect() }
    }

    fn changes(&self) -> Changes {
        let mut changes = Changes::default();
        let mut by_model: BTreeMap<&str, Profiles> = BTreeMap::new();
        for (id, routes) in &self.profiles {
            let retires = self.profile(id, routes, &mut changes);
            if routes.values().any(|route| route.status != Status::Retired) {
                let (_, model) = id.split_once('.').unwrap_or_default();
                let profiles = by_model.entry(model).or_default();
                profiles.lost += usize::from(retires);
                profiles.remaining += usize::from(!retires);
            }
        }
        for (id, cells) in &self.models {
            let profiles = by_model.get(id).copied().unwrap_or_default();
            changes.models.extend(self.model(id, cells, profiles));
        }
        changes
    }

    /// Changes the routes of a profile; returns whether it is retired now.
    fn profile(&self, id: &str, routes: &BTreeMap<&str, Route<'_>>, changes: &mut Changes) -> bool {
        let states: Vec<(Route<'_>, RouteState)> =
            routes.values().map(|route| (*route, self.state(id, *route))).collect();
        let has = |state| states.iter().any(|(_, own)| *own == state);
        let is_usable = has(RouteState::Usable);
        let retires = has(RouteState::Unlisted) && !is_usable;
        for (route, state) in states {
            let now = match state {
                RouteState::Unlisted | RouteState::Unproven if retires => Status::Retired,
                RouteState::Unlisted => Status::Unconfirmed,
                RouteState::Retired if is_usable => Status::Unconfirmed,
                RouteState::Usable if self.is_unanswered(id, route) => Status::Unconfirmed,
                _ => continue,
            };
            changes.set_status(id, route, now);
        }
        retires
    }

    fn state(&self, id: &str, route: Route<'_>) -> RouteState {
        let is_documented = is_documented(route.origin);
        match (route.status, self.coverage.answered.get(route.source)) {
            (Status::Retired, _) => RouteState::Retired,
            _ if self.tables.routes.has_pinned(&(id.to_owned(), route.source.to_owned())) => RouteState::Usable,
            (_, Some(ids)) if ids.profiles.contains(id) => RouteState::Usable,
            (Status::Unconfirmed, _) if is_documented => RouteState::Unproven,
            (_, Some(_)) if !is_documented => RouteState::Unlisted,
            _ => RouteState::Usable,
        }
    }

    /// Whether a row of the project decides of it, from a Region that was asked in vain.
    fn is_unanswered(&self, id: &str, route: Route<'_>) -> bool {
        self.coverage.unanswered.contains(route.source)
            && !is_documented(route.origin)
            && self.before.project_route(id, route.source).is_some_and(ProjectRow::wins)
    }

    /// The row of a model that Regions do not list any more, if it changes.
    fn model(
        &self,
        id: &str,
        cells: &ModelCells<'_>,
        profiles: Profiles,
    ) -> Option<(Key, BTreeMap<&'static str, String>)> {
        if cells.get("origin").is_some_and(|origin| is_documented(origin)) {
            return None;
        }
        let answered = &self.coverage.answered;
        let lists = |region: &String| answered.get(region).is_none_or(|ids| ids.models.contains(id));
        let (remaining, lost): (BTreeSet<String>, BTreeSet<String>) = model::on_demand_regions(cells).partition(lists);
        let is_listed = answered.values().any(|ids| ids.models.contains(id));
        let nothing_remains = remaining.is_empty() && profiles.remaining == 0 && !is_listed;
        let ends = (!lost.is_empty() || profiles.lost > 0) && nothing_remains;
        if lost.is_empty() && !ends {
            return None;
        }
        let mut cells = model::on_demand_in(cells, &remaining);
        if ends {
            cells.insert("lifecycle", "eol".to_owned());
        }
        Some(((id.to_owned(), String::new()), cells))
    }
}

impl Changes {
    /// When and where the route was seen stays as it is.
    fn set_status(&mut self, id: &str, route: Route<'_>, status: Status) {
        if route.status == status {
            return;
        }
        let cells = [
            ("profile", id),
            ("source", route.source),
            ("destinations", route.destinations.as_str()),
            ("seen", route.seen),
            ("origin", route.origin),
            ("status", status.as_str()),
        ];
        let cells = cells.map(|(column, cell)| (column, cell.to_owned()));
        self.routes.insert((id.to_owned(), route.source.to_owned()), cells);
    }
}
