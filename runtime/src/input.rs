//! What callers pass in, checked before it gets near an ARN or a policy.

use crate::Partition;
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_catalog::{application, is_region_name};
use core::fmt;

/// An argument that is not what it was passed as, such as an account id of 11 digits. Its message says what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInput {
    given: String,
    wanted: &'static str,
    rule: &'static str,
    /// How many characters it has, if they are too many.
    too_long: Option<usize>,
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InvalidInput { given, wanted, rule, too_long } = self;
        write!(f, "`{}` is not {wanted}: expected {rule}", given.escape_debug())?;
        match too_long {
            Some(length) => write!(f, "; this has {length} characters"),
            None => Ok(()),
        }
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
    let invalid = || InvalidInput { given: given.to_string(), wanted, rule, too_long: None };
    is_right.then_some(given).ok_or_else(invalid)
}

/// The text, if `is_right` and not longer than `longest` characters.
#[cfg(feature = "policy")]
fn limited<'a>(
    given: &'a str,
    is_right: bool,
    longest: usize,
    wanted: &'static str,
    rule: &'static str,
) -> Result<&'a str, InvalidInput> {
    let length = given.chars().count();
    let too_long = (length > longest).then_some(length);
    checked(given, is_right && too_long.is_none(), wanted, rule).map_err(|invalid| InvalidInput { too_long, ..invalid })
}

/// An AWS account id: 12 digits.
pub(crate) fn account(given: &str) -> Result<&str, InvalidInput> {
    let is_right = given.len() == 12 && given.bytes().all(|byte| byte.is_ascii_digit());
    checked(given, is_right, "an AWS account id", "12 digits")
}

/// The account that a profile belongs to.
pub(crate) fn account_of_profile<'a>(given: &'a str, own: &str) -> Result<&'a str, InvalidInput> {
    checked(given, given == own, "the account of the profile", "the one in its ARN")
}

/// The name of an AWS Region, known or not.
pub(crate) fn region(given: &str) -> Result<&str, InvalidInput> {
    checked(given, is_region_name(given), "the name of an AWS Region", "the form of `eu-central-1`")
}

/// An ARN, by its form: six parts, of which Region and account may be empty.
pub(crate) fn arn(given: &str) -> Result<&str, InvalidInput> {
    let form =
        "the form of `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6`";
    checked(given, is_arn(given), "an ARN", form)
}

fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service, name, owner, resource] = parts.as_slice() else { return false };
    let is_word = |text: &&str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    [partition, service].into_iter().all(is_word)
        && (matches!(*name, "" | "*") || is_region_name(name))
        && (matches!(*owner, "" | "*" | "aws") || account(owner).is_ok())
        && !resource.is_empty()
        && resource.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The ARN of an application inference profile.
pub(crate) fn application_profile_arn(given: &str) -> Result<&str, InvalidInput> {
    let form = "the form of `arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6`";
    let is_right = is_arn_of_bedrock(given, "application-inference-profile/");
    checked(given, is_right, "the ARN of an application inference profile", form)
}

/// The ARN of a prompt router of the account's own.
pub(crate) fn prompt_router_arn(given: &str) -> Result<&str, InvalidInput> {
    let form = "the form of `arn:aws:bedrock:eu-central-1:123456789012:prompt-router/a1b2c3d4e5f6`";
    checked(given, is_arn_of_bedrock(given, "prompt-router/"), "the ARN of a prompt router", form)
}

/// Whether `text` is the ARN of something that an account has in a Region, with an id of letters and digits.
fn is_arn_of_bedrock(text: &str, kind: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, "bedrock", name, owner, resource] = parts.as_slice() else { return false };
    let id = resource.strip_prefix(kind).unwrap_or_default();
    region(name).is_ok()
        && account(owner).is_ok()
        && Partition::from_region(name).as_str() == *partition
        && !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The ARN of a role in a partition.
#[cfg(feature = "policy")]
pub(crate) fn role_arn(given: &str, of_partition: Partition) -> Result<&str, InvalidInput> {
    let is_right = role_in(given, of_partition)
        .is_some_and(|(owner, path)| account(owner).is_ok() && path.split('/').all(is_role_name));
    let form = "the form of `arn:aws:iam::123456789012:role/batch-inference`, with the partition of the policy";
    checked(given, is_right, "the ARN of a role that the policy can name", form)
}

