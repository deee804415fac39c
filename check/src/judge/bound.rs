//! The statements of documents as a deployment has them.

use super::deployment::Deployment;
use super::examined::{Documents, Examiner};
use super::profiles::is_about_invoking;
use super::statement::Statement;
use super::{malformed, unmatched};
use crate::model::{Finding, PolicyFile};
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::document;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The statements of an identity in a deployment.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    /// As the file has them.
    pub(super) plain: Vec<Rc<Statement>>,
    /// With what is meant in place of what matches nothing, so that it is found once.
    pub(super) corrected: Vec<Rc<Statement>>,
    /// What is wrong with their texts.
    pub(super) findings: Vec<Finding>,
    /// What matches nothing in one of those that are corrected.
    pub(super) slips: Vec<(Rc<Statement>, Finding)>,
}

impl Statements {
    fn add(&mut self, bound: &Bound) {
        self.findings.extend(bound.findings.iter().cloned());
        self.slips.extend(bound.slips.iter().map(|slip| (bound.corrected.clone(), slip.clone())));
        self.plain.push(bound.plain.clone());
        self.corrected.push(bound.corrected.clone());
    }
}

/// Makes statements of documents, each once.
pub(super) struct Binder<'f> {
    pub(super) catalog: Catalog<'f>,
    pub(super) file: &'f PolicyFile,
    known: RefCell<HashMap<Place, BoundByNumber>>,
}

/// What of a deployment decides what a statement becomes.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    region: Option<Rc<str>>,
    account: Rc<str>,
}

impl Place {
    pub(super) fn of(deployment: &Deployment) -> Self {
        Place { region: deployment.region.clone(), account: deployment.caller.account.clone() }
    }
}

/// Statements by their numbers.
type BoundByNumber = HashMap<usize, Bound>;

/// A statement of a policy.
#[derive(Clone, Copy)]
struct Written<'w> {
    policy: usize,
    has_variables: bool,
    statement: &'w document::Statement,
}

struct Bound {
    plain: Rc<Statement>,
    corrected: Rc<Statement>,
    findings: Rc<Vec<Finding>>,
    slips: Rc<Vec<Finding>>,
}

impl<'f> Binder<'f> {
    pub(super) fn new(catalog: Catalog<'f>, file: &'f PolicyFile) -> Self {
        Binder { catalog, file, known: RefCell::default() }
    }

    pub(super) fn statements(
        &self,
        deployment: &Deployment,
        examiner: &Examiner<'_>,
        documents: &Documents,
    ) -> Statements {
        let mut known = self.known.borrow_mut();
        let known = known.entry(Place::of(deployment)).or_default();
        let mut statements = Statements::default();
        for (policy, document) in documents {
            let numbers = &examiner.examined(*policy, document).numbers;
            for (number, statement) in numbers.iter().zip(&document.statements) {
                if statement.has_principal {
                    continue;
                }
                let written = Written { policy: *policy, has_variables: document.has_variables(), statement };
                statements.add(known.entry(*number).or_insert_with(|| self.bind(deployment, written)));
            }
        }
        statements
    }

    fn bind(&self, deployment: &Deployment, written: Written<'_>) -> Bound {
        let Written { policy, has_variables, statement: written } = written;
        let name: Option<Rc<str>> =
            self.file.policies.get(policy).and_then(|policy| policy.name.as_deref()).map(Rc::from);
        let own = deployment.bound_statement(written);
        let new = |own| Statement::new(name.clone(), (written.clone(), own), has_variables, &deployment.caller);
        let plain = new(own.clone());
        let findings = Rc::new(malformed::texts(&plain));
        if !plain.may_allow() || !is_about_invoking(&plain) {
            let plain = Rc::new(plain);
            return Bound { corrected: plain.clone(), plain, findings, slips: Rc::default() };
        }
        let mut corrected = own;
        let (slips, unmatched) = unmatched::corrected(self.catalog, deployment, written, &mut corrected);
        let plain = Rc::new(plain.with_unmatched(unmatched));
        let place = |mut slip: Finding| {
            slip.statement = Some(plain.name());
            slip.policy = plain.policy.as_deref().map(str::to_owned);
            slip
        };
        let slips = Rc::new(slips.into_iter().map(place).collect());
        let corrected = if corrected == plain.bound { plain.clone() } else { Rc::new(new(corrected)) };
        Bound { plain, corrected, findings, slips }
    }
}
