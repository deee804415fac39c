//! Why something can't be granted.

use crate::error::opaque_error;
use crate::{Arn, InvalidInput, NotDeclared, Partition, Problem};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// Why something can't be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantError {
    kind: GrantErrorKind,
    message: String,
    suggestions: Vec<String>,
}

/// The kind of a [`GrantError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GrantErrorKind {
    /// The name of the policy, its account id or the name of a Region is invalid.
    Input,
    /// The grantee runs in no Region that is declared. Suggested are the declared ones.
    Region,
    /// The model can only be reached through a profile.
    NotOnDemand,
    /// Only streaming was to be granted, and the model does not stream.
    NoStreaming,
    /// Tokens are counted with the model, not with a profile.
    NoTokenCounting,
    /// The grantee runs in a Region that the catalog does not know. Suggested are similar names.
    UnknownRegion,
    /// No Region is named in which to count the tokens of a model.
    NoRegion,
    /// A prompt router has nothing to choose from.
    NoRoutes,
    /// What a prompt router chooses from can't be called from the same Region.
    NoCommonRegion,
    /// What was to be granted belongs to another account than the grantee.
    AccountMix,
    /// Two application profiles of one name are declared in different ways.
    SameName,
    /// An application profile is granted with its ARN and without, and a template would create it again.
    CreatedAgain,
    /// What a configuration names leads to models that it does not say.
    ModelsUnknown,
    /// The catalog does not know what a configuration names.
    TargetUnknown,
    /// A user-defined [`Grantable`](crate::Grantable) refused the statements.
    Refused,
    /// An application profile exists in one Region, and the grantee runs in several, or in none that is named.
    ManyRegions,
    /// The grantee holds statements for another partition, and an account belongs to one.
    PartitionMix,
}

impl GrantError {
    /// The refusal of a user-defined [`Grantable`](crate::Grantable), with its reason.
    pub fn refused(message: impl Into<String>) -> Self {
        GrantError::new(GrantErrorKind::Refused, message.into())
    }

    pub(super) fn not_on_demand(model: &str) -> Self {
        let message = format!(
            "`{model}` can't be invoked directly in any Region: it is reached through inference profiles, or not at all"
        );
        GrantError::new(GrantErrorKind::NotOnDemand, message)
    }

    pub(super) fn no_streaming(model: &str) -> Self {
        let message = format!("`{model}` does not stream its answers\nhelp: `grant_invoke` grants what it can do");
        GrantError::new(GrantErrorKind::NoStreaming, message)
    }

    pub(super) fn models_unknown(arn: &str) -> Self {
        let message = format!(
            "what is needed to invoke `{arn}` is not known: the ARN does not say which models are behind it\n\
             help: declare an `ApplicationInferenceProfile` and give it the ARN by `with_arn`, or a `PromptRouter` with what \
             it chooses from"
        );
        GrantError::new(GrantErrorKind::ModelsUnknown, message)
    }

    pub(super) fn target_unknown(id: &str) -> Self {
        let message = format!(
            "what is needed to invoke `{id}` is not known: no catalog has it\n\
             help: `cargo bedrock-profiles sync` makes a project's catalog, which `ProjectCatalog` reads"
        );
        GrantError::new(GrantErrorKind::TargetUnknown, message)
    }

    pub(super) fn no_token_counting(profile: &str) -> Self {
        let message = format!(
            "`{profile}` can't count tokens: CountTokens takes the id of a foundation model, not a profile\n\
             help: `PROFILE.inference_profile_model().grant_count_tokens(&mut policy)?` grants it on the model, in the \
             Regions that the policy names"
        );
        GrantError::new(GrantErrorKind::NoTokenCounting, message)
    }

    pub(super) fn no_region(model: &str) -> Self {
        let message = format!(
            "the policy does not say in which Region the tokens of `{model}` are counted\n\
             help: `.in_region(\"eu-central-1\")?` names it"
        );
        GrantError::new(GrantErrorKind::NoRegion, message)
    }

    pub(super) fn no_routes(router: &str) -> Self {
        let message = format!(
            "the prompt router `{router}` has nothing to choose from\n\
             help: `.routing_to(PROFILE)` names what it chooses from"
        );
        GrantError::new(GrantErrorKind::NoRoutes, message)
    }

    pub(super) fn no_common_region(router: &str) -> Self {
        let message = format!(
            "there is no Region from which all that the prompt router `{router}` chooses from can be called\n\
             note: `source_regions()` of a profile are those that it is declared for"
        );
        GrantError::new(GrantErrorKind::NoCommonRegion, message)
    }

    pub(super) fn account_mix(arn: &Arn, account: &str) -> Self {
        let message = format!("`{arn}` belongs to another account than the policy, which is for `{account}`");
        GrantError::new(GrantErrorKind::AccountMix, message)
    }

    pub(super) fn same_name(profile: &str) -> Self {
        let message = format!(
            "two application inference profiles are called `{profile}`, and they are not declared alike\n\
             help: give one of them another name"
        );
        GrantError::new(GrantErrorKind::SameName, message)
    }

    pub(super) fn created_again(profile: &str) -> Self {
        let message = format!(
            "`{profile}` is granted with its ARN and without it, and a template would create it again\n\
             help: grant it with its ARN alone"
        );
        GrantError::new(GrantErrorKind::CreatedAgain, message)
    }

    /// It can be created in any of `regions`.
    pub(super) fn many_regions(profile: &str, regions: &[&str]) -> Self {
        let first = regions.first().copied().unwrap_or("eu-central-1");
        let message = format!(
            "`{profile}` is created in one Region, and the policy does not name one alone\n\
             help: `.in_region(\"{first}\")?`, and no other, names it"
        );
        GrantError::new(GrantErrorKind::ManyRegions, message)
    }

    /// `id` belongs to the partition `granted`, and what the policy holds to another.
    pub(super) fn partition_mix(id: &str, policy: Partition, granted: Partition) -> Self {
        let message = format!(
            "the policy is for the partition `{policy}`, and `{id}` of `{granted}` can't be granted in it\n\
             help: `.in_region(\"…\")?` names the Regions of one\n\
             note: an account belongs to one partition"
        );
        GrantError::new(GrantErrorKind::PartitionMix, message)
    }
}

opaque_error!(GrantError, GrantErrorKind);

impl From<InvalidInput> for GrantError {
    fn from(error: InvalidInput) -> Self {
        GrantError::new(GrantErrorKind::Input, error.to_string())
    }
}

impl From<NotDeclared> for GrantError {
    fn from(error: NotDeclared) -> Self {
        GrantError::new(GrantErrorKind::Region, error.to_string()).suggesting(error.declared().to_vec())
    }
}

impl From<Problem> for GrantError {
    fn from(problem: Problem) -> Self {
        GrantError::new(GrantErrorKind::UnknownRegion, problem.to_string()).suggesting(problem.suggestions())
    }
}
