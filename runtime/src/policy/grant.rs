//! Granting: who grants, who receives, and for which Regions.

use super::statement::{Resource, Statement};
use super::structure;
use crate::{
    ApplicationInferenceProfile, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel, InvalidInput,
    NotDeclared, Partition, input,
};
use alloc::{
    string::{String, ToString as _},
    vec,
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
    pub fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (id, model) = (self.inference_profile_id(), self.inference_profile_model());
        let routes = self.routes_of(grantee.target())?;
        Grant::to(grantee, routes.into_iter().flat_map(|route| structure::invoke_profile(id, model, route)).collect())
    }

    /// Grants the use of the profile alone, in each source Region: `GetInferenceProfile` and the invoking
    /// actions on the profile. Without the model it can't be invoked.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (id, model) = (self.inference_profile_id(), self.inference_profile_model());
        let routes = self.routes_of(grantee.target())?;
        let statements = routes.into_iter().map(|Route { source, .. }| {
            structure::use_profile(Resource::InferenceProfile { region: source, id }, id, model, source)
        });
        Grant::to(grantee, statements.collect())
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
    /// Without a Region of its own the grantee gets those of the first partition in which the model is offered, the
    /// commercial one where it is: an account belongs to one partition.
    ///
    /// Refused for a Region in which the model can't be called, and for a model that is reached through
    /// profiles only.
    pub fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let regions = self.regions_of(grantee.target())?;
        Grant::to(grantee, regions.into_iter().map(|region| structure::invoke_directly(*self, region)).collect())
    }

    fn regions_of(self, target: &Target) -> Result<Vec<&'static str>, GrantError> {
        if self.regions().is_empty() {
            return Err(GrantError::NotOnDemand { model: self.model_id() });
        }
        if target.regions().is_empty() {
            let partitions = || self.regions().iter().map(|region| (Partition::of_region(region), region));
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
    /// Grants everything that is needed to invoke the profile in the grantee's one Region, and nothing beyond: the
    /// profile, and the model wherever what it is copied from leads, through the profile only.
    ///
    /// Templates refer to the profile, which they create; IAM JSON needs [`with_arn`](Self::with_arn) before.
    /// Both streaming and not, since `ConverseStream` is denied otherwise. Whether the geographic profile that it is
    /// copied from has to be granted too no page of AWS settles, and its managed policies do not:
    /// [`CrossRegionInferenceProfile::grant_profile_usage`] adds it.
    pub fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (profile, region) = self.resource(grantee.target())?;
        Grant::to(grantee, structure::invoke_application(&profile, *self, region)?)
    }

    /// Grants the use of the profile alone: `GetInferenceProfile` and the invoking actions on the profile.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (profile, region) = self.resource(grantee.target())?;
        let statement = structure::use_profile(profile, self.name(), self.inference_profile_model(), region);
        Grant::to(grantee, vec![statement])
    }

    /// The profile that a template creates, in the only Region where it can be.
    fn resource(self, target: &Target) -> Result<(Resource, &'static str), GrantError> {
        let declared: Vec<&str> = self.source_regions().collect();
        let region = match (target.regions(), declared.as_slice()) {
            ([only], _) => self.source_region(only)?,
            ([], [only]) => *only,
            _ => return Err(GrantError::ManyRegions { profile: self.name() }),
        };
        Ok((Resource::ApplicationInferenceProfile { profile: self, region, arn: None }, region))
    }
}

impl CreatedInferenceProfile {
    /// Grants everything that is needed to invoke the profile, as
    /// [`ApplicationInferenceProfile::grant_invoke`] does, with its ARN.
    pub fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let profile = self.resource(grantee.target())?;
        Grant::to(grantee, structure::invoke_application(&profile, self.declared(), self.region())?)
    }

    /// Grants the use of the profile alone, with its ARN.
    pub fn grant_profile_usage(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
        let (profile, declared) = (self.resource(grantee.target())?, self.declared());
        let model = declared.inference_profile_model();
        Grant::to(grantee, vec![structure::use_profile(profile, declared.name(), model, self.region())])
    }

    /// The profile, if the grantee runs in its Region.
    fn resource(&self, target: &Target) -> Result<Resource, GrantError> {
        let regions = target.regions();
        if let Some(other) = regions.iter().find(|region| **region != self.region()) {
            return Err(NotDeclared::new(self.declared().name(), other, [self.region()].into_iter()).into());
        }
        let (profile, region, arn) = (self.declared(), self.region(), Some(self.arn().clone()));
        Ok(Resource::ApplicationInferenceProfile { profile, region, arn })
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
    /// A grantee of one's own refused the statements.
    Refused {
        /// Why.
        message: String,
    },
    /// An application profile exists in one Region, and the grantee runs in several, or in none that is named.
    ManyRegions {
        /// The profile's name.
        profile: &'static str,
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
                "`{model}` can't be invoked directly in any Region: it is reached through inference profiles, or not at all"
            ),
            GrantError::Refused { message } => f.write_str(message),
            GrantError::ManyRegions { profile } => write!(
                f,
                "`{profile}` is created in one Region, and the policy does not name one alone\n\
                 help: `.in_region(\"eu-central-1\")?` names it"
            ),
            GrantError::PartitionMix { policy, granted } => write!(
                f,
                "the policy is for the partition `{policy}`, and `{granted}` can't be granted in it\n\
                 help: `.in_region(\"…\")?` names the Regions of one\n\
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

impl From<NotDeclared> for GrantError {
    fn from(error: NotDeclared) -> Self {
        GrantError::Region(error)
    }
}
