//! The kinds of problems, and what is suggested for each.

use crate::problem::Details;
use crate::wording::{accepted_by, source_regions};
use alloc::{string::String, vec::Vec};

/// The kind of a [`Problem`](crate::Problem), and what its [`suggestions`](crate::Problem::suggestions) replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A profile id that is not in the catalog. Suggested are profile ids; for a model without profiles its own id.
    UnknownProfile,
    /// A whole ARN where an id belongs. Suggested is what stands for the id in the ARN, unchecked.
    ArnInsteadOfId,
    /// The id of a profile where that of a foundation model belongs. Suggested is its model.
    ProfileInsteadOfModel,
    /// The id of a foundation model where that of a profile belongs. Suggested are its profiles, or those of one like it.
    ModelInsteadOfProfile,
    /// A geo prefix that is not in the catalog. Suggested are prefixes.
    UnknownPrefix,
    /// A Region where a geo prefix belongs. Suggested are the prefixes with which the model is reached from there.
    RegionInsteadOfPrefix,
    /// A model id that is not in the catalog. Suggested are model ids.
    UnknownModel,
    /// A Region that is not in the catalog. Suggested are Regions.
    UnknownRegion,
    /// A prefix that the model is not offered with. Suggested are profile ids; prefixes, or for a model without profiles
    /// model ids, where prefix and model are written apart.
    NotOffered,
    /// A Region from which the profile can't be called. Suggested are the profiles of its model that can be.
    NotASource,
    /// A Region that none of the listed geo prefixes serves. Suggested are prefixes that do.
    NotServed,
    /// A geo prefix of a list that serves none of the Regions.
    ServesNone,
    /// A Region of another partition than the profile's or the model's. Suggested are the profiles of its model that can be
    /// called from there.
    PartitionMix,
    /// A profile or model that is no longer in service. Suggested is the nearest that is: a model, where prefix and model
    /// are written apart or the model is called directly.
    Retired,
    /// A model whose end of life is announced, or that is legacy: a warning. Suggested is the nearest that has no end.
    EndAnnounced,
    /// A route that no recent capture of the API confirms: a warning.
    Unconfirmed,
    /// A row of the project's catalog that decides though this release is newer, and does not know it or has withdrawn it:
    /// a warning.
    Outdated,
    /// A model that is invoked through a profile only, used bare. Suggested are its profiles.
    ProfileOnly,
    /// A model that is invoked directly in a few Regions and through profiles in more, used bare without its Regions. Suggested
    /// is the field that names them.
    SeldomDirectly,
    /// A model that can't be invoked on demand at all. Suggested are models that can.
    NotOnDemand,
    /// A Region in which the bare model can't be invoked. Suggested are its profiles that can be called from there.
    NotInRegion,
    /// A residency that is neither a country, nor `eu`, nor a Region. Suggested are such.
    UnknownResidency,
    /// Regions outside the declared residency. Suggested are fields of a declaration that keep within it.
    OutsideResidency,
    /// A residency declared for a global profile. Suggested are geographic ones that keep within it.
    GlobalResidency,
    /// Text outside the limits of the API.
    OutsideLimits,
    /// A capability that no model of the catalog has. Suggested are capabilities.
    UnknownCapability,
    /// A capability that the model lacks. Suggested is a profile of a model that has it.
    MissingCapability,
}

