//! Why something can't be granted, and why a policy can't be made.

use super::Quota;
use crate::{Arn, ArnError, InvalidInput, NotDeclared, Partition, Problem};
use alloc::string::{String, ToString as _};
use core::fmt;

/// Why something can't be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GrantError {
    /// The name of the policy, its account id or the name of a Region is invalid.
    Input(InvalidInput),
    /// The grantee runs in a Region that is not declared.
    Region(NotDeclared),
    /// The model can only be reached through a profile.
    NotOnDemand {
        /// The model's id.
        model: &'static str,
    },
    /// Only streaming was to be granted, and the model does not stream.
    NoStreaming {
        /// The model's id.
        model: &'static str,
    },
    /// Tokens are counted with the model, not with a profile.
    NoTokenCounting {
        /// The id of the profile.
        profile: &'static str,
    },
    /// The grantee runs in a Region that the catalog does not know.
    UnknownRegion(Problem),
    /// No Region is named in which to count the tokens of a model.
    NoRegion {
        /// The model's id.
        model: &'static str,
    },
    /// A prompt router has nothing to choose from.
    NoRoutes {
        /// The router's name.
        router: &'static str,
    },
    /// What a prompt router chooses from can't be called from the same Region.
    NoCommonRegion {
        /// The router's name.
        router: &'static str,
    },
    /// What was to be granted belongs to another account than the grantee.
    AccountMix {
        /// Its ARN.
        arn: Arn,
        /// The grantee's account.
        account: String,
    },
    /// Two application profiles of one name are declared in different ways.
    SameName {
        /// The name.
        profile: &'static str,
    },
    /// An application profile is granted with its ARN and without, and a template would create it again.
    CreatedAgain {
        /// The name.
        profile: &'static str,
    },
    /// A user-defined [`Grantable`](crate::Grantable) refused the statements.
    Refused {
        /// Why.
        message: String,
    },
    /// An application profile exists in one Region, and the grantee runs in several, or in none that is named.
    ManyRegions {
        /// The profile's name.
        profile: &'static str,
    },
    /// The grantee holds statements for another partition, and an account belongs to one.
    PartitionMix {
        /// The id of the profile or model that was to be granted.
        id: &'static str,
        /// The partition of the statements that it holds.
        policy: Partition,
        /// The partition of what was to be granted.
        granted: Partition,
    },
}

impl fmt::Display for GrantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GrantError::Input(error) => error.fmt(f),
            GrantError::Region(error) => error.fmt(f),
            GrantError::UnknownRegion(problem) => problem.fmt(f),
            GrantError::NotOnDemand { model } => write!(
                f,
                "`{model}` can't be invoked directly in any Region: it is reached through inference profiles, or not at all"
            ),
            GrantError::NoStreaming { model } => {
                write!(f, "`{model}` does not stream its answers\nhelp: `grant_invoke` grants what it can do")
            }
            GrantError::NoTokenCounting { profile } => write!(
                f,
                "`{profile}` can't count tokens: CountTokens takes the id of a foundation model, not a profile\n\
                 help: `PROFILE.inference_profile_model().grant_count_tokens(&mut policy)?` grants it on the model, in the \
                 Regions that the policy names"
            ),
            GrantError::NoRegion { model } => write!(
                f,
                "the policy does not say in which Region the tokens of `{model}` are counted\n\
                 help: `.in_region(\"eu-central-1\")?` names it"
            ),
            GrantError::NoRoutes { router } => write!(
                f,
                "the prompt router `{router}` has nothing to choose from\n\
                 help: `.routing_to(PROFILE)` names what it chooses from"
            ),
            GrantError::NoCommonRegion { router } => write!(
                f,
                "there is no Region from which all that the prompt router `{router}` chooses from can be called\n\
                 note: `source_regions()` of a profile are those that it is declared for"
            ),
            GrantError::AccountMix { arn, account } => {
                write!(f, "`{arn}` belongs to another account than the policy, which is for `{account}`")
            }
            GrantError::SameName { profile } => write!(
                f,
                "two application inference profiles are called `{profile}`, and they are not declared alike\n\
                 help: give one of them another name"
            ),
            GrantError::CreatedAgain { profile } => write!(
                f,
                "`{profile}` is granted with its ARN and without it, and a template would create it again\n\
                 help: grant it with its ARN alone"
            ),
            GrantError::Refused { message } => f.write_str(message),
            GrantError::ManyRegions { profile } => write!(
                f,
                "`{profile}` is created in one Region, and the policy does not name one alone\n\
                 help: `.in_region(\"eu-central-1\")?` names it"
            ),
            GrantError::PartitionMix { id, policy, granted } => write!(
                f,
                "the policy is for the partition `{policy}`, and `{id}` of `{granted}` can't be granted in it\n\
                 help: `.in_region(\"…\")?` names the Regions of one\n\
                 note: an account belongs to one partition"
            ),
        }
    }
}

