//! `policy`: what profiles need, without any Rust code.

use crate::args::{Policy, PolicyFormat, PolicyLayout};
use crate::failure::{Failure, Outcome, warn};
use crate::output::print;
use crate::project::Project;
use bedrock_profiles::policy::{GrantError, GrantErrorKind, Layout, PolicyErrorKind, Quota, Statement};
use bedrock_profiles::{CrossRegionInferenceProfile, Partition, Policy as IamPolicy, PolicyError};
use bedrock_profiles_catalog::{Catalog, Model, Problem, Profile, Route, check};
use bedrock_profiles_check::judge::{declared, grant};
use std::collections::BTreeSet;

pub(crate) fn run(arguments: &Policy) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let profiles = profiles(catalog, arguments)?;
    let policy = policy(arguments, profiles.into_iter())?;
    let document = rendered(&policy, arguments).map_err(|error| not_rendered(&error, &policy, arguments))?;
    print(&(document + "\n"))?;
    Ok(Outcome::Fine)
}

/// The profiles, each from those of the source Regions that it has; or all that is wrong with them.
fn profiles(catalog: Catalog<'_>, arguments: &Policy) -> Result<Vec<CrossRegionInferenceProfile>, Failure> {
    let sources = arguments.source_regions.as_slice();
    let found = arguments.profiles.iter().map(|id| in_service(catalog, id));
    let (found, problems): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
    let mut problems: Vec<String> = problems.into_iter().filter_map(Result::err).collect();
    let found: Vec<(Profile<'_>, Model<'_>)> = found.into_iter().flatten().collect();
    let is_source = |source: &String| found.iter().any(|(profile, _)| profile.route(source).is_some());
    // Which Regions fit an unknown profile is unknown.
    let superfluous = sources.iter().filter(|source| problems.is_empty() && !is_source(source));
    let superfluous: Vec<String> = superfluous.map(|source| no_source(catalog, &found, source)).collect();
    let unreached = found.iter().filter(|(profile, _)| !sources.is_empty() && routes(*profile, sources).is_empty());
    // A misspelt Region would be reported twice.
    let unreached = unreached.filter(|_| superfluous.is_empty());
    problems.extend(unreached.map(|(profile, _)| unreached_from(catalog, *profile, sources)));
    problems.extend(superfluous);
    if !problems.is_empty() {
        return Err(Failure::all(problems));
    }
    warn_of(catalog, &found, sources);
    Ok(found.into_iter().map(|(profile, model)| declared(profile, model, &routes(profile, sources))).collect())
}

fn in_service<'c>(catalog: Catalog<'c>, id: &str) -> Result<(Profile<'c>, Model<'c>), String> {
    let message = |problem: Problem| problem.to_string();
    let profile = check::profile_id(catalog, id).map_err(message)?;
    check::profile_in_service(catalog, profile).map_err(|problem| match problem.suggestions().next() {
        None => {
            let geo = profile.prefix();
            format!("{problem}\nhelp: `cargo bedrock-profiles list --geo {geo} --in-service` lists what is in service")
        }
        Some(_) => message(problem),
    })?;
    Ok((profile, check::model(catalog, profile.model_id()).map_err(message)?))
}

/// The routes from these source Regions, else all that are confirmed.
fn routes<'c>(profile: Profile<'c>, sources: &[String]) -> Vec<Route<'c>> {
    if sources.is_empty() {
        return profile.default_routes().collect();
    }
    sources.iter().filter_map(|source| profile.route(source)).collect()
}

/// A Region that is a source of none of the profiles.
fn no_source(catalog: Catalog<'_>, profiles: &[(Profile<'_>, Model<'_>)], region: &str) -> String {
    let message = |problem: Problem| problem.to_string();
    match (check::region(catalog, region), profiles) {
        (Err(problem), _) => message(problem),
        (_, [(only, _)]) => check::source(catalog, *only, region).err().map(message).unwrap_or_default(),
        _ => format!(
            "none of the profiles can be called from `{region}`\n\
             help: `cargo bedrock-profiles list --source-region {region}` lists what can be"
        ),
    }
}

/// A profile that has none of the source Regions, where others have them.
fn unreached_from(catalog: Catalog<'_>, profile: Profile<'_>, sources: &[String]) -> String {
    let first = sources.first().and_then(|source| check::source(catalog, profile, source).err());
    match first.filter(|_| sources.len() == 1) {
        Some(problem) => problem.to_string(),
        None => {
            let (sources, own) = (sources.join(", "), profile.routes().map(|route| route.source));
            let own = own.collect::<Vec<&str>>().join(", ");
            format!("`{}` can't be called from {sources}\nhelp: its source Regions are {own}", profile.id())
        }
    }
}

