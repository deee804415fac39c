//! Errors and warnings, collected while the rest goes on.

use bedrock_profiles_catalog::Problem;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use std::fmt::Display;

/// The proof that an error was reported, which [`Diagnostics`] alone gives. What stands in for a part that is not known
/// takes one: without an error there is no stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported(());

/// A part of a declaration, if no error was reported in its place.
pub(crate) type Known<T> = Result<T, Reported>;

/// What is wrong with one item, and what is worth a warning.
#[derive(Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
    warnings: Vec<Warning>,
    /// Whether cargo fetched the package, from a registry or from git.
    pub(crate) is_fetched: bool,
}

struct Warning {
    span: Span,
    /// rustc prints it as the name of what is deprecated, so it reads as a phrase.
    phrase: &'static str,
    message: String,
}

impl Diagnostics {
    /// An error that underlines `tokens`.
    pub(crate) fn error(&mut self, tokens: impl ToTokens, message: impl Display) -> Reported {
        self.push(syn::Error::new_spanned(tokens, message))
    }

    pub(crate) fn push(&mut self, error: syn::Error) -> Reported {
        self.errors.push(error);
        Reported(())
    }

    /// A warning, given through the `deprecated` lint, that underlines `tokens`.
    pub(crate) fn warn(&mut self, tokens: impl ToTokens, phrase: &'static str, message: impl Display) {
        let span = tokens.into_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        self.warnings.push(Warning { span, phrase, message: message.to_string() });
    }

    /// What was looked up; a refusal becomes an error that underlines `tokens`.
    pub(crate) fn accept<T>(&mut self, tokens: impl ToTokens, result: Result<T, Problem>) -> Known<T> {
        result.map_err(|problem| self.error(tokens, problem))
    }

    /// What was looked up, of what a newer catalog may withdraw: in a package that cargo fetched a refusal becomes a warning, where
    /// there is something `instead`.
    pub(crate) fn accept_in_service<T>(
        &mut self,
        tokens: impl ToTokens,
        result: Result<T, Problem>,
        instead: Option<T>,
    ) -> Known<T> {
        match (result, instead.filter(|_| self.is_fetched)) {
            (Err(problem), Some(instead)) => {
                self.warn(tokens, "no_longer_in_service", problem);
                Ok(instead)
            }
            (result, _) => self.accept(tokens, result),
        }
    }

    pub(crate) fn error_count(&self) -> usize {
        self.errors.len()
    }

    /// Whether errors were reported after the first `count`.
    pub(crate) fn since(&self, count: usize) -> Known<()> {
        if self.errors.len() > count { Err(Reported(())) } else { Ok(()) }
    }

    pub(crate) fn outcome(&self) -> Known<()> {
        self.since(0)
    }
}

/// The items that make rustc report all of it.
impl ToTokens for Diagnostics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.errors.iter().map(syn::Error::to_compile_error));
        tokens.extend(self.warnings.iter().map(Warning::to_item));
    }
}

impl Warning {
    /// A macro, whose name rustc prints without a path, and may be a phrase: no other lint fires that the user may have
    /// forbidden.
    fn to_item(&self) -> TokenStream {
        let Warning { span, phrase, message } = self;
        let phrase = Ident::new(phrase, *span);
        quote_spanned! {*span=>
            const _: () = {
                #[deprecated(note = #message)]
                macro_rules! #phrase { () => {}; }
                #phrase!();
            };
        }
    }
}
