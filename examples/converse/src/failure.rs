//! Why there is no answer: what failed, the service's own words, the cure, and the request id.

use crate::profiles::SUPPORT_CHAT;
use aws_sdk_bedrockruntime::{
    Client, Error,
    config::{Region, retry::RetryConfig},
    error::{ProvideErrorMetadata as _, SdkError},
    operation::RequestId as _,
};
use std::{error::Error as _, iter::successors};

const WAIT: &str = "wait and ask again; Service Quotas has the model's quotas of cross-Region inference";
const ASK_AGAIN: &str = "ask again: the SDK does not repeat a request once its answer has begun";

/// What to tell the user where the request failed.
pub(crate) fn no_answer<E>(client: &Client, error: SdkError<E>) -> String
where
    Error: From<SdkError<E>>,
{
    let status = if let SdkError::ServiceError(answer) = &error { Some(answer.raw().status().as_u16()) } else { None };
    let error = Error::from(error);
    let region = client.config().region().map_or("", Region::as_ref);
    let (what, help) = match error {
        Error::AccessDeniedException(_) => {
            (format!("access to `{SUPPORT_CHAT}` is denied in {region}"), access(region))
        }
        Error::ThrottlingException(_) => {
            let attempts = client.config().retry_config().map_or(1, RetryConfig::max_attempts);
            let what = format!("`{SUPPORT_CHAT}` is throttled in {region}; attempts made: {attempts}");
            (what, Some(WAIT.to_owned()))
        }
        _ => (format!("no answer from `{SUPPORT_CHAT}` in {region}"), None),
    };
    report(&what, &cause(&error, status), help.as_deref(), error.request_id())
}

/// What to tell the user where the answer had begun.
pub(crate) fn broken_off(error: &Error, request_id: Option<&str>) -> String {
    let what = format!("the answer of `{SUPPORT_CHAT}` broke off");
    report(&what, &cause(error, None), Some(ASK_AGAIN), request_id)
}

/// The policy that gives access; nothing to say from a Region that is not declared.
fn access(region: &str) -> Option<String> {
    let model = SUPPORT_CHAT.inference_profile_model();
    let destinations = SUPPORT_CHAT.destinations(region).ok()?;
    Some(format!(
        "the policy of `SUPPORT_CHAT.grant_invoke` allows it: \
         the profile in {region}, and through it `{model}` in {destinations}"
    ))
}

fn report(what: &str, cause: &str, help: Option<&str>, request_id: Option<&str>) -> String {
    let help = help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let request_id = request_id.map(|id| format!("\nrequest id: {id}")).unwrap_or_default();
    format!("{what}\ncause: {cause}{help}{request_id}")
}

/// The service's code and message; where the service did not answer, what was in the way.
fn cause(error: &Error, status: Option<u16>) -> String {
    if let Some(code) = error.code() {
        return format!("{code}: {}", error.message().unwrap_or("no message"));
    }
    if let Some(status) = status {
        return format!("HTTP status {status}: {}", error.message().unwrap_or("not an answer of Bedrock"));
    }
    match error.source() {
        Some(source) => {
            let sources = successors(Some(source), |&error| error.source());
            sources.map(ToString::to_string).collect::<Vec<_>>().join(": ")
        }
        // An error in a stream has a type, but no code.
        None => error.to_string(),
    }
}
