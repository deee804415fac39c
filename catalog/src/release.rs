//! Dates and versions at the end of ids.

use core::cmp::Ordering;

/// What `long` has after `short`, if that is nothing but dates, versions, revisions and context lengths.
pub(crate) fn version_beyond<'a>(long: &'a str, short: &str) -> Option<&'a str> {
    let rest = long.strip_prefix(short).filter(|rest| !short.is_empty() && rest.contains(is_sign));
    rest.filter(|rest| rest.starts_with(['-', ':', '@']) && stem(long).len() <= short.len())
}

/// `id` without its trailing `-20250929`, `-v1:0`, `-1:0` or `:200k`.
pub(crate) fn stem(id: &str) -> &str {
    let mut stem = id;
    while let Some(shorter) = without_version(stem, id) {
        stem = shorter;
    }
    stem
}

/// `stem` without its last word, if that is a date, a version, a revision or a context length.
fn without_version<'a>(stem: &'a str, whole: &str) -> Option<&'a str> {
    let at = stem.rfind(|c: char| !c.is_ascii_alphanumeric())?;
    let (before, last) = (stem.get(..at)?, stem.get(at + 1..)?);
    let follows_colon = stem.get(at..)?.starts_with(':');
    let precedes_revision = whole
        .get(stem.len()..)
        .and_then(|rest| rest.strip_prefix(':'))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let before_last = || words(before).next_back().unwrap_or_default();
    let is_revision = is_number(last)
        && (follows_colon || is_version(before_last()) || precedes_revision && !is_number(before_last()));
    let is_context =
        last.strip_suffix(['k', 'm']).is_some_and(is_number) && (follows_colon || words(before).any(is_version));
    let is_release = is_date(last) || is_version(last) || RELEASES.contains(&last);
    (is_release || is_revision || is_context).then_some(before)
}

/// Words that name a release of a model or a mode of calling it.
pub(crate) const RELEASES: [&str; 6] = ["beta", "default", "extended", "free", "mm", "thinking"];

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

pub(crate) fn is_date(word: &str) -> bool {
    word.len() == 8 && is_number(word)
}

pub(crate) fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(is_number)
}

fn is_sign(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Whether two texts have the same letters and digits, and some.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.contains(is_sign) && signs(a).eq(signs(b))
}

/// Whether the letters and digits of `text` begin with those of `start`.
pub(crate) fn begins_same(text: &str, start: &str) -> bool {
    let mut own = signs(text);
    signs(start).all(|sign| own.next() == Some(sign))
}

fn signs(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_sign(*c)).map(|c| c.to_ascii_lowercase())
}

/// The words of an id: what stands between its separators.
pub(crate) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !is_sign(c)).filter(|word| !word.is_empty())
}

/// Which of two ids has the newer date and version: theirs are compared number by number, the newer first.
pub(crate) fn newest_first(a: &str, b: &str) -> Ordering {
    let by_numbers = numbers(b).cmp(numbers(a));
    by_numbers.then_with(|| a.len().cmp(&b.len())).then_with(|| a.cmp(b))
}

/// The numbers of an id, without its context length.
fn numbers(id: &str) -> impl Iterator<Item = u32> + '_ {
    let end = id.match_indices(':').nth(1).map_or(id.len(), |(at, _)| at);
    id.get(..end).unwrap_or_default().split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_has_neither_date_nor_version() {
        for (whole, expected) in [
            ("anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5"),
            ("anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6"),
            ("anthropic.claude-sonnet-4-6:0", "anthropic.claude-sonnet-4-6"),
            ("anthropic.claude-sonnet-5-5:", "anthropic.claude-sonnet-5-5:"),
            ("anthropic.claude-sonnet-5-:5", "anthropic.claude-sonnet-5-"),
            ("anthropic.claude-opus-4-6-v1", "anthropic.claude-opus-4-6"),
            ("claude-3-5-sonnet-latest", "claude-3-5-sonnet-latest"),
            ("amazon.nova-pro-v1:0:300k", "amazon.nova-pro"),
            ("openai.gpt-oss-120b-1:0", "openai.gpt-oss-120b"),
            ("deepseek.v3.2", "deepseek"),
            ("", ""),
        ] {
            assert_eq!(stem(whole), expected, "{whole}");
        }
    }

    #[test]
    fn a_version_is_what_an_id_has_beyond_its_stem() {
        assert_eq!(version_beyond("a.b-4-20250929-v1:0", "a.b-4"), Some("-20250929-v1:0"));
        assert_eq!(version_beyond("a.b-4-v1:0", "a.b-4-v1"), Some(":0"));
        for short in ["a.b-4-v1:0", "a.b", "a.b_4", "a.b-4-", "a.c-4", ""] {
            assert_eq!(version_beyond("a.b-4-v1:0", short), None, "{short}");
        }
        assert_eq!(version_beyond("a.b-4x", "a.b-4"), None);
        assert_eq!(version_beyond("a.b-4.v2", "a.b-4"), None);
        assert_eq!(version_beyond("a.b-4:", "a.b-4"), None);
        assert_eq!(version_beyond("a.b-4-:5", "a.b-4"), None);
    }

    #[test]
    fn letters_and_digits_make_two_texts_the_same() {
        assert!(same("Claude Sonnet 4.6", "claude-sonnet-4-6") && !same("a-b", "a-c"));
        assert!(!same("", "") && !same("-", "\u{65e5}"), "nothing to compare");
        assert!(begins_same("claude-sonnet-4-6", "Claude Sonnet") && begins_same("a-b", ""));
        assert!(!begins_same("a-b", "a-c") && !begins_same("a", "a-b"));
    }

    #[test]
    fn a_word_may_be_a_date_or_a_version() {
        assert!(is_date("20240620") && ["v1", "v12"].into_iter().all(is_version));
        let others = ["", "v", "1", "2024", "202406201", "1v", "v1a", "vision"];
        assert!(others.into_iter().all(|word| !is_date(word) && !is_version(word)));
    }

    #[test]
    fn numbers_say_which_id_is_newer() {
        assert_eq!(newest_first("a.b-2", "a.b-10"), Ordering::Greater);
        assert_eq!(newest_first("a.b-v2:0", "a.b-v1"), Ordering::Less);
        assert_eq!(newest_first("a.b", "a.c"), Ordering::Less);
    }
}
