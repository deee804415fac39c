//! What a statement names and what matches no request: ARNs with a part that is wrong, condition keys that do not exist.
//!
//! Each is found once, with its cure. The rest of the statement is judged as if it were cured, so that one cause gives
//! one finding.

use super::arn::{Parts, has_variable, is_account, is_pattern};
use super::deployment::Deployment;
use super::service::{self, PROFILE_KEY};
use super::statement::{is_on, operator};
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted_one;
use bedrock_profiles_catalog::{Catalog, Partition, ProfileId, nearest};
use bedrock_profiles_iam::Text;
use bedrock_profiles_iam::document::{self, Located};
use std::collections::BTreeSet;

/// What is wrong with a text, and what is meant.
#[derive(Debug, PartialEq, Eq)]
struct Slip {
    /// What is wrong, going on after the text.
    problem: String,
    help: String,
    /// What is judged in its place; the text as it is, where what is meant is not known.
    meant: Option<Text>,
}

/// Puts what is meant in the bound statement in place of what matches nothing. Gives what is said of that, and the indices
/// of such resources.
pub(super) fn corrected(
    catalog: Catalog<'_>,
    deployment: &Deployment,
    written: &document::Statement,
    bound: &mut document::Statement,
) -> (Vec<Finding>, BTreeSet<usize>) {
    let mut slips: Vec<(Slip, &Located)> = Vec::new();
    let mut unmatched = BTreeSet::new();
    for (at, (own, located)) in bound.resources.texts.iter_mut().zip(&written.resources.texts).enumerate() {
        if let Some(slip) = in_resource(catalog, deployment, &own.text) {
            unmatched.insert(at);
            take(&mut own.text, &slip);
            slips.push((slip, located));
        }
    }
    for (condition, written) in bound.conditions.iter_mut().zip(&written.conditions) {
        correct_key(condition);
        let is_negated = operator(condition).is_some_and(bedrock_profiles_iam::Operator::is_negated);
        if is_negated || !is_on(condition, PROFILE_KEY) {
            continue;
        }
        for (own, located) in condition.values.iter_mut().zip(&written.values) {
            if let Some(slip) = in_condition(catalog, deployment, &own.text) {
                take(&mut own.text, &slip);
                slips.push((slip, located));
            }
        }
    }
    (grouped(&slips), unmatched)
}

fn take(text: &mut Text, slip: &Slip) {
    if let Some(meant) = &slip.meant {
        *text = meant.clone();
    }
}

/// A finding for each problem, with every text that has it.
fn grouped(slips: &[(Slip, &Located)]) -> Vec<Finding> {
    let mut findings: Vec<(&str, Finding)> = Vec::new();
    for (slip, located) in slips {
        let text = located.text.to_string();
        match findings.iter_mut().find(|(problem, _)| *problem == slip.problem) {
            Some((_, finding)) => {
                if !finding.resources.contains(&text) {
                    finding.resources.push(text);
                }
            }
            None => {
                let mut finding = Finding::new(Severity::Error, Kind::Invalid, located.offset, String::new());
                finding.resources.push(text);
                findings.push((&slip.problem, finding.help(slip.help.clone())));
            }
        }
    }
    let complete = findings.into_iter().map(|(problem, mut finding)| {
        finding.message = match finding.resources.as_slice() {
            [only] => format!("{NAMES}{}, which matches nothing: {problem}", quoted_one(only)),
            all => format!("{NAMES}{} resources that match nothing: {problem}", all.len()),
        };
        finding
    });
    complete.collect()
}

/// How it begins what is said of texts that match nothing.
const NAMES: &str = "names ";

/// The finding where something that is needed is missing by it.
pub(super) fn as_missing(finding: Finding) -> Finding {
    let message = finding.message.strip_prefix(NAMES).unwrap_or(&finding.message);
    Finding { kind: Kind::TooLittle, message: format!("grants too little: it names {message}"), ..finding }
}

/// What is wrong with a resource of a statement about invoking.
fn in_resource(catalog: Catalog<'_>, deployment: &Deployment, text: &Text) -> Option<Slip> {
    let parts = Parts::from_text(text);
    if !parts.is_arn() {
        return None;
    }
    if has_open_start(&parts) {
        return None;
    }
    let is_bedrock = parts.service().and_then(Text::known) == Some("bedrock");
    if !is_bedrock {
        return of_no_service(&parts, text);
    }
    if let Some(slip) = variable_before_resource(deployment, &parts) {
        return Some(slip);
    }
    incomplete(deployment, &parts).or_else(|| in_part(catalog, deployment, &parts))
}

