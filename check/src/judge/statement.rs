//! Statements as a deployment has them, and what they say of requests.

use super::arn::{Parts, is_account};
use super::deployment;
use super::request::{Context, OfAction, OfResource};
use super::service::ACCOUNT_KEY;
use super::universe::filled_account;
use crate::model::{Finding, Kind, Severity};
use bedrock_profiles_iam::document::{self, Effect, Located};
use bedrock_profiles_iam::{Cause, Operator, Piece, Truth};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// A statement of a policy, with the texts of a deployment.
#[derive(Debug)]
pub(super) struct Statement {
    /// The policy, where the file has several.
    pub(super) policy: Option<Rc<str>>,
    /// As the file has it.
    pub(super) written: document::Statement,
    /// As the deployment has it, with what matches nothing corrected.
    pub(super) bound: document::Statement,
    compiled: bedrock_profiles_iam::Statement,
    /// As it is where the account is one that it names.
    in_other_accounts: Vec<InAccount>,
    account: Rc<str>,
    /// The account stands for whichever it is deployed in.
    is_any_account: bool,
    has_variables: bool,
    /// The resources, by their index, that match nothing.
    unmatched: BTreeSet<usize>,
    known: RefCell<Known>,
}

/// A statement whose deployment is in an account.
#[derive(Debug)]
struct InAccount {
    account: Rc<str>,
    compiled: bedrock_profiles_iam::Statement,
}

/// What was asked before.
#[derive(Debug, Default)]
struct Known {
    actions: HashMap<Rc<str>, Truth>,
    resources: HashMap<Rc<str>, Truth>,
    conditions: HashMap<(Option<Rc<str>>, Rc<str>), Truth>,
}

/// Whose requests are evaluated.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) account: Rc<str>,
    pub(super) is_any_account: bool,
}

impl Statement {
    pub(super) fn new(
        policy: Option<Rc<str>>,
        (written, bound): (document::Statement, document::Statement),
        has_variables: bool,
        caller: &Caller,
    ) -> Self {
        let compiled = bedrock_profiles_iam::Statement::new(&bound, has_variables);
        let Caller { account, is_any_account } = caller.clone();
        let others = if is_any_account { named_accounts(&bound) } else { BTreeSet::new() };
        let others = others.into_iter().filter(|other| **other != *account).map(|other| InAccount {
            compiled: bedrock_profiles_iam::Statement::new(&moved(&bound, &account, &other), has_variables),
            account: other.into(),
        });
        Statement {
            policy,
            written,
            in_other_accounts: others.collect(),
            bound,
            compiled,
            account,
            is_any_account,
            has_variables,
            unmatched: BTreeSet::new(),
            known: RefCell::default(),
        }
    }

    pub(super) fn effect(&self) -> &Effect {
        &self.bound.effect
    }

    /// The same, of whose resources these match nothing.
    pub(super) fn with_unmatched(self, unmatched: BTreeSet<usize>) -> Self {
        Statement { unmatched, ..self }
    }

    /// Its resources that may match something: as the file has them, and as the deployment has them.
    pub(super) fn matching_resources(&self) -> impl Iterator<Item = (&Located, &Located)> {
        let all = self.written.resources.texts.iter().zip(&self.bound.resources.texts).enumerate();
        all.filter(|(at, _)| !self.unmatched.contains(at)).map(|(_, both)| both)
    }

    /// Whether `${…}` in it are policy variables.
    pub(super) fn has_variables(&self) -> bool {
        self.has_variables
    }

    pub(super) fn may_allow(&self) -> bool {
        *self.effect() != Effect::Deny
    }

    pub(super) fn may_deny(&self) -> bool {
        *self.effect() != Effect::Allow
    }

    /// Its id in backticks, or its number.
    pub(super) fn name(&self) -> String {
        name(&self.written)
    }

    /// Something that is found in it, at its beginning.
    pub(super) fn finding(&self, severity: Severity, kind: Kind, message: impl Into<String>) -> Finding {
        let mut finding = Finding::new(severity, kind, self.written.offset, message);
        finding.statement = Some(self.name());
        finding.policy = self.policy.as_deref().map(str::to_owned);
        finding
    }

    pub(super) fn action(&self, action: &str) -> Truth {
        if let Some(known) = self.known.borrow().actions.get(action) {
            return known.clone();
        }
        let truth = self.compiled.action(&OfAction(action));
        self.known.borrow_mut().actions.insert(action.into(), truth.clone());
        truth
    }

