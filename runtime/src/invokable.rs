//! What profiles and models have in common.

#[cfg(feature = "policy")]
use crate::policy::{Grant, GrantError, Grantable};
use crate::{
    ApplicationInferenceProfile, Arn, ArnError, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
    InferenceProfileByRegion, InvocationTarget, PromptRouter,
};
#[cfg(feature = "scp")]
use alloc::vec::Vec;

/// Something that Bedrock can be asked to run: a profile, a model or a prompt router.
///
/// The methods stand on the types themselves too; the trait is for code that takes any of them:
///
/// ```
/// use bedrock_profiles::{GrantError, Grantable, Invokable};
///
/// fn grant_all(grantee: &mut dyn Grantable, invoked: &[&dyn Invokable]) -> Result<(), GrantError> {
///     invoked.iter().try_for_each(|it| it.grant_invoke(grantee).map(|_| ()))
/// }
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-invoke.html>.
pub trait Invokable: sealed::Sealed {
    /// The model that it leads to: whether it streams, and in which Regions it is called directly. `None` where there are
    /// several, or where it is not known.
    ///
    /// ```
    /// use bedrock_profiles::{Invokable, inference_profile};
    ///
    /// fn streams(invoked: &dyn Invokable) -> bool {
    ///     invoked.model().is_some_and(|model| model.streams())
    /// }
    /// let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6");
    /// assert!(streams(&chat));
    /// ```
    fn model(&self) -> Option<FoundationModel>;

    /// What API calls take; `None` where that is known once it is created, or with the caller's Region or account alone.
    fn id(&self) -> Option<&str>;

    /// What API calls take, if it can be called from `region`: the Region that the program finds itself in. Refused for an
    /// application profile that is not created, and for a router whose ARN has the caller's account.
    ///
    /// ```
    /// use bedrock_profiles::{ArnError, Invokable, inference_profile};
    ///
    /// fn model_id<'a>(
    ///     invoked: &'a dyn Invokable,
    ///     region: &str,
    /// ) -> Result<&'a str, ArnError> {
    ///     invoked.callable_from(region)
    /// }
    /// let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6");
    /// assert!(model_id(&chat, "eu-west-1").is_ok());
    /// assert!(model_id(&chat, "us-east-1").is_err());
    /// ```
    fn callable_from(&self, region: &str) -> Result<&str, ArnError>;

    /// The ARN to invoke from `region` with `account`; refused from a Region that is not declared, and for what is no
    /// account id.
    fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError>;

    /// Grants everything that is needed to invoke it from those of the grantee's Regions that are declared, and nothing
    /// beyond; refused where there is none.
    #[cfg(feature = "policy")]
    fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError>;

    /// Grants the same without streaming.
    #[cfg(feature = "policy")]
    fn grant_invoke_only(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError>;

    /// Grants the same for streaming alone; refused for a model that does not stream.
    #[cfg(feature = "policy")]
    fn grant_streaming_only(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError>;
}

/// An inference profile of either type.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles.html>.
pub trait InferenceProfile: Invokable {
    /// The model behind the profile.
    fn inference_profile_model(&self) -> FoundationModel;

    /// Who defined the profile.
    fn profile_type(&self) -> InferenceProfileType;

    /// Grants the use of the profile alone. Without its model it can't be invoked.
    #[cfg(feature = "policy")]
    fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError>;
}

/// Who defined an inference profile.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_InferenceProfileSummary.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum InferenceProfileType {
    /// AWS: a cross-Region inference profile.
    SystemDefined,
    /// The account's owner: an application inference profile.
    Application,
}

mod sealed {
    pub trait Sealed {
        /// The Regions in one of which it is to be created; none for what exists in all of its Regions.
        #[cfg(feature = "scp")]
        fn candidate_regions(&self) -> super::Vec<&'static str> {
            super::Vec::new()
        }
    }
}

impl sealed::Sealed for ApplicationInferenceProfile {
    #[cfg(feature = "scp")]
    fn candidate_regions(&self) -> Vec<&'static str> {
        self.source_regions().collect()
    }
}

impl sealed::Sealed for CreatedInferenceProfile {}
impl sealed::Sealed for CrossRegionInferenceProfile {}
impl sealed::Sealed for FoundationModel {}
impl sealed::Sealed for InferenceProfileByRegion {}
impl sealed::Sealed for InvocationTarget {}
impl sealed::Sealed for PromptRouter {}

/// The traits, by the methods of the same names on the types themselves.
macro_rules! forward {
    (Invokable: $($type:ty { model: $leads:pat => $model:expr, id: $called:pat => $id:expr })*) => {$(
        impl Invokable for $type {
            fn model(&self) -> Option<FoundationModel> {
                let $leads = self;
                $model
            }

            fn id(&self) -> Option<&str> {
                let $called = self;
                $id
            }

            #[allow(clippy::needless_question_mark, reason = "the errors of most types are converted")]
            fn callable_from(&self, region: &str) -> Result<&str, ArnError> {
                Ok(self.callable_from(region)?)
            }

            fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
                self.invokable_arn(region, account)
            }

            #[cfg(feature = "policy")]
            fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                self.grant_invoke(grantee)
            }

            #[cfg(feature = "policy")]
            fn grant_invoke_only(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                self.grant_invoke_only(grantee)
            }

            #[cfg(feature = "policy")]
            fn grant_streaming_only(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                self.grant_streaming_only(grantee)
            }
        }
    )*};
    (InferenceProfile: $($type:ty),*) => {$(
        impl InferenceProfile for $type {
            fn inference_profile_model(&self) -> FoundationModel {
                self.inference_profile_model()
            }

            fn profile_type(&self) -> InferenceProfileType {
                self.profile_type()
            }

            #[cfg(feature = "policy")]
            fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                self.grant_profile_usage(grantee)
            }
        }
    )*};
}

forward!(Invokable:
    ApplicationInferenceProfile { model: it => Some(it.inference_profile_model()), id: _ => None }
    CreatedInferenceProfile { model: it => Some(it.inference_profile_model()), id: it => Some(it.arn().as_str()) }
    CrossRegionInferenceProfile { model: it => Some(it.inference_profile_model()), id: it => Some(it.inference_profile_id()) }
    FoundationModel { model: it => Some(*it), id: it => Some(it.model_id()) }
    InferenceProfileByRegion { model: it => Some(it.inference_profile_model()), id: _ => None }
    InvocationTarget { model: it => it.model(), id: it => Some(it.as_str()) }
    PromptRouter { model: it => it.only_model(), id: it => it.arn().map(Arn::as_str) }
);
forward!(InferenceProfile:
    ApplicationInferenceProfile, CreatedInferenceProfile, CrossRegionInferenceProfile, InferenceProfileByRegion
);
