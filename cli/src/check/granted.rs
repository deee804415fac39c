//! What statements grant, one action on one resource at a time.

use super::arn::{Arn, is_pattern, matches, with_partition};
use super::document::{Condition, REGION, Statement};
use super::finding::{Finding, Kind, Severity};
use super::needs::{Need, quoted};
use bedrock_profiles::policy::Action;
use std::collections::BTreeMap;

/// The actions that invoke.
pub(super) const INVOKING: [Action; 2] = [Action::InvokeModel, Action::InvokeModelWithResponseStream];

/// One action on one resource, or on whatever a pattern matches.
#[derive(Clone, Debug)]
pub(super) struct Granted<'s> {
    pub(super) statement: &'s Statement,
    pub(super) action: Action,
    /// The action as it is written.
    pub(super) action_text: &'s str,
    pub(super) resource: String,
    /// The profile through which the resource is invoked, or a pattern; `None` for no condition.
    pub(super) through: Option<Through>,
    /// The Region requested; `None` for any.
    pub(super) requested: Option<String>,
    /// A condition on something else, which may keep requests out.
    pub(super) limit: Option<&'s str>,
}

/// The value of a condition on `bedrock:InferenceProfileArn`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Through {
    pub(super) arn: String,
    /// Whether wildcards in it count.
    pub(super) is_pattern: bool,
}

/// All that a statement says of invoking; nothing where it says something else.
pub(super) fn of_statement(statement: &Statement) -> Vec<Granted<'_>> {
    let conditions = Conditions::of(statement);
    let mut granted = Vec::new();
    if statement.negation.is_some() {
        return granted;
    }
    for (action, action_text) in statement.actions.iter().flat_map(|text| invoking(text)) {
        for resource in &statement.resources {
            for through in &conditions.through {
                for requested in &conditions.requested {
                    granted.push(Granted {
                        statement,
                        action,
                        action_text,
                        resource: with_partition(resource),
                        through: through.clone(),
                        requested: requested.clone(),
                        limit: conditions.limit,
                    });
                }
            }
        }
    }
    granted
}

/// The invoking actions that an action of a policy stands for. Their names ignore case.
fn invoking(text: &str) -> impl Iterator<Item = (Action, &str)> {
    let lower = text.to_ascii_lowercase();
    INVOKING
        .into_iter()
        .filter(move |action| matches(&lower, &action.as_str().to_ascii_lowercase()))
        .map(move |action| (action, text))
}

/// What the conditions of a statement say, each list with one `None` where there is no condition.
struct Conditions<'s> {
    through: Vec<Option<Through>>,
    requested: Vec<Option<String>>,
    limit: Option<&'s str>,
}

impl<'s> Conditions<'s> {
    fn of(statement: &'s Statement) -> Self {
        let mut conditions = Conditions { through: Vec::new(), requested: Vec::new(), limit: None };
        for condition in &statement.conditions {
            let Condition { operator, key, values } = condition;
            let exact = matches!(operator.as_str(), "StringEquals");
            let like = matches!(operator.as_str(), "StringLike" | "ArnLike" | "ArnEquals");
            let is = |name: &str| key.eq_ignore_ascii_case(name);
            if is("bedrock:InferenceProfileArn") && (exact || like) && conditions.through.is_empty() {
                let through = values
                    .iter()
                    .map(|value| Through { arn: with_partition(value), is_pattern: like && is_pattern(value) });
                conditions.through = through.map(Some).collect();
            } else if is("aws:RequestedRegion")
                && (exact || operator == "StringLike" && !values.iter().any(|value| is_pattern(value)))
                && conditions.requested.is_empty()
            {
                conditions.requested = values.iter().cloned().map(Some).collect();
            } else {
                conditions.limit = Some(key);
            }
        }
        if conditions.through.is_empty() {
            conditions.through.push(None);
        }
        if conditions.requested.is_empty() {
            conditions.requested.push(None);
        }
        conditions
    }
}

