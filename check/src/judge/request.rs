//! A request to Bedrock, as IAM evaluates it.

use super::service::{ACCOUNT_KEY, PROFILE_KEY, REGION_KEY, is_key};
use bedrock_profiles_iam::{Request, Value};
use std::rc::Rc;

/// `aws:RequestedRegion` where a global profile runs a request.
pub(super) const UNSPECIFIED: &str = "unspecified";

/// `aws:RequestedRegion` where a resource is invoked.
pub(super) fn requested_of(arn: &str) -> Rc<str> {
    match arn.split(':').nth(3) {
        None | Some("") => UNSPECIFIED.into(),
        Some(region) => region.into(),
    }
}

/// What a statement's conditions ask of a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// The profile that the request is made through, if there is one.
    pub(super) through: Option<&'a str>,
    /// The Region, or `unspecified`.
    pub(super) requested: &'a str,
    /// The account of the caller.
    pub(super) account: &'a str,
}

/// An action, in some context.
pub(super) struct OfAction<'a>(pub(super) &'a str);

/// A resource, for a caller of an account. What else a policy variable may stand for is not known.
pub(super) struct OfResource<'a> {
    pub(super) arn: &'a str,
    pub(super) account: &'a str,
}

impl Request for OfAction<'_> {
    fn action(&self) -> &str {
        self.0
    }

    fn resource(&self) -> &'static str {
        ""
    }

    fn value(&self, _: &str) -> Value<'_> {
        Value::Unknown
    }
}

impl Request for OfResource<'_> {
    fn action(&self) -> &'static str {
        ""
    }

    fn resource(&self) -> &str {
        self.arn
    }

    fn value(&self, key: &str) -> Value<'_> {
        if key.eq_ignore_ascii_case(ACCOUNT_KEY) { Value::Known(self.account) } else { Value::Unknown }
    }
}

impl Request for Context<'_> {
    fn action(&self) -> &'static str {
        ""
    }

    fn resource(&self) -> &'static str {
        ""
    }

    fn value(&self, key: &str) -> Value<'_> {
        if key.eq_ignore_ascii_case(REGION_KEY) {
            Value::Known(self.requested)
        } else if key.eq_ignore_ascii_case(PROFILE_KEY) {
            self.through.map_or(Value::Absent, Value::Known)
        } else if key.eq_ignore_ascii_case(ACCOUNT_KEY) {
            Value::Known(self.account)
        } else if is_key(key) {
            Value::Unknown
        } else {
            Value::Absent
        }
    }
}
