//! Whether requests are allowed, and needed.

use super::{Judge, OfStatement};
use crate::judge::arn::Parts;
use crate::judge::grants::certain;
use crate::judge::named::Need;
use crate::judge::request::requested_of;
use crate::judge::service::{PROFILE_KEY, REGION_KEY};
use crate::judge::statement::{Statement, is_on};
use bedrock_profiles::policy::Action;
use bedrock_profiles_iam::{Cause, Truth};
use std::rc::Rc;

/// Whether a request is allowed. What only the request decides counts as yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    No,
    Yes,
    /// That depends on what the reader could not resolve.
    Unsure,
}

/// A request that is allowed and that nobody needs.
pub(super) struct Witness {
    pub(super) through: Option<Rc<str>>,
}

impl<'j> Judge<'j> {
    pub(super) fn allowed(
        self,
        statement: &Statement,
        action: &str,
        arn: &Rc<str>,
        through: Option<&Rc<str>>,
        requested: &Rc<str>,
    ) -> Allowed {
        let own = certain(statement, statement.applies(action, arn, through, requested));
        if own == Truth::No || is_refused(&own) {
            return Allowed::No;
        }
        let own = if is_of_unknown_value(statement, through, requested) { own.and(unknown_value()) } else { own };
        let denied = self.grants.denies_request(action, arn, through, requested);
        match (own, denied) {
            (_, Truth::Yes) => Allowed::No,
            (own, denied) if is_open(&without_type_wildcards(&own)) || is_open(&denied) => Allowed::Unsure,
            _ => Allowed::Yes,
        }
    }

    /// The needs on a resource.
    pub(super) fn needs_on(self, arn: &str) -> Vec<&'j Need> {
        self.needs.iter().filter(|need| &*need.resource == arn).collect()
    }

    pub(super) fn is_judged_through(self, through: Option<&Rc<str>>) -> bool {
        through.is_none_or(|arn| !self.profiles.is_unknown(arn))
    }
}

