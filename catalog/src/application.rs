//! The limits of the API on what an application inference profile is called.
//!
//! See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html>.

use crate::problem::Details;
use crate::{Catalog, Problem};
use alloc::string::ToString as _;

/// How many tags a profile can have.
pub const MOST_TAGS: usize = 200;

/// What [`is_name`] takes.
pub const NAME: &str = "1 to 64 letters and digits, with single spaces, `_` or `-` after them";

const LONGEST_NAME: usize = 64;

/// A name has 1 to 64 characters: letters and digits, with single spaces, `_` or `-` after them.
pub fn name(catalog: Catalog<'_>, given: &str) -> Result<(), Problem> {
    let limit = Limit { wanted: "the name of an application inference profile", rule: NAME, longest: LONGEST_NAME };
    limit.check(catalog, given, is_name(given))
}

/// Whether the API takes the text as a name: of an application inference profile, or of a prompt router.
pub fn is_name(text: &str) -> bool {
    text.len() <= LONGEST_NAME && is_spaced(text, |byte| byte.is_ascii_alphanumeric())
}

/// A description has 1 to 200 characters: as a name, and `:` and `.`.
pub fn description(catalog: Catalog<'_>, given: &str) -> Result<(), Problem> {
    let limit = Limit {
        wanted: "a description",
        rule: "1 to 200 letters, digits, `:` and `.`, with single spaces, `_` or `-` after them",
        longest: 200,
    };
    limit.check(catalog, given, is_spaced(given, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'.')))
}

/// The key of a tag has 1 to 128 characters, and does not begin with `aws:`.
///
/// See <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>.
pub fn tag_key(catalog: Catalog<'_>, given: &str) -> Result<(), Problem> {
    const OF_AWS: &str = "aws:";
    let rule = "1 to 128 letters, digits, spaces and `._:/=+@-`, and keeps `aws:` at the start for AWS";
    let is_of_aws = given.get(..OF_AWS.len()).is_some_and(|start| start.eq_ignore_ascii_case(OF_AWS));
    let is_right = !given.is_empty() && is_tag_text(given) && !is_of_aws;
    Limit { wanted: "the key of a tag", rule, longest: 128 }.check(catalog, given, is_right)
}

/// The value of a tag has up to 256 characters.
pub fn tag_value(catalog: Catalog<'_>, given: &str) -> Result<(), Problem> {
    let rule = "up to 256 letters, digits, spaces and `._:/=+@-`";
    Limit { wanted: "the value of a tag", rule, longest: 256 }.check(catalog, given, is_tag_text(given))
}

/// What the API takes in a place.
struct Limit {
    wanted: &'static str,
    rule: &'static str,
    /// In characters.
    longest: usize,
}

impl Limit {
    fn check(self, catalog: Catalog<'_>, given: &str, is_right: bool) -> Result<(), Problem> {
        let length = given.chars().count();
        if is_right && length <= self.longest {
            return Ok(());
        }
        let too_long = (length > self.longest).then_some(length);
        let Limit { wanted, rule, .. } = self;
        Err(Details::OutsideLimits { given: given.to_string(), wanted, rule, too_long }.of(catalog))
    }
}

/// Whether `text` is words of `is_word`, each followed by at most one space, `_` or `-`.
fn is_spaced(text: &str, is_word: impl Fn(u8) -> bool) -> bool {
    let starts_well = text.bytes().next().is_some_and(&is_word);
    let is_gap = |byte: u8| matches!(byte, b' ' | b'_' | b'-');
    let pairs = text.bytes().zip(text.bytes().skip(1));
    let no_double_gap = pairs.into_iter().all(|(a, b)| !(is_gap(a) && is_gap(b)));
    starts_well && no_double_gap && text.bytes().all(|byte| is_word(byte) || is_gap(byte))
}

fn is_tag_text(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ._:/=+@-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

    fn of(length: usize) -> String {
        core::iter::repeat_n('a', length).collect()
    }

    #[test]
    fn names_and_descriptions_keep_the_patterns_of_the_api() {
        for right in ["a", "support-chat", "Support chat_2", "a-", &of(64)] {
            assert_eq!(name(CATALOG, right), Ok(()), "{right}");
            assert_eq!(description(CATALOG, right), Ok(()), "{right}");
        }
        for wrong in ["", "-a", "a--b", "a  b", "a*", "${a}", "a\"b", "\u{e4}", "a\nb"] {
            assert!(name(CATALOG, wrong).is_err() && description(CATALOG, wrong).is_err(), "{wrong:?}");
        }
        assert!(name(CATALOG, &of(65)).is_err() && name(CATALOG, "a.b").is_err());
        assert!(description(CATALOG, &of(200)).is_ok() && description(CATALOG, "a.b: c").is_ok());
        assert!(description(CATALOG, &of(201)).is_err());
    }

    #[test]
    fn tags_keep_the_limits_of_the_api() {
        assert!(tag_key(CATALOG, "cost:aws/center=1+1@x.y_z-0").is_ok() && tag_value(CATALOG, "").is_ok());
        assert!(tag_key(CATALOG, &of(128)).is_ok() && tag_value(CATALOG, &of(256)).is_ok());
        for wrong in ["", "${a}", "a*", "a\"", "\u{e4}", "a\nb", "aws:a", "AWS:a", &of(129)] {
            assert!(tag_key(CATALOG, wrong).is_err(), "{wrong:?}");
        }
        for wrong in ["${a}", "%{a}", "a\"", &of(257)] {
            assert!(tag_value(CATALOG, wrong).is_err(), "{wrong:?}");
        }
    }

    /// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html>: "Maximum number of
    /// 200 items".
    #[test]
    fn a_profile_has_up_to_200_tags() {
        assert_eq!(MOST_TAGS, 200);
    }

    #[test]
    fn the_name_of_a_router_has_up_to_64_characters() {
        assert!(is_name("a") && is_name(&of(64)));
        assert!(!is_name("") && !is_name(&of(65)));
    }

    #[test]
    fn what_is_too_long_is_told_its_length_and_what_is_not_is_not() {
        type Check = fn(Catalog<'_>, &str) -> Result<(), Problem>;
        let limits: [(Check, usize); 4] = [(name, 64), (description, 200), (tag_key, 128), (tag_value, 256)];
        for (check, longest) in limits {
            assert_eq!(check(CATALOG, &of(longest)), Ok(()));
            let told = |text: &str| check(CATALOG, text).unwrap_err().to_string();
            let length = alloc::format!("; this has {} characters", longest + 1);
            assert!(told(&of(longest + 1)).ends_with(&length));
            let unlike = alloc::format!("{}*", of(longest - 1));
            assert!(!told(&unlike).contains("; this has"), "{longest}");
            // In characters, as the API counts them.
            assert!(!told(&"\u{e4}".repeat(longest)).contains("; this has"), "{longest}");
            assert!(told(&"\u{e4}".repeat(longest + 1)).ends_with(&length), "{longest}");
        }
    }

    #[test]
    fn a_key_that_begins_with_aws_is_one_of_aws_with_the_colon_alone() {
        assert!(["aws", "awsome", "aws-a", "my-aws:a"].iter().all(|key| tag_key(CATALOG, key).is_ok()));
        assert!(["aws:", "Aws:a"].iter().all(|key| tag_key(CATALOG, key).is_err()));
    }
}
