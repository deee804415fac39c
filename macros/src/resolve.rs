//! Names to what the catalog knows by them.

use crate::diagnostics::{Diagnostics, Known, Reported};
use crate::grammar::{Key, Kind};
use crate::parse::{Expression, Fields, Item};
use crate::tokens::with_nearest;
use crate::value::{ModelPath, ModelRef, Word};
use bedrock_profiles_catalog::{
    Call, Catalog, Destinations, Lifecycle, Model, Prefix, Problem, Profile, Region, Regions, Route, check,
    constant_name, nearest,
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::slice;
use syn::{Error, LitStr};

/// A declaration of each kind, as far as its names stand for something.
pub(crate) enum Resolved<'c> {
    CrossRegion(Target<'c>),
    ByRegion(ByRegion<'c>),
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

/// A model behind several prefixes.
pub(crate) struct ByRegion<'c> {
    pub(crate) model: Known<Model<'c>>,
    /// The token that names the model.
    pub(crate) named_by: TokenStream,
    /// The profile of each prefix that is known, in order of preference, with the Regions that it serves.
    pub(crate) targets: Vec<Target<'c>>,
}

impl<'c> ByRegion<'c> {
    /// Each Region that is served, with its profile.
    pub(crate) fn served(&self) -> Vec<(Profile<'c>, &Source<'c>)> {
        let known = self.targets.iter().filter_map(|target| Some((target.known_profile()?, &target.sources)));
        known.flat_map(|(profile, sources)| sources.iter().map(move |source| (profile, source))).collect()
    }
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
    pub(crate) fn targets(&self) -> &[Target<'c>] {
        match self {
            Resolved::CrossRegion(target) | Resolved::FoundationModel(target) | Resolved::Undeclarable(target, _) => {
                slice::from_ref(target)
            }
            Resolved::ByRegion(ByRegion { targets, .. }) => targets,
            Resolved::Application { source: CopySource::Id(target), .. } => slice::from_ref(target),
            Resolved::Application { source: CopySource::Constant(_) | CopySource::Unknown(_), .. } => &[],
        }
    }

    /// The model that is called, if it is known.
    pub(crate) fn model(&self) -> Option<Model<'c>> {
        match self {
            Resolved::ByRegion(ByRegion { model, .. }) => model.ok(),
            _ => self.targets().first()?.model.ok(),
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
        Ok(Kind::ByRegion) => Resolved::ByRegion(by_region(catalog, fields, diagnostics)),
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
    let call = fields.values.geo.as_ref().map_or(Call::ANY, |geo| Call::through(&geo.text));
    let (model, named_by) = model(catalog, fields, call, diagnostics);
    let geo = fields.required(Key::Geo, fields.values.geo.as_ref(), diagnostics);
    let prefix = geo.and_then(|geo| {
        from_regions(fields, |regions| prefix(catalog, geo, model.as_ref().ok(), regions, diagnostics))
    });
    let model = model.map_err(|refused| refused.report(diagnostics));
    let profile = prefix.and_then(|prefix| {
        let (model, blamed) = (model?, (geo?, &named_by));
        from_regions(fields, |regions| offered(catalog, prefix, model, blamed, regions, diagnostics))
    });
    let sources = sources(catalog, profile, fields, diagnostics);
    Target { model, profile: Some(profile), sources, named_by }
}

fn by_region<'c>(catalog: Catalog<'c>, fields: &Fields, diagnostics: &mut Diagnostics) -> ByRegion<'c> {
    let (model, named_by) = model(catalog, fields, Call::ANY, diagnostics);
    let geos = fields.required(Key::Geos, fields.values.geos.as_ref(), diagnostics);
    let words = geos.map(|geos| &*geos.entries).unwrap_or_default();
    let prefixes: Vec<_> =
        words.iter().map(|word| (word, prefix(catalog, word, model.as_ref().ok(), &[], diagnostics))).collect();
    let model = model.map_err(|refused| refused.report(diagnostics));
    let mut targets: Vec<Target<'c>> = Vec::new();
    for (word, prefix) in &prefixes {
        let profile = prefix.and_then(|prefix| offered(catalog, prefix, model?, (*word, &named_by), &[], diagnostics));
        if profile.is_err() && model.is_ok_and(|model| !has_profiles(catalog, model)) {
            break;
        }
        targets.push(Target { model, profile: Some(profile), sources: Vec::new(), named_by: word.to_token_stream() });
    }
    serve(catalog, model, &mut targets, fields, diagnostics);
    ByRegion { model, named_by, targets }
}

/// Gives each Region that is written to the profile which serves it, if all of them are known.
fn serve<'c>(
    catalog: Catalog<'c>,
    model: Known<Model<'c>>,
    targets: &mut [Target<'c>],
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) {
    let profiles: Known<Vec<Profile<'c>>> = targets.iter().filter_map(|target| target.profile).collect();
    let is_certain = fields.is_certain(Key::Geos) && !targets.is_empty();
    for region in fields.source_regions().unwrap_or_default() {
        let (Ok(model), Ok(profiles), true) = (model, &profiles, is_certain) else {
            let _: Known<Region<'_>> = diagnostics.accept(region, check::region(catalog, &region.value()));
            continue;
        };
        let Ok((profile, route)) = diagnostics.accept(region, check::served(catalog, model, profiles, &region.value()))
        else {
            continue;
        };
        let serving = targets.iter_mut().find(|target| target.id() == Some(profile.id()));
        if let Some(target) = serving {
            target.sources.push(Source::on(route, Some(region.to_token_stream())));
        }
    }
}

fn direct<'c>(catalog: Catalog<'c>, fields: &Fields, diagnostics: &mut Diagnostics) -> Target<'c> {
    let (model, named_by) = model(catalog, fields, Call::DIRECT, diagnostics);
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
    let sources = match model {
        Ok(model) => regions(catalog, model, fields, &named_by, diagnostics),
        Err(_) => {
            known_regions(catalog, fields, diagnostics);
            Vec::new()
        }
    };
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
    let model = named.map_or(Err(Refused::Already(reported)), |named| named_model(catalog, named, Call::ANY));
    for geo in fields.prefixes() {
        let _: Known<Prefix<'_>> = prefix(catalog, geo, model.as_ref().ok(), &[], diagnostics);
    }
    let model = model.map_err(|refused| refused.report(diagnostics));
    known_regions(catalog, fields, diagnostics);
    Target { model, profile: None, sources: Vec::new(), named_by: named.map(ModelRef::named_by).unwrap_or_default() }
}

