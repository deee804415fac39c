//! What is needed and not granted.

use super::grants::{Grants, conditions, satisfied};
use super::named::{Named, Need, Sum};
use super::profiles::is_about_invoking;
use super::service::{self, PROFILE_KEY, REGION_KEY};
use super::statement::{Statement, is_on, operator};
use crate::judge::command::Command;
use crate::judge::universe::Universe;
use crate::model::{Calls, Finding, Kind, Severity};
use crate::report::{quoted, quoted_one};
use bedrock_profiles::policy::{Action, ConditionKey};
use bedrock_profiles_iam::Truth;
use bedrock_profiles_iam::document::Condition;
use std::ptr;
use std::rc::Rc;

/// Why a statement does not grant something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Action,
    Resource,
    /// The first condition that is not satisfied.
    Condition(usize),
}

/// The statement to change, and where.
#[derive(Clone, Copy)]
struct Blame<'g> {
    statement: &'g Statement,
    fault: Fault,
}

/// Needs of one profile that are missing for one reason.
struct Missing<'n> {
    needs: Vec<&'n Need>,
    blame: Option<Blame<'n>>,
}

/// What is missing, each profile's once for each reason. `missing` are the needs that are not granted, of `all`.
pub(super) fn findings<'n>(
    command: Command<'_>,
    grants: Grants<'n>,
    all: &'n [Need],
    missing: &[&'n Need],
) -> Vec<Finding> {
    let mut groups: Vec<Missing<'n>> = Vec::new();
    for need in missing {
        let blame = blamed(grants, all, need);
        let is_same = |group: &&mut Missing<'n>| {
            group.needs.first().is_some_and(|first| first.is_alike(need)) && is_same_blame(group.blame, blame)
        };
        match groups.iter_mut().find(is_same) {
            Some(group) => group.needs.push(need),
            None => groups.push(Missing { needs: vec![need], blame }),
        }
    }
    let mut findings: Vec<Finding> = groups.iter().filter_map(|group| group.finding(command)).collect();
    if let (Some(option), Some(first)) = (never_called(command.calls, all, missing), findings.first_mut()) {
        first.help.push(format!("if the program never needs it, judge with `{option}`"));
    }
    findings
}

fn is_same_blame(one: Option<Blame<'_>>, other: Option<Blame<'_>>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => ptr::eq(one.statement, other.statement) && one.fault == other.fault,
        _ => false,
    }
}

/// The option for programs that never need an action, where nothing of it is granted and something of the other is.
fn never_called(calls: Calls, all: &[Need], missing: &[&Need]) -> Option<&'static str> {
    if calls != Calls::Both {
        return None;
    }
    let is_missing = |need: &Need| missing.contains(&need);
    let lacks_all = |action: Action| {
        let mut own = all.iter().filter(|need| need.action == action).peekable();
        own.peek().is_some() && own.all(is_missing)
    };
    match (lacks_all(Action::InvokeModel), lacks_all(Action::InvokeModelWithResponseStream)) {
        (false, true) => Calls::InvokeOnly.option(),
        (true, false) if all.iter().any(|need| need.action == Action::InvokeModelWithResponseStream) => {
            Calls::StreamingOnly.option()
        }
        _ => None,
    }
}

/// The statement that grants the need but for one element.
fn blamed<'g>(grants: Grants<'g>, all: &[Need], need: &Need) -> Option<Blame<'g>> {
    let candidates = grants.allowing().filter(|statement| is_about_invoking(statement));
    let ranked = candidates.filter_map(|statement| {
        let faults = faults(statement, need);
        let grants_alike = || all.iter().any(|other| other.is_alike(need) && satisfied(statement, other) != Truth::No);
        let (fault, rank) = match faults.as_slice() {
            [Fault::Resource] if grants_alike() => (Fault::Resource, 0),
            [Fault::Resource] | [] => return None,
            [fault] => (*fault, 1),
            [Fault::Action, Fault::Resource] if grants_alike() => (Fault::Resource, 2),
            _ => return None,
        };
        Some((rank, Blame { statement, fault }))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, blame)| blame)
}

fn faults(statement: &Statement, need: &Need) -> Vec<Fault> {
    let mut faults = Vec::new();
    faults.extend((statement.action(need.action.as_str()) == Truth::No).then_some(Fault::Action));
    faults.extend((statement.resource(&need.resource) == Truth::No).then_some(Fault::Resource));
    if conditions(statement, need) == Truth::No {
        let through = need.through.as_deref();
        let each = statement.each_condition(through, &need.requested);
        let failing = each.iter().enumerate().filter(|(_, truth)| **truth == Truth::No);
        faults.extend(failing.map(|(at, _)| Fault::Condition(at)));
    }
    faults
}