impl OfStatement<'_> {
    /// A way in which a resource can be requested that is allowed. On the profile itself no page of AWS says whether
    /// `bedrock:InferenceProfileArn` is set: there both must be.
    pub(super) fn in_some_way(&self, arn: &Rc<str>, allowed: impl Fn(Option<&Rc<str>>) -> Allowed) -> Option<Witness> {
        let parts = Parts::from_arn(arn);
        if parts.is_profile() || parts.is_application_profile() {
            return match (allowed(None), allowed(Some(arn))) {
                (Allowed::Yes, Allowed::Yes) => Some(Witness { through: None }),
                (Allowed::No, Allowed::No) => None,
                _ => {
                    self.is_open.set(true);
                    None
                }
            };
        }
        if !parts.is_model() {
            return (allowed(None) == Allowed::Yes).then_some(Witness { through: None });
        }
        let all = self.judge.universe.through.iter();
        let mut judged = all.filter(|through| self.judge.is_judged_through(through.as_ref()));
        let found = judged.find(|through| allowed(through.as_ref()) == Allowed::Yes)?;
        Some(Witness { through: found.clone() })
    }

    pub(super) fn is_allowed(&self, arn: &Rc<str>, through: Option<&Rc<str>>, requested: &Rc<str>) -> bool {
        self.actions.iter().any(|action| self.is_action_allowed(*action, arn, through, requested))
    }

    pub(super) fn is_action_allowed(
        &self,
        action: Action,
        arn: &Rc<str>,
        through: Option<&Rc<str>>,
        requested: &Rc<str>,
    ) -> bool {
        match self.judge.allowed(self.statement, action.as_str(), arn, through, requested) {
            Allowed::No => false,
            Allowed::Yes => true,
            Allowed::Unsure => {
                if !self.is_acceptable(action, arn, through, requested) {
                    self.is_open.set(true);
                }
                false
            }
        }
    }

    /// Whether a request is allowed that nobody needs.
    pub(super) fn exceeding(
        &self,
        action: Action,
        arn: &Rc<str>,
        through: Option<&Rc<str>>,
        requested: &Rc<str>,
    ) -> Allowed {
        if self.is_acceptable(action, arn, through, requested) {
            return Allowed::No;
        }
        let allowed = self.judge.allowed(self.statement, action.as_str(), arn, through, requested);
        self.is_open.set(self.is_open.get() || allowed == Allowed::Unsure);
        allowed
    }

    /// A request for a resource that is allowed and that nobody needs.
    pub(super) fn excess_on(&self, arn: &Rc<str>) -> Option<Witness> {
        let requested = requested_of(arn);
        let exceeding = |action: Action, through: Option<&Rc<str>>| {
            // A global profile may be requested in any Region.
            let is_anywhere = through.is_some_and(|through| self.is_pinned(through));
            let elsewhere = self.judge.universe.requested.iter().filter(|_| is_anywhere);
            let mut all = [&requested].into_iter().chain(elsewhere).map(|it| self.exceeding(action, arn, through, it));
            all.find(|allowed| *allowed == Allowed::Yes).unwrap_or(Allowed::No)
        };
        self.actions.iter().find_map(|action| self.in_some_way(arn, |through| exceeding(*action, through)))
    }

    /// Whether a request is needed, or is never made.
    pub(super) fn is_acceptable(
        &self,
        action: Action,
        arn: &Rc<str>,
        through: Option<&Rc<str>>,
        requested: &Rc<str>,
    ) -> bool {
        let needs = self.judge.needs_on(arn);
        let mut of_action = needs.iter().filter(|need| need.action == action);
        of_action.any(|need| {
            let is_requested = need.pinned.as_ref().is_none_or(|pinned| pinned == requested);
            let is_through = !need.is_model || need.through.as_ref() == through;
            is_requested && (is_through || self.is_never_reached(need, through))
        })
    }

    /// Whether a profile never leads to the model of a need, which the statement allows through its own profile too: they
    /// share the statement for the sake of its size.
    fn is_never_reached(&self, need: &Need, through: Option<&Rc<str>>) -> bool {
        let Some(other) = through.and_then(|arn| self.judge.profiles.named(arn)) else { return false };
        let conditions = self.statement.conditions_on(PROFILE_KEY);
        let mut values = conditions.flat_map(|condition| &condition.values);
        let is_shared = values.any(|value| value.text.known() == need.through.as_deref())
            || self.statement.conditions(need.through.as_ref(), &need.requested) != Truth::No;
        need.through.is_some() && other.model_id() != need.of.model_id() && is_shared
    }

    /// Whether what a profile needs names the Region requested.
    pub(super) fn is_pinned(&self, through: &Rc<str>) -> bool {
        self.judge.needs.iter().any(|need| need.through.as_ref() == Some(through) && need.pinned.is_some())
    }
}

/// Whether it depends on what IAM refuses, which is an error by itself.
fn is_refused(truth: &Truth) -> bool {
    matches!(truth, Truth::Depends(causes) if causes.iter().any(|cause| matches!(cause, Cause::Refused(_))))
}

/// Whether a condition on the profile or the Region compares with a policy variable whose value only the request has.
fn is_of_unknown_value(statement: &Statement, through: Option<&Rc<str>>, requested: &str) -> bool {
    let each =
        statement.each_condition(through.map(|arn| &**arn), requested).into_iter().zip(&statement.bound.conditions);
    let mut own = each.filter(|(_, condition)| is_on(condition, PROFILE_KEY) || is_on(condition, REGION_KEY));
    own.any(|(truth, _)| matches!(truth, Truth::Depends(_)))
}

fn unknown_value() -> Truth {
    Truth::depends(Cause::Text("a policy variable".to_owned()))
}

/// Whether something decides it that the reader could not resolve, or that AWS does not document.
fn is_open(truth: &Truth) -> bool {
    matches!(truth, Truth::Depends(causes) if causes.iter().any(|cause| !matches!(cause, Cause::Key(_))))
}

/// What a wildcard in the type of a resource allows is too much whether or not IAM takes it.
fn without_type_wildcards(truth: &Truth) -> Truth {
    let Truth::Depends(causes) = truth else { return truth.clone() };
    let others = causes.iter().filter(|cause| !matches!(cause, Cause::TypeWildcard(_)));
    Truth::all(others.cloned().map(Truth::depends))
}
