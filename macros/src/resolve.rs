//! Names to what the catalog knows by them.

use crate::diagnostics::{Diagnostics, Known, Reported};
use crate::grammar::{Key, Kind};
use crate::parse::{Expression, Fields, Item};
use crate::tokens::with_nearest;
use crate::value::{ModelPath, ModelRef};
use bedrock_profiles_catalog::{
    Catalog, Destinations, Lifecycle, Model, Prefix, Profile, Regions, Route, check, constant_name, nearest,
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Error, LitStr};

/// A declaration of each kind, as far as its names stand for something.
pub(crate) enum Resolved<'c> {
    CrossRegion(Target<'c>),
    Application {
        name: Known<TokenStream>,
        source: CopySource<'c>,
    },
    FoundationModel(Target<'c>),
    /// The type is none that can be declared.
    Undeclarable(Target<'c>, Reported),
}

/// What an application profile is copied from.
pub(crate) enum CopySource<'c> {
    /// A constant, which rustc resolves.
    Constant(TokenStream),
    Id(Target<'c>),
    Unknown(Reported),
}

/// A profile, or a model that is called directly.
pub(crate) struct Target<'c> {
    pub(crate) model: Known<Model<'c>>,
    /// `None` where the model is called directly.
    pub(crate) profile: Option<Known<Profile<'c>>>,
    pub(crate) sources: Vec<Source<'c>>,
    /// The token that names the profile or the model.
    pub(crate) named_by: TokenStream,
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

impl<'c> Resolved<'c> {
    /// What the catalog is asked about; nothing where a constant is copied.
    pub(crate) fn target(&self) -> Option<&Target<'c>> {
        match self {
            Resolved::CrossRegion(target) | Resolved::FoundationModel(target) | Resolved::Undeclarable(target, _) => {
                Some(target)
            }
            Resolved::Application { source: CopySource::Id(target), .. } => Some(target),
            Resolved::Application { source: CopySource::Constant(_) | CopySource::Unknown(_), .. } => None,
        }
    }
}

impl<'c> Target<'c> {
    /// The profile, where there is one and it is known.
    pub(crate) fn known_profile(&self) -> Option<Profile<'c>> {
        self.profile?.ok()
    }

    /// The id of the profile or of the model.
    pub(crate) fn id(&self) -> Option<&'c str> {
        match self.profile {
            Some(profile) => profile.ok().map(Profile::id),
            None => self.model.ok().map(Model::id),
        }
    }
}

pub(crate) fn item<'c>(catalog: Catalog<'c>, item: &mut Item) -> Resolved<'c> {
    let Item { kind, fields, diagnostics, .. } = item;
    match kind {
        Ok(Kind::CrossRegion) => Resolved::CrossRegion(cross_region(catalog, fields, diagnostics)),
        Ok(Kind::Application) => Resolved::Application {
            name: fields.required(Key::Name, fields.values.name.as_ref(), diagnostics).map(ToTokens::to_token_stream),
            source: copy_source(catalog, fields, diagnostics),
        },
        Ok(Kind::FoundationModel) => Resolved::FoundationModel(direct(catalog, fields, diagnostics)),
        Err(reported) => Resolved::Undeclarable(of_unknown_type(catalog, fields, *reported, diagnostics), *reported),
    }
}

pub(crate) fn expression<'c>(catalog: Catalog<'c>, expression: &mut Expression) -> Resolved<'c> {
    let Expression { id, fields, diagnostics } = expression;
    Resolved::CrossRegion(by_profile_id(catalog, id, fields, diagnostics))
}

/// The prefix is told what the model is offered with; errors come in the order of the fields all the same.
fn cross_region<'c>(catalog: Catalog<'c>, fields: &Fields, diagnostics: &mut Diagnostics) -> Target<'c> {
    let (model, named_by) = model(catalog, fields, diagnostics);
    let prefix = prefix(catalog, fields, model.as_ref().ok(), diagnostics);
    let model = model.map_err(|refused| refused.report(diagnostics));
    let profile = prefix.and_then(|prefix| offered(catalog, prefix, model?, fields, diagnostics));
    let sources = profile.map(|profile| routes(catalog, profile, fields, diagnostics)).unwrap_or_default();
    Target { model, profile: Some(profile), sources, named_by }
}

