//! What policies grant, and what the profiles that they name need.
//!
//! A need is granted where the evaluator of [`bedrock_profiles_iam`] allows its requests; what it allows beyond is too
//! much. So the shape of the statements does not matter.

mod accounts;
mod arn;
mod besides;
mod bound;
mod command;
mod copy;
mod covers;
mod denied;
mod deployed;
mod deployment;
mod grants;
mod lifecycle;
mod malformed;
mod named;
mod open;
mod outcomes;
mod profiles;
mod quota;
mod regions;
mod request;
mod service;
mod siblings;
mod statement;
mod subject;
mod too_little;
mod too_much;
mod universe;
mod unmatched;

pub use covers::{Coverage, Target, covers};
pub use named::{declared, declared_model, grant};

use crate::model::{
    Application, Demands, Finding, Form, Gap, Identity, Kind, Owner, Policy, PolicyFile, PolicyKind, Severity,
};
use crate::report::quoted_one;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::Document;
use bedrock_profiles_iam::document::Effect;
use std::collections::BTreeSet;
use subject::Subject;

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The findings, those of the file first, then by identity.
    pub findings: Vec<Finding>,
    /// The profiles that it names: their ids, and what application profiles are called in it.
    pub profiles: BTreeSet<String>,
    /// What is said of each identity, or of each policy whose identity is not known.
    pub verdicts: Vec<Verdict>,
}

/// What is said of the policies of one identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The identity, or the policy; `None` where the file has no other.
    pub name: Option<String>,
    /// The profiles that its policies name.
    pub profiles: BTreeSet<String>,
    /// Whether they grant exactly what those need: all of it was read and decided.
    pub exact: bool,
}

impl Judgement {
    /// Whether the check fails.
    pub fn fails(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// Whether it grants exactly what the profiles need that it names: all of it was read and decided.
    pub fn is_exact(&self) -> bool {
        !self.profiles.is_empty() && self.findings.iter().all(is_settled)
    }

    /// Whether all of it was read and decided, and there is no error.
    pub fn is_complete(&self) -> bool {
        !self.findings.iter().any(is_open)
    }
}

/// Whether a finding leaves nothing open and is no error.
fn is_settled(finding: &Finding) -> bool {
    finding.severity != Severity::Error && !is_open(finding)
}

fn is_open(finding: &Finding) -> bool {
    matches!(finding.kind, Kind::NotJudged | Kind::Assumed)
}

/// Judges the policies of a file: those of each identity together, under each outcome of the conditions that decide over
/// them, in each Region in which they may be deployed.
pub fn judge(catalog: Catalog<'_>, file: &PolicyFile, demands: Demands<'_>) -> Judgement {
    let mut judgement = Judgement { findings: file.findings.clone(), ..Judgement::default() };
    judgement.findings.extend(file.policies.iter().filter_map(not_identity_based));
    judgement.findings.extend(file.policies.iter().filter_map(denies_only));
    let subjects = subject::subjects(file);
    let judge = deployed::Judge::new(catalog, file, demands);
    for subject in &subjects {
        let own = outcomes::judge(&judge, subject, &subjects);
        let gaps = gaps(file, subject);
        let is_exact = !own.profiles.is_empty() && own.findings.iter().all(is_settled) && gaps.is_empty();
        judgement.verdicts.push(Verdict {
            name: subject.name(file).map(str::to_owned),
            profiles: own.profiles.clone(),
            exact: is_exact,
        });
        judgement.profiles.extend(own.profiles);
        // What is said of a policy of several identities is said once.
        for finding in own.findings {
            if !judgement.findings.contains(&finding) {
                judgement.findings.push(finding);
            }
        }
    }
    judgement.findings.extend(file.gaps.iter().map(|gap| from_gap(file, gap)));
    judgement.findings.extend(file.applications.iter().filter_map(|application| never_granted(file, application)));
    judgement
}

/// What belongs to the identity of these policies and can't be read.
fn gaps<'f>(file: &'f PolicyFile, subject: &Subject) -> Vec<&'f Gap> {
    let is_own = |gap: &&Gap| match &gap.owner {
        Owner::Everyone => true,
        Owner::Policy(at) => subject.policies.contains(at),
        Owner::Identities(own) => subject.identity.as_ref().is_some_and(|identity| own.contains(identity)),
    };
    file.gaps.iter().filter(is_own).collect()
}