/// The ARN of a role in a partition, with `*` for any account, and with wildcards in its path and name.
#[cfg(feature = "scp")]
pub(crate) fn role_pattern(given: &str, of_partition: Partition) -> Result<&str, InvalidInput> {
    let is_wildcard = |c: char| matches!(c, '*' | '?');
    let is_part = |part: &str| is_role_name(&part.replace(is_wildcard, "_"));
    let is_right = role_in(given, of_partition).is_some_and(|(owner, path)| {
        (owner == "*" || account(owner).is_ok())
            && path.split('/').all(is_part)
            && path.contains(|c: char| !is_wildcard(c) && c != '/')
    });
    let form = "the form of `arn:aws:iam::*:role/break-glass`, with the partition of the policy, and a name that is \
                not wildcards alone";
    checked(given, is_right, "the ARN of a role that the policy can leave out", form)
}

/// The account, and the path with the name, of a role's ARN.
#[cfg(feature = "policy")]
fn role_in(arn: &str, of_partition: Partition) -> Option<(&str, &str)> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    match parts.as_slice() {
        ["arn", partition, "iam", "", owner, resource] if *partition == of_partition.as_str() => {
            resource.strip_prefix("role/").map(|path| (*owner, path))
        }
        _ => None,
    }
}

/// The name of a role.
#[cfg(feature = "policy")]
pub(crate) fn role_name(given: &str) -> Result<&str, InvalidInput> {
    limited(
        given,
        is_role_name(given),
        64,
        "the name of a role",
        "1 to 64 letters, digits and `+=,.@_-`: what follows `role/` in its ARN",
    )
}

#[cfg(feature = "policy")]
fn is_role_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
    (1..=64).contains(&name.len()) && name.bytes().all(allowed)
}

