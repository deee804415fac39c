//! Any text as what stands in `inference_profile!`: the macro returns tokens, and never panics.
//!
//! A procedural macro is no library; its modules are taken from where they are.
#![no_main]
#![allow(dead_code, reason = "what documents the grammar is not asked here")]

#[path = "../../macros/src/check.rs"]
mod check;
#[path = "../../macros/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../macros/src/docs.rs"]
mod docs;
#[path = "../../macros/src/example.rs"]
mod example;
#[path = "../../macros/src/expand.rs"]
mod expand;
#[path = "../../macros/src/expansion.rs"]
mod expansion;
#[path = "../../macros/src/grammar.rs"]
mod grammar;
#[path = "../../macros/src/parse.rs"]
mod parse;
#[path = "../../macros/src/project.rs"]
mod project;
#[path = "../../macros/src/resolve.rs"]
mod resolve;
#[path = "../../macros/src/tokens.rs"]
mod tokens;
#[path = "../../macros/src/value.rs"]
mod value;

use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;
use quote::quote;

fuzz_target!(|text: &str| {
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    let output = expansion::expansion(&project::Project::default(), quote!(bedrock_profiles #tokens)).to_string();
    assert!(output.parse::<TokenStream>().is_ok(), "{output}");
});
