//! Tokens to items and fields. A broken part is reported and passed over; the rest is kept.

use crate::diagnostics::{Diagnostics, Known, Reported};
use crate::example;
use crate::grammar::{Allowance, EXPRESSION_KEYS, Key, Kind, Values};
use crate::tokens::{expect, flattened, listed, shown, source_text, unexpected, until, with_nearest, within};
use crate::value::{ModelRef, Word};
use bedrock_profiles_catalog::{Catalog, is_model_id, is_prefix, nearest};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::token::{Brace, Paren};
use syn::{Error, Lit, LitStr, Result, Token};

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
    /// Where `const` stands, which rustc takes for the start of the item.
    pub(crate) keyword: Span,
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
    /// Refused where the type is none that can be declared.
    pub(crate) kind: Known<Kind>,
    pub(crate) fields: Fields,
    /// Where `;` stands, which rustc takes for the end of the item.
    pub(crate) end: Span,
    pub(crate) diagnostics: Diagnostics,
}

/// `"id", fields`
pub(crate) struct Expression {
    pub(crate) id: LitStr,
    pub(crate) fields: Fields,
    pub(crate) diagnostics: Diagnostics,
}

/// The fields of an item.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) values: Values,
    /// The names of the fields as they were written, right or wrong.
    pub(crate) names: Vec<Ident>,
    /// The keys that were written, whether or not their values could be read.
    keys: Vec<Key>,
    /// Those whose values could not be read, or not all of them.
    broken: Vec<(Key, Reported)>,
    /// Something stands where a key belongs: it may have meant any of them.
    unknown_key: Option<Reported>,
    /// Fields are missing that the kind needs.
    missing: Option<Reported>,
}

