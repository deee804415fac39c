//! The rules that a resolved declaration must keep.

use crate::diagnostics::{Diagnostics, Known};
use crate::grammar::{Allowance, Key, Kind};
use crate::parse::Fields;
use crate::resolve::{ByRegion, CopySource, Resolved, Target, from_regions};
use crate::tokens::{listed, with_nearest};
use crate::value::{Allowed, List, Residencies, Tag, Word};
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Call, Catalog, Model, Problem, Profile, application, nearest};
use proc_macro2::TokenStream;
use std::collections::BTreeSet;

/// Checks all of it; each rule says in its own function what it demands.
pub(crate) fn declaration(
    catalog: Catalog<'_>,
    resolved: &Resolved<'_>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) {
    match resolved {
        Resolved::CrossRegion(profile) => target(catalog, profile, Kind::CrossRegion, fields, diagnostics),
        Resolved::FoundationModel(model) => {
            target(catalog, model, Kind::FoundationModel, fields, diagnostics);
            called_directly(catalog, model, fields, diagnostics);
        }
        Resolved::ByRegion(profiles) => by_region(catalog, profiles, fields, diagnostics),
        Resolved::Application { source, .. } => {
            if let CopySource::Id(copied) = source {
                let kind = if copied.profile.is_some() { Kind::Application } else { Kind::FoundationModel };
                target(catalog, copied, kind, fields, diagnostics);
            }
            within_limits(catalog, fields, diagnostics);
        }
        Resolved::Undeclarable(model, _) => {
            let _: Known<Vec<Place<'_>>> = places(catalog, fields.values.residency.as_ref(), diagnostics);
            capabilities(catalog, model.model, None, fields, diagnostics);
            within_limits(catalog, fields, diagnostics);
        }
    }
}

/// The rules of a profile or a model, with the allowances of `kind`. One that rests on a field which could not be read
/// is left out: it would report the same cause again.
fn target(catalog: Catalog<'_>, target: &Target<'_>, kind: Kind, fields: &Fields, diagnostics: &mut Diagnostics) {
    allowances(kind, fields, diagnostics);
    if fields.is_certain(Key::Allow) {
        if in_service(catalog, target, fields, diagnostics) {
            let profile = target.known_profile().map(Profile::prefix);
            let call = profile.map_or(Call::DIRECT, Call::through);
            no_end_announced(catalog, (target.model, &target.named_by), call, fields, diagnostics);
        }
        confirmed(catalog, target, fields, diagnostics);
    }
    model_up_to_date(catalog, target.model, &target.named_by, diagnostics);
    if let Some(residency) = &fields.values.residency {
        let places = places(catalog, Some(residency), diagnostics);
        within(catalog, target, residency, &places, fields, diagnostics, |problem| problem);
    }
    one_partition(catalog, target, diagnostics);
    capabilities(catalog, target.model, target.known_profile(), fields, diagnostics);
}

/// The same rules of profiles that each serve some Regions, which may be of several partitions.
fn by_region(catalog: Catalog<'_>, profiles: &ByRegion<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let ByRegion { model, named_by, targets } = profiles;
    allowances(Kind::ByRegion, fields, diagnostics);
    each_serves(catalog, profiles, fields, diagnostics);
    if fields.is_certain(Key::Allow) {
        for target in targets {
            in_service(catalog, target, fields, diagnostics);
            confirmed(catalog, target, fields, diagnostics);
        }
        no_end_announced(catalog, (*model, named_by), Call::ANY, fields, diagnostics);
    }
    model_up_to_date(catalog, *model, named_by, diagnostics);
    residencies(catalog, targets, fields, diagnostics);
    capabilities(catalog, *model, targets.iter().find_map(Target::known_profile), fields, diagnostics);
}

/// Every prefix serves a Region, as far as all of them could be read. Where cargo fetched the package a newer catalog may
/// have served it with another prefix, and nobody there can mend the list.
fn each_serves(catalog: Catalog<'_>, profiles: &ByRegion<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let chosen = profiles.served().into_iter().map(|(profile, source)| (source.region, profile));
    let chosen: Vec<(&str, Profile<'_>)> = chosen.collect();
    let written = fields.source_regions().map_or(0, <[_]>::len);
    let is_known = fields.is_certain(Key::SourceRegions) && !chosen.is_empty() && chosen.len() == written;
    if !is_known || diagnostics.is_fetched {
        return;
    }
    for target in &profiles.targets {
        let verdict = target.known_profile().map_or(Ok(()), |profile| check::serves(catalog, profile, &chosen));
        let _: Known<()> = diagnostics.accept(&target.named_by, verdict);
    }
}

/// The residency of each prefix, or that of all of them, holds for the Regions that it serves.
fn residencies(catalog: Catalog<'_>, targets: &[Target<'_>], fields: &Fields, diagnostics: &mut Diagnostics) {
    match &fields.values.residencies {
        None => {}
        Some(Residencies::ForAll(residency)) => {
            let places = places(catalog, Some(residency), diagnostics);
            let advice = "a residency for each prefix, such as `residency: { eu: [eu] }`, holds for no other";
            for target in targets {
                within(catalog, target, residency, &places, fields, diagnostics, |it| it.with_advice(advice));
            }
        }
        Some(Residencies::ByPrefix(lists)) => {
            let mut seen = BTreeSet::new();
            for (prefix, residency) in lists {
                let places = places(catalog, Some(residency), diagnostics);
                if !seen.insert(&prefix.text) {
                    diagnostics.error(prefix, format_args!("the prefix `{}` stands here twice", prefix.text));
                }
                listed_prefix(prefix, fields, diagnostics);
                let is_its = |target: &&Target<'_>| {
                    target.known_profile().is_some_and(|profile| profile.prefix() == prefix.text)
                };
                for target in targets.iter().filter(is_its) {
                    within(catalog, target, residency, &places, fields, diagnostics, |it| it.of_prefix(&prefix.text));
                }
            }
        }
    }
}