fn by_profile_id<'c>(catalog: Catalog<'c>, id: &LitStr, fields: &Fields, diagnostics: &mut Diagnostics) -> Target<'c> {
    let profile = from_regions(fields, |regions| check::profile_id_from(catalog, &id.value(), regions));
    let profile = diagnostics.accept(id, profile);
    Target {
        model: profile.and_then(|profile| diagnostics.accept(id, check::model(catalog, profile.model_id()))),
        profile: Some(profile),
        sources: sources(catalog, profile, fields, diagnostics),
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
    if catalog.model(&text).is_some() {
        let model = diagnostics.accept(id, check::model(catalog, &text));
        return CopySource::Id(directly(catalog, model, id.to_token_stream(), fields, diagnostics));
    }
    CopySource::Id(by_profile_id(catalog, id, fields, diagnostics))
}

/// What `ask` says of the source Regions that are written.
pub(crate) fn from_regions<T>(fields: &Fields, ask: impl FnOnce(&[&str]) -> T) -> T {
    let regions = fields.region_names();
    ask(&regions.iter().map(String::as_str).collect::<Vec<_>>())
}

fn prefix<'c>(
    catalog: Catalog<'c>,
    geo: &Word,
    model: Option<&Model<'c>>,
    regions: &[&str],
    diagnostics: &mut Diagnostics,
) -> Known<Prefix<'c>> {
    diagnostics.accept(geo, check::prefix_from(catalog, &geo.text, model.copied(), regions))
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
    call: Call<'_>,
    diagnostics: &mut Diagnostics,
) -> (Result<Model<'c>, Refused>, TokenStream) {
    match fields.required(Key::Model, fields.values.model.as_ref(), diagnostics) {
        Ok(named) => {
            let model = from_regions(fields, |regions| named_model(catalog, named, call.from_regions(regions)));
            (model, named.named_by())
        }
        Err(reported) => (Err(Refused::Already(reported)), TokenStream::new()),
    }
}

fn named_model<'c>(catalog: Catalog<'c>, named: &ModelRef, call: Call<'_>) -> Result<Model<'c>, Refused> {
    let model = match named {
        ModelRef::Id(id) => {
            check::model_for(catalog, &id.value(), call).map_err(|problem| Error::new_spanned(id, problem))
        }
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

fn has_profiles(catalog: Catalog<'_>, model: Model<'_>) -> bool {
    catalog.current_profiles_of(model).next().is_some()
}

/// Blames the prefix, unless the model has none at all.
fn offered<'c>(
    catalog: Catalog<'c>,
    prefix: Prefix<'c>,
    model: Model<'c>,
    (geo, named_by): (&Word, &TokenStream),
    regions: &[&str],
    diagnostics: &mut Diagnostics,
) -> Known<Profile<'c>> {
    let has_profiles = has_profiles(catalog, model);
    let blamed = if has_profiles { geo.to_token_stream() } else { named_by.clone() };
    let offered = check::offered_from(catalog, prefix, model, regions);
    let is_direct = !has_profiles && !model.on_demand_regions().is_empty();
    let advised = |problem: Problem| {
        if is_direct { problem.with_advice("a `FoundationModel` is called directly, without `geo`") } else { problem }
    };
    diagnostics.accept(blamed, offered.map_err(advised))
}

impl<'c> Source<'c> {
    fn on(route: Route<'c>, token: Option<TokenStream>) -> Self {
        Source { region: route.source, destinations: route.destinations, route: Some(route), token }
    }
}

/// The Regions from which a profile is called. Of one that is not known, the names of those that are written are checked.
fn sources<'c>(
    catalog: Catalog<'c>,
    profile: Known<Profile<'c>>,
    fields: &Fields,
    diagnostics: &mut Diagnostics,
) -> Vec<Source<'c>> {
    let Ok(profile) = profile else {
        known_regions(catalog, fields, diagnostics);
        return Vec::new();
    };
    let Some(named) = fields.source_regions() else {
        return profile.default_routes().map(|route| Source::on(route, None)).collect();
    };
    let known = named.iter().filter_map(|region| {
        let route = diagnostics.accept(region, check::source(catalog, profile, &region.value())).ok()?;
        Some(Source::on(route, Some(region.to_token_stream())))
    });
    known.collect()
}

/// The Regions that are written exist.
fn known_regions(catalog: Catalog<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    for region in fields.source_regions().unwrap_or_default() {
        let _: Known<Region<'_>> = diagnostics.accept(region, check::region(catalog, &region.value()));
    }
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
    let on_demand = if is_retired {
        Ok(Regions::default())
    } else {
        from_regions(fields, |from| check::on_demand(catalog, model, from))
    };
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
