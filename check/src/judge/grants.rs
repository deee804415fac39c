//! What statements together say of what is needed.

use super::named::Need;
use super::service::PROFILE_KEY;
use super::statement::Statement;
use bedrock_profiles_iam::{Cause, Truth};
use std::rc::Rc;

/// The statements that one identity has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grants<'g>(pub(super) &'g [Rc<Statement>]);

impl<'g> Grants<'g> {
    /// Those that allow, or may.
    pub(super) fn allowing(self) -> impl Iterator<Item = &'g Statement> {
        self.0.iter().map(|statement| &**statement).filter(|statement| statement.may_allow())
    }

    /// Those that deny, or may.
    pub(super) fn denying(self) -> impl Iterator<Item = &'g Statement> {
        self.0.iter().map(|statement| &**statement).filter(|statement| statement.may_deny())
    }

    pub(super) fn allows(self, need: &Need) -> Truth {
        Truth::any(self.allowing().map(|statement| certain(statement, satisfied(statement, need))))
    }

    pub(super) fn denies(self, need: &Need) -> Truth {
        Truth::any(self.denying().map(|statement| certain(statement, satisfied(statement, need))))
    }

    /// Whether a request is denied.
    pub(super) fn denies_request(
        self,
        action: &str,
        arn: &Rc<str>,
        through: Option<&Rc<str>>,
        requested: &Rc<str>,
    ) -> Truth {
        Truth::any(
            self.denying().map(|statement| certain(statement, statement.applies(action, arn, through, requested))),
        )
    }
}

/// A statement whose effect is not known does nothing for certain.
pub(super) fn certain(statement: &Statement, applies: Truth) -> Truth {
    applies.and(statement.effect().is_certain())
}

/// Whether a statement applies to what is needed.
pub(super) fn satisfied(statement: &Statement, need: &Need) -> Truth {
    let action = statement.action(need.action.as_str());
    if action == Truth::No {
        return action;
    }
    let resource = statement.resource(&need.resource);
    if resource == Truth::No {
        return resource;
    }
    action.and(resource).and(conditions(statement, need))
}

/// Whether the conditions of a statement are satisfied by what is needed. On the profile itself AWS does not say whether
/// `bedrock:InferenceProfileArn` is set.
pub(super) fn conditions(statement: &Statement, need: &Need) -> Truth {
    if need.is_model {
        return statement.conditions(need.through.as_ref(), &need.requested);
    }
    let either = [need.through.as_ref(), Some(&need.resource)];
    let key = Cause::Key(PROFILE_KEY.to_owned());
    Truth::whichever(&key, either.map(|through| statement.conditions(through, &need.requested)))
}
