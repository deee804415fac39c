//! What is found in a file.

/// Something that is found, with its cure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// Whether the check fails.
    pub severity: Severity,
    /// What it is about.
    pub kind: Kind,
    /// The policy, or the identity whose policies it is about, where the file has several.
    pub policy: Option<String>,
    /// The id of the statement in backticks, or its number; `None` where none is to blame.
    pub statement: Option<String>,
    /// What is wrong, in one line.
    pub message: String,
    /// What the message counts: one that is alone is in it.
    pub resources: Vec<String>,
    /// What to do, and what to know: a note begins with `note: `.
    pub help: Vec<String>,
    /// Where it is, in bytes of the file's text.
    pub offset: usize,
}

/// Whether the check fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The check fails.
    Error,
    /// Worth knowing, and not wrong today.
    Warning,
    /// What was not judged, or is not about profiles.
    Note,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
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
    /// IAM refuses the policy, or something in it matches nothing: an ARN, an action, a condition key.
    Invalid,
    /// Not to be judged from the file alone.
    NotJudged,
    /// Taken for granted.
    Assumed,
    /// Not about invoking profiles.
    Beside,
}

impl Finding {
    /// A finding that is about no statement and has no help yet.
    pub fn new(severity: Severity, kind: Kind, offset: usize, message: impl Into<String>) -> Self {
        Finding {
            severity,
            kind,
            policy: None,
            statement: None,
            message: message.into(),
            resources: Vec::new(),
            help: Vec::new(),
            offset,
        }
    }

    /// With a line of help more.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}
