//! `policy`: what is needed to call profiles and models, without any Rust code.

mod called;

use crate::args::{Policy, PolicyFormat, PolicyLayout};
use crate::failure::{Failure, Outcome, warn};
use crate::output::{print, quoted};
use crate::project::Project;
use crate::slips::region_problem;
use bedrock_profiles::policy::{GrantError, GrantErrorKind, Layout, PolicyErrorKind, Quota, Statement};
use bedrock_profiles::{Partition, Policy as IamPolicy, PolicyError};
use bedrock_profiles_catalog::{Catalog, check};
use called::{Called, called};
use std::collections::BTreeSet;

pub(crate) fn run(arguments: &Policy) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let called = called(catalog, arguments).map_err(Failure::all)?;
    check_regions(catalog, &called, arguments)?;
    let policy = policy(catalog, &called, arguments)?;
    let document = rendered(&policy, arguments).map_err(|error| not_rendered(&error, &policy, arguments))?;
    print(&(document + "\n"))?;
    Ok(Outcome::Fine)
}

/// A misspelt Region is none from which nothing can be called.
fn check_regions(catalog: Catalog<'_>, called: &[Called<'_>], arguments: &Policy) -> Result<(), Failure> {
    let is_source = |region: &str| called.iter().any(|called| called.regions().contains(&region));
    let unknown = arguments.source_regions.iter().filter(|region| !is_source(region));
    let problems = unknown.filter_map(|region| {
        let problem = check::region(catalog, region).err()?;
        Some(region_problem(catalog, region, &problem))
    });
    let problems: Vec<String> = problems.collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::all(problems)) }
}

/// The policy for the Regions that are named, with all that can be called from some of them; or what can't be granted.
fn policy(catalog: Catalog<'_>, called: &[Called<'_>], arguments: &Policy) -> Result<IamPolicy, Failure> {
    let mut policy = IamPolicy::new(&arguments.name).layout(arguments.layout.into());
    if let Some(account) = &arguments.account {
        policy = policy.in_account(account).map_err(Failure::new)?;
    }
    for region in &arguments.source_regions {
        policy = policy.in_region(region).map_err(Failure::new)?;
    }
    let (mut warnings, mut refused, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut covered = BTreeSet::new();
    for called in called {
        match called.grant(arguments.calls.into(), &mut policy) {
            Ok(grant) => {
                warnings.extend(called.warnings(catalog, grant.regions()));
                covered.extend(grant.regions().to_vec());
            }
            Err(error) if error.kind() == GrantErrorKind::Region => refused.push(called),
            Err(error) => problems.push(not_granted(&error, called, &policy)),
        }
    }
    let left_out = arguments.source_regions.iter().filter(|region| problems.is_empty() && !covered.contains(*region));
    let left_out: Vec<String> = left_out.map(|region| no_source(catalog, called, region)).collect();
    if left_out.is_empty() {
        problems.extend(refused.iter().map(|called| unreached_from(catalog, called, &arguments.source_regions)));
    }
    problems.extend(left_out);
    if !problems.is_empty() {
        return Err(Failure::all(problems));
    }
    let mut warned = BTreeSet::new();
    warnings.iter().filter(|warning| warned.insert(*warning)).for_each(warn);
    Ok(policy)
}

/// A Region from which nothing of it can be called.
fn no_source(catalog: Catalog<'_>, called: &[Called<'_>], region: &str) -> String {
    let only = if let [only] = called { only.refusal(catalog, region) } else { None };
    let what = if called.iter().all(Called::is_profile) { "none of the profiles" } else { "nothing of what is named" };
    only.unwrap_or_else(|| {
        format!(
            "{what} can be called from `{region}`\n\
             help: `cargo bedrock-profiles list --source-region {region}` lists what can be"
        )
    })
}

/// What has none of the source Regions, where others have them.
fn unreached_from(catalog: Catalog<'_>, called: &Called<'_>, sources: &[String]) -> String {
    let only = if let [only] = sources { called.refusal(catalog, only) } else { None };
    only.unwrap_or_else(|| {
        let (sources, own) = (sources.join(", "), called.regions().join(", "));
        format!("`{}` can't be called from {sources}\nhelp: its source Regions are {own}", called.id())
    })
}

/// `iam` names the account, and templates fill it in.
fn format(arguments: &Policy) -> PolicyFormat {
    let default = if arguments.account.is_some() { PolicyFormat::Iam } else { PolicyFormat::Cloudformation };
    arguments.format.unwrap_or(default)
}

fn rendered(policy: &IamPolicy, arguments: &Policy) -> Result<String, PolicyError> {
    match format(arguments) {
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
    let count = arguments.profiles.len() + arguments.models.len() + arguments.applications.len();
    let cures = [
        Some(regions).filter(|_| arguments.source_regions.is_empty()),
        compact.filter(|_| arguments.layout != PolicyLayout::Compact),
        Some(calls).filter(|_| count > 1),
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
        (PolicyErrorKind::NoArn, _) => {
            let names = quoted(arguments.applications.iter().map(String::as_str));
            Failure::new(format_args!(
                "the policy needs the ARN of {names}, which is known once the profile is created\n\
                 help: `--format cloudformation` and `terraform` create it, and grant it"
            ))
        }
        (PolicyErrorKind::TooLong, Ok(size)) => {
            let limit = quota(format(arguments)).characters();
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

/// Why something is not granted, with the cure in the terms of the command line.
fn not_granted(error: &GrantError, called: &Called<'_>, policy: &IamPolicy) -> String {
    let (id, held) = (called.id(), policy.statements().iter().find_map(Statement::partition));
    let own = called.regions().first().map(|region| Partition::from_region(region));
    match (error.kind(), held.zip(own)) {
        (GrantErrorKind::PartitionMix, Some((held, own))) => format!(
            "`{id}` belongs to the partition `{own}`, and what comes before it to `{held}`\n\
             help: make a policy for each partition, with a call of its own\n\
             note: an account belongs to one partition"
        ),
        (GrantErrorKind::NoStreaming, _) => {
            format!("`{}` does not stream its answers\nhelp: leave out `--streaming-only`", called.model().id())
        }
        (GrantErrorKind::ManyRegions, _) => {
            let regions = called.regions();
            let first = regions.first().copied().unwrap_or_default();
            format!(
                "`{id}` is created in one Region, and the policy is not for one alone\n\
                 help: such as `--source-region {first}`\n\
                 note: it can be created in {}",
                quoted(regions)
            )
        }
        _ => error.to_string(),
    }
}
