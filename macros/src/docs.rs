//! The documentation of a declared constant: what the catalog knows of it.

use crate::resolve::{Resolved, Source, Target};
use bedrock_profiles_catalog::{Catalog, Destinations, Lifecycle, Model};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// Doc attributes, which follow the user's own; none where nothing was resolved.
pub(crate) fn of(catalog: Catalog<'_>, resolved: &Resolved<'_>) -> TokenStream {
    let Some(text) = resolved.target().and_then(|target| text(catalog, target)) else { return TokenStream::new() };
    quote!(#[doc = ""] #[doc = #text])
}

fn text(catalog: Catalog<'_>, target: &Target<'_>) -> Option<String> {
    let model = target.model.ok()?;
    let (id, name, provider) = (target.id()?, model.name(), model.provider());
    let behind = target.known_profile().map(|profile| format!(" behind the prefix `{}`", profile.prefix()));
    let (behind, lifecycle) = (behind.unwrap_or_default(), lifecycle(catalog, model));
    let table = table(&target.sources);
    let (date, notes) = (catalog.edition(), notes(catalog, target));
    Some(format!("`{id}`: {name} by {provider}{behind}; {lifecycle}.\n\n{table}\nCatalog of {date}.{notes}"))
}

/// Which of the project's rows decide although they are old, or do not although they are there.
fn notes(catalog: Catalog<'_>, target: &Target<'_>) -> String {
    let model = target.model.ok().and_then(|model| catalog.project_model(model.id()));
    let routes = target.known_profile().into_iter().flat_map(|profile| {
        target.sources.iter().filter_map(move |source| catalog.project_route(profile.id(), source.region))
    });
    let notes = model.into_iter().chain(routes).filter_map(|row| {
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
        let destinations = match destinations {
            Destinations::Regions(regions) => regions.to_string(),
            Destinations::Global => "any commercial Region".to_owned(),
        };
        let _ = writeln!(table, "| {} | {destinations} |", regions.join(", "));
    }
    table
}
