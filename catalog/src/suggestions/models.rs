//! The models that a wrong id may mean.

use super::embedded_id::EmbeddedId;
use super::similarity::{Query, Similarity};
use super::{Availability, Candidate, Rank, Suggestions, is_past};
use crate::call::{Call, Id};
use crate::family::{self, Relatives};
use crate::nearest::LONGEST;
use crate::release::newest_first;
use crate::{Catalog, Model, Profile};
use alloc::{string::ToString as _, vec::Vec};

/// The models that `given` may mean, to be called as `call` says.
pub(crate) fn models(catalog: Catalog<'_>, given: &str, call: Call<'_>) -> Suggestions {
    if given.len() > LONGEST {
        return Suggestions::default();
    }
    let is_offered = |model: Model<'_>| is_offered(catalog, model, call);
    let mut similar = spelled_so(catalog, given);
    if similar.is_empty() {
        let text = EmbeddedId::find(catalog, given).model;
        similar =
            if text == given { akin(catalog, &text, is_offered) } else { similar_models(catalog, &text, is_offered) };
    }
    let candidates = similar.iter().map(|(similarity, model)| Candidate {
        rank: Rank { similarity: *similarity, is_of_other_prefix: false },
        availability: availability(catalog, *model, call),
        id: model.id(),
    });
    let mut suggestions = Suggestions::best(candidates.collect(), true);
    let successor = not_offered(&similar, is_offered).and_then(|model| family::successor(catalog, model, is_offered));
    suggestions.lead_with(successor.map(|model| model.id().to_string()).into_iter().collect());
    suggestions
}

/// The models that resemble `text`, nearest and newest first: by their ids and names, else by their family, else by their
/// letters.
pub(super) fn similar_models<'c>(
    catalog: Catalog<'c>,
    text: &str,
    is_offered: impl Fn(Model<'c>) -> bool,
) -> Vec<(Similarity, Model<'c>)> {
    let spelled = spelled_so(catalog, text);
    if spelled.is_empty() { akin(catalog, text, is_offered) } else { spelled }
}

/// The models of the family that `text` names, else those that resemble it by their letters.
fn akin<'c>(catalog: Catalog<'c>, text: &str, is_offered: impl Fn(Model<'c>) -> bool) -> Vec<(Similarity, Model<'c>)> {
    let relatives = Relatives::of(catalog, text);
    let mut nearest = relatives.nearest(is_offered);
    if nearest.is_empty() {
        nearest = relatives.nearest(|model| self::is_offered(catalog, model, Call::ANY));
    }
    if !nearest.is_empty() {
        return nearest.into_iter().map(|model| (Similarity::Family, model)).collect();
    }
    let query = Query::new(text);
    let near = catalog.models().filter_map(|model| Some((query.distance(model.id())?, model)));
    nearest_first(near.collect())
}

/// The models with the id `text` in another spelling, another version, or with a slip in it.
fn spelled_so<'c>(catalog: Catalog<'c>, text: &str) -> Vec<(Similarity, Model<'c>)> {
    if let Some(model) = catalog.model(text).filter(|model| is_invokable(catalog, *model)) {
        return Vec::from([(Similarity::Same, model)]);
    }
    let query = Query::new(text);
    let spelled = catalog.models().filter_map(|model| Some((query.similarity(model.id(), model.name())?, model)));
    nearest_first(spelled.collect())
}

fn nearest_first(mut similar: Vec<(Similarity, Model<'_>)>) -> Vec<(Similarity, Model<'_>)> {
    similar.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| newest_first(one.id(), other.id())));
    similar
}

/// The most similar model, if neither it, nor another version of it, nor one as similar is offered.
pub(super) fn not_offered<'c>(
    similar: &[(Similarity, Model<'c>)],
    is_offered: impl Fn(Model<'c>) -> bool,
) -> Option<Model<'c>> {
    let (most, model) = similar.first()?;
    let mut nearest = similar.iter().take_while(|(similarity, _)| similarity == most || *similarity < Similarity::Slip);
    (!nearest.any(|(_, model)| is_offered(*model))).then_some(*model)
}

/// Whether a model can be invoked at all: on demand, or through a profile.
pub(crate) fn is_invokable(catalog: Catalog<'_>, model: Model<'_>) -> bool {
    !model.on_demand_regions().is_empty() || catalog.current_profiles_of(model).next().is_some()
}

/// Whether a model is in service and can be called as `call` says.
pub(crate) fn is_offered(catalog: Catalog<'_>, model: Model<'_>, call: Call<'_>) -> bool {
    if is_past(catalog, model) {
        return false;
    }
    let regions = known_regions(catalog, call.regions);
    let reaches = |profile: Profile<'_>| regions.iter().all(|region| profile.route(region).is_some());
    let on_demand = model.on_demand_regions();
    let directly = || !on_demand.is_empty() && regions.iter().all(|region| on_demand.contains(region));
    let through = |prefix| catalog.current_profiles_of(model).any(|own| own.prefix() == prefix && reaches(own));
    match call.by {
        Id::Model => directly(),
        Id::Profile(prefix) if catalog.prefix(prefix).is_some() => through(prefix),
        Id::Any | Id::Profile(_) => directly() || catalog.current_profiles_of(model).any(reaches),
    }
}

fn availability(catalog: Catalog<'_>, model: Model<'_>, call: Call<'_>) -> Availability {
    if is_past(catalog, model) {
        Availability::Retired
    } else if is_offered(catalog, model, call) {
        Availability::Offered
    } else if is_invokable(catalog, model) {
        Availability::OfferedOtherwise
    } else {
        Availability::NotInvokable
    }
}

/// The Regions that the catalog knows; of another it is said elsewhere that it is wrong.
pub(super) fn known_regions<'a>(catalog: Catalog<'_>, regions: &[&'a str]) -> Vec<&'a str> {
    regions.iter().copied().filter(|region| catalog.region(region).is_some()).collect()
}
