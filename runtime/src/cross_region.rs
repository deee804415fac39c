//! Cross-Region inference profiles.

use crate::declared::declared_region;
use crate::identity::static_text;
use crate::{
    Arn, ArnError, Destinations, FoundationModel, InferenceProfileType, ModelSource, NotDeclared, Problem,
    SourceRegions, input,
};
use bedrock_profiles_catalog::{Call, Catalog, Profile, Route, check};
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};
use core::{fmt, str::FromStr};

/// A system-defined inference profile: a foundation model behind a geo prefix.
///
/// Declare one with [`inference_profile!`](crate::inference_profile); read one from configuration with
/// [`FromStr`] or [`from_config`](Self::from_config). Two values are equal when they have the same id,
/// source Regions and destinations: [`same_id`](Self::same_id) compares the ids alone.
///
/// ```
/// use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile};
///
/// inference_profile! {
///     const CHAT: CrossRegionInferenceProfile = {
///         geo: jp,
///         model: "anthropic.claude-sonnet-4-6",
///     };
/// }
///
/// assert_eq!(CHAT.inference_profile_id(), "jp.anthropic.claude-sonnet-4-6");
/// assert_eq!(CHAT.destinations("ap-northeast-1")?.to_string(), "ap-northeast-1, ap-northeast-3");
/// assert!(CHAT.inference_profile_arn("us-east-1", "123456789012").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html>.
#[derive(Clone, Copy)]
pub struct CrossRegionInferenceProfile {
    profile: Profile<'static>,
    model: FoundationModel,
}

impl CrossRegionInferenceProfile {
    pub(crate) const fn new(id: &'static str, rows: &'static str, model: FoundationModel) -> Self {
        CrossRegionInferenceProfile { profile: Profile::from_rows(id, rows), model }
    }

    /// The profile of a geo prefix and a model id that are known at run time only, with the checks of a
    /// declared one, against the built-in catalog.
    ///
    /// ```
    /// use bedrock_profiles::{CrossRegionInferenceProfile, CrossRegionInferenceProfileConfig};
    ///
    /// let config = CrossRegionInferenceProfileConfig { geo: "eu", model: "anthropic.claude-sonnet-4-6" };
    /// let profile = CrossRegionInferenceProfile::from_config(config)?;
    /// assert_eq!(profile.to_string(), "eu.anthropic.claude-sonnet-4-6");
    /// # Ok::<(), bedrock_profiles::Problem>(())
    /// ```
    pub fn from_config(
        config: CrossRegionInferenceProfileConfig<impl AsRef<str>, impl AsRef<str>>,
    ) -> Result<Self, Problem> {
        let CrossRegionInferenceProfileConfig { geo, model } = config;
        let catalog = Catalog::BUILT_IN;
        let model = check::model_for(catalog, model.as_ref(), Call::through(geo.as_ref()));
        let prefix = check::prefix(catalog, geo.as_ref(), model.as_ref().ok().copied())?;
        let model = model?;
        let profile = check::offered(catalog, prefix, model)?;
        check::offer_in_service(catalog, profile, &[])?;
        Self::from_catalog(profile)
    }

    fn from_catalog(profile: Profile<'static>) -> Result<Self, Problem> {
        let catalog = Catalog::BUILT_IN;
        check::profile_in_service(catalog, profile)?;
        let model = FoundationModel::from_catalog(check::model(catalog, profile.model_id())?);
        Ok(CrossRegionInferenceProfile { profile, model })
    }

