//! Which of two rows of one key decides: the project's or the built-in one.

use crate::table::Row;
use crate::{Catalog, Lifecycle, Model, Status};
use alloc::{format, string::String};

/// A row of a project's catalog by its key, and how it stands to the built-in row of that key.
///
/// The key is a model, or a profile with one source Region: a row that lists several is one of these for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectRow<'c> {
    pub(crate) id: &'c str,
    pub(crate) source: Option<&'c str>,
    pub(crate) seen: &'c str,
    pub(crate) pinned: bool,
}

/// The columns of [`ProjectRow::to_row`].
pub(crate) const HEADER: &str = "id\tsource\tseen\tpin\n";

impl<'c> ProjectRow<'c> {
    pub(crate) fn from_row(row: Row<'c>) -> Self {
        ProjectRow { id: row.cell(0), source: row.known(1), seen: row.cell(2), pinned: row.cell(3) == "yes" }
    }

    pub(crate) fn to_row(self) -> String {
        let ProjectRow { id, source, seen, pinned } = self;
        format!("{id}\t{}\t{seen}\t{}\n", source.unwrap_or("-"), if pinned { "yes" } else { "-" })
    }

    /// The id of the profile or of the model.
    pub const fn id(self) -> &'c str {
        self.id
    }

    /// The source Region of a route; `None` for a model.
    pub const fn source(self) -> Option<&'c str> {
        self.source
    }

    /// The day on which the project saw it.
    pub const fn seen(self) -> &'c str {
        self.seen
    }

    /// Whether its column `pin` says `yes`: it decides, whatever its date.
    pub const fn is_pinned(self) -> bool {
        self.pinned
    }

    /// The day on which the built-in row of the same key was seen; `None` where there is no such row.
    ///
    /// A profile that the built-in catalog has retired is retired from every Region: one that it does not list has the
    /// day on which the profile was last seen.
    pub fn built_in_seen(self) -> Option<&'static str> {
        let Some(source) = self.source else { return self.built_in_model().map(Model::seen) };
        let profile = Catalog::BUILT_IN.profile(self.id)?;
        let of_profile = profile.is_retired().then(|| profile.seen());
        profile.route(source).map(|route| route.seen).or(of_profile)
    }

    /// Whether it decides: it is pinned, or as new as the built-in row, or the only one of its key.
    pub fn wins(self) -> bool {
        self.pinned || self.built_in_seen().is_none_or(|built_in| self.seen >= built_in)
    }

    /// Whether the built-in catalog has withdrawn the profile or the model.
    pub(crate) fn is_withdrawn(self) -> bool {
        let Some(source) = self.source else {
            return self.built_in_model().is_some_and(|model| model.lifecycle() == Lifecycle::EndOfLife);
        };
        Catalog::BUILT_IN.profile(self.id).is_some_and(|profile| match profile.route(source) {
            Some(route) => route.status == Status::Retired,
            None => profile.is_retired(),
        })
    }

    /// Whether it decides although the release is newer, and has nothing of it or has withdrawn it. A pin says that
    /// this is meant.
    pub(crate) fn is_outdated(self) -> bool {
        let is_older = self.seen < Catalog::BUILT_IN.date();
        !self.pinned && is_older && self.wins() && (self.built_in_seen().is_none() || self.is_withdrawn())
    }

    /// What is worth knowing of which row decides, in one line: that the project's is pinned, that the built-in one is
    /// newer, or that the project's is the only one and old. Otherwise `None`.
    pub fn note(self) -> Option<String> {
        let (seen, release) = (self.seen, Catalog::BUILT_IN.date());
        match self.built_in_seen() {
            Some(built_in) if !self.wins() => {
                Some(format!("the project's row of {seen} does not count: the built-in catalog's is of {built_in}"))
            }
            Some(built_in) if self.pinned && seen < built_in => Some(format!(
                "the project's row of {seen} is pinned: it wins over that of {built_in} in the built-in catalog"
            )),
            _ if self.pinned => Some(format!("the project's row of {seen} is pinned")),
            None if seen < release => Some(outdated(false, seen, release)),
            _ => None,
        }
    }

    fn built_in_model(self) -> Option<Model<'static>> {
        Catalog::BUILT_IN.model(self.id).filter(|_| self.source.is_none())
    }
}

/// How a row of the day `seen` is out of date, for a release whose catalog is of the day `release`.
pub(crate) fn outdated(is_withdrawn: bool, seen: &str, release: &str) -> String {
    if is_withdrawn {
        format!("retired in this release's catalog of {release}, and in service only in the project's of {seen}")
    } else {
        format!("known only from the project's catalog of {seen}, older than this release's of {release}")
    }
}