/// Splits off the path of our crate, which the wrapper puts first, and reads what follows it.
pub(crate) fn invocation(input: TokenStream, diagnostics: &mut Diagnostics) -> (TokenStream, Invocation) {
    let mut tokens = input.into_iter();
    let krate = tokens.next().into_iter().collect();
    let invocation = within(flattened(tokens.collect()), |input| {
        if input.is_empty() {
            let message = format!("nothing is declared\nhelp: such as {}", item_example(Kind::CrossRegion));
            Err(Error::new(Span::call_site(), message))
        } else if input.peek(Lit) {
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

/// Once its name is read an item is kept, whatever else is wrong with it: what uses the name goes on.
fn item(input: ParseStream<'_>) -> Result<Item> {
    let mut diagnostics = Diagnostics::default();
    let attributes = attributes(input)?;
    let visibility = visibility(input)?;
    let keyword = keyword(input, &mut diagnostics)?;
    let name: Ident = input.parse().map_err(|_| unexpected(input, "the name of a constant"))?;
    let ty = ty(input, &mut diagnostics);
    let kind = ty.as_ref().map_err(|reported| *reported).and_then(|ty| kind(&name, ty, &mut diagnostics));
    let mut fields = body(input, kind.ok(), &mut diagnostics);
    if let Ok(kind) = kind {
        fields.missing = missing(&name, kind, &fields, &mut diagnostics);
    }
    let end = end(input, &name, &mut diagnostics);
    let ty = ty.unwrap_or_default();
    Ok(Item { attributes, visibility, keyword, name, ty, kind, fields, end, diagnostics })
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

/// `const`; a `static` is reported and read on.
fn keyword(input: ParseStream<'_>, diagnostics: &mut Diagnostics) -> Result<Span> {
    if let Ok(keyword) = input.parse::<Token![const]>() {
        return Ok(keyword.span);
    }
    let error = with_help(&unexpected(input, "`const`, or a profile id in quotes"), &instead_of_item(input));
    match input.parse::<Token![static]>() {
        Ok(keyword) => {
            diagnostics.push(error);
            Ok(keyword.span)
        }
        Err(_) => Err(error),
    }
}

/// What to write instead of what stands where an item begins; nothing where that can't be told.
fn instead_of_item(input: ParseStream<'_>) -> String {
    let is_key =
        input.fork().call(Ident::parse_any).is_ok_and(|name| !Key::named(Key::ALL, &name.to_string()).is_empty());
    if input.peek(Token![static]) {
        return "`const` in its place declares the profile".to_owned();
    }
    if is_key && input.peek2(Token![:]) {
        return instead_of_fields(&input.fork());
    }
    let rest = until(&input.fork(), |input| input.peek(Token![;]) || input.peek(Token![=]) || input.peek(Brace));
    let is_value = !rest.is_empty() && input.cursor().token_stream().to_string() == rest.to_string();
    if is_value { instead_of_value(&rest) } else { String::new() }
}

/// Fields without an item: an id, if they say one.
fn instead_of_fields(input: ParseStream<'_>) -> String {
    let Values { geo, model, .. } = fields(input, "", &Kind::CrossRegion.keys(), &mut Diagnostics::default()).values;
    match (geo, model) {
        (Some(geo), Some(ModelRef::Id(model))) => {
            let id = format!("{}.{}", geo.text, model.value());
            format!(
                "`\"{id}\"` is the profile in an expression; with its fields it is an item, {}",
                item_example(Kind::CrossRegion)
            )
        }
        _ => format!("fields stand in an item: {}", item_example(Kind::CrossRegion)),
    }
}

/// A value in the place of a literal.
fn instead_of_value(value: &TokenStream) -> String {
    let text = source_text(value);
    let (geo, model) = text.split_once('.').unwrap_or_default();
    if Catalog::BUILT_IN.prefix(geo).is_some() && is_model_id(model) {
        return format!("`\"{text}\"`, in quotes");
    }
    let place = text.trim_start_matches('&');
    let is_place = place.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ':'));
    let value = if is_place { place } else { "id" };
    format!("`{value}.parse::<CrossRegionInferenceProfile>()?` reads an id that is known at run time only")
}

/// The error, with a line of help if there is one.
fn with_help(error: &Error, help: &str) -> Error {
    if help.is_empty() { error.clone() } else { Error::new(error.span(), format_args!("{error}\nhelp: {help}")) }
}

/// An item of the kind, with the fields that it needs.
fn item_example(kind: Kind) -> String {
    let examples: Vec<_> = kind.fields().required.iter().map(|key| key.example()).collect();
    format!("`const CHAT: {} = {{ {} }};`", kind.name(), examples.join(", "))
}

/// `: type =`; what is missing of it is reported once.
fn ty(input: ParseStream<'_>, diagnostics: &mut Diagnostics) -> Known<TokenStream> {
    let at_end = |input: ParseStream<'_>| input.peek(Token![=]) || input.peek(Token![;]) || input.peek(Brace);
    let colon = expect(input, Token![:], "`:` and the type of the constant");
    let ty = until(input, at_end);
    let equals = colon.and_then(|_| expect(input, Token![=], "`= { … };`"));
    if let Err(error) = equals {
        diagnostics.push(error);
        let _: Option<Token![=]> = input.parse().ok().flatten();
    }
    match diagnostics.outcome() {
        Err(reported) if ty.is_empty() => Err(reported),
        _ => Ok(ty),
    }
}

/// `{ fields }`. Of a type that is unknown any field may be.
fn body(input: ParseStream<'_>, kind: Option<Kind>, diagnostics: &mut Diagnostics) -> Fields {
    let braced = |input: ParseStream<'_>, diagnostics: &mut Diagnostics| {
        let content;
        syn::braced!(content in input);
        let owner = kind.map(|kind| format!("`{}`", kind.name())).unwrap_or_default();
        let keys = kind.map_or_else(|| Key::ALL.to_vec(), Kind::keys);
        Ok(fields(&content, &owner, &keys, diagnostics))
    };
    if input.peek(Brace) {
        return braced(input, diagnostics)
            .unwrap_or_else(|error| Fields { unknown_key: Some(diagnostics.push(error)), ..Fields::default() });
    }
    let error = with_help(&unexpected(input, "`{ … }` around the fields"), &fields_of_id(input, kind));
    let reported = diagnostics.outcome().err().unwrap_or_else(|| diagnostics.push(error));
    until(input, |input| input.peek(Token![;]));
    Fields { unknown_key: Some(reported), ..Fields::default() }
}

/// The fields that say what an id says which stands in their place.
fn fields_of_id(input: ParseStream<'_>, kind: Option<Kind>) -> String {
    let Ok(id) = input.fork().parse::<LitStr>() else { return String::new() };
    match (kind, id.value().split_once('.')) {
        (Some(Kind::FoundationModel), _) => format!("such as `{{ model: {} }}`", shown(&id.to_token_stream())),
        (Some(Kind::CrossRegion), Some((geo, model))) if is_prefix(geo) && is_model_id(model) => {
            format!("such as `{{ geo: {geo}, model: \"{model}\" }}`")
        }
        (kind, _) => format!("such as {}", item_example(kind.unwrap_or(Kind::CrossRegion))),
    }
}

/// `;`, in whose place a comma is reported and passed over.
fn end(input: ParseStream<'_>, name: &Ident, diagnostics: &mut Diagnostics) -> Span {
    let error = unexpected(input, "`;` after the item");
    if let Ok(semicolon) = input.parse::<Token![;]>() {
        return semicolon.span;
    }
    if diagnostics.outcome().is_ok() {
        diagnostics.push(error);
    }
    let _: Option<Token![,]> = input.parse().ok().flatten();
    name.span()
}

/// What the last segment of the constant's type says.
fn kind(name: &Ident, ty: &TokenStream, diagnostics: &mut Diagnostics) -> Known<Kind> {
    let Some(last) = ty.clone().into_iter().last() else {
        return Err(diagnostics.error(name, format_args!("`{name}` lacks its type\n{}", types())));
    };
    let is_path = |token: TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    };
    let kind = Kind::named(&last.to_string()).filter(|_| ty.clone().into_iter().all(is_path));
    kind.ok_or_else(|| {
        let message = format!("`{}` can't be declared here", shown(ty));
        let nearest = nearest(&last.to_string(), Kind::ALL.iter().map(|kind| kind.name()));
        diagnostics.error(ty, with_nearest(&message, &nearest, &types()))
    })
}

fn types() -> String {
    let types = listed(Kind::ALL.iter().map(|kind| kind.name()));
    format!("note: the types are {types}, each by its own name: an alias can't be followed")
}

fn missing(name: &Ident, kind: Kind, fields: &Fields, diagnostics: &mut Diagnostics) -> Option<Reported> {
    let missing = kind.fields().required.iter().filter(|key| !fields.keys.contains(key));
    let (names, examples): (Vec<_>, Vec<_>) =
        missing.map(|key| (key.name(), example::field(*key, kind, fields))).unzip();
    if names.is_empty() || fields.unknown_key.is_some() {
        return fields.unknown_key;
    }
    let (names, example) = (names.join("` and `"), examples.join(", "));
    Some(diagnostics.error(name, format_args!("`{name}` lacks `{names}`\nhelp: such as `{example}`")))
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
        let is_reported = field(input, owner, keys, &mut fields, diagnostics).is_err();
        if is_reported {
            until(input, at_field_end);
        }
        separator(input, is_reported, diagnostics);
    }
    fields
}

