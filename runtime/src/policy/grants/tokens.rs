//! Counting tokens, which takes the model and never a profile.

use super::allow;
use crate::policy::statement::{Action, Purpose, Resource};
use crate::policy::{Grant, GrantError, Grantable, Target};
use crate::{
    ApplicationInferenceProfile, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
    InferenceProfileByRegion,
};
use alloc::vec::Vec;
use bedrock_profiles_catalog::{Catalog, check};

impl FoundationModel {
    /// Grants `CountTokens` on the model in the grantee's Regions.
    ///
    /// Tokens are counted with the id of the model, also where it can only be invoked through a profile, so that any
    /// Region of the grantee's that the catalog knows is taken; whether Bedrock counts tokens there no table tells.
    /// Refused for a grantee that names no Region.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html>.
    pub fn grant_count_tokens(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let id = self.model_id();
        let statements = self.counting_regions(grantee.target())?.into_iter().map(|region| {
            let model = Resource::foundation_model(region, id);
            allow((id, region), Purpose::TokenCounting, &[Action::CountTokens], [model])
        });
        let statements = statements.collect();
        Grant::to(grantee, statements)
    }

    fn counting_regions(self, target: &Target) -> Result<Vec<&'static str>, GrantError> {
        match target.regions() {
            [] => Err(GrantError::no_region(self.model_id())),
            named => named.iter().map(|region| Ok(check::region(Catalog::BUILT_IN, region)?.name())).collect(),
        }
    }
}

impl CrossRegionInferenceProfile {
    /// Always refused: `CountTokens` takes the id of a foundation model and refuses a profile's.
    /// [`inference_profile_model`](Self::inference_profile_model) gives the model.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html>.
    pub fn grant_count_tokens(&self, _grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        Err(GrantError::no_token_counting(self.inference_profile_id()))
    }
}

impl InferenceProfileByRegion {
    /// Always refused: `CountTokens` takes the id of a foundation model and refuses a profile's.
    /// [`inference_profile_model`](Self::inference_profile_model) gives the model.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html>.
    pub fn grant_count_tokens(&self, _grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let first = self.profiles().next().map(|(_, profile)| profile.inference_profile_id());
        Err(GrantError::no_token_counting(first.unwrap_or_default()))
    }
}

impl ApplicationInferenceProfile {
    /// Always refused: `CountTokens` takes the id of a foundation model and refuses a profile's.
    /// [`inference_profile_model`](Self::inference_profile_model) gives the model.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html>.
    pub fn grant_count_tokens(&self, _grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        Err(GrantError::no_token_counting(self.name()))
    }
}

impl CreatedInferenceProfile {
    /// Always refused: `CountTokens` takes the id of a foundation model and refuses a profile's.
    /// [`inference_profile_model`](Self::inference_profile_model) gives the model.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html>.
    pub fn grant_count_tokens(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        self.declared().grant_count_tokens(grantee)
    }
}
