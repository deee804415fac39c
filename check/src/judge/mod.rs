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
mod examined;
mod gaps;
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
pub use quota::characters;

use crate::model::{Application, Demands, Finding, Form, Kind, Owner, Policy, PolicyFile, PolicyKind, Severity};
use crate::report::quoted_one;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::document::Effect;
use bedrock_profiles_iam::{Document, Piece, Text};
use std::collections::{BTreeSet, HashSet};

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
    let judge = deployed::Judge::new(catalog, file, demands);
    let mut seen: HashSet<Finding> = judgement.findings.iter().cloned().collect();
    for (at, subject) in judge.subjects.all.iter().enumerate() {
        let own = outcomes::judge(&judge, at, subject);
        let has_gaps = judge.gaps.of(subject).next().is_some();
        let is_exact = !own.profiles.is_empty() && own.findings.iter().all(is_settled) && !has_gaps;
        judgement.verdicts.push(Verdict {
            name: subject.name(file).map(str::to_owned),
            profiles: own.profiles.clone(),
            exact: is_exact,
        });
        judgement.profiles.extend(own.profiles);
        // What is said of a policy of several identities is said once.
        let new = own.findings.into_iter().filter(|finding| seen.insert(finding.clone()));
        judgement.findings.extend(new);
    }
    judgement.findings.extend(file.gaps.iter().map(|gap| gaps::finding(file, gap)));
    judgement.findings.extend(never_granted(file));
    judgement
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

/// What is said of application profiles that the file creates and grants nobody.
fn never_granted(file: &PolicyFile) -> Vec<Finding> {
    let has_gap = file.gaps.iter().any(|gap| gap.owner == Owner::Everyone);
    if has_gap || file.form == Form::Account || file.applications.is_empty() {
        return Vec::new();
    }
    let statements = file.policies.iter().flat_map(documents).flat_map(|document| &document.statements);
    let pieces = statements.flat_map(deployment::texts).flat_map(Text::pieces);
    let written = pieces.filter_map(|piece| if let Piece::Unknown(written) = piece { Some(written) } else { None });
    let named: HashSet<&str> = written.filter_map(|written| resource_of(written)).collect();
    let is_named =
        |application: &Application| resource_of(&application.reference).is_some_and(|own| named.contains(own));
    let never = file.applications.iter().filter(|application| !is_named(application));
    let finding = |application: &Application| {
        let message = format!(
            "the application profile {} is created, and no policy of this file grants it",
            quoted_one(&application.name)
        );
        Finding::new(Severity::Warning, Kind::Beside, application.offset, message)
            .help("a call through it needs its own ARN in a policy, and its models through that ARN")
    };
    never.map(finding).collect()
}

/// The resource of a template or module that an unknown piece refers to: `${Chat.InferenceProfileArn}`,
/// `${aws_bedrock_inference_profile.chat.arn}`.
fn resource_of(written: &str) -> Option<&str> {
    let inner = written.strip_prefix("${")?.strip_suffix('}')?;
    Some(inner.rsplit_once('.').map_or(inner, |(resource, _)| resource))
}
