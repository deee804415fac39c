//! Errors and warnings, collected while the rest goes on.

use bedrock_profiles_catalog::Problem;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use std::fmt::Display;

/// What is wrong with one item, and what is worth a warning.
#[derive(Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
    warnings: Vec<Warning>,
}

struct Warning {
    span: Span,
    /// rustc prints it as the name of what is deprecated, so it reads as a phrase.
    phrase: &'static str,
    message: String,
}

impl Diagnostics {
    /// An error that underlines `tokens`.
    pub(crate) fn error(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.errors.push(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// A warning, given through the `deprecated` lint, that underlines `tokens`.
    pub(crate) fn warn(&mut self, tokens: impl ToTokens, phrase: &'static str, message: impl Display) {
        let span = tokens.into_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        self.warnings.push(Warning { span, phrase, message: message.to_string() });
    }

    /// What was looked up; a refusal becomes an error that underlines `tokens`.
    pub(crate) fn accept<T>(&mut self, tokens: impl ToTokens, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.error(tokens, problem)).ok()
    }

    pub(crate) fn error_count(&self) -> usize {
        self.errors.len()
    }

    pub(crate) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// The statements that make rustc report all of it.
impl ToTokens for Diagnostics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.errors.iter().map(syn::Error::to_compile_error));
        tokens.extend(self.warnings.iter().map(Warning::to_item));
    }
}

impl Warning {
    fn to_item(&self) -> TokenStream {
        let Warning { span, phrase, message } = self;
        let phrase = Ident::new(phrase, *span);
        quote_spanned! {*span=>
            const _: () = {
                #[deprecated(note = #message)]
                #[allow(non_upper_case_globals)]
                const #phrase: () = ();
                #phrase
            };
        }
    }
}
