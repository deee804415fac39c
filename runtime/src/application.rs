//! Application inference profiles: copies of a profile or a model that an account owns.

use crate::declared::declared_region;
use crate::identity::text;
use crate::{Arn, ArnError, FoundationModel, InferenceProfileType, ModelSource, NotDeclared, SourceRegions, input};
use alloc::string::String;
use core::fmt;

/// A profile of the account's own, copied from a cross-Region profile or from a model, with a name and tags for
/// the bill.
///
/// Its ARN exists only once it is created: templates refer to it, and [`with_arn`](Self::with_arn) supplies it for
/// calls and for IAM JSON. Two values are equal when they are declared alike: [`same_id`](Self::same_id) compares the
/// names alone.
///
/// ```
/// use bedrock_profiles::{ApplicationInferenceProfile, CrossRegionInferenceProfile, inference_profile};
///
/// inference_profile! {
///     const SUPPORT_CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
///
///     const BILLED_CHAT: ApplicationInferenceProfile = {
///         name: "support-chat",
///         copy_from: SUPPORT_CHAT,
///         tags: { "CostCenter": "4711" },
///     };
/// }
///
/// let created = BILLED_CHAT.with_arn(
///     "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
/// )?;
/// assert_eq!(created.region(), "eu-central-1");
/// # Ok::<(), bedrock_profiles::ArnError>(())
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html>.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApplicationInferenceProfile {
    name: &'static str,
    description: Option<&'static str>,
    tags: &'static [(&'static str, &'static str)],
    source: ModelSource,
}

impl ApplicationInferenceProfile {
    pub(crate) const fn new(
        name: &'static str,
        description: Option<&'static str>,
        tags: &'static [(&'static str, &'static str)],
        source: ModelSource,
    ) -> Self {
        ApplicationInferenceProfile { name, description, tags, source }
    }

    /// The name, unique in the account and Region.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether both have the same name, which an account has once in a Region, however they are declared.
    pub fn same_id(&self, other: &Self) -> bool {
        self.name == other.name
    }

    /// The description, if there is one.
    pub const fn description(&self) -> Option<&'static str> {
        self.description
    }

    /// The tags, as keys and values.
    pub const fn tags(&self) -> &'static [(&'static str, &'static str)] {
        self.tags
    }

    /// What it is copied from.
    pub const fn copied_from(&self) -> ModelSource {
        self.source
    }

    /// The model behind the profile.
    pub const fn inference_profile_model(&self) -> FoundationModel {
        self.source.model()
    }

    /// Always [`InferenceProfileType::Application`].
    pub const fn profile_type(&self) -> InferenceProfileType {
        InferenceProfileType::Application
    }

    /// The Regions in which it can be created and called: those of what it is copied from.
    pub fn source_regions(&self) -> SourceRegions {
        self.source.source_regions()
    }

    /// The profile as it was created, with the ARN that `CreateInferenceProfile` answered.
    ///
    /// Refused for any other kind of ARN, and for a Region that what it is copied from can't be called from.
    pub fn with_arn(&self, arn: &str) -> Result<CreatedInferenceProfile, ArnError> {
        let arn = Arn::from_checked(input::application_profile_arn(arn)?);
        let region = self.source_region(arn.region())?;
        Ok(CreatedInferenceProfile { profile: *self, region, arn })
    }

    /// Always refused: what API calls take is known once the profile is created.
    pub fn callable_from(&self, _region: &str) -> Result<&'static str, ArnError> {
        Err(ArnError::not_created(self.name))
    }

    /// Always refused: the ARN is known once the profile is created.
    pub fn invokable_arn(&self, _region: &str, _account: &str) -> Result<Arn, ArnError> {
        Err(ArnError::not_created(self.name))
    }

    /// For the expansion of `copy_from` alone, which refuses it by [`CanBeCopied`](crate::__private::CanBeCopied).
    #[doc(hidden)]
    pub const fn __copy_source(&self) -> ModelSource {
        self.source
    }

    /// `region`, if the profile can be created in it.
    pub(crate) fn source_region(self, region: &str) -> Result<&'static str, NotDeclared> {
        declared_region(self.name, region, self.source_regions())
    }
}

/// An application inference profile that exists: with its ARN, which is what API calls take.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreatedInferenceProfile {
    profile: ApplicationInferenceProfile,
    region: &'static str,
    arn: Arn,
}

impl CreatedInferenceProfile {
    /// The profile as it was declared.
    pub const fn declared(&self) -> ApplicationInferenceProfile {
        self.profile
    }

    /// The model behind the profile.
    pub const fn inference_profile_model(&self) -> FoundationModel {
        self.profile.inference_profile_model()
    }

    /// Always [`InferenceProfileType::Application`].
    pub const fn profile_type(&self) -> InferenceProfileType {
        InferenceProfileType::Application
    }

    /// The Region in which it was created.
    pub const fn region(&self) -> &'static str {
        self.region
    }

    /// The ARN.
    pub const fn arn(&self) -> &Arn {
        &self.arn
    }

    /// The text of the ARN, as API calls take it.
    pub fn as_str(&self) -> &str {
        self.arn.as_str()
    }

    /// The ARN, as API calls take it; refused from another Region than its own.
    pub fn callable_from(&self, region: &str) -> Result<&str, NotDeclared> {
        declared_region(self.profile.name, region, [self.region].into_iter()).map(|_| self.as_str())
    }

    /// The ARN to invoke; refused from another Region, and with another account than its own.
    pub fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        let own = self.arn.account();
        input::account_of_profile(input::account(account)?, own)?;
        declared_region(self.profile.name, input::region(region)?, [self.region].into_iter())?;
        Ok(self.arn.clone())
    }
}

text!(CreatedInferenceProfile);

impl From<CreatedInferenceProfile> for String {
    fn from(profile: CreatedInferenceProfile) -> Self {
        profile.arn.into()
    }
}

impl fmt::Debug for ApplicationInferenceProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApplicationInferenceProfile")
            .field("name", &self.name)
            .field("copied_from", &self.source)
            .finish_non_exhaustive()
    }
}
