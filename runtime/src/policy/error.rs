//! Why a policy can't be made.

use super::{GrantError, Quota};
use crate::error::opaque_error;
use crate::{ArnError, InvalidInput, Problem, Regions};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// Why a policy can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    kind: PolicyErrorKind,
    message: String,
    suggestions: Vec<String>,
}

/// The kind of a [`PolicyError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyErrorKind {
    /// The name, the account id or the name of a Region is invalid.
    Input,
    /// Something could not be granted.
    Grant,
    /// An ARN could not be made.
    Arn,
    /// An id from configuration is wrong.
    Profile,
    /// IAM JSON was asked for without an account.
    NoAccount,
    /// IAM JSON, or a SAM policy, was asked for with an application profile that has no ARN yet.
    NoArn,
    /// An application profile would have the same name in a template as another one, or as the policy: a template takes
    /// letters and digits only.
    SameLabel,
    /// Nothing was granted.
    Empty,
    /// The policy names a Region from which nothing that it grants can be called.
    Region,
    /// A profile does not fit.
    TooLarge,
    /// The document is too long for what the template makes of it.
    TooLong,
    /// The document could not be written as JSON.
    Json,
}

impl PolicyError {
    pub(super) fn json(error: &serde_json::Error) -> Self {
        PolicyError::new(PolicyErrorKind::Json, error.to_string())
    }

    pub(super) fn no_account(policy: &str) -> Self {
        let message = format!(
            "the policy `{policy}` has no account, and IAM JSON needs one\nhelp: `.in_account(\"123456789012\")?` sets it"
        );
        PolicyError::new(PolicyErrorKind::NoAccount, message)
    }

    pub(super) fn no_arn(profile: &str) -> Self {
        let message = format!(
            "the ARN of `{profile}` is known once it is created, and IAM JSON and SAM policies need it\n\
             help: `PROFILE.with_arn(\"arn:…\")?` supplies it; a CloudFormation template or a Terraform module \
             creates the profile and refers to it"
        );
        PolicyError::new(PolicyErrorKind::NoArn, message)
    }

    pub(super) fn same_label(profile: &str) -> Self {
        let message = format!(
            "`{profile}` can't be told from another resource of the template by its letters and digits\n\
             help: give one of them another name"
        );
        PolicyError::new(PolicyErrorKind::SameLabel, message)
    }

    pub(super) fn empty(policy: &str) -> Self {
        let message =
            format!("the policy `{policy}` grants nothing\nhelp: `PROFILE.grant_invoke(&mut policy)?` adds statements");
        PolicyError::new(PolicyErrorKind::Empty, message)
    }

    /// What is granted is called from the Regions `granted`, and not from `region`.
    pub(super) fn nothing_granted_in(policy: &str, region: &str, mut granted: Vec<&str>) -> Self {
        granted.sort_unstable();
        granted.dedup();
        let (region, granted) = (region.escape_debug(), granted.join(" "));
        let message = format!(
            "the policy `{policy}` is for `{region}`, and nothing that it grants can be called from there\n\
             help: leave out `.in_region(\"{region}\")?`, or grant what can be called from there\n\
             note: what it grants is called from {}",
            Regions::from_spaced(&granted)
        );
        PolicyError::new(PolicyErrorKind::Region, message)
    }

    /// There is no room for the profile or model `id` from its source Region.
    pub(super) fn too_large(policy: &str, id: &str, source: &str, limit: usize) -> Self {
        let message = format!(
            "the policy `{policy}` has no room for `{id}` from `{source}`: the quota is {limit} characters\n\
             help: fewer source Regions make it smaller, `Layout::Compact` does for a geographic profile; or take another quota"
        );
        PolicyError::new(PolicyErrorKind::TooLarge, message)
    }

    pub(super) fn too_long(policy: &str, size: usize, quota: Quota) -> Self {
        let help = if quota.is_shared() {
            "all inline policies share it: attach managed policies instead, which \
             `policy.split(Quota::ManagedPolicy)?` gives; or `Layout::Compact` makes geographic profiles smaller"
        } else {
            "`policy.split(Quota::ManagedPolicy)?` gives as few policies as fit, and `Layout::Compact` makes \
             geographic profiles smaller"
        };
        let limit = quota.characters();
        let message = format!("the policy `{policy}` has {size} characters, and the quota is {limit}\nhelp: {help}");
        PolicyError::new(PolicyErrorKind::TooLong, message)
    }
}

opaque_error!(PolicyError, PolicyErrorKind);

impl From<InvalidInput> for PolicyError {
    fn from(error: InvalidInput) -> Self {
        PolicyError::new(PolicyErrorKind::Input, error.to_string())
    }
}

impl From<GrantError> for PolicyError {
    fn from(error: GrantError) -> Self {
        PolicyError::new(PolicyErrorKind::Grant, error.to_string()).suggesting(error.suggestions())
    }
}

impl From<ArnError> for PolicyError {
    fn from(error: ArnError) -> Self {
        PolicyError::new(PolicyErrorKind::Arn, error.to_string()).suggesting(error.suggestions())
    }
}

impl From<Problem> for PolicyError {
    fn from(problem: Problem) -> Self {
        PolicyError::new(PolicyErrorKind::Profile, problem.to_string()).suggesting(problem.suggestions())
    }
}