/// A prefix with a residency is one of those in `geo`.
fn listed_prefix(prefix: &Word, fields: &Fields, diagnostics: &mut Diagnostics) {
    let Some(geos) = fields.values.geos.as_ref().filter(|_| fields.is_certain(Key::Geos)) else { return };
    let names = || geos.entries.iter().map(|word| word.text.as_str());
    if names().all(|name| name != prefix.text) {
        let message = format!("`geo` does not list the prefix `{}`", prefix.text);
        let nearest = nearest(&prefix.text, names());
        diagnostics.error(prefix, with_nearest(&message, &nearest, &format!("note: it lists {}", listed(names()))));
    }
}

/// What `allow` names can come to pass.
fn allowances(kind: Kind, fields: &Fields, diagnostics: &mut Diagnostics) {
    let known = kind.fields().allowances;
    let written = fields.values.allow.iter().flat_map(|list| &list.entries);
    for Allowed { allowance, word } in written.filter(|allowed| !known.contains(&allowed.allowance)) {
        let why = match allowance {
            Allowance::Legacy => "a model that is legacy",
            Allowance::Unconfirmed => "a route that no capture confirms, and a model that is called directly has none",
            Allowance::Retired => "a profile that is retired; a retired model can be called directly in no Region",
        };
        let known = listed(known.iter().map(|allowance| allowance.name()));
        let name = allowance.name();
        diagnostics.error(word, format_args!("`{name}` accepts {why}\nnote: what can be allowed here is {known}"));
    }
}

/// A profile or model is in service, unless `allow` accepts a retired profile.
fn in_service(catalog: Catalog<'_>, target: &Target<'_>, fields: &Fields, diagnostics: &mut Diagnostics) -> bool {
    let verdict: Option<Result<(), Problem>> = match target.profile {
        Some(profile) => {
            let regions: Vec<&str> = target.sources.iter().map(|source| source.region).collect();
            let regions = fields.source_regions().map(|_| &*regions).unwrap_or_default();
            let in_service = |profile: Profile<'_>| match fields.values.model {
                Some(_) => check::offer_in_service(catalog, profile, regions),
                None => check::profile_in_service_from(catalog, profile, regions),
            };
            let verdict = profile.ok().map(in_service);
            let is_allowed = fields.allows(Allowance::Retired);
            let advised = |problem: Problem| problem.with_advice("`allow: [retired]` accepts it");
            verdict.filter(|verdict| verdict.is_ok() || !is_allowed).map(|verdict| verdict.map_err(advised))
        }
        None => target.model.ok().map(|model| check::model_in_service(catalog, model)),
    };
    verdict.is_some_and(|verdict| diagnostics.accept_in_service(&target.named_by, verdict, Some(())).is_ok())
}

/// A model whose end of life is announced gets a warning.
fn no_end_announced(
    catalog: Catalog<'_>,
    (model, named_by): (Known<Model<'_>>, &TokenStream),
    call: Call<'_>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) {
    if fields.allows(Allowance::Legacy) {
        return;
    }
    // Without a model the id of a profile is written whole.
    let is_whole = fields.values.model.is_none();
    let verdict = |model| {
        from_regions(fields, |regions| {
            check::no_end_announced_for(catalog, model, call.from_regions(regions), is_whole)
        })
    };
    if let Ok(Err(problem)) = model.map(verdict) {
        let problem = problem.with_advice("`allow: [legacy]` silences this");
        diagnostics.warn(named_by, "model_with_an_end", problem);
    }
}

/// A route gets a warning that no capture confirms, or that a row of the project alone knows, older than the release.
fn confirmed(catalog: Catalog<'_>, target: &Target<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    if fields.allows(Allowance::Unconfirmed) {
        return;
    }
    let Some(profile) = target.known_profile() else { return };
    for source in &target.sources {
        let verdict = |route| {
            check::confirmed(catalog, profile, route).and_then(|()| check::route_up_to_date(catalog, profile, route))
        };
        let Some(Err(problem)) = source.route.map(verdict) else { continue };
        let problem = problem.with_advice("`allow: [unconfirmed]` silences this");
        match &source.token {
            Some(token) => diagnostics.warn(token, "unconfirmed_route", problem),
            // Without a confirmed route the profile stands for all of them: one is enough to say so.
            None => return diagnostics.warn(&target.named_by, "unconfirmed_route", problem),
        }
    }
}

