//! The rules that a resolved declaration must keep.

use crate::diagnostics::{Diagnostics, Known};
use crate::grammar::{Allowance, Key, Kind};
use crate::parse::Fields;
use crate::resolve::{CopySource, Resolved, Target};
use crate::tokens::listed;
use crate::value::{Allowed, Tag};
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Problem, Profile, application};
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
        Resolved::FoundationModel(model) => target(catalog, model, Kind::FoundationModel, fields, diagnostics),
        Resolved::Application { source, .. } => {
            if let CopySource::Id(copied) = source {
                let kind = if copied.profile.is_some() { Kind::Application } else { Kind::FoundationModel };
                target(catalog, copied, kind, fields, diagnostics);
            }
            within_limits(catalog, fields, diagnostics);
        }
        Resolved::Undeclarable(model, _) => {
            capabilities(catalog, model, fields, diagnostics);
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
            no_end_announced(catalog, target, fields, diagnostics);
        }
        confirmed(catalog, target, fields, diagnostics);
    }
    model_up_to_date(catalog, target, diagnostics);
    if fields.is_certain(Key::Residency) && fields.is_certain(Key::SourceRegions) {
        residency(catalog, target, fields, diagnostics);
    }
    one_partition(catalog, target, diagnostics);
    capabilities(catalog, target, fields, diagnostics);
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
            let verdict = profile.ok().map(|profile| check::profile_in_service(catalog, profile));
            let is_allowed = fields.allows(Allowance::Retired);
            let advised = |problem: Problem| problem.with_advice("`allow: [retired]` accepts it");
            verdict.filter(|verdict| verdict.is_ok() || !is_allowed).map(|verdict| verdict.map_err(advised))
        }
        None => target.model.ok().map(|model| check::model_in_service(catalog, model)),
    };
    verdict.is_some_and(|verdict| diagnostics.accept_in_service(&target.named_by, verdict, Some(())).is_ok())
}

/// A model whose end of life is announced gets a warning.
fn no_end_announced(catalog: Catalog<'_>, target: &Target<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    if fields.allows(Allowance::Legacy) {
        return;
    }
    if let Ok(Err(problem)) = target.model.map(|model| check::no_end_announced(catalog, model)) {
        let problem = problem.with_advice("`allow: [legacy]` silences this");
        diagnostics.warn(&target.named_by, "model_with_an_end", problem);
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
fn model_up_to_date(catalog: Catalog<'_>, target: &Target<'_>, diagnostics: &mut Diagnostics) {
    if let Ok(Err(problem)) = target.model.map(|model| check::model_up_to_date(catalog, model)) {
        diagnostics.warn(&target.named_by, "outdated_model", problem);
    }
}

/// Every source Region, and every destination from it, lies within the residency.
fn residency(catalog: Catalog<'_>, target: &Target<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let Some(residency) = &fields.values.residency else { return };
    let places: Vec<Known<Place<'_>>> =
        residency.entries.iter().map(|word| diagnostics.accept(word, check::place(catalog, &word.text))).collect();
    let Ok(places) = places.into_iter().collect::<Known<Vec<_>>>() else { return };
    let Some(id) = target.id() else { return };
    // Regions are blamed one by one if they are written, else together on the residency.
    for sources in target.sources.chunk_by(|source, _| source.token.is_none()) {
        let routes: Vec<_> = sources.iter().map(|source| (source.region, source.destinations)).collect();
        let Err(problem) = check::residency(catalog, id, &routes, &places) else { continue };
        match sources.first().and_then(|source| source.token.as_ref()) {
            Some(token) => diagnostics.error(token, problem),
            None => diagnostics.error(residency, problem),
        };
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

/// The model has every capability that is required.
fn capabilities(catalog: Catalog<'_>, target: &Target<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let Ok(model) = target.model else { return };
    let prefix = target.known_profile().map(Profile::prefix);
    for word in fields.values.requires.iter().flat_map(|list| &list.entries) {
        let _: Known<()> = diagnostics.accept(word, check::capability(catalog, model, prefix, &word.text));
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
