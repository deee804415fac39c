//! `list`: the catalog, filtered.

use crate::args::{Format, List};
use crate::describe::{ModelSaid, ProfileSaid};
use crate::failure::{Failure, Outcome};
use crate::output::{counted, print, print_json, table};
use crate::project::Project;
use bedrock_profiles_catalog::{
    Catalog, Lifecycle, Model, Problem, Profile, check, has_capability, known_capabilities,
};
use serde_json::json;

pub(crate) fn run(arguments: &List) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    check_names(catalog, arguments)?;
    let described = catalog.profiles().filter_map(|profile| Some((profile, catalog.model(profile.model_id())?)));
    let profiles = described
        .filter(|(profile, model)| is_listed_profile(arguments, *profile) && is_listed_model(arguments, *model))
        .map(|(profile, model)| ProfileSaid::of(profile, model));
    let models = catalog.models().filter(|model| is_listed_bare(arguments, *model)).map(ModelSaid::of);
    let (profiles, models) = (profiles.collect::<Vec<_>>(), models.collect::<Vec<_>>());
    match arguments.output.format {
        Format::Json => {
            print_json(&json!({ "catalog": catalog.date(), "profiles": profiles, "models": models }))?;
        }
        Format::Table => print(&listed(&profiles, &models, catalog))?,
    }
    Ok(Outcome::Fine)
}

/// Each name is one of the catalog's: a slip would list nothing, which says something else.
fn check_names(catalog: Catalog<'_>, arguments: &List) -> Result<(), Failure> {
    let mut problems: Vec<Problem> = Vec::new();
    problems.extend(arguments.geo.iter().filter_map(|geo| check::prefix(catalog, geo, None).err()));
    problems.extend(arguments.source_region.iter().filter_map(|region| check::region(catalog, region).err()));
    let known = known_capabilities(catalog);
    let unknown = arguments.requires.iter().filter(|name| !known.contains(*name));
    problems.extend(
        unknown.filter_map(|name| catalog.models().find_map(|any| check::capability(catalog, any, None, name).err())),
    );
    if problems.is_empty() { Ok(()) } else { Err(Failure::all(problems)) }
}

fn is_listed_profile(arguments: &List, profile: Profile<'_>) -> bool {
    arguments.geo.as_deref().is_none_or(|geo| profile.prefix() == geo)
        && arguments.source_region.as_deref().is_none_or(|region| profile.route(region).is_some())
        && !(arguments.in_service && profile.is_retired())
}

/// A model that can be called without a profile.
fn is_listed_bare(arguments: &List, model: Model<'_>) -> bool {
    let regions = model.on_demand_regions();
    arguments.geo.is_none()
        && !regions.is_empty()
        && arguments.source_region.as_deref().is_none_or(|region| regions.contains(region))
        && !(arguments.in_service && model.lifecycle() == Lifecycle::EndOfLife)
        && is_listed_model(arguments, model)
}

fn is_listed_model(arguments: &List, model: Model<'_>) -> bool {
    let wanted = arguments.model.as_deref().unwrap_or_default().to_lowercase();
    let has_text =
        [model.id(), model.name(), model.provider()].iter().any(|text| text.to_lowercase().contains(&wanted));
    has_text && arguments.requires.iter().all(|name| has_capability(model, name))
}

fn listed(profiles: &[ProfileSaid<'_>], models: &[ModelSaid<'_>], catalog: Catalog<'_>) -> String {
    let of_profiles = profiles.iter().map(|profile| {
        let sources: Vec<&str> = profile.routes.iter().map(|route| route.source).collect();
        let status = if profile.status == "current" { profile.model.stage() } else { profile.status.to_owned() };
        [profile.id.to_owned(), profile.model.name.to_owned(), short(&sources), status]
    });
    let of_models =
        models.iter().map(|model| [model.id.to_owned(), model.name.to_owned(), short(&model.on_demand), model.stage()]);
    let rows: Vec<[String; 4]> = of_profiles.chain(of_models).collect();
    let table = if rows.is_empty() { String::new() } else { table(["id", "model", "from", "status"], 0, rows) };
    let counts = [counted(profiles.len(), "profile"), counted(models.len(), "model")].join(" and ");
    format!("{table}{counts} of the catalog of {}\n", catalog.date())
}

/// Up to three Regions, else how many there are.
fn short(regions: &[&str]) -> String {
    if regions.len() > 3 { counted(regions.len(), "Region") } else { regions.join(" ") }
}
