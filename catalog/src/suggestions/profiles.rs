//! The profiles that a wrong id may mean.

use super::embedded_id::EmbeddedId;
use super::models::{known_regions, not_offered, similar_models};
use super::places::prefixes;
use super::similarity::Similarity;
use super::{Availability, Candidate, Rank, Suggestions, is_past};
use crate::nearest::{LONGEST, MOST, is_slip};
use crate::{Catalog, Model, Prefix, Profile, family, geography};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use core::cell::OnceCell;

/// The profiles that `given` may mean, to be called from `regions`.
pub(crate) fn profiles(catalog: Catalog<'_>, given: &str, regions: &[&str]) -> Suggestions {
    if given.len() > LONGEST {
        return Suggestions::default();
    }
    let embedded = EmbeddedId::find(catalog, given);
    let search = Search::new(catalog, &embedded, known_regions(catalog, regions));
    let similar = similar_models(catalog, &embedded.model, |model| search.is_offered_with(&search.prefixes, model));
    let prefix_is_right = search.is_prefix(embedded.prefix.as_deref());
    let slips = search.slips(&[given, &embedded.whole()]);
    let candidates = search.candidates(&similar, slips, prefix_is_right);
    let mut suggestions = Suggestions::best(candidates, prefix_is_right);
    if let Some(model) = not_offered(&similar, |model| search.is_offered(model)) {
        suggestions.direct = similar.iter().find_map(|(_, model)| search.direct(*model));
        if suggestions.direct.is_none() {
            suggestions.lead_with(search.successors(model));
        }
    }
    suggestions
}

/// What a profile has to be.
struct Search<'c, 'a> {
    catalog: Catalog<'c>,
    /// Where the program runs.
    regions: Vec<&'a str>,
    /// The prefixes that are meant.
    prefixes: Vec<&'c str>,
    /// Whether the prefix that is written says which; else it may be any.
    prefix_is_known: bool,
    /// The other prefixes that are used in the same Regions, once they are asked for.
    others: OnceCell<Vec<&'c str>>,
}

impl<'c, 'a> Search<'c, 'a> {
    fn new(catalog: Catalog<'c>, embedded: &EmbeddedId, regions: Vec<&'a str>) -> Self {
        let named = match embedded.prefix.as_deref() {
            Some(prefix) => match catalog.prefix(prefix) {
                Some(prefix) => Vec::from([prefix.name()]),
                None => prefixes(catalog, prefix, None, &[]),
            },
            None => match embedded.region.as_deref() {
                Some(region) => geography::prefixes_from(catalog, &[region], |profile| !profile.is_retired()),
                None => Vec::new(),
            },
        };
        let prefix_is_known = !named.is_empty() || embedded.prefix.is_none();
        let (global, others): (Vec<_>, Vec<_>) = catalog.prefixes().partition(|prefix| prefix.is_global());
        let all = || others.into_iter().chain(global).map(Prefix::name).collect();
        let prefixes = if named.is_empty() { all() } else { named };
        Search { catalog, regions, prefixes, prefix_is_known, others: OnceCell::new() }
    }

    fn is_prefix(&self, written: Option<&str>) -> bool {
        written.is_some_and(|written| self.prefixes == [written])
    }

    /// `slips`, and the profiles of `models`: with the prefixes that are meant, and where none of those is offered with
    /// others that are used in the same Regions. A prefix that does not exist may be a slip of one that is offered.
    fn candidates(
        &self,
        models: &[(Similarity, Model<'c>)],
        slips: Vec<Candidate<'c>>,
        prefix_is_right: bool,
    ) -> Vec<Candidate<'c>> {
        let is_offered = |candidate: &Candidate<'_>| candidate.availability == Availability::Offered;
        let mut candidates = self.candidates_with(&self.prefixes, false, models);
        let some_is_offered = candidates.iter().any(is_offered) || !prefix_is_right && slips.iter().any(is_offered);
        candidates.extend(slips);
        if !models.is_empty() && !some_is_offered {
            let others = self.candidates_with(self.other_prefixes(), true, models);
            candidates.extend(others.into_iter().filter(is_offered));
        }
        candidates
    }

    fn candidates_with(
        &self,
        prefixes: &[&str],
        is_of_other_prefix: bool,
        models: &[(Similarity, Model<'c>)],
    ) -> Vec<Candidate<'c>> {
        let profiles = models.iter().flat_map(|(similarity, model)| {
            prefixes.iter().filter_map(move |prefix| Some((*similarity, self.profile(prefix, *model)?)))
        });
        let candidate = |(similarity, profile): (Similarity, Profile<'c>)| {
            // With a prefix that is not known, the model alone is similar.
            let similarity =
                if self.prefix_is_known { similarity } else { similarity.max(Similarity::OtherSpelling(0)) };
            Candidate {
                rank: Rank { similarity, is_of_other_prefix },
                availability: self.availability(profile),
                id: profile.id(),
            }
        };
        profiles.map(candidate).collect()
    }

    /// The ids that are one slip away from what was written.
    fn slips(&self, written: &[&str]) -> Vec<Candidate<'c>> {
        let begins = |prefix: &Prefix<'_>| written.iter().any(|written| begins_nearly(written, prefix.name()));
        let profiles = self
            .catalog
            .prefixes()
            .filter(begins)
            .flat_map(|prefix| geography::profiles_of(self.catalog, prefix.name()));
        let is_slip = |profile: &Profile<'_>| written.iter().any(|written| is_slip(written, profile.id()));
        let candidate = |profile: Profile<'c>| Candidate {
            rank: Rank { similarity: Similarity::Slip, is_of_other_prefix: false },
            availability: self.availability(profile),
            id: profile.id(),
        };
        profiles.filter(is_slip).map(candidate).collect()
    }

