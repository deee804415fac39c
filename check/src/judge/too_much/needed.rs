//! What is too much of a resource that is needed.

use super::request::Allowed;
use super::{Excess, Group, Lets, OfStatement, distinct};
use crate::judge::arn::is_pattern;
use crate::judge::grants::satisfied;
use crate::judge::named::Need;
use crate::judge::request::requested_of;
use crate::judge::service::PROFILE_KEY;
use crate::judge::statement::{Statement, is_on, operator};
use crate::judge::universe::Universe;
use bedrock_profiles::policy::Action;
use bedrock_profiles_iam::document::Located;
use bedrock_profiles_iam::{Pattern, Truth};
use std::rc::Rc;

impl<'j> OfStatement<'j> {
    /// What is too much of a resource that is needed.
    pub(super) fn of_needed(&self, groups: &mut Vec<Group<'j>>, written: &Located, arn: &Rc<str>, needs: &[&Need]) {
        if let Some(excess) = self.loose(arn, needs) {
            let text = written.text.to_string();
            let offset =
                self.statement.conditions_on(PROFILE_KEY).next().map_or(written.offset, |condition| condition.offset);
            let text = if let Excess::Loose { .. } = excess { String::new() } else { text };
            self.add_text(groups, excess, text, offset);
            return;
        }
        for action in &self.actions {
            if self.is_unneeded(*action, arn, needs) {
                let everywhere = !self.needs_action(*action);
                self.add(groups, Excess::Unneeded { action: *action, everywhere }, written);
            }
        }
        self.other_profiles(groups, written, arn, needs);
        self.other_regions(groups, written, arn, needs);
    }

    /// Whether an action is granted as what needs the resource has it, and none of that needs it.
    fn is_unneeded(&self, action: Action, arn: &Rc<str>, needs: &[&Need]) -> bool {
        let is_granted = |need: &&Need| self.is_action_allowed(action, arn, need.through.as_ref(), &need.requested);
        !needs.iter().any(|need| need.action == action) && needs.iter().any(is_granted)
    }

    /// Whether something that the statement grants needs the action.
    fn needs_action(&self, action: Action) -> bool {
        let own = self.judge.needs.iter().filter(|need| need.action == action);
        own.into_iter().any(|need| satisfied(self.statement, need) != Truth::No)
    }

    /// Whether the model can be called otherwise than through its profiles.
    pub(super) fn loose(&self, arn: &Rc<str>, needs: &[&Need]) -> Option<Excess> {
        if needs.iter().any(|need| !need.is_model || need.through.is_none()) {
            return None;
        }
        let requested = requested_of(arn);
        let is_direct = self.is_allowed(arn, None, &requested);
        let is_pattern_of_profiles = self.statement.conditions_on(PROFILE_KEY).any(|condition| {
            operator(condition).is_none_or(|operator| operator.compares_text() && !operator.is_negated())
        });
        let mut invented = self.judge.universe.through.iter().flatten().filter(|arn| Universe::is_invented(arn));
        let has_others = invented.any(|through| self.is_allowed(arn, Some(through), &requested));
        let through: Vec<Rc<str>> = distinct(needs.iter().filter_map(|need| need.through.clone()));
        if !(is_direct || has_others && !is_pattern_of_profiles) {
            return None;
        }
        let Some(first) = self.statement.conditions_on(PROFILE_KEY).next() else {
            return Some(Excess::Direct { through });
        };
        let is_named = needs.iter().any(|need| self.is_allowed(arn, need.through.as_ref(), &need.requested));
        let lets = match (is_direct, has_others, is_named) {
            (true, true, _) => Lets::Others,
            (true, false, true) => Lets::Direct,
            (true, false, false) => Lets::DirectAlone,
            (false, ..) => Lets::AnyProfile,
        };
        Some(Excess::Loose { operator: first.operator.to_string(), lets, through })
    }

    /// Other profiles than those that lead to the model.
    fn other_profiles(&self, groups: &mut Vec<Group<'j>>, written: &Located, arn: &Rc<str>, needs: &[&Need]) {
        if needs.iter().any(|need| !need.is_model) {
            return;
        }
        let requested = requested_of(arn);
        for through in self.judge.universe.through.iter().flatten() {
            let is_judged = self.judge.is_judged_through(Some(through));
            // A global profile may be requested in any Region.
            let is_elsewhere =
                self.is_pinned(through) && !needs.iter().any(|need| need.through.as_ref() == Some(through));
            let elsewhere = self.judge.universe.requested.iter().filter(|_| is_elsewhere);
            let requested: Vec<&Rc<str>> = elsewhere.chain([&requested]).collect();
            let is_excess = |action: &Action| {
                let mut exceeding =
                    requested.iter().filter(|it| self.exceeding(*action, arn, Some(through), it) == Allowed::Yes);
                !self.is_unneeded(*action, arn, needs) && exceeding.next().is_some()
            };
            if !is_judged || !self.actions.iter().any(is_excess) {
                continue;
            }
            match self.pattern_of(through) {
                Some((text, offset)) => self.add_text(groups, Excess::Profile, text, offset),
                None => self.add(groups, Excess::Superfluous { through: Some(through.clone()) }, written),
            }
        }
    }

    /// The pattern in a condition that takes a profile.
    fn pattern_of(&self, through: &str) -> Option<(String, usize)> {
        let Statement { written, bound, .. } = self.statement;
        let conditions = written.conditions.iter().zip(&bound.conditions);
        let own = conditions.filter(|(_, condition)| is_on(condition, PROFILE_KEY));
        let values = own.flat_map(|(written, bound)| written.values.iter().zip(&bound.values));
        let mut patterns = values.filter(|(_, own)| {
            own.text.known().is_some_and(|text| is_pattern(text) && Pattern::with_wildcards(text).takes(through))
        });
        patterns.next().map(|(written, _)| (written.text.to_string(), written.offset))
    }

    /// Other Regions than the one that a global profile's statement pins.
    fn other_regions(&self, groups: &mut Vec<Group<'j>>, written: &Located, arn: &Rc<str>, needs: &[&Need]) {
        let Some(pinned) = needs.iter().find_map(|need| need.pinned.clone()) else { return };
        let is_excess = |requested: &Rc<str>| {
            needs.iter().filter(|need| need.pinned.is_some()).any(|need| {
                if need.is_model {
                    return self.exceeding(need.action, arn, need.through.as_ref(), requested) == Allowed::Yes;
                }
                let is_needed = self.is_acceptable(need.action, arn, None, requested);
                let action = need.action.as_str();
                let allowed =
                    |through: Option<&Rc<str>>| self.judge.allowed(self.statement, action, arn, through, requested);
                !is_needed && self.in_some_way(arn, allowed).is_some()
            })
        };
        if self.judge.universe.requested.iter().any(is_excess) {
            self.add(groups, Excess::AnyRegion { requested: pinned }, written);
        }
    }
}
