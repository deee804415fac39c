//! The profile alone: its description and its use, not its model.

use super::{allow, invoke::actions};
use crate::policy::statement::{Action, Purpose, Resource, Statement};
use crate::policy::{Grant, GrantError, Grantable, Target};
use crate::{
    ApplicationInferenceProfile, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
    InferenceProfileByRegion,
};
use alloc::{vec, vec::Vec};

fn usage(
    about: (&'static str, &'static str),
    model: FoundationModel,
    profile: Resource,
) -> Result<Statement, GrantError> {
    let actions = [&[Action::GetInferenceProfile], actions(model)?].concat();
    Ok(allow(about, Purpose::ProfileUsage, &actions, [profile]))
}

impl CrossRegionInferenceProfile {
    /// Grants the use of the profile alone, in each source Region: `GetInferenceProfile` and the invoking
    /// actions on the profile. Without the model it can't be invoked. Refused as [`grant_invoke`](Self::grant_invoke) is.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let statements = self.usages(grantee.target())?;
        Grant::to(grantee, statements)
    }

    fn usages(self, target: &Target) -> Result<Vec<Statement>, GrantError> {
        let (id, model) = (self.inference_profile_id(), self.inference_profile_model());
        let routes = self.routes_of(target)?.into_iter();
        routes.map(|route| usage((id, route.source), model, Resource::inference_profile(route.source, id))).collect()
    }
}

impl InferenceProfileByRegion {
    /// Grants the use of the profiles alone, each in its Region, as [`CrossRegionInferenceProfile::grant_profile_usage`]
    /// does. Refused as [`grant_invoke`](Self::grant_invoke) is.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let statements = self.of_each(grantee.target(), CrossRegionInferenceProfile::usages)?;
        Grant::to(grantee, statements)
    }
}

impl ApplicationInferenceProfile {
    /// Grants the use of the profile alone: `GetInferenceProfile` and the invoking actions on the profile. Refused as
    /// [`grant_invoke`](Self::grant_invoke) is.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (profile, region) = self.resource_of(grantee.target())?;
        Grant::to(grantee, vec![usage((self.name(), region), self.inference_profile_model(), profile)?])
    }
}

impl CreatedInferenceProfile {
    /// Grants the use of the profile alone, as [`ApplicationInferenceProfile::grant_profile_usage`] does, with its
    /// ARN.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (profile, region) = self.resource_of(grantee.target())?;
        let declared = self.declared();
        Grant::to(grantee, vec![usage((declared.name(), region), declared.inference_profile_model(), profile)?])
    }
}
