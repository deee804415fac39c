//! What invoking needs, as AWS's guides say.

use crate::tables::{Destinations, TABLES};
use std::{collections::BTreeSet, fmt};

pub(crate) const ACCOUNT: &str = "123456789012";
pub(crate) const INVOKE: &str = "InvokeModel";
pub(crate) const STREAM: &str = "InvokeModelWithResponseStream";
/// `aws:RequestedRegion` where a global profile runs a request.
pub(crate) const UNSPECIFIED: &str = "unspecified";

/// A request as IAM sees it: an action on a resource, with the context keys that Bedrock sets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Request {
    /// Without `bedrock:`.
    pub(crate) action: &'static str,
    pub(crate) resource: String,
    pub(crate) requested_region: &'static str,
    /// Absent where no profile is involved, and on the profile itself.
    pub(crate) inference_profile_arn: Option<String>,
}

impl Request {
    pub(crate) fn invoke(resource: String, requested_region: &'static str) -> Self {
        Request { action: INVOKE, resource, requested_region, inference_profile_arn: None }
    }

    pub(crate) fn through(self, profile_arn: impl Into<String>) -> Self {
        Request { inference_profile_arn: Some(profile_arn.into()), ..self }
    }

    pub(crate) fn with_action(&self, action: &'static str) -> Self {
        Request { action, ..self.clone() }
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {} with aws:RequestedRegion = {}", self.action, self.resource, self.requested_region)?;
        match &self.inference_profile_arn {
            Some(arn) => write!(f, ", bedrock:InferenceProfileArn = {arn}"),
            None => Ok(()),
        }
    }
}

/// What a policy is asked to grant.
#[derive(Clone, Copy)]
pub(crate) enum Grant {
    Profile(Profile),
    Model(DirectModel),
}

/// A cross-Region profile, invoked from a source Region.
#[derive(Clone, Copy)]
pub(crate) struct Profile {
    pub(crate) id: &'static str,
    pub(crate) source: &'static str,
}

/// A foundation model, invoked without a profile.
#[derive(Clone, Copy)]
pub(crate) struct DirectModel {
    pub(crate) id: &'static str,
    pub(crate) region: &'static str,
}

impl Grant {
    /// Every request that must be allowed.
    pub(crate) fn needs(self) -> BTreeSet<Request> {
        let actions = actions(self.model());
        self.calls().iter().flat_map(|call| actions.iter().map(|action| call.with_action(action))).collect()
    }

    /// What has to be invoked.
    pub(crate) fn calls(self) -> Vec<Request> {
        match self {
            Grant::Profile(profile) => [profile.call()].into_iter().chain(profile.model_calls()).collect(),
            Grant::Model(model) => vec![model.call()],
        }
    }

    pub(crate) fn model(self) -> &'static str {
        match self {
            Grant::Profile(profile) => profile.model(),
            Grant::Model(model) => model.id,
        }
    }

    pub(crate) fn id(self) -> &'static str {
        match self {
            Grant::Profile(profile) => profile.id,
            Grant::Model(model) => model.id,
        }
    }

    pub(crate) fn partition(self) -> &'static str {
        TABLES.regions[self.region()]
    }

    /// The Region in which the program runs.
    pub(crate) fn region(self) -> &'static str {
        match self {
            Grant::Profile(profile) => profile.source,
            Grant::Model(model) => model.region,
        }
    }
}

fn actions(model: &str) -> &'static [&'static str] {
    if TABLES.models[model].streams { &[INVOKE, STREAM] } else { &[INVOKE] }
}

impl Profile {
    pub(crate) fn prefix(self) -> &'static str {
        self.id.split_once('.').expect("a profile id has a dot").0
    }

    pub(crate) fn model(self) -> &'static str {
        self.id.split_once('.').expect("a profile id has a dot").1
    }

    pub(crate) fn partition(self) -> &'static str {
        TABLES.prefixes[self.prefix()]
    }

    pub(crate) fn is_global(self) -> bool {
        matches!(self.destinations(), Destinations::Global)
    }

    fn destinations(self) -> &'static Destinations {
        &TABLES.routes[&(self.id, self.source)]
    }

    pub(crate) fn arn(self) -> String {
        profile_arn(self.partition(), self.source, ACCOUNT, self.id)
    }

    /// The profile itself.
    pub(crate) fn call(self) -> Request {
        Request::invoke(self.arn(), self.source)
    }

    /// The model in the source Region and wherever the profile may run it.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html> and
    /// <https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html>.
    pub(crate) fn model_calls(self) -> Vec<Request> {
        let in_region = |region| Request::invoke(model_arn(self.partition(), region, self.model()), region);
        let mut calls = vec![in_region(self.source)];
        match self.destinations() {
            Destinations::Regions(regions) => {
                calls.extend(regions.iter().filter(|region| **region != self.source).map(|region| in_region(region)));
            }
            Destinations::Global => calls.push(self.model_anywhere()),
        }
        calls.into_iter().map(|call| call.through(self.arn())).collect()
    }

    /// The model at its ARN without a Region, which global profiles need.
    pub(crate) fn model_anywhere(self) -> Request {
        Request::invoke(model_arn(self.partition(), "", self.model()), UNSPECIFIED).through(self.arn())
    }
}

impl DirectModel {
    pub(crate) fn call(self) -> Request {
        Request::invoke(model_arn(TABLES.regions[self.region], self.region, self.id), self.region)
    }
}

pub(crate) fn profile_arn(partition: &str, region: &str, account: &str, id: &str) -> String {
    format!("arn:{partition}:bedrock:{region}:{account}:inference-profile/{id}")
}

pub(crate) fn model_arn(partition: &str, region: &str, id: &str) -> String {
    format!("arn:{partition}:bedrock:{region}::foundation-model/{id}")
}
