//! The patterns in `members` of a workspace, as the crate `glob` reads them for cargo.

use super::{Files, path};
use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// How many directories are looked into for one pattern: `**` leads into every one below.
const MOST_DIRECTORIES: usize = 100_000;

/// Any number of directories.
const RECURSIVE: &str = "**";

const METACHARACTERS: [char; 3] = ['*', '?', '['];

/// Whether the pattern, an absolute path, means `directory`.
pub(super) fn matches(pattern: &str, directory: &str) -> bool {
    let (pattern, directory) = (components(pattern), path::components(directory).collect::<Vec<_>>());
    matched(&pattern, &directory, &RECURSIVE, |pattern, name| pattern == name || matches_name(pattern, name))
}

/// The directories that the pattern, an absolute path, means; where it means none, what it says.
pub(super) fn directories(files: &impl Files, pattern: &str) -> BTreeSet<String> {
    let literal = pattern.find(METACHARACTERS).map_or(pattern, |at| pattern.split_at(at).0);
    let base = match literal.rfind(path::is_separator) {
        Some(end) if literal != pattern => pattern.split_at(end + 1).0,
        _ => literal,
    };
    let mut found = BTreeSet::from([path::resolved(base)]);
    for component in components(pattern).into_iter().skip(path::components(base).count()) {
        found = found.iter().flat_map(|directory| children(files, directory, component)).collect();
    }
    if found.is_empty() {
        found.insert(pattern.to_owned());
    }
    found
}

/// What one component of a pattern means in `directory`.
fn children(files: &impl Files, directory: &str, component: &str) -> Vec<String> {
    if component == RECURSIVE {
        return below(files, directory);
    }
    if !component.contains(METACHARACTERS) {
        return vec![path::join(directory, component)];
    }
    let names = files.directories(directory).into_iter().filter(|name| matches_name(component, name));
    names.map(|name| path::join(directory, &name)).collect()
}

/// The directory and all below it.
fn below(files: &impl Files, directory: &str) -> Vec<String> {
    let mut found = vec![directory.to_owned()];
    let mut looked = 0;
    while let Some(directory) = found.get(looked).filter(|_| looked < MOST_DIRECTORIES).cloned() {
        found.extend(files.directories(&directory).iter().map(|name| path::join(&directory, name)));
        looked += 1;
    }
    found
}

/// A last `**` means what is in a directory, and not the directory.
fn components(pattern: &str) -> Vec<&str> {
    let mut components: Vec<&str> = path::components(pattern).collect();
    if components.last() == Some(&RECURSIVE) {
        components.push("*");
    }
    components
}

fn matches_name(pattern: &str, name: &str) -> bool {
    let Some(pattern) = parts(pattern) else { return false };
    let name: Vec<char> = name.chars().collect();
    matched(&pattern, &name, &Part::Any, |part, character| part.is(*character))
}

/// Whether the parts match the whole, one each, but for `any`, which matches any number: the last one of these takes
/// one more whenever what follows does not fit.
fn matched<P: PartialEq, T>(pattern: &[P], whole: &[T], any: &P, fits: impl Fn(&P, &T) -> bool) -> bool {
    let (mut at, mut taken) = (0, 0);
    let mut last_any = None;
    while let Some(next) = whole.get(taken) {
        match pattern.get(at) {
            Some(part) if part == any => {
                last_any = Some((at, taken));
                at += 1;
            }
            Some(part) if fits(part, next) => (at, taken) = (at + 1, taken + 1),
            _ => {
                let Some((any_at, any_taken)) = last_any else { return false };
                last_any = Some((any_at, any_taken + 1));
                (at, taken) = (any_at + 1, any_taken + 1);
            }
        }
    }
    pattern.iter().skip(at).all(|part| part == any)
}

#[derive(PartialEq)]
enum Part {
    Any,
    One,
    Character(char),
    Class { negated: bool, ranges: Vec<(char, char)> },
}

impl Part {
    fn is(&self, character: char) -> bool {
        match self {
            Part::Any | Part::One => true,
            Part::Character(expected) => *expected == character,
            Part::Class { negated, ranges } => {
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&character)) != *negated
            }
        }
    }
}

/// `None` where a `[` is not closed.
fn parts(pattern: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = pattern.chars();
    while let Some(character) = rest.next() {
        parts.push(match character {
            '*' => Part::Any,
            '?' => Part::One,
            '[' => {
                let (class, after) = class(rest.as_str())?;
                rest = after.chars();
                class
            }
            _ => Part::Character(character),
        });
    }
    Some(parts)
}

/// What follows a `[`, and what follows its `]`, which as the first character means itself.
fn class(text: &str) -> Option<(Part, &str)> {
    let negated = text.starts_with('!');
    let text = text.strip_prefix('!').unwrap_or(text);
    let first = text.chars().next()?;
    let (inner, after) = text.strip_prefix(first)?.split_once(']')?;
    let (inner, _) = text.split_at(first.len_utf8() + inner.len());
    let mut ranges = Vec::new();
    let mut rest = inner.chars();
    while let Some(from) = rest.next() {
        let mut ahead = rest.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) => {
                ranges.push((from, to));
                rest = ahead;
            }
            _ => ranges.push((from, from)),
        }
    }
    Some((Part::Class { negated, ranges }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_matched() {
        for (pattern, name) in [
            ("a*", "a"),
            ("*b*d", "abcbd"),
            ("?", "é"),
            ("*", ".hidden"),
            ("[a-c]x", "bx"),
            ("[!a-c]", "d"),
            ("[]a]", "]"),
            ("[!]]", "a"),
            ("[a-]", "-"),
        ] {
            assert!(matches_name(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("a?", "a"),
            ("*b", "ba"),
            ("[a-c]", "d"),
            ("[!a-c]", "a"),
            ("[a", "a"),
            ("[]", "]"),
            ("A", "a"),
            ("[", "["),
        ] {
            assert!(!matches_name(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn stars_stay_within_a_name() {
        assert!(matches("/w/*", "/w/a") && !matches("/w/*", "/w/a/b") && !matches("/w/*", "/w"));
        assert!(matches("/w/**/x", "/w/x") && matches("/w/**/x", "/w/a/b/x") && !matches("/w/**/x", "/w/a"));
        assert!(matches("/w/**", "/w/a/b") && !matches("/w/**", "/w"));
        assert!(matches("/w/**/a/**/b", "/w/a/x/a/b") && !matches("/w/**/a/**/b", "/w/x/b"));
    }

    /// Without going back for each star to each place.
    #[test]
    fn many_stars_end() {
        let (pattern, name) = ("*a".repeat(500) + "b", "a".repeat(5_000));
        assert!(!matches_name(&pattern, &name));
    }
}
