//! What callers pass in, checked before it gets near an ARN or a policy.

use alloc::string::{String, ToString as _};
use bedrock_profiles_catalog::is_region_name;
use core::fmt;

/// Text from the caller that can't be what it is passed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInput {
    given: String,
    wanted: &'static str,
    rule: &'static str,
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InvalidInput { given, wanted, rule } = self;
        write!(f, "`{}` is not {wanted}: it takes {rule}", given.escape_debug())
    }
}

impl core::error::Error for InvalidInput {}

/// The text, if `is_right`.
fn checked<'a>(
    given: &'a str,
    is_right: bool,
    wanted: &'static str,
    rule: &'static str,
) -> Result<&'a str, InvalidInput> {
    if is_right { Ok(given) } else { Err(InvalidInput { given: given.to_string(), wanted, rule }) }
}

/// An AWS account id: 12 digits.
pub(crate) fn account(given: &str) -> Result<&str, InvalidInput> {
    let is_right = given.len() == 12 && given.bytes().all(|byte| byte.is_ascii_digit());
    checked(given, is_right, "an AWS account id", "12 digits")
}

/// The name of an AWS Region, known or not.
pub(crate) fn region(given: &str) -> Result<&str, InvalidInput> {
    checked(given, is_region_name(given), "the name of an AWS Region", "the form of `eu-central-1`")
}

/// The ARN of an application inference profile, if it `is_right`.
pub(crate) fn application_profile_arn(given: &str, is_right: bool) -> Result<&str, InvalidInput> {
    let form = "the form of `arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6`";
    checked(given, is_right, "the ARN of an application inference profile", form)
}

/// The name of a policy: what IAM accepts, without the characters that a logical id or a file name can't hold.
#[cfg(feature = "policy")]
pub(crate) fn policy_name(given: &str) -> Result<&str, InvalidInput> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let starts_well = given.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_right = starts_well && given.len() <= 128 && given.bytes().all(allowed);
    checked(given, is_right, "the name of a policy", "a letter and up to 127 letters, digits, `-` and `_`")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [&str; 12] =
        ["", "*", "${aws:username}", "a\"b", "a'b", "a\nb", "a\0b", "a b", "a/b", "a:b", "\u{661}\u{662}", "%{x}"];

    #[test]
    fn hostile_text_is_refused_everywhere() {
        for text in HOSTILE {
            assert!(account(text).is_err() && region(text).is_err(), "{text:?}");
            #[cfg(feature = "policy")]
            assert!(policy_name(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_account_has_twelve_digits() {
        assert_eq!(account("012345678901"), Ok("012345678901"));
        for text in ["12345678901", "1234567890123", "12345678901a", "123456-78901"] {
            assert!(account(text).is_err(), "{text}");
        }
        let message = account("12345678901").unwrap_err().to_string();
        assert_eq!(message, "`12345678901` is not an AWS account id: it takes 12 digits");
    }

    #[test]
    fn control_characters_are_shown_escaped() {
        assert!(region("eu\n-1").unwrap_err().to_string().starts_with("`eu\\n-1`"));
    }
}
