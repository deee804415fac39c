//! What IAM refuses in a policy, and what in it does nothing.

use super::arn::Parts;
use super::profiles::is_about_invoking;
use super::service;
use super::statement::Statement;
use crate::model::{Finding, Kind, Severity};
use crate::report::{quoted, quoted_one};
use bedrock_profiles_catalog::nearest;
use bedrock_profiles_iam::document::{self, Document, Located};
use bedrock_profiles_iam::{OPERATORS, Piece, Problem, ProblemKind};
use std::collections::HashMap;

/// What IAM refuses in a document.
pub(super) fn problems(document: &Document, policy: Option<&str>) -> Vec<Finding> {
    let principals = document.statements.iter().filter(|statement| statement.has_principal).map(|statement| {
        let finding = invalid(statement.offset, "has a `Principal`, which IAM refuses in an identity-based policy");
        (Some(statement.index), finding.help("remove it"))
    });
    let problems = document.problems.iter().map(|problem| (problem.statement, from_problem(problem)));
    let by_index: HashMap<usize, &document::Statement> =
        document.statements.iter().map(|statement| (statement.index, statement)).collect();
    let mut findings: Vec<Finding> = problems
        .chain(principals)
        .map(|(index, mut finding)| {
            finding.policy = policy.map(str::to_owned);
            let named = index.and_then(|at| by_index.get(&at)).map(|statement| super::statement::name(statement));
            finding.statement = named.or(index.map(|index| (index + 1).to_string()));
            finding
        })
        .collect();
    findings.dedup();
    findings
}

fn invalid(offset: usize, message: impl Into<String>) -> Finding {
    Finding::new(Severity::Error, Kind::Invalid, offset, message)
}

fn from_problem(problem: &Problem) -> Finding {
    let element = problem.element.rsplit('.').next().unwrap_or_default();
    let element = if element.starts_with("Statement[") { "" } else { element };
    let key = quoted_one(element);
    let (message, help) = match &problem.kind {
        ProblemKind::NotAnObject if element.is_empty() => (
            "is not an object".to_owned(),
            "a statement is an object with `Effect`, `Action` and `Resource`".to_owned(),
        ),
        ProblemKind::NotAnObject => (
            "has a `Condition` that IAM refuses: it is no object of objects".to_owned(),
            r#"it is written like `{ "StringEquals": { "aws:RequestedRegion": "eu-central-1" } }`"#.to_owned(),
        ),
        ProblemKind::NotText => {
            (format!("has something in {key} that is not text, which IAM refuses"), format!("write text in {key}"))
        }
        ProblemKind::Duplicate => (format!("has {key} twice, which IAM refuses"), "remove one of them".to_owned()),
        ProblemKind::UnknownElement => (format!("has the element {key}, which IAM refuses"), "remove it".to_owned()),
        ProblemKind::OtherCase(right) => (
            format!("has the element {key}, which is written `{right}`: names of elements have one spelling"),
            format!("write `{right}`"),
        ),
        ProblemKind::Missing(_) => {
            (format!("has no {key}, which IAM refuses"), format!("add {} {key}", article(element)))
        }
        ProblemKind::Both(other) => {
            (format!("has both {key} and `{other}`, which IAM refuses"), "keep one of them".to_owned())
        }
        ProblemKind::Version(version) => (
            format!("has the version {}, which IAM refuses", quoted_one(version)),
            "`Version` is `2012-10-17`".to_owned(),
        ),
        ProblemKind::Effect(None) => ("has no `Effect`, which IAM refuses".to_owned(), EFFECT.to_owned()),
        ProblemKind::Effect(Some(effect)) => {
            (format!("has the effect {}, which IAM refuses", quoted_one(effect)), EFFECT.to_owned())
        }
        ProblemKind::Empty if ["Action", "Resource", "NotAction", "NotResource", "Statement"].contains(&element) => {
            (format!("has no {key}, which IAM refuses"), format!("add {} {key}", article(element)))
        }
        ProblemKind::Empty => {
            (format!("has no value for {key}: the condition matches nothing"), "name a value".to_owned())
        }
        ProblemKind::Operator(name) => unknown_operator(name),
        ProblemKind::TruthValue(value) => (
            format!("compares {key} with {}, which is neither `true` nor `false`", quoted_one(value)),
            "write `true` or `false`".to_owned(),
        ),
        ProblemKind::Sid(sid) => wrong_sid(sid),
        ProblemKind::SameSid(_) => {
            ("has the `Sid` of a statement before it, which IAM refuses".to_owned(), "give it another".to_owned())
        }
        kind => (format!("has {key}, which {kind}"), "write it as IAM's grammar has it".to_owned()),
    };
    invalid(problem.offset, message).help(help)
}

/// How it ends what is said of an action that does not exist.
pub(super) const NO_ACTION: &str = ", which is no action";

const EFFECT: &str = "`Effect` is `Allow` or `Deny`";

fn article(element: &str) -> &'static str {
    if element.starts_with(['A', 'E']) { "an" } else { "a" }
}

fn unknown_operator(name: &str) -> (String, String) {
    let close = nearest(name, OPERATORS.into_iter());
    let help = match close.as_slice() {
        [] => {
            let own = OPERATORS.into_iter().filter(|name| name.starts_with("Arn") || name.starts_with("String"));
            format!(
                "the operators for profiles and Regions are {} and `Null`",
                own.map(quoted_one).collect::<Vec<_>>().join(", ")
            )
        }
        close => format!("the nearest is {}", quoted(close.iter().map(String::as_str))),
    };
    (format!("has the condition operator {}, which IAM does not know", quoted_one(name)), help)
}

