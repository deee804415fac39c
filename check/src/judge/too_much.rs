//! What is granted beyond what the profiles need.
//!
//! Each statement is asked about requests that it may be meant for, and about some that nobody needs: with other
//! actions, resources, profiles and Regions. What it allows of those, and no denial takes back, is too much.

mod message;

use super::arn::{Parts, has_variable, is_pattern};
use super::deployment::Deployment;
use super::grants::{Grants, certain};
use super::lifecycle::{self, directly, outside};
use super::named::{Named, Need};
use super::profiles::Profiles;
use super::request::{UNSPECIFIED, requested_of};
use super::service::{INVOKING, PROFILE_KEY, REGION_KEY, is_invoking};
use super::statement::{Statement, operator};
use super::universe::Universe;
use crate::model::{Calls, Finding, Kind, Severity};
use bedrock_profiles::policy::Action;
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Problem};
use bedrock_profiles_iam::document::{Effect, Located, Selection};
use bedrock_profiles_iam::{Cause, Piece, Text, Truth};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ptr;
use std::rc::Rc;

/// Why something is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Excess {
    /// The condition on the profile, with this operator, lets more through than the profile.
    Loose { operator: String, lets: Lets, through: Vec<Rc<str>> },
    /// The action is a pattern.
    Action,
    /// `NotAction`, or `NotResource`, allows whatever it does not name.
    AllBut(&'static str),
    /// The resource is a pattern; the ARN that is needed of it, or the profiles that alone lead to it.
    Resource { instead: Option<Rc<str>>, only_through: Vec<Rc<str>> },
    /// The profile in the condition is a pattern.
    Profile,
    /// The program does not call it, or the model can't do it.
    Unneeded { action: Action, everywhere: bool },
    /// The model can be called without the profile.
    Direct { through: Vec<Rc<str>> },
    /// A global profile's Region is left open.
    AnyRegion { requested: Rc<str> },
    /// That depends on what is not known.
    Open,
    /// No profile leads there.
    Superfluous { through: Option<Rc<str>> },
    /// A bare model in a statement about profiles.
    Beside,
    /// A bare model, which no profile needs and which can be called so; whether profiles lead to it too.
    Bare { has_profiles: bool },
    /// A bare model that can't be called so, or not within the residency.
    Model(Box<Finding>),
}

/// What a condition on the profile lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lets {
    /// Requests without a profile too.
    Direct,
    /// Requests without a profile alone.
    DirectAlone,
    /// Requests through any profile.
    AnyProfile,
    /// Whatever is not the profile.
    Others,
}

/// What a statement grants too much for one reason.
struct Group<'g> {
    excess: Excess,
    statement: &'g Statement,
    /// What is too much, as the file has it, and where the first is.
    texts: Vec<String>,
    offset: usize,
}

/// How many resources a message is made of.
const SOME: usize = 500;

#[derive(Clone, Copy)]
pub(super) struct Judge<'j> {
    pub(super) catalog: Catalog<'j>,
    pub(super) deployment: &'j Deployment,
    pub(super) universe: &'j Universe,
    pub(super) grants: Grants<'j>,
    pub(super) needs: &'j [Need],
    pub(super) profiles: &'j Profiles,
    pub(super) calls: Calls,
    pub(super) residency: &'j [Place<'j>],
}

/// Whether a request is allowed. What only the request decides counts as yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Allowed {
    No,
    Yes,
    /// That depends on what the reader could not resolve.
    Unsure,
}

impl<'j> Judge<'j> {
    /// What is too much, each statement's once for each reason; and the statements whose conditions on the profile let
    /// more through than it.
    pub(super) fn findings(self) -> (Vec<Finding>, Vec<&'j Statement>) {
        let allowing = self.grants.allowing().filter(|statement| *statement.effect() == Effect::Allow);
        let (mut findings, mut loose) = (Vec::new(), Vec::new());
        for statement in allowing {
            let groups = self.of_statement(statement);
            let is_loose = |group: &Group<'_>| matches!(group.excess, Excess::Loose { .. });
            loose.extend(groups.iter().any(is_loose).then_some(statement));
            findings.extend(groups.iter().map(|group| self.finding(group)));
        }
        (findings, loose)
    }

