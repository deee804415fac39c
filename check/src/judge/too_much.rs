//! What is granted beyond what the profiles need.
//!
//! Each statement is asked about requests that it may be meant for, and about some that nobody needs: with other
//! actions, resources, profiles and Regions. What it allows of those, and no denial takes back, is too much.

mod message;
mod needed;
mod request;
mod unneeded;
mod wildcards;

use self::wildcards::{is_wide, may_allow_other_actions};
use super::arn::{Parts, has_variable};
use super::deployment::Deployment;
use super::grants::Grants;
use super::named::Need;
use super::profiles::Profiles;
use super::service::INVOKING;
use super::statement::Statement;
use super::universe::Universe;
use crate::model::{Calls, Finding};
use bedrock_profiles::policy::Action;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_catalog::check::Place;
use bedrock_profiles_iam::document::{Effect, Located};
use bedrock_profiles_iam::{Pattern, Truth};
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
}

/// One statement that allows invoking, with those of the actions that it allows.
struct OfStatement<'j> {
    judge: Judge<'j>,
    statement: &'j Statement,
    actions: Vec<Action>,
    /// Whether it depends on what is not known if more is allowed.
    is_open: Cell<bool>,
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
        let whole = Pattern::with_wildcards(text);
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
}

fn distinct(all: impl Iterator<Item = Rc<str>>) -> Vec<Rc<str>> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}
