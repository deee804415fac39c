//! Every rule that an id, a Region or a requirement must keep, one function each.
//!
//! Each returns what was looked up, or the [`Problem`] with what exists instead.

use crate::nearest::nearest;
use crate::problem::{Details, Ending, OutsideRegion, UnknownProfile};
use crate::suggestions::Suggestions;
use crate::{
    Call, Catalog, Destinations, Lifecycle, Model, Partition, Prefix, Problem, Profile, ProfileId, ProjectRow, Region,
    Regions, Route, Status, capabilities_of, family, has_capability, known_capabilities, suggestions,
};
use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// A geo prefix is one of the catalog's. The `model` behind it, where it is known, tells what to use instead.
pub fn prefix<'c>(catalog: Catalog<'c>, given: &str, model: Option<Model<'c>>) -> Result<Prefix<'c>, Problem> {
    prefix_from(catalog, given, model, &[])
}

/// A geo prefix is one of the catalog's. What is used instead can be called from `regions`, where they are known.
pub fn prefix_from<'c>(
    catalog: Catalog<'c>,
    given: &str,
    model: Option<Model<'c>>,
    regions: &[&str],
) -> Result<Prefix<'c>, Problem> {
    if let Some(prefix) = catalog.prefix(given) {
        return Ok(prefix);
    }
    let nearest = owned(suggestions::prefixes(catalog, &given.trim().to_lowercase(), model, regions).into_iter());
    let given = given.to_string();
    Err(if catalog.region(&given).is_some() {
        Details::RegionInsteadOfPrefix { region: given, prefixes: nearest }
    } else {
        Details::UnknownPrefix {
            given,
            nearest,
            known: owned(catalog.prefixes().map(Prefix::name)),
            model: model.map(|model| (model.id().to_string(), prefixes_of(catalog, model))),
        }
    }
    .of(catalog))
}

/// A model id is one of the catalog's.
pub fn model<'c>(catalog: Catalog<'c>, given: &str) -> Result<Model<'c>, Problem> {
    model_for(catalog, given, Call::ANY)
}

/// A model id is one of the catalog's. What is suggested can be called so.
pub fn model_for<'c>(catalog: Catalog<'c>, given: &str, call: Call<'_>) -> Result<Model<'c>, Problem> {
    if let Some(model) = catalog.model(given) {
        return Ok(model);
    }
    let suggested = suggestions::models(catalog, given, call);
    not_an_arn(catalog, given, ":foundation-model/", &suggested)?;
    let parts = given.split_once('.').filter(|(prefix, _)| catalog.prefix(prefix).is_some());
    let model = parts.and_then(|(_, model)| catalog.model(model));
    let kind = match parts.filter(|_| model.is_some_and(|model| suggestions::is_offered(catalog, model, call))) {
        Some((prefix, model)) => Details::ProfileInsteadOfModel {
            profile: given.to_string(),
            prefix: prefix.to_string(),
            model: model.to_string(),
        },
        None => Details::UnknownModel { given: given.to_string(), suggested },
    };
    Err(kind.of(catalog))
}

/// The model is offered with the prefix.
pub fn offered<'c>(catalog: Catalog<'c>, prefix: Prefix<'c>, model: Model<'c>) -> Result<Profile<'c>, Problem> {
    offered_from(catalog, prefix, model, &[])
}

/// The model is offered with the prefix. What is suggested can be called from `regions`, where they are known.
pub fn offered_from<'c>(
    catalog: Catalog<'c>,
    prefix: Prefix<'c>,
    model: Model<'c>,
    regions: &[&str],
) -> Result<Profile<'c>, Problem> {
    catalog.profile_of(prefix, model).ok_or_else(|| not_offered(catalog, prefix, model, regions))
}

/// A profile id is a known prefix, a dot and a known model that is offered with it.
pub fn profile_id<'c>(catalog: Catalog<'c>, given: &str) -> Result<Profile<'c>, Problem> {
    profile_id_from(catalog, given, &[])
}