    fn of_statement(self, statement: &'j Statement) -> Vec<Group<'j>> {
        let actions: Vec<Action> =
            INVOKING.into_iter().filter(|action| statement.action(action.as_str()) == Truth::Yes).collect();
        let is_open = Cell::new(may_allow_other_actions(statement));
        let judged = OfStatement { judge: self, statement, actions, is_open };
        let mut groups: Vec<Group<'j>> = Vec::new();
        if !judged.actions.is_empty() {
            judged.collect(&mut groups);
        }
        if groups.is_empty() && judged.is_open.get() {
            judged.add_text(&mut groups, Excess::Open, String::new(), statement.written.offset);
        }
        groups
    }

    fn allowed(
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
    fn needs_on(self, arn: &str) -> Vec<&'j Need> {
        self.needs.iter().filter(|need| &*need.resource == arn).collect()
    }

    fn is_judged_through(self, through: Option<&Rc<str>>) -> bool {
        through.is_none_or(|arn| !self.profiles.is_unknown(arn))
    }
}

/// Whether a text of its `Action` that is not known may stand for actions of Bedrock, on resources of Bedrock.
fn may_allow_other_actions(statement: &Statement) -> bool {
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

/// Whether it depends on what IAM refuses, which is an error by itself.
fn is_refused(truth: &Truth) -> bool {
    matches!(truth, Truth::Depends(causes) if causes.iter().any(|cause| matches!(cause, Cause::Refused(_))))
}

/// Whether a condition on the profile or the Region compares with a policy variable whose value only the request has.
fn is_of_unknown_value(statement: &Statement, through: Option<&Rc<str>>, requested: &str) -> bool {
    let each =
        statement.each_condition(through.map(|arn| &**arn), requested).into_iter().zip(&statement.bound.conditions);
    let mut own = each.filter(|(_, condition)| {
        super::statement::is_on(condition, PROFILE_KEY) || super::statement::is_on(condition, REGION_KEY)
    });
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

/// One statement that allows invoking, with those of the actions that it allows.
struct OfStatement<'j> {
    judge: Judge<'j>,
    statement: &'j Statement,
    actions: Vec<Action>,
    /// Whether it depends on what is not known if more is allowed.
    is_open: Cell<bool>,
}

/// A request that is allowed and that nobody needs.
struct Witness {
    through: Option<Rc<str>>,
}

impl<'j> OfStatement<'j> {
    fn collect(&self, groups: &mut Vec<Group<'j>>) {
        if self.all_but(groups) {
            return;
        }
        self.action_patterns(groups);
        for (written, own) in self.statement.matching_resources() {
            let Some(text) = own.text.known().filter(|text| self.is_judged(text)) else { continue };
            if has_variable(text) {
                // What it stands for only the request has; in documents of the old version it is no ARN.
                self.is_open.set(self.is_open.get() || self.statement.has_variables());
                continue;
            }
            if is_wide(text) {
                self.resource_pattern(groups, written, &own.text);
            } else {
                self.resource(groups, written, &text.into());
            }
        }
    }

    fn is_judged(&self, text: &str) -> bool {
        if self.judge.profiles.is_unknown(text) {
            return false;
        }
        let is_of_bedrock = Parts::from_arn(text).may_be_of_bedrock();
        // A wildcard that reaches beyond a colon may skip the service.
        let whole = bedrock_profiles_iam::Pattern::with_wildcards(text);
        if !is_of_bedrock && self.judge.needs.iter().any(|need| whole.takes(&need.resource)) {
            self.is_open.set(true);
        }
        is_of_bedrock
    }

    fn add(&self, groups: &mut Vec<Group<'j>>, excess: Excess, text: &Located) {
        self.add_text(groups, excess, text.text.to_string(), text.offset);
    }

    fn add_text(&self, groups: &mut Vec<Group<'j>>, excess: Excess, text: String, offset: usize) {
        let is_same = |group: &&mut Group<'j>| group.excess == excess && ptr::eq(group.statement, self.statement);
        match groups.iter_mut().find(is_same) {
            Some(group) if group.texts.contains(&text) => {}
            Some(group) => group.texts.push(text),
            None => groups.push(Group { excess, statement: self.statement, texts: vec![text], offset }),
        }
    }

    /// `NotAction` and `NotResource`, if they leave invoking open.
    fn all_but(&self, groups: &mut Vec<Group<'j>>) -> bool {
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

    fn action_patterns(&self, groups: &mut Vec<Group<'j>>) {
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

    /// A way in which a resource can be requested that is allowed. On the profile itself no page of AWS says whether
    /// `bedrock:InferenceProfileArn` is set: there both must be.
    fn in_some_way(&self, arn: &Rc<str>, allowed: impl Fn(Option<&Rc<str>>) -> Allowed) -> Option<Witness> {
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

    /// What is too much of a resource that is named.
    fn resource(&self, groups: &mut Vec<Group<'j>>, written: &Located, arn: &Rc<str>) {
        let needs = self.judge.needs_on(arn);
        if needs.is_empty() {
            if let Some(excess) = self.of_unneeded(arn) {
                self.add(groups, excess, written);
            }
            return;
        }
        self.of_needed(groups, written, arn, &needs);
    }

    /// What is too much of resources that a pattern takes.
    fn resource_pattern(&self, groups: &mut Vec<Group<'j>>, written: &Located, pattern: &Text) {
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
        let whole = bedrock_profiles_iam::Pattern::with_wildcards(&pattern.to_string());
        let needed = self.judge.needs.iter().map(|need| need.resource.clone());
        distinct(needed.filter(|arn| whole.takes(arn) || Parts::from_text(pattern).count() < 6))
    }

    /// The profiles that are named and through which alone others are allowed.
    fn only_through(&self, others: &[Rc<str>]) -> Vec<Rc<str>> {
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

    fn is_allowed(&self, arn: &Rc<str>, through: Option<&Rc<str>>, requested: &Rc<str>) -> bool {
        self.actions.iter().any(|action| self.is_action_allowed(*action, arn, through, requested))
    }

    fn is_action_allowed(&self, action: Action, arn: &Rc<str>, through: Option<&Rc<str>>, requested: &Rc<str>) -> bool {
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
    fn exceeds(&self, action: Action, arn: &Rc<str>, through: Option<&Rc<str>>, requested: &Rc<str>) -> bool {
        self.is_action_allowed(action, arn, through, requested) && !self.is_acceptable(action, arn, through, requested)
    }

    /// A request for a resource that is allowed and that nobody needs.
    fn excess_on(&self, arn: &Rc<str>) -> Option<Witness> {
        let requested = requested_of(arn);
        let in_region = |action: Action, through: Option<&Rc<str>>, requested: &Rc<str>| {
            if self.is_acceptable(action, arn, through, requested) {
                return Allowed::No;
            }
            let allowed = self.judge.allowed(self.statement, action.as_str(), arn, through, requested);
            self.is_open.set(self.is_open.get() || allowed == Allowed::Unsure);
            allowed
        };
        let exceeding = |action: Action, through: Option<&Rc<str>>| {
            // A global profile may be requested in any Region.
            let is_anywhere = through.is_some_and(|through| self.is_pinned(through));
            let elsewhere = self.judge.universe.requested.iter().filter(|_| is_anywhere);
            let mut all = [&requested].into_iter().chain(elsewhere).map(|it| in_region(action, through, it));
            all.find(|allowed| *allowed == Allowed::Yes).unwrap_or(Allowed::No)
        };
        self.actions.iter().find_map(|action| self.in_some_way(arn, |through| exceeding(*action, through)))
    }

    /// Whether a request is needed, or is never made.
    fn is_acceptable(&self, action: Action, arn: &Rc<str>, through: Option<&Rc<str>>, requested: &Rc<str>) -> bool {
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

    /// What is too much of a resource that is needed.
    fn of_needed(&self, groups: &mut Vec<Group<'j>>, written: &Located, arn: &Rc<str>, needs: &[&Need]) {
        if let Some(excess) = self.loose(arn, needs) {
            let text = written.text.to_string();
            let offset =
                self.statement.conditions_on(PROFILE_KEY).next().map_or(written.offset, |condition| condition.offset);
            let text = if let Excess::Loose { .. } = excess { String::new() } else { text };
            self.add_text(groups, excess, text, offset);
            return;
        }
        for action in &self.actions {
            let is_needed = needs.iter().any(|need| need.action == *action);
            let is_granted = || {
                needs.iter().any(|need| self.is_action_allowed(*action, arn, need.through.as_ref(), &need.requested))
            };
            if !is_needed && is_granted() {
                let everywhere = !self.needs_action(*action);
                self.add(groups, Excess::Unneeded { action: *action, everywhere }, written);
            }
        }
        self.other_profiles(groups, written, arn, needs);
        self.other_regions(groups, written, arn, needs);
    }

    /// Whether something that the statement grants needs the action.
    fn needs_action(&self, action: Action) -> bool {
        let own = self.judge.needs.iter().filter(|need| need.action == action);
        own.into_iter().any(|need| super::grants::satisfied(self.statement, need) != Truth::No)
    }

    /// Whether the model can be called otherwise than through its profiles.
    fn loose(&self, arn: &Rc<str>, needs: &[&Need]) -> Option<Excess> {
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
                let mut exceeding = requested.iter().filter(|it| self.exceeds(*action, arn, Some(through), it));
                needs.iter().any(|need| need.action == *action) && exceeding.next().is_some()
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

    /// Whether what a profile needs names the Region requested.
    fn is_pinned(&self, through: &Rc<str>) -> bool {
        self.judge.needs.iter().any(|need| need.through.as_ref() == Some(through) && need.pinned.is_some())
    }

    /// The pattern in a condition that takes a profile.
    fn pattern_of(&self, through: &str) -> Option<(String, usize)> {
        let Statement { written, bound, .. } = self.statement;
        let conditions = written.conditions.iter().zip(&bound.conditions);
        let own = conditions.filter(|(_, condition)| super::statement::is_on(condition, PROFILE_KEY));
        let values = own.flat_map(|(written, bound)| written.values.iter().zip(&bound.values));
        let mut patterns = values.filter(|(_, own)| {
            own.text.known().is_some_and(|text| {
                is_pattern(text) && bedrock_profiles_iam::Pattern::with_wildcards(text).takes(through)
            })
        });
        patterns.next().map(|(written, _)| (written.text.to_string(), written.offset))
    }

    /// Other Regions than the one that a global profile's statement pins.
    fn other_regions(&self, groups: &mut Vec<Group<'j>>, written: &Located, arn: &Rc<str>, needs: &[&Need]) {
        let Some(pinned) = needs.iter().find_map(|need| need.pinned.clone()) else { return };
        let is_excess = |requested: &Rc<str>| {
            needs.iter().filter(|need| need.pinned.is_some()).any(|need| {
                if need.is_model {
                    return self.exceeds(need.action, arn, need.through.as_ref(), requested);
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

    /// What is wrong with a resource that nobody needs, if the statement allows it to be invoked.
    fn of_unneeded(&self, arn: &Rc<str>) -> Option<Excess> {
        let parts = Parts::from_arn(arn);
        let requested = requested_of(arn);
        if !parts.is_model() {
            return None;
        }
        if self.is_allowed(arn, None, &requested) {
            return Some(self.bare(&parts));
        }
        let through = self.judge.universe.through.iter().flatten().filter(|it| self.judge.is_judged_through(Some(it)));
        // A geographic profile leads to its own model in the Region requested alone.
        let is_own = |through: &Rc<str>| {
            self.judge.profiles.named(through).is_some_and(|named| Some(named.model_id()) == parts.id())
                && !self.is_pinned(through)
        };
        let is_elsewhere = |through: &Rc<str>| {
            let is_consistent = self.statement.conditions(Some(through), &requested) != Truth::No;
            !is_consistent && !is_own(through) && *requested != *UNSPECIFIED
        };
        let is_allowed = |through: &Rc<str>| {
            let mut others = self.judge.universe.requested.iter().filter(|_| is_elsewhere(through));
            self.is_allowed(arn, Some(through), &requested)
                || others.any(|requested| self.is_allowed(arn, Some(through), requested))
        };
        if self.statement.conditions_on(PROFILE_KEY).next().is_none() {
            let is_never_requested = self.statement.conditions(None, &requested) == Truth::No;
            let mut others = self.judge.universe.requested.iter().filter(|_| is_never_requested);
            if others.any(|requested| self.is_allowed(arn, None, requested)) {
                return Some(Excess::Superfluous { through: None });
            }
        }
        let mut reached = through.filter(|through| is_allowed(through));
        // The needs of a profile that the catalog does not know from there are not known.
        let is_known = |through: &Rc<str>| {
            self.judge.profiles.named(through).is_none_or(|named| named.is_known(self.judge.catalog))
        };
        let first = reached.next().filter(|through| is_known(through))?;
        Some(Excess::Superfluous { through: Some(first.clone()) })
    }

    /// What is wrong with a model that is granted without a profile.
    fn bare(&self, parts: &Parts) -> Excess {
        let id = parts.id().unwrap_or_default();
        let own: Vec<&Rc<Named>> = self.judge.profiles.named.iter().filter(|named| named.model_id() == id).collect();
        if !own.is_empty() {
            let needs = self.judge.needs.iter().filter(|need| own.contains(&&need.of));
            let through = distinct(needs.filter_map(|need| need.through.clone()));
            if let (Some(condition), false) = (self.statement.conditions_on(PROFILE_KEY).next(), through.is_empty()) {
                return Excess::Loose { operator: condition.operator.to_string(), lets: Lets::Direct, through };
            }
            if !through.is_empty() {
                return Excess::Direct { through };
            }
        }
        let texts = &self.statement.bound.resources.texts;
        let is_beside = texts.iter().any(|located| Parts::from_text(&located.text).is_profile());
        match self.callable(id, parts.region().and_then(Text::known).unwrap_or_default()) {
            Err(finding) => Excess::Model(finding),
            Ok(_) if is_beside => Excess::Beside,
            Ok(has_profiles) => Excess::Bare { has_profiles },
        }
    }

    /// Whether a model can be called directly in its Region, and within the residency; then whether it has profiles too.
    fn callable(&self, id: &str, region: &str) -> Result<bool, Box<Finding>> {
        let catalog = self.judge.catalog;
        let refused =
            |kind: Kind| move |problem: Problem| Box::new(lifecycle::finding(Severity::Error, kind, &problem));
        let model = check::model(catalog, id).map_err(refused(Kind::Unknown))?;
        check::model_in_service(catalog, model).map_err(refused(Kind::Retired))?;
        check::on_demand_region(catalog, model, region).map_err(refused(Kind::Unknown))?;
        match outside(catalog, id, directly(region), self.judge.residency) {
            Some(finding) => Err(Box::new(finding)),
            None => Ok(catalog.current_profiles_of(model).next().is_some()),
        }
    }
}

/// Whether a text of `Resource` may stand for several: one that ends early is completed with `*`.
fn is_wide(text: &str) -> bool {
    is_pattern(text) || Parts::from_arn(text).count() < 6
}

fn distinct(all: impl Iterator<Item = Rc<str>>) -> Vec<Rc<str>> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}