fn direct<'c>(catalog: Catalog<'c>, fields: &Fields, diagnostics: &mut Diagnostics) -> Target<'c> {
    let (model, named_by) = model(catalog, fields, diagnostics);
    let model = model.map_err(|refused| refused.report(diagnostics));
    directly(catalog, model, named_by, fields, diagnostics)
}

fn directly<'c>(
    catalog: Catalog<'c>,
    model: Known<Model<'c>>,
    named_by: TokenStream,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> Target<'c> {
    let sources = model.map(|model| regions(catalog, model, fields, &named_by, diagnostics)).unwrap_or_default();
    Target { model, profile: None, sources, named_by }
}

/// What is written is asked after all the same.
fn of_unknown_type<'c>(
    catalog: Catalog<'c>,
    fields: &Fields,
    reported: Reported,
    diagnostics: &mut Diagnostics,
) -> Target<'c> {
    let named = fields.values.model.as_ref();
    let model = named.map_or(Err(Refused::Already(reported)), |named| named_model(catalog, named));
    if fields.values.geo.is_some() {
        let _: Known<Prefix<'_>> = prefix(catalog, fields, model.as_ref().ok(), diagnostics);
    }
    let model = model.map_err(|refused| refused.report(diagnostics));
    Target { model, profile: None, sources: Vec::new(), named_by: named.map(ModelRef::named_by).unwrap_or_default() }
}

fn by_profile_id<'c>(catalog: Catalog<'c>, id: &LitStr, fields: &Fields, diagnostics: &mut Diagnostics) -> Target<'c> {
    let profile = diagnostics.accept(id, check::profile_id(catalog, &id.value()));
    Target {
        model: profile.and_then(|profile| diagnostics.accept(id, check::model(catalog, profile.model_id()))),
        profile: Some(profile),
        sources: profile.map(|profile| routes(catalog, profile, fields, diagnostics)).unwrap_or_default(),
        named_by: id.to_token_stream(),
    }
}

fn copy_source<'c>(catalog: Catalog<'c>, fields: &Fields, diagnostics: &mut Diagnostics) -> CopySource<'c> {
    let id = match fields.required(Key::CopyFrom, fields.values.copy_from.as_ref(), diagnostics) {
        Ok(ModelRef::Path(path)) => return CopySource::Constant(path.to_token_stream()),
        Ok(ModelRef::Id(id)) => id,
        Err(reported) => return CopySource::Unknown(reported),
    };
    let text = id.value();
    if catalog.model(&text).is_some() || check::begins_as_model(catalog, &text) {
        let model = diagnostics.accept(id, check::model(catalog, &text));
        return CopySource::Id(directly(catalog, model, id.to_token_stream(), fields, diagnostics));
    }
    CopySource::Id(by_profile_id(catalog, id, fields, diagnostics))
}

fn prefix<'c>(
    catalog: Catalog<'c>,
    fields: &Fields,
    model: Option<&Model<'c>>,
    diagnostics: &mut Diagnostics,
) -> Known<Prefix<'c>> {
    let geo = fields.required(Key::Geo, fields.values.geo.as_ref(), diagnostics)?;
    diagnostics.accept(geo, check::prefix(catalog, &geo.text, model.copied()))
}

/// Why a model is not known: what is still to be reported, or has been.
enum Refused {
    Already(Reported),
    With(Error),
}

impl Refused {
    fn report(self, diagnostics: &mut Diagnostics) -> Reported {
        match self {
            Refused::Already(reported) => reported,
            Refused::With(error) => diagnostics.push(error),
        }
    }
}

/// The model that the field names, and the token that does.
fn model<'c>(
    catalog: Catalog<'c>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> (Result<Model<'c>, Refused>, TokenStream) {
    match fields.required(Key::Model, fields.values.model.as_ref(), diagnostics) {
        Ok(named) => (named_model(catalog, named), named.named_by()),
        Err(reported) => (Err(Refused::Already(reported)), TokenStream::new()),
    }
}