fn from_gap(file: &PolicyFile, gap: &Gap) -> Finding {
    let mut finding = Finding::new(Severity::Note, Kind::NotJudged, gap.offset, gap.message.clone());
    finding.help.extend(gap.help.clone());
    finding.policy = match &gap.owner {
        Owner::Everyone => None,
        Owner::Policy(at) => file.policies.get(*at).and_then(|policy| policy.name.clone()),
        Owner::Identities(own) => {
            own.first().filter(|_| file.policies.len() > 1).map(|own: &Identity| own.name.clone())
        }
    };
    finding
}

/// What is said of a policy that is none of an identity and is about invoking.
fn not_identity_based(policy: &Policy) -> Option<Finding> {
    let message = match policy.kind {
        PolicyKind::ServiceControl => {
            "is a service control policy, which grants nothing: `cargo bedrock-profiles scp` says which profiles it breaks"
        }
        PolicyKind::Resource => {
            "is not judged: `Principal` is for trust policies, resource-based policies and VPC endpoint policies, and IAM \
             refuses it in an identity-based policy"
        }
        PolicyKind::Document | PolicyKind::Managed | PolicyKind::Inline => return None,
    };
    let document = documents(policy).next()?;
    let invoking = document.statements.iter().find(|statement| names_bedrock(statement));
    let is_scp = policy.kind == PolicyKind::ServiceControl;
    let statement = invoking.filter(|_| !is_scp);
    if statement.is_none() && !is_scp {
        return None;
    }
    let offset = statement.map_or(policy.offset, |statement| statement.offset);
    let mut note = Finding::new(Severity::Note, Kind::NotJudged, offset, message);
    note.policy.clone_from(&policy.name);
    note.statement = statement.map(statement::name);
    Some(note)
}

fn documents(policy: &Policy) -> impl Iterator<Item = &Document> {
    policy.variants.iter().flatten().map(|document| &**document)
}

/// Whether a statement may be about actions of Bedrock that invoke.
fn names_bedrock(statement: &bedrock_profiles_iam::document::Statement) -> bool {
    statement.actions.texts.iter().filter_map(|located| located.text.known()).any(service::is_invoking)
}

/// What is said of a document that allows nothing.
fn denies_only(policy: &Policy) -> Option<Finding> {
    let mut statements = documents(policy).flat_map(|document| &document.statements).peekable();
    statements.peek()?;
    let denies_all = statements.all(|statement| statement.effect == Effect::Deny);
    (policy.kind == PolicyKind::Document && denies_all).then(|| {
        let message = "allows nothing: as a service control policy it is judged by `cargo bedrock-profiles scp`, which says \
                       which profiles it breaks";
        let mut note = Finding::new(Severity::Note, Kind::Beside, policy.offset, message);
        note.policy.clone_from(&policy.name);
        note
    })
}

/// What is said of an application profile that the file creates and grants nobody.
fn never_granted(file: &PolicyFile, application: &Application) -> Option<Finding> {
    let statements = file.policies.iter().flat_map(documents).flat_map(|document| &document.statements);
    let mut texts = statements.flat_map(deployment::texts);
    let has_gap = file.gaps.iter().any(|gap| gap.owner == Owner::Everyone);
    let is_named = texts.any(|text| arn::unknown_piece(text) == Some(&application.reference));
    (!is_named && !has_gap && !matches!(file.form, Form::Account)).then(|| {
        let message = format!(
            "the application profile {} is created, and no policy of this file grants it",
            quoted_one(&application.name)
        );
        Finding::new(Severity::Warning, Kind::Beside, application.offset, message)
            .help("a call through it needs its own ARN in a policy, and its models through that ARN")
    })
}
