//! What an application profile is copied from, and what a prompt router chooses from.

use crate::{CrossRegionInferenceProfile, FoundationModel};

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
    pub const fn model(self) -> FoundationModel {
        match self {
            ModelSource::CrossRegion(profile) => profile.inference_profile_model(),
            ModelSource::FoundationModel(model) => model,
        }
    }

    /// The Regions from which it can be called.
    pub fn source_regions(self) -> impl Iterator<Item = &'static str> + Clone {
        let (profile, model) = match self {
            ModelSource::CrossRegion(profile) => (Some(profile), None),
            ModelSource::FoundationModel(model) => (None, Some(model)),
        };
        let of_profile = profile.into_iter().flat_map(CrossRegionInferenceProfile::source_regions);
        of_profile.chain(model.into_iter().flat_map(|model| model.regions().iter()))
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
