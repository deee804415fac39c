//! Amazon Resource Names of Bedrock.

use crate::error::opaque_error;
use crate::identity::text;
use crate::{InvalidInput, NotDeclared, Partition, input};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use core::str::FromStr;

/// An Amazon Resource Name, such as
/// `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6`.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Arn(String);

impl Arn {
    /// The profile `id` as it is called from `region`.
    pub(crate) fn inference_profile(region: &str, account: &str, id: &str) -> Self {
        Arn::in_account(region, account, "inference-profile", id)
    }

    /// What `account` has of this kind and id in `region`.
    pub(crate) fn in_account(region: &str, account: &str, kind: &str, id: &str) -> Self {
        Arn(format!("arn:{}:bedrock:{region}:{account}:{kind}/{id}", Partition::from_region(region)))
    }

    /// The model `id` in `region`.
    pub(crate) fn foundation_model(region: &str, id: &str) -> Self {
        Arn(format!("arn:{}:bedrock:{region}::foundation-model/{id}", Partition::from_region(region)))
    }

    /// The model `id` wherever a global profile may run it: the ARN without a Region.
    #[cfg(feature = "policy")]
    pub(crate) fn foundation_model_anywhere(id: &str) -> Self {
        Arn(format!("arn:aws:bedrock:::foundation-model/{id}"))
    }

    /// The model `id` in any Region of `partition`.
    #[cfg(feature = "policy")]
    pub(crate) fn foundation_model_in_any_region(partition: Partition, id: &str) -> Self {
        Arn(format!("arn:{partition}:bedrock:*::foundation-model/{id}"))
    }

    /// The ARN of this text, which the caller has checked.
    pub(crate) fn from_checked(text: &str) -> Self {
        Arn(text.into())
    }

    /// The Region; empty for the model of a global profile.
    pub fn region(&self) -> &str {
        self.0.split(':').nth(3).unwrap_or_default()
    }

    /// The partition; `None` for one that is not known here.
    pub fn partition(&self) -> Option<Partition> {
        Partition::from_name(self.0.split(':').nth(1)?)
    }

    /// The account; empty for a foundation model.
    pub fn account(&self) -> &str {
        self.0.split(':').nth(4).unwrap_or_default()
    }

    /// The text of the ARN.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads an ARN of any service, by its form alone.
///
/// ```
/// use bedrock_profiles::Arn;
///
/// let arn: Arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
///     .parse()?;
/// assert_eq!(arn.region(), "eu-west-1");
/// assert!("eu-west-1".parse::<Arn>().is_err());
/// # Ok::<(), bedrock_profiles::ArnError>(())
/// ```
impl FromStr for Arn {
    type Err = ArnError;

    fn from_str(text: &str) -> Result<Self, ArnError> {
        Ok(Arn::from_checked(input::arn(text)?))
    }
}

text!(Arn);

impl From<Arn> for String {
    fn from(arn: Arn) -> Self {
        arn.0
    }
}

/// Why an ARN can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArnError {
    kind: ArnErrorKind,
    message: String,
    suggestions: Vec<String>,
}

/// The kind of an [`ArnError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArnErrorKind {
    /// An account id, the name of a Region or an ARN is invalid.
    Input,
    /// The profile can't be called, or the model not be invoked, from this Region. Suggested are the declared ones.
    Region,
    /// An application profile has no ARN before it is created.
    NotCreated,
    /// The ARN has the caller's account, which is not known.
    NoAccount,
    /// The catalog does not know what a configuration names.
    Unknown,
}

impl ArnError {
    pub(crate) fn not_created(profile: &str) -> Self {
        let message = format!(
            "the ARN of `{profile}` is known once it is created\nhelp: `PROFILE.with_arn(\"arn:…\")?` supplies it"
        );
        ArnError::new(ArnErrorKind::NotCreated, message)
    }

    pub(crate) fn no_account(router: &str) -> Self {
        let message = format!(
            "`{router}` is called by an ARN that has the caller's account\nhelp: `invokable_arn(region, account)` gives it"
        );
        ArnError::new(ArnErrorKind::NoAccount, message)
    }

    pub(crate) fn unknown(id: &str) -> Self {
        let message = format!("no catalog has `{id}`: whether it is a profile or a model is not known");
        ArnError::new(ArnErrorKind::Unknown, message)
    }
}

opaque_error!(ArnError, ArnErrorKind);

impl From<InvalidInput> for ArnError {
    fn from(error: InvalidInput) -> Self {
        ArnError::new(ArnErrorKind::Input, error.to_string())
    }
}

impl From<NotDeclared> for ArnError {
    fn from(error: NotDeclared) -> Self {
        ArnError::new(ArnErrorKind::Region, error.to_string()).suggesting(error.declared().to_vec())
    }
}
