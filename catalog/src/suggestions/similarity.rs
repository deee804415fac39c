//! How an id resembles a text.

use crate::nearest::{is_slip, near_distance};
use crate::release::{begins_same, is_date, same, stem, version_beyond, words};

/// How similar an id is to a text, most similar first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Similarity {
    /// The text is the id.
    Same,
    /// The text lacks the date or the version of the id.
    LacksVersion,
    /// The text has a version more.
    ExtraVersion,
    /// The text has a date more.
    ExtraDate,
    /// The text is one slip of the finger away.
    Slip,
    /// The same but for case, separators, provider, date and version; so many words of the text are not in the id.
    OtherSpelling(usize),
    /// The id is one of the family that the text names.
    Family,
    /// So many characters differ.
    Distance(usize),
}

/// A text that ids are compared with.
pub(super) struct Query<'a> {
    text: &'a str,
    stem: &'a str,
}

impl<'a> Query<'a> {
    /// The text, in lower case.
    pub(super) fn new(text: &'a str) -> Self {
        Query { text, stem: stem(text.strip_prefix("bedrock-").unwrap_or(text)) }
    }

    /// How similar the id of a model is, by itself and by the model's name; `None` beyond its other spellings.
    pub(super) fn similarity(&self, id: &str, name: &str) -> Option<Similarity> {
        let text = self.text;
        if id == text {
            return Some(Similarity::Same);
        }
        if version_beyond(id, text).is_some() {
            return Some(Similarity::LacksVersion);
        }
        if let Some(version) = version_beyond(text, id) {
            let has_date = words(version).any(is_date);
            return Some(if has_date { Similarity::ExtraDate } else { Similarity::ExtraVersion });
        }
        if is_slip(text, id) {
            return Some(Similarity::Slip);
        }
        let is_spelled_so = same(name, text) || self.is_stem_of(id) || self.is_stem_of(without_provider(id));
        let is_missing = |word: &&str| !words(id).any(|own| own == *word);
        is_spelled_so.then(|| Similarity::OtherSpelling(words(text).filter(is_missing).count()))
    }

    fn is_stem_of(&self, id: &str) -> bool {
        id.get(..1) == self.stem.get(..1) && begins_same(id, self.stem) && same(stem(id), self.stem)
    }

    /// How many characters of the id differ, if it is near.
    pub(super) fn distance(&self, id: &str) -> Option<Similarity> {
        let stem = stem(id);
        let pairs = [(self.text, id), (self.stem, stem), (self.stem, without_provider(stem))];
        let distances = pairs.into_iter().filter_map(|(text, id)| near_distance(text, id).filter(|_| !text.is_empty()));
        distances.min().map(Similarity::Distance)
    }
}

fn without_provider(id: &str) -> &str {
    id.split_once('.').map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_similar_comes_first() {
        let of = |text: &str| Query::new(text).similarity("anthropic.claude-opus-4-6-v1", "Claude Opus 4.6");
        assert_eq!(of("anthropic.claude-opus-4-6-v1"), Some(Similarity::Same));
        assert_eq!(of("anthropic.claude-opus-4-6"), Some(Similarity::LacksVersion));
        assert_eq!(of("anthropic.claude-opus-4-6-v1:0"), Some(Similarity::ExtraVersion));
        assert_eq!(of("anthropic.claude-opus-4-6-v1-20251201"), Some(Similarity::ExtraDate));
        assert_eq!(of("anthropic.claude-opus-4-6-v2"), Some(Similarity::Slip));
        assert_eq!(of("anthropic.claude-opus-4-6-20251201"), Some(Similarity::OtherSpelling(1)));
        assert_eq!(of("claude opus 4.6"), Some(Similarity::OtherSpelling(0)));
        assert_eq!(of("anthropic.claude-opus-4"), None);
        assert_eq!(of(""), None);
        assert!(Similarity::Same < Similarity::LacksVersion && Similarity::OtherSpelling(9) < Similarity::Distance(1));
    }
}
