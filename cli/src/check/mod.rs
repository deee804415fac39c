//! Whether a policy grants exactly what the profiles that it names need.
//!
//! What it grants and what is needed are both taken apart into single grants: one action on one resource through one
//! profile or none, with one Region requested or any. So the shape of the statements does not matter.

mod arn;
mod document;
mod excess;
mod finding;
mod granted;
mod named;
mod needs;
mod source;
mod yaml;

pub(crate) use document::{Statement, statements};
pub(crate) use finding::{Finding, Severity};
pub(crate) use source::document;

use crate::args::Calls;
use bedrock_profiles_catalog::{Catalog, check::Place};
use granted::Granted;
use named::Named;

/// What was found in one policy.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) findings: Vec<Finding>,
    /// The ids of the profiles that the policy names.
    pub(crate) profiles: Vec<String>,
}

/// What is asked of a policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demands<'d> {
    pub(crate) calls: Calls,
    /// Where requests may be processed; anywhere if there is none.
    pub(crate) residency: &'d [Place<'d>],
}

/// Judges the statements of one file.
pub(crate) fn judge(catalog: Catalog<'_>, statements: &[Statement], demands: Demands<'_>) -> Judgement {
    let granted: Vec<Granted<'_>> = statements.iter().flat_map(granted::of_statement).collect();
    let named = Named::all(&granted);
    let mut findings: Vec<Finding> = statements.iter().flat_map(granted::not_judged).collect();
    let mut needs = Vec::new();
    for profile in &named {
        findings.extend(profile.findings(catalog, &granted, demands.residency));
        needs.extend(profile.needs(catalog, demands.calls));
    }
    findings.extend(needs::missing(&needs, &granted));
    findings.extend(excess::findings(catalog, &needs, &named, &granted));
    let mut profiles: Vec<String> = named.into_iter().map(|profile| profile.id).collect();
    profiles.sort_unstable();
    profiles.dedup();
    Judgement { findings, profiles }
}
