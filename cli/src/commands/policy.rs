//! `policy`: what profiles need, without any Rust code.

use crate::args::{Calls, Policy, PolicyFormat};
use crate::declared::declared;
use crate::failure::{Failure, Outcome, warn};
use crate::output::print;
use crate::project::Project;
use bedrock_profiles::policy::{GrantError, Quota};
use bedrock_profiles::{CrossRegionInferenceProfile, Policy as IamPolicy, PolicyError};
use bedrock_profiles_catalog::{Catalog, Problem, Route, check};

pub(crate) fn run(arguments: &Policy) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let profiles = arguments.profiles.iter().map(|id| profile(catalog, id, &arguments.source_regions));
    let (profiles, problems): (Vec<_>, Vec<_>) = profiles.partition(Result::is_ok);
    if !problems.is_empty() {
        return Err(Failure::all(problems.into_iter().filter_map(Result::err).flatten()));
    }
    let policy = policy(arguments, profiles.into_iter().flatten()).map_err(|error| told(&error))?;
    print(&(written(&policy, arguments.format).map_err(|error| told(&error))? + "\n"))?;
    Ok(Outcome::Fine)
}

/// The profile from these source Regions, else from all that are confirmed; or all that is wrong with it.
fn profile(catalog: Catalog<'_>, id: &str, sources: &[String]) -> Result<CrossRegionInferenceProfile, Vec<Problem>> {
    let one = |problem| vec![problem];
    let profile = check::profile_id(catalog, id).map_err(one)?;
    let model = check::model(catalog, profile.model_id()).map_err(one)?;
    check::profile_in_service(catalog, profile).map_err(one)?;
    let (routes, problems): (Vec<_>, Vec<_>) =
        sources.iter().map(|source| check::source(catalog, profile, source)).partition(Result::is_ok);
    if !problems.is_empty() {
        return Err(problems.into_iter().filter_map(Result::err).collect());
    }
    let mut routes: Vec<Route<'_>> = routes.into_iter().flatten().collect();
    if routes.is_empty() {
        routes = profile.default_routes().collect();
    }
    let legacy = check::not_legacy(catalog, model).err().into_iter();
    let unconfirmed = routes.iter().filter_map(|route| check::confirmed(catalog, profile, *route).err());
    legacy.chain(unconfirmed).for_each(warn);
    Ok(declared(profile, model, &routes))
}

fn policy(
    arguments: &Policy,
    profiles: impl Iterator<Item = CrossRegionInferenceProfile>,
) -> Result<IamPolicy, PolicyError> {
    let mut policy = IamPolicy::new(&arguments.name).layout(arguments.layout.into());
    if let Some(account) = &arguments.account {
        policy = policy.in_account(account)?;
    }
    for profile in profiles {
        grant(profile, arguments.calls, &mut policy)?;
    }
    Ok(policy)
}

pub(crate) fn grant(
    profile: CrossRegionInferenceProfile,
    calls: Calls,
    policy: &mut IamPolicy,
) -> Result<(), GrantError> {
    match calls {
        Calls { invoke_only: true, .. } => profile.grant_invoke_only(policy)?,
        Calls { streaming_only: true, .. } => profile.grant_streaming_only(policy)?,
        _ => profile.grant_invoke(policy)?,
    };
    Ok(())
}

fn written(policy: &IamPolicy, format: PolicyFormat) -> Result<String, PolicyError> {
    let quota = Quota::ManagedPolicy;
    if policy.size()? > quota.characters() {
        warn(format_args!(
            "the policy is larger than a managed policy may be, {} characters\n\
             help: `--source-region` names the Regions in which the program runs, `--layout compact` shares more",
            quota.characters()
        ));
    }
    match format {
        PolicyFormat::Iam => policy.to_iam_json(),
        PolicyFormat::Cloudformation => policy.to_cloudformation(),
        PolicyFormat::CloudformationYaml => policy.to_cloudformation_yaml(),
        PolicyFormat::Sam => policy.to_sam(),
        PolicyFormat::Terraform => policy.to_terraform(),
    }
}

/// What the library says, with the cure in the terms of the command line.
fn told(error: &PolicyError) -> Failure {
    match error {
        PolicyError::NoAccount { .. } => Failure::new(
            "IAM JSON needs an account\n\
             help: `--account 123456789012` names it; `--format cloudformation` and `terraform` fill it in at deployment",
        ),
        other => Failure::new(other),
    }
}
