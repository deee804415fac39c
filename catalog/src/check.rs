//! Every rule that an id, a Region or a requirement must keep, one function each.
//!
//! Each returns what was looked up, or the [`Problem`] with what exists instead.

use crate::nearest::nearest;
use crate::problem::OutsideRegion;
use crate::{
    Catalog, Country, Destinations, Lifecycle, Model, Partition, Prefix, Problem, ProblemKind, Profile, ProfileId,
    Region, Regions, Route, Status, capabilities_of, has_capability, known_capabilities,
};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// A geo prefix is one of the catalog's.
pub fn prefix<'c>(catalog: Catalog<'c>, given: &str) -> Result<Prefix<'c>, Problem> {
    let names = || catalog.prefixes().map(Prefix::name);
    catalog.prefix(given).ok_or_else(|| {
        ProblemKind::UnknownPrefix { given: given.to_string(), nearest: nearest(given, names()), known: owned(names()) }
            .of(catalog)
    })
}

/// A model id is one of the catalog's.
pub fn model<'c>(catalog: Catalog<'c>, given: &str) -> Result<Model<'c>, Problem> {
    catalog.model(given).ok_or_else(|| {
        ProblemKind::UnknownModel { given: given.to_string(), nearest: nearest(given, catalog.models().map(Model::id)) }
            .of(catalog)
    })
}

/// The model is offered with the prefix.
pub fn offered<'c>(catalog: Catalog<'c>, prefix: Prefix<'c>, model: Model<'c>) -> Result<Profile<'c>, Problem> {
    catalog.profile_of(prefix, model).ok_or_else(|| {
        ProblemKind::NotOffered {
            prefix: prefix.name().to_string(),
            model: model.id().to_string(),
            offered: owned(catalog.current_profiles_of(model).map(Profile::prefix)),
        }
        .of(catalog)
    })
}

/// A profile id is a known prefix, a dot and a known model that is offered with it.
pub fn profile_id<'c>(catalog: Catalog<'c>, given: &str) -> Result<Profile<'c>, Problem> {
    if let Some(model) = catalog.model(given) {
        return Err(ProblemKind::ModelInsteadOfProfile {
            model: given.to_string(),
            profiles: owned(catalog.current_profiles_of(model).map(Profile::id)),
        }
        .of(catalog));
    }
    let id = ProfileId::parse(given)
        .ok_or_else(|| ProblemKind::MalformedProfileId { given: given.to_string() }.of(catalog))?;
    offered(catalog, prefix(catalog, id.prefix)?, model(catalog, id.model)?)
}

/// A profile is in service.
pub fn profile_in_service(catalog: Catalog<'_>, profile: Profile<'_>) -> Result<(), Problem> {
    if !profile.is_retired() {
        return Ok(());
    }
    let model = catalog.model(profile.model_id());
    Err(ProblemKind::Retired {
        id: profile.id().to_string(),
        end_of_life: model.and_then(Model::end_of_life).map(String::from),
        last_seen: profile.seen().to_string(),
    }
    .of(catalog))
}

/// A model's end of life has not come.
pub fn model_in_service(catalog: Catalog<'_>, model: Model<'_>) -> Result<(), Problem> {
    if model.lifecycle() != Lifecycle::EndOfLife {
        return Ok(());
    }
    Err(ProblemKind::Retired {
        id: model.id().to_string(),
        end_of_life: model.end_of_life().map(String::from),
        last_seen: model.seen().to_string(),
    }
    .of(catalog))
}

/// A model's end of life is not announced either: worth a warning.
pub fn not_legacy(catalog: Catalog<'_>, model: Model<'_>) -> Result<(), Problem> {
    if model.lifecycle() != Lifecycle::Legacy {
        return Ok(());
    }
    Err(ProblemKind::Legacy { model: model.id().to_string(), end_of_life: model.end_of_life().map(String::from) }
        .of(catalog))
}

/// A Region is one of the catalog's.
pub fn region<'c>(catalog: Catalog<'c>, given: &str) -> Result<Region<'c>, Problem> {
    catalog.region(given).ok_or_else(|| {
        ProblemKind::UnknownRegion {
            given: given.to_string(),
            nearest: nearest(given, catalog.regions().map(Region::name)),
        }
        .of(catalog)
    })
}

/// A Region is one from which the profile can be called.
pub fn source<'c>(catalog: Catalog<'c>, profile: Profile<'c>, given: &str) -> Result<Route<'c>, Problem> {
    if let Some(route) = profile.route(given) {
        return Ok(route);
    }
    let region = region(catalog, given)?;
    let partition = profile.routes().next().map_or(Partition::Aws, Route::partition);
    same_partition(catalog, profile.id(), partition, region)?;
    Err(ProblemKind::NotASource {
        profile: profile.id().to_string(),
        region: given.to_string(),
        sources: owned(profile.routes().map(|route| route.source)),
        alternatives: alternatives(catalog, catalog.model(profile.model_id()), given),
    }
    .of(catalog))
}

/// A route is confirmed by a recent capture or by AWS: worth a warning if not.
pub fn confirmed(catalog: Catalog<'_>, profile: Profile<'_>, route: Route<'_>) -> Result<(), Problem> {
    if route.status != Status::Unconfirmed {
        return Ok(());
    }
    Err(ProblemKind::Unconfirmed {
        profile: profile.id().to_string(),
        source: route.source.to_string(),
        seen: route.seen.to_string(),
        origin: route.origin.to_string(),
    }
    .of(catalog))
}

