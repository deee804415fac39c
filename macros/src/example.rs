//! Fields that a declaration lacks, as the fields that it has ask for them.

use crate::grammar::{Key, Kind};
use crate::parse::Fields;
use crate::tokens::quoted;
use crate::value::{ModelRef, Word};
use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, Prefix, Profile, check};

const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

/// The field, to be pasted: with what else is written the declaration is right, as far as the built-in catalog knows it.
pub(crate) fn field(key: Key, kind: Kind, fields: &Fields) -> String {
    let fitting = match key {
        Key::Model if kind == Kind::FoundationModel => direct_model(fields),
        Key::Geo => geo(fields),
        Key::Geos => geos(fields),
        Key::Model => model(fields),
        Key::SourceRegions => source_regions(fields),
        _ => None,
    };
    fitting.unwrap_or_else(|| key.example().to_owned())
}

/// A prefix with which the model can be called from all of the Regions.
fn geo(fields: &Fields) -> Option<String> {
    let regions = fields.region_names();
    let serves = |profile: &Profile<'_>| regions.iter().all(|region| profile.route(region).is_some());
    let profile = profiles(written_model(fields)?).into_iter().find(serves)?;
    Some(format!("geo: {}", profile.prefix()))
}

/// The prefixes with which the model can be called from each of the Regions.
fn geos(fields: &Fields) -> Option<String> {
    let profiles = profiles(written_model(fields)?);
    let mut prefixes: Vec<&str> = Vec::new();
    for region in fields.region_names() {
        let serving = profiles.iter().find(|profile| is_served(**profile, &region))?.prefix();
        if !prefixes.contains(&serving) {
            prefixes.push(serving);
        }
    }
    (!prefixes.is_empty()).then(|| format!("geo: [{}]", prefixes.join(", ")))
}

/// A model that is offered with all of the prefixes, the newest of its kind.
fn model(fields: &Fields) -> Option<String> {
    let is_offered = |model: &Model<'static>| {
        let profiles = profiles(*model);
        fields.prefixes().all(|prefix| profiles.iter().any(|profile| profile.prefix() == prefix.text))
    };
    let lasts = |model: &Model<'_>| model.lifecycle() == Lifecycle::Active && model.end_of_life().is_none();
    let common = CATALOG.model("anthropic.claude-sonnet-4-6").into_iter();
    let model =
        common.chain(CATALOG.models().filter(lasts)).find(is_offered).filter(|_| fields.prefixes().next().is_some())?;
    Some(format!("model: \"{}\"", model.id()))
}

/// A model that is called directly in all of the Regions, and not seldom so.
fn direct_model(fields: &Fields) -> Option<String> {
    let regions = fields.region_names();
    let is_called = |model: &Model<'static>| {
        regions.iter().all(|region| check::on_demand_region(CATALOG, *model, region).is_ok())
            && check::no_end_announced(CATALOG, *model).is_ok()
    };
    let common = CATALOG.model("amazon.titan-embed-text-v2:0").into_iter();
    let model = common.chain(CATALOG.models()).find(is_called)?;
    Some(format!("model: \"{}\"", model.id()))
}

/// A Region for each of the prefixes, which none before it serves.
fn source_regions(fields: &Fields) -> Option<String> {
    let profiles = profiles(written_model(fields)?);
    let behind = |prefix: &Word| profiles.iter().copied().find(|profile| profile.prefix() == prefix.text);
    let listed: Vec<Profile<'_>> = fields.prefixes().map(behind).collect::<Option<_>>()?;
    let mut regions = Vec::new();
    for (at, profile) in listed.iter().enumerate() {
        let is_free = |region: &str| listed.iter().take(at).all(|before| before.route(region).is_none());
        regions.push(quoted(profile.default_routes().map(|route| route.source).find(|region| is_free(region))?));
    }
    (!regions.is_empty()).then(|| format!("source_regions: [{}]", regions.join(", ")))
}

/// The profiles in service, geographic ones first.
fn profiles(model: Model<'static>) -> Vec<Profile<'static>> {
    let mut profiles: Vec<_> = CATALOG.current_profiles_of(model).collect();
    profiles.sort_by_key(|profile| CATALOG.prefix(profile.prefix()).is_some_and(Prefix::is_global));
    profiles
}

fn is_served(profile: Profile<'_>, region: &str) -> bool {
    profile.default_routes().any(|route| route.source == region)
}

fn written_model(fields: &Fields) -> Option<Model<'static>> {
    match fields.values.model.as_ref()? {
        ModelRef::Id(id) => CATALOG.model(&id.value()),
        ModelRef::Path(_) => None,
    }
}
