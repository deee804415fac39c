//! The values of fields.

use crate::diagnostics::Diagnostics;
use crate::grammar::{Allowance, Key};
use crate::tokens::{shown, source_text, unexpected, until, within};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::BTreeSet;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitInt, LitStr, Result, Token};

/// A name, bare or as a string.
pub(crate) struct Word {
    pub(crate) text: String,
    tokens: TokenStream,
}

impl Word {
    /// The word, if it is a single bare one.
    pub(crate) fn ident(&self) -> Option<Ident> {
        syn::parse2::<Ident>(self.tokens.clone()).ok()
    }
}

impl ToTokens for Word {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// A list, with its brackets.
pub(crate) struct List<T> {
    pub(crate) entries: Vec<T>,
    pub(crate) brackets: TokenStream,
}

impl<T> ToTokens for List<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.brackets.to_tokens(tokens);
    }
}

/// `"key": "value"`
pub(crate) struct Tag {
    pub(crate) key: LitStr,
    pub(crate) value: LitStr,
}

/// `{ "key": "value", … }`
pub(crate) struct Tags(pub(crate) Vec<Tag>);

/// Where requests may run: a list for all prefixes, or one for each.
pub(crate) enum Residencies {
    ForAll(List<Word>),
    ByPrefix(Vec<(Word, List<Word>)>),
}

/// `prefix: [ … ]`, whose list is yet to be read.
struct OfPrefix {
    prefix: Word,
    places: TokenStream,
}

/// An entry of `allow`, as it is written.
pub(crate) struct Allowed {
    pub(crate) allowance: Allowance,
    pub(crate) word: Word,
}

/// How a model is named.
pub(crate) enum ModelRef {
    Id(LitStr),
    /// A path to a constant of `models`.
    Path(ModelPath),
}

impl ModelRef {
    /// The token that names the model: the string, or the last segment of the path.
    pub(crate) fn named_by(&self) -> TokenStream {
        match self {
            ModelRef::Id(id) => id.to_token_stream(),
            ModelRef::Path(path) => path.constant.to_token_stream(),
        }
    }
}

pub(crate) struct ModelPath {
    /// The path of the module, if it is written.
    pub(crate) module: Option<TokenStream>,
    pub(crate) constant: Ident,
    whole: TokenStream,
}

impl ToTokens for ModelPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.whole.to_tokens(tokens);
    }
}

impl ToTokens for ModelRef {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            ModelRef::Id(id) => id.to_tokens(tokens),
            ModelRef::Path(path) => path.to_tokens(tokens),
        }
    }
}