/// A profile id is a known prefix, a dot and a known model that is offered with it. What is suggested can be called from
/// `regions`, where they are known.
pub fn profile_id_from<'c>(catalog: Catalog<'c>, given: &str, regions: &[&str]) -> Result<Profile<'c>, Problem> {
    if let Some(profile) = catalog.profile(given) {
        return Ok(profile);
    }
    let id = ProfileId::parse(given);
    let reason = match id.map(|id| (catalog.prefix(id.prefix), catalog.model(id.model))) {
        Some((Some(prefix), Some(model))) => {
            let suggested = suggestions::profiles(catalog, given, regions);
            return Err(not_offered_as(catalog, prefix, model, suggested, true));
        }
        Some((Some(_), None)) => UnknownProfile::Model,
        Some((None, _)) => UnknownProfile::Prefix { known: owned(catalog.prefixes().map(Prefix::name)) },
        None => UnknownProfile::Malformed,
    };
    let suggested = suggestions::profiles(catalog, given, regions);
    not_an_arn(catalog, given, ":inference-profile/", &suggested)?;
    if let Some(model) = catalog.model(given) {
        let is_past = !suggestions::is_offered(catalog, model, Call::ANY);
        let profiles = if is_past { Vec::new() } else { profiles_from(catalog, Some(model), regions) };
        let suggested = if profiles.is_empty() { suggested } else { Suggestions::default() };
        return Err(Details::ModelInsteadOfProfile { model: model.id().to_string(), profiles, suggested }.of(catalog));
    }
    Err(Details::UnknownProfile { given: given.to_string(), suggested, reason }.of(catalog))
}

/// A profile is in service.
pub fn profile_in_service(catalog: Catalog<'_>, profile: Profile<'_>) -> Result<(), Problem> {
    profile_in_service_from(catalog, profile, &[])
}

/// A profile is in service. What is suggested can be called from `regions`, where they are known.
pub fn profile_in_service_from(catalog: Catalog<'_>, profile: Profile<'_>, regions: &[&str]) -> Result<(), Problem> {
    in_service(catalog, profile, regions, |successor| format!("{}.{}", profile.prefix(), successor.id()))
}

/// A profile whose prefix and model are written apart is in service. What is suggested is a model with the same prefix,
/// whose profile can be called from `regions`, where they are known.
pub fn offer_in_service(catalog: Catalog<'_>, profile: Profile<'_>, regions: &[&str]) -> Result<(), Problem> {
    in_service(catalog, profile, regions, |successor| successor.id().to_string())
}

fn in_service(
    catalog: Catalog<'_>,
    profile: Profile<'_>,
    regions: &[&str],
    id_of: impl Fn(Model<'_>) -> String,
) -> Result<(), Problem> {
    if !profile.is_retired() {
        return Ok(());
    }
    let call = Call::through(profile.prefix()).from_regions(regions);
    let successor = successor(catalog, profile.model_id(), call).map(id_of);
    Err(retired(catalog, profile.id(), profile.model_id(), profile.seen(), successor))
}

/// A model's end of life has not come.
pub fn model_in_service(catalog: Catalog<'_>, model: Model<'_>) -> Result<(), Problem> {
    if model.lifecycle() != Lifecycle::EndOfLife {
        return Ok(());
    }
    let successor = successor(catalog, model.id(), Call::DIRECT).map(|model| model.id().to_string());
    Err(retired(catalog, model.id(), model.id(), model.seen(), successor))
}

fn successor<'c>(catalog: Catalog<'c>, model: &str, call: Call<'_>) -> Option<Model<'c>> {
    let is_offered = |other: Model<'c>| suggestions::is_offered(catalog, other, call);
    catalog.model(model).and_then(|model| family::successor(catalog, model, is_offered))
}

fn retired(catalog: Catalog<'_>, id: &str, model: &str, last_seen: &str, successor: Option<String>) -> Problem {
    let end_of_life = catalog.model(model).and_then(Model::end_of_life).map(String::from);
    Details::Retired { id: id.to_string(), end_of_life, last_seen: last_seen.to_string(), successor }.of(catalog)
}

/// A model's end of life is not announced either: worth a warning. The catalog's [day](Catalog::as_of) tells whether an
/// announced one has come.
pub fn no_end_announced(catalog: Catalog<'_>, model: Model<'_>) -> Result<(), Problem> {
    no_end_announced_for(catalog, model, Call::ANY, false)
}

/// The same. What is suggested instead can be called as `call` says, and `is_whole` where a profile's id is written whole.
pub fn no_end_announced_for(
    catalog: Catalog<'_>,
    model: Model<'_>,
    call: Call<'_>,
    is_whole: bool,
) -> Result<(), Problem> {
    let end_of_life = model.end_of_life();
    let stage = match (model.lifecycle(), end_of_life) {
        (Lifecycle::EndOfLife, _) | (Lifecycle::Active | Lifecycle::Unknown, None) => return Ok(()),
        (_, Some(day)) if catalog.has_come(day) => Ending::Passed,
        (Lifecycle::Legacy, _) => Ending::Legacy,
        (Lifecycle::Active | Lifecycle::Unknown, Some(_)) => Ending::Announced,
    };
    let lasts = |other: Model<'_>| other.end_of_life().is_none();
    let suits = |other: Model<'_>| lasts(other) && suggestions::is_offered(catalog, other, call);
    let successor = family::successor(catalog, model, suits).map(Model::id);
    Err(Details::Ending {
        model: model.id().to_string(),
        stage,
        end_of_life: end_of_life.map(String::from),
        successor: successor
            .map(|id| call.prefix().filter(|_| is_whole).map_or(id.to_string(), |prefix| format!("{prefix}.{id}"))),
    }
    .of(catalog))
}

/// A Region is one of the catalog's.
pub fn region<'c>(catalog: Catalog<'c>, given: &str) -> Result<Region<'c>, Problem> {
    catalog.region(given).ok_or_else(|| {
        let nearest = nearest(given, catalog.regions().map(Region::name));
        Details::UnknownRegion { given: given.to_string(), nearest }.of(catalog)
    })
}

