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
        let judged = self.0.evaluate(&iam_request(request)).expect("a request");
        judged.decision == Decision::Allow
    }
}

fn iam_request(request: &Request) -> IAMRequest {
    let mut context = Context::new().with_string("aws:RequestedRegion", request.requested_region);
    if let Some(arn) = &request.inference_profile_arn {
        context = context.with_string("bedrock:InferenceProfileArn", arn);
    }
    let caller = Principal::Aws(PrincipalId::String(ACCOUNT.to_owned()));
    let resource = Arn::parse(&request.resource).expect("an ARN");
    IAMRequest::new_with_context(caller, format!("bedrock:{}", request.action), resource, context)
}