    /// The id that API calls take, such as `eu.anthropic.claude-sonnet-4-6`.
    pub const fn inference_profile_id(&self) -> &'static str {
        self.profile.id()
    }

    /// Whether both are the same profile, however they are declared.
    pub fn same_id(&self, other: &Self) -> bool {
        self.profile.id() == other.profile.id()
    }

    /// The model behind the profile.
    pub const fn inference_profile_model(&self) -> FoundationModel {
        self.model
    }

    /// Always [`InferenceProfileType::SystemDefined`].
    pub const fn profile_type(&self) -> InferenceProfileType {
        InferenceProfileType::SystemDefined
    }

    /// The geo prefix, such as `eu`. It is not a jurisdiction: see [`destinations`](Self::destinations).
    pub fn geo(&self) -> &'static str {
        self.profile.prefix()
    }

    /// The Regions from which the program calls the profile: those declared, else those that the
    /// catalog confirmed when the program was compiled.
    pub fn source_regions(&self) -> SourceRegions {
        SourceRegions::new(self.routes().map(|route| route.source))
    }

    /// Where Bedrock may run a request that is made from `region`, as the catalog knew it when the program
    /// was compiled. AWS does not change the destinations of a source Region.
    pub fn destinations(&self, region: &str) -> Result<Destinations<'static>, NotDeclared> {
        self.route(region).map(|route| route.destinations)
    }

    /// The id, as API calls take it, if the profile can be called from `region`: the Region that the program finds itself
    /// in.
    ///
    /// ```
    /// use bedrock_profiles::inference_profile;
    ///
    /// let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6");
    /// assert_eq!(
    ///     chat.callable_from("eu-west-1")?,
    ///     "eu.anthropic.claude-sonnet-4-6"
    /// );
    /// assert!(chat.callable_from("us-east-1").is_err());
    /// # Ok::<(), bedrock_profiles::NotDeclared>(())
    /// ```
    pub fn callable_from(&self, region: &str) -> Result<&'static str, NotDeclared> {
        self.route(region).map(|_| self.profile.id())
    }

    /// The ARN of the profile as `account` calls it from `region`; refused from a Region that is no source.
    pub fn inference_profile_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        let account = input::account(account)?;
        let region = input::region(region)?;
        let region = declared_region(self.profile.id(), region, self.source_regions())?;
        Ok(Arn::inference_profile(region, account, self.profile.id()))
    }

    /// The ARN to invoke: that of the profile, as [`inference_profile_arn`](Self::inference_profile_arn) gives it.
    pub fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        self.inference_profile_arn(region, account)
    }

    /// For the expansion of `copy_from` alone.
    #[doc(hidden)]
    pub const fn __copy_source(&self) -> ModelSource {
        ModelSource::CrossRegion(*self)
    }

    pub(crate) fn routes(self) -> impl Iterator<Item = Route<'static>> + Clone {
        self.profile.default_routes()
    }

    /// Each source Region with its destinations.
    fn destinations_by_source(self) -> impl Iterator<Item = (&'static str, Destinations<'static>)> {
        self.routes().map(|route| (route.source, route.destinations))
    }

    pub(crate) fn route(self, region: &str) -> Result<Route<'static>, NotDeclared> {
        let route = self.routes().find(|route| route.source == region);
        route.ok_or_else(|| NotDeclared::new(self.profile.id(), region, self.source_regions()))
    }
}

/// What [`CrossRegionInferenceProfile::from_config`] takes: strings, or anything that reads as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CrossRegionInferenceProfileConfig<G = &'static str, M = G> {
    /// The geo prefix, such as `eu`.
    pub geo: G,
    /// The id of the model, such as `anthropic.claude-sonnet-4-6`.
    pub model: M,
}

/// Reads a profile id, against the built-in catalog: an id that is wrong or retired is the error that it is in a
/// declaration. Its source Regions are those that the catalog confirms. A residency, capabilities and warnings are for
/// declarations alone: look at [`destinations`](CrossRegionInferenceProfile::destinations) where prompts must not leave.
/// With the feature `serde`, configuration files are read so.
///
/// ```
/// use bedrock_profiles::CrossRegionInferenceProfile;
///
/// let profile: CrossRegionInferenceProfile = "eu.anthropic.claude-sonnet-4-6".parse()?;
/// assert_eq!(profile.geo(), "eu");
///
/// let problem = "eu.anthropic.claude-sonet-4-6".parse::<CrossRegionInferenceProfile>().unwrap_err();
/// assert!(problem.to_string().contains("help: the nearest is `eu.anthropic.claude-sonnet-4-6`"));
/// # Ok::<(), bedrock_profiles::Problem>(())
/// ```
impl FromStr for CrossRegionInferenceProfile {
    type Err = Problem;

    fn from_str(id: &str) -> Result<Self, Problem> {
        Self::from_catalog(check::profile_id(Catalog::BUILT_IN, id)?)
    }
}

impl fmt::Debug for CrossRegionInferenceProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CrossRegionInferenceProfile")
            .field("id", &self.profile.id())
            .field("source_regions", &self.source_regions())
            .finish_non_exhaustive()
    }
}

/// By what a call can see: when and where a route was seen is left out.
impl PartialEq for CrossRegionInferenceProfile {
    fn eq(&self, other: &Self) -> bool {
        self.same_id(other)
            && self.model == other.model
            && self.destinations_by_source().eq(other.destinations_by_source())
    }
}

impl Eq for CrossRegionInferenceProfile {}

/// By id, then by what else makes two values equal.
impl Ord for CrossRegionInferenceProfile {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_id = (self.profile.id(), self.model).cmp(&(other.profile.id(), other.model));
        by_id.then_with(|| self.destinations_by_source().cmp(other.destinations_by_source()))
    }
}

impl PartialOrd for CrossRegionInferenceProfile {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for CrossRegionInferenceProfile {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.profile.id().hash(state);
        self.model.hash(state);
        self.destinations_by_source().for_each(|pair| pair.hash(state));
    }
}

static_text!(inference_profile_id: CrossRegionInferenceProfile);