/// `,`, or the end. What else stands there is reported, unless the field before it was.
fn separator(input: ParseStream<'_>, is_reported: bool, diagnostics: &mut Diagnostics) {
    if !(input.is_empty() || input.peek(Token![,]) || is_reported) {
        diagnostics.push(unexpected(input, "`,` between fields"));
    }
    if input.peek(Token![,]) {
        let _: Option<Token![,]> = input.parse().ok();
    } else if input.peek(Token![;]) {
        let _: Option<Token![;]> = input.parse().ok();
    }
}

/// Whether a comma, a semicolon in its place, or a field whose comma before it is missing, comes next.
fn at_field_end(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let is_key = |ident: Ident| !Key::named(Key::ALL, &ident.unraw().to_string()).is_empty();
    let key = ahead.call(Ident::parse_any).is_ok_and(is_key);
    let is_field = key && ahead.peek(Token![:]) && !ahead.peek(Token![::]);
    input.peek(Token![,]) || input.peek(Token![;]) || is_field
}

/// Refused where what follows, up to the end of the field, is not read.
fn field(
    input: ParseStream<'_>,
    owner: &str,
    keys: &[Key],
    fields: &mut Fields,
    diagnostics: &mut Diagnostics,
) -> Known<()> {
    let name = input.call(Ident::parse_any).map_err(|_| unexpected(input, "a field"));
    fields.names.extend(name.clone());
    let known = name.and_then(|name| known_keys(&name, owner, keys).map(|keys| (name, keys)));
    let (name, known) = known.map_err(|error| *fields.unknown_key.insert(diagnostics.push(error)))?;
    if fields.keys.iter().any(|key| known.contains(key)) {
        return Err(diagnostics.error(&name, format_args!("the field `{name}` stands here twice")));
    }
    fields.keys.extend(&known);
    let before = diagnostics.error_count();
    let read = value(input, &name, &known, &mut fields.values, diagnostics);
    let reported = diagnostics.since(before).err();
    fields.broken.extend(known.into_iter().filter_map(|key| Some((key, reported?))));
    read
}