impl Details {
    pub(crate) fn kind(&self) -> ProblemKind {
        match self {
            Details::UnknownProfile { .. } => ProblemKind::UnknownProfile,
            Details::ArnInsteadOfId { .. } => ProblemKind::ArnInsteadOfId,
            Details::ProfileInsteadOfModel { .. } => ProblemKind::ProfileInsteadOfModel,
            Details::ModelInsteadOfProfile { .. } => ProblemKind::ModelInsteadOfProfile,
            Details::UnknownPrefix { .. } => ProblemKind::UnknownPrefix,
            Details::RegionInsteadOfPrefix { .. } => ProblemKind::RegionInsteadOfPrefix,
            Details::UnknownModel { .. } => ProblemKind::UnknownModel,
            Details::UnknownRegion { .. } => ProblemKind::UnknownRegion,
            Details::NotOffered { .. } => ProblemKind::NotOffered,
            Details::NotASource { .. } => ProblemKind::NotASource,
            Details::NotServed { .. } => ProblemKind::NotServed,
            Details::ServesNone { .. } => ProblemKind::ServesNone,
            Details::PartitionMix { .. } => ProblemKind::PartitionMix,
            Details::Retired { .. } => ProblemKind::Retired,
            Details::Ending { .. } => ProblemKind::EndAnnounced,
            Details::Unconfirmed { .. } => ProblemKind::Unconfirmed,
            Details::Outdated { .. } => ProblemKind::Outdated,
            Details::ProfileOnly { .. } => ProblemKind::ProfileOnly,
            Details::SeldomDirectly { .. } => ProblemKind::SeldomDirectly,
            Details::NotOnDemand { .. } => ProblemKind::NotOnDemand,
            Details::NotInRegion { .. } => ProblemKind::NotInRegion,
            Details::UnknownResidency { .. } => ProblemKind::UnknownResidency,
            Details::OutsideResidency { .. } => ProblemKind::OutsideResidency,
            Details::GlobalResidency { .. } => ProblemKind::GlobalResidency,
            Details::OutsideLimits { .. } => ProblemKind::OutsideLimits,
            Details::UnknownCapability { .. } => ProblemKind::UnknownCapability,
            Details::MissingCapability { .. } => ProblemKind::MissingCapability,
        }
    }

    /// What to write instead, best first.
    pub(crate) fn suggestions(&self) -> Vec<String> {
        match self {
            Details::UnknownProfile { suggested, .. }
            | Details::UnknownModel { suggested, .. }
            | Details::NotOffered { suggested, is_whole: true, .. }
            | Details::NotOnDemand { suggested, .. } => suggested.ids().cloned().collect(),
            Details::UnknownPrefix { nearest, .. }
            | Details::UnknownRegion { nearest, .. }
            | Details::UnknownResidency { nearest, .. }
            | Details::UnknownCapability { nearest, .. } => nearest.clone(),
            // The model that is called directly is the one that is written.
            Details::NotOffered { suggested, .. } => suggested.fitting().cloned().collect(),
            Details::RegionInsteadOfPrefix { prefixes, .. } => prefixes.clone(),
            Details::ModelInsteadOfProfile { profiles, suggested, .. } => {
                profiles.iter().chain(suggested.ids()).cloned().collect()
            }
            Details::ProfileOnly { profiles, .. } => profiles.clone(),
            Details::NotASource { alternatives, .. }
            | Details::NotInRegion { alternatives, .. }
            | Details::PartitionMix { alternatives, .. }
            | Details::GlobalResidency { within: alternatives, .. } => alternatives.clone(),
            Details::ProfileInsteadOfModel { model, .. } => Vec::from([model.clone()]),
            Details::ArnInsteadOfId { id: suggestion, .. }
            | Details::Retired { successor: suggestion, .. }
            | Details::Ending { successor: suggestion, .. }
            | Details::MissingCapability { alternative: suggestion, .. } => suggestion.iter().cloned().collect(),
            Details::OutsideResidency { outside, entered, residency, inside, prefix, .. } => {
                let cures = accepted_by(outside.iter().chain(entered), residency, inside, prefix.as_deref());
                cures.into_iter().map(|(field, _)| field).collect()
            }
            Details::NotServed { serving, .. } => prefixes(serving),
            Details::SeldomDirectly { regions, .. } => Vec::from([source_regions(regions)]),
            Details::ServesNone { .. }
            | Details::Unconfirmed { .. }
            | Details::Outdated { .. }
            | Details::OutsideLimits { .. } => Vec::new(),
        }
    }
}

/// The prefixes of these profiles.
pub(crate) fn prefixes(profiles: &[String]) -> Vec<String> {
    profiles.iter().filter_map(|id| id.split_once('.')).map(|(prefix, _)| prefix.into()).collect()
}
