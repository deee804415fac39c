//! iam-rs, as the judge of a policy.

use crate::needs::{ACCOUNT, Request};
use iam_rs::{Arn, Context, Decision, IAMPolicy, IAMRequest, PolicyEvaluator, Principal, PrincipalId};

pub(crate) struct Judge(PolicyEvaluator);

impl Judge {
    pub(crate) fn of(document: &str) -> Self {
        let policy = IAMPolicy::from_json(document).expect("a policy");
        Judge(PolicyEvaluator::with_policies(vec![policy]))
    }

    pub(crate) fn allows(&self, request: &Request) -> bool {
        self.allows_asked(&Asked {
            action: request.action,
            resource: &request.resource,
            requested_region: request.requested_region,
            profile: request.inference_profile_arn.as_deref(),
            passed_to: None,
        })
    }

    pub(crate) fn allows_asked(&self, asked: &Asked<'_>) -> bool {
        let judged = self.0.evaluate(&iam_request(asked)).expect("a request");
        judged.decision == Decision::Allow
    }
}

/// A request with all that its context may hold.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// Of the service, without `bedrock:`; of another one with its prefix.
    pub(crate) action: &'a str,
    pub(crate) resource: &'a str,
    pub(crate) requested_region: &'a str,
    /// `bedrock:InferenceProfileArn`.
    pub(crate) profile: Option<&'a str>,
    /// `iam:PassedToService`.
    pub(crate) passed_to: Option<&'a str>,
}

fn iam_request(asked: &Asked<'_>) -> IAMRequest {
    let mut context = Context::new().with_string("aws:RequestedRegion", asked.requested_region);
    for (key, value) in [("bedrock:InferenceProfileArn", asked.profile), ("iam:PassedToService", asked.passed_to)] {
        if let Some(value) = value {
            context = context.with_string(key, value);
        }
    }
    let caller = Principal::Aws(PrincipalId::String(ACCOUNT.to_owned()));
    let resource = Arn::parse(asked.resource).expect("an ARN");
    let action = if asked.action.contains(':') { asked.action.to_owned() } else { format!("bedrock:{}", asked.action) };
    IAMRequest::new_with_context(caller, action, resource, context)
}
