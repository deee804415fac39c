//! Whether some identity may invoke a profile or model, whatever else it may do.

use super::deployed::Judge;
use super::grants::Grants;
use super::named::{Named, Need, Sum};
use super::subject::{self, Subject};
use super::too_little::listed;
use crate::model::{Demands, Identity, Outcome, Owner, PolicyFile};
use bedrock_profiles_catalog::{Catalog, Partition};
use bedrock_profiles_iam::{Cause, Truth};
use std::collections::BTreeSet;

/// A profile or model, as it is to be called from a Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The id.
    pub id: String,
    /// The source Region.
    pub region: String,
    /// Whether it is the id of a profile.
    pub is_profile: bool,
}

/// Whether a target may be invoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// What is to be called.
    pub target: Target,
    /// The identity that may invoke it, or that lacks the least; `None` for documents without an identity.
    pub by: Option<String>,
    /// Actions that are missing, with the resource.
    pub missing: Vec<(String, Vec<String>)>,
    /// What it depends on, where nothing is missing for certain.
    pub depends_on: BTreeSet<String>,
}

impl Coverage {
    /// Whether it may be invoked for certain.
    pub fn is_covered(&self) -> bool {
        self.missing.is_empty() && self.depends_on.is_empty()
    }

    /// How much is missing: first what is missing for certain.
    fn rank(&self) -> (usize, usize) {
        (self.missing.len(), self.depends_on.len())
    }
}

/// What some identity of these files may invoke of the targets. Documents without an identity are one identity's, of all
/// files together.
pub fn covers(catalog: Catalog<'_>, files: &[&PolicyFile], targets: &[Target], demands: Demands<'_>) -> Vec<Coverage> {
    let joined = joined(files);
    let judges: Vec<(Judge<'_>, Vec<Subject>)> = files
        .iter()
        .map(|file| (Judge::new(catalog, file, demands), owned(file)))
        .chain([(Judge::new(catalog, &joined, demands), vec![without_identity(&joined)])])
        .collect();
    let best = |target: &Target| {
        let all = judges.iter().flat_map(|(judge, subjects)| {
            subjects
                .iter()
                .filter(|subject| !subject.policies.is_empty())
                .map(|subject| of_subject(judge, subject, target))
        });
        all.min_by_key(Coverage::rank).unwrap_or_else(|| nobody(catalog, target, demands))
    };
    targets.iter().map(best).collect()
}

/// The policies of all files that have no identity, as one file.
fn joined(files: &[&PolicyFile]) -> PolicyFile {
    let mut joined = PolicyFile::default();
    for file in files {
        let start = joined.policies.len();
        joined.policies.extend(file.policies.iter().cloned());
        joined.applications.extend(file.applications.iter().cloned());
        joined.gaps.extend(file.gaps.iter().cloned().filter_map(|mut gap| {
            match &mut gap.owner {
                Owner::Policy(at) => *at += start,
                Owner::Identities(_) => return None,
                Owner::Everyone => {}
            }
            Some(gap)
        }));
    }
    joined
}

fn without_identity(file: &PolicyFile) -> Subject {
    let own = file.policies.iter().enumerate();
    let own = own.filter(|(_, policy)| policy.identities.is_empty() && subject::is_identity_based(policy));
    Subject { identity: None, policies: own.map(|(at, _)| at).collect() }
}

/// The identities of a file, with their policies.
fn owned(file: &PolicyFile) -> Vec<Subject> {
    subject::subjects(file).into_iter().filter(|subject| subject.identity.is_some()).collect()
}

/// Whether the policies of one identity let a target be invoked, under every outcome of their conditions.
fn of_subject(judge: &Judge<'_>, subject: &Subject, target: &Target) -> Coverage {
    let names = subject.conditions(judge.file);
    let by = subject.identity.as_ref().map(|identity: &Identity| identity.name.clone());
    let mut coverage = Coverage { target: target.clone(), by, missing: Vec::new(), depends_on: BTreeSet::new() };
    let Some(outcomes) = judge.file.conditions.outcomes(&names, Some(&target.region)) else {
        coverage.depends_on.extend(names);
        return coverage;
    };
    for outcome in outcomes {
        under(judge, subject, target, &outcome, &mut coverage);
    }
    coverage.depends_on.extend(judge.gaps.of(subject).map(|gap| gap.message.clone()));
    coverage
}

fn under(judge: &Judge<'_>, subject: &Subject, target: &Target, outcome: &Outcome, coverage: &mut Coverage) {
    let documents = subject.documents(judge.file, outcome);
    let is_too_long = judge.examiner.is_too_long(&documents);
    if is_too_long || documents.iter().any(|(_, document)| !document.problems.is_empty()) {
        coverage.depends_on.insert("what IAM refuses in the policy".to_owned());
    }
    for document in documents.iter().flat_map(|(_, document)| &document.unknown) {
        coverage.depends_on.insert(document.written.clone());
    }
    if is_too_long {
        return;
    }
    let (statements, deployment) = judge.statements(&documents, Some(&target.region));
    let grants = Grants(&statements);
    let needs = named(target, &deployment.caller.account).needs(judge.catalog, judge.demands.calls);
    let mut missing: Vec<&Need> = Vec::new();
    for need in &needs {
        match grants.allows(need).and(grants.denies(need).negated()) {
            Truth::Yes => {}
            Truth::No => missing.push(need),
            Truth::Depends(causes) => coverage.depends_on.extend(causes.iter().map(Cause::to_string)),
        }
    }
    add(coverage, &missing, |text| deployment.spelled(text));
}

fn add(coverage: &mut Coverage, missing: &[&Need], spelled: impl Fn(&str) -> String) {
    for need in missing {
        let sum: Sum = missing.iter().copied().filter(|other| other.resource == need.resource).collect();
        let resource = spelled(&need.resource);
        let actions = sum.actions.iter().map(|action| action.as_str().to_owned()).collect();
        if !coverage.missing.iter().any(|(known, _)| *known == resource) {
            coverage.missing.push((resource, actions));
        }
    }
}

/// The target as an account calls it.
fn named(target: &Target, account: &str) -> Named {
    let Target { id, region, is_profile } = target;
    let partition = Partition::from_region(region);
    if *is_profile {
        let arn = format!("arn:{partition}:bedrock:{region}:{account}:inference-profile/{id}");
        return Named::system(&arn, id, region, account);
    }
    Named::model(&format!("arn:{partition}:bedrock:{region}::foundation-model/{id}"), id, region, account)
}

/// Where no file has a policy, everything is missing.
fn nobody(catalog: Catalog<'_>, target: &Target, demands: Demands<'_>) -> Coverage {
    const ANY_ACCOUNT: &str = "000000000000";
    let needs = named(target, ANY_ACCOUNT).needs(catalog, demands.calls);
    let sum: Sum = needs.iter().collect();
    let actions: Vec<String> = sum.actions.iter().map(|action| action.as_str().to_owned()).collect();
    let missing =
        listed(&sum.resources).into_iter().map(|resource| (resource.replace(ANY_ACCOUNT, "ACCOUNT"), actions.clone()));
    Coverage { target: target.clone(), by: None, missing: missing.collect(), depends_on: BTreeSet::new() }
}