    pub(super) fn resource(&self, arn: &Rc<str>) -> Truth {
        if let Some(known) = self.known.borrow().resources.get(arn) {
            return known.clone();
        }
        let own = self.compiled.resource(&OfResource { arn, account: &self.account });
        let others = self.in_other_accounts.iter().map(|InAccount { account, compiled }| {
            compiled.resource(&OfResource { arn: &arn.replace(&*self.account, account), account })
        });
        let truth = whichever_account([own].into_iter().chain(others));
        self.known.borrow_mut().resources.insert(arn.clone(), truth.clone());
        truth
    }

    /// Whether all its conditions are satisfied.
    pub(super) fn conditions(&self, through: Option<&Rc<str>>, requested: &Rc<str>) -> Truth {
        if self.bound.conditions.is_empty() {
            return Truth::Yes;
        }
        let asked = (through.cloned(), requested.clone());
        if let Some(known) = self.known.borrow().conditions.get(&asked) {
            return known.clone();
        }
        let truth = Truth::all(self.each_condition(through.map(|arn| &**arn), requested));
        self.known.borrow_mut().conditions.insert(asked, truth.clone());
        truth
    }

    /// Whether each condition is satisfied.
    pub(super) fn each_condition(&self, through: Option<&str>, requested: &str) -> Vec<Truth> {
        let context = Context { through, requested, account: &self.account };
        let each = self.compiled.conditions(&context).zip(&self.bound.conditions);
        let each = each.map(|(truth, condition)| if self.is_of_any_account(condition) { open(&truth) } else { truth });
        let mut each: Vec<Truth> = each.collect();
        for InAccount { account, compiled } in &self.in_other_accounts {
            let through = through.map(|arn| arn.replace(&*self.account, account));
            let context = Context { through: through.as_deref(), requested, account };
            for (truth, other) in each.iter_mut().zip(compiled.conditions(&context)) {
                *truth = whichever_account([truth.clone(), other]);
            }
        }
        each
    }

    /// Whether a condition names accounts, and the deployment's is not known.
    fn is_of_any_account(&self, condition: &document::Condition) -> bool {
        let is_own = |value: &Located| value.text.known() == Some(&*self.account);
        self.is_any_account && is_on(condition, ACCOUNT_KEY) && !condition.values.iter().any(is_own)
    }

    pub(super) fn applies(&self, action: &str, arn: &Rc<str>, through: Option<&Rc<str>>, requested: &Rc<str>) -> Truth {
        let action = self.action(action);
        if action == Truth::No {
            return action;
        }
        let resource = self.resource(arn);
        if resource == Truth::No {
            return resource;
        }
        action.and(resource).and(self.conditions(through, requested))
    }

    /// The conditions on a key.
    pub(super) fn conditions_on(&self, key: &str) -> impl Iterator<Item = &document::Condition> {
        self.bound.conditions.iter().filter(move |condition| is_on(condition, key))
    }
}

/// The accounts that the ARNs of a statement name, or one that their wildcards take.
fn named_accounts(statement: &document::Statement) -> BTreeSet<String> {
    let parts = deployment::texts(statement).map(Parts::from_text).filter(Parts::is_arn);
    let accounts = parts.filter_map(|parts| parts.account()?.known().map(|account| filled_account(account, "7")));
    accounts.filter(|account| is_account(account) && account != &"7".repeat(account.len())).collect()
}

/// The statement with another account in place of the deployment's.
fn moved(statement: &document::Statement, account: &str, other: &str) -> document::Statement {
    let moved = |piece: &Piece| match piece {
        Piece::Known(known) => Piece::Known(known.replace(account, other)),
        Piece::Unknown(written) => Piece::Unknown(written.clone()),
    };
    deployment::with_texts(statement, |text| text.pieces().iter().map(moved).collect())
}

/// What is so whichever account the deployment is in.
fn whichever_account(each: impl IntoIterator<Item = Truth>) -> Truth {
    Truth::whichever(&Cause::Key(ACCOUNT_KEY.to_owned()), each)
}

fn open(truth: &Truth) -> Truth {
    match truth {
        Truth::Depends(_) => truth.clone(),
        Truth::Yes | Truth::No => Truth::depends(Cause::Key(ACCOUNT_KEY.to_owned())),
    }
}

/// Whether a condition is on a key. Names of keys ignore case.
pub(super) fn is_on(condition: &document::Condition, key: &str) -> bool {
    condition.key.known().is_some_and(|own| own.eq_ignore_ascii_case(key))
}

pub(super) fn operator(condition: &document::Condition) -> Option<Operator> {
    Operator::from_name(condition.operator.known()?)
}

/// The id of a statement in backticks, or its number.
pub(super) fn name(statement: &document::Statement) -> String {
    let sid = statement.sid.as_ref().map(|sid| crate::report::quoted_one(&sid.text.to_string()));
    sid.unwrap_or_else(|| (statement.index + 1).to_string())
}
