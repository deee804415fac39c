//! Suggestions for wrong names: of what exists, is in service and can be called as the rest says, the nearest.

mod embedded_id;
mod models;
mod places;
mod profiles;
mod similarity;

pub(crate) use models::{is_offered, models};
pub(crate) use places::{places, prefixes};
pub(crate) use profiles::profiles;

use crate::nearest::MOST;
use crate::{Catalog, Lifecycle, Model};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use similarity::Similarity;

/// What to suggest instead of a wrong id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suggestions {
    /// The id of which it lacks date and version.
    pub(crate) complete: Option<String>,
    /// The nearest ids, best first, at most three.
    pub(crate) nearest: Vec<String>,
    /// Where a profile is wanted and the model has none: the model, and the Regions in which its own id is called.
    pub(crate) direct: Option<(String, Vec<String>)>,
    /// As near or nearer, and not to be suggested: each with its availability.
    pub(crate) unsuitable: Vec<(Availability, Vec<String>)>,
}

/// Whether an id that exists can be suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Availability {
    /// It is in service, and can be called as the rest says.
    Offered,
    /// It is in service, but not with the rest.
    OfferedOtherwise,
    /// It can be invoked neither on demand nor through a profile.
    NotInvokable,
    /// It is out of service, or past its end of life.
    Retired,
}

impl Suggestions {
    /// The ids to write instead, best first.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &String> {
        self.fitting().chain(self.direct.iter().map(|(model, _)| model))
    }

    /// Those that are right where the wrong one stands.
    pub(crate) fn fitting(&self) -> impl Iterator<Item = &String> {
        self.complete.iter().chain(&self.nearest)
    }

    /// The best of the candidates. Where the prefix is right and the text is one but for a superfluous version, slips of
    /// others are left out.
    fn best(mut candidates: Vec<Candidate<'_>>, prefix_is_right: bool) -> Self {
        candidates.sort_by_key(|candidate| candidate.rank);
        let first = candidates.iter().find(|candidate| candidate.availability == Availability::Offered).copied();
        let is_right = |first: &Candidate<'_>| prefix_is_right && !first.rank.is_of_other_prefix;
        let similarity = first.filter(is_right).map(|first| first.rank.similarity);
        let lacks_version = similarity == Some(Similarity::LacksVersion);
        let is_certain = matches!(similarity, Some(Similarity::Same | Similarity::ExtraVersion));
        let is_slip = |candidate: &Candidate<'_>| candidate.rank.similarity == Similarity::Slip;
        let is_near = |candidate: &Candidate<'_>| {
            let is_other = is_certain && candidate.availability == Availability::Offered;
            is_slip(candidate) && !is_other || first.is_none_or(|first| candidate.rank <= first.rank)
        };
        candidates.retain(is_near);
        let of = |availability: Availability| candidates.iter().filter(move |own| own.availability == availability);
        let complete = first.filter(|_| lacks_version).map(|first| first.id.to_string());
        let nearest = distinct(of(Availability::Offered).skip(usize::from(lacks_version)));
        let unsuitable = [Availability::OfferedOtherwise, Availability::NotInvokable, Availability::Retired];
        let unsuitable = unsuitable.map(|availability| {
            let mut best = of(availability);
            (availability, distinct(best.next().into_iter().chain(best.filter(|candidate| is_slip(candidate)))))
        });
        let unsuitable = unsuitable.into_iter().filter(|(_, ids)| !ids.is_empty()).collect();
        Suggestions { complete, nearest, direct: None, unsuitable }
    }

    /// Puts better ids before the nearest.
    fn lead_with(&mut self, better: Vec<String>) {
        self.nearest.retain(|id| !better.contains(id));
        self.nearest.splice(0..0, better);
        self.nearest.truncate(MOST);
    }

    /// The same without `id`, which was written.
    pub(crate) fn without(mut self, id: &str) -> Self {
        self.unsuitable.iter_mut().for_each(|(_, ids)| ids.retain(|own| own != id));
        self.unsuitable.retain(|(_, ids)| !ids.is_empty());
        self
    }
}

/// An id that may be meant.
#[derive(Clone, Copy)]
struct Candidate<'c> {
    rank: Rank,
    availability: Availability,
    id: &'c str,
}

/// What comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    similarity: Similarity,
    /// Whether its prefix is only one that is used in the same Regions as the one meant.
    is_of_other_prefix: bool,
}

/// The first three different ids.
fn distinct<'a>(candidates: impl Iterator<Item = &'a Candidate<'a>>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for candidate in candidates {
        if ids.len() < MOST && !ids.iter().any(|id| id == candidate.id) {
            ids.push(candidate.id.to_string());
        }
    }
    ids
}

/// Whether a model's end of life has come.
fn is_past(catalog: Catalog<'_>, model: Model<'_>) -> bool {
    model.lifecycle() == Lifecycle::EndOfLife || model.end_of_life().is_some_and(|day| catalog.has_come(day))
}