/// The conditions on the profile that no request satisfies, of statements about invoking; with the needs that the
/// statement would grant without them.
pub(super) fn unsatisfiable<'n>(
    grants: Grants<'_>,
    universe: &Universe,
    needs: &'n [Need],
) -> (Vec<Finding>, Vec<&'n Need>) {
    let (mut findings, mut explained) = (Vec::new(), Vec::new());
    for statement in grants.allowing().filter(|statement| is_about_invoking(statement)) {
        let Some(first) = statement.conditions_on(PROFILE_KEY).next() else { continue };
        if !is_unsatisfiable(statement, universe) {
            continue;
        }
        let without: Vec<&Need> = needs.iter().filter(|need| is_granted_but_for_profile(statement, need)).collect();
        let is_missing = without.iter().any(|need| grants.allows(need) != Truth::Yes);
        let (kind, what) =
            if is_missing { (Kind::TooLittle, "grants too little") } else { (Kind::Invalid, "grants nothing") };
        let message = format!("{what}: no request satisfies all its conditions on `{PROFILE_KEY}`");
        let mut finding = statement.finding(Severity::Error, kind, message);
        finding.offset = first.offset;
        finding.resources = listed(&without.iter().copied().collect::<Sum>().resources);
        let through = without.iter().find_map(|need| need.through.as_deref());
        let misused = statement.conditions_on(PROFILE_KEY).find_map(|condition| misuse(condition, through));
        findings.push(
            finding
                .help(misused.unwrap_or_else(|| "name the profile that is called, in one condition alone".to_owned())),
        );
        explained.extend(without);
    }
    (findings, explained)
}

fn is_unsatisfiable(statement: &Statement, universe: &Universe) -> bool {
    let Some(requested) = universe.requested.first() else { return false };
    universe.through.iter().all(|through| {
        let each = statement.each_condition(through.as_deref(), requested);
        let own =
            each.into_iter().zip(&statement.bound.conditions).filter(|(_, condition)| is_on(condition, PROFILE_KEY));
        Truth::all(own.map(|(truth, _)| truth)) == Truth::No
    })
}

pub(super) fn is_granted_but_for_profile(statement: &Statement, need: &Need) -> bool {
    let each = statement.each_condition(need.through.as_deref(), &need.requested);
    let mut others =
        each.iter().zip(&statement.bound.conditions).filter(|(_, condition)| !is_on(condition, PROFILE_KEY));
    statement.action(need.action.as_str()) != Truth::No
        && statement.resource(&need.resource) != Truth::No
        && others.all(|(truth, _)| *truth != Truth::No)
}

/// How an operator is used that it can't be.
fn misuse(condition: &Condition, value: Option<&str>) -> Option<String> {
    let name = condition.operator.known()?;
    let operator = operator(condition)?;
    let value = value.map(|value| format!(" {}", quoted_one(value))).unwrap_or_default();
    if !operator.compares_text() && !operator.is_null() {
        return Some(format!("`{name}` compares no text: write `StringEquals`{value}"));
    }
    let texts = || condition.values.iter().filter_map(|value| value.text.known());
    let has_wildcard = texts().any(super::arn::is_pattern);
    if has_wildcard && !operator.has_wildcards() {
        return Some(format!(
            "`{name}` takes `*` and `?` literally: name the ARN{value}, or write `ArnLike` for a pattern"
        ));
    }
    let is_short = texts().any(|text| super::arn::Parts::from_arn(text).count() < 6);
    (is_short && operator.compares_arns()).then(|| {
        format!("`{name}` compares the six parts of an ARN one by one, and this has fewer: write `StringEquals`{value}")
    })
}

/// What is not granted to whom, in one message.
pub(super) fn message(of: &Named, sum: &Sum) -> String {
    let actions = quoted(sum.actions.iter().map(|action| action.as_str()));
    format!("grants too little: {} needs {actions} on {}", of.shown(), only_or_counted(&sum.resources))
}

/// The only resource, or how many there are.
pub(super) fn only_or_counted(resources: &[impl AsRef<str>]) -> String {
    match resources {
        [only] => quoted_one(only.as_ref()),
        all => format!("{} resources", all.len()),
    }
}