/// What can stand behind the colon of a field.
pub(crate) trait Value: Sized {
    /// The value, or what could be read of it; the rest is reported.
    fn read(key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Self>;
}

impl<T: Parse> Value for T {
    fn read(key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Self> {
        typed(key, value, T::parse, diagnostics)
    }
}

impl<T: Parse> Value for List<T> {
    fn read(key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Self> {
        let entries = entries(key, Delimiter::Bracket, value, diagnostics)?;
        Some(List { entries: each(key, &entries, diagnostics), brackets: value.clone() })
    }
}

impl Value for Tags {
    fn read(key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Self> {
        let entries = entries(key, Delimiter::Brace, value, diagnostics)?;
        Some(Tags(each(key, &entries, diagnostics)))
    }
}

impl Value for Residencies {
    fn read(key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Self> {
        let first = value.clone().into_iter().next();
        let is_map = matches!(first, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
        if !is_map {
            return List::read(Key::Residency, value, diagnostics).map(Residencies::ForAll);
        }
        let entries: Vec<OfPrefix> = each(key, &entries(key, Delimiter::Brace, value, diagnostics)?, diagnostics);
        let lists = entries.into_iter().filter_map(|OfPrefix { prefix, places }| {
            Some((prefix, List::read(Key::Residency, &places, diagnostics)?))
        });
        Some(Residencies::ByPrefix(lists.collect()))
    }
}

/// The whole of `value` as `parser` reads it, or else an error that says what the field takes.
fn typed<T>(
    key: Key,
    value: &TokenStream,
    parser: impl FnOnce(ParseStream<'_>) -> Result<T>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let parsed = within(value.clone(), parser);
    parsed
        .map_err(|_| diagnostics.error(value, format_args!("expected {}, found `{}`", key.expects(), shown(value))))
        .ok()
}

/// The entries of a list, each as its tokens.
fn entries(
    key: Key,
    delimiter: Delimiter,
    value: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<TokenStream>> {
    let mut trees = value.clone().into_iter();
    let (Some(TokenTree::Group(list)), None) = (trees.next(), trees.next()) else {
        diagnostics.error(value, not_a_list(key, delimiter, value));
        return None;
    };
    if list.delimiter() != delimiter {
        diagnostics.error(value, not_a_list(key, delimiter, value));
        return None;
    }
    if list.stream().is_empty() && key.needs_an_entry() {
        diagnostics.error(value, format_args!("`{}` is empty\nhelp: such as `{}`", key.name(), key.example()));
    }
    let split = within(list.stream(), |input| {
        let mut entries = Vec::new();
        while !input.is_empty() {
            let entry = until(input, |input| input.peek(Token![,]));
            if entry.is_empty() {
                return Err(unexpected(input, key.expects()));
            }
            entries.push(entry);
            let _: Option<Token![,]> = input.parse()?;
        }
        Ok(entries)
    });
    let mut entries = split.map_err(|error| diagnostics.push(error)).ok()?;
    let mut seen = BTreeSet::new();
    entries.retain(|entry| {
        let is_new = seen.insert(source_text(entry));
        if !is_new {
            diagnostics.error(entry, format_args!("{} stands here twice", named(entry)));
        }
        is_new
    });
    Some(entries)
}

/// An entry in backticks, without quotes of its own.
fn named(entry: &TokenStream) -> String {
    format!("`{}`", shown(entry).trim_matches('"'))
}

fn not_a_list(key: Key, delimiter: Delimiter, value: &TokenStream) -> String {
    let (wanted, cure) = match delimiter {
        Delimiter::Brace => ("`{ … }`", None),
        _ => ("a list", in_brackets(key, value)),
    };
    let help = cure.unwrap_or_else(|| format!("such as `{}`", key.example()));
    format!("expected {wanted}, found `{}`\nhelp: {help}", shown(value))
}

/// The field with the value as a list, if it is right so.
fn in_brackets(key: Key, value: &TokenStream) -> Option<String> {
    let mut trees = value.clone().into_iter();
    let entries = match (trees.next()?, trees.next()) {
        (TokenTree::Group(group), None) => group.stream(),
        _ => value.clone(),
    };
    let list = TokenTree::Group(Group::new(Delimiter::Bracket, entries));
    let text = source_text(&list.clone().into());
    key.takes_value(&list.into()).then(|| format!("`{}: {text}`", key.name()))
}

/// Each entry by itself. One that can't be read does not stop the next.
fn each<T: Parse>(key: Key, entries: &[TokenStream], diagnostics: &mut Diagnostics) -> Vec<T> {
    let read = |entry: &TokenStream| {
        let mut surplus = None;
        let parsed = typed(
            key,
            entry,
            |input| {
                let parsed = T::parse(input)?;
                surplus = (!input.is_empty()).then(|| unexpected(input, "`,`"));
                until(input, |_| false);
                Ok(parsed)
            },
            diagnostics,
        );
        if let Some(error) = surplus {
            diagnostics.push(error);
        }
        parsed
    };
    entries.iter().filter_map(read).collect()
}

/// `"text"`, or words joined by dashes: `in`, `us-gov`.
impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            return Ok(Word { text: literal.value(), tokens: literal.into_token_stream() });
        }
        let first = input.call(Ident::parse_any)?;
        let mut text = first.unraw().to_string();
        let mut tokens = first.into_token_stream();
        while input.peek(Token![-]) {
            let dash: Token![-] = input.parse()?;
            let part = match input.call(Ident::parse_any) {
                Ok(ident) => ident.into_token_stream(),
                Err(_) => input.parse::<LitInt>()?.into_token_stream(),
            };
            text.extend(["-", &part.to_string()]);
            tokens.extend(quote!(#dash #part));
        }
        Ok(Word { text, tokens })
    }
}

/// `"id"`, or a path.
impl Parse for ModelRef {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(ModelRef::Id);
        }
        let mut whole = TokenStream::new();
        input.parse::<Option<Token![::]>>()?.to_tokens(&mut whole);
        let mut module = None;
        loop {
            let segment = segment(input)?;
            let before = whole.clone();
            segment.to_tokens(&mut whole);
            if !input.peek(Token![::]) {
                return Ok(ModelRef::Path(ModelPath { module, constant: segment, whole }));
            }
            module = Some(quote!(#before #segment));
            input.parse::<Token![::]>()?.to_tokens(&mut whole);
        }
    }
}

/// A name, or a keyword that can lead a path: rustc could not read any other one behind `models::`.
fn segment(input: ParseStream<'_>) -> Result<Ident> {
    if input.peek(Token![crate]) || input.peek(Token![self]) || input.peek(Token![super]) {
        return input.call(Ident::parse_any);
    }
    input.parse()
}

impl Parse for Tag {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let key = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Tag { key, value: input.parse()? })
    }
}

impl Parse for OfPrefix {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let prefix = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(OfPrefix { prefix, places: until(input, |_| false) })
    }
}

impl Parse for Allowed {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let word: Word = input.parse()?;
        match Allowance::named(&word.text) {
            Some(allowance) => Ok(Allowed { allowance, word }),
            None => Err(Error::new_spanned(word, "no allowance")),
        }
    }
}
