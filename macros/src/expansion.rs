//! From the tokens of one invocation to what stands in its place.

use crate::diagnostics::{Diagnostics, Known, Reported};
use crate::expand::Frame;
use crate::parse::{self, Expression, Invocation, Item};
use crate::project::Project;
use crate::{check, expand, resolve};
use bedrock_profiles_catalog::Catalog;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// Takes the path of the `bedrock_profiles` crate, then what the user wrote.
pub(crate) fn expansion(project: &Project, input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let (krate, invocation) = parse::invocation(input, &mut diagnostics);
    let catalog = project.catalog().unwrap_or(Catalog::BUILT_IN);
    let frame = Frame { catalog, krate, tracked: project.tracked() };
    match invocation {
        Invocation::Items(items) => {
            let first = items.first().map_or_else(Span::call_site, |item| item.name.span());
            let catalog = project.catalog().map_err(|errors| unreadable(errors, first, &mut diagnostics));
            let items: TokenStream =
                items.into_iter().map(|item| declared(&frame, catalog, project.is_fetched, item)).collect();
            quote!(#diagnostics #items)
        }
        Invocation::Expression(mut expression) => {
            let at = expression.id.span();
            let catalog = project.catalog().map_err(|errors| unreadable(errors, at, &mut expression.diagnostics));
            value(&frame, catalog, project.is_fetched, &mut expression)
        }
    }
}

fn declared(frame: &Frame<'_>, catalog: Known<Catalog<'_>>, is_fetched: bool, mut item: Item) -> TokenStream {
    item.diagnostics.is_fetched = is_fetched;
    let resolved = catalog.map(|catalog| {
        let resolved = resolve::item(catalog, &mut item);
        check::declaration(catalog, &resolved, &item.fields, &mut item.diagnostics);
        resolved
    });
    expand::item(frame, &item, resolved.as_ref().map_err(|reported| *reported))
}

fn value(frame: &Frame<'_>, catalog: Known<Catalog<'_>>, is_fetched: bool, expression: &mut Expression) -> TokenStream {
    expression.diagnostics.is_fetched = is_fetched;
    let resolved = catalog.map(|catalog| {
        let resolved = resolve::expression(catalog, expression);
        check::declaration(catalog, &resolved, &expression.fields, &mut expression.diagnostics);
        resolved
    });
    expand::expression(frame, expression, resolved.as_ref().map_err(|reported| *reported))
}

/// The project's catalog can't be read: that is said once, and nothing is checked against another one.
fn unreadable(errors: &[String], at: Span, diagnostics: &mut Diagnostics) -> Reported {
    let reported = errors.iter().map(|error| diagnostics.push(syn::Error::new(at, error))).last();
    reported.unwrap_or_else(|| diagnostics.push(syn::Error::new(at, "the project's catalog can't be read")))
}
