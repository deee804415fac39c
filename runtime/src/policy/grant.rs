//! Granting: who grants, who receives, and for which Regions.

use super::statement::Statement;
use super::structure;
use crate::{ArnError, CrossRegionInferenceProfile, FoundationModel, InvalidInput, NotDeclared, Partition, input};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_catalog::Route;
use core::fmt;

/// Something that receives statements, such as a [`Policy`](super::Policy): a deployment target and a
/// place for statements.
pub trait Grantable {
    /// Where the program will run.
    fn target(&self) -> &Target;

    /// Takes all of `statements`, or none of them and says why.
    fn add_statements(&mut self, statements: &[Statement]) -> Result<(), GrantError>;
}

/// Where a program runs: its account, if it is known, and its Regions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    account: Option<String>,
    regions: Vec<String>,
}

impl Target {
    /// The target in the account of this 12-digit id.
    pub fn in_account(mut self, account: impl AsRef<str>) -> Result<Self, InvalidInput> {
        self.account = Some(input::account(account.as_ref())?.to_string());
        Ok(self)
    }

    /// The target with one more Region.
    pub fn in_region(mut self, region: impl AsRef<str>) -> Result<Self, InvalidInput> {
        let region = input::region(region.as_ref())?.to_string();
        if !self.regions.contains(&region) {
            self.regions.push(region);
        }
        Ok(self)
    }

    /// The account's id; `None` where it is known at deployment only.
    pub fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// The Regions; none of them stands for every Region that the grantor declares.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }
}

/// The statements that one call added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    statements: Vec<Statement>,
}

impl Grant {
    fn to(grantee: &mut dyn Grantable, statements: Vec<Statement>) -> Result<Self, GrantError> {
        grantee.add_statements(&statements)?;
        Ok(Grant { statements })
    }

    /// The statements, in the order of the source Regions.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }
}

impl CrossRegionInferenceProfile {
    /// Grants everything that is needed to invoke the profile from the grantee's Regions, and nothing beyond:
    /// the profile in each source Region, and the model in every destination of that Region, through the
    /// profile only.
    ///
    /// Refused for a Region that is no declared source.
    pub fn grant_invoke(self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (id, model) = (self.inference_profile_id(), self.inference_profile_model());
        let routes = self.routes_of(grantee.target())?;
        Grant::to(grantee, routes.into_iter().flat_map(|route| structure::invoke_profile(id, model, route)).collect())
    }

    /// Grants the use of the profile alone, in each source Region: `GetInferenceProfile` and the invoking
    /// actions on the profile. Without the model it can't be invoked.
    pub fn grant_profile_usage(self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (id, model) = (self.inference_profile_id(), self.inference_profile_model());
        let routes = self.routes_of(grantee.target())?;
        Grant::to(grantee, routes.into_iter().map(|route| structure::use_profile(id, model, route.source)).collect())
    }

    fn routes_of(self, target: &Target) -> Result<Vec<Route<'static>>, GrantError> {
        if target.regions().is_empty() {
            return Ok(self.routes().collect());
        }
        target.regions().iter().map(|region| self.route(region).map_err(GrantError::Region)).collect()
    }
}

impl FoundationModel {
    /// Grants what is needed to invoke the model directly, without a profile, in the grantee's Regions.
    ///
    /// Refused for a Region in which the model can't be called, and for a model that is reached through
    /// profiles only.
    pub fn grant_invoke(self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let regions = self.regions_of(grantee.target())?;
        Grant::to(grantee, regions.into_iter().map(|region| structure::invoke_directly(self, region)).collect())
    }

    fn regions_of(self, target: &Target) -> Result<Vec<&'static str>, GrantError> {
        if self.regions().is_empty() {
            return Err(GrantError::NotOnDemand { model: self.model_id() });
        }
        if target.regions().is_empty() {
            return Ok(self.regions().iter().collect());
        }
        target.regions().iter().map(|region| self.region(region).map_err(GrantError::from)).collect()
    }
}

/// Why something can't be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GrantError {
    /// The name of the policy, its account or a Region is none.
    Input(InvalidInput),
    /// The grantee runs in a Region that is not declared.
    Region(NotDeclared),
    /// The model can only be reached through a profile.
    NotOnDemand {
        /// The model's id.
        model: &'static str,
    },
    /// The grantee holds statements for another partition, and an account belongs to one.
    PartitionMix {
        /// The partition of the statements that it holds.
        policy: Partition,
        /// The partition of what was to be granted.
        granted: Partition,
    },
}

impl fmt::Display for GrantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GrantError::Input(error) => error.fmt(f),
            GrantError::Region(error) => error.fmt(f),
            GrantError::NotOnDemand { model } => write!(
                f,
                "`{model}` can't be invoked directly in any Region\nhelp: grant an inference profile of it instead"
            ),
            GrantError::PartitionMix { policy, granted } => write!(
                f,
                "the policy is for the partition `{policy}`, and `{granted}` can't be granted in it\n\
                 note: an account belongs to one partition"
            ),
        }
    }
}

impl core::error::Error for GrantError {}

impl From<InvalidInput> for GrantError {
    fn from(error: InvalidInput) -> Self {
        GrantError::Input(error)
    }
}

impl From<ArnError> for GrantError {
    fn from(error: ArnError) -> Self {
        match error {
            ArnError::Input(error) => GrantError::Input(error),
            ArnError::Region(error) => GrantError::Region(error),
        }
    }
}
