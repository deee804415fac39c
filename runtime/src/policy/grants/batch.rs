//! Batch inference: creating jobs, and handing them their service role.

use super::{allow, regions::check_account};
use crate::policy::statement::{Action, Condition, ConditionKey, ConditionValue, Purpose, Resource, Statement};
use crate::policy::{Grant, GrantError, Grantable, Target};
use crate::{Arn, CrossRegionInferenceProfile, FoundationModel, InferenceProfileByRegion, Partition, input};
use alloc::{vec, vec::Vec};

/// Bedrock, as the service that a role is handed to.
const SERVICE: &str = "bedrock.amazonaws.com";

impl FoundationModel {
    /// Grants what is needed to create batch inference jobs with the model in the grantee's Regions:
    /// `CreateModelInvocationJob` on the model and on the jobs, and `iam:PassRole` on the jobs' service role, to
    /// Bedrock only.
    ///
    /// The service role, by its ARN, is what the jobs run with: it needs [`grant_invoke`](Self::grant_invoke) in a
    /// policy of its own, and its buckets. Refused for a role of another account or partition than the grantee's, and as
    /// `grant_invoke` is.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-permissions.html>.
    pub fn grant_batch_invoke(&self, grantee: &mut dyn Grantable, service_role: &str) -> Result<Grant, GrantError> {
        let regions = self.regions_of(grantee.target())?.into_iter();
        let called: Vec<_> = regions.map(|region| (self.model_id(), region)).collect();
        grant_jobs(grantee, *self, &called, service_role)
    }
}

impl CrossRegionInferenceProfile {
    /// Grants what is needed to create batch inference jobs with the profile from the grantee's Regions:
    /// `CreateModelInvocationJob` on the model in the source Region and on the jobs, and `iam:PassRole` on the jobs'
    /// service role, to Bedrock only. The action knows no inference profiles.
    ///
    /// The service role, by its ARN, is what the jobs run with: it needs [`grant_invoke`](Self::grant_invoke) in a
    /// policy of its own, and its buckets. Refused for a role of another account or partition than the grantee's, and as
    /// `grant_invoke` is.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-permissions.html> and
    /// <https://docs.aws.amazon.com/bedrock/latest/userguide/batch-iam-sr.html>.
    pub fn grant_batch_invoke(&self, grantee: &mut dyn Grantable, service_role: &str) -> Result<Grant, GrantError> {
        let called = self.called_from(grantee.target())?;
        grant_jobs(grantee, self.inference_profile_model(), &called, service_role)
    }

    /// Its id with each source Region.
    fn called_from(self, target: &Target) -> Result<Vec<(&'static str, &'static str)>, GrantError> {
        let routes = self.routes_of(target)?.into_iter();
        Ok(routes.map(|route| (self.inference_profile_id(), route.source)).collect())
    }
}

impl InferenceProfileByRegion {
    /// Grants what is needed to create batch inference jobs with the profiles, each in its Region, as
    /// [`CrossRegionInferenceProfile::grant_batch_invoke`] does. Refused for a role of another account or partition than the
    /// grantee's, and as [`grant_invoke`](Self::grant_invoke) is.
    pub fn grant_batch_invoke(&self, grantee: &mut dyn Grantable, service_role: &str) -> Result<Grant, GrantError> {
        let called = self.of_each(grantee.target(), CrossRegionInferenceProfile::called_from)?;
        grant_jobs(grantee, self.inference_profile_model(), &called, service_role)
    }
}

/// For what is `called`: ids, each with its Region.
fn grant_jobs(
    grantee: &mut dyn Grantable,
    model: FoundationModel,
    called: &[(&'static str, &'static str)],
    service_role: &str,
) -> Result<Grant, GrantError> {
    let partition = called.first().map_or(Partition::Aws, |(_, region)| Partition::from_region(region));
    let service_role = Arn::from_checked(input::role_arn(service_role, partition)?);
    check_account(&service_role, grantee.target())?;
    let statements = called.iter().flat_map(|(id, region)| jobs(id, model, region, &service_role)).collect();
    Grant::to(grantee, statements)
}

fn jobs(id: &'static str, model: FoundationModel, region: &'static str, service_role: &Arn) -> [Statement; 2] {
    let model = Resource::foundation_model(region, model.model_id());
    let jobs = Resource::EveryModelInvocationJob { region };
    let to_bedrock =
        Condition { key: ConditionKey::PassedToService, values: vec![ConditionValue::Text(SERVICE.into())] };
    let role = Resource::Named(service_role.clone());
    [
        allow((id, region), Purpose::BatchJobs, &[Action::CreateModelInvocationJob], [model, jobs]),
        allow((id, region), Purpose::ServiceRole, &[Action::PassRole], [role]).on(to_bedrock),
    ]
}