/// A Region is one from which the profile can be called.
pub fn source<'c>(catalog: Catalog<'c>, profile: Profile<'c>, given: &str) -> Result<Route<'c>, Problem> {
    if let Some(route) = profile.route(given) {
        return Ok(route);
    }
    region(catalog, given)?;
    let alternatives = profiles_from(catalog, catalog.model(profile.model_id()), &[given]);
    if let Some(route) = profile.routes().next() {
        partition_mix(catalog, profile.id(), route.source, given, &alternatives)?;
    }
    Err(Details::NotASource {
        profile: profile.id().to_string(),
        region: given.to_string(),
        sources: owned(profile.routes().map(|route| route.source)),
        alternatives,
    }
    .of(catalog))
}

/// A Region is served by one of the profiles of `model`, which stand in order of preference: the first that can be called
/// from it. A route that no capture confirms counts last.
pub fn served<'c>(
    catalog: Catalog<'c>,
    model: Model<'c>,
    profiles: &[Profile<'c>],
    given: &str,
) -> Result<(Profile<'c>, Route<'c>), Problem> {
    region(catalog, given)?;
    let serving = || profiles.iter().filter_map(|profile| Some((*profile, profile.route(given)?)));
    let confirmed = serving().find(|(_, route)| route.status == Status::Current);
    confirmed.or_else(|| serving().next()).ok_or_else(|| {
        Details::NotServed {
            model: model.id().to_string(),
            region: given.to_string(),
            listed: owned(profiles.iter().map(|profile| profile.prefix())),
            serving: profiles_from(catalog, Some(model), &[given]),
            is_on_demand: model.on_demand_regions().contains(given),
        }
        .of(catalog)
    })
}