impl Granted<'_> {
    /// Whether every request that `need` stands for is among what is granted, but for other conditions.
    pub(super) fn covers_but_for_limits(&self, need: &Need) -> bool {
        let through = |through: &Through| {
            need.through
                .as_deref()
                .is_some_and(|needed| through.arn == needed || through.is_pattern && matches(&through.arn, needed))
        };
        self.action == need.action
            && (self.resource == need.resource || matches(&self.resource, &need.resource))
            && self.through.as_ref().is_none_or(through)
            && self.requested.as_deref().is_none_or(|region| need.is_in(region))
    }

    /// Whether every request that `need` stands for is allowed.
    pub(super) fn covers(&self, need: &Need) -> bool {
        self.statement.allows && self.limit.is_none() && self.covers_but_for_limits(need)
    }

    /// Whether every request that `need` stands for is denied.
    pub(super) fn denies(&self, need: &Need) -> bool {
        !self.statement.allows && self.limit.is_none() && self.covers_but_for_limits(need)
    }

    /// The resource of a compact statement as the exact one has it: the Region requested in place of a wildcard.
    pub(super) fn in_its_region(&self) -> Self {
        let mut exact = self.clone();
        if let (Some(arn), Some(region)) = (Arn::parse(&self.resource), &self.requested)
            && arn.is_model()
            && self.through.is_some()
            && (arn.region == "*" || arn.region == region)
        {
            exact.resource = format!("arn:{}:bedrock:{region}::foundation-model/{}", arn.partition, arn.id);
            exact.requested = None;
        }
        exact
    }

    /// Whether it names what only the deployment knows, or what no catalog can: not to be judged.
    pub(super) fn why_not_judged(&self) -> Option<&'static str> {
        [Some(self.resource.as_str()), self.through.as_ref().map(|through| through.arn.as_str())]
            .into_iter()
            .flatten()
            .find_map(why_not_judged)
    }
}

/// Why a resource can't be judged; patterns can.
fn why_not_judged(text: &str) -> Option<&'static str> {
    let Some(arn) = Arn::parse(text) else {
        let is_known = text == "*" || text.starts_with("arn:");
        return (!is_known).then_some("is known at deployment only");
    };
    if arn.region == REGION {
        return Some("has a Region that is known at deployment only");
    }
    match arn.kind {
        "inference-profile" | "foundation-model" => None,
        "application-inference-profile" => Some("does not tell what it is copied from"),
        "default-prompt-router" | "prompt-router" => Some("does not tell what it chooses from"),
        kind if is_pattern(kind) => None,
        _ => Some("is neither an inference profile nor a foundation model"),
    }
}

/// What of a statement is left out of the judgement.
pub(super) fn not_judged(statement: &Statement) -> Vec<Finding> {
    let note = |message: String| Finding::new(Severity::Note, Kind::NotJudged, Some(&statement.name), message);
    if let Some(negation) = statement.negation {
        return vec![if statement.allows {
            all_but(statement, negation)
        } else {
            note(format!("is not judged: it denies with `{negation}`"))
        }];
    }
    let (invoking, others): (Vec<&String>, Vec<&String>) =
        statement.actions.iter().partition(|action| invoking(action).next().is_some());
    let mut findings = Vec::new();
    if !others.is_empty() {
        let others = quoted(others.into_iter().map(String::as_str));
        findings.push(note(format!("is judged without its other actions: {others}")));
    }
    if !invoking.is_empty() && !statement.allows && Conditions::of(statement).limit.is_some() {
        findings.push(note("is not judged: it denies under conditions".to_owned()));
    }
    let told = left_out(statement).into_iter();
    findings.extend(told.map(|(text, why)| note(format!("is judged without `{text}`, which {why}"))));
    findings
}

fn all_but(statement: &Statement, negation: &str) -> Finding {
    let message = format!("grants too much: `{negation}` allows whatever it does not name");
    Finding::new(Severity::Error, Kind::TooMuch, Some(&statement.name), message)
        .help("name the actions and resources that are needed with `Action` and `Resource`")
}

/// What it names that can't be judged, and why.
fn left_out(statement: &Statement) -> BTreeMap<String, &'static str> {
    let texts = of_statement(statement).into_iter().flat_map(|granted| {
        let through = granted.through.map(|through| through.arn);
        [Some(granted.resource), through]
    });
    texts.flatten().filter_map(|text| Some((why_not_judged(&text)?, text))).map(|(why, text)| (text, why)).collect()
}
