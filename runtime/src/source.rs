//! What an application profile is copied from, and what a prompt router chooses from.

use crate::{CrossRegionInferenceProfile, FoundationModel, SourceRegions};

/// A system-defined profile or a foundation model: what an application inference profile is copied from, and what a
/// prompt router chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ModelSource {
    /// A system-defined profile: geographic or global.
    CrossRegion(CrossRegionInferenceProfile),
    /// A foundation model, called directly.
    FoundationModel(FoundationModel),
}

impl ModelSource {
    /// The model behind it.
    pub const fn model(&self) -> FoundationModel {
        match self {
            ModelSource::CrossRegion(profile) => profile.inference_profile_model(),
            ModelSource::FoundationModel(model) => *model,
        }
    }

    /// The Regions from which it can be called.
    pub fn source_regions(&self) -> SourceRegions {
        match self {
            ModelSource::CrossRegion(profile) => profile.source_regions(),
            ModelSource::FoundationModel(model) => SourceRegions::new(model.regions().iter()),
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
