//! The rules that a resolved declaration must keep.

use crate::diagnostics::Diagnostics;
use crate::keyword::{Allowance, Key};
use crate::parse::Fields;
use crate::resolve::{Resolved, Source};
use crate::value::Tag;
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Profile, application};
use std::collections::BTreeSet;

/// Checks all of it; each rule says in its own function what it demands. One that rests on a field which could not
/// be read is left out: it would report the same cause again.
pub(crate) fn declaration(
    catalog: Catalog<'_>,
    resolved: &Resolved<'_>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) {
    if fields.is_certain(Key::Allow) {
        if in_service(catalog, resolved, fields, diagnostics) {
            not_legacy(catalog, resolved, fields, diagnostics);
        }
        confirmed(catalog, resolved, fields, diagnostics);
    }
    if fields.is_certain(Key::Residency) && fields.is_certain(Key::SourceRegions) {
        residency(catalog, resolved, fields, diagnostics);
    }
    one_partition(catalog, resolved, diagnostics);
    capabilities(catalog, resolved, fields, diagnostics);
    within_limits(catalog, fields, diagnostics);
}

/// A profile or model is in service, unless `allow` accepts retired ones.
fn in_service(catalog: Catalog<'_>, resolved: &Resolved<'_>, fields: &Fields, diagnostics: &mut Diagnostics) -> bool {
    let verdict = match (resolved.profile, resolved.model) {
        (Some(profile), _) => check::profile_in_service(catalog, profile),
        (None, Some(model)) => check::model_in_service(catalog, model),
        (None, None) => Ok(()),
    };
    match verdict {
        Err(problem) if !fields.allows(Allowance::Retired) => {
            let is_profile = resolved.profile.is_some();
            let problem = if is_profile { problem.with_advice("`allow: [retired]` accepts it") } else { problem };
            diagnostics.error(&resolved.named_by, problem);
            false
        }
        verdict => verdict.is_ok(),
    }
}

/// A legacy model gets a warning.
fn not_legacy(catalog: Catalog<'_>, resolved: &Resolved<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    if fields.allows(Allowance::Legacy) {
        return;
    }
    if let Some(Err(problem)) = resolved.model.map(|model| check::no_end_announced(catalog, model)) {
        diagnostics.warn(&resolved.named_by, "legacy_model", problem.with_advice("`allow: [legacy]` silences this"));
    }
}

/// A route that no capture confirms gets a warning.
fn confirmed(catalog: Catalog<'_>, resolved: &Resolved<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    if fields.allows(Allowance::Unconfirmed) {
        return;
    }
    let Some(profile) = resolved.profile else { return };
    for source in &resolved.sources {
        let Some(Err(problem)) = source.route.map(|route| check::confirmed(catalog, profile, route)) else { continue };
        let problem = problem.with_advice("`allow: [unconfirmed]` silences this");
        match &source.token {
            Some(token) => diagnostics.warn(token, "unconfirmed_route", problem),
            // Without a confirmed route the profile stands for all of them: one is enough to say so.
            None => return diagnostics.warn(&resolved.named_by, "unconfirmed_route", problem),
        }
    }
}

/// Every destination of every source Region lies within the residency.
fn residency(catalog: Catalog<'_>, resolved: &Resolved<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let Some(residency) = &fields.residency else { return };
    let places: Vec<Option<Place<'_>>> =
        residency.words.iter().map(|word| diagnostics.accept(word, check::place(catalog, &word.text))).collect();
    let Some(places) = places.into_iter().collect::<Option<Vec<_>>>() else { return };
    let Some(id) = resolved.id() else { return };
    // Written Regions are blamed one by one, the rest on the residency.
    for sources in resolved.sources.chunk_by(|a, b| a.token.is_none() && b.token.is_none()) {
        let routes: Vec<_> = sources.iter().map(|source| (source.region, source.destinations)).collect();
        let Err(problem) = check::residency(catalog, id, &routes, &places) else { continue };
        match sources {
            [Source { token: Some(token), .. }] => diagnostics.error(token, problem),
            _ => diagnostics.error(residency, problem),
        }
    }
}

/// The Regions that are written belong to one partition: an account does.
fn one_partition(catalog: Catalog<'_>, resolved: &Resolved<'_>, diagnostics: &mut Diagnostics) {
    let Some((id, first)) = resolved.id().zip(resolved.sources.first()) else { return };
    let named = resolved.sources.iter().filter_map(|source| Some((source.region, source.token.as_ref()?)));
    for (region, token) in named {
        diagnostics.accept(token, check::same_partition(catalog, id, first.region, region));
    }
}

/// The model has every capability that is required.
fn capabilities(catalog: Catalog<'_>, resolved: &Resolved<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let Some(model) = resolved.model else { return };
    for word in &fields.requires {
        diagnostics.accept(word, check::capability(catalog, model, resolved.profile.map(Profile::prefix), &word.text));
    }
}

/// The name, the description and the tags of an application profile keep the limits of the API.
fn within_limits(catalog: Catalog<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    if let Some(name) = &fields.name {
        diagnostics.accept(name, application::name(catalog, &name.value()));
    }
    if let Some(description) = &fields.description {
        diagnostics.accept(description, application::description(catalog, &description.value()));
    }
    let mut keys = BTreeSet::new();
    for Tag { key, value } in &fields.tags {
        diagnostics.accept(key, application::tag_key(catalog, &key.value()));
        diagnostics.accept(value, application::tag_value(catalog, &value.value()));
        if !keys.insert(key.value()) {
            diagnostics.error(key, format_args!("the tag `{}` stands here twice", key.value()));
        }
    }
    if let Some(surplus) = fields.tags.get(application::MOST_TAGS) {
        let most = application::MOST_TAGS;
        diagnostics.error(&surplus.key, format_args!("a profile can have {most} tags, and this is one more"));
    }
}
