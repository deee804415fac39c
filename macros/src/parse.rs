//! Tokens to items and fields. A broken part is reported and passed over; the rest is kept.

use crate::diagnostics::Diagnostics;
use crate::keyword::{Allowance, EXPRESSION_KEYS, Key, Kind};
use bedrock_profiles_catalog::nearest;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::token::{Brace, Paren};
use syn::{Error, Lit, LitInt, LitStr, Result, Token};

/// What one invocation holds.
pub(crate) enum Invocation {
    Items(Vec<Item>),
    Expression(Box<Expression>),
}

/// `attributes visibility const name: ty = { fields };`
pub(crate) struct Item {
    /// Doc comments and other attributes, as they were written.
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
    /// `None` where the type is none that can be declared.
    pub(crate) kind: Option<Kind>,
    pub(crate) fields: Fields,
    pub(crate) diagnostics: Diagnostics,
}

/// `"id", fields`
pub(crate) struct Expression {
    pub(crate) id: LitStr,
    pub(crate) fields: Fields,
    pub(crate) diagnostics: Diagnostics,
}

/// The fields that could be read.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) geo: Option<Word>,
    pub(crate) model: Option<ModelRef>,
    pub(crate) source_regions: Option<Vec<LitStr>>,
    pub(crate) residency: Option<List>,
    pub(crate) requires: Vec<Word>,
    pub(crate) allow: Vec<Allowance>,
    /// The names of the fields as they were written, right or wrong.
    pub(crate) names: Vec<Ident>,
    /// The keys that were written, whether or not their values could be read.
    written: Vec<Key>,
    /// Whether something stands where a key belongs: it may have meant any of them.
    has_unknown_key: bool,
}

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

/// A list of words, with its brackets.
pub(crate) struct List {
    pub(crate) words: Vec<Word>,
    brackets: TokenStream,
}

impl ToTokens for List {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.brackets.to_tokens(tokens);
    }
}

