//! `list`: the catalog, filtered.

use crate::args::{Format, List};
use crate::descriptions::{ModelDescription, ProfileDescription};
use crate::failure::{Failure, Outcome, warn};
use crate::grid::{Grid, NO_BREAK_SPACE};
use crate::output::{counted, print, print_json, quoted, wrapped};
use crate::project::Project;
use crate::slips::{capability_problem, prefix_problem, region_problem};
use crate::status::RETIRED;
use crate::terminal::width;
use bedrock_profiles_catalog::{
    Catalog, Lifecycle, Model, Profile, check, has_capability, known_capabilities, nearest,
};
use serde_json::json;
use std::collections::BTreeSet;

pub(crate) fn run(arguments: &List) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    check_names(catalog, arguments)?;
    let described = catalog.profiles().filter_map(|profile| Some((profile, catalog.model(profile.model_id())?)));
    let profiles = described
        .filter(|(profile, model)| is_listed_profile(arguments, *profile, *model))
        .map(|(profile, model)| ProfileDescription::new(catalog, profile, model));
    let models = catalog.models().filter(|model| is_listed_bare(arguments, *model));
    let models = models.map(|model| ModelDescription::new(catalog, model));
    let (profiles, models) = (profiles.collect::<Vec<_>>(), models.collect::<Vec<_>>());
    if let Some(text) = &arguments.model {
        warn_of_slip(catalog, text);
    }
    match arguments.output.format {
        Format::Json => {
            print_json(&json!({ "catalog": catalog.edition(), "profiles": profiles, "models": models }))?;
        }
        Format::Table => print(&listed(&profiles, &models, catalog))?,
    }
    Ok(Outcome::Fine)
}

/// Each name is one of the catalog's: a slip would list nothing, which says something else.
fn check_names(catalog: Catalog<'_>, arguments: &List) -> Result<(), Failure> {
    let mut problems: Vec<String> = Vec::new();
    problems.extend(arguments.geo.iter().filter_map(|geo| {
        let problem = check::prefix(catalog, geo, None).err()?;
        Some(prefix_problem(catalog, geo, &problem))
    }));
    problems.extend(arguments.source_region.iter().filter_map(|region| {
        let problem = check::region(catalog, region).err()?;
        Some(region_problem(catalog, region, &problem))
    }));
    let known = known_capabilities(catalog);
    let unknown = arguments.requires.iter().filter(|name| !known.contains(*name));
    problems.extend(unknown.filter_map(|name| {
        let problem = catalog.models().find_map(|any| check::capability(catalog, any, None, name).err())?;
        Some(capability_problem(name, &problem))
    }));
    if problems.is_empty() { Ok(()) } else { Err(Failure::all(problems)) }
}

fn is_listed_profile(arguments: &List, profile: Profile<'_>, model: Model<'_>) -> bool {
    arguments.geo.as_deref().is_none_or(|geo| profile.prefix() == geo)
        && arguments.source_region.as_deref().is_none_or(|region| profile.route(region).is_some())
        && !(arguments.in_service && profile.is_retired())
        && profile_has_text(profile, model, arguments.model.as_deref().unwrap_or_default())
        && has_capabilities(arguments, model)
}

/// A model that can be called without a profile.
fn is_listed_bare(arguments: &List, model: Model<'_>) -> bool {
    let regions = model.on_demand_regions();
    arguments.geo.is_none()
        && !regions.is_empty()
        && arguments.source_region.as_deref().is_none_or(|region| regions.contains(region))
        && !(arguments.in_service && model.lifecycle() == Lifecycle::EndOfLife)
        && has_text(model, arguments.model.as_deref().unwrap_or_default())
        && has_capabilities(arguments, model)
}

fn has_capabilities(arguments: &List, model: Model<'_>) -> bool {
    arguments.requires.iter().all(|name| has_capability(model, name))
}

/// Whether it is in the id of a profile, or is one of its model's.
fn profile_has_text(profile: Profile<'_>, model: Model<'_>, text: &str) -> bool {
    profile.id().contains(&text.to_lowercase()) || has_text(model, text)
}

/// Whether it is in the id of a model, its name, or that of its maker.
fn has_text(model: Model<'_>, text: &str) -> bool {
    let text = text.to_lowercase();
    named(model).iter().any(|name| name.to_lowercase().contains(&text))
}

fn named(model: Model<'_>) -> [&str; 3] {
    [model.id(), model.name(), model.provider()]
}

/// How many profiles and models `list --model` lists for this text.
pub(crate) fn matching(catalog: Catalog<'_>, text: &str) -> usize {
    let models = catalog.models().filter(|model| has_text(*model, text) && !model.on_demand_regions().is_empty());
    let described = catalog.profiles().filter_map(|profile| Some((profile, catalog.model(profile.model_id())?)));
    models.count() + described.filter(|(profile, model)| profile_has_text(*profile, *model, text)).count()
}

/// A text that nothing has, with words that the names have.
fn warn_of_slip(catalog: Catalog<'_>, text: &str) {
    if matching(catalog, text) > 0 || catalog.models().any(|model| has_text(model, text)) {
        return;
    }
    let words_of = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<String>>()
    };
    let known: BTreeSet<String> = catalog.models().flat_map(named).flat_map(words_of).collect();
    let unknown = words_of(text).into_iter().filter(|word| !known.iter().any(|known| known.contains(word)));
    let nearest = unknown.flat_map(|word| nearest(&word, known.iter().map(String::as_str)));
    let nearest: Vec<String> = nearest.collect();
    let verb = if nearest.len() == 1 { "is" } else { "are" };
    let nearest = quoted(nearest.iter().map(String::as_str));
    let help = if nearest.is_empty() { nearest } else { format!("\nhelp: the nearest {verb} {nearest}") };
    warn(format_args!("nothing has `{}` in its id or name{help}", text.escape_debug()));
}

fn listed(profiles: &[ProfileDescription<'_>], models: &[ModelDescription<'_>], catalog: Catalog<'_>) -> String {
    let of_profiles = profiles.iter().map(|profile| {
        let sources: Vec<&str> = profile.routes.iter().map(|route| route.source).collect();
        let status = stage(profile.status, &profile.model);
        [profile.id.to_owned(), profile.model.name.to_owned(), short(&sources), status]
    });
    let of_models = models.iter().map(|model| {
        [model.id.to_owned(), model.name.to_owned(), short(&model.on_demand), stage(model.lifecycle, model)]
    });
    let rows = of_profiles.chain(of_models);
    let table = Grid::new(["id", "model", "from", "status"], 0, rows).sparing(1);
    let table = if profiles.is_empty() && models.is_empty() { String::new() } else { table.text(width()) };
    let counts = [counted(profiles.len(), "profile"), counted(models.len(), "model")].join(" and ");
    table + &wrapped(&format!("{counts} of the catalog of {}\n", catalog.edition()))
}

/// `legacy until 2027-01-08`; what is retired needs no day.
fn stage(status: &str, model: &ModelDescription<'_>) -> String {
    let until = || model.end_of_life.filter(|_| status == "legacy").map(|day| format!(" until {day}"));
    let end = model.past_end().or_else(until).filter(|_| status != RETIRED);
    status.to_owned() + &end.unwrap_or_default()
}

/// Up to three Regions, else how many there are.
fn short(regions: &[&str]) -> String {
    if regions.len() > 3 { counted(regions.len(), "Region").replace(' ', NO_BREAK_SPACE) } else { regions.join(" ") }
}
