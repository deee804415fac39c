//! What an application profile is copied from, and what a prompt router chooses from.

use crate::{CrossRegionInferenceProfile, FoundationModel, InferenceProfileByRegion, SourceRegions};

/// A system-defined profile or a foundation model: what an application inference profile is copied from, and what a
/// prompt router chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ModelSource {
    /// A system-defined profile: geographic or global.
    CrossRegion(CrossRegionInferenceProfile),
    /// A foundation model, called directly.
    FoundationModel(FoundationModel),
    /// The system-defined profile of the Region in which it is used.
    ByRegion(InferenceProfileByRegion),
}

impl ModelSource {
    /// The model behind it.
    pub const fn model(&self) -> FoundationModel {
        match self {
            ModelSource::CrossRegion(profile) => profile.inference_profile_model(),
            ModelSource::FoundationModel(model) => *model,
            ModelSource::ByRegion(profiles) => profiles.inference_profile_model(),
        }
    }

    /// The Regions from which it can be called.
    pub fn source_regions(&self) -> SourceRegions {
        match self {
            ModelSource::CrossRegion(profile) => profile.source_regions(),
            ModelSource::FoundationModel(model) => SourceRegions::new(model.regions().iter()),
            ModelSource::ByRegion(profiles) => profiles.source_regions(),
        }
    }
}

impl From<CrossRegionInferenceProfile> for ModelSource {
    fn from(profile: CrossRegionInferenceProfile) -> Self {
        ModelSource::CrossRegion(profile)
    }
}

impl From<FoundationModel> for ModelSource {
    fn from(model: FoundationModel) -> Self {
        ModelSource::FoundationModel(model)
    }
}

impl From<InferenceProfileByRegion> for ModelSource {
    fn from(profiles: InferenceProfileByRegion) -> Self {
        ModelSource::ByRegion(profiles)
    }
}
