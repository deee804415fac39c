//! The statements of documents as a deployment has them.

use super::deployment::Deployment;
use super::profiles::is_about_invoking;
use super::statement::Statement;
use super::{malformed, unmatched};
use crate::model::{Finding, PolicyFile};
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::document::{self, Document};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Documents, each by the index of its policy in the file.
pub(super) type Documents = Vec<(usize, Arc<Document>)>;

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

/// Makes statements of documents, each once.
pub(super) struct Binder<'f> {
    pub(super) catalog: Catalog<'f>,
    pub(super) file: &'f PolicyFile,
    known: RefCell<HashMap<Key, Bound>>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    policy: usize,
    has_variables: bool,
    region: Option<String>,
    account: String,
    statement: document::Statement,
}

#[derive(Clone)]
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

    pub(super) fn statements(&self, deployment: &Deployment, documents: &[(usize, Arc<Document>)]) -> Statements {
        let mut statements = Statements::default();
        for (at, document) in documents {
            for statement in document.statements.iter().filter(|statement| !statement.has_principal) {
                let bound = self.bound(deployment, *at, document.has_variables(), statement);
                statements.findings.extend(bound.findings.iter().cloned());
                statements.slips.extend(bound.slips.iter().map(|slip| (bound.corrected.clone(), slip.clone())));
                statements.plain.push(bound.plain);
                statements.corrected.push(bound.corrected);
            }
        }
        statements
    }

    fn bound(
        &self,
        deployment: &Deployment,
        policy: usize,
        has_variables: bool,
        written: &document::Statement,
    ) -> Bound {
        let key = Key {
            policy,
            has_variables,
            region: deployment.region.as_deref().map(str::to_owned),
            account: deployment.caller.account.to_string(),
            statement: written.clone(),
        };
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let bound = self.bind(deployment, &key);
        self.known.borrow_mut().insert(key, bound.clone());
        bound
    }

    fn bind(&self, deployment: &Deployment, key: &Key) -> Bound {
        let written = &key.statement;
        let name: Option<Rc<str>> =
            self.file.policies.get(key.policy).and_then(|policy| policy.name.as_deref()).map(Rc::from);
        let own = deployment.bound_statement(written);
        let new = |own| Statement::new(name.clone(), (written.clone(), own), key.has_variables, &deployment.caller);
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
