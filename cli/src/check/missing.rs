//! What is needed and not granted.

use super::advice::Advice;
use super::condition::{Limit, REQUESTED_REGION};
use super::document::{Condition, Statement};
use super::finding::{Finding, Kind, Severity, only_or_counted, quoted};
use super::granted::Granted;
use super::needs::{Need, Sum};
use super::rejected;
use bedrock_profiles::policy::{Action, ConditionKey};

/// The findings: resources that lack the same actions share one.
pub(super) fn findings(advice: Advice<'_>, needs: &[&Need], granted: &[Granted<'_>]) -> Vec<Finding> {
    let is_granted = |need: &&&Need| granted.iter().any(|granted| granted.covers(need));
    // What is wrong with such conditions is told by itself.
    let is_told = |need: &Need| {
        granted.iter().any(|granted| granted.limit == Some(Limit::NoProfile) && granted.covers_but_for_limits(need))
    };
    let mut groups: Vec<Missing<'_>> = Vec::new();
    for need in needs.iter().filter(|need| !is_granted(need) && !is_told(need)) {
        match groups.iter_mut().find(|group| group.first.is_alike(need)) {
            Some(group) => group.sum.add(need),
            None => groups.push(Missing { first: need, sum: [*need].into_iter().collect() }),
        }
    }
    let mut findings: Vec<Finding> = groups.iter().map(|group| group.finding(advice, needs, granted)).collect();
    if let (Some(option), Some(first)) = (never_called(needs, is_granted), findings.first_mut()) {
        first.help.push(format!("if the program never needs it, judge with `{option}`"));
    }
    findings
}

/// The option for programs that never need an action, where that is all that a policy lacks.
fn never_called(needs: &[&Need], is_granted: impl Fn(&&&Need) -> bool) -> Option<&'static str> {
    let (granted, missing): (Vec<&&Need>, Vec<&&Need>) = needs.iter().partition(is_granted);
    let lacked = missing.first()?.action;
    let lacks_it_alone = missing.iter().all(|need| need.action == lacked);
    let has_another_alone = !granted.is_empty() && granted.iter().all(|need| need.action != lacked);
    if !lacks_it_alone || !has_another_alone {
        return None;
    }
    match lacked {
        Action::InvokeModelWithResponseStream => Some("--invoke-only"),
        Action::InvokeModel => Some("--streaming-only"),
        _ => None,
    }
}

/// What is not granted to whom, in one message.
pub(super) fn too_little(need: &Need, sum: &Sum<'_>, statement: Option<&str>) -> Finding {
    let actions = quoted(sum.actions.iter().map(|action| action.as_str()));
    let what = format!("grants too little: {} needs {actions} on {}", need.of.shown(), only_or_counted(&sum.resources));
    Finding::new(Severity::Error, Kind::TooLittle, statement, what).about(&sum.resources)
}

/// Needs of one profile under the same conditions.
struct Missing<'n> {
    first: &'n Need,
    sum: Sum<'n>,
}

impl Missing<'_> {
    fn finding(&self, advice: Advice<'_>, needs: &[&Need], granted: &[Granted<'_>]) -> Finding {
        let finding = |statement| too_little(self.first, &self.sum, statement);
        let limited = granted.iter().find(|granted| granted.covers_but_for_limits(self.first));
        let cured = limited.and_then(|limited| Some((limited.statement, self.without_limit(limited)?)));
        if let Some((statement, cure)) = cured {
            return finding(Some(&statement.name)).help(cure);
        }
        let mut finding = match self.nearest(needs, granted) {
            Some(statement) => finding(Some(&statement.name)).help(self.cure(statement)),
            _ => finding(None).help(self.statement()),
        };
        finding.help.extend(advice.command(&self.first.of));
        finding
    }

    /// The cure where it is granted but for a limit.
    fn without_limit(&self, limited: &Granted<'_>) -> Option<String> {
        match limited.limit? {
            Limit::NoAction => {
                let actions = limited.statement.actions.texts.iter().map(String::as_str);
                let wrong = quoted(actions.filter(|action| rejected::meant(action).is_some()));
                let right = quoted(self.sum.actions.iter().map(|action| action.as_str()));
                Some(format!("write {right} in place of {wrong}"))
            }
            Limit::NoProfile => None,
            Limit::Region(key) | Limit::Other(key) => {
                let key = key.escape_debug();
                Some(format!("its condition on `{key}` keeps requests out, and no profile needs it: remove it"))
            }
        }
    }

    /// The statement that grants the rest of what the profile needs under the same condition.
    fn nearest<'s>(&self, needs: &[&Need], granted: &[Granted<'s>]) -> Option<&'s Statement> {
        let granting = |need: &&Need| granted.iter().find(|granted| granted.covers(need)).map(|it| it.statement);
        needs.iter().filter(|need| self.first.is_alike(need)).find_map(granting)
    }

    fn cure(&self, statement: &Statement) -> String {
        let lacks = |text: &str| !statement.actions.texts.iter().any(|own| own.eq_ignore_ascii_case(text));
        let actions: Vec<&str> =
            self.sum.actions.iter().map(|action| action.as_str()).filter(|text| lacks(text)).collect();
        let lacks = |text: &&str| !statement.resources.texts.iter().any(|own| own == *text);
        let resources: Vec<&str> = self.sum.resources.iter().copied().filter(lacks).collect();
        let is_on_region = |condition: &Condition| condition.key.eq_ignore_ascii_case(REQUESTED_REGION);
        match (actions.as_slice(), resources.as_slice()) {
            ([], []) if self.first.requested.is_none() && statement.conditions.iter().any(is_on_region) => {
                format!("its condition on `{REQUESTED_REGION}` keeps them out: remove it, or name their Regions")
            }
            ([], []) => self.statement(),
            (actions, []) => format!("add {} to its `Action`", quoted(actions.iter().copied())),
            (_, [_, _, ..]) if resources == self.sum.resources => "add them to its `Resource`".to_owned(),
            (_, resources) => format!("add {} to its `Resource`", quoted(resources.iter().copied())),
        }
    }

    /// The cure where no statement is near.
    fn statement(&self) -> String {
        let keys = [
            (ConditionKey::RequestedRegion, self.first.requested.as_deref()),
            (ConditionKey::InferenceProfileArn, self.first.through.as_deref()),
        ];
        let told: Vec<String> =
            keys.into_iter().filter_map(|(key, value)| Some(format!("`{}` `{}`", key.as_str(), value?))).collect();
        match told.as_slice() {
            [] => "add a statement".to_owned(),
            told => format!("add a statement with `StringEquals` {}", told.join(" and ")),
        }
    }
}
