//! The grammar as documentation, and as names that editors follow.

use crate::grammar::{Allowance, Key, Kind, KindFields};
use crate::tokens::{is_plain, listed};
use bedrock_profiles_catalog::{Catalog, Prefix, known_capabilities};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::fmt::Write as _;

/// The table of the fields, and which kind has which.
pub(crate) fn fields() -> String {
    let mut text = String::from("| field | value | meaning |\n|---|---|---|\n");
    for key in Key::ALL {
        let _ = writeln!(text, "| `{}` | {} | {} |", key.name(), takes(*key), key.meaning());
    }
    for kind in Kind::ALL {
        let KindFields { required, optional, allowances } = kind.fields();
        let (required, optional) = (keys(required), keys(optional));
        let allowances = listed(allowances.iter().map(|allowance| allowance.name()));
        let name = kind.name();
        let _ = write!(text, "\n[`{name}`](crate::{name}) needs {required}, and may have {optional}; ");
        let _ = writeln!(text, "its `allow` takes {allowances}.");
    }
    text
}

/// A documented module for each field and for each prefix that is a single word.
pub(crate) fn modules() -> TokenStream {
    let fields = Key::names(Key::ALL).into_iter().map(|name| {
        let texts = Key::named(Key::ALL, name).into_iter();
        let texts = texts.map(|key| sentence(&format!("{}: {}.\n", key.meaning(), takes(key))));
        let name = identifier(name);
        quote!(#(#[doc = #texts])* pub mod #name {})
    });
    let prefixes = Catalog::BUILT_IN.prefixes().filter(|prefix| is_plain(prefix.name())).map(|prefix| {
        let (name, text) = (identifier(prefix.name()), sentence(&format!("{}.", prefix.geography())));
        quote!(#[doc = #text] pub mod #name {})
    });
    quote! {
        #[doc = "The fields."]
        pub mod fields { #(#fields)* }
        #[doc = "The geo prefixes that are single words and no keywords."]
        pub mod prefixes { #(#prefixes)* }
    }
}

fn takes(key: Key) -> String {
    let prefixes = listed(Catalog::BUILT_IN.prefixes().map(Prefix::name));
    let capabilities = known_capabilities(Catalog::BUILT_IN);
    let capabilities = listed(capabilities.iter().map(String::as_str));
    let allowances = listed(Allowance::ALL.iter().map(|allowance| allowance.name()));
    let text = key.takes().replace("{prefixes}", &prefixes).replace("{capabilities}", &capabilities);
    text.replace("{allowances}", &allowances)
}

fn keys(keys: &[Key]) -> String {
    listed(keys.iter().map(|key| key.name()))
}

fn identifier(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The text with a capital at its start.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
