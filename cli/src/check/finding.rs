//! What is not right with a policy.

use super::document::Statement;
pub(super) use crate::output::quoted;
use serde::Serialize;

/// Something that was found, with its cure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    pub(crate) kind: Kind,
    /// The policy, or whose policies together, where the file has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) policy: Option<String>,
    /// The id of the statement in backticks, or its number; `None` where a statement is missing.
    pub(crate) statement: Option<String>,
    /// What is wrong, in one line.
    pub(crate) message: String,
    /// What the message counts: one that is alone stands in it.
    pub(crate) resources: Vec<String>,
    /// What to do, and what to know.
    pub(crate) help: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// The check fails.
    Error,
    /// Worth knowing, and not wrong today.
    Warning,
    /// What was not judged.
    Note,
}

impl Severity {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Requests that a profile needs are not allowed.
    TooLittle,
    /// More is allowed than the profiles need.
    TooMuch,
    /// The catalog knows no such profile or model, or not from there.
    Unknown,
    /// A profile or model is withdrawn.
    Retired,
    /// A model's end is announced.
    Legacy,
    /// No recent capture confirms a route.
    Unconfirmed,
    /// Requests may be processed outside the residency.
    Residency,
    /// IAM refuses the policy.
    Invalid,
    /// Not to be judged from the policy alone.
    NotJudged,
    /// Taken for granted.
    Assumed,
    /// Not about invoking profiles.
    Beside,
}

impl Finding {
    pub(super) fn new(severity: Severity, kind: Kind, statement: Option<&str>, message: impl Into<String>) -> Self {
        let (statement, message) = (statement.map(str::to_owned), message.into());
        Finding { severity, kind, policy: None, statement, message, resources: Vec::new(), help: Vec::new() }
    }

    /// Whether both are of the same statement, and as severe.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        (self.severity, &self.policy, &self.statement) == (other.severity, &other.policy, &other.statement)
    }

    pub(super) fn of_policy(mut self, name: &str) -> Self {
        self.policy = Some(name.to_owned());
        self
    }

    /// Tells the policy of its statement from the statement; of those that have none, the policies are `whole`.
    pub(super) fn place<'d>(&mut self, mut statements: impl Iterator<Item = &'d Statement>, whole: Option<&str>) {
        let Some(name) = &self.statement else {
            self.policy = self.policy.take().or(whole.map(str::to_owned));
            return;
        };
        if self.policy.is_some() {
            return;
        }
        if let Some(statement) = statements.find(|statement| statement.name == *name) {
            self.statement = Some(statement.name_in_policy().to_owned());
            self.policy.clone_from(&statement.policy);
        }
    }

    pub(super) fn about(mut self, resources: &[impl AsRef<str>]) -> Self {
        self.resources = resources.iter().map(|resource| resource.as_ref().to_owned()).collect();
        self
    }

    /// Writes what stands for the account and the like as the document does.
    pub(super) fn spell(&mut self, spellings: &[(&str, String)]) {
        let texts = self.resources.iter_mut().chain(&mut self.help).chain([&mut self.message]);
        for text in texts {
            for (stands_for, written) in spellings {
                *text = text.replace(stands_for, written);
            }
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// What the catalog's checks say: the problem in the first line, and below it help and notes.
    pub(super) fn of_problem(severity: Severity, kind: Kind, statement: Option<&str>, problem: &str) -> Self {
        let mut lines = problem.lines();
        let mut finding = Finding::new(severity, kind, statement, lines.next().unwrap_or_default());
        finding.help = lines.map(|line| line.strip_prefix("help: ").unwrap_or(line).to_owned()).collect();
        finding
    }
}

/// The only resource, or how many there are.
pub(super) fn only_or_counted(resources: &[impl AsRef<str>]) -> String {
    match resources {
        [only] => quoted([only.as_ref()]),
        all => format!("{} resources", all.len()),
    }
}
