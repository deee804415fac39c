//! The id within a text: without the routes of clients, ARNs, URLs and quotes around it.

use crate::{Catalog, geography};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// What separates an id from its prefix, in some spelling.
const SEPARATORS: [char; 5] = ['.', '/', ':', ' ', '_'];

/// What stands for an id in a text, in lower case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct EmbeddedId {
    /// The geo prefix, or what stands in its place.
    pub(super) prefix: Option<String>,
    /// The rest.
    pub(super) model: String,
    /// A Region that the text names elsewhere.
    pub(super) region: Option<String>,
}

impl EmbeddedId {
    pub(super) fn find(catalog: Catalog<'_>, text: &str) -> Self {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        let parts = text.split_once('.').filter(|(prefix, _)| catalog.prefix(prefix).is_some());
        if let Some((prefix, model)) =
            parts.filter(|(_, model)| model.split(':').all(|part| part.chars().all(is_plain)))
        {
            return EmbeddedId { prefix: Some(prefix.to_string()), model: model.to_string(), region: None };
        }
        let text = decoded(text).to_ascii_lowercase();
        let text = text.trim_matches(|c: char| c.is_whitespace() || "\"'`,;".contains(c));
        let region = text.split(['/', '@', ':']).find(|word| catalog.region(word).is_some()).map(String::from);
        let names = Names { catalog };
        let (prefix, model) = names.split(names.without_surroundings(text));
        EmbeddedId { prefix: prefix.map(String::from), model: model.to_string(), region }
    }

    /// Prefix and model with a dot between them, as profiles are called.
    pub(super) fn whole(&self) -> String {
        self.prefix.as_ref().map_or_else(|| self.model.clone(), |prefix| format!("{prefix}.{}", self.model))
    }
}

/// What ids begin with.
struct Names<'c> {
    catalog: Catalog<'c>,
}

impl Names<'_> {
    fn is_prefix(&self, word: &str) -> bool {
        self.catalog.prefix(word).is_some()
    }

    fn is_provider(&self, word: &str) -> bool {
        self.catalog.is_provider(word)
    }

    /// The part of `text` that begins with a geo prefix, else with a provider; else its last segment that may be an id.
    fn without_surroundings<'t>(&self, text: &'t str) -> &'t str {
        let text = text.split(['?', '#', '[', '(']).next().unwrap_or_default().trim_end();
        let text = match text.split_once('@') {
            Some((before, after)) if !after.starts_with(|c: char| c.is_ascii_digit()) => before,
            _ => text,
        };
        let first_word = |rest: &'t str| rest.split_once(SEPARATORS).map(|(first, _)| first);
        let with_prefix = segments(text).find(|rest| first_word(rest).is_some_and(|word| self.is_prefix(word)));
        let with_provider = || segments(text).find(|rest| first_word(rest).is_some_and(|word| self.is_provider(word)));
        match with_prefix.or_else(with_provider) {
            Some(rest) => until_next_segment(rest),
            None => last_segment(text),
        }
    }

    /// The geo prefix of an id, or what stands in its place, and the rest; an id that begins with a provider has none.
    fn split<'t>(&self, id: &'t str) -> (Option<&'t str>, &'t str) {
        let stands_for_prefix = |(first, rest): &(&str, &str)| {
            let provider = rest.split(['.', '/', ' ', '_', '-']).next().unwrap_or_default();
            let is_place = || !geography::regions(self.catalog, first).is_empty();
            self.is_prefix(first) || !self.is_provider(first) && (self.is_provider(provider) || is_place())
        };
        let dashed = || id.split_once('-').filter(|(first, _)| self.is_prefix(first));
        let parts = id.split_once(SEPARATORS).filter(stands_for_prefix).or_else(dashed);
        parts.map_or((None, id), |(first, rest)| (Some(first), rest))
    }
}