fn named_model<'c>(catalog: Catalog<'c>, named: &ModelRef) -> Result<Model<'c>, Refused> {
    let model = match named {
        ModelRef::Id(id) => check::model(catalog, &id.value()).map_err(|problem| Error::new_spanned(id, problem)),
        ModelRef::Path(path) => {
            let constant = constant_of(Catalog::BUILT_IN, path).and_then(|model| catalog.model(model.id()));
            constant.ok_or_else(|| Error::new_spanned(&path.constant, no_constant(catalog, path)))
        }
    };
    model.map_err(Refused::With)
}

/// The model whose constant has the name of the path's last segment. That the path leads there is for rustc to say.
fn constant_of<'c>(catalog: Catalog<'c>, path: &ModelPath) -> Option<Model<'c>> {
    catalog.models().find(|model| path.constant == constant_name(model.id()))
}

fn no_constant(catalog: Catalog<'_>, path: &ModelPath) -> String {
    let name = &path.constant;
    if let Some(model) = constant_of(catalog, path) {
        let id = model.id();
        return format!(
            "`{name}` is a model of the project's catalog, not of `models`\nhelp: `model: \"{id}\"` names it"
        );
    }
    let in_service = Catalog::BUILT_IN.models().filter(|model| model.lifecycle() != Lifecycle::EndOfLife);
    let names: Vec<String> = in_service.map(|model| constant_name(model.id())).collect();
    let nearest = nearest(&name.to_string(), names.iter().map(String::as_str));
    let note = "note: a model is named by its id in quotes, or by a constant of `bedrock_profiles::models`";
    with_nearest(&format!("`models` has no constant `{name}`"), &nearest, note)
}

/// Blames the prefix, unless the model has none at all.
fn offered<'c>(
    catalog: Catalog<'c>,
    prefix: Prefix<'c>,
    model: Model<'c>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> Known<Profile<'c>> {
    let has_profiles = catalog.current_profiles_of(model).next().is_some();
    let blamed = if has_profiles { fields.values.geo.to_token_stream() } else { fields.values.model.to_token_stream() };
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
    let Some(named) = fields.source_regions() else {
        return profile.default_routes().map(|route| source(route, None)).collect();
    };
    let known = named.iter().filter_map(|region| {
        let route = diagnostics.accept(region, check::source(catalog, profile, &region.value())).ok()?;
        Some(source(route, Some(region.to_token_stream())))
    });
    known.collect()
}

/// The Regions in which a bare model is called. Of one that is retired, which the checks report, those that are written.
fn regions<'c>(
    catalog: Catalog<'c>,
    model: Model<'c>,
    fields: &Fields,
    named_by: &TokenStream,
    diagnostics: &mut Diagnostics,
) -> Vec<Source<'c>> {
    let named = fields.source_regions();
    let is_retired = model.lifecycle() == Lifecycle::EndOfLife;
    let declared: Vec<String> = named.into_iter().flatten().map(LitStr::value).collect();
    let from: Vec<&str> = declared.iter().map(String::as_str).collect();
    let on_demand = if is_retired { Ok(Regions::default()) } else { check::on_demand(catalog, model, &from) };
    let regions = diagnostics.accept_in_service(named_by, on_demand, Some(Regions::default()));
    let source = |region: &'c str, token| Source {
        region,
        destinations: Destinations::Regions(Regions::from_spaced(region)),
        route: None,
        token,
    };
    let Some(named) = named else {
        return regions.into_iter().flatten().map(|region| source(region, None)).collect();
    };
    let known = named.iter().filter_map(|literal| {
        let name = literal.value();
        let found = match regions {
            Ok(on_demand) if !on_demand.is_empty() => {
                let found = check::on_demand_region(catalog, model, &name);
                diagnostics.accept_in_service(literal, found, catalog.region(&name))
            }
            _ => diagnostics.accept(literal, check::region(catalog, &name)),
        };
        Some(source(found.ok()?.name(), Some(literal.to_token_stream())))
    });
    known.collect()
}
