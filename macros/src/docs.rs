//! The documentation of a declared constant: what the catalog knows of it.

use crate::resolve::{Resolved, Source};
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
    let model = resolved.model?;
    let (id, name, provider) = (resolved.id()?, model.name(), model.provider());
    let behind = resolved.profile.map(|profile| format!(" behind the prefix `{}`", profile.prefix()));
    let (behind, lifecycle) = (behind.unwrap_or_default(), lifecycle(model));
    let table = table(&resolved.sources);
    let date = catalog.date();
    Some(format!("`{id}`: {name} by {provider}{behind}; {lifecycle}.\n\n{table}\nCatalog of {date}."))
}

fn lifecycle(model: Model<'_>) -> String {
    let until = model.end_of_life().map(|day| format!(", end of life on {day}")).unwrap_or_default();
    let stage = match model.lifecycle() {
        Lifecycle::Active => "active",
        Lifecycle::Legacy => "legacy",
        Lifecycle::EndOfLife => "retired",
        _ => "lifecycle unknown",
    };
    format!("{stage}{until}")
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