fn warn_of(catalog: Catalog<'_>, profiles: &[(Profile<'_>, Model<'_>)], sources: &[String]) {
    let mut warned = BTreeSet::new();
    for (profile, model) in profiles {
        let legacy = check::no_end_announced(catalog, *model).err().into_iter();
        let outdated = check::model_up_to_date(catalog, *model).err().into_iter();
        let of_routes = routes(*profile, sources).into_iter().flat_map(|route| {
            let confirmed = check::confirmed(catalog, *profile, route);
            [confirmed, check::route_up_to_date(catalog, *profile, route)].into_iter().filter_map(Result::err)
        });
        let problems = legacy.chain(outdated).chain(of_routes).map(|problem| problem.to_string());
        problems.filter(|problem| warned.insert(problem.clone())).for_each(warn);
    }
}

fn policy(
    arguments: &Policy,
    profiles: impl Iterator<Item = CrossRegionInferenceProfile>,
) -> Result<IamPolicy, Failure> {
    let mut policy = IamPolicy::new(&arguments.name).layout(arguments.layout.into());
    if let Some(account) = &arguments.account {
        policy = policy.in_account(account).map_err(Failure::new)?;
    }
    for profile in profiles {
        let granted = grant(&profile, arguments.calls.into(), &mut policy);
        granted.map_err(|error| not_granted(&error, profile, &policy))?;
    }
    Ok(policy)
}

fn rendered(policy: &IamPolicy, arguments: &Policy) -> Result<String, PolicyError> {
    match arguments.format {
        PolicyFormat::Iam => {
            let (json, size, limit) = (policy.to_iam_json()?, policy.size()?, Quota::ManagedPolicy.characters());
            if size > limit {
                let cures = cures(policy, arguments, limit);
                warn(format_args!("the policy has {size} characters, and a managed policy may have {limit}{cures}"));
            }
            Ok(json)
        }
        PolicyFormat::Cloudformation => policy.to_cloudformation(),
        PolicyFormat::CloudformationYaml => policy.to_cloudformation_yaml(),
        PolicyFormat::Sam => policy.to_sam(),
        PolicyFormat::Terraform => policy.to_terraform(),
    }
}

/// What makes a policy smaller, a line each.
fn cures(policy: &IamPolicy, arguments: &Policy, limit: usize) -> String {
    let regions = "`--source-region` names the Regions in which the program runs, instead of all".to_owned();
    let own = policy.size().ok();
    let compact = policy.clone().layout(Layout::Compact).size().ok().filter(|size| own.is_some_and(|own| *size < own));
    let compact = compact.map(|size| {
        let effect = if size <= limit { "makes it fit, with" } else { "does not make it fit, with" };
        format!("`--layout compact` {effect} {size}")
    });
    let calls =
        "several calls, each with some of the profiles and a `--name` of its own, make several policies".to_owned();
    let cures = [
        Some(regions).filter(|_| arguments.source_regions.is_empty()),
        compact.filter(|_| arguments.layout != PolicyLayout::Compact),
        Some(calls).filter(|_| arguments.profiles.len() > 1),
    ];
    cures.into_iter().flatten().fold(String::new(), |text, cure| text + "\nhelp: " + &cure)
}

/// Why a policy is not rendered, with the cure in the terms of the command line.
fn not_rendered(error: &PolicyError, policy: &IamPolicy, arguments: &Policy) -> Failure {
    match (error.kind(), policy.size()) {
        (PolicyErrorKind::NoAccount, _) => Failure::new(
            "IAM JSON needs an account\n\
             help: `--account 123456789012` names it; `--format cloudformation` and `terraform` fill it in at deployment",
        ),
        (PolicyErrorKind::TooLong, Ok(size)) => {
            let limit = quota(arguments.format).characters();
            let cures = cures(policy, arguments, limit);
            Failure::new(format_args!("the policy has {size} characters, and the quota is {limit}{cures}"))
        }
        _ => Failure::new(error),
    }
}

/// What holds for the policy that a format makes.
fn quota(format: PolicyFormat) -> Quota {
    if format == PolicyFormat::Sam { Quota::RoleInline } else { Quota::ManagedPolicy }
}

/// Why a profile is not granted, with the cure in the terms of the command line.
fn not_granted(error: &GrantError, profile: CrossRegionInferenceProfile, policy: &IamPolicy) -> Failure {
    let held = policy.statements().iter().find_map(Statement::partition);
    let own = profile.source_regions().next().map(Partition::from_region);
    match (error.kind(), held.zip(own)) {
        (GrantErrorKind::PartitionMix, Some((held, own))) => Failure::new(format_args!(
            "`{profile}` belongs to the partition `{own}`, and what comes before it to `{held}`\n\
             help: make a policy for each partition, with a call of its own\n\
             note: an account belongs to one partition"
        )),
        (GrantErrorKind::NoStreaming, _) => {
            let model = profile.inference_profile_model();
            Failure::new(format_args!("`{model}` does not stream its answers\nhelp: leave out `--streaming-only`"))
        }
        _ => Failure::new(error),
    }
}