/// `: value` of the field `name`, which is one of `keys`.
fn value(
    input: ParseStream<'_>,
    name: &Ident,
    keys: &[Key],
    values: &mut Values,
    diagnostics: &mut Diagnostics,
) -> Known<()> {
    expect(input, Token![:], &format!("`:` after `{name}`")).map_err(|error| diagnostics.push(error))?;
    let value = until(input, at_field_end);
    let Some(first) = keys.first() else { return Ok(()) };
    if value.is_empty() {
        let message = format!("`{name}` lacks its value\nhelp: such as `{}`", first.example());
        return Err(diagnostics.error(name, message));
    }
    // Of most names there is one field: its value is read once.
    let has_forms = Key::named(Key::ALL, first.name()).len() > 1;
    let fitting = keys.iter().find(|key| !has_forms || key.takes_value(&value));
    if let (None, Some(kind)) = (fitting, kind_that_takes(keys, &value)) {
        let (shown, kind) = (shown(&value), kind.name());
        let message = format!("`{name}` does not take `{shown}` here\nhelp: an `{kind}` does");
        return Err(diagnostics.error(&value, message));
    }
    values.read(*fitting.unwrap_or(first), &value, diagnostics);
    Ok(())
}

/// The kind whose field of the same name takes a value which `keys` do not take.
fn kind_that_takes(keys: &[Key], value: &TokenStream) -> Option<Kind> {
    let name = keys.first()?.name();
    let is_list = matches!(value.clone().into_iter().next(), Some(TokenTree::Group(_)));
    let takes = |kind: &Kind| {
        let own = Key::named(&kind.keys(), name).into_iter();
        own.filter(|key| !keys.contains(key)).any(|key| key.takes_value(value))
    };
    Kind::ALL.iter().copied().filter(|_| is_list).find(takes)
}

fn known_keys(name: &Ident, owner: &str, keys: &[Key]) -> Result<Vec<Key>> {
    let text = name.unraw().to_string();
    let known = Key::named(keys, &text);
    if !known.is_empty() {
        return Ok(known);
    }
    let names = Key::names(keys);
    let nearest = nearest(&text, names.iter().copied());
    let copied = matches!(&*text, "geo" | "model") && keys.contains(&Key::CopyFrom);
    let help = format!("help: it is copied from a profile or a model: `{}`\n", Key::CopyFrom.example());
    let help = if copied { help } else { String::new() };
    let note = format!("{help}note: the fields are {}", listed(names.into_iter()));
    Err(Error::new_spanned(name, with_nearest(&format!("{owner} has no field `{name}`"), &nearest, &note)))
}

impl Fields {
    pub(crate) fn allows(&self, allowance: Allowance) -> bool {
        self.values.allow.iter().flat_map(|list| &list.entries).any(|allowed| allowed.allowance == allowance)
    }

    /// Whether all that was written of this field, if it was, could be read.
    pub(crate) fn is_certain(&self, key: Key) -> bool {
        self.fault(key).is_none()
    }

    /// The value of a field that its kind needs, one of [`Fields::values`].
    pub(crate) fn required<'f, T>(
        &self,
        key: Key,
        value: Option<&'f T>,
        diagnostics: &mut Diagnostics,
    ) -> Known<&'f T> {
        value.ok_or_else(|| {
            let reported = self.fault(key).or(self.missing);
            reported.unwrap_or_else(|| diagnostics.error(TokenStream::new(), format_args!("lacks `{}`", key.name())))
        })
    }

    fn fault(&self, key: Key) -> Option<Reported> {
        let broken = self.broken.iter().find(|(broken, _)| *broken == key);
        self.unknown_key.or(broken.map(|(_, reported)| *reported))
    }

    /// The Regions that are written, each as its literal.
    pub(crate) fn source_regions(&self) -> Option<&[LitStr]> {
        self.values.source_regions.as_ref().map(|list| &*list.entries)
    }

    /// Their names; none where no Region is written.
    pub(crate) fn region_names(&self) -> Vec<String> {
        self.source_regions().unwrap_or_default().iter().map(LitStr::value).collect()
    }

    /// The geo prefixes that are written, be it one or a list.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = &Word> {
        let listed = self.values.geos.iter().flat_map(|geos| &geos.entries);
        self.values.geo.iter().chain(listed)
    }
}
