//! Profiles and models that a command is asked about, each from a Region: `ID[@REGION]`.

use crate::failure::Failure;
use bedrock_profiles_catalog::{Catalog, ProfileId, check};
use bedrock_profiles_check::judge::Target;

/// The targets; one without a Region is for `source_region`, else for every confirmed source Region.
pub(crate) fn targets(
    catalog: Catalog<'_>,
    given: &[String],
    source_region: Option<&str>,
) -> Result<Vec<Target>, Failure> {
    let found = given.iter().map(|given| target(catalog, given, source_region));
    let (found, problems): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
    if !problems.is_empty() {
        return Err(Failure::all(problems.into_iter().filter_map(Result::err)));
    }
    Ok(found.into_iter().flatten().flatten().collect())
}

fn target(catalog: Catalog<'_>, given: &str, source_region: Option<&str>) -> Result<Vec<Target>, String> {
    let (id, region) = match given.split_once('@') {
        Some((id, region)) => (id, Some(region)),
        None => (given, source_region),
    };
    let is_profile = ProfileId::parse(id).is_some_and(|id| catalog.prefix(id.prefix).is_some());
    let regions = if is_profile { of_profile(catalog, id, region) } else { of_model(catalog, id, region) }?;
    Ok(regions.into_iter().map(|region| Target { id: id.to_owned(), region, is_profile }).collect())
}

fn of_profile(catalog: Catalog<'_>, id: &str, region: Option<&str>) -> Result<Vec<String>, String> {
    let profile = check::profile_id(catalog, id).map_err(|problem| problem.to_string())?;
    check::profile_in_service(catalog, profile).map_err(|problem| problem.to_string())?;
    match region {
        Some(region) => {
            check::source(catalog, profile, region).map_err(|problem| problem.to_string())?;
            Ok(vec![region.to_owned()])
        }
        None => Ok(profile.default_routes().map(|route| route.source.to_owned()).collect()),
    }
}

fn of_model(catalog: Catalog<'_>, id: &str, region: Option<&str>) -> Result<Vec<String>, String> {
    let model = check::model(catalog, id).map_err(|problem| problem.to_string())?;
    check::model_in_service(catalog, model).map_err(|problem| problem.to_string())?;
    match region {
        Some(region) => {
            check::on_demand_region(catalog, model, region).map_err(|problem| problem.to_string())?;
            Ok(vec![region.to_owned()])
        }
        None => {
            let regions = check::on_demand(catalog, model, &[]).map_err(|problem| problem.to_string())?;
            Ok(regions.iter().map(str::to_owned).collect())
        }
    }
}
