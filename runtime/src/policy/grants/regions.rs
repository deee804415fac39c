//! For which Regions something is granted: those of the grantee's from which it can be called, else all that are declared.

use crate::policy::{GrantError, Resource, Target};
use crate::{
    ApplicationInferenceProfile, Arn, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
    InferenceProfileByRegion, NotDeclared, Partition, PromptRouter, declared::declared_region,
};
use alloc::{string::String, vec::Vec};
use bedrock_profiles_catalog::Route;

/// Those of the target's Regions that `declared` knows, refused where it knows none; nothing for a target that names none.
pub(super) fn named<T>(
    target: &Target,
    declared: impl Fn(&str) -> Result<T, NotDeclared>,
) -> Result<Option<Vec<T>>, GrantError> {
    let mut refused = None;
    let known = |region: &String| declared(region).map_err(|error| refused.get_or_insert(error).clone()).ok();
    let known: Vec<T> = target.regions().iter().filter_map(known).collect();
    match refused {
        Some(error) if known.is_empty() => Err(error.into()),
        _ => Ok((!known.is_empty()).then_some(known)),
    }
}

impl CrossRegionInferenceProfile {
    pub(super) fn routes_of(self, target: &Target) -> Result<Vec<Route<'static>>, GrantError> {
        let named = named(target, |region| self.route(region))?;
        Ok(named.unwrap_or_else(|| self.routes().collect()))
    }
}

impl InferenceProfileByRegion {
    /// Those of the grantee's Regions, else of all, which are refused where they are of several partitions.
    fn profiles_of(self, target: &Target) -> Result<Vec<CrossRegionInferenceProfile>, GrantError> {
        if let Some(named) = named(target, |region| self.for_region(region))? {
            return Ok(named);
        }
        let mut partitions = self.source_regions().map(Partition::from_region);
        let first = partitions.next().unwrap_or(Partition::Aws);
        match partitions.find(|partition| *partition != first) {
            Some(other) => Err(GrantError::partition_mix(self.inference_profile_model().model_id(), first, other)),
            None => Ok(self.profiles().map(|(_, profile)| profile).collect()),
        }
    }

    /// What `ask` says of each of them, for its one source Region.
    pub(super) fn of_each<T>(
        self,
        target: &Target,
        ask: impl Fn(CrossRegionInferenceProfile, &Target) -> Result<Vec<T>, GrantError>,
    ) -> Result<Vec<T>, GrantError> {
        let everywhere = Target::default();
        let mut all = Vec::new();
        for profile in self.profiles_of(target)? {
            all.extend(ask(profile, &everywhere)?);
        }
        Ok(all)
    }
}

impl FoundationModel {
    /// Those in which it can be called directly, of one partition: an account belongs to one.
    pub(super) fn regions_of(self, target: &Target) -> Result<Vec<&'static str>, GrantError> {
        if self.regions().is_empty() {
            return Err(GrantError::not_on_demand(self.model_id()));
        }
        let named = named(target, |region| self.declared_region(region))?;
        Ok(named.unwrap_or_else(|| self.regions_of_first_partition()))
    }

    fn regions_of_first_partition(self) -> Vec<&'static str> {
        let partition = Partition::from_region;
        let first = self.regions().iter().map(partition).min();
        self.regions().iter().filter(|region| Some(partition(region)) == first).collect()
    }
}

impl ApplicationInferenceProfile {
    /// The only Region in which it can be.
    pub(super) fn region_of(self, target: &Target) -> Result<&'static str, GrantError> {
        let named = named(target, |region| self.source_region(region))?;
        match named.unwrap_or_else(|| self.source_regions().collect()).as_slice() {
            [only] => Ok(only),
            several => Err(GrantError::many_regions(self.name(), several)),
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

/// The grantee runs in the Region in which `id` is.
pub(super) fn check_region(id: &str, region: &str, target: &Target) -> Result<(), GrantError> {
    named(target, |other| declared_region(id, other, [region].into_iter()).map(|_| ()))?;
    Ok(())
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
        let named = named(target, |region| declared_region(self.name(), region, all.iter().copied()))?;
        Ok(named.unwrap_or(all))
    }
}
