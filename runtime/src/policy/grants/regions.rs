//! For which Regions something is granted: those that the grantee names, else all that are declared.

use crate::policy::{GrantError, Resource, Target};
use crate::{
    ApplicationInferenceProfile, Arn, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
    NotDeclared, Partition, PromptRouter, declared::declared_region,
};
use alloc::{vec, vec::Vec};
use bedrock_profiles_catalog::Route;

impl CrossRegionInferenceProfile {
    pub(super) fn routes_of(self, target: &Target) -> Result<Vec<Route<'static>>, GrantError> {
        if target.regions().is_empty() {
            return Ok(self.routes().collect());
        }
        target.regions().iter().map(|region| Ok(self.route(region)?)).collect()
    }
}

impl FoundationModel {
    /// Those in which it can be called directly, of one partition: an account belongs to one.
    pub(super) fn regions_of(self, target: &Target) -> Result<Vec<&'static str>, GrantError> {
        if self.regions().is_empty() {
            return Err(GrantError::not_on_demand(self.model_id()));
        }
        if target.regions().is_empty() {
            let partitions = || self.regions().iter().map(|region| (Partition::from_region(region), region));
            let first = partitions().map(|(partition, _)| partition).min();
            return Ok(partitions()
                .filter(|(partition, _)| Some(*partition) == first)
                .map(|(_, region)| region)
                .collect());
        }
        target.regions().iter().map(|region| Ok(self.declared_region(region)?)).collect()
    }
}

impl ApplicationInferenceProfile {
    /// The only Region in which it can be.
    pub(super) fn region_of(self, target: &Target) -> Result<&'static str, GrantError> {
        let declared: Vec<&str> = self.source_regions().collect();
        match (target.regions(), declared.as_slice()) {
            ([only], _) => Ok(self.source_region(only)?),
            ([], [only]) => Ok(only),
            _ => Err(GrantError::many_regions(self.name())),
        }
    }

    /// The profile that a template creates.
    pub(super) fn resource_of(self, target: &Target) -> Result<(Resource, &'static str), GrantError> {
        let region = self.region_of(target)?;
        Ok((Resource::ApplicationInferenceProfile { profile: self, region, arn: None }, region))
    }
}

impl CreatedInferenceProfile {
    /// The profile, if the grantee runs in its Region.
    pub(super) fn resource_of(&self, target: &Target) -> Result<(Resource, &'static str), GrantError> {
        let (profile, region, arn) = (self.declared(), self.region(), Some(self.arn().clone()));
        check_region(profile.name(), region, target)?;
        check_account(self.arn(), target)?;
        Ok((Resource::ApplicationInferenceProfile { profile, region, arn }, region))
    }
}

/// The grantee runs in no other Region than the one in which `id` is.
pub(super) fn check_region(id: &str, region: &str, target: &Target) -> Result<(), GrantError> {
    match target.regions().iter().find(|other| *other != region) {
        Some(other) => Err(NotDeclared::new(id, other, [region].into_iter()).into()),
        None => Ok(()),
    }
}

/// What has this ARN belongs to the grantee's account, if that is known.
pub(super) fn check_account(arn: &Arn, target: &Target) -> Result<(), GrantError> {
    match target.account() {
        Some(account) if account != arn.account() => Err(GrantError::account_mix(arn, account)),
        _ => Ok(()),
    }
}

impl PromptRouter {
    pub(super) fn regions_of(&self, target: &Target) -> Result<Vec<&'static str>, GrantError> {
        if self.routes().is_empty() {
            return Err(GrantError::no_routes(self.name()));
        }
        let all: Vec<&str> = self.source_regions().collect();
        if all.is_empty() {
            return Err(GrantError::no_common_region(self.name()));
        }
        self.arn().map_or(Ok(()), |arn| check_account(arn, target))?;
        let mut regions = vec![];
        for named in target.regions() {
            regions.push(declared_region(self.name(), named, all.iter().copied())?);
        }
        Ok(if regions.is_empty() { all } else { regions })
    }
}
