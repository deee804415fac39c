//! Foundation models.

use crate::declared::declared_region;
use crate::identity::static_text;
use crate::{Arn, ArnError, ModelSource, NotDeclared, Problem, Regions, input};
use bedrock_profiles_catalog::{Call, Catalog, Model, check, has_capability};
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};
use core::{fmt, str::FromStr};

/// A foundation model, for calling it directly in a Region, without a profile.
///
/// Declare one with [`inference_profile!`](crate::inference_profile), or take a constant of
/// [`models`](crate::models). Two values are equal when they are declared alike:
/// [`same_id`](Self::same_id) compares the ids alone.
///
/// It knows what AWS's `ListFoundationModels` said of the model when the catalog was made. Whether it uses tools, and how
/// long its context is, that API does not tell, and so nothing here does.
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
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html> and
/// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_FoundationModelSummary.html>.
#[derive(Clone, Copy)]
pub struct FoundationModel {
    id: &'static str,
    streams: bool,
    /// Of `models.tsv`, its end aside.
    row: &'static str,
    regions: Regions<'static>,
}

impl FoundationModel {
    pub(crate) const fn new(id: &'static str, streams: bool, row: &'static str, regions: &'static str) -> Self {
        FoundationModel { id, streams, row, regions: Regions::from_spaced(regions) }
    }

    pub(crate) fn from_catalog(model: Model<'static>) -> Self {
        FoundationModel {
            id: model.id(),
            streams: model.streams(),
            row: model.row(),
            regions: model.on_demand_regions(),
        }
    }

    const fn model(&self) -> Model<'static> {
        Model::from_row(self.row)
    }

    /// What makes two values equal: what a call can see.
    fn key(&self) -> (&'static str, bool, Regions<'static>) {
        (self.id, self.streams, self.regions)
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

    /// The name for people, such as `Titan Text Embeddings V2`; the id where none is on record.
    pub fn name(&self) -> &'static str {
        self.model().name()
    }

    /// Who makes it, such as `Amazon`.
    pub fn provider(&self) -> &'static str {
        self.model().provider()
    }

    /// What it takes in: `text`, `image`, …; nothing where that is not on record.
    pub fn inputs(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.model().inputs()
    }

    /// What it gives out: `text`, `embedding`, …; nothing where that is not on record.
    pub fn outputs(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.model().outputs()
    }

    /// Whether it has a capability, by the name that it has in `requires`: `streaming`, `image_input`, ….
    ///
    /// ```
    /// use bedrock_profiles::models;
    ///
    /// let model = models::ANTHROPIC_CLAUDE_SONNET_4_6;
    /// assert!(model.has_capability("image_input"));
    /// assert!(!model.has_capability("image_output"));
    /// ```
    pub fn has_capability(&self, name: &str) -> bool {
        has_capability(self.model(), name)
    }

    /// How it is offered, in the API's terms: `on_demand`, `inference_profile`, `provisioned`.
    pub fn inference_types(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.model().inference_types()
    }

    /// The day of its end of life, such as `2027-03-30`, if AWS had announced it when the catalog was made.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html>.
    pub fn end_of_life(&self) -> Option<&'static str> {
        self.model().end_of_life()
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
        let model = check::model_for(catalog, id, Call::DIRECT)?;
        check::model_in_service(catalog, model)?;
        check::on_demand(catalog, model, &[])?;
        Ok(FoundationModel::from_catalog(model))
    }
}

impl PartialEq for FoundationModel {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for FoundationModel {}

impl Hash for FoundationModel {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl Ord for FoundationModel {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for FoundationModel {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for FoundationModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundationModel").field("id", &self.id).field("regions", &self.regions).finish_non_exhaustive()
    }
}

static_text!(model_id: FoundationModel);
