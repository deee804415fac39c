//! The procedural half of `inference_profile!`. Documented in
//! [bedrock-profiles](https://docs.rs/bedrock-profiles), which re-exports it: depend on that crate.
//!
//! Tokens flow one way: `parse` → `resolve` → `check` → `expand`.

mod check;
mod diagnostics;
mod docs;
mod example;
mod expand;
mod expansion;
mod grammar;
mod parse;
mod project;
mod reference;
mod resolve;
#[cfg(test)]
mod tests;
mod tokens;
mod value;

use project::Project;

/// Takes the path of the `bedrock_profiles` crate, then what the user wrote.
#[doc(hidden)]
#[proc_macro]
pub fn inference_profile(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expansion::expansion(&Project::from_env(), input.into()).into()
}

/// The documentation of the fields, as text: a table, and which item has which.
#[doc(hidden)]
#[proc_macro]
pub fn fields_in_words(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let text = reference::fields();
    quote::quote!(#text).into()
}

/// A documented module for each word of the grammar.
#[doc(hidden)]
#[proc_macro]
pub fn word_modules(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    reference::modules().into()
}
