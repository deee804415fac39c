//! What documents say by themselves, found out once of each.

use super::arn::{Parts, is_pattern};
use super::{deployment, malformed, quota, service};
use crate::model::{Finding, Kind, PolicyFile, Severity};
use bedrock_profiles_iam::document::{self, Document};
use bedrock_profiles_iam::{Piece, Text};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Documents, each by the index of its policy in the file.
pub(super) type Documents = Vec<(usize, Arc<Document>)>;

/// What a document says by itself.
#[derive(Debug)]
pub(super) struct Examined {
    /// The numbers of its statements. Those of one policy that are alike have one.
    pub(super) numbers: Vec<usize>,
    /// The numbers of those that may count for Bedrock.
    pub(super) counting: Vec<usize>,
    /// What IAM refuses in it, and what can't be read.
    pub(super) findings: Vec<Finding>,
    /// How long it is, as IAM counts.
    pub(super) characters: usize,
}

/// Examines the documents of a file.
pub(super) struct Examiner<'f> {
    file: &'f PolicyFile,
    /// By the index of the policy, and the address of its document.
    known: RefCell<HashMap<(usize, usize), Rc<Examined>>>,
    numbers: RefCell<HashMap<(usize, bool, document::Statement), usize>>,
}

impl<'f> Examiner<'f> {
    pub(super) fn new(file: &'f PolicyFile) -> Self {
        Examiner { file, known: RefCell::default(), numbers: RefCell::default() }
    }

    pub(super) fn examined(&self, policy: usize, document: &Arc<Document>) -> Rc<Examined> {
        let key = (policy, Arc::as_ptr(document).addr());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let examined = Rc::new(self.examine(policy, document));
        self.known.borrow_mut().insert(key, examined.clone());
        examined
    }

    /// The numbers of the statements of documents that may count for Bedrock.
    pub(super) fn counting(&self, documents: &Documents) -> Vec<Vec<usize>> {
        documents.iter().map(|(at, document)| self.examined(*at, document).counting.clone()).collect()
    }

    /// Whether one of them is longer than any quota takes: nobody can have it, and to ask it may take minutes.
    pub(super) fn is_too_long(&self, documents: &Documents) -> bool {
        documents.iter().any(|(at, document)| quota::is_too_long(self.examined(*at, document).characters))
    }

    fn examine(&self, policy: usize, document: &Document) -> Examined {
        let numbers: Vec<usize> = document
            .statements
            .iter()
            .map(|statement| self.number(policy, document.has_variables(), statement))
            .collect();
        let characters = quota::characters(document);
        let mut findings = self.findings(policy, document);
        if quota::is_too_long(characters) {
            shorten(&mut findings);
        }
        let counting = numbers.iter().zip(&document.statements).filter(|(_, statement)| counts(statement));
        Examined { counting: counting.map(|(number, _)| *number).collect(), numbers, findings, characters }
    }

    fn number(&self, policy: usize, has_variables: bool, statement: &document::Statement) -> usize {
        let mut numbers = self.numbers.borrow_mut();
        let next = numbers.len();
        *numbers.entry((policy, has_variables, statement.clone())).or_insert(next)
    }

    fn findings(&self, policy: usize, document: &Document) -> Vec<Finding> {
        let policy = self.file.policies.get(policy).and_then(|policy| policy.name.as_deref());
        let mut findings = malformed::problems(document, policy);
        findings.extend(document.unknown.iter().map(|located| {
            let message = "is not judged: it is known at deployment only";
            let mut note = Finding::new(Severity::Note, Kind::NotJudged, located.offset, message);
            note.policy = policy.map(str::to_owned);
            note.statement = Some((located.index + 1).to_string());
            note
        }));
        findings
    }
}

/// Leaves the first of what is said of a document that nobody can have.
fn shorten(findings: &mut Vec<Finding>) {
    const SHOWN: usize = 100;
    let more = findings.len().saturating_sub(SHOWN);
    findings.truncate(SHOWN);
    if let Some(last) = findings.last_mut().filter(|_| more > 0) {
        last.help.push(format!("note: and {more} more in this policy"));
    }
}

/// Whether a statement may be about Bedrock, or has something that is told of.
fn counts(statement: &document::Statement) -> bool {
    let is_of_another = |text: &Text| {
        let service = text.known().and_then(|action| action.split_once(':')).map(|(service, _)| service);
        service.is_some_and(|service| !is_pattern(service) && !names_bedrock(service))
    };
    let actions = &statement.actions;
    let is_other = !actions.is_negated && actions.texts.iter().all(|located| is_of_another(&located.text));
    let is_plain = |text: &Text| {
        text.pieces().iter().all(|piece| match piece {
            Piece::Known(text) => text.is_ascii() && !names_bedrock(text),
            Piece::Unknown(_) => true,
        })
    };
    let is_resource = |text: &Text| {
        let Some(text) = text.known() else { return true };
        let parts = Parts::from_arn(text);
        text == "*" || parts.is_arn() && parts.service().and_then(Text::known).is_some_and(|own| !is_pattern(own))
    };
    let has_key = |condition: &document::Condition| condition.key.known().is_some_and(service::is_key);
    !is_other
        || statement.has_principal
        || !deployment::texts(statement).all(is_plain)
        || !statement.resources.texts.iter().all(|located| is_resource(&located.text))
        || !statement.conditions.iter().all(has_key)
}

fn names_bedrock(text: &str) -> bool {
    text.to_ascii_lowercase().contains("bedrock")
}
