//! What wildcards, and elements that name what they leave out, allow beyond what is needed.

use super::{Excess, Group, OfStatement, SOME, distinct};
use crate::judge::arn::{Parts, is_pattern};
use crate::judge::request::requested_of;
use crate::judge::service::is_invoking;
use crate::judge::statement::Statement;
use crate::judge::universe::Universe;
use bedrock_profiles_iam::document::{Located, Selection};
use bedrock_profiles_iam::{Pattern, Piece, Text};
use std::rc::Rc;

impl<'j> OfStatement<'j> {
    /// `NotAction` and `NotResource`, if they leave invoking open.
    pub(super) fn all_but(&self, groups: &mut Vec<Group<'j>>) -> bool {
        let bound = &self.statement.bound;
        let element = match (bound.actions.is_negated, bound.resources.is_negated) {
            (true, _) => "NotAction",
            (false, true) => "NotResource",
            (false, false) => return false,
        };
        let everything: Text = "*".into();
        let named: Vec<&Text> = bound.resources.texts.iter().map(|located| &located.text).collect();
        let patterns = if bound.resources.is_negated { vec![&everything] } else { named };
        let mut resources = patterns.into_iter().flat_map(|pattern| self.judge.universe.resources(pattern));
        let needed = self.judge.needs.iter().map(|need| need.resource.clone());
        let is_open = resources.any(|arn| self.excess_on(&arn).is_some())
            || bound.actions.is_negated && needed.clone().any(|arn| self.allows_other_action(&arn, "bedrock:*"))
            || needed.clone().any(|arn| self.excess_on(&arn).is_some());
        if is_open {
            let offset = if bound.actions.is_negated { bound.actions.offset } else { bound.resources.offset };
            self.add_text(groups, Excess::AllBut(element), element.to_owned(), offset);
        }
        true
    }

    pub(super) fn action_patterns(&self, groups: &mut Vec<Group<'j>>) {
        let Statement { written, bound, .. } = self.statement;
        for (written, own) in written.actions.texts.iter().zip(&bound.actions.texts) {
            let Some(pattern) = own.text.known().filter(|text| is_pattern(text) && is_invoking(text)) else {
                continue;
            };
            if self.some_resources().any(|arn| self.allows_other_action(&arn, pattern)) {
                self.add(groups, Excess::Action, written);
            }
        }
    }

    /// Resources of Bedrock that the texts of the statement name.
    fn some_resources(&self) -> impl Iterator<Item = Rc<str>> + '_ {
        let texts = self.statement.bound.resources.texts.iter().map(|located| &located.text);
        let known = texts.filter(|text| text.known().is_some() && Parts::from_text(text).may_be_of_bedrock());
        known.flat_map(|text| self.judge.universe.resources(text))
    }

    /// Whether another action is allowed that a pattern stands for.
    fn allows_other_action(&self, arn: &Rc<str>, pattern: &str) -> bool {
        let requested = requested_of(arn);
        Universe::other_actions(pattern).any(|action| {
            self.in_some_way(arn, |through| self.judge.allowed(self.statement, &action, arn, through, &requested))
                .is_some()
        })
    }

    /// What is too much of resources that a pattern takes.
    pub(super) fn resource_pattern(&self, groups: &mut Vec<Group<'j>>, written: &Located, pattern: &Text) {
        let needed = self.needed_of(pattern);
        let others = || self.judge.universe.resources(pattern).filter(|arn| !needed.contains(arn));
        if let Some(witness) = others().find_map(|arn| self.excess_on(&arn)) {
            let some: Vec<Rc<str>> = others().take(SOME).collect();
            let only_through = if witness.through.is_some() { self.only_through(&some) } else { Vec::new() };
            let instead = self.without_region(pattern, &needed);
            self.add(groups, Excess::Resource { instead, only_through }, written);
            return;
        }
        if let Some(instead) = self.without_region(pattern, &needed) {
            self.add(groups, Excess::Resource { instead: Some(instead), only_through: Vec::new() }, written);
            return;
        }
        for arn in &needed {
            self.of_needed(groups, written, arn, &self.judge.needs_on(arn));
        }
    }

    /// The resources that are needed, of those that a pattern takes.
    fn needed_of(&self, pattern: &Text) -> Vec<Rc<str>> {
        let whole = Pattern::with_wildcards(&pattern.to_string());
        let needed = self.judge.needs.iter().map(|need| need.resource.clone());
        distinct(needed.filter(|arn| whole.takes(arn) || Parts::from_text(pattern).count() < 6))
    }

    /// The profiles that are named and through which alone others are allowed.
    pub(super) fn only_through(&self, others: &[Rc<str>]) -> Vec<Rc<str>> {
        let is_allowed =
            |through: Option<&Rc<str>>| others.iter().any(|arn| self.is_allowed(arn, through, &requested_of(arn)));
        let named: Vec<Rc<str>> = self.judge.profiles.named.iter().map(|named| named.arn.clone()).collect();
        let others_than_named = self
            .judge
            .universe
            .through
            .iter()
            .filter(|through| through.as_ref().is_none_or(|arn| !named.contains(arn)));
        if others_than_named.into_iter().any(|through| is_allowed(through.as_ref())) {
            return Vec::new();
        }
        named.into_iter().filter(|arn| is_allowed(Some(arn))).collect()
    }

    /// The ARN without a Region, where that alone is needed of what a pattern takes.
    fn without_region(&self, pattern: &Text, needed: &[Rc<str>]) -> Option<Rc<str>> {
        let parts = Parts::from_text(pattern);
        let model = parts.id().filter(|id| parts.is_model() && !is_pattern(id))?;
        let granted = |arn: &&Rc<str>| {
            let mut needs = self.judge.needs_on(arn).into_iter();
            needs.any(|need| self.is_allowed(arn, need.through.as_ref(), &need.requested))
        };
        let granted: Vec<&Rc<str>> = needed.iter().filter(granted).collect();
        let [only] = granted.as_slice() else { return None };
        let own = Parts::from_arn(only);
        (own.region().and_then(Text::known) == Some("") && own.id() == Some(model)).then(|| (*only).clone())
    }
}

/// Whether a text of its `Action` that is not known may stand for actions of Bedrock, on resources of Bedrock.
pub(super) fn may_allow_other_actions(statement: &Statement) -> bool {
    let Selection { texts, .. } = &statement.bound.actions;
    let mut unknown = texts.iter().filter(|located| located.text.known().is_none());
    let resources = &statement.bound.resources;
    let mut named = resources.texts.iter().map(|located| Parts::from_text(&located.text));
    unknown.any(|located| may_be_action_of_bedrock(&located.text))
        && (resources.is_negated || named.any(|parts| parts.may_be_of_bedrock()))
}

fn may_be_action_of_bedrock(text: &Text) -> bool {
    const SERVICE: &str = "bedrock:";
    let Some(Piece::Known(start)) = text.pieces().first() else { return true };
    let start = start.to_ascii_lowercase();
    start.contains('*') || start.contains('?') || start.starts_with(SERVICE) || SERVICE.starts_with(&start)
}

/// Whether a text of `Resource` may stand for several: one that ends early is completed with `*`.
pub(super) fn is_wide(text: &str) -> bool {
    is_pattern(text) || Parts::from_arn(text).count() < 6
}
