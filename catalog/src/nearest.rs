//! The nearest right spelling of something wrong.

use alloc::{string::String, vec, vec::Vec};

/// Longer text is no slip of a name.
pub(crate) const LONGEST: usize = 256;

/// Of so few letters the distance says nothing: half of them may be wrong.
pub(crate) const SHORTEST: usize = 2;

/// How many suggestions a message offers at most.
pub(crate) const MOST: usize = 3;

/// The candidates that `given` may have meant, best first, at most three.
///
/// A candidate counts while no more than a third of it has to change; else if it holds all of `given`.
/// Its own few lines instead of a crate: those at hand need std, and this one serves `no_std` programs.
pub fn nearest<'c>(given: &str, candidates: impl Iterator<Item = &'c str> + Clone) -> Vec<String> {
    const SHORTEST_PART: usize = 4;
    if given.len() > LONGEST {
        return Vec::new();
    }
    let given = loosened(given);
    let near = candidates
        .clone()
        .filter_map(|candidate| near_distance(&given, &loosened(candidate)).map(|distance| (distance, candidate)));
    let mut found = best(near.collect());
    if found.is_empty() && given.len() >= SHORTEST_PART {
        found = candidates.filter(|candidate| loosened(candidate).contains(&given)).take(MOST).collect();
    }
    found.into_iter().map(String::from).collect()
}

/// The names of the lowest rank, at most three.
pub(crate) fn best<R: Ord + Copy>(ranked: Vec<(R, &str)>) -> Vec<&str> {
    let lowest = ranked.iter().map(|(rank, _)| *rank).min();
    first(ranked.into_iter().filter(|(rank, _)| Some(*rank) == lowest).collect())
}

/// The names by rank, at most three.
pub(crate) fn first<R: Ord + Copy>(mut ranked: Vec<(R, &str)>) -> Vec<&str> {
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().map(|(_, name)| name).take(MOST).collect()
}

/// `text` as ids are written, with one kind of separator: lower case, dashes.
pub(crate) fn loosened(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// How much of `b` has to change to make it `a`; `None` beyond a third of it.
pub(crate) fn near_distance(a: &str, b: &str) -> Option<usize> {
    let most = if a.len() > SHORTEST { b.len().max(3) / 3 } else { 0 };
    let may_be_near = a.len().abs_diff(b.len()) <= most && fewest_changes(a, b) <= most;
    may_be_near.then(|| distance(a, b)).filter(|distance| *distance <= most)
}

/// Whether one inserted, deleted or replaced byte, or two swapped neighbours, make `a` of `b`.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let shared = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(shared).take_while(|(a, b)| a == b).count();
    match (a.get(start..a.len() - end), b.get(start..b.len() - end)) {
        (Some(&[first, second]), Some(&[third, fourth])) => first == fourth && second == third,
        (Some(a), Some(b)) => a.len().max(b.len()) == 1,
        _ => false,
    }
}

/// How many characters have to change at least, wherever they stand: cheaper to ask than the distance.
fn fewest_changes(a: &str, b: &str) -> usize {
    let mut surplus = [0_i32; 128];
    for (text, step) in [(a, 1), (b, -1)] {
        for c in text.chars() {
            if let Some(count) = surplus.get_mut(c as usize % 128) {
                *count += step;
            }
        }
    }
    let of_a: i32 = surplus.iter().filter(|count| **count > 0).sum();
    let of_b: i32 = surplus.iter().filter(|count| **count < 0).sum();
    of_a.unsigned_abs().max(of_b.unsigned_abs()) as usize
}