impl core::error::Error for GrantError {}

impl From<InvalidInput> for GrantError {
    fn from(error: InvalidInput) -> Self {
        GrantError::Input(error)
    }
}

impl From<NotDeclared> for GrantError {
    fn from(error: NotDeclared) -> Self {
        GrantError::Region(error)
    }
}

impl From<Problem> for GrantError {
    fn from(problem: Problem) -> Self {
        GrantError::UnknownRegion(problem)
    }
}

/// Why a policy can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyError {
    /// The name, the account id or the name of a Region is invalid.
    Input(InvalidInput),
    /// Something could not be granted.
    Grant(GrantError),
    /// An ARN could not be made.
    Arn(ArnError),
    /// An id from configuration is wrong.
    Profile(Problem),
    /// IAM JSON was asked for without an account.
    NoAccount {
        /// The policy's name.
        policy: String,
    },
    /// IAM JSON, or a SAM policy, was asked for with an application profile that has no ARN yet.
    NoArn {
        /// The profile's name.
        profile: &'static str,
    },
    /// An application profile would have the same name in a template as another one, or as the policy: a template takes
    /// letters and digits only.
    SameLabel {
        /// The name of the profile.
        profile: &'static str,
    },
    /// Nothing was granted.
    Empty {
        /// The policy's name.
        policy: String,
    },
    /// A profile does not fit.
    TooLarge {
        /// The policy's name.
        policy: String,
        /// The id of the profile or model.
        id: &'static str,
        /// Its source Region.
        source: &'static str,
        /// The quota, in characters that are not white space.
        limit: usize,
    },
    /// The document is too long for what the template makes of it.
    TooLong {
        /// The policy's name.
        policy: String,
        /// How long it is, in characters that are not white space.
        size: usize,
        /// The quota.
        quota: Quota,
    },
    /// The document could not be written as JSON.
    Json {
        /// What the JSON writer says.
        message: String,
    },
}

impl PolicyError {
    pub(super) fn json(error: &serde_json::Error) -> Self {
        PolicyError::Json { message: error.to_string() }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PolicyError::Input(error) => error.fmt(f),
            PolicyError::Grant(error) => error.fmt(f),
            PolicyError::Arn(error) => error.fmt(f),
            PolicyError::Profile(problem) => problem.fmt(f),
            PolicyError::NoAccount { policy } => write!(
                f,
                "the policy `{policy}` has no account, and IAM JSON needs one\nhelp: `.in_account(\"123456789012\")?` sets it"
            ),
            PolicyError::NoArn { profile } => write!(
                f,
                "the ARN of `{profile}` is known once it is created, and IAM JSON and SAM policies need it\n\
                 help: `PROFILE.with_arn(\"arn:…\")?` supplies it; a CloudFormation template or a Terraform module \
                 creates the profile and refers to it"
            ),
            PolicyError::SameLabel { profile } => {
                write!(
                    f,
                    "`{profile}` can't be told from another resource of the template by its letters and digits\n\
                     help: give one of them another name"
                )
            }
            PolicyError::Empty { policy } => {
                write!(
                    f,
                    "the policy `{policy}` grants nothing\nhelp: `PROFILE.grant_invoke(&mut policy)?` adds statements"
                )
            }
            PolicyError::TooLarge { policy, id, source, limit } => write!(
                f,
                "the policy `{policy}` has no room for `{id}` from `{source}`: the quota is {limit} characters\n\
                 help: fewer source Regions make it smaller, `Layout::Compact` does for a geographic profile; or take another quota"
            ),
            PolicyError::TooLong { policy, size, quota } => {
                let limit = quota.characters();
                writeln!(f, "the policy `{policy}` has {size} characters, and the quota is {limit}")?;
                f.write_str(if quota.is_shared() {
                    "help: all inline policies share it: attach managed policies instead, which \
                     `policy.split(Quota::ManagedPolicy)?` gives; or `Layout::Compact` makes geographic profiles smaller"
                } else {
                    "help: `policy.split(Quota::ManagedPolicy)?` gives as few policies as fit, and `Layout::Compact` makes \
                     geographic profiles smaller"
                })
            }
            PolicyError::Json { message } => f.write_str(message),
        }
    }
}

impl core::error::Error for PolicyError {}

impl From<InvalidInput> for PolicyError {
    fn from(error: InvalidInput) -> Self {
        PolicyError::Input(error)
    }
}

impl From<GrantError> for PolicyError {
    fn from(error: GrantError) -> Self {
        PolicyError::Grant(error)
    }
}

impl From<ArnError> for PolicyError {
    fn from(error: ArnError) -> Self {
        PolicyError::Arn(error)
    }
}

impl From<Problem> for PolicyError {
    fn from(problem: Problem) -> Self {
        PolicyError::Profile(problem)
    }
}
