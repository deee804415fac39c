//! Creating application profiles, and looking after them.

use super::allow;
use crate::policy::statement::{Action, Purpose, Resource};
use crate::policy::{Grant, GrantError, Grantable};
use crate::{ApplicationInferenceProfile, CreatedInferenceProfile};
use alloc::vec;

/// What can be done with a profile that exists.
const MANAGEMENT: &[Action] = &[
    Action::GetInferenceProfile,
    Action::DeleteInferenceProfile,
    Action::ListTagsForResource,
    Action::TagResource,
    Action::UntagResource,
];

impl ApplicationInferenceProfile {
    /// Grants what is needed to create the profile in the grantee's one Region, and to read, tag and delete it: what
    /// a deployment needs, not the program.
    ///
    /// Before it is created its ARN is not known, so that all application profiles of the account and Region are
    /// meant; of what is copied, only what this one is copied from. Refused for a grantee that does not run in one
    /// Region alone, or in one in which it can't be.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    pub fn grant_manage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let region = self.region_of(grantee.target())?;
        let about = (self.name(), region);
        let every = Resource::EveryApplicationInferenceProfile { region };
        let source = Resource::from_source(self.copied_from(), region)?;
        let creation = allow(about, Purpose::Creation, &[Action::CreateInferenceProfile], [every.clone(), source]);
        let management = allow(about, Purpose::Management, MANAGEMENT, [every]);
        Grant::to(grantee, vec![creation, management])
    }
}

impl CreatedInferenceProfile {
    /// Grants what is needed to read, tag and delete the profile, and no other. Refused for a grantee of another account
    /// or Region.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    pub fn grant_manage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (profile, region) = self.resource_of(grantee.target())?;
        let about = (self.declared().name(), region);
        Grant::to(grantee, vec![allow(about, Purpose::Management, MANAGEMENT, [profile])])
    }
}