/// Whether a wildcard of the first parts would have to reach beyond a colon for the ARN to be one: AWS's pages disagree on
/// whether it does.
fn has_open_start(parts: &Parts) -> bool {
    let start = [parts.partition(), parts.service(), parts.region(), parts.account()];
    let texts: Vec<String> = start.into_iter().flatten().map(ToString::to_string).collect();
    texts.iter().any(|text| text.contains('/')) && texts.iter().any(|text| is_pattern(text))
}

/// What is wrong with a value of a condition on the profile.
fn in_condition(catalog: Catalog<'_>, deployment: &Deployment, text: &Text) -> Option<Slip> {
    let parts = Parts::from_text(text);
    let is_whole = parts.is_arn() && parts.count() == 6;
    is_whole.then(|| in_part(catalog, deployment, &parts)).flatten()
}

fn in_part(catalog: Catalog<'_>, deployment: &Deployment, parts: &Parts) -> Option<Slip> {
    wrong_partition(deployment, parts)
        .or_else(|| id_of_profile_as_model(catalog, parts))
        .or_else(|| account_of_model(parts))
        .or_else(|| id_of_system_as_application(catalog, deployment, parts))
        .or_else(|| no_account_of_profile(deployment, parts))
        .or_else(|| unknown_type(catalog, parts))
}

/// An ARN that names what only Bedrock has, and another service or none.
fn of_no_service(parts: &Parts, text: &Text) -> Option<Slip> {
    let written = text.to_string();
    let is_like_bedrock = TYPES.iter().any(|kind| written.contains(&format!(":{kind}/")));
    let service = parts.service()?.known().filter(|service| !is_pattern(service));
    let is_unknown_service = parts.service().is_some_and(|part| part.known().is_none());
    (is_like_bedrock && (service.is_some() || is_unknown_service)).then(|| Slip {
        problem: "the service of an ARN of Bedrock is `bedrock`".to_owned(),
        help: FORM.to_owned(),
        meant: None,
    })
}

/// The types of resources that profiles need.
const TYPES: [&str; 3] = ["foundation-model", "inference-profile", "application-inference-profile"];

const FORM: &str = "ARNs are written `arn:PARTITION:bedrock:REGION::foundation-model/MODEL` and \
                    `arn:PARTITION:bedrock:REGION:ACCOUNT:inference-profile/PROFILE`";

/// IAM takes policy variables in a resource after the fifth colon only.
fn variable_before_resource(deployment: &Deployment, parts: &Parts) -> Option<Slip> {
    let has = |part: Option<&Text>| part.is_some_and(|part| has_variable(&known(part)));
    let is_elsewhere = [parts.partition(), parts.service(), parts.region()].into_iter().any(has);
    let is_in_account = parts.count() == 6 && has(parts.account());
    let help = "name the account: a policy variable works in `Resource` after the fifth colon only";
    (is_elsewhere || is_in_account).then(|| Slip {
        problem: "a policy variable is before the fifth colon".to_owned(),
        help: help.to_owned(),
        meant: (!is_elsewhere).then(|| parts.with_account(&deployment.caller.account)),
    })
}

fn known(part: &Text) -> String {
    part.known().unwrap_or_default().to_owned()
}

/// A colon is missing: the account has what comes after it.
fn incomplete(deployment: &Deployment, parts: &Parts) -> Option<Slip> {
    let account = parts.account()?.to_string();
    let is_model = account.starts_with("foundation-model/");
    let is_profile = account.contains("inference-profile/");
    (is_model || is_profile).then(|| Slip {
        problem: "a colon is missing before the account".to_owned(),
        help: FORM.to_owned(),
        meant: Some(parts.with_inserted_account(if is_model { "" } else { &deployment.caller.account })),
    })
}

/// Every ARN of a Region is in the partition of the Region.
fn wrong_partition(deployment: &Deployment, parts: &Parts) -> Option<Slip> {
    let given = parts.partition()?.known().filter(|given| !is_pattern(given))?;
    let region = parts.region()?.known()?;
    let own = match (region, deployment.region.as_deref()) {
        ("", _) => return None,
        (region, Some(deployed)) if is_pattern(region) => Partition::from_region(deployed),
        (region, None) if is_pattern(region) => return None,
        (region, _) => Partition::from_region(region),
    };
    (own.as_str() != given).then(|| Slip {
        problem: format!("it is in the partition {}, and its Region in `{own}`", quoted_one(given)),
        help: format!("write `{own}` in place of {}", quoted_one(given)),
        meant: Some(parts.with_partition(own)),
    })
}