/// How a model is named.
pub(crate) enum ModelRef {
    Id(LitStr),
    /// A path to a constant of `models`.
    Path(ModelPath),
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

/// Splits off the path of our crate, which the wrapper puts first, and reads what follows it.
pub(crate) fn invocation(input: TokenStream, diagnostics: &mut Diagnostics) -> (TokenStream, Invocation) {
    let mut tokens = input.into_iter();
    let krate = tokens.next().into_iter().collect();
    let tokens: TokenStream = tokens.collect();
    let invocation = within(tokens, |input| {
        if input.peek(Lit) {
            expression(input).map(Box::new).map(Invocation::Expression)
        } else {
            Ok(Invocation::Items(items(input, diagnostics)))
        }
    });
    let invocation = invocation.unwrap_or_else(|error| {
        diagnostics.push(error);
        Invocation::Items(Vec::new())
    });
    (krate, invocation)
}

/// Parses `tokens` as if in braces, so that what is missing at their end is reported at the last one.
fn within<T>(tokens: TokenStream, parser: impl FnOnce(ParseStream<'_>) -> Result<T>) -> Result<T> {
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

fn items(input: ParseStream<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        match item(input) {
            Ok(item) => items.push(item),
            Err(error) => {
                diagnostics.push(error);
                until(input, |input| input.peek(Token![;]));
                let _: Option<Token![;]> = input.parse().ok();
            }
        }
    }
    items
}

fn item(input: ParseStream<'_>) -> Result<Item> {
    let attributes = attributes(input)?;
    let visibility = visibility(input)?;
    expect(input, Token![const], "`const`")?;
    let name: Ident = input.parse().map_err(|_| unexpected(input, "the name of a constant"))?;
    expect(input, Token![:], "`:` and the type of the constant")?;
    let ty = until(input, |input| input.peek(Token![=]) || input.peek(Token![;]));
    expect(input, Token![=], "`= { … };`")?;
    if !input.peek(Brace) {
        return Err(unexpected(input, "`{ … }` around the fields"));
    }
    let body;
    syn::braced!(body in input);
    let mut diagnostics = Diagnostics::default();
    let kind = kind(&name, &ty, &mut diagnostics);
    let assumed = kind.unwrap_or(Kind::CrossRegion);
    let fields = fields(&body, &format!("`{}`", assumed.name()), assumed.keys(), &mut diagnostics);
    if kind.is_some() {
        missing(&name, assumed, &fields, &mut diagnostics);
    }
    if let Err(error) = expect(input, Token![;], "`;` after the item") {
        diagnostics.push(error);
    }
    Ok(Item { attributes, visibility, name, ty, kind, fields, diagnostics })
}

fn attributes(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut attributes = TokenStream::new();
    while input.peek(Token![#]) {
        attributes.extend([input.parse::<TokenTree>()?, input.parse::<TokenTree>()?]);
    }
    Ok(attributes)
}

/// Nothing, `pub`, or `pub(…)`.
fn visibility(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut visibility = TokenStream::new();
    if input.peek(Token![pub]) {
        visibility.extend([input.parse::<TokenTree>()?]);
        if input.peek(Paren) {
            visibility.extend([input.parse::<TokenTree>()?]);
        }
    }
    Ok(visibility)
}

/// What the last segment of the constant's type says.
fn kind(name: &Ident, ty: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Kind> {
    let Some(last) = ty.clone().into_iter().last() else {
        diagnostics.error(name, format_args!("`{name}` lacks its type\n{}", types()));
        return None;
    };
    let kind = Kind::named(&last.to_string());
    if kind.is_none() {
        let message = format!("`{}` can't be declared here", shown(ty));
        let nearest = nearest(&last.to_string(), Kind::ALL.into_iter().map(Kind::name));
        diagnostics.error(ty, with_nearest(&message, &nearest, &types()));
    }
    kind
}

fn types() -> String {
    format!("note: the types are {}", listed(Kind::ALL.into_iter().map(Kind::name)))
}

fn missing(name: &Ident, kind: Kind, fields: &Fields, diagnostics: &mut Diagnostics) {
    if fields.has_unknown_key {
        return;
    }
    let missing = kind.required_keys().iter().filter(|key| !fields.written.contains(key));
    let (names, examples): (Vec<_>, Vec<_>) = missing.map(|key| (key.name(), key.example())).unzip();
    if !names.is_empty() {
        let (names, example) = (names.join("` and `"), examples.join(", "));
        diagnostics.error(name, format_args!("`{name}` lacks `{names}`\nhelp: such as `{example}`"));
    }
}

fn expression(input: ParseStream<'_>) -> Result<Expression> {
    let literal: Lit = input.parse()?;
    let Lit::Str(id) = literal else {
        return Err(Error::new_spanned(literal, "expected an inference profile id in quotes, or items"));
    };
    let mut diagnostics = Diagnostics::default();
    if !input.is_empty() {
        expect(input, Token![,], "`,` after the id")?;
    }
    let fields = fields(input, "a profile given by its id", EXPRESSION_KEYS, &mut diagnostics);
    Ok(Expression { id, fields, diagnostics })
}

/// Reads `key: value, …`; `owner` may have the fields `keys`.
fn fields(input: ParseStream<'_>, owner: &str, keys: &[Key], diagnostics: &mut Diagnostics) -> Fields {
    let mut fields = Fields::default();
    while !input.is_empty() {
        if let Err(error) = field(input, owner, keys, &mut fields, diagnostics) {
            diagnostics.push(error);
            until(input, at_field_end);
        }
        if input.is_empty() {
            break;
        }
        if let Err(error) = expect(input, Token![,], "`,` between fields") {
            diagnostics.push(error);
        }
    }
    fields
}

/// Whether a comma, or a field whose comma before it is missing, comes next.
fn at_field_end(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let key = ahead.call(Ident::parse_any).is_ok_and(|ident| Key::named(&ident.to_string()).is_some());
    input.peek(Token![,]) || key && ahead.peek(Token![:]) && !ahead.peek(Token![::])
}

fn field(
    input: ParseStream<'_>,
    owner: &str,
    keys: &[Key],
    fields: &mut Fields,
    diagnostics: &mut Diagnostics,
) -> Result<()> {
    let name = input.call(Ident::parse_any).map_err(|_| unexpected(input, "a field"));
    fields.names.extend(name.clone());
    let key = name.and_then(|name| known_key(&name, owner, keys).map(|key| (name, key)));
    fields.has_unknown_key |= key.is_err();
    let (name, key) = key?;
    if fields.written.contains(&key) {
        return Err(Error::new_spanned(&name, format_args!("the field `{name}` stands here twice")));
    }
    fields.written.push(key);
    expect(input, Token![:], &format!("`:` after `{name}`"))?;
    let value = until(input, at_field_end);
    if value.is_empty() {
        return Err(Error::new_spanned(
            &name,
            format_args!("`{name}` lacks its value\nhelp: such as `{}`", key.example()),
        ));
    }
    fields.read(key, &value, diagnostics);
    Ok(())
}

fn known_key(name: &Ident, owner: &str, keys: &[Key]) -> Result<Key> {
    let key = Key::named(&name.to_string());
    if let Some(key) = key.filter(|key| keys.contains(key)) {
        return Ok(key);
    }
    let names = || keys.iter().map(|key| key.name());
    let nearest = nearest(&name.to_string(), names());
    let note = format!("note: the fields are {}", listed(names()));
    Err(Error::new_spanned(name, with_nearest(&format!("{owner} has no field `{name}`"), &nearest, &note)))
}

impl Fields {
    pub(crate) fn allows(&self, allowance: Allowance) -> bool {
        self.allow.contains(&allowance)
    }

    fn read(&mut self, key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) {
        let values = |diagnostics: &mut Diagnostics| entries(key, value, diagnostics);
        match key {
            Key::Geo => self.geo = typed(key, value, word, diagnostics),
            Key::Model => self.model = typed(key, value, model, diagnostics),
            Key::SourceRegions => {
                self.source_regions =
                    values(diagnostics).map(|entries| each(key, &entries, <LitStr as Parse>::parse, diagnostics));
            }
            Key::Residency => {
                self.residency = values(diagnostics)
                    .map(|entries| List { words: each(key, &entries, word, diagnostics), brackets: value.clone() });
            }
            Key::Requires => {
                self.requires = each(key, &values(diagnostics).unwrap_or_default(), word, diagnostics);
            }
            Key::Allow => self.allow = each(key, &values(diagnostics).unwrap_or_default(), allowance, diagnostics),
        }
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
fn entries(key: Key, value: &TokenStream, diagnostics: &mut Diagnostics) -> Option<Vec<TokenStream>> {
    let mut trees = value.clone().into_iter();
    let (Some(TokenTree::Group(list)), None) = (trees.next(), trees.next()) else {
        diagnostics.error(value, not_a_list(key, value));
        return None;
    };
    if list.delimiter() != Delimiter::Bracket {
        diagnostics.error(value, not_a_list(key, value));
        return None;
    }
    if list.stream().is_empty() && key.needs_an_entry() {
        diagnostics.error(
            value,
            format_args!("`{0}` is empty\nhelp: such as `{1}`, or without the field", key.name(), key.example()),
        );
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
    split.map_err(|error| diagnostics.push(error)).ok()
}

fn not_a_list(key: Key, value: &TokenStream) -> String {
    format!("expected a list, found `{}`\nhelp: such as `{}`", shown(value), key.example())
}

/// Each entry as `parser` reads it. One that can't be read does not stop the next.
fn each<T>(
    key: Key,
    entries: &[TokenStream],
    parser: fn(ParseStream<'_>) -> Result<T>,
    diagnostics: &mut Diagnostics,
) -> Vec<T> {
    let read = |entry: &TokenStream| {
        let mut surplus = None;
        let parsed = typed(
            key,
            entry,
            |input| {
                let parsed = parser(input)?;
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
fn word(input: ParseStream<'_>) -> Result<Word> {
    if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        return Ok(Word { text: literal.value(), tokens: literal.into_token_stream() });
    }
    let mut tokens = input.call(Ident::parse_any)?.into_token_stream();
    while input.peek(Token![-]) {
        input.parse::<Token![-]>()?.to_tokens(&mut tokens);
        match input.call(Ident::parse_any) {
            Ok(ident) => ident.to_tokens(&mut tokens),
            Err(_) => input.parse::<LitInt>()?.to_tokens(&mut tokens),
        }
    }
    Ok(Word { text: shown(&tokens), tokens })
}

/// `"id"`, or a path.
fn model(input: ParseStream<'_>) -> Result<ModelRef> {
    if input.peek(LitStr) {
        return input.parse().map(ModelRef::Id);
    }
    let mut whole = TokenStream::new();
    input.parse::<Option<Token![::]>>()?.to_tokens(&mut whole);
    let mut module = None;
    loop {
        let segment = input.call(Ident::parse_any)?;
        let before = whole.clone();
        segment.to_tokens(&mut whole);
        if !input.peek(Token![::]) {
            return Ok(ModelRef::Path(ModelPath { module, constant: segment, whole }));
        }
        module = Some(quote!(#before #segment));
        input.parse::<Token![::]>()?.to_tokens(&mut whole);
    }
}

fn allowance(input: ParseStream<'_>) -> Result<Allowance> {
    let word = word(input)?;
    Allowance::named(&word.text).ok_or_else(|| Error::new_spanned(word, "no allowance"))
}

/// The tokens before the first place where `stop` holds.
fn until(input: ParseStream<'_>, stop: impl Fn(ParseStream<'_>) -> bool) -> TokenStream {
    let mut passed = TokenStream::new();
    while !input.is_empty() && !stop(input) {
        passed.extend(input.parse::<TokenTree>());
    }
    passed
}

fn expect<T: Parse>(input: ParseStream<'_>, _token: fn(Span) -> T, what: &str) -> Result<T> {
    input.parse().map_err(|_| unexpected(input, what))
}

/// An error at the next token, or at the last one where none follows.
fn unexpected(input: ParseStream<'_>, expected: &str) -> Error {
    let next: Option<TokenTree> = input.fork().parse().ok();
    match next {
        Some(token) => {
            let found = shown(&token.to_token_stream());
            Error::new_spanned(token, format_args!("expected {expected}, found `{found}`"))
        }
        None => input.error(format_args!("expected {expected}")),
    }
}

/// `tokens` as they were written, on one line and not too long.
fn shown(tokens: &TokenStream) -> String {
    const LONGEST: usize = 40;
    let mut text = String::new();
    for token in tokens.clone() {
        text.push_str(&token.to_string());
    }
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn with_nearest(message: &str, nearest: &[String], note: &str) -> String {
    match nearest.first() {
        Some(nearest) => format!("{message}\nhelp: the nearest is `{nearest}`\n{note}"),
        None => format!("{message}\n{note}"),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
