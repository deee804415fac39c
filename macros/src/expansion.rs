//! From the tokens of one invocation to what stands in its place.

use crate::diagnostics::Diagnostics;
use crate::parse::{self, Invocation};
use crate::{check, expand, resolve};
use bedrock_profiles_catalog::Catalog;
use proc_macro2::TokenStream;
use quote::quote;

/// Takes the path of the `bedrock_profiles` crate, then what the user wrote.
pub(crate) fn expansion(catalog: Catalog<'_>, input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let (krate, invocation) = parse::invocation(input, &mut diagnostics);
    match invocation {
        Invocation::Items(items) => {
            let items = items.into_iter().map(|mut item| {
                let resolved = resolve::item(catalog, &item.fields, item.kind, &mut item.diagnostics);
                check::declaration(catalog, &resolved, &item.fields, &mut item.diagnostics);
                expand::item(&krate, catalog, &item, &resolved)
            });
            let items: TokenStream = items.collect();
            quote!(#diagnostics #items)
        }
        Invocation::Expression(mut expression) => {
            let resolved = resolve::expression(catalog, &mut expression);
            check::declaration(catalog, &resolved, &expression.fields, &mut expression.diagnostics);
            expand::expression(&krate, &expression, &resolved)
        }
    }
}