/// No model's id begins with a geo prefix.
fn id_of_profile_as_model(catalog: Catalog<'_>, parts: &Parts) -> Option<Slip> {
    let id = parts.id().filter(|_| parts.is_model())?;
    let prefix =
        catalog.prefixes().find(|prefix| id.strip_prefix(prefix.name()).is_some_and(|rest| rest.starts_with('.')));
    let model = id.get(prefix?.name().len() + 1..).unwrap_or_default();
    Some(Slip {
        problem: format!("{} is an inference profile, and no id of a model begins so", quoted_one(id)),
        help: format!(
            "name the profile by {}, with the account, and by {} its model {}",
            quoted_one(&format!("inference-profile/{id}")),
            quoted_one(&format!("foundation-model/{model}")),
            quoted_one(model)
        ),
        meant: None,
    })
}

fn account_of_model(parts: &Parts) -> Option<Slip> {
    let account = parts.account().filter(|_| parts.is_model())?;
    let is_none = account.known().is_some_and(|account| account.is_empty() || account == "*");
    (!is_none).then(|| Slip {
        problem: "the ARN of a foundation model has no account".to_owned(),
        help: "leave the account empty: `arn:PARTITION:bedrock:REGION::foundation-model/MODEL`".to_owned(),
        meant: Some(parts.with_account("")),
    })
}

/// The ids of application profiles are of AWS's making.
fn id_of_system_as_application(catalog: Catalog<'_>, deployment: &Deployment, parts: &Parts) -> Option<Slip> {
    let id = parts.id().filter(|_| parts.is_application_profile())?;
    is_of_system(catalog, id).then(|| {
        let mut meant = parts.with_resource(&format!("inference-profile/{id}"));
        let own = Parts::from_text(&meant);
        if no_account_of_profile(deployment, &own).is_some() {
            meant = own.with_account(&deployment.caller.account);
        }
        Slip {
            problem: format!(
                "{} is a system-defined profile, which is no application inference profile",
                quoted_one(id)
            ),
            help: format!("write {} in its place", quoted_one(&format!("inference-profile/{id}"))),
            meant: Some(meant),
        }
    })
}

/// Whether an id is one of a system-defined profile.
fn is_of_system(catalog: Catalog<'_>, id: &str) -> bool {
    ProfileId::parse(id).is_some_and(|id| catalog.prefix(id.prefix).is_some())
}

fn no_account_of_profile(deployment: &Deployment, parts: &Parts) -> Option<Slip> {
    let is_of_account = parts.is_profile() || parts.is_application_profile();
    let account = parts.account().filter(|_| is_of_account)?.known()?;
    if is_account(account) || is_pattern(account) || has_variable(account) {
        return None;
    }
    let problem = match account {
        "" => "the ARN of an inference profile has the account".to_owned(),
        other => format!("{} is no account, which has 12 digits", quoted_one(other)),
    };
    let own = &deployment.caller.account;
    let help = if deployment.caller.is_any_account {
        "name the account that calls it, by its 12 digits".to_owned()
    } else {
        format!("write the account, such as `{own}`: `arn:PARTITION:bedrock:REGION:{own}:inference-profile/PROFILE`")
    };
    Some(Slip { problem, help, meant: Some(parts.with_account(own)) })
}

fn unknown_type(catalog: Catalog<'_>, parts: &Parts) -> Option<Slip> {
    let resource = parts.resource()?;
    let start = resource.pieces().first().map(|_| resource.to_string())?;
    let kind = start.split('/').next().unwrap_or_default().to_owned();
    let is_open = is_pattern(&kind) || has_variable(&kind) || kind.contains("${") || service::is_resource_type(&kind);
    let is_whole = resource.known().is_some() || parts.kind().is_some();
    let of_system = parts.id().filter(|id| is_of_system(catalog, id)).map(|_| "inference-profile".to_owned());
    let close = || nearest(&kind.to_ascii_lowercase().replace('_', "-"), TYPES.into_iter()).into_iter().next();
    let meant = of_system.or_else(close).filter(|_| parts.id().is_some());
    (is_whole && !is_open).then(|| Slip {
        problem: format!("Bedrock has no resources of the type {}", quoted_one(&kind)),
        help: meant.as_ref().map_or_else(|| FORM.to_owned(), |meant| format!("the nearest is `{meant}`")),
        meant: meant.map(|meant| parts.with_resource(&format!("{meant}/{}", parts.id().unwrap_or_default()))),
    })
}

/// Puts the key that is meant in place of one that does not exist.
fn correct_key(condition: &mut document::Condition) {
    let key = condition.key.known().filter(|key| !service::is_key(key));
    if let Some(meant) = key.and_then(service::meant_key) {
        condition.key = meant.into();
    }
}