/// A bare model id can be invoked somewhere.
pub fn on_demand<'c>(catalog: Catalog<'c>, model: Model<'c>) -> Result<Regions<'c>, Problem> {
    let regions = model.on_demand_regions();
    if !regions.is_empty() {
        return Ok(regions);
    }
    let profiles = owned(catalog.current_profiles_of(model).map(Profile::id));
    let model_id = model.id().to_string();
    Err(if profiles.is_empty() {
        ProblemKind::NotOnDemand {
            model: model_id,
            endpoints: owned(model.endpoints()),
            inference_types: owned(model.inference_types()),
        }
        .of(catalog)
    } else {
        ProblemKind::ProfileOnly { model: model_id, profiles }.of(catalog)
    })
}

/// A Region is one in which the bare model can be invoked.
pub fn on_demand_region<'c>(catalog: Catalog<'c>, model: Model<'c>, given: &str) -> Result<Region<'c>, Problem> {
    let region = region(catalog, given)?;
    let regions = on_demand(catalog, model)?;
    if regions.contains(given) {
        return Ok(region);
    }
    Err(ProblemKind::NotInRegion {
        model: model.id().to_string(),
        region: given.to_string(),
        regions: owned(regions.iter()),
        alternatives: alternatives(catalog, Some(model), given),
    }
    .of(catalog))
}

/// Where requests may be processed: an entry of `residency`.
#[derive(Clone, Copy, Debug)]
pub enum Place<'c> {
    /// The member states of the European Union.
    EuropeanUnion,
    /// A country, by its ISO 3166 code.
    Country(&'c str),
    /// A single Region.
    Region(&'c str),
}

impl<'c> Place<'c> {
    /// The name that stands for it in a declaration.
    pub fn name(self) -> &'c str {
        match self {
            Place::EuropeanUnion => "eu",
            Place::Country(name) | Place::Region(name) => name,
        }
    }

    fn contains(self, catalog: Catalog<'_>, region: Region<'_>) -> bool {
        let country = region.country();
        match self {
            Place::EuropeanUnion => {
                country.and_then(|code| catalog.country(code)).is_some_and(|country| country.eu_since().is_some())
            }
            Place::Country(code) => country == Some(code),
            Place::Region(name) => region.name() == name,
        }
    }
}

/// A residency is a country, the European Union or a Region.
pub fn place<'c>(catalog: Catalog<'c>, given: &str) -> Result<Place<'c>, Problem> {
    if given == "eu" {
        return Ok(Place::EuropeanUnion);
    }
    if let Some(country) = catalog.country(given) {
        return Ok(Place::Country(country.code()));
    }
    if let Some(region) = catalog.region(given) {
        return Ok(Place::Region(region.name()));
    }
    let codes = catalog.countries().map(Country::code);
    let names = codes.chain(["eu"]).chain(catalog.regions().map(Region::name));
    let mut countries = owned(catalog.regions().filter_map(Region::country));
    countries.sort_unstable();
    countries.dedup();
    Err(ProblemKind::UnknownResidency { given: given.to_string(), nearest: nearest(given, names), countries }
        .of(catalog))
}

/// Every destination of a request lies within the declared residency.
pub fn residency(
    catalog: Catalog<'_>,
    id: &str,
    source: &str,
    destinations: Destinations<'_>,
    residency: &[Place<'_>],
) -> Result<(), Problem> {
    let Some(regions) = destinations.regions() else {
        return Err(ProblemKind::GlobalResidency { profile: id.to_string() }.of(catalog));
    };
    let is_inside = |name: &str| {
        let region = catalog.region(name);
        region.is_some_and(|region| residency.iter().any(|place| place.contains(catalog, region)))
    };
    let outside: Vec<OutsideRegion> =
        regions.iter().filter(|name| !is_inside(name)).map(|name| outside_region(catalog, name)).collect();
    if outside.is_empty() {
        return Ok(());
    }
    Err(ProblemKind::OutsideResidency {
        id: id.to_string(),
        source: source.to_string(),
        outside,
        residency: owned(residency.iter().map(|place| place.name())),
    }
    .of(catalog))
}

/// A capability has a name that some model's row gives it, and the model has it.
pub fn capability(catalog: Catalog<'_>, model: Model<'_>, given: &str) -> Result<(), Problem> {
    if has_capability(model, given) {
        return Ok(());
    }
    let known = known_capabilities(catalog);
    Err(if known.contains(given) {
        ProblemKind::MissingCapability {
            model: model.id().to_string(),
            capability: given.to_string(),
            capabilities: capabilities_of(model).into_iter().collect(),
        }
        .of(catalog)
    } else {
        ProblemKind::UnknownCapability {
            given: given.to_string(),
            nearest: nearest(given, known.iter().map(String::as_str)),
            known: known.into_iter().collect(),
        }
        .of(catalog)
    })
}

fn same_partition(catalog: Catalog<'_>, id: &str, partition: Partition, region: Region<'_>) -> Result<(), Problem> {
    if region.partition() == partition.as_str() {
        return Ok(());
    }
    Err(ProblemKind::PartitionMix {
        id: id.to_string(),
        partition: partition.to_string(),
        region: region.name().to_string(),
        region_partition: region.partition().to_string(),
    }
    .of(catalog))
}

/// The profiles of `model` that can be called from `region`.
fn alternatives(catalog: Catalog<'_>, model: Option<Model<'_>>, region: &str) -> Vec<String> {
    let model = model.and_then(|model| catalog.model(model.id()));
    let profiles = model.into_iter().flat_map(|model| catalog.current_profiles_of(model));
    owned(profiles.filter(|profile| profile.route(region).is_some()).map(Profile::id))
}

fn outside_region(catalog: Catalog<'_>, name: &str) -> OutsideRegion {
    let region = catalog.region(name);
    OutsideRegion {
        region: name.to_string(),
        place: region.map_or("place unknown", Region::place).to_string(),
        country: region.and_then(Region::country).map(String::from),
    }
}

fn owned<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(String::from).collect()
}
