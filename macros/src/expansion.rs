//! From the tokens of one invocation to what stands in its place.

use crate::diagnostics::Diagnostics;
use crate::expand::Frame;
use crate::parse::{self, Expression, Invocation, Item};
use crate::project::Project;
use crate::resolve::Resolved;
use crate::{check, expand, resolve};
use bedrock_profiles_catalog::Catalog;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// Takes the path of the `bedrock_profiles` crate, then what the user wrote.
pub(crate) fn expansion(project: &Project, input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let (krate, invocation) = parse::invocation(input, &mut diagnostics);
    let frame = Frame { krate, tracked: project.tracked() };
    match (invocation, project.catalog()) {
        (Invocation::Items(items), Ok(catalog)) => {
            let items: TokenStream = items.into_iter().map(|item| declared(&frame, catalog, item)).collect();
            quote!(#diagnostics #items)
        }
        (Invocation::Items(items), Err(errors)) => {
            let first = items.first().map_or_else(Span::call_site, |item| item.name.span());
            unreadable(errors, first, &mut diagnostics);
            let stub = |item| expand::item(&frame, Catalog::BUILT_IN, &item, &Resolved::default());
            let items: TokenStream = items.into_iter().map(stub).collect();
            quote!(#diagnostics #items)
        }
        (Invocation::Expression(mut expression), catalog) => {
            let resolved = checked(catalog, &mut expression);
            expand::expression(&frame, &expression, &resolved)
        }
    }
}

fn declared(frame: &Frame, catalog: Catalog<'_>, mut item: Item) -> TokenStream {
    let resolved = resolve::item(catalog, &item.fields, item.kind, &mut item.diagnostics);
    check::declaration(catalog, &resolved, &item.fields, &mut item.diagnostics);
    expand::item(frame, catalog, &item, &resolved)
}

fn checked<'c>(catalog: Result<Catalog<'c>, &[String]>, expression: &mut Expression) -> Resolved<'c> {
    match catalog {
        Ok(catalog) => {
            let resolved = resolve::expression(catalog, expression);
            check::declaration(catalog, &resolved, &expression.fields, &mut expression.diagnostics);
            resolved
        }
        Err(errors) => {
            unreadable(errors, expression.id.span(), &mut expression.diagnostics);
            Resolved::default()
        }
    }
}

/// The project's catalog can't be read: that is said once, and nothing is checked against another one.
fn unreadable(errors: &[String], at: Span, diagnostics: &mut Diagnostics) {
    for error in errors {
        diagnostics.push(syn::Error::new(at, error));
    }
}