/// `text` and what follows each separator of routes in it.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    let separators = text.match_indices(['/', ':', ' ']);
    core::iter::once(text).chain(separators.filter_map(|(at, _)| text.get(at + 1..)))
}

/// What a URL or a route has after an id that begins with a word of its own, left out.
fn until_next_segment(id: &str) -> &str {
    let start = id.find(SEPARATORS).map_or(0, |at| at + 1);
    let end = id.get(start..).and_then(|name| name.find('/')).map_or(id.len(), |at| start + at);
    id.get(..end).unwrap_or(id)
}

/// The last segment, if there is one with a dot, without a route that ends in a colon.
fn last_segment(text: &str) -> &str {
    let mut segments = text.rsplit('/').filter(|segment| !segment.is_empty());
    let segment = segments.clone().find(|segment| segment.contains('.')).or_else(|| segments.next()).unwrap_or(text);
    let is_id = |rest: &str| rest.contains(['.', '-']) && rest.starts_with(char::is_alphabetic);
    segment.split_once(':').map(|(_, rest)| rest).filter(|rest| is_id(rest)).unwrap_or(segment)
}

/// `text` with its `%3A` and the like decoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let encoded = match after {
            [high, low, after @ ..] if first == b'%' => {
                hex(*high).zip(hex(*low)).map(|(high, low)| (high * 16 + low, after))
            }
            _ => None,
        };
        let (byte, after) = encoded.unwrap_or((first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> String {
        EmbeddedId::find(Catalog::BUILT_IN, text).whole()
    }

    #[test]
    fn what_clients_put_around_an_id_is_left_out() {
        let profile = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
        for around in [
            "bedrock/{}",
            "bedrock/converse/{}",
            "opencode/amazon-bedrock/{}",
            "bedrock:{}",
            "{}@eu-central-1",
            " \"{}\" ",
            "{}[1m]",
            "https://bedrock-runtime.us-east-1.amazonaws.com/model/{}/converse",
        ] {
            for id in [profile, "us.maker.name-1", "anthropic.claude-x", "maker.name-1"] {
                assert_eq!(whole(&around.replace("{}", id)), id, "{around}");
            }
        }
        assert_eq!(whole("US.Anthropic.Claude-Haiku-4-5-20251001-v1%3A0"), profile);
        assert_eq!(whole("eu/anthropic.claude-sonnet-4-6"), "eu.anthropic.claude-sonnet-4-6");
        assert_eq!(whole("bedrock:claude-x-1:0"), "claude-x-1:0");
        assert_eq!(whole("claude-x-1:0"), "claude-x-1:0");
        assert_eq!(whole("bedrock/converse/"), "converse");
        assert_eq!(whole(""), "");
        let embedded = EmbeddedId::find(Catalog::BUILT_IN, "bedrock/eu-central-1/maker.name");
        assert_eq!((&*embedded.model, embedded.region.as_deref()), ("maker.name", Some("eu-central-1")));
    }

    #[test]
    fn a_prefix_is_what_stands_before_a_provider() {
        let of = |id: &str| {
            let EmbeddedId { prefix, model, .. } = EmbeddedId::find(Catalog::BUILT_IN, id);
            (prefix, model)
        };
        let both = |prefix: &str, model: &str| (Some(String::from(prefix)), String::from(model));
        assert_eq!(of("us.anthropic.claude-x"), both("us", "anthropic.claude-x"));
        assert_eq!(of("uk.anthropic.claude-x"), both("uk", "anthropic.claude-x"));
        assert_eq!(of("xy.anthropic.claude-x"), both("xy", "anthropic.claude-x"));
        assert_eq!(of("uk.claude-x"), both("uk", "claude-x"));
        assert_eq!(of("us-gov.maker.x"), both("us-gov", "maker.x"));
        assert_eq!(of("us-anthropic-claude-x"), both("us", "anthropic-claude-x"));
        assert_eq!(of("anthropic.claude-x").0, None);
        assert_eq!(of("claude-sonnet-4.6").0, None);
    }
}