/// A profile of those that stand in order of preference is the one to call from some Region: `chosen` has the Regions, each
/// with its profile.
pub fn serves(catalog: Catalog<'_>, profile: Profile<'_>, chosen: &[(&str, Profile<'_>)]) -> Result<(), Problem> {
    if chosen.iter().any(|(_, chosen)| chosen.id() == profile.id()) {
        return Ok(());
    }
    let reached = chosen.iter().filter(|(region, _)| profile.route(region).is_some());
    Err(Details::ServesNone {
        profile: profile.id().to_string(),
        prefix: profile.prefix().to_string(),
        sources: owned(profile.routes().map(|route| route.source)),
        instead: reached.map(|(region, other)| (String::from(*region), other.prefix().to_string())).collect(),
    }
    .of(catalog))
}

/// A route of a profile in service is confirmed by a recent capture or by AWS: worth a warning if not.
pub fn confirmed(catalog: Catalog<'_>, profile: Profile<'_>, route: Route<'_>) -> Result<(), Problem> {
    if route.status == Status::Current || profile.is_retired() {
        return Ok(());
    }
    Err(Details::Unconfirmed {
        profile: profile.id().to_string(),
        source: route.source.to_string(),
        seen: route.seen.to_string(),
        origin: route.origin.to_string(),
    }
    .of(catalog))
}

/// A current route is not one that only an outdated row of the project knows: worth a warning if it is.
pub fn route_up_to_date(catalog: Catalog<'_>, profile: Profile<'_>, route: Route<'_>) -> Result<(), Problem> {
    let row = catalog.project_route(profile.id(), route.source).filter(|_| route.status == Status::Current);
    row.map_or(Ok(()), |row| up_to_date(catalog, row))
}

/// A model in service is not one that only an outdated row of the project knows: worth a warning if it is.
pub fn model_up_to_date(catalog: Catalog<'_>, model: Model<'_>) -> Result<(), Problem> {
    let row = catalog.project_model(model.id()).filter(|_| model.lifecycle() != Lifecycle::EndOfLife);
    row.map_or(Ok(()), |row| up_to_date(catalog, row))
}

fn up_to_date(catalog: Catalog<'_>, row: ProjectRow<'_>) -> Result<(), Problem> {
    if !row.is_outdated() {
        return Ok(());
    }
    Err(Details::Outdated {
        id: row.id().to_string(),
        source: row.source().map(String::from),
        seen: row.seen().to_string(),
        release: Catalog::BUILT_IN.date().to_string(),
        is_withdrawn: row.is_withdrawn(),
    }
    .of(catalog))
}

/// A bare model id can be invoked somewhere. `from`, where it is known, tells which profiles to use instead.
pub fn on_demand<'c>(catalog: Catalog<'c>, model: Model<'c>, from: &[&str]) -> Result<Regions<'c>, Problem> {
    let regions = model.on_demand_regions();
    if !regions.is_empty() {
        return Ok(regions);
    }
    let id = model.id().to_string();
    Err(if catalog.current_profiles_of(model).next().is_some() {
        Details::ProfileOnly { model: id, profiles: profiles_from(catalog, Some(model), from) }
    } else {
        Details::NotOnDemand {
            model: id,
            endpoints: owned(model.endpoints()),
            inference_types: owned(model.inference_types()),
            suggested: suggestions::models(catalog, model.id(), Call::DIRECT.from_regions(from)).without(model.id()),
        }
    }
    .of(catalog))
}

/// A bare model is not one that most Regions reach through inference profiles alone: worth naming the Regions if it is.
pub fn called_directly(catalog: Catalog<'_>, model: Model<'_>) -> Result<(), Problem> {
    let (regions, partition) = (model.on_demand_regions(), Partition::from_region);
    let sources = catalog.current_profiles_of(model).flat_map(|profile| profile.routes().map(|route| route.source));
    let elsewhere: BTreeSet<&str> = sources.filter(|source| !regions.contains(source)).collect();
    if elsewhere.len() <= regions.iter().count() {
        return Ok(());
    }
    let first = regions.iter().map(partition).min();
    Err(Details::SeldomDirectly {
        model: model.id().to_string(),
        regions: owned(regions.iter().filter(|region| Some(partition(region)) == first)),
        elsewhere: elsewhere.len(),
        profiles: owned(catalog.current_profiles_of(model).map(Profile::id)),
    }
    .of(catalog))
}

/// A Region is one in which the bare model can be invoked.
pub fn on_demand_region<'c>(catalog: Catalog<'c>, model: Model<'c>, given: &str) -> Result<Region<'c>, Problem> {
    let region = region(catalog, given)?;
    let regions = on_demand(catalog, model, &[given])?;
    if regions.contains(given) {
        return Ok(region);
    }
    let is_elsewhere = |other: &str| Partition::from_region(other) != Partition::from_region(given);
    if let Some(first) = regions.iter().next().filter(|_| regions.iter().all(is_elsewhere)) {
        same_partition(catalog, model.id(), first, given)?;
    }
    Err(Details::NotInRegion {
        model: model.id().to_string(),
        region: given.to_string(),
        regions: owned(regions.iter()),
        alternatives: profiles_from(catalog, Some(model), &[given]),
    }
    .of(catalog))
}

/// Where requests may be processed: an entry of `residency`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
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
    let mut countries = owned(catalog.regions().filter_map(Region::country));
    countries.sort_unstable();
    countries.dedup();
    let nearest = suggestions::places(catalog, given);
    Err(Details::UnknownResidency { given: given.to_string(), nearest, countries }.of(catalog))
}

/// Every source Region, and every destination of a request that is made from it, lies within the declared residency.
///
/// What Bedrock keeps of a request is kept in the source Region, which need not be among the destinations. See
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html>.
pub fn residency(
    catalog: Catalog<'_>,
    id: &str,
    routes: &[(&str, Destinations<'_>)],
    residency: &[Place<'_>],
) -> Result<(), Problem> {
    let is_outside = |name: &&str| {
        let region = catalog.region(name);
        !region.is_some_and(|region| residency.iter().any(|place| place.contains(catalog, region)))
    };
    let (mut outside, mut entered, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    for (source, destinations) in routes {
        let Some(regions) = destinations.regions() else {
            let within = profiles_within(catalog, id, routes, residency);
            return Err(Details::GlobalResidency { profile: id.to_string(), within }.of(catalog));
        };
        let beyond = || regions.iter().filter(is_outside);
        if is_outside(source) && !regions.contains(source) {
            entered.push(outside_region(catalog, source, source));
        } else if beyond().next().is_none() {
            inside.push((*source).to_string());
        }
        beyond().for_each(|name| add_outside(catalog, &mut outside, name, source));
    }
    if outside.is_empty() && entered.is_empty() {
        return Ok(());
    }
    let residency = owned(residency.iter().map(|place| place.name()));
    Err(Details::OutsideResidency { id: id.to_string(), outside, entered, residency, inside, prefix: None }.of(catalog))
}

/// The geographic profiles of the same model that keep within the residency, called from the same Regions.
fn profiles_within(
    catalog: Catalog<'_>,
    id: &str,
    routes: &[(&str, Destinations<'_>)],
    residency: &[Place<'_>],
) -> Vec<String> {
    let Some(model) = ProfileId::parse(id).and_then(|id| catalog.model(id.model)) else { return Vec::new() };
    let keeps = |profile: &Profile<'_>| {
        let own = routes.iter().map(|(source, _)| Some((*source, profile.route(source)?.destinations)));
        let own: Vec<_> = own.collect::<Option<_>>().unwrap_or_default();
        let is_geographic = !own.is_empty() && own.iter().all(|(_, destinations)| destinations.regions().is_some());
        is_geographic && self::residency(catalog, profile.id(), &own, residency).is_ok()
    };
    owned(catalog.current_profiles_of(model).filter(keeps).map(Profile::id))
}

/// A capability has a name that some model's row gives it.
pub fn capability_name(catalog: Catalog<'_>, given: &str) -> Result<(), Problem> {
    let known = known_capabilities(catalog);
    if known.contains(given) {
        return Ok(());
    }
    let nearest = nearest(given, known.iter().map(String::as_str));
    let known = known.into_iter().collect();
    Err(Details::UnknownCapability { given: given.to_string(), nearest, known }.of(catalog))
}

/// A capability has a name that some model's row gives it, and the model has it. The `prefix`, where there
/// is one, tells which profile to use instead.
pub fn capability<'c>(
    catalog: Catalog<'c>,
    model: Model<'c>,
    prefix: Option<&str>,
    given: &str,
) -> Result<(), Problem> {
    if has_capability(model, given) {
        return Ok(());
    }
    capability_name(catalog, given)?;
    let alternative = prefix.and_then(|prefix| {
        let is_offered = |other| suggestions::is_offered(catalog, other, Call::through(prefix));
        let suits = |other: Model<'c>| has_capability(other, given) && is_offered(other);
        Some(format!("{prefix}.{}", family::nearest_version(catalog, model, suits)?.id()))
    });
    Err(Details::MissingCapability {
        model: model.id().to_string(),
        capability: given.to_string(),
        capabilities: capabilities_of(model).into_iter().collect(),
        alternative,
    }
    .of(catalog))
}

/// A Region belongs to the partition of another, in which `id` is used: an account does not span two.
pub fn same_partition(catalog: Catalog<'_>, id: &str, other: &str, region: &str) -> Result<(), Problem> {
    partition_mix(catalog, id, other, region, &[])
}

/// The same, with what can be called from there instead.
fn partition_mix(
    catalog: Catalog<'_>,
    id: &str,
    other: &str,
    region: &str,
    alternatives: &[String],
) -> Result<(), Problem> {
    let (partition, region_partition) = (Partition::from_region(other), Partition::from_region(region));
    if partition == region_partition {
        return Ok(());
    }
    Err(Details::PartitionMix {
        id: id.to_string(),
        partition: partition.to_string(),
        region: region.to_string(),
        region_partition: region_partition.to_string(),
        alternatives: alternatives.to_vec(),
    }
    .of(catalog))
}

/// `kind` is the resource type of those ARNs whose id belongs here. Another id is one that is suggested for it.
fn not_an_arn(catalog: Catalog<'_>, given: &str, kind: &str, suggested: &Suggestions) -> Result<(), Problem> {
    if !given.starts_with("arn:") {
        return Ok(());
    }
    let id = given.split_once(kind).map(|(_, id)| id.to_string());
    let is_known = |id: &String| catalog.profile(id).is_some() || catalog.model(id).is_some();
    if !id.as_ref().is_some_and(is_known) && suggested.ids().next().is_some() {
        return Ok(());
    }
    Err(Details::ArnInsteadOfId { arn: given.to_string(), id }.of(catalog))
}

/// A prefix and a model are written apart: another prefix mends it, or another model where this one has no profile.
fn not_offered(catalog: Catalog<'_>, prefix: Prefix<'_>, model: Model<'_>, regions: &[&str]) -> Problem {
    let mut suggested = suggestions::profiles(catalog, &format!("{}.{}", prefix.name(), model.id()), regions);
    if catalog.current_profiles_of(model).next().is_some() {
        let profiles = suggested.nearest.iter().filter_map(|id| catalog.profile(id));
        let prefixes = profiles.filter(|profile| profile.model_id() == model.id()).map(Profile::prefix);
        suggested = Suggestions { nearest: owned(prefixes), ..Suggestions::default() };
    } else if suggested.direct.is_none() {
        let call = Call::through(prefix.name()).from_regions(regions);
        suggested = suggestions::models(catalog, model.id(), call).without(model.id());
    }
    not_offered_as(catalog, prefix, model, suggested, false)
}

fn not_offered_as(
    catalog: Catalog<'_>,
    prefix: Prefix<'_>,
    model: Model<'_>,
    suggested: Suggestions,
    is_whole: bool,
) -> Problem {
    let offered = owned(catalog.current_profiles_of(model).map(Profile::prefix));
    let (prefix, model) = (prefix.name().to_string(), model.id().to_string());
    Details::NotOffered { prefix, model, offered, suggested, is_whole }.of(catalog)
}

fn prefixes_of(catalog: Catalog<'_>, model: Model<'_>) -> Vec<String> {
    owned(catalog.current_profiles_of(model).map(Profile::prefix))
}

/// The profiles of `model` that can be called from all of `regions`.
fn profiles_from(catalog: Catalog<'_>, model: Option<Model<'_>>, regions: &[&str]) -> Vec<String> {
    let profiles = || model.into_iter().flat_map(|model| catalog.current_profiles_of(model));
    let known = || regions.iter().filter(|region| catalog.region(region).is_some());
    let reach = |profile: &Profile<'_>| known().all(|region| profile.route(region).is_some());
    owned(profiles().filter(reach).map(Profile::id))
}

fn add_outside(catalog: Catalog<'_>, outside: &mut Vec<OutsideRegion>, name: &str, source: &str) {
    match outside.iter_mut().find(|known| known.region == name) {
        Some(known) => known.sources.push(source.to_string()),
        None => outside.push(outside_region(catalog, name, source)),
    }
}

fn outside_region(catalog: Catalog<'_>, name: &str, source: &str) -> OutsideRegion {
    let region = catalog.region(name);
    OutsideRegion {
        region: name.to_string(),
        place: region.map_or("place unknown", Region::place).to_string(),
        country: region.and_then(Region::country).map(String::from),
        sources: Vec::from([source.to_string()]),
    }
}

fn owned<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(String::from).collect()
}
