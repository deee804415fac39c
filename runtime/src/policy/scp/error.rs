//! Why a service control policy can't be made or checked.

use crate::policy::{GrantError, Quota};
use crate::{InvalidInput, Partition};
use alloc::{
    format,
    string::{String, ToString as _},
};
use bedrock_profiles_iam::Problem;
use bedrock_profiles_iam::json::JsonError;
use core::fmt;

const HELP: &str = "help: it takes the document alone, as \
                    `aws organizations describe-policy --query Policy.Content --output text` prints it";
const ELEMENTS: &str = "help: its elements are those of \
    <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>";

/// Why a service control policy can't be made or checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScpError {
    kind: ScpErrorKind,
    message: String,
}

/// The kind of a [`ScpError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScpErrorKind {
    /// The name of a Region, an account id, or the ARN of a role is invalid.
    Input,
    /// What a profile needs can't be told.
    Grant,
    /// No Region is allowed.
    NoRegion,
    /// A profile is called from a Region that is not allowed.
    SourceNotAllowed,
    /// The Regions belong to several partitions, and an organization to one.
    PartitionMix,
    /// The policy is larger than [`Quota::ServiceControlPolicy`].
    TooLarge,
    /// The document is not JSON, or has a key twice in one object.
    NotJson,
    /// The document is JSON and no service control policy.
    NotAPolicy,
}

impl ScpError {
    /// What kind of error it is.
    pub fn kind(&self) -> ScpErrorKind {
        self.kind
    }

    pub(super) fn no_region() -> Self {
        ScpError {
            kind: ScpErrorKind::NoRegion,
            message: "without an allowed Region everything would be denied\n\
                      help: name the Regions that accounts may use"
                .to_string(),
        }
    }

    /// `profile` is called from `region`.
    pub(super) fn source_not_allowed(profile: &str, region: &str, allowed: &[String]) -> Self {
        let message = format!(
            "`{profile}` is called from `{region}`, which is not allowed\n\
             help: allow `{region}` too, or declare the profile with `source_regions` that are allowed: `{}`",
            allowed.join("`, `")
        );
        ScpError { kind: ScpErrorKind::SourceNotAllowed, message }
    }

    pub(super) fn partition_mix(one: Partition, other: Partition) -> Self {
        let message = format!(
            "one policy can't be for the partitions `{one}` and `{other}`: an organization belongs to one\n\
             help: make a policy for each, with its Regions and with `source_regions` of it for what is offered in both"
        );
        ScpError { kind: ScpErrorKind::PartitionMix, message }
    }

    pub(super) fn too_large(size: usize) -> Option<Self> {
        let limit = Quota::ServiceControlPolicy.characters();
        let message = format!(
            "the policy has {size} characters, and the quota of a service control policy is {limit}\n\
             help: declare fewer source Regions, or make a policy for each organizational unit with its profiles"
        );
        (size > limit).then_some(ScpError { kind: ScpErrorKind::TooLarge, message })
    }

    /// A key that is there twice.
    pub(super) fn duplicate(problem: &Problem, text: &str) -> Self {
        JsonError::at(text, problem.offset, format!("{problem} in one object")).into()
    }

    /// What is wrong with an element, such as `Statement[1].Condition.StringLike`; with the whole where it is empty.
    pub(super) fn not_a_policy(element: &str, problem: &str) -> Self {
        let what = if element.is_empty() { "it".to_string() } else { format!("`{}`", element.escape_debug()) };
        let problem = problem.escape_debug();
        // What stands in a statement has been found in the right document.
        let help = if what.starts_with("`Statement[") { ELEMENTS } else { HELP };
        let message = format!("the document is not a service control policy: {what} {problem}\n{help}");
        ScpError { kind: ScpErrorKind::NotAPolicy, message }
    }
}

impl fmt::Display for ScpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for ScpError {}

impl From<JsonError> for ScpError {
    fn from(error: JsonError) -> Self {
        ScpError { kind: ScpErrorKind::NotJson, message: format!("the document is not JSON: {error}\n{HELP}") }
    }
}

impl From<InvalidInput> for ScpError {
    fn from(error: InvalidInput) -> Self {
        ScpError { kind: ScpErrorKind::Input, message: error.to_string() }
    }
}

impl From<GrantError> for ScpError {
    fn from(error: GrantError) -> Self {
        ScpError { kind: ScpErrorKind::Grant, message: error.to_string() }
    }
}