    /// The model, where its own id can be called in Regions of the prefixes that are meant.
    fn direct(&self, model: Model<'c>) -> Option<(String, Vec<String>)> {
        let on_demand = model.on_demand_regions();
        let sources = self.sources();
        let is_called = on_demand.iter().any(|region| sources.contains(&region))
            && self.regions.iter().all(|region| on_demand.contains(region));
        (is_called && !is_past(self.catalog, model))
            .then(|| (model.id().to_string(), on_demand.iter().map(String::from).collect()))
    }

    /// The profiles of the model that stands in for `model`.
    fn successors(&self, model: Model<'c>) -> Vec<String> {
        let of = |prefixes: &[&str]| {
            let successor = family::successor(self.catalog, model, |other| self.is_offered_with(prefixes, other));
            let profiles = |model| prefixes.iter().filter_map(move |prefix| self.profile(prefix, model));
            let serving = successor.into_iter().flat_map(profiles).filter(|profile| self.serves(*profile));
            serving.take(MOST).map(|profile| profile.id().to_string()).collect::<Vec<_>>()
        };
        let successors = of(&self.prefixes);
        if successors.is_empty() { of(self.other_prefixes()) } else { successors }
    }

    fn other_prefixes(&self) -> &[&'c str] {
        self.others.get_or_init(|| {
            let is_other = |profile: Profile<'_>| !self.prefixes.contains(&profile.prefix()) && !profile.is_retired();
            geography::prefixes_from(self.catalog, &self.sources(), is_other)
        })
    }

    /// The Regions in which the prefixes that are meant are used.
    fn sources(&self) -> Vec<&'c str> {
        self.prefixes.iter().flat_map(|name| geography::sources_of(self.catalog, name)).collect()
    }

    fn profile(&self, prefix: &str, model: Model<'_>) -> Option<Profile<'c>> {
        self.catalog.profile(&format!("{prefix}.{}", model.id()))
    }

    fn is_offered(&self, model: Model<'_>) -> bool {
        self.is_offered_with(&self.prefixes, model) || self.is_offered_with(self.other_prefixes(), model)
    }

    fn is_offered_with(&self, prefixes: &[&str], model: Model<'_>) -> bool {
        prefixes.iter().any(|prefix| self.profile(prefix, model).is_some_and(|profile| self.serves(profile)))
    }

    fn serves(&self, profile: Profile<'_>) -> bool {
        serves(self.catalog, profile, &self.regions)
    }

    fn availability(&self, profile: Profile<'_>) -> Availability {
        if serves(self.catalog, profile, &[]) {
            if self.serves(profile) { Availability::Offered } else { Availability::OfferedOtherwise }
        } else {
            Availability::Retired
        }
    }
}

/// Whether `id` begins with the prefix and its dot or with a slip of them: else it is no slip of an id with that prefix.
fn begins_nearly(id: &str, prefix: &str) -> bool {
    let dotted = format!("{prefix}.");
    let mut ends = prefix.len()..=dotted.len() + 1;
    ends.any(|end| id.get(..end).is_some_and(|start| start == dotted || is_slip(start, &dotted)))
}

/// Whether a profile is in service, and can be called from `regions`.
pub(super) fn serves(catalog: Catalog<'_>, profile: Profile<'_>, regions: &[&str]) -> bool {
    let is_past = catalog.model(profile.model_id()).is_none_or(|model| is_past(catalog, model));
    !is_past && !profile.is_retired() && regions.iter().all(|region| profile.route(region).is_some())
}
