//! Whether a policy grants exactly what the profiles that it names need.
//!
//! What it grants and what is needed are both taken apart into single grants: one action on one resource through one
//! profile or none, with one Region requested or any. So the shape of the statements does not matter. What it denies
//! is for the library's evaluator.

mod account;
mod address;
mod advice;
mod application;
mod arn;
mod attached;
mod beside;
mod branches;
mod condition;
mod conditional;
mod denied;
mod deployment;
mod document;
mod excess;
mod finding;
mod granted;
mod group;
mod identity;
mod missing;
mod named;
mod needs;
mod outside;
mod partition;
mod place;
mod profiles;
mod rejected;
mod resources;
mod size;
mod source;
mod standing;
mod statement;
mod text;
mod told;
mod unknown;
mod unread;
mod yaml;

pub(crate) use branches::Branches;
pub(crate) use source::document;
pub(crate) use told::told;

use crate::args::Calls;
use advice::Advice;
use bedrock_profiles_catalog::{Catalog, check::Place};
use beside::Part;
use document::{Document, Form, Policy, Statement};
use excess::Judge;
use finding::{Finding, Kind, Severity};
use granted::Granted;
use group::Group;
use named::{Named, Origin};
use needs::Need;
use profiles::Profiles;
use std::collections::BTreeSet;

/// What was found in one file.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) findings: Vec<Finding>,
    /// The profiles that it names: their ids, and what application profiles are called in it.
    pub(crate) profiles: BTreeSet<String>,
}

impl Judgement {
    pub(crate) fn fails(&self) -> bool {
        self.errors() > 0
    }

    /// Whether all of it was judged, and is right.
    pub(crate) fn is_exact(&self) -> bool {
        !self.fails() && self.is_complete()
    }

    fn is_complete(&self) -> bool {
        !self.findings.iter().any(|finding| finding.kind == Kind::NotJudged)
    }

    fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// What is asked of a policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demands<'d> {
    pub(crate) calls: Calls,
    /// Where requests may be processed; anywhere if there is none.
    pub(crate) residency: &'d [Place<'d>],
    /// The Region in which templates are deployed.
    pub(crate) source_region: Option<&'d str>,
}

/// Judges a document as it is written, for whatever Region it is deployed in: the policies of each identity together.
fn judge_as_written(catalog: Catalog<'_>, document: &Document, demands: Demands<'_>) -> Judgement {
    let mut judgement = Judgement { findings: document.notes.clone(), profiles: BTreeSet::new() };
    judgement.findings.extend(document.policies.iter().filter_map(of_resource));
    let groups = document.groups();
    let statements: Vec<Vec<Statement>> = groups.iter().map(Group::statements).collect();
    let parts: Vec<Part<'_>> = groups.iter().zip(&statements).map(|(group, own)| Part::new(group, own)).collect();
    for (at, part) in parts.iter().enumerate() {
        // What an account has is told as a whole.
        let others = parts.iter().enumerate().filter(|(other, _)| *other != at && document.form != Form::Account);
        let others: Vec<&Part<'_>> = others.map(|(_, other)| other).collect();
        let judged = judge_part(catalog, document, part, &others, demands);
        judgement.profiles.extend(judged.profiles);
        for mut finding in judged.findings {
            finding.place(document.statements(), part.group.name());
            finding.spell(&document.spellings);
            // A policy of several identities is told of once.
            if !judgement.findings.contains(&finding) {
                judgement.findings.push(finding);
            }
        }
    }
    judgement
}

/// What is said of a trust policy or another resource-based one that is about invoking.
fn of_resource(policy: &Policy) -> Option<Finding> {
    let invoking = policy.statements.iter().find(|statement| granted::is_invoking(statement))?;
    policy.is_of_resource().then(|| {
        let message = "is not judged: `Principal` is for trust policies, resource-based policies and VPC endpoint policies, \
                       and IAM refuses it in an identity-based policy";
        let mut note = Finding::new(Severity::Note, Kind::NotJudged, Some(&invoking.name), message);
        note.place([invoking].into_iter(), None);
        note
    })
}