/// A model that a row of the project alone knows, older than the release, gets a warning.
fn model_up_to_date(
    catalog: Catalog<'_>,
    model: Known<Model<'_>>,
    named_by: &TokenStream,
    diagnostics: &mut Diagnostics,
) {
    if let Ok(Err(problem)) = model.map(|model| check::model_up_to_date(catalog, model)) {
        diagnostics.warn(named_by, "outdated_model", problem);
    }
}

/// The places of a residency, if all of them are known.
fn places<'c>(
    catalog: Catalog<'c>,
    residency: Option<&List<Word>>,
    diagnostics: &mut Diagnostics,
) -> Known<Vec<Place<'c>>> {
    let words = residency.into_iter().flat_map(|residency| &residency.entries);
    let places: Vec<Known<Place<'c>>> =
        words.map(|word| diagnostics.accept(word, check::place(catalog, &word.text))).collect();
    places.into_iter().collect()
}

/// Every source Region, and every destination from it, lies within the `places` of the residency.
fn within(
    catalog: Catalog<'_>,
    target: &Target<'_>,
    residency: &List<Word>,
    places: &Known<Vec<Place<'_>>>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
    advised: impl Fn(Problem) -> Problem,
) {
    let is_certain = [Key::Residency, Key::Residencies, Key::SourceRegions].iter().all(|key| fields.is_certain(*key));
    let (Some(id), Ok(places), true) = (target.id(), places, is_certain) else { return };
    // Regions are blamed one by one if they are written, else together on the residency.
    for sources in target.sources.chunk_by(|source, _| source.token.is_none()) {
        let routes: Vec<_> = sources.iter().map(|source| (source.region, source.destinations)).collect();
        let Err(problem) = check::residency(catalog, id, &routes, places) else { continue };
        let problem = advised(problem);
        match sources.first().and_then(|source| source.token.as_ref()) {
            Some(token) => diagnostics.error(token, problem),
            None => diagnostics.error(residency, problem),
        };
    }
}

/// A model that most Regions reach through profiles alone is called in Regions that are written. Who can't write them is not
/// asked to: a newer catalog may know of more profiles.
fn called_directly(catalog: Catalog<'_>, target: &Target<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let is_written = fields.values.source_regions.is_some() || !fields.is_certain(Key::SourceRegions);
    let Some(model) = target.model.ok().filter(|_| !is_written && !diagnostics.is_fetched) else { return };
    if !target.sources.is_empty() {
        let _: Known<()> = diagnostics.accept(&target.named_by, check::called_directly(catalog, model));
    }
}

/// The Regions that are written belong to one partition: an account does.
fn one_partition(catalog: Catalog<'_>, target: &Target<'_>, diagnostics: &mut Diagnostics) {
    let Some((id, first)) = target.id().zip(target.sources.first()) else { return };
    let named = target.sources.iter().filter_map(|source| Some((source.region, source.token.as_ref()?)));
    for (region, token) in named {
        let _: Known<()> = diagnostics.accept(token, check::same_partition(catalog, id, first.region, region));
    }
}

/// What is required is a capability, and the model, if it is known, has it.
fn capabilities(
    catalog: Catalog<'_>,
    model: Known<Model<'_>>,
    profile: Option<Profile<'_>>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) {
    let prefix = profile.map(Profile::prefix);
    for word in fields.values.requires.iter().flat_map(|list| &list.entries) {
        let verdict = match model {
            Ok(model) => check::capability(catalog, model, prefix, &word.text),
            Err(_) => check::capability_name(catalog, &word.text),
        };
        let _: Known<()> = diagnostics.accept(word, verdict);
    }
}

/// The name, the description and the tags of an application profile keep the limits of the API.
fn within_limits(catalog: Catalog<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    if let Some(name) = &fields.values.name {
        let _: Known<()> = diagnostics.accept(name, application::name(catalog, &name.value()));
    }
    if let Some(description) = &fields.values.description {
        let verdict = application::description(catalog, &description.value());
        let _: Known<()> = diagnostics.accept(description, verdict);
    }
    let tags = fields.values.tags.as_ref().map(|tags| &*tags.0).unwrap_or_default();
    let mut keys = BTreeSet::new();
    for Tag { key, value } in tags {
        let _: Known<()> = diagnostics.accept(key, application::tag_key(catalog, &key.value()));
        let _: Known<()> = diagnostics.accept(value, application::tag_value(catalog, &value.value()));
        if !keys.insert(key.value()) {
            diagnostics.error(key, format_args!("the tag `{}` stands here twice", key.value()));
        }
    }
    if let Some(surplus) = tags.get(application::MOST_TAGS) {
        let most = application::MOST_TAGS;
        diagnostics.error(&surplus.key, format_args!("a profile can have {most} tags, and this is one more"));
    }
}
