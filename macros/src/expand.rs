//! The templates of what the macro leaves behind: data, with the user's tokens in their places.

use crate::diagnostics::{Diagnostics, Known, Reported};
use crate::docs;
use crate::grammar::Kind;
use crate::parse::{Expression, Fields, Item};
use crate::resolve::{ByRegion, CopySource, Resolved, Source, Target};
use crate::tokens::is_plain;
use crate::value::{ModelPath, ModelRef, Tag, Word};
use bedrock_profiles_catalog::{Catalog, Model, Profile, constant_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use std::slice;

/// What every expansion has in it.
pub(crate) struct Frame<'c> {
    /// What is asked; the built-in one where the project's can't be read.
    pub(crate) catalog: Catalog<'c>,
    /// The path of the `bedrock_profiles` crate.
    pub(crate) krate: TokenStream,
    /// Items that tell rustc which files were read.
    pub(crate) tracked: TokenStream,
}

/// `resolved` is refused where nothing could be looked up.
pub(crate) fn item(frame: &Frame<'_>, item: &Item, resolved: Known<&Resolved<'_>>) -> TokenStream {
    let Item { attributes, visibility, keyword, name, ty, kind, fields, end, diagnostics } = item;
    let krate = &frame.krate;
    let docs = resolved.ok().map(|resolved| docs::of(frame.catalog, resolved));
    let (ty, kind) = match kind {
        Ok(kind) => (ty.clone(), *kind),
        Err(_) => {
            let ty = Ident::new(Kind::CrossRegion.name(), Span::call_site());
            (quote!(#krate::#ty), Kind::CrossRegion)
        }
    };
    let value = value(frame, kind, fields, resolved, diagnostics);
    let (keyword, end) = (quote_spanned!(*keyword=> const), quote_spanned!(*end=> ;));
    quote!(#attributes #docs #visibility #keyword #name: #ty = #value #end)
}

pub(crate) fn expression(frame: &Frame<'_>, expression: &Expression, resolved: Known<&Resolved<'_>>) -> TokenStream {
    value(frame, Kind::CrossRegion, &expression.fields, resolved, &expression.diagnostics)
}

/// The value of the constant, behind what there is to report; a stub if that is an error.
fn value(
    frame: &Frame<'_>,
    kind: Kind,
    fields: &Fields,
    resolved: Known<&Resolved<'_>>,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let Frame { catalog, krate, tracked } = frame;
    let model = resolved.ok().and_then(Resolved::model);
    let path = fields.values.model.as_ref().map(|named| model_path(krate, named, model));
    let value = diagnostics.outcome().and_then(|()| declared(krate, fields, resolved?));
    let value = value.unwrap_or_else(|reported| stub(krate, kind, reported));
    let editor = editor(*catalog, krate, fields);
    quote!({ #tracked #editor #diagnostics #path #value })
}

fn declared(krate: &TokenStream, fields: &Fields, resolved: &Resolved<'_>) -> Known<TokenStream> {
    match resolved {
        Resolved::CrossRegion(target) | Resolved::FoundationModel(target) => called(krate, target),
        Resolved::ByRegion(profiles) => by_region(krate, profiles, fields),
        Resolved::Application { name, source } => {
            let (name, source) = (name.as_ref().map_err(|reported| *reported)?, copy_source(krate, source)?);
            let description = match &fields.values.description {
                Some(description) => quote!(::core::option::Option::Some(#description)),
                None => quote!(::core::option::Option::None),
            };
            let tags = fields.values.tags.iter().flat_map(|tags| &tags.0);
            let tags = tags.map(|Tag { key, value }| quote!((#key, #value)));
            let new = quote!(#krate::__private::application_inference_profile);
            Ok(quote!(#new(#name, #description, &[#(#tags),*], #source)))
        }
        Resolved::Undeclarable(_, reported) => Err(*reported),
    }
}

/// A profile, or a model in the Regions in which it is called directly.
fn called(krate: &TokenStream, target: &Target<'_>) -> Known<TokenStream> {
    let model = target.model?;
    let Some(profile) = target.profile else {
        let regions: Vec<&str> = target.sources.iter().map(|source| source.region).collect();
        return Ok(foundation_model(krate, model, &regions.join(" ")));
    };
    let model = foundation_model(krate, model, model.on_demand_regions().as_str());
    Ok(cross_region(krate, profile?, &target.sources, &model))
}

fn cross_region(krate: &TokenStream, profile: Profile<'_>, sources: &[Source<'_>], model: &TokenStream) -> TokenStream {
    let (id, rows) = (profile.id(), rows(profile, sources));
    quote!(#krate::__private::cross_region_inference_profile(#id, #rows, #model))
}

/// Each Region that is written, with the profile of that one source Region.
fn by_region(krate: &TokenStream, profiles: &ByRegion<'_>, fields: &Fields) -> Known<TokenStream> {
    let served = profiles.served();
    let in_order = fields.source_regions().into_iter().flatten().filter_map(|region| {
        let (profile, source) = served.iter().find(|(_, source)| source.region == region.value())?;
        let profile = cross_region(krate, *profile, slice::from_ref(*source), &quote!(MODEL));
        Some(quote!((#region, #profile)))
    });
    let model = foundation_model(krate, profiles.model?, profiles.model?.on_demand_regions().as_str());
    Ok(quote! {
        const MODEL: #krate::FoundationModel = #model;
        const PROFILES: &[(&::core::primitive::str, #krate::CrossRegionInferenceProfile)] = &[#(#in_order),*];
        #krate::__private::inference_profile_by_region(MODEL, PROFILES)
    })
}

/// From a constant, which rustc resolves, or from what an id was resolved to.
fn copy_source(krate: &TokenStream, source: &CopySource<'_>) -> Known<TokenStream> {
    match source {
        CopySource::Constant(path) => {
            let at = path.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
            Ok(quote_spanned!(at=> { #krate::__private::can_be_copied(&#path); #path.__copy_source() }))
        }
        CopySource::Id(target) => called(krate, target).map(|copied| quote!(#copied.__copy_source())),
        CopySource::Unknown(reported) => Err(*reported),
    }
}

fn foundation_model(krate: &TokenStream, model: Model<'_>, regions: &str) -> TokenStream {
    let (id, streams, row) = (model.id(), model.streams(), model.description());
    quote!(#krate::__private::foundation_model(#id, #streams, #row, #regions))
}

/// What stands in for a constant that is refused.
fn stub(krate: &TokenStream, kind: Kind, _: Reported) -> TokenStream {
    match kind {
        Kind::CrossRegion => quote!(#krate::__private::CROSS_REGION_STUB),
        Kind::ByRegion => quote!(#krate::__private::BY_REGION_STUB),
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

/// The user's path to a constant of `models`: rustc resolves it, and compares what it leads to with its name.
fn model_path(krate: &TokenStream, named: &ModelRef, model: Option<Model<'_>>) -> TokenStream {
    let ModelRef::Path(path) = named else { return TokenStream::new() };
    let Some(model) = model else { return used_module(krate, path) };
    let (id, constant) = (model.id(), &path.constant);
    let message = format!("this `{constant}` is another model than `bedrock_profiles::models::{constant}`");
    let compared = quote_spanned!(constant.span()=> is_model(&#path, #id, #message));
    quote!(const _: () = { use #krate::__private::is_model; #compared };)
}

/// Of a constant that does not exist nothing remains, and `models` would seem to be imported in vain.
fn used_module(krate: &TokenStream, path: &ModelPath) -> TokenStream {
    let Some(module) = &path.module else { return TokenStream::new() };
    let is_models = module.clone().into_iter().last().is_some_and(|last| last.to_string() == "models");
    let known = Catalog::BUILT_IN.models().next().filter(|_| is_models);
    let known = known.map(|model| Ident::new(&constant_name(model.id()), Span::call_site()));
    known.map(|known| quote!(const _: #krate::FoundationModel = #module::#known;)).unwrap_or_default()
}

/// The names of fields, of a prefix and of a model as paths to documented items: an editor shows, completes and follows
/// them.
fn editor(catalog: Catalog<'_>, krate: &TokenStream, fields: &Fields) -> TokenStream {
    let names = fields.names.iter().filter(|name| is_plain(&name.to_string()));
    let prefixes = fields.prefixes().filter_map(Word::ident);
    let is_of_project = |name: &str| catalog.prefix(name).is_some() && Catalog::BUILT_IN.prefix(name).is_none();
    let prefixes = prefixes.filter(|name| !is_of_project(&name.to_string()));
    let model = match &fields.values.model {
        Some(ModelRef::Path(path)) => Some(path.to_token_stream()),
        Some(ModelRef::Id(_)) | None => None,
    };
    let model = model.iter();
    quote! {
        #krate::__editor! {
            #(#krate::__private::fields::#names,)*
            #(#krate::__private::prefixes::#prefixes,)*
            #(#model,)*
        }
    }
}
