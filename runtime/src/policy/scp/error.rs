//! Why a service control policy can't be made or checked.

use crate::policy::{GrantError, Quota};
use crate::{InvalidInput, Partition};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_iam::Problem;
use bedrock_profiles_iam::json::JsonError;
use core::fmt;

/// Why a service control policy can't be made or checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScpError {
    /// The name of a Region, an account id, or the ARN of a role is invalid.
    Input(InvalidInput),
    /// What a profile needs can't be told.
    Grant(GrantError),
    /// No Region is allowed.
    NoRegion,
    /// A profile is called from a Region that is not allowed.
    SourceNotAllowed {
        /// The id or name of the profile or model.
        profile: &'static str,
        /// The source Region.
        region: &'static str,
        /// The Regions that are allowed.
        allowed: Vec<String>,
    },
    /// The Regions belong to several partitions, and an organization to one.
    PartitionMix {
        /// The partition of the first allowed Region.
        one: Partition,
        /// Another one.
        other: Partition,
    },
    /// The policy is larger than [`Quota::ServiceControlPolicy`].
    TooLarge {
        /// Its characters that are not white space.
        size: usize,
        /// The quota.
        limit: usize,
    },
    /// The document is not JSON, or has a key twice in one object.
    NotJson {
        /// What is wrong, and at which line and column.
        message: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The document is JSON and no service control policy.
    NotAPolicy {
        /// The element, such as `Statement[1].Condition.StringLike`: statements count from 0. Empty for the whole.
        element: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl ScpError {
    /// A key that is there twice.
    pub(super) fn duplicate(problem: &Problem, text: &str) -> Self {
        JsonError::at(text, problem.offset, format!("{problem} in one object")).into()
    }

    pub(super) fn not_a_policy(element: &str, problem: &str) -> Self {
        let shown = |text: &str| text.escape_debug().to_string();
        ScpError::NotAPolicy { element: shown(element), problem: shown(problem) }
    }

    pub(super) fn too_large(size: usize) -> Option<Self> {
        let limit = Quota::ServiceControlPolicy.characters();
        (size > limit).then_some(ScpError::TooLarge { size, limit })
    }
}

impl fmt::Display for ScpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HELP: &str = "help: it takes the document alone, as \
                            `aws organizations describe-policy --query Policy.Content --output text` prints it";
        const ELEMENTS: &str = "help: its elements are those of \
            <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>";
        match self {
            ScpError::Input(error) => error.fmt(f),
            ScpError::Grant(error) => error.fmt(f),
            ScpError::NoRegion => f.write_str(
                "without an allowed Region everything would be denied\nhelp: name the Regions that accounts may use",
            ),
            ScpError::SourceNotAllowed { profile, region, allowed } => write!(
                f,
                "`{profile}` is called from `{region}`, which is not allowed\n\
                 help: allow `{region}` too, or declare the profile with `source_regions` that are allowed: `{}`",
                allowed.join("`, `")
            ),
            ScpError::PartitionMix { one, other } => write!(
                f,
                "one policy can't be for the partitions `{one}` and `{other}`: an organization belongs to one\n\
                 help: make a policy for each, with its Regions and with `source_regions` of it for what is offered in both"
            ),
            ScpError::TooLarge { size, limit } => write!(
                f,
                "the policy has {size} characters, and the quota of a service control policy is {limit}\n\
                 help: declare fewer source Regions, or make a policy for each organizational unit with its profiles"
            ),
            ScpError::NotJson { message, .. } => write!(f, "the document is not JSON: {message}\n{HELP}"),
            ScpError::NotAPolicy { element, problem } if element.is_empty() => {
                write!(f, "the document is not a service control policy: it {problem}\n{HELP}")
            }
            ScpError::NotAPolicy { element, problem } => {
                // What stands in a statement has been found in the right document.
                let help = if element.starts_with("Statement[") { ELEMENTS } else { HELP };
                write!(f, "the document is not a service control policy: `{element}` {problem}\n{help}")
            }
        }
    }
}

impl core::error::Error for ScpError {}

impl From<JsonError> for ScpError {
    fn from(error: JsonError) -> Self {
        ScpError::NotJson { message: error.to_string(), line: error.line, column: error.column }
    }
}

impl From<InvalidInput> for ScpError {
    fn from(error: InvalidInput) -> Self {
        ScpError::Input(error)
    }
}

impl From<GrantError> for ScpError {
    fn from(error: GrantError) -> Self {
        ScpError::Grant(error)
    }
}
