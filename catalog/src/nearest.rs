//! The nearest right spelling of something wrong.

use alloc::{
    string::{String, ToString as _},
    vec,
    vec::Vec,
};

/// How many suggestions a message offers at most.
const MOST: usize = 3;

/// The candidates that `given` may have meant, best first, at most three.
///
/// A candidate counts while no more than a third of it has to change. Its own few lines instead
/// of a crate: those at hand need std, and this one serves `no_std` programs.
pub fn nearest<'c>(given: &str, candidates: impl Iterator<Item = &'c str>) -> Vec<String> {
    let given = normal(given);
    let mut ranked: Vec<(usize, &str)> = candidates
        .map(|candidate| (distance(&given, &normal(candidate)), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .collect();
    ranked.sort_unstable();
    let best = ranked.first().map_or(0, |(distance, _)| *distance);
    ranked.retain(|(distance, _)| *distance == best);
    ranked.into_iter().take(MOST).map(|(_, candidate)| candidate.to_string()).collect()
}

/// `text` as ids are written: lower case, dashes for spaces and underscores.
fn normal(text: &str) -> Vec<char> {
    let dashed = text.trim().chars().map(|c| if matches!(c, '_' | ' ') { '-' } else { c });
    dashed.flat_map(char::to_lowercase).collect()
}

/// The fewest inserted, deleted, replaced and swapped neighbouring characters that make `a` of `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut a_before = None;
    for (row, &a_char) in a.iter().enumerate() {
        let mut current = vec![row + 1];
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

    fn between(a: &str, b: &str) -> usize {
        distance(&normal(a), &normal(b))
    }

    #[test]
    fn each_kind_of_slip_costs_one() {
        assert_eq!(between("sonnet", "sonnet"), 0);
        assert_eq!(between("sonet", "sonnet"), 1);
        assert_eq!(between("sonnnet", "sonnet"), 1);
        assert_eq!(between("sonnat", "sonnet"), 1);
        assert_eq!(between("sonnte", "sonnet"), 1);
        assert_eq!(between("", "sonnet"), 6);
        assert_eq!(between("sonnet", ""), 6);
    }

    #[test]
    fn case_and_separators_cost_nothing() {
        assert_eq!(between("Claude_Sonnet 4", "claude-sonnet-4"), 0);
    }

    #[test]
    fn what_resembles_nothing_gets_no_suggestion() {
        assert!(nearest("zzzz", ["eu", "us", "apac"].into_iter()).is_empty());
        assert_eq!(nearest("ap", ["eu", "us", "apac", "jp"].into_iter()), ["jp"]);
    }
}