fn wrong_sid(sid: &str) -> (String, String) {
    let taken: String = sid.chars().filter(char::is_ascii_alphanumeric).collect();
    let help = if taken.is_empty() { "remove it".to_owned() } else { format!("write `{taken}`") };
    ("has a `Sid` that IAM refuses: it takes letters and digits alone".to_owned(), help)
}

/// What is wrong with the texts of a statement: actions and keys that do not exist, resources that are none.
pub(super) fn texts(statement: &Statement) -> Vec<Finding> {
    let Statement { written, bound, .. } = statement;
    let resources = written.resources.texts.iter().zip(&bound.resources.texts);
    let resources = resources.filter_map(|(written, own)| wrong_resource(statement, written, own));
    let actions = bound.actions.texts.iter().filter_map(|located| wrong_action(statement, located));
    let characters = located(written).filter_map(|located| wrong_character(statement, located));
    resources.chain(actions).chain(keys(statement)).chain(characters).collect()
}

/// The texts of a statement that have a place.
fn located(statement: &document::Statement) -> impl Iterator<Item = &Located> {
    let values = statement.conditions.iter().flat_map(|condition| &condition.values);
    statement.actions.texts.iter().chain(&statement.resources.texts).chain(values)
}

/// A character that IAM's documents can't have: it takes tabs, line breaks, and U+0020 to U+00FF.
fn wrong_character(statement: &Statement, located: &Located) -> Option<Finding> {
    let is_taken = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}');
    let texts = located.text.pieces().iter().filter_map(|piece| match piece {
        Piece::Known(text) => Some(text),
        Piece::Unknown(_) => None,
    });
    let wrong = texts.flat_map(|text| text.chars()).find(|c| !is_taken(*c))?;
    let message = format!("has the character U+{:04X}, which IAM refuses", u32::from(wrong));
    let mut finding = statement.finding(Severity::Error, Kind::Invalid, message);
    finding.offset = located.offset;
    Some(finding.help("IAM takes tabs, line breaks, and U+0020 to U+00FF"))
}

/// Condition keys that do not exist.
fn keys(statement: &Statement) -> Vec<Finding> {
    let unknown = statement.written.conditions.iter().filter_map(|condition| {
        let key = condition.key.known().filter(|key| !key.is_empty() && !service::is_key(key))?;
        Some((condition.offset, key))
    });
    let finding = |(offset, key): (usize, &str)| {
        let message = format!("has a condition on {}, which is no condition key: no request has it", quoted_one(key));
        let mut finding = statement.finding(Severity::Error, Kind::Invalid, message);
        finding.offset = offset;
        match service::meant_key(key) {
            Some(meant) => finding.help(format!("the key is `{meant}`")),
            None => finding.help("remove it, or name a key that requests have"),
        }
    };
    unknown.map(finding).collect()
}

/// Whether a text is neither an ARN nor `*`, or has a wildcard where IAM takes none.
fn wrong_resource(statement: &Statement, written: &Located, own: &Located) -> Option<Finding> {
    let text = own.text.known()?;
    let shown = quoted_one(&written.text.to_string());
    let at = |message: String| {
        let mut finding = statement.finding(Severity::Error, Kind::Invalid, message);
        finding.offset = written.offset;
        finding
    };
    if text != "*" && !text.starts_with("arn:") {
        let help = "a resource is written like `arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0`";
        return Some(
            at(format!("has the resource {shown}, which IAM refuses: it is neither an ARN nor `*`")).help(help),
        );
    }
    let parts = Parts::from_arn(text);
    let service = parts.service().and_then(|part| part.known()).filter(|service| super::arn::is_pattern(service))?;
    let message =
        format!("has the resource {shown}, which IAM refuses: its service is the wildcard {}", quoted_one(service));
    Some(at(message).help("name the service: `bedrock`"))
}

fn wrong_action(statement: &Statement, located: &Located) -> Option<Finding> {
    let action = located.text.known()?;
    let at = |severity, kind, message: String| {
        let mut finding = statement.finding(severity, kind, message);
        finding.offset = located.offset;
        finding
    };
    if action != "*" && !action.contains(':') {
        let message = format!("has the action {}, which IAM refuses: it names no service", quoted_one(action));
        return Some(
            at(Severity::Error, Kind::Invalid, message).help("an action is written like `bedrock:InvokeModel`"),
        );
    }
    let help = match service::meant_action(action) {
        Some((_, why)) => why,
        None if is_unknown(action) => nearest_action(action),
        None => return None,
    };
    let severity = if statement.may_allow() && does_nothing(statement) { Severity::Error } else { Severity::Warning };
    Some(at(severity, Kind::Invalid, format!("names {}{NO_ACTION}", quoted_one(action))).help(help))
}

fn is_unknown(action: &str) -> bool {
    action.get(..8).is_some_and(|prefix| prefix.eq_ignore_ascii_case("bedrock:")) && !service::is_action(action)
}

/// Whether none of its actions exists, though it is about what can be invoked.
fn does_nothing(statement: &Statement) -> bool {
    let actions = &statement.bound.actions;
    let is_none = |located: &Located| {
        located.text.known().is_some_and(|action| service::meant_action(action).is_some() || is_unknown(action))
    };
    !actions.is_negated && is_about_invoking(statement) && actions.texts.iter().all(is_none)
}

fn nearest_action(action: &str) -> String {
    let close = nearest(action, service::actions());
    match close.as_slice() {
        [] => "what invokes is `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream`".to_owned(),
        close => format!("the nearest is {}", quoted(close.iter().map(String::as_str))),
    }
}
