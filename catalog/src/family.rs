//! Models of one family: the same maker and the same words, in other versions.

use crate::{Catalog, Lifecycle, Model, Profile};
use alloc::{collections::BTreeSet, vec::Vec};

/// The profile behind `prefix` of the nearest model of the same family that is active and that `suits`:
/// the next newer version, else the newest.
pub(crate) fn nearest_profile<'c>(
    catalog: Catalog<'c>,
    prefix: &str,
    model: Model<'_>,
    suits: impl Fn(Model<'c>) -> bool,
) -> Option<Profile<'c>> {
    let own = Identity::of(model.id());
    let relatives = catalog.models().filter(|relative| {
        relative.id() != model.id()
            && relative.lifecycle() == Lifecycle::Active
            && suits(*relative)
            && Identity::of(relative.id()).family == own.family
    });
    let mut profiles: Vec<(Vec<u32>, Profile<'c>)> = relatives
        .filter_map(|relative| {
            let mut profiles = catalog.current_profiles_of(relative);
            let profile = profiles.find(|profile| profile.prefix() == prefix)?;
            Some((Identity::of(relative.id()).version, profile))
        })
        .collect();
    profiles.sort_by(|(a, _), (b, _)| a.cmp(b));
    let newer = profiles.iter().find(|(version, _)| *version > own.version);
    newer.or(profiles.last()).map(|(_, profile)| *profile)
}

/// What an id says: `anthropic.claude-3-5-sonnet-20240620-v1:0` is `anthropic`, `claude`, `sonnet` in version 3, 5.
struct Identity<'a> {
    family: BTreeSet<&'a str>,
    version: Vec<u32>,
}

impl<'a> Identity<'a> {
    fn of(id: &'a str) -> Self {
        let mut identity = Identity { family: BTreeSet::new(), version: Vec::new() };
        let words = id.split(['.', '-', ':']).take_while(|word| !is_release(word));
        for word in words {
            let number = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let name = word.strip_suffix(number).unwrap_or(word);
            if name.len() > 1 {
                identity.family.insert(name);
            }
            let digits = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            identity.version.extend(digits.parse::<u32>());
        }
        identity
    }
}

/// Whether `word` is a date or a release such as `v1`.
fn is_release(word: &str) -> bool {
    let number = word.strip_prefix('v').unwrap_or(word);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (word.starts_with('v') || word.len() == 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(prefix: &str, model: &str) -> Option<&'static str> {
        let catalog = Catalog::BUILT_IN;
        nearest_profile(catalog, prefix, catalog.model(model)?, |_| true).map(Profile::id)
    }

    #[test]
    fn the_next_newer_version_of_the_family_replaces_a_retired_one() {
        let sonnet = nearest("us", "anthropic.claude-3-5-sonnet-20240620-v1:0");
        assert_eq!(sonnet, Some("us.anthropic.claude-sonnet-4-6"));
        let llama = nearest("us", "meta.llama3-2-90b-instruct-v1:0");
        assert_eq!(llama, Some("us.meta.llama3-3-70b-instruct-v1:0"));
        assert_eq!(nearest("ca", "anthropic.claude-3-5-sonnet-20240620-v1:0"), None);
        assert_eq!(nearest("us", "amazon.nova-premier-v1:0"), None);
    }

    const PREFIXES: &str = "prefix\tpartition\nap\taws\neu\taws\n";
    const MODELS: &str = "model\tname\tprovider\tinput\toutput\tstreaming\tlifecycle\n\
        maker.word-1\t-\t-\t-\t-\tno\teol\n\
        maker.word-2\t-\t-\t-\t-\tno\tactive\n\
        maker.word-3\t-\t-\t-\t-\tno\tlegacy\n\
        maker.word-4\t-\t-\t-\t-\tno\tactive\n\
        maker.word-4-v2\t-\t-\t-\t-\tno\tactive\n\
        maker.word-5\t-\t-\t-\t-\tyes\tactive\n\
        maker.word-6\t-\t-\t-\t-\tno\teol\n\
        maker.word-other-7\t-\t-\t-\t-\tyes\tactive\n";
    const ROUTES: &str = "profile\tsource\tdestinations\n\
        ap.maker.word-5\tap-south-1\tap-south-1\n\
        eu.maker.word-1\teu-west-1\teu-west-1\t-\t-\tretired\n\
        eu.maker.word-2\teu-west-1\teu-west-1\n\
        eu.maker.word-3\teu-west-1\teu-west-1\n\
        eu.maker.word-4\teu-west-1\teu-west-1\n\
        eu.maker.word-4-v2\teu-west-1\teu-west-1\n\
        eu.maker.word-5\teu-west-1\teu-west-1\n\
        eu.maker.word-other-7\teu-west-1\teu-west-1\n";

    fn nearest_of_word(prefix: &str, version: u32, suits: impl Fn(Model<'static>) -> bool) -> Option<&'static str> {
        let catalog = Catalog::from_tables("", MODELS, PREFIXES, "", ROUTES, "2026-11-22");
        let model = catalog.model(&alloc::format!("maker.word-{version}"))?;
        nearest_profile(catalog, prefix, model, suits).map(Profile::id)
    }

    #[test]
    fn the_next_newer_active_version_comes_first_and_then_the_newest() {
        assert_eq!(nearest_of_word("eu", 1, |_| true), Some("eu.maker.word-2"));
        assert_eq!(nearest_of_word("eu", 2, |_| true), Some("eu.maker.word-4"));
        assert_eq!(nearest_of_word("eu", 4, |_| true), Some("eu.maker.word-5"), "another release is no newer version");
        assert_eq!(nearest_of_word("eu", 5, |_| true), Some("eu.maker.word-4-v2"));
        assert_eq!(nearest_of_word("eu", 6, |_| true), Some("eu.maker.word-5"));
    }

    #[test]
    fn a_relative_has_the_prefix_and_suits() {
        assert_eq!(nearest_of_word("ap", 1, |_| true), Some("ap.maker.word-5"));
        assert_eq!(nearest_of_word("us", 1, |_| true), None);
        assert_eq!(nearest_of_word("eu", 1, Model::streams), Some("eu.maker.word-5"));
        assert_eq!(nearest_of_word("eu", 1, |_| false), None);
    }

    #[test]
    fn an_id_tells_family_and_version() {
        let of = |id| {
            let Identity { family, version } = Identity::of(id);
            (family.into_iter().collect::<Vec<_>>(), version)
        };
        let sonnet = ["anthropic", "claude", "sonnet"];
        assert_eq!(of("anthropic.claude-3-5-sonnet-20240620-v1:0"), (sonnet.to_vec(), Vec::from([3, 5])));
        assert_eq!(of("maker.r1-2"), (["maker"].to_vec(), Vec::from([1, 2])), "a letter is no word of a family");
        assert_eq!(of("anthropic.claude-sonnet-4-6"), (sonnet.to_vec(), Vec::from([4, 6])));
        assert_eq!(
            of("meta.llama3-2-90b-instruct-v1:0"),
            (["instruct", "llama", "meta"].to_vec(), Vec::from([3, 2, 90]))
        );
    }

    #[test]
    fn a_date_or_a_version_is_a_release() {
        assert!(["20240620", "v1", "v12"].into_iter().all(is_release));
        assert!(["", "v", "1", "2024", "202406201", "1v", "v1a", "vision"].into_iter().all(|word| !is_release(word)));
    }
}