pub(super) fn listed(resources: &[Rc<str>]) -> Vec<String> {
    resources.iter().map(ToString::to_string).collect()
}

impl Missing<'_> {
    fn finding(&self, command: Command<'_>) -> Option<Finding> {
        let first = self.needs.first()?;
        let sum: Sum = self.needs.iter().copied().collect();
        let message = message(&first.of, &sum);
        let mut finding = match self.blame {
            Some(blame) => {
                let finding = blame.statement.finding(Severity::Error, Kind::TooLittle, message);
                finding.help(cure(blame, first, &sum))
            }
            None => Finding::new(Severity::Error, Kind::TooLittle, 0, message).help(statement_to_add(first)),
        };
        finding.resources = listed(&sum.resources);
        let is_replaced = self.blame.is_some_and(|blame| matches!(blame.fault, Fault::Condition(_)));
        finding.help.extend(command.for_profile(&first.of).filter(|_| !is_replaced));
        Some(finding)
    }
}

fn cure(blame: Blame<'_>, first: &Need, sum: &Sum) -> String {
    match blame.fault {
        Fault::Action => action_cure(blame.statement, sum),
        Fault::Resource => resource_cure(blame.statement, sum),
        Fault::Condition(at) => condition_cure(blame.statement, at, first),
    }
}

fn action_cure(statement: &Statement, sum: &Sum) -> String {
    let actions = quoted(sum.actions.iter().map(|action| action.as_str()));
    if statement.bound.actions.is_negated {
        return format!("leave {actions} out of its `NotAction`");
    }
    let texts = statement.bound.actions.texts.iter().filter_map(|located| located.text.known());
    let wrong: Vec<&str> = texts.filter(|text| service::meant_action(text).is_some()).collect();
    match wrong.as_slice() {
        [] => format!("add {actions} to its `Action`"),
        wrong => format!("write {actions} in place of {}", quoted(wrong.iter().copied())),
    }
}

fn resource_cure(statement: &Statement, sum: &Sum) -> String {
    let resources = quoted(sum.resources.iter().map(|resource| &**resource));
    let lacks = |action: &&Action| statement.action(action.as_str()) == Truth::No;
    let actions: Vec<&str> = sum.actions.iter().filter(lacks).map(|action| action.as_str()).collect();
    match (statement.bound.resources.is_negated, actions.as_slice(), sum.resources.as_slice()) {
        (true, ..) => format!("leave {resources} out of its `NotResource`"),
        (false, [], [_, _, ..]) => "add them to its `Resource`".to_owned(),
        (false, [], _) => format!("add {resources} to its `Resource`"),
        (false, actions, [_, _, ..]) => {
            format!("add them to its `Resource`, and {} to its `Action`", quoted(actions.iter().copied()))
        }
        (false, actions, _) => {
            format!("add {resources} to its `Resource`, and {} to its `Action`", quoted(actions.iter().copied()))
        }
    }
}

fn condition_cure(statement: &Statement, at: usize, need: &Need) -> String {
    let Some(condition) = statement.bound.conditions.get(at) else { return statement_to_add(need) };
    let key = quoted_one(&condition.key.to_string());
    if is_on(condition, PROFILE_KEY) {
        let through = need.through.as_deref();
        let name = || format!("name {} in its condition on {key}", quoted_one(through.unwrap_or(&need.resource)));
        return misuse(condition, through).unwrap_or_else(name);
    }
    if is_on(condition, REGION_KEY) {
        return match &need.pinned {
            Some(region) => misuse(condition, Some(region))
                .unwrap_or_else(|| format!("its condition on {key} keeps requests out: name {}", quoted_one(region))),
            None => format!("its condition on {key} keeps them out: remove it, or name their Regions"),
        };
    }
    format!("its condition on {key} keeps requests out, and no profile needs it: remove it")
}

/// The cure where no statement is near.
fn statement_to_add(need: &Need) -> String {
    let keys = [
        (ConditionKey::RequestedRegion, need.pinned.as_deref()),
        (ConditionKey::InferenceProfileArn, need.through.as_deref()),
    ];
    let values: Vec<String> = keys
        .into_iter()
        .filter_map(|(key, value)| Some(format!("`{}` {}", key.as_str(), quoted_one(value?))))
        .collect();
    match values.as_slice() {
        [] => "add a statement".to_owned(),
        values => format!("add a statement with `StringEquals` {}", values.join(" and ")),
    }
}
