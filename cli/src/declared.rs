//! Profiles of the project's catalog as the library declares and grants them.

use crate::args::Calls;
use bedrock_profiles::policy::GrantError;
use bedrock_profiles::{__private, CrossRegionInferenceProfile, FoundationModel, Invokable, Policy};
use bedrock_profiles_catalog::{Model, Profile, Route};

/// The profile with these of its routes, as `inference_profile!` would make it of the same catalog.
///
/// The library's types hold text that lives as long as the program, which here is one command.
pub(crate) fn declared(profile: Profile<'_>, model: Model<'_>, routes: &[Route<'_>]) -> CrossRegionInferenceProfile {
    let row = |route: &Route<'_>| format!("{}\t{}\t{}\n", profile.id(), route.source, route.destinations.as_str());
    let rows: String = routes.iter().map(row).collect();
    __private::cross_region_inference_profile(profile.id().to_owned().leak(), rows.leak(), declared_model(model))
}

/// The model, likewise.
pub(crate) fn declared_model(model: Model<'_>) -> FoundationModel {
    let regions = model.on_demand_regions().as_str().to_owned().leak();
    __private::foundation_model(model.id().to_owned().leak(), model.streams(), regions)
}

/// Grants what a program that calls the profile so needs.
pub(crate) fn grant(profile: &dyn Invokable, calls: Calls, policy: &mut Policy) -> Result<(), GrantError> {
    match calls {
        Calls { invoke_only: true, .. } => profile.grant_invoke_only(policy)?,
        Calls { streaming_only: true, .. } => profile.grant_streaming_only(policy)?,
        _ => profile.grant_invoke(policy)?,
    };
    Ok(())
}
