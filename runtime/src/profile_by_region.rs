//! One declaration for a program that runs in several Regions.

use crate::{
    Arn, ArnError, CrossRegionInferenceProfile, Destinations, FoundationModel, InferenceProfileType, ModelSource,
    NotDeclared, SourceRegions, input,
};
use core::fmt;

/// A foundation model behind the geo prefix that serves each Region: which profile to call is asked with the Region in
/// which the program finds itself.
///
/// `geo` lists the prefixes in order of preference, and each Region of `source_regions` gets the profile of the first that
/// can be called from it; a route that no capture confirms counts last. That every Region is served, and that no prefix is
/// left over, is proven when the program is compiled. A newer catalog may know of a route that serves a Region with an earlier
/// prefix: then program and policy, which are built together, name that.
///
/// ```
/// use bedrock_profiles::{InferenceProfileByRegion, Policy, inference_profile};
///
/// inference_profile! {
///     const CHAT: InferenceProfileByRegion = {
///         geo: [eu, us, global],
///         model: "anthropic.claude-sonnet-4-6",
///         source_regions: ["eu-central-1", "us-east-1", "sa-east-1"],
///         residency: { eu: [eu], us: [us] },
///     };
/// }
///
/// let chat = CHAT.for_region("us-east-1")?;
/// assert_eq!(chat.inference_profile_id(), "us.anthropic.claude-sonnet-4-6");
/// assert_eq!(
///     CHAT.callable_from("sa-east-1")?,
///     "global.anthropic.claude-sonnet-4-6"
/// );
///
/// // One grant covers them all, each Region with its own profile.
/// let mut policy = Policy::new("Chat");
/// CHAT.grant_invoke(&mut policy)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html>.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InferenceProfileByRegion {
    model: FoundationModel,
    /// Each Region with its profile, of which it is the one source Region.
    profiles: &'static [(&'static str, CrossRegionInferenceProfile)],
}

impl InferenceProfileByRegion {
    pub(crate) const fn new(
        model: FoundationModel,
        profiles: &'static [(&'static str, CrossRegionInferenceProfile)],
    ) -> Self {
        InferenceProfileByRegion { model, profiles }
    }

    /// The profile to call from `region`, with that one source Region; refused for a Region that is not declared.
    pub fn for_region(&self, region: &str) -> Result<CrossRegionInferenceProfile, NotDeclared> {
        let profile = self.profiles.iter().find(|(declared, _)| *declared == region);
        let refused = || NotDeclared::new(self.model.model_id(), region, self.source_regions());
        profile.map(|(_, profile)| *profile).ok_or_else(refused)
    }

    /// The id of the profile to call from `region`, as API calls take it; refused for a Region that is not declared.
    pub fn callable_from(&self, region: &str) -> Result<&'static str, NotDeclared> {
        self.for_region(region).map(|profile| profile.inference_profile_id())
    }

    /// The Regions, in the order of the declaration.
    pub fn source_regions(&self) -> SourceRegions {
        SourceRegions::new(self.profiles().map(|(region, _)| region))
    }

    /// Each Region with the profile to call from there.
    pub fn profiles(
        &self,
    ) -> impl ExactSizeIterator<Item = (&'static str, CrossRegionInferenceProfile)> + Clone + use<> {
        self.profiles.iter().copied()
    }

    /// Where Bedrock may run a request that is made from `region`; refused for a Region that is not declared.
    pub fn destinations(&self, region: &str) -> Result<Destinations<'static>, NotDeclared> {
        self.for_region(region)?.destinations(region)
    }

    /// The model behind the profiles.
    pub const fn inference_profile_model(&self) -> FoundationModel {
        self.model
    }

    /// Always [`InferenceProfileType::SystemDefined`].
    pub const fn profile_type(&self) -> InferenceProfileType {
        InferenceProfileType::SystemDefined
    }

    /// The ARN of the profile as `account` calls it from `region`; refused for a Region that is not declared.
    pub fn inference_profile_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        self.for_region(input::region(region)?)?.inference_profile_arn(region, account)
    }

    /// The ARN to invoke: that of the profile, as [`inference_profile_arn`](Self::inference_profile_arn) gives it.
    pub fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        self.inference_profile_arn(region, account)
    }

    /// For the expansion of `copy_from` alone.
    #[doc(hidden)]
    pub const fn __copy_source(&self) -> ModelSource {
        ModelSource::ByRegion(*self)
    }
}

impl fmt::Debug for InferenceProfileByRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let profiles = self.profiles().map(|(region, profile)| (region, profile.inference_profile_id()));
        f.debug_struct("InferenceProfileByRegion").field("profiles", &profiles.collect::<alloc::vec::Vec<_>>()).finish()
    }
}