/// The name of a prompt router that AWS provides.
pub(crate) fn default_router_name(given: &'static str) -> Result<&'static str, InvalidInput> {
    let (name, version) = given.split_once(':').unwrap_or_default();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let is_right = !name.is_empty()
        && name.bytes().all(allowed)
        && (1..=4).contains(&version.len())
        && version.bytes().all(|byte| byte.is_ascii_digit());
    checked(given, is_right, "the name of a default prompt router", "the form of `anthropic.claude:1`")
}

/// The name of a prompt router of the account's own.
pub(crate) fn custom_router_name(given: &'static str) -> Result<&'static str, InvalidInput> {
    checked(given, application::is_name(given), "the name of a prompt router", application::NAME)
}

/// The name of a policy: what IAM accepts, without the characters that a logical id or a file name can't hold.
#[cfg(feature = "policy")]
pub(crate) fn policy_name(given: &str) -> Result<&str, InvalidInput> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let starts_well = given.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_right = starts_well && given.bytes().all(allowed);
    limited(given, is_right, 128, "the name of a policy", "a letter and up to 127 letters, digits, `-` and `_`")
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
            for refused in [
                policy_name(text),
                role_arn(text, Partition::Aws),
                role_name(text),
                prompt_router_arn(text),
                default_router_name(text),
            ] {
                assert!(refused.is_err(), "{text:?}");
            }
            assert!(text == "a b" || custom_router_name(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_account_has_twelve_digits() {
        assert_eq!(account("012345678901"), Ok("012345678901"));
        for text in ["12345678901", "1234567890123", "12345678901a", "123456-78901"] {
            assert!(account(text).is_err(), "{text}");
        }
        let message = account("12345678901").unwrap_err().to_string();
        assert_eq!(message, "`12345678901` is not an AWS account id: expected 12 digits");
    }

    #[test]
    #[cfg(feature = "policy")]
    fn what_is_too_long_is_told_its_length() {
        let long: String = core::iter::repeat_n('a', 129).collect();
        assert!(policy_name(&long).unwrap_err().to_string().ends_with("`-` and `_`; this has 129 characters"));
        assert!(role_name(&long).unwrap_err().to_string().ends_with("; this has 129 characters"));
        assert!(policy_name("a*").unwrap_err().to_string().ends_with("`-` and `_`"));
    }

    fn of(length: usize) -> &'static str {
        const LONG: &str = "a234567890123456789012345678901234567890123456789012345678901234\
            567890123456789012345678901234567890123456789012345678901234567890";
        &LONG[..length]
    }

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>: 64 characters for the name of a
    /// role, 128 for that of a policy.
    #[test]
    #[cfg(feature = "policy")]
    fn names_end_where_iam_ends_them() {
        assert_eq!(role_name(of(64)), Ok(of(64)));
        assert!(role_name(of(65)).unwrap_err().to_string().ends_with("; this has 65 characters"));
        assert_eq!(policy_name(of(128)), Ok(of(128)));
        assert!(policy_name(of(129)).unwrap_err().to_string().ends_with("; this has 129 characters"));
        assert!(["a", "A-_9"].into_iter().all(|name| policy_name(name).is_ok()));
        assert!(["1a", "-a", "_a"].into_iter().all(|name| policy_name(name).is_err()));
        assert_eq!(role_name("a+=,.@_-9"), Ok("a+=,.@_-9"));
    }

    #[test]
    #[cfg(feature = "policy")]
    fn each_part_of_the_arn_of_a_role_is_as_long_as_a_name() {
        let arn = |path: &str| alloc::format!("arn:aws:iam::123456789012:role/{path}");
        for path in [of(1), of(64), "service-role/batch", &alloc::format!("{0}/{0}", of(64))] {
            assert!(role_arn(&arn(path), Partition::Aws).is_ok(), "{path}");
            assert!(role_arn(&arn(path), Partition::AwsUsGov).is_err(), "{path}");
        }
        for path in [of(65), "a//b", "/a", "a/", &alloc::format!("{}/a", of(65))] {
            assert!(role_arn(&arn(path), Partition::Aws).is_err(), "{path}");
        }
        assert!(role_arn("arn:aws:iam::12345678901:role/a", Partition::Aws).is_err());
    }

    #[test]
    #[cfg(feature = "scp")]
    fn a_role_pattern_holds_more_than_wildcards() {
        let pattern = |owner: &str, path: &str| {
            role_pattern(&alloc::format!("arn:aws:iam::{owner}:role/{path}"), Partition::Aws).is_ok()
        };
        assert!(pattern("*", "a*") && pattern("123456789012", "path/*/?b") && pattern("*", of(64)));
        assert!(!pattern("*", "*") && !pattern("*", "*/?*") && !pattern("*", of(65)));
        assert!(!pattern("", "a") && !pattern("12*", "a") && !pattern("12345678901", "a"));
    }

    #[test]
    fn names_of_prompt_routers_end_where_the_api_ends_them() {
        assert_eq!(custom_router_name(of(64)), Ok(of(64)));
        assert!(custom_router_name(of(65)).is_err());
        for name in ["anthropic.claude:1", "a:1234", "a_b-c.d:0"] {
            assert_eq!(default_router_name(name), Ok(name));
        }
        for name in ["anthropic.claude", "anthropic.claude:", ":1", "a:12345", "a:1a", "a:1:2", "a/b:1"] {
            assert!(default_router_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn an_arn_of_bedrock_has_all_its_parts() {
        let right = "arn:aws:bedrock:eu-central-1:123456789012:prompt-router/a1";
        assert_eq!(prompt_router_arn(right), Ok(right));
        for (part, wrong) in [
            ("arn", "urn"),
            ("aws", "aws-cn"),
            ("bedrock", "iam"),
            ("eu-central-1", ""),
            ("eu-central-1", "us-gov-west-1"),
            ("123456789012", ""),
            ("123456789012", "12345678901"),
            ("prompt-router", "default-prompt-router"),
            ("prompt-router/", ""),
            ("a1", ""),
            ("a1", "a-1"),
        ] {
            let arn = right.replacen(part, wrong, 1);
            assert!(prompt_router_arn(&arn).is_err(), "{arn}");
        }
        assert!(application_profile_arn(right).is_err());
        assert!(application_profile_arn(&right.replace("prompt-router", "application-inference-profile")).is_ok());
    }

    #[test]
    fn control_characters_are_shown_escaped() {
        assert!(region("eu\n-1").unwrap_err().to_string().starts_with("`eu\\n-1`"));
    }
}
