//! What the readers of the forms find, as a [`PolicyFile`].

use super::branch::{Guards, both};
use crate::model::{
    Application, Finding, Form, Gap, Identity, Kind, Outcome, Owner, Policy, PolicyFile, PolicyKind, Severity,
    TemplateConditions,
};
use bedrock_profiles_iam::{Document, ProblemKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is said of a file that has no policy, and may have none.
const NO_POLICY: &str = "there is no policy in it to judge";

/// How many values the documents over which conditions decide may have, all variants of all policies together.
const VALUES: usize = 10_000_000;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Collector {
    policies: Vec<Policy>,
    gaps: Vec<Gap>,
    applications: Vec<Application>,
    findings: Vec<Finding>,
    /// How many values were read in variants.
    values: usize,
    pub(super) conditions: TemplateConditions,
}

/// A policy that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) kind: PolicyKind,
    pub(super) offset: usize,
    /// Where it is there.
    pub(super) guards: Guards,
    /// Whose it is, and where it is attached.
    pub(super) owners: Vec<(Identity, Guards)>,
}

/// What a policy says where conditions turn out in one way.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Document(Arc<Document>),
    Absent,
    /// It can't be read: the message of its gap.
    Unreadable(String),
}

impl Reading {
    fn document(&self) -> Option<Arc<Document>> {
        match self {
            Reading::Document(document) => Some(Arc::clone(document)),
            Reading::Absent | Reading::Unreadable(_) => None,
        }
    }
}

impl Collector {
    pub(super) fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.gaps.is_empty()
    }

    pub(super) fn has_policies(&self) -> bool {
        !self.policies.is_empty()
    }

    pub(super) fn gap(&mut self, owner: Owner, offset: usize, message: impl Into<String>) {
        self.gaps.push(Gap { owner, message: message.into(), help: None, offset });
    }

    pub(super) fn gap_of(&mut self, identity: &Identity, offset: usize, message: impl Into<String>) {
        self.gap(Owner::Identities(BTreeSet::from([identity.clone()])), offset, message);
    }

    /// A gap of whoever has the policies from this index on.
    pub(super) fn gap_of_policies_from(&mut self, first: usize, offset: usize, message: &str) {
        for index in first..self.policies.len() {
            self.gap(Owner::Policy(index), offset, message);
        }
    }

    /// How many policies were found so far.
    pub(super) fn count(&self) -> usize {
        self.policies.len()
    }

    pub(super) fn application(&mut self, application: Application) {
        self.applications.push(application);
    }

    pub(super) fn finding(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Where keys are that a policy has twice.
    pub(super) fn duplicate_keys(&self) -> BTreeSet<usize> {
        let documents = self.policies.iter().flat_map(|policy| policy.variants.iter().flatten());
        let problems = documents.flat_map(|document| &document.problems);
        problems.filter(|problem| problem.kind == ProblemKind::Duplicate).map(|problem| problem.offset).collect()
    }

    /// Adds a policy without conditions.
    pub(super) fn add(&mut self, found: &Found, document: Document) {
        let document = Reading::Document(Arc::new(document));
        self.add_conditional(found, &BTreeSet::new(), 1, |_| document.clone());
    }

    /// Adds a policy over whose document these conditions decide: once for all who have it where the same guards are
    /// satisfied.
    pub(super) fn add_conditional(
        &mut self,
        found: &Found,
        own: &BTreeSet<String>,
        size: usize,
        read: impl Fn(&dyn Fn(&str) -> bool) -> Reading,
    ) {
        let mut readings: BTreeMap<Vec<bool>, Reading> = BTreeMap::new();
        let are_affordable = self.spend(size, own.len());
        for (guards, identities) in owners_by_guards(found) {
            let names: BTreeSet<String> = own.iter().chain(guards.keys()).cloned().collect();
            let outcomes = self.conditions.outcomes(&names, None).filter(|_| are_affordable);
            let are_too_many = outcomes.is_none();
            let variant = |outcome: Outcome| {
                let is_true = |name: &str| outcome.get(name).copied().unwrap_or(true);
                if guards.iter().any(|(name, expected)| is_true(name) != *expected) {
                    return (outcome, Reading::Absent);
                }
                let key = own.iter().map(|name| is_true(name)).collect();
                let reading = readings.entry(key).or_insert_with(|| read(&is_true)).clone();
                (outcome, reading)
            };
            let variants: Vec<(Outcome, Reading)> =
                outcomes.unwrap_or_else(|| vec![guards.clone()]).into_iter().map(variant).collect();
            let names = if are_too_many { Vec::new() } else { names.into_iter().collect() };
            let first = self.policies.len();
            self.push(found, identities, names, &variants);
            if are_too_many {
                let message = "depends on too many conditions: it is judged where all of them are true";
                self.gap_of_policies_from(first, found.offset, message);
            }
        }
    }

    /// Whether a document of this size may be read for every outcome of its conditions.
    fn spend(&mut self, size: usize, conditions: usize) -> bool {
        let variants = u32::try_from(conditions).ok().and_then(|conditions| 1_usize.checked_shl(conditions));
        let values = variants.and_then(|variants| size.checked_mul(variants));
        let is_affordable = values.is_some_and(|values| self.values.saturating_add(values) <= VALUES);
        if conditions > 0 && is_affordable {
            self.values += values.unwrap_or_default();
        }
        conditions == 0 || is_affordable
    }

    fn push(
        &mut self,
        found: &Found,
        identities: BTreeSet<Identity>,
        conditions: Vec<String>,
        readings: &[(Outcome, Reading)],
    ) {
        let variants = variants(&conditions, readings);
        let documents = || variants.iter().flatten();
        let unreadable = readings.iter().find_map(|(_, reading)| match reading {
            Reading::Unreadable(message) => Some(message.clone()),
            _ => None,
        });
        let index = self.policies.len();
        let is_there = documents().next().is_some();
        if let Some(message) = unreadable.filter(|_| found.kind != PolicyKind::Resource) {
            let owner = if is_there && identities.is_empty() {
                Owner::Policy(index)
            } else {
                Owner::Identities(identities.clone())
            };
            self.gap(owner, found.offset, message);
        }
        if !is_there {
            return;
        }
        let is_of_resource = found.kind != PolicyKind::ServiceControl && are_of_resource(documents());
        let kind = if is_of_resource { PolicyKind::Resource } else { found.kind };
        let (name, offset) = (Some(found.name.clone()), found.offset);
        self.policies.push(Policy { name, kind, identities, offset, conditions, variants });
    }

    /// The file, its policies named where there are several.
    pub(super) fn finish(mut self, form: Form) -> PolicyFile {
        self.sort_policies();
        self.name_policies();
        let is_said = |finding: &Finding| finding.kind == Kind::Beside;
        if self.policies.is_empty() && self.gaps.is_empty() && !self.findings.iter().any(is_said) {
            self.findings.push(Finding::new(Severity::Note, Kind::Beside, 0, NO_POLICY));
        }
        PolicyFile {
            form,
            policies: self.policies,
            applications: self.applications,
            gaps: self.gaps,
            conditions: self.conditions,
            findings: self.findings,
        }
    }

    /// Puts the policies in the order of the file.
    fn sort_policies(&mut self) {
        let mut policies: Vec<(usize, Policy)> = std::mem::take(&mut self.policies).into_iter().enumerate().collect();
        policies.sort_by_key(|(_, policy)| policy.offset);
        let places: BTreeMap<usize, usize> =
            policies.iter().enumerate().map(|(place, (index, _))| (*index, place)).collect();
        for gap in &mut self.gaps {
            if let Owner::Policy(index) = &mut gap.owner {
                *index = places.get(index).copied().unwrap_or(*index);
            }
        }
        self.policies = policies.into_iter().map(|(_, policy)| policy).collect();
    }

    fn name_policies(&mut self) {
        let is_of_resource = |policy: &&Policy| policy.kind == PolicyKind::Resource;
        let count = self.policies.len();
        let others: BTreeSet<&Option<String>> =
            self.policies.iter().filter(|policy| !is_of_resource(policy)).map(|policy| &policy.name).collect();
        let is_one = others.len() <= 1;
        let named: BTreeSet<Option<String>> = self
            .policies
            .iter()
            .filter(|policy| if is_of_resource(policy) { count > 1 } else { !is_one })
            .map(|policy| policy.name.clone().filter(|name| !name.is_empty()))
            .collect();
        let of_policies = self.policies.iter_mut().map(|policy| &mut policy.name);
        for name in of_policies.chain(self.findings.iter_mut().map(|finding| &mut finding.policy)) {
            if !named.contains(name) {
                *name = None;
            }
        }
    }
}

