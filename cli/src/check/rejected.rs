//! What IAM refuses in a policy, and actions that there are not.

use super::arn::matches;
use super::condition::{OPERATORS, is_operator};
use super::document::{Policy, Statement};
use super::finding::{Finding, Kind, Severity, quoted};
use super::granted::INVOKING;
use super::size::characters;
use bedrock_profiles::policy::{Action, Quota};
use bedrock_profiles_catalog::nearest;

const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// Operations of the API that are authorised as another action.
const OPERATIONS: [(&str, Action); 3] = [
    ("bedrock:Converse", Action::InvokeModel),
    ("bedrock:ConverseStream", Action::InvokeModelWithResponseStream),
    ("bedrock:StartAsyncInvoke", Action::InvokeModel),
];

impl Policy {
    /// Whether it is a trust policy or another resource-based one: those name who may, in every statement.
    pub(super) fn is_of_resource(&self) -> bool {
        self.statements.iter().all(|statement| statement.has_principal)
    }
}

/// What is wrong with an identity-based policy.
pub(super) fn findings(policy: &Policy) -> Vec<Finding> {
    let unknown_version = policy.version.as_deref().filter(|version| !VERSIONS.contains(version)).map(|version| {
        let message = format!("has the version `{}`, which IAM refuses", version.escape_debug());
        Finding::new(Severity::Error, Kind::Invalid, None, message).help("`Version` is `2012-10-17`")
    });
    let statements = policy.statements.iter().enumerate();
    let of_statements = statements.flat_map(|(at, statement)| {
        let before = policy.statements.iter().take(at);
        same_sid(statement, before).into_iter().chain(of_statement(statement))
    });
    unknown_version.into_iter().chain(too_long(policy)).chain(of_statements).collect()
}

/// Whether no quota of an identity-based policy is large enough: none is larger than that of a role.
pub(super) fn is_too_long(policy: &Policy) -> bool {
    characters(policy) > Quota::RoleInline.characters()
}

fn too_long(policy: &Policy) -> Option<Finding> {
    let (managed, most) = (Quota::ManagedPolicy.characters(), Quota::RoleInline.characters());
    is_too_long(policy).then(|| {
        let message = format!("has more than {most} characters without white space, which IAM refuses");
        let help =
            format!("split it: a managed policy may have {managed}, the inline policies of a role {most} together");
        Finding::new(Severity::Error, Kind::Invalid, None, message).help(help)
    })
}

fn invalid(statement: &Statement, message: String, help: impl Into<String>) -> Finding {
    Finding::new(Severity::Error, Kind::Invalid, Some(&statement.name), message).help(help)
}

fn same_sid<'s>(statement: &Statement, mut before: impl Iterator<Item = &'s Statement>) -> Option<Finding> {
    let sid = statement.sid.as_ref()?;
    before.find(|other| other.sid.as_ref() == Some(sid))?;
    Some(invalid(statement, "has the `Sid` of a statement before it, which IAM refuses".to_owned(), "give it another"))
}

fn of_statement(statement: &Statement) -> Vec<Finding> {
    let principal = statement.has_principal.then(|| {
        let message = "has a `Principal`, which IAM refuses in an identity-based policy".to_owned();
        invalid(statement, message, "remove it")
    });
    let lacks = [("Action", "an", &statement.actions), ("Resource", "a", &statement.resources)];
    let lacks = lacks.into_iter().filter(|(.., own)| own.texts.is_empty()).map(|(element, article, _)| {
        invalid(statement, format!("has no `{element}`, which IAM refuses"), format!("add {article} `{element}`"))
    });
    let elements = statement.unknown.iter().map(|element| {
        invalid(statement, format!("has the element `{}`, which IAM refuses", element.escape_debug()), "remove it")
    });
    let condition = statement.is_condition_malformed.then(|| wrong_condition(statement));
    let resources = statement.resources.texts.iter().filter(|text| is_no_resource(text));
    let resources = resources.map(|text| wrong_resource(statement, text));
    let operators = statement.conditions.iter().map(|condition| condition.operator.as_str());
    let operators = operators.filter(|name| !is_operator(name)).map(|name| unknown_operator(statement, name));
    let actions = statement.actions.texts.iter().filter_map(|action| unknown_action(statement, action));
    let parts = wrong_sid(statement).into_iter().chain(principal).chain(elements).chain(lacks);
    parts.chain(resources).chain(condition).chain(operators).chain(actions).collect()
}

