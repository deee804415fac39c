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
}
