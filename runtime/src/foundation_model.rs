//! Foundation models.

use crate::declared::declared_region;
use crate::identity::static_text;
use crate::{Arn, ArnError, ModelSource, NotDeclared, Problem, Regions, input};
use bedrock_profiles_catalog::{Catalog, Model, check};
use core::{fmt, str::FromStr};

/// A foundation model, for calling it directly in a Region, without a profile.
///
/// Declare one with [`inference_profile!`](crate::inference_profile), or take a constant of
/// [`models`](crate::models). Two values are equal when they are declared alike:
/// [`same_id`](Self::same_id) compares the ids alone.
///
/// ```
/// use bedrock_profiles::{FoundationModel, inference_profile};
///
/// inference_profile! {
///     const EMBEDDER: FoundationModel = {
///         model: "amazon.titan-embed-text-v2:0",
///         source_regions: ["eu-central-1"],
///     };
/// }
///
/// let arn = EMBEDDER.model_arn("eu-central-1")?;
/// assert_eq!(arn, "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0");
/// # Ok::<(), bedrock_profiles::ArnError>(())
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html>.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FoundationModel {
    id: &'static str,
    streams: bool,
    regions: Regions<'static>,
}

impl FoundationModel {
    pub(crate) const fn new(id: &'static str, streams: bool, regions: &'static str) -> Self {
        FoundationModel { id, streams, regions: Regions::from_spaced(regions) }
    }

    pub(crate) fn from_catalog(model: Model<'static>) -> Self {
        FoundationModel { id: model.id(), streams: model.streams(), regions: model.on_demand_regions() }
    }

    /// The id, such as `amazon.titan-embed-text-v2:0`.
    pub const fn model_id(&self) -> &'static str {
        self.id
    }

    /// Whether both are the same model, however they are declared.
    pub fn same_id(&self, other: &Self) -> bool {
        self.id == other.id
    }

    /// Whether the model can stream its answer. Where that is unknown it counts as yes.
    pub const fn streams(&self) -> bool {
        self.streams
    }

    /// The Regions in which the model can be called directly: those declared, else those the catalog knew.
    /// Empty for a model that is reached through profiles only.
    pub const fn regions(&self) -> Regions<'static> {
        self.regions
    }

    /// The id, as API calls take it, if the model can be called directly in `region`: the Region that the program finds
    /// itself in.
    pub fn callable_from(&self, region: &str) -> Result<&'static str, NotDeclared> {
        self.declared_region(region).map(|_| self.id)
    }

    /// The ARN of the model in `region`, which need not be one in which it can be called directly:
    /// `arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0`.
    pub fn model_arn(&self, region: &str) -> Result<Arn, ArnError> {
        Ok(Arn::foundation_model(input::region(region)?, self.id))
    }

    /// The ARN to invoke directly; refused from a Region in which the model can't be called so.
    pub fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        input::account(account)?;
        self.model_arn(self.declared_region(input::region(region)?)?)
    }

    /// For the expansion of `copy_from` alone.
    #[doc(hidden)]
    pub const fn __copy_source(&self) -> ModelSource {
        ModelSource::FoundationModel(*self)
    }

    /// `region`, if the model can be called in it directly.
    pub(crate) fn declared_region(self, region: &str) -> Result<&'static str, NotDeclared> {
        declared_region(self.id, region, self.regions.iter())
    }
}

/// Reads a model id with the checks of a declared [`FoundationModel`], against the built-in catalog.
impl FromStr for FoundationModel {
    type Err = Problem;

    fn from_str(id: &str) -> Result<Self, Problem> {
        let catalog = Catalog::BUILT_IN;
        let model = check::model(catalog, id)?;
        check::model_in_service(catalog, model)?;
        check::on_demand(catalog, model, &[])?;
        Ok(FoundationModel::from_catalog(model))
    }
}

impl fmt::Debug for FoundationModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundationModel").field("id", &self.id).field("regions", &self.regions).finish_non_exhaustive()
    }
}

static_text!(model_id: FoundationModel);
