//! The procedural half of `inference_profile!`. Documented in
//! [bedrock-profiles](https://docs.rs/bedrock-profiles), which re-exports it: depend on that crate.
//!
//! Tokens flow one way: `parse` → `resolve` → `check` → `expand`.

mod check;
mod diagnostics;
mod docs;
mod expand;
mod keyword;
mod parse;
mod resolve;

use bedrock_profiles_catalog::Catalog;
use diagnostics::Diagnostics;
use parse::Invocation;
use proc_macro2::TokenStream;
use quote::quote;

/// Takes the path of the `bedrock_profiles` crate, then what the user wrote.
#[doc(hidden)]
#[proc_macro]
pub fn inference_profile(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expansion(Catalog::BUILT_IN, input.into()).into()
}

fn expansion(catalog: Catalog<'_>, input: TokenStream) -> TokenStream {
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
