//! The procedural half of `inference_profile!`. Documented in
//! [bedrock-profiles](https://docs.rs/bedrock-profiles), which re-exports it: depend on that crate.
//!
//! Tokens flow one way: `parse` → `resolve` → `check` → `expand`.

mod check;
mod diagnostics;
mod docs;
mod expand;
mod expansion;
mod keyword;
mod parse;
mod project;
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
