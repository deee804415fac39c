//! A service control policy, read from its document.

use super::error::ScpError;
use crate::policy::document::VERSION;
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_iam::document::{Document, Effect, Statement};
use bedrock_profiles_iam::json;
use bedrock_profiles_iam::{Problem, ProblemKind};

/// A statement, called by its id or by its place in the document.
#[derive(Debug)]
pub(super) struct Control {
    pub(super) name: String,
    pub(super) written: Statement,
    pub(super) statement: bedrock_profiles_iam::Statement,
}

impl Control {
    pub(super) fn denies(&self) -> bool {
        *self.statement.effect() != Effect::Allow
    }

    pub(super) fn allows(&self) -> bool {
        *self.statement.effect() != Effect::Deny
    }

    /// Every text that may name an account or a profile.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        let values = self.written.conditions.iter().flat_map(|condition| &condition.values);
        self.written.resources.texts.iter().chain(values).map(|located| located.text.to_string())
    }
}

/// The statements of a text; an error where it is no service control policy.
///
/// See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>.
pub(super) fn read(text: &str) -> Result<Vec<Control>, ScpError> {
    let document = Document::read(&json::parse(text)?);
    controls(&document, text)
}

/// The statements of a document that stands in a text.
pub(super) fn controls(document: &Document, text: &str) -> Result<Vec<Control>, ScpError> {
    let is_of_statements = |problem: &&Problem| problem.statement.is_some() || problem.element == "Statement";
    let (of_statements, own): (Vec<&Problem>, Vec<&Problem>) = document.problems.iter().partition(is_of_statements);
    check_problems(own, text)?;
    check_version(document)?;
    check_problems(of_statements, text)?;
    check_principals(document)?;
    let names = document.statements.iter().map(|statement| {
        let sid = statement.sid.as_ref().map(|sid| sid.text.to_string());
        sid.unwrap_or_else(|| format!("Statement[{}]", statement.index))
    });
    let statements = names.zip(document.statements.iter().cloned()).zip(document.compiled());
    Ok(statements.map(|((name, written), statement)| Control { name, written, statement }).collect())
}

fn check_problems(problems: Vec<&Problem>, text: &str) -> Result<(), ScpError> {
    problems.into_iter().find_map(|problem| refused(problem, text)).map_or(Ok(()), Err)
}

/// Organizations takes ids of any characters, and twice.
fn refused(problem: &Problem, text: &str) -> Option<ScpError> {
    match &problem.kind {
        ProblemKind::Sid(_) | ProblemKind::SameSid(_) => None,
        ProblemKind::Duplicate => Some(ScpError::duplicate(problem, text)),
        ProblemKind::UnknownElement => Some(no_element(&problem.element)),
        kind => Some(ScpError::not_a_policy(&problem.element, &kind.to_string())),
    }
}

fn no_element(element: &str) -> ScpError {
    ScpError::not_a_policy(element, "is no element of a service control policy")
}

fn check_version(document: &Document) -> Result<(), ScpError> {
    match document.version.as_ref().map(|version| version.text.to_string()).as_deref() {
        Some(VERSION) => Ok(()),
        Some(other) => Err(ScpError::not_a_policy("Version", &format!("is `{other}`, and not `{VERSION}`"))),
        None => Err(ScpError::not_a_policy("Version", &format!("is missing: it is `{VERSION}`"))),
    }
}

fn check_principals(document: &Document) -> Result<(), ScpError> {
    match document.statements.iter().find(|statement| statement.has_principal) {
        Some(statement) => Err(no_element(&format!("Statement[{}].Principal", statement.index))),
        None => Ok(()),
    }
}
