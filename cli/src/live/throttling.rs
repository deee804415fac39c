//! Throttling that a status alone tells.

use aws_sdk_bedrock::config::interceptors::InterceptorContext;
use aws_sdk_bedrock::config::retry::{ClassifyRetry, RetryAction};

/// Tries again what ends with HTTP status 429, also where no error of the service comes with it, as from a proxy.
#[derive(Debug)]
pub(super) struct TooManyRequests;

impl ClassifyRetry for TooManyRequests {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        match context.response().map(|response| response.status().as_u16()) {
            Some(429) => RetryAction::throttling_error(),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "HTTP status 429"
    }
}
