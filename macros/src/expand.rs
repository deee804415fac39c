//! The templates of what the macro leaves behind: data, with the user's tokens in their places.

use crate::diagnostics::Diagnostics;
use crate::docs;
use crate::keyword::Kind;
use crate::parse::{Expression, Fields, Item};
use crate::resolve::{Resolved, Source};
use crate::value::{ModelPath, ModelRef, Tag, Word};
use bedrock_profiles_catalog::{Catalog, Model, Profile};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

/// What every expansion has in it.
pub(crate) struct Frame {
    /// The path of the `bedrock_profiles` crate.
    pub(crate) krate: TokenStream,
    /// Items that tell rustc which files were read.
    pub(crate) tracked: TokenStream,
}

pub(crate) fn item(frame: &Frame, catalog: Catalog<'_>, item: &Item, resolved: &Resolved<'_>) -> TokenStream {
    let Item { attributes, visibility, keyword, name, ty, kind, fields, end, diagnostics } = item;
    let krate = &frame.krate;
    let assumed = kind.unwrap_or(Kind::CrossRegion);
    let docs = docs::of(catalog, resolved);
    let value = value(frame, assumed, fields, resolved, diagnostics);
    let ty = match kind {
        Some(_) => ty.clone(),
        None => {
            let ty = Ident::new(assumed.name(), Span::call_site());
            quote!(#krate::#ty)
        }
    };
    let (keyword, end) = (quote_spanned!(*keyword=> const), quote_spanned!(*end=> ;));
    quote!(#attributes #docs #visibility #keyword #name: #ty = #value #end)
}

pub(crate) fn expression(frame: &Frame, expression: &Expression, resolved: &Resolved<'_>) -> TokenStream {
    value(frame, Kind::CrossRegion, &expression.fields, resolved, &expression.diagnostics)
}

/// The value of the constant, behind what there is to report; a stub if that is an error.
fn value(
    frame: &Frame,
    kind: Kind,
    fields: &Fields,
    resolved: &Resolved<'_>,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let Frame { krate, tracked } = frame;
    let path = fields.model.as_ref().map(|named| model_path(krate, named, resolved.model));
    let value = match (kind, resolved.profile, resolved.model) {
        _ if diagnostics.has_errors() => None,
        (Kind::CrossRegion, Some(profile), Some(model)) => Some(cross_region(krate, profile, model, &resolved.sources)),
        (Kind::Application, ..) => application(krate, fields, resolved),
        (Kind::FoundationModel, _, Some(model)) => Some(model_in(krate, model, &resolved.sources)),
        _ => None,
    };
    let value = value.unwrap_or_else(|| stub(krate, kind));
    let editor = editor(krate, fields);
    quote!({ #tracked #editor #diagnostics #path #value })
}

/// The names of fields and prefixes as paths to documented items: an editor shows, completes and follows them.
fn editor(krate: &TokenStream, fields: &Fields) -> TokenStream {
    let is_plain = |name: &&Ident| syn::parse2::<Ident>(name.to_token_stream()).is_ok();
    let names = fields.names.iter().filter(is_plain);
    let prefix = fields.geo.as_ref().and_then(Word::ident);
    let prefix = prefix.iter().filter(is_plain);
    quote! {
        #[allow(unexpected_cfgs)]
        const _: () = {
            #(#[cfg(rust_analyzer)] use #krate::__private::fields::#names as _;)*
            #(#[cfg(rust_analyzer)] use #krate::__private::prefixes::#prefix as _;)*
        };
    }
}

/// The user's path to a constant of `models`, for rustc to resolve. A constant that the catalog does
/// not know is looked for in `models`, so that rustc says what is wrong with it.
fn model_path(krate: &TokenStream, named: &ModelRef, model: Option<Model<'_>>) -> TokenStream {
    match named {
        ModelRef::Id(_) => TokenStream::new(),
        ModelRef::Path(path) if model.is_some() => quote!(const _: #krate::FoundationModel = #path;),
        ModelRef::Path(ModelPath { module, constant, .. }) => {
            let used = module.as_ref().map(|module| quote!(#[allow(unused_imports)] use #module as _;));
            quote!(#used const _: #krate::FoundationModel = #krate::models::#constant;)
        }
    }
}

fn cross_region(krate: &TokenStream, profile: Profile<'_>, model: Model<'_>, sources: &[Source<'_>]) -> TokenStream {
    let (id, rows) = (profile.id(), rows(profile, sources));
    let model = foundation_model(krate, model, model.on_demand_regions().as_str());
    quote!(#krate::__private::cross_region_inference_profile(#id, #rows, #model))
}

/// Copied from a constant, which rustc resolves, or from what an id was resolved to.
fn application(krate: &TokenStream, fields: &Fields, resolved: &Resolved<'_>) -> Option<TokenStream> {
    let source = match (fields.copy_from.as_ref()?, resolved.profile, resolved.model) {
        (ModelRef::Path(path), ..) => {
            let at = path.to_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span());
            quote_spanned!(at=> { #krate::__private::can_be_copied(&#path); #path.__copy_source() })
        }
        (ModelRef::Id(_), Some(profile), Some(model)) => {
            let profile = cross_region(krate, profile, model, &resolved.sources);
            quote!(#profile.__copy_source())
        }
        (ModelRef::Id(_), _, model) => {
            let model = model_in(krate, model?, &resolved.sources);
            quote!(#model.__copy_source())
        }
    };
    let name = fields.name.as_ref()?;
    let description = match &fields.description {
        Some(description) => quote!(::core::option::Option::Some(#description)),
        None => quote!(::core::option::Option::None),
    };
    let tags = fields.tags.iter().map(|Tag { key, value }| quote!((#key, #value)));
    Some(quote!(#krate::__private::application_inference_profile(#name, #description, &[#(#tags),*], #source)))
}

fn model_in(krate: &TokenStream, model: Model<'_>, sources: &[Source<'_>]) -> TokenStream {
    let regions: Vec<&str> = sources.iter().map(|source| source.region).collect();
    foundation_model(krate, model, &regions.join(" "))
}

fn foundation_model(krate: &TokenStream, model: Model<'_>, regions: &str) -> TokenStream {
    let (id, streams) = (model.id(), model.streams());
    quote!(#krate::__private::foundation_model(#id, #streams, #regions))
}

fn stub(krate: &TokenStream, kind: Kind) -> TokenStream {
    match kind {
        Kind::CrossRegion => quote!(#krate::__private::CROSS_REGION_STUB),
        Kind::Application => quote!(#krate::__private::APPLICATION_STUB),
        Kind::FoundationModel => quote!(#krate::__private::FOUNDATION_MODEL_STUB),
    }
}

/// The declared routes as rows of `routes.tsv`; neighbours with the same destinations share one.
fn rows(profile: Profile<'_>, sources: &[Source<'_>]) -> String {
    let alike = sources.chunk_by(|a, b| a.destinations == b.destinations);
    let row = |sources: &[Source<'_>]| {
        let destinations = sources.first()?.destinations.as_str();
        let sources: Vec<&str> = sources.iter().map(|source| source.region).collect();
        Some(format!("{}\t{}\t{destinations}\n", profile.id(), sources.join(" ")))
    };
    alike.filter_map(row).collect()
}
