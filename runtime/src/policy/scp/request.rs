//! A request to Bedrock as a policy sees it.

use bedrock_profiles_iam::{Request, Value};

/// An action on a resource, with the values of the condition keys that are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Invocation<'a> {
    pub(super) action: &'a str,
    pub(super) resource: &'a str,
    /// The Region, or `unspecified`.
    pub(super) requested_region: &'a str,
    /// `None` where the request has none.
    pub(super) inference_profile_arn: Option<&'a str>,
    /// The account of the caller.
    pub(super) account: &'a str,
}

pub(super) const REQUESTED_REGION: &str = "aws:RequestedRegion";
pub(super) const INFERENCE_PROFILE_ARN: &str = "bedrock:InferenceProfileArn";
pub(super) const PRINCIPAL_ARN: &str = "aws:PrincipalArn";
pub(super) const PRINCIPAL_ACCOUNT: &str = "aws:PrincipalAccount";

impl Request for Invocation<'_> {
    fn action(&self) -> &str {
        self.action
    }

    fn resource(&self) -> &str {
        self.resource
    }

    fn value(&self, key: &str) -> Value<'_> {
        if key.eq_ignore_ascii_case(REQUESTED_REGION) {
            Value::Known(self.requested_region)
        } else if key.eq_ignore_ascii_case(INFERENCE_PROFILE_ARN) {
            self.inference_profile_arn.map_or(Value::Absent, Value::Known)
        } else if key.eq_ignore_ascii_case(PRINCIPAL_ACCOUNT) {
            Value::Known(self.account)
        } else {
            Value::Unknown
        }
    }
}