/// Each combination of guards, with whoever has the policy there; one without owners if nobody has it.
fn owners_by_guards(found: &Found) -> BTreeMap<Guards, BTreeSet<Identity>> {
    if found.owners.is_empty() {
        return BTreeMap::from([(found.guards.clone(), BTreeSet::new())]);
    }
    let mut guards_of: BTreeMap<&Identity, BTreeSet<Guards>> = BTreeMap::new();
    for (identity, guards) in &found.owners {
        guards_of.entry(identity).or_default().extend(both(&found.guards, guards));
    }
    let mut owners: BTreeMap<Guards, BTreeSet<Identity>> = BTreeMap::new();
    for (identity, all) in guards_of {
        let is_implied = |guards: &Guards| all.contains(&found.guards) && *guards != found.guards;
        for guards in all.iter().filter(|guards| !is_implied(guards)) {
            owners.entry(guards.clone()).or_default().insert(identity.clone());
        }
    }
    if owners.is_empty() {
        owners.insert(found.guards.clone(), BTreeSet::new());
    }
    owners
}

/// The variants by number. An outcome that can't be has the variant of the one that differs least from it.
fn variants(conditions: &[String], readings: &[(Outcome, Reading)]) -> Vec<Option<Arc<Document>>> {
    if conditions.is_empty() {
        return vec![readings.first().and_then(|(_, reading)| reading.document())];
    }
    let number = |outcome: &Outcome| {
        let is_true = |(at, name): (usize, &String)| usize::from(outcome.get(name) == Some(&true)) << at;
        conditions.iter().enumerate().map(is_true).sum::<usize>()
    };
    let known: BTreeMap<usize, Option<Arc<Document>>> =
        readings.iter().map(|(outcome, reading)| (number(outcome), reading.document())).collect();
    let variant = |number: usize| {
        let nearest = || known.iter().min_by_key(|(other, _)| (number ^ *other).count_ones()).map(|(_, it)| it);
        known.get(&number).or_else(nearest).cloned().flatten()
    };
    (0..1 << conditions.len()).map(variant).collect()
}

/// Whether every statement names who may, as only policies of resources do.
fn are_of_resource<'d>(documents: impl Iterator<Item = &'d Arc<Document>>) -> bool {
    let mut statements = documents.flat_map(|document| &document.statements).peekable();
    statements.peek().is_some() && statements.all(|statement| statement.has_principal)
}