/// The fewest inserted, deleted, replaced and swapped neighbouring characters that make `a` of `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut a_before = None;
    for (row, a_char) in a.chars().enumerate() {
        let mut current = Vec::with_capacity(b.len() + 1);
        current.push(row + 1);
        let mut b_before = None;
        for (column, (&b_char, above)) in b.iter().zip(last.windows(2)).enumerate() {
            let &[diagonal, up] = above else { continue };
            let left = current.last().copied().unwrap_or_default();
            let mut cost = (diagonal + usize::from(a_char != b_char)).min(up + 1).min(left + 1);
            if a_before == Some(b_char) && b_before == Some(a_char) {
                let swapped = column.checked_sub(1).and_then(|two_back| before_last.get(two_back));
                cost = cost.min(swapped.map_or(cost, |two_back| two_back + 1));
            }
            current.push(cost);
            b_before = Some(b_char);
        }
        a_before = Some(a_char);
        before_last = core::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_slip_costs_one() {
        assert_eq!(distance("sonnet", "sonnet"), 0);
        for slip in ["sonet", "sonnnet", "sonnat", "sonnte", "onnet", "sonne", "sonnets", "osnnet"] {
            assert_eq!(distance(slip, "sonnet"), 1, "{slip}");
            assert!(is_slip(slip, "sonnet") && is_slip("sonnet", slip), "{slip}");
        }
        for other in ["sonnet", "sont", "sonnetxy", "sonnxy", "stnneo", ""] {
            assert!(!is_slip(other, "sonnet"), "{other}");
        }
        assert!(
            is_slip("abcd", "acbd") && !is_slip("abcd", "acxd") && !is_slip("abcd", "axbd"),
            "swapped, both of them"
        );
        assert_eq!(distance("", "sonnet"), 6);
        assert_eq!(distance("sonnet", ""), 6);
    }

    #[test]
    fn case_and_separators_cost_nothing() {
        assert_eq!(loosened(" Claude_Sonnet 4.6 "), "claude-sonnet-4-6");
        assert_eq!(nearest("EU_Central 1", ["eu-central-1", "eu-west-1"].into_iter()), ["eu-central-1"]);
    }

    #[test]
    fn a_part_of_a_name_means_the_name() {
        assert_eq!(nearest("regions", ["geo", "source_regions"].into_iter()), ["source_regions"]);
        assert!(nearest("o", ["geo", "source_regions"].into_iter()).is_empty());
    }

    #[test]
    fn what_resembles_nothing_gets_no_suggestion() {
        assert!(nearest("zzzz", ["eu", "us", "apac"].into_iter()).is_empty());
        assert!(nearest("", ["eu", "us", "apac"].into_iter()).is_empty());
    }

    #[test]
    fn three_of_ten_that_are_as_near_are_suggested() {
        let ten = ["name-j", "name-b", "name-c", "name-a", "name-e", "name-f", "name-g", "name-h", "name-i", "name-d"];
        assert_eq!(nearest("name-x", ten.into_iter()), ["name-a", "name-b", "name-c"]);
        let two = ["name-b", "name-a"];
        assert_eq!(nearest("name-x", two.into_iter()), ["name-a", "name-b"]);
        let parts = ten.map(|name| alloc::format!("{name}-with-much-behind-it"));
        assert_eq!(nearest("name", parts.iter().map(String::as_str)).len(), 3);
    }

    #[test]
    fn what_is_farther_than_the_nearest_is_not_suggested() {
        assert_eq!(nearest("naame", ["names", "nam", "name"].into_iter()), ["name"]);
        assert_eq!(first(vec![(2, "c"), (1, "b"), (1, "b"), (3, "a"), (4, "d")]), ["b", "c", "a"]);
    }

    #[test]
    fn a_third_may_change() {
        assert_eq!(near_distance("abcdef", "abcdefghi"), Some(3));
        assert_eq!(near_distance("abcxyz", "abcdefghi"), None);
        assert_eq!(near_distance("abcde", "abcdefghi"), None);
        assert_eq!(near_distance("abcdxy", "abcdefgh"), None);
        assert_eq!(near_distance("abcdef", "abcdefgh"), Some(2));
        assert_eq!(near_distance("exu", "eu"), Some(1));
        assert_eq!(near_distance("xyz", "eu"), None);
    }

    #[test]
    fn two_letters_are_no_slip_of_two_others() {
        assert_eq!(near_distance("ex", "eu"), None);
        assert_eq!(near_distance("eu", "eu"), Some(0));
        assert!(nearest("ex", ["eu", "us"].into_iter()).is_empty());
        assert_eq!(nearest("EU", ["eu", "us"].into_iter()), ["eu"]);
    }

    #[test]
    fn a_part_of_four_characters_is_one() {
        let long = "source-regions";
        assert_eq!(nearest("regi", [long].into_iter()), [long]);
        assert!(nearest("reg", [long].into_iter()).is_empty());
    }

    #[test]
    fn text_that_is_too_long_is_no_slip() {
        let longest = "a".repeat(256);
        assert_eq!(nearest(&longest, [&*longest].into_iter()).len(), 1);
        assert!(nearest(&"a".repeat(257), [&*longest].into_iter()).is_empty());
    }
}
