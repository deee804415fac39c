//! Why a Region gives no answer, and what to do about it.

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_bedrock::{
    config::http::HttpResponse,
    error::{ErrorMetadata, ProvideErrorMetadata, SdkError},
};
use serde::Serialize;
use std::env;
use std::error::Error;
use std::fmt::Display;
use std::iter::successors;

/// Why there is no answer, in the service's own words where it has any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Refusal {
    pub(crate) cause: String,
    pub(crate) help: &'static str,
}

const SIGN_IN: &str = "sign in, as with `aws sso login`, or choose other credentials with `AWS_PROFILE`";
const NOT_ENABLED: &str = "enable it for the account if it is an opt-in Region, and take session credentials from a \
                           regional endpoint of STS; else name the Regions to ask with `--regions`";
const DENIED: &str = "the policy of `cargo bedrock-profiles sync --print-policy` allows it, where no service control \
                      policy denies the Region";
const WRONG_KEYS: &str = "the credentials are wrong or no longer active, or none of the Regions is enabled for the \
                          account: sign in, as with `aws sso login`, or choose other credentials with `AWS_PROFILE`";
const SIGNATURE: &str = "look at the secret access key, and at the clock of this machine";
const ASK_AGAIN: &str = "ask again later";
const TOO_SLOW: &str = "ask again, or wait longer with `--timeout`";
const UNREACHABLE: &str = "look at the network; where Bedrock is not offered, name the Regions to ask with `--regions`";
const UNTRUSTED: &str = "where a proxy answers with a certificate of its own, name a file with the root certificates by \
                         `SSL_CERT_FILE`; a machine without any takes the package `ca-certificates`";
const SOMETHING_ELSE: &str = "ask again, or look at what answers in the place of Bedrock: a proxy, or `--endpoint-url`";

impl Refusal {
    /// What to do where every Region refuses so.
    pub(super) fn help_for_all(&self) -> &'static str {
        if self.help == NOT_ENABLED { WRONG_KEYS } else { self.help }
    }

    pub(super) fn no_credentials() -> Self {
        Refusal { cause: "there are no credentials".to_owned(), help: SIGN_IN }
    }

    pub(super) fn from_credentials_error(error: &CredentialsError) -> Self {
        let profile = env::var("AWS_PROFILE").map(|name| format!(" for the profile `{}`", name.escape_debug()));
        let profile = profile.unwrap_or_default();
        Refusal { cause: format!("there are no credentials{profile}: {}", chain(error)), help: SIGN_IN }
    }

    /// What came back is no answer of Bedrock.
    pub(super) fn not_bedrock(why: impl Display) -> Self {
        Refusal { cause: format!("the answer is not one of Bedrock: {why}"), help: SOMETHING_ELSE }
    }

    pub(super) fn from_sdk_error<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    {
        let response = error.raw_response();
        match error {
            SdkError::ServiceError(answer) => match answer.err().code() {
                Some(code) => Self::from_code(code, answer.err().message()),
                None => Self::without_code(answer.raw(), answer.err()),
            },
            SdkError::TimeoutError(_) => Self::too_slow(error),
            SdkError::DispatchFailure(failure) if failure.is_timeout() => Self::too_slow(error),
            SdkError::ResponseError(_) => Self::from_response(response, error),
            _ => Self::unreachable(error),
        }
    }

    /// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html>.
    fn from_code(code: &str, message: Option<&str>) -> Self {
        let help = match code {
            "UnrecognizedClientException" | "InvalidClientTokenId" | "OptInRequired" => NOT_ENABLED,
            "AccessDeniedException" | "AccessDenied" => DENIED,
            "ExpiredTokenException" | "ExpiredToken" => SIGN_IN,
            "InvalidSignatureException" | "SignatureDoesNotMatch" | "RequestTimeTooSkewed" => SIGNATURE,
            _ => ASK_AGAIN,
        };
        Refusal { cause: format!("{code}: {}", message.unwrap_or("no message")), help }
    }

    /// An error that does not say which.
    fn without_code(response: &HttpResponse, error: &(dyn Error + 'static)) -> Self {
        let message = error.source().and_then(|source| source.downcast_ref::<ErrorMetadata>()?.message());
        let cause = format!("{}: {}", shown(response), message.unwrap_or("no message"));
        match response.status().as_u16() {
            429 | 500.. => Refusal { cause, help: ASK_AGAIN },
            _ => Self::not_bedrock(cause),
        }
    }

    fn from_response(response: Option<&HttpResponse>, error: &(dyn Error + 'static)) -> Self {
        let response = response.map(|response| format!("{}: ", shown(response))).unwrap_or_default();
        Self::not_bedrock(format_args!("{response}{}", chain(error)))
    }

    fn unreachable(error: &(dyn Error + 'static)) -> Self {
        let cause = chain(error);
        let help = if cause.contains("certificate") { UNTRUSTED } else { UNREACHABLE };
        Refusal { cause, help }
    }

    fn too_slow(error: &(dyn Error + 'static)) -> Self {
        Refusal { cause: chain(error), help: TOO_SLOW }
    }
}

/// The status, with where it leads, or what comes with it instead of JSON.
fn shown(response: &HttpResponse) -> String {
    let status = response.status().as_u16();
    let header = |name| response.headers().get(name).map(|value| value.escape_debug().to_string());
    match (header("location"), header("content-type")) {
        (Some(location), _) => format!("HTTP status {status} to `{location}`"),
        (None, Some(kind)) if !kind.contains("json") => format!("HTTP status {status} with `{kind}`"),
        _ => format!("HTTP status {status}"),
    }
}

/// An error and what caused it.
fn chain(error: &(dyn Error + 'static)) -> String {
    let errors = successors(Some(error), |&error| error.source());
    errors.map(ToString::to_string).collect::<Vec<String>>().join(": ")
}
