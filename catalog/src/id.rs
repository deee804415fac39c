//! The grammar of model ids, profile ids and Region names.

use alloc::string::String;

/// The id of a cross-Region inference profile, split into its two parts.
///
/// ```
/// let id = bedrock_profiles_catalog::ProfileId::parse("us-gov.openai.gpt-oss-20b-1:0").unwrap();
/// assert_eq!((id.prefix, id.model), ("us-gov", "openai.gpt-oss-20b-1:0"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ProfileId<'a> {
    /// The geo prefix, such as `eu`. The set of prefixes is open: this one may be unknown.
    pub prefix: &'a str,
    /// The id of the foundation model behind the prefix.
    pub model: &'a str,
}

impl<'a> ProfileId<'a> {
    /// Splits `text` at its first dot; `None` if a part breaks the grammar. Whether the parts exist is for the catalog to say.
    pub fn parse(text: &'a str) -> Option<Self> {
        text.split_once('.')
            .filter(|(prefix, model)| is_prefix(prefix) && is_model_id(model))
            .map(|(prefix, model)| ProfileId { prefix, model })
    }
}

/// Whether `text` has the form of a geo prefix: lower-case words joined by dashes.
pub fn is_prefix(text: &str) -> bool {
    text.split('-').all(|word| is_word(word, |byte| byte.is_ascii_lowercase()))
}

/// Whether `text` has the form of a foundation model id, such as `amazon.nova-pro-v1:0:24k`.
pub fn is_model_id(text: &str) -> bool {
    let mut parts = text.split(':');
    let named = parts.next().and_then(|name| name.split_once('.')).is_some_and(|(provider, name)| {
        is_provider(provider) && name.split(['.', '-']).all(|word| is_word(word, is_alphanumeric))
    });
    let rest: (Option<&str>, Option<&str>) = (parts.next(), parts.next());
    let suffixed = match rest {
        (None, _) => true,
        (Some(only), None) => is_version(only) || is_context_length(only),
        (Some(version), Some(context)) => is_version(version) && is_context_length(context),
    };
    named && suffixed && parts.next().is_none()
}

/// Whether `text` has the form of an AWS Region name, such as `us-gov-west-1`: its number has one or two digits.
pub fn is_region_name(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(place, number)| {
        let is_number = is_version(number) && number.len() <= 2 && !number.starts_with('0');
        place.contains('-') && is_prefix(place) && is_number
    })
}

/// The name of the constant for a model id: upper case, with `_` for all that is neither letter nor digit.
///
/// ```
/// let name = bedrock_profiles_catalog::constant_name("anthropic.claude-sonnet-4-5-20250929-v1:0");
/// assert_eq!(name, "ANTHROPIC_CLAUDE_SONNET_4_5_20250929_V1_0");
/// ```
pub fn constant_name(model: &str) -> String {
    model.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

fn is_provider(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase()) && is_word(text, is_alphanumeric)
}

fn is_version(text: &str) -> bool {
    is_word(text, |byte| byte.is_ascii_digit())
}

fn is_context_length(text: &str) -> bool {
    text == "mm" || is_version(text.strip_suffix(['k', 'm']).unwrap_or(text))
}

fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

fn is_word(text: &str, allowed: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn model_ids() {
        for id in [
            "amazon.titan-embed-g1-text-02",
            "amazon.nova-premier-v1:0:mm",
            "amazon.titan-embed-text-v1:2:8k",
            "deepseek.v3.2",
            "openai.gpt-5.6-luna",
            "openai.gpt-oss-120b-1:0",
        ] {
            assert!(is_model_id(id), "{id}");
        }
        for id in [
            "",
            ".",
            "amazon",
            "amazon.",
            ".nova",
            "1amazon.nova",
            "amazon.nova-",
            "amazon..nova",
            "amazon.nova_pro",
            "Amazon.nova",
            "amazon.nova:",
            "amazon.nova:0:",
            "amazon.nova:0:1:2",
            "amazon.nova:x",
            "amazon.nova:x:8k",
            "amazon.nova:0:x",
            "amazon.nova:8k:0",
            "amazon.nova v1",
            "amazon.nova*",
            "amazon.n\u{f6}va",
        ] {
            assert!(!is_model_id(id), "{id:?}");
        }
    }

    #[test]
    fn region_names() {
        for name in ["eu-central-1", "us-gov-west-1", "eusc-de-east-1", "us-isob-east-1", "ap-southeast-10"] {
            assert!(is_region_name(name), "{name}");
        }
        for name in [
            "",
            "eu",
            "eu-1",
            "eu-central",
            "eu-central-",
            "eu-central-1a",
            "EU-central-1",
            "*",
            "eu_central_1",
            "eu-central-123",
            "eu-central-0",
            "eu-central-01",
        ] {
            assert!(!is_region_name(name), "{name:?}");
        }
    }

    #[test]
    fn a_constant_is_called_as_its_model() {
        assert_eq!(constant_name("amazon.titan-embed-text-v2:0"), "AMAZON_TITAN_EMBED_TEXT_V2_0");
    }

    #[test]
    fn profile_ids_split_at_the_first_dot() {
        let id = ProfileId::parse("us.deepseek.v3.2").unwrap();
        assert_eq!((id.prefix, id.model), ("us", "deepseek.v3.2"));
        assert!(ProfileId::parse("anthropic.claude-sonnet-4-6").is_none());
    }
}
