//! The documentation of a declared constant: what the catalog knows of it.

use crate::resolve::{ByRegion, Resolved, Source, Target};
use bedrock_profiles_catalog::{Catalog, Destinations, Lifecycle, Model};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// Doc attributes, which follow the user's own; none where nothing was resolved.
pub(crate) fn of(catalog: Catalog<'_>, resolved: &Resolved<'_>) -> TokenStream {
    let Some(text) = text(catalog, resolved) else { return TokenStream::new() };
    quote!(#[doc = ""] #[doc = #text])
}

fn text(catalog: Catalog<'_>, resolved: &Resolved<'_>) -> Option<String> {
    let (model, targets) = (resolved.model()?, resolved.targets());
    let (id, table) = match resolved {
        Resolved::ByRegion(profiles) => (model.id(), table_by_profile(profiles)),
        _ => (targets.first()?.id()?, targets.iter().map(|target| table(&target.sources)).collect()),
    };
    let (name, provider, lifecycle) = (model.name(), model.provider(), lifecycle(catalog, model));
    let behind = behind(targets);
    let (date, notes) = (catalog.edition(), notes(catalog, model, targets));
    Some(format!("`{id}`: {name} by {provider}{behind}; {lifecycle}.\n\n{table}\nCatalog of {date}.{notes}"))
}

fn behind(targets: &[Target<'_>]) -> String {
    let prefixes = targets.iter().filter_map(Target::known_profile).map(|profile| format!("`{}`", profile.prefix()));
    match &*prefixes.collect::<Vec<_>>() {
        [] => String::new(),
        [prefix] => format!(" behind the prefix {prefix}"),
        prefixes => format!(" behind the prefixes {}", prefixes.join(", ")),
    }
}

/// Which of the project's rows decide although they are old, or do not although they are there.
fn notes(catalog: Catalog<'_>, model: Model<'_>, targets: &[Target<'_>]) -> String {
    let profiles = targets.iter().filter_map(|target| Some((target.known_profile()?, &target.sources)));
    let routes = profiles.flat_map(|(profile, sources)| {
        sources.iter().filter_map(move |source| catalog.project_route(profile.id(), source.region))
    });
    let notes = catalog.project_model(model.id()).into_iter().chain(routes).filter_map(|row| {
        let of = row.source().map(|source| format!(" from {source}")).unwrap_or_default();
        Some(format!("\n\nOf `{}`{of}: {}.", row.id(), row.note()?))
    });
    notes.collect()
}

fn lifecycle(catalog: Catalog<'_>, model: Model<'_>) -> String {
    let stage = match model.lifecycle() {
        Lifecycle::Active => "active",
        Lifecycle::Legacy => "legacy",
        Lifecycle::EndOfLife => "retired",
        _ => "lifecycle unknown",
    };
    let is_overdue = |day: &str| catalog.has_come(day) && model.lifecycle() != Lifecycle::EndOfLife;
    let end = model.end_of_life().map(|day| {
        let announced = if is_overdue(day) { "announced end of life was" } else { "end of life" };
        format!(", {announced} on {day}")
    });
    format!("{stage}{}", end.unwrap_or_default())
}

/// Source Regions with their destinations; those with the same ones share a row.
fn table(sources: &[Source<'_>]) -> String {
    let mut rows: Vec<(Destinations<'_>, Vec<&str>)> = Vec::new();
    for source in sources {
        match rows.iter_mut().find(|(destinations, _)| *destinations == source.destinations) {
            Some((_, regions)) => regions.push(source.region),
            None => rows.push((source.destinations, vec![source.region])),
        }
    }
    let mut table = String::from("| called from | may run in |\n|---|---|\n");
    for (destinations, regions) in rows {
        let _ = writeln!(table, "| {} | {} |", regions.join(", "), in_words(destinations));
    }
    table
}

/// Each Region with its profile and the profile's destinations.
fn table_by_profile(profiles: &ByRegion<'_>) -> String {
    let mut table = String::from("| called from | profile | may run in |\n|---|---|---|\n");
    for (profile, source) in profiles.served() {
        let _ = writeln!(table, "| {} | `{}` | {} |", source.region, profile.id(), in_words(source.destinations));
    }
    table
}

fn in_words(destinations: Destinations<'_>) -> String {
    match destinations {
        Destinations::Regions(regions) => regions.to_string(),
        Destinations::Global => "any commercial Region".to_owned(),
    }
}