fn wrong_sid(statement: &Statement) -> Option<Finding> {
    let sid = statement.sid.as_ref().filter(|sid| !is_of_deployment(sid))?;
    let taken: String = sid.chars().filter(char::is_ascii_alphanumeric).collect();
    if taken == *sid {
        return None;
    }
    let help = if taken.is_empty() { "remove it".to_owned() } else { format!("write `{taken}`") };
    let message = "has a `Sid` that IAM refuses: it takes letters and digits alone".to_owned();
    Some(invalid(statement, message, help))
}

fn wrong_condition(statement: &Statement) -> Finding {
    let message = "has a `Condition` that IAM refuses: it is no object of objects".to_owned();
    let help = r#"it is written like `{ "StringEquals": { "aws:RequestedRegion": "eu-central-1" } }`"#;
    invalid(statement, message, help)
}

fn wrong_resource(statement: &Statement, text: &str) -> Finding {
    let message =
        format!("has the resource `{}`, which IAM refuses: it is neither an ARN nor `*`", text.escape_debug());
    let help = "a resource is written like `arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0`";
    invalid(statement, message, help)
}

/// Whether IAM takes a text for no resource, whatever is known at deployment only.
pub(super) fn is_no_resource(text: &str) -> bool {
    text != "*" && !text.starts_with("arn:") && !is_of_deployment(text)
}

/// Whether a part of the text is known at deployment only.
fn is_of_deployment(text: &str) -> bool {
    text.contains("${") || text.starts_with('{')
}

fn unknown_operator(statement: &Statement, name: &str) -> Finding {
    let message = format!("has the condition operator `{}`, which IAM does not know", name.escape_debug());
    let meant = nearest(name, OPERATORS.into_iter());
    let help = match meant.as_slice() {
        [] => format!("the operators for profiles and Regions are {}", quoted(OPERATORS)),
        meant => format!("the nearest is {}", quoted(meant.iter().map(String::as_str))),
    };
    invalid(statement, message, help)
}

fn unknown_action(statement: &Statement, action: &str) -> Option<Finding> {
    let is_whole = action != "*" && !action.contains(':') && !is_of_deployment(action);
    if is_whole {
        let message = format!("has the action `{}`, which IAM refuses: it names no service", action.escape_debug());
        return Some(invalid(statement, message, "an action is written like `bedrock:InvokeModel`"));
    }
    let (_, why) = meant(action)?;
    let message = format!("names `{}`, which is no action", action.escape_debug());
    Some(Finding::new(Severity::Warning, Kind::Unknown, Some(&statement.name), message).help(why))
}

/// The action that is meant by one that there is not, and why; `None` for one that there may be.
pub(super) fn meant(action: &str) -> Option<(Action, String)> {
    let lower = action.to_ascii_lowercase();
    // No action begins so.
    let may_be_pattern = lower.starts_with("bedrock:converse");
    let is = |known: &str| {
        known.eq_ignore_ascii_case(action) || may_be_pattern && matches(&lower, &known.to_ascii_lowercase())
    };
    if let Some((operation, authorised)) = OPERATIONS.into_iter().find(|(operation, _)| is(operation)) {
        let operation = operation.strip_prefix("bedrock:").unwrap_or(operation);
        return Some((authorised, format!("the operation `{operation}` is authorised as `{}`", authorised.as_str())));
    }
    let slip = INVOKING.into_iter().find(|known| is_slip(known.as_str(), action));
    slip.map(|known| (known, format!("the nearest is `{}`", known.as_str())))
}

/// Whether the action is `known` but for one or two characters.
fn is_slip(known: &str, action: &str) -> bool {
    let is_pattern = action.contains(['*', '?']);
    let (known, action) = (known.to_ascii_lowercase(), action.to_ascii_lowercase());
    let start = known.bytes().zip(action.bytes()).take_while(|(a, b)| a == b).count();
    let end = known.bytes().rev().zip(action.bytes().rev()).take_while(|(a, b)| a == b).count();
    let shared = (start + end).min(known.len()).min(action.len());
    known != action && !is_pattern && known.len().max(action.len()) - shared <= 2
}
