//! From what AWS answered to rows of the project's catalog.

mod changed_destinations;
mod model;
mod reconcile;

pub(crate) use reconcile::{is_documented, reconcile};

use crate::answer::{Answers, Day, ModelSummary, ProfileSummary};
use crate::tables::{Key, Table, Tables};
use bedrock_profiles_catalog::{Catalog, Model};
use changed_destinations::ChangedDestinations;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// When AWS answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capture {
    pub(crate) seen: Date,
    /// Whether rows that were seen on a later day stay as they are.
    pub(crate) later_rows_stay: bool,
}

impl Capture {
    /// Now: what AWS answers today is newer than any row.
    pub(crate) fn today() -> Self {
        Capture { seen: Day::today().0, later_rows_stay: false }
    }

    /// On a given day, perhaps long ago.
    pub(crate) const fn on(seen: Date) -> Self {
        Capture { seen, later_rows_stay: true }
    }
}

/// The new tables, and what became of the answers.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) tables: Tables,
    /// The rows that changed.
    pub(crate) recorded: BTreeSet<Key>,
    /// Those that are on record from a later day, and stay so.
    pub(crate) older: BTreeSet<Key>,
    /// Those that their user has pinned, and that stay so.
    pub(crate) pinned: BTreeSet<Key>,
    /// How many application inference profiles there were: they belong to an account, and to no catalog.
    pub(crate) application_profiles: usize,
    /// What this version does not know, and what becomes of it; where profiles lead elsewhere than before.
    pub(crate) notes: Vec<String>,
}

/// Where rows say that they were seen: the operations of the API.
const PROFILES_ORIGIN: &str = "ListInferenceProfiles";
const MODELS_ORIGIN: &str = "ListFoundationModels";

/// Merges `answers` into the `tables` of the project. `catalog` is those tables over the built-in ones.
///
/// Rows that no answer mentions stay as they are.
pub(crate) fn merge(tables: Tables, catalog: Catalog<'_>, answers: &Answers, capture: Capture) -> Merged {
    let mut merge = Merge {
        catalog,
        files: &answers.files,
        capture,
        seen: capture.seen.to_string(),
        merged: Merged {
            tables,
            recorded: BTreeSet::new(),
            older: BTreeSet::new(),
            pinned: BTreeSet::new(),
            application_profiles: 0,
            notes: Vec::new(),
        },
        noted: BTreeSet::new(),
        changed_destinations: ChangedDestinations::default(),
    };
    let described = merge.record_models(&answers.models);
    for profile in &answers.profiles {
        merge.record_profile(profile, &described);
    }
    merge.merged.notes.extend(merge.changed_destinations.notes());
    merge.merged
}

struct Merge<'c, 'a> {
    catalog: Catalog<'c>,
    files: &'a BTreeMap<String, String>,
    capture: Capture,
    seen: String,
    merged: Merged,
    /// What the notes say, wherever.
    noted: BTreeSet<String>,
    changed_destinations: ChangedDestinations<'a>,
}

impl<'c, 'a> Merge<'c, 'a> {
    /// Records the models; returns their ids.
    fn record_models(&mut self, models: &'a [ModelSummary]) -> BTreeSet<&'a str> {
        let mut by_id: BTreeMap<&str, model::ByRegion<'_>> = BTreeMap::new();
        for model in models {
            match model.region() {
                Ok(region) => {
                    by_id.entry(&model.id).or_default().insert(region, model);
                }
                Err(fault) => self.note(&model.arn.text, &model.id, "is not recorded", fault),
            }
        }
        for (id, by_region) in &by_id {
            self.record_model(id, by_region);
        }
        by_id.into_keys().collect()
    }

    fn record_model(&mut self, id: &str, by_region: &model::ByRegion<'_>) {
        let (on_record, key) = (self.catalog.model(id), (id.to_owned(), String::new()));
        if self.is_pinned(&key, |tables| &tables.models) || self.is_older(&key, on_record.map(Model::seen)) {
            return;
        }
        for (status, model) in model::unknown_statuses(by_region) {
            let status = status.escape_debug();
            self.note(&model.arn.text, id, "has a lifecycle that is not known here", format_args!("`{status}`"));
        }
        let mut row = model::row(on_record, by_region);
        row.extend([("model", id.to_owned()), ("seen", self.seen.clone()), ("origin", MODELS_ORIGIN.to_owned())]);
        self.merged.tables.models.set(key.clone(), row);
        self.merged.recorded.insert(key);
    }

    /// Records the route of the profile from the Region that lists it, and its model if nothing is known of it.
    fn record_profile(&mut self, profile: &'a ProfileSummary, described: &BTreeSet<&str>) {
        if profile.arn.is_application {
            self.merged.application_profiles += 1;
            return;
        }
        let (id, source) = (profile.id.as_str(), profile.arn.region.as_str());
        let route = match profile.route() {
            Ok(route) => route,
            Err(fault) => return self.note(&profile.arn.text, id, "is not recorded", fault),
        };
        let on_record = self.catalog.profile(id).and_then(|profile| profile.route(source));
        let key = (id.to_owned(), source.to_owned());
        if self.is_pinned(&key, |tables| &tables.routes) || self.is_older(&key, on_record.map(|route| route.seen)) {
            return;
        }
        if let Some(before) = on_record {
            self.changed_destinations.compare(id, source, before.destinations.as_str(), &route.destinations);
        }
        if let Some(status) = profile.unknown_status() {
            let status = status.escape_debug();
            let why = format_args!("its status is `{status}`, which is not known here");
            self.note(&profile.arn.text, id, "is unconfirmed", why);
        }
        let seen_here = || [("seen", self.seen.clone()), ("origin", PROFILES_ORIGIN.to_owned())];
        if self.catalog.model(route.model).is_none() && !described.contains(route.model) {
            let (key, cells) = ((route.model.to_owned(), String::new()), [("model", route.model.to_owned())]);
            self.merged.tables.models.set(key.clone(), cells.into_iter().chain(seen_here()));
            self.merged.recorded.insert(key);
        }
        let cells = [
            ("profile", id.to_owned()),
            ("source", source.to_owned()),
            ("destinations", route.destinations),
            ("status", route.status.to_owned()),
        ];
        self.merged.tables.routes.set(key.clone(), cells.into_iter().chain(seen_here()));
        self.merged.recorded.insert(key);
    }

    /// Whether the user has pinned the row: no answer changes it.
    fn is_pinned(&mut self, key: &Key, table: fn(&Tables) -> &Table) -> bool {
        let is_pinned = table(&self.merged.tables).has_pinned(key);
        if is_pinned {
            self.merged.pinned.insert(key.clone());
        }
        is_pinned
    }

    /// Whether what is on record was seen after the answer was given.
    fn is_older(&mut self, key: &Key, on_record: Option<&'c str>) -> bool {
        let is_older = self.capture.later_rows_stay && on_record.is_some_and(|day| day > self.seen.as_str());
        if is_older {
            self.merged.older.insert(key.clone());
        }
        is_older
    }

    fn note(&mut self, arn: &str, id: &str, what: &str, why: impl Display) {
        let note = format!("`{}` {what}: {why}", id.escape_debug());
        let file = self.files.get(arn).map(|file| format!("{file}: ")).unwrap_or_default();
        // Every Region that lists it says the same.
        if self.noted.insert(note.clone()) {
            self.merged.notes.push(file + &note);
        }
    }
}
