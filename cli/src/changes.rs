//! What differs between two catalogs: new routes and models, changed ones, and those that are gone.

use crate::status;
use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, Profile, Route, Status, project};
use serde::Serialize;

/// A route or a model that differs.
#[derive(Debug, Serialize)]
pub(crate) struct Change {
    #[serde(rename = "change")]
    pub(crate) kind: Kind,
    pub(crate) of: Subject,
    /// The profile or the model.
    pub(crate) id: String,
    /// The source Region of a route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// Which row decides, where a project's and the built-in catalog are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wins: Option<Winner>,
    pub(crate) cells: Vec<Cell>,
}

/// The row that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Winner {
    Project,
    /// The project's, whatever its date.
    Pinned,
    BuiltIn,
}

impl Winner {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Winner::Project => "project",
            Winner::Pinned => "pinned",
            Winner::BuiltIn => "built-in",
        }
    }
}

impl Change {
    /// The Region that says nothing of the route any more, which is not to say that the route is gone.
    pub(crate) fn unconfirmed_by(&self) -> Option<&str> {
        let is_open = |cell: &Cell| {
            cell.column == "status" && cell.before.is_some() && cell.after == status::of_route(Status::Unconfirmed)
        };
        self.source.as_deref().filter(|_| self.kind == Kind::Changed && self.cells.iter().all(is_open))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Added,
    Changed,
    /// On record, and no longer there: withdrawn, or no longer listed.
    Gone,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Added, Kind::Changed, Kind::Gone];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Changed => "changed",
            Kind::Gone => "gone",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Subject {
    Route,
    Model,
}

/// A cell of a table; `before` is absent in a row that is new.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Cell {
    pub(crate) column: &'static str,
    pub(crate) before: Option<String>,
    pub(crate) after: String,
}

impl Cell {
    /// With the words that every command has for a status.
    fn in_words(self) -> Self {
        let word = |cell: String| status::of_cell(self.column, &cell).to_owned();
        Cell { before: self.before.map(word), after: word(self.after), column: self.column }
    }
}

/// What differs in `after`, routes first; when and where rows were seen does not count.
pub(crate) fn changes(before: Catalog<'_>, after: Catalog<'_>) -> Vec<Change> {
    let routes = after.profiles().flat_map(|profile| profile.routes().map(move |route| (profile, route)));
    let routes = routes.filter_map(|(profile, route)| route_change(before, profile, route));
    let models = after.models().filter_map(|model| model_change(before.model(model.id()), model));
    routes.chain(models).collect()
}

fn route_change(before: Catalog<'_>, profile: Profile<'_>, after: Route<'_>) -> Option<Change> {
    let before = before.profile(profile.id()).and_then(|profile| profile.route(after.source));
    let facts = |route: Route<'_>| [route.destinations.as_str().to_owned(), route.status.as_str().to_owned()];
    let mut cells = differing(["destinations", "status"], before.map(facts), facts(after));
    cells.retain(|cell| cell.before.is_some() || cell.after != status::of_route(Status::Current));
    let went = before.is_some_and(|before| match after.status {
        Status::Current => false,
        Status::Retired => before.status != Status::Retired,
        _ => before.status == Status::Current,
    });
    let kind = kind(before.is_none(), went);
    let (id, source) = (profile.id().to_owned(), Some(after.source.to_owned()));
    (!cells.is_empty()).then_some(Change { kind, of: Subject::Route, id, source, wins: None, cells })
}

fn model_change(before: Option<Model<'_>>, after: Model<'_>) -> Option<Change> {
    let facts = |model: Model<'_>| model.cells().map(str::to_owned).collect::<Vec<String>>();
    let mut cells = differing(project::model_columns(), before.map(facts), facts(after));
    cells.retain(|cell| !matches!(cell.column, "model" | "seen" | "origin"));
    let has_ended = |model: Model<'_>| model.lifecycle() == Lifecycle::EndOfLife;
    let kind = kind(before.is_none(), has_ended(after) && !before.is_some_and(has_ended));
    let is_new = kind == Kind::Added;
    (is_new || !cells.is_empty()).then(|| Change {
        kind,
        of: Subject::Model,
        id: after.id().to_owned(),
        source: None,
        wins: None,
        cells,
    })
}

fn kind(is_new: bool, went: bool) -> Kind {
    match (is_new, went) {
        (true, _) => Kind::Added,
        (_, true) => Kind::Gone,
        _ => Kind::Changed,
    }
}

/// The cells that differ; of a new row those that say something.
fn differing(
    columns: impl IntoIterator<Item = &'static str>,
    before: Option<impl IntoIterator<Item = String>>,
    after: impl IntoIterator<Item = String>,
) -> Vec<Cell> {
    let mut before = before.map(IntoIterator::into_iter);
    let cells = columns.into_iter().zip(after).map(|(column, after)| {
        let before = before.as_mut().and_then(Iterator::next);
        Cell { column, before, after }
    });
    let changed = cells.filter(|cell| cell.before.as_deref().unwrap_or("-") != cell.after);
    changed.map(Cell::in_words).collect()
}

/// Of a list with spaces, which is `-` where it is empty: `+eu-west-1 -eu-west-3`.
pub(crate) fn list_difference(before: &str, after: &str) -> String {
    let [before, after] =
        [before, after].map(|cell| cell.split(' ').filter(|word| *word != "-").collect::<Vec<&str>>());
    let came = after.iter().filter(|word| !before.contains(word)).map(|word| format!("+{word}"));
    let went = before.iter().filter(|word| !after.contains(word)).map(|word| format!("-{word}"));
    came.chain(went).collect::<Vec<String>>().join(" ")
}
