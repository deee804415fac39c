//! Names to what the catalog knows by them.

use crate::diagnostics::Diagnostics;
use crate::keyword::{Allowance, Kind};
use crate::parse::{Expression, Fields};
use crate::value::ModelRef;
use bedrock_profiles_catalog::{
    Catalog, Destinations, Lifecycle, Model, Prefix, Problem, Profile, Regions, Route, check, constant_name,
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::LitStr;

/// What a declaration's names stand for. What could not be resolved is reported, and missing here.
#[derive(Default)]
pub(crate) struct Resolved<'c> {
    pub(crate) model: Option<Model<'c>>,
    pub(crate) profile: Option<Profile<'c>>,
    pub(crate) sources: Vec<Source<'c>>,
    /// The token that names the profile or the model.
    pub(crate) named_by: TokenStream,
}

impl<'c> Resolved<'c> {
    /// The id of the profile or of the model.
    pub(crate) fn id(&self) -> Option<&'c str> {
        self.profile.map(Profile::id).or(self.model.map(Model::id))
    }
}

/// A Region from which the program calls.
pub(crate) struct Source<'c> {
    pub(crate) region: &'c str,
    pub(crate) destinations: Destinations<'c>,
    /// The route of a profile; a model called directly has none.
    pub(crate) route: Option<Route<'c>>,
    /// Its place in `source_regions`, where it is written.
    pub(crate) token: Option<TokenStream>,
}

pub(crate) fn item<'c>(
    catalog: Catalog<'c>,
    fields: &Fields,
    kind: Option<Kind>,
    diagnostics: &mut Diagnostics,
) -> Resolved<'c> {
    let named = fields.model.as_ref();
    let model = named.and_then(|named| model(catalog, named));
    let known = model.as_ref().and_then(|model| model.as_ref().ok().copied());
    let prefix = fields.geo.as_ref().and_then(|geo| diagnostics.accept(geo, check::prefix(catalog, &geo.text, known)));
    let model = model.and_then(|model| diagnostics.accept(named, model));
    let named_by = named.map(ModelRef::named_by).unwrap_or_default();
    match kind {
        Some(Kind::CrossRegion) => {
            let profile = prefix.zip(model);
            let profile = profile.and_then(|(prefix, model)| offered(catalog, prefix, model, fields, diagnostics));
            let sources = profile.map(|profile| routes(catalog, profile, fields, diagnostics)).unwrap_or_default();
            Resolved { model, profile, sources, named_by }
        }
        Some(Kind::Application) => copied(catalog, fields, diagnostics),
        Some(Kind::FoundationModel) => {
            let sources = model.map(|model| regions(catalog, model, fields, &named_by, diagnostics));
            Resolved { model, profile: None, sources: sources.unwrap_or_default(), named_by }
        }
        None => Resolved { model, named_by, ..Resolved::default() },
    }
}

pub(crate) fn expression<'c>(catalog: Catalog<'c>, expression: &mut Expression) -> Resolved<'c> {
    let Expression { id, fields, diagnostics } = expression;
    by_profile_id(catalog, id, fields, diagnostics)
}

fn by_profile_id<'c>(
    catalog: Catalog<'c>,
    id: &LitStr,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> Resolved<'c> {
    let profile = diagnostics.accept(id, check::profile_id(catalog, &id.value()));
    Resolved {
        model: profile.and_then(|profile| catalog.model(profile.model_id())),
        profile,
        sources: profile.map(|profile| routes(catalog, profile, fields, diagnostics)).unwrap_or_default(),
        named_by: id.to_token_stream(),
    }
}

/// What an application profile is copied from, where that is an id. A path is left to rustc.
fn copied<'c>(catalog: Catalog<'c>, fields: &Fields, diagnostics: &mut Diagnostics) -> Resolved<'c> {
    let Some(ModelRef::Id(id)) = &fields.copy_from else { return Resolved::default() };
    let named_by = id.to_token_stream();
    if let Some(model) = catalog.model(&id.value()) {
        let sources = regions(catalog, model, fields, &named_by, diagnostics);
        return Resolved { model: Some(model), profile: None, sources, named_by };
    }
    if check::begins_as_model(catalog, &id.value()) {
        let model = diagnostics.accept(id, check::model(catalog, &id.value()));
        return Resolved { model, named_by, ..Resolved::default() };
    }
    by_profile_id(catalog, id, fields, diagnostics)
}

/// A path to no constant of `models` is left to rustc, which names the nearest constant itself.
fn model<'c>(catalog: Catalog<'c>, named: &ModelRef) -> Option<Result<Model<'c>, Problem>> {
    match named {
        ModelRef::Id(id) => Some(check::model(catalog, &id.value())),
        ModelRef::Path(path) => catalog.models().find(|model| path.constant == constant_name(model.id())).map(Ok),
    }
}

/// Blames the prefix, unless the model has none at all.
fn offered<'c>(
    catalog: Catalog<'c>,
    prefix: Prefix<'c>,
    model: Model<'c>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> Option<Profile<'c>> {
    let has_profiles = catalog.current_profiles_of(model).next().is_some();
    let blamed = if has_profiles { fields.geo.to_token_stream() } else { fields.model.to_token_stream() };
    diagnostics.accept(blamed, check::offered(catalog, prefix, model))
}

fn routes<'c>(
    catalog: Catalog<'c>,
    profile: Profile<'c>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> Vec<Source<'c>> {
    let source = |route: Route<'c>, token| Source {
        region: route.source,
        destinations: route.destinations,
        route: Some(route),
        token,
    };
    match &fields.source_regions {
        None => profile.default_routes().map(|route| source(route, None)).collect(),
        Some(named) => named
            .iter()
            .filter_map(|region| {
                let route = diagnostics.accept(region, check::source(catalog, profile, &region.value()))?;
                Some(source(route, Some(region.to_token_stream())))
            })
            .collect(),
    }
}

/// The Regions in which a bare model is called. That it is retired is reported by the checks, alone.
fn regions<'c>(
    catalog: Catalog<'c>,
    model: Model<'c>,
    fields: &Fields,
    named_by: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Vec<Source<'c>> {
    if model.lifecycle() == Lifecycle::EndOfLife && !fields.allows(Allowance::Retired) {
        return Vec::new();
    }
    let declared: Vec<String> = fields.source_regions.iter().flatten().map(LitStr::value).collect();
    let from: Vec<&str> = declared.iter().map(String::as_str).collect();
    let Some(regions) = diagnostics.accept(named_by, check::on_demand(catalog, model, &from)) else {
        for region in fields.source_regions.iter().flatten() {
            diagnostics.accept(region, check::region(catalog, &region.value()));
        }
        return Vec::new();
    };
    let source = |region: &'c str, token| Source {
        region,
        destinations: Destinations::Regions(Regions::from_spaced(region)),
        route: None,
        token,
    };
    match &fields.source_regions {
        None => regions.iter().map(|region| source(region, None)).collect(),
        Some(named) => named
            .iter()
            .filter_map(|region| {
                let found = diagnostics.accept(region, check::on_demand_region(catalog, model, &region.value()))?;
                Some(source(found.name(), Some(region.to_token_stream())))
            })
            .collect(),
    }
}