fn judge_part(
    catalog: Catalog<'_>,
    document: &Document,
    part: &Part<'_>,
    others: &[&Part<'_>],
    demands: Demands<'_>,
) -> Judgement {
    let Part { group, statements, .. } = part;
    let mut granted = part.granted.clone();
    let mut findings: Vec<Finding> = group.policies.iter().flat_map(|policy| refused(policy)).collect();
    if group.policies.iter().any(|policy| rejected::is_too_long(policy)) {
        // Nobody can have it, and to judge it may take minutes.
        return Judgement { findings, profiles: BTreeSet::new() };
    }
    let profiles = Profiles::of(catalog, document, &granted);
    let allowing = || statements.iter().filter(|statement| statement.allows);
    findings.extend(allowing().filter_map(granted::besides));
    findings.extend(allowing().filter_map(granted::nothing));
    findings.extend(allowing().flat_map(partition::astray));
    findings.extend(statements.iter().filter_map(denied::unread));
    findings.extend(profiles.findings.iter().cloned());
    let named = &profiles.named;
    findings.extend(named.iter().flat_map(|it| standing::findings(catalog, it, &granted, demands.residency)));
    let needs: Vec<Need> = named.iter().flat_map(|named| named.needs(catalog, demands.calls)).collect();
    let needs = without_sources(named, &granted, needs, &mut findings);
    findings.extend(conditional::taken(catalog, named, &needs, &mut granted));
    let denials = denied::denials(catalog, statements, named, &needs);
    let mixes = account::mixes(named, &granted);
    let is_denied = |need: &Need| denials.iter().any(|denial| denial.is_certain() && denial.need == need);
    let may_be_granted =
        |need: &Need| granted.iter().any(|granted| profiles.is_unknown(granted) && unknown::may_cover(granted, need));
    let is_told =
        |need: &Need| is_denied(need) || mixes.iter().any(|mix| mix.is_about(&need.of)) || may_be_granted(need);
    let untold: Vec<&Need> = needs.iter().filter(|need| !is_told(need)).collect();
    let (granted_here, mut missing): (Vec<&Need>, Vec<&Need>) =
        untold.into_iter().partition(|need| granted.iter().any(|granted| granted.covers(need)));
    findings.extend(beside::granted(part, others, &needs, &mut missing));
    findings.extend(beside::denials(catalog, part, others, named, &needs));
    let untold = [granted_here, missing].concat();
    let advice = Advice { catalog, form: document.form, calls: demands.calls };
    findings.extend(denied::findings(&denials));
    findings.extend(missing::findings(advice, &untold, &granted));
    findings.extend(mixes.into_iter().map(|mix| mix.finding));
    findings.extend(
        Judge { catalog, needs: &needs, profiles: &profiles, calls: demands.calls, residency: demands.residency }
            .findings(&granted),
    );
    let profiles: BTreeSet<String> = profiles.named.into_iter().map(|profile| profile.name).collect();
    Judgement { findings, profiles }
}

/// What IAM refuses in a policy.
fn refused(policy: &Policy) -> Vec<Finding> {
    let mut findings = rejected::findings(policy);
    for finding in &mut findings {
        finding.place(policy.statements.iter(), policy.name.as_deref());
    }
    findings
}

/// The needs without those of models through a profile that is granted beside its copy, as what that is copied from:
/// whether a copy needs it no page of AWS settles.
fn without_sources(
    named: &[Named],
    granted: &[Granted<'_>],
    mut needs: Vec<Need>,
    findings: &mut Vec<Finding>,
) -> Vec<Need> {
    let is_through = |named: &Named| {
        granted.iter().any(|granted| granted.through.as_ref().is_some_and(|through| through.takes(&named.text)))
    };
    for source in named.iter().filter(|named| !named.is_copy() && !is_through(named)) {
        let Origin::System { id } = &source.origin else { continue };
        let is_copied =
            |other: &&Named| other.is_copy() && other.profile_id() == Some(id) && other.region == source.region;
        let Some(copy) = named.iter().find(is_copied) else { continue };
        needs.retain(|need| need.of != *source || need.through.is_none());
        let message = format!("grants `{id}` as what `{}` is copied from: judged without its models", copy.name);
        let statement = granted.iter().find(|granted| granted.resource == source.text);
        let statement = statement.map(|granted| granted.statement.name.as_str());
        findings.push(Finding::new(Severity::Note, Kind::Assumed, statement, message));
    }
    needs
}
