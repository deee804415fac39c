//! Reading tokens: what every part of the grammar needs.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Error, Result};

/// Parses `tokens` as if in braces, so that what is missing at their end is reported at the last one.
pub(crate) fn within<T>(tokens: TokenStream, parser: impl FnOnce(ParseStream<'_>) -> Result<T>) -> Result<T> {
    let last = tokens.clone().into_iter().last().map_or_else(Span::call_site, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    });
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(last);
    let braced = |input: ParseStream<'_>| {
        let content;
        syn::braced!(content in input);
        parser(&content)
    };
    braced.parse2(TokenTree::Group(group).into())
}

/// `tokens` without the invisible groups that `macro_rules` puts around its fragments.
pub(crate) fn flattened(tokens: TokenStream) -> TokenStream {
    // A group that is built anew loses the place of its end.
    if !has_invisible_group(&tokens) {
        return tokens;
    }
    let flatten = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => flattened(group.stream()),
        TokenTree::Group(group) if has_invisible_group(&group.stream()) => {
            let mut flat = Group::new(group.delimiter(), flattened(group.stream()));
            flat.set_span(group.span());
            TokenTree::Group(flat).into()
        }
        token => token.into(),
    };
    tokens.into_iter().flat_map(flatten).collect()
}

fn has_invisible_group(tokens: &TokenStream) -> bool {
    let is_invisible = |token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::None || has_invisible_group(&group.stream()),
        _ => false,
    };
    tokens.clone().into_iter().any(is_invisible)
}

/// The tokens before the first place where `stop` holds.
pub(crate) fn until(input: ParseStream<'_>, stop: impl Fn(ParseStream<'_>) -> bool) -> TokenStream {
    let mut passed = TokenStream::new();
    while !input.is_empty() && !stop(input) {
        passed.extend(input.parse::<TokenTree>());
    }
    passed
}

pub(crate) fn expect<T: Parse>(input: ParseStream<'_>, _token: fn(Span) -> T, what: &str) -> Result<T> {
    input.parse().map_err(|_| unexpected(input, what))
}

/// An error at the next token, or at the last one where none follows.
pub(crate) fn unexpected(input: ParseStream<'_>, expected: &str) -> Error {
    let next: Option<TokenTree> = input.fork().parse().ok();
    match next {
        Some(token) => {
            let found = shown(&token.to_token_stream());
            Error::new_spanned(token, format_args!("expected {expected}, found `{found}`"))
        }
        None => input.error(format_args!("expected {expected}")),
    }
}

/// Whether `name` is an identifier, and no keyword.
pub(crate) fn is_plain(name: &str) -> bool {
    syn::parse_str::<Ident>(name).is_ok()
}

/// `tokens` as they were written, on one line.
pub(crate) fn source_text(tokens: &TokenStream) -> String {
    tokens.clone().into_iter().map(|token| token.to_string()).collect()
}

/// The same, not too long.
pub(crate) fn shown(tokens: &TokenStream) -> String {
    const LONGEST: usize = 40;
    let text = source_text(tokens);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

pub(crate) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

pub(crate) fn with_nearest(message: &str, nearest: &[String], note: &str) -> String {
    match nearest.first() {
        Some(nearest) => format!("{message}\nhelp: the nearest is `{nearest}`\n{note}"),
        None => format!("{message}\n{note}"),
    }
}

pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
