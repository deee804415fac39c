//! Models of one family: the same maker and the same words, in other versions.

use crate::release::{RELEASES, is_date, is_version, newest_first, words};
use crate::{Catalog, Lifecycle, Model};
use alloc::{collections::BTreeSet, vec::Vec};
use core::cmp::Reverse;

/// The model that stands in for `model`, of those that `suit`: the nearest version, else a relative, else the newest of the
/// same maker that takes and gives the same.
pub(crate) fn successor<'c>(
    catalog: Catalog<'c>,
    model: Model<'_>,
    suits: impl Fn(Model<'c>) -> bool,
) -> Option<Model<'c>> {
    let relatives = || Relatives::of(catalog, model.id()).nearest(&suits);
    let relative = || relatives().into_iter().find(|relative| relative.id() != model.id());
    let alternative = || newest_alternative(catalog, model, &suits);
    nearest_version(catalog, model, &suits).or_else(relative).or_else(alternative)
}

/// The nearest model of the same family that is active and that `suits`: the next newer version, else the newest.
pub(crate) fn nearest_version<'c>(
    catalog: Catalog<'c>,
    model: Model<'_>,
    suits: impl Fn(Model<'c>) -> bool,
) -> Option<Model<'c>> {
    let own = Identity::of(model.id());
    let is_relative = |other: &Model<'c>| {
        other.id() != model.id()
            && own.may_share_family(other.id())
            && other.lifecycle() == Lifecycle::Active
            && Identity::of(other.id()).family == own.family
            && suits(*other)
    };
    let mut versions: Vec<(Vec<u32>, Model<'c>)> =
        catalog.models().filter(is_relative).map(|other| (Identity::of(other.id()).version, other)).collect();
    versions.sort_by(|(a, _), (b, _)| a.cmp(b));
    let newer = versions.iter().find(|(version, _)| *version > own.version);
    newer.or(versions.last()).map(|(_, model)| *model)
}

/// The models of the family that a text names, as far as it names one: those first that share most of its version, and of
/// them the newest.
pub(crate) struct Relatives<'c>(Vec<(Kinship, Model<'c>)>);

/// How far a model is from a text that names its family.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kinship {
    other_sizes: usize,
    is_other_version: bool,
    shared: Reverse<usize>,
    is_inactive: bool,
    version: Reverse<Vec<u32>>,
}

impl<'c> Relatives<'c> {
    pub(crate) fn of(catalog: Catalog<'c>, text: &str) -> Self {
        let named = Identity::of(text);
        if named.family.is_empty() {
            return Relatives(Vec::new());
        }
        let models = catalog.models().filter(|model| named.may_share_family(model.id()));
        let mut ranked: Vec<_> = models.filter_map(|model| Some((named.kinship(model)?, model))).collect();
        ranked.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| newest_first(one.id(), other.id())));
        Relatives(ranked)
    }

    /// The nearest of those that `suit`.
    pub(crate) fn nearest(&self, suits: impl Fn(Model<'c>) -> bool) -> Vec<Model<'c>> {
        let mut suitable = self.0.iter().filter(|(_, model)| suits(*model));
        let Some((best, first)) = suitable.next() else { return Vec::new() };
        let others = suitable.take_while(|(kinship, _)| kinship == best);
        core::iter::once(*first).chain(others.map(|(_, model)| *model)).collect()
    }
}

/// The newest active model of the same maker that takes and gives the same as `model` and that `suits`.
fn newest_alternative<'c>(
    catalog: Catalog<'c>,
    model: Model<'_>,
    suits: impl Fn(Model<'c>) -> bool,
) -> Option<Model<'c>> {
    let does_the_same = |other: &Model<'c>| {
        other.lifecycle() == Lifecycle::Active
            && other.provider() == model.provider()
            && other.streams() == model.streams()
            && model.outputs().next().is_some()
            && other.outputs().eq(model.outputs())
            && model.inputs().all(|input| other.inputs().any(|own| own == input))
    };
    let others = catalog.models().filter(|other| does_the_same(other) && suits(*other));
    let version = |model: &Model<'_>| Reverse(Identity::of(model.id()).version);
    others.min_by(|a, b| version(a).cmp(&version(b)).then_with(|| newest_first(a.id(), b.id())))
}

/// What an id says: `anthropic.claude-3-5-sonnet-20240620-v1:0` is `anthropic`, `claude`, `sonnet` in version 3, 5.
struct Identity<'a> {
    family: BTreeSet<&'a str>,
    version: Vec<u32>,
    /// Such as `70b`.
    sizes: BTreeSet<&'a str>,
}

impl<'a> Identity<'a> {
    fn of(id: &'a str) -> Self {
        let mut identity = Identity { family: BTreeSet::new(), version: Vec::new(), sizes: BTreeSet::new() };
        let names = words(id).take_while(|word| !is_date(word) && !is_version(word));
        for word in names.filter(|word| !RELEASES.contains(word) && !["bedrock", "latest"].contains(word)) {
            let number = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let name = word.strip_suffix(number).unwrap_or(word);
            if name.len() > 1 {
                identity.family.insert(name);
            }
            if number.ends_with('b') {
                identity.sizes.insert(word);
            } else {
                let digits = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
                identity.version.extend(digits.parse::<u32>());
            }
        }
        identity
    }

    /// How far `model` is from this, if it is of the family.
    fn kinship(&self, model: Model<'_>) -> Option<Kinship> {
        let own = Identity::of(model.id());
        let shared = own.version.iter().zip(&self.version).take_while(|(a, b)| a == b).count();
        self.family.is_subset(&own.family).then(|| Kinship {
            other_sizes: self.sizes.difference(&own.sizes).count(),
            is_other_version: own.version != self.version,
            shared: Reverse(shared),
            is_inactive: model.lifecycle() != Lifecycle::Active,
            version: Reverse(own.version),
        })
    }

    /// Whether an id has the words of the family in it: cheaper to ask than its identity.
    fn may_share_family(&self, id: &str) -> bool {
        self.family.iter().all(|word| id.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The nearest version that has a profile with the prefix.
    fn nearest(catalog: Catalog<'static>, prefix: &str, model: &str) -> Option<&'static str> {
        let is_offered = |model: Model<'_>| catalog.current_profiles_of(model).any(|own| own.prefix() == prefix);
        nearest_version(catalog, catalog.model(model)?, is_offered).map(Model::id)
    }

    #[test]
    fn the_next_newer_version_of_the_family_replaces_a_retired_one() {
        let nearest = |prefix, model| nearest(Catalog::BUILT_IN, prefix, model);
        let sonnet = nearest("us", "anthropic.claude-3-5-sonnet-20240620-v1:0");
        assert_eq!(sonnet, Some("anthropic.claude-sonnet-4-6"));
        let llama = nearest("us", "meta.llama3-2-90b-instruct-v1:0");
        assert_eq!(llama, Some("meta.llama3-3-70b-instruct-v1:0"));
        assert_eq!(nearest("ca", "anthropic.claude-3-5-sonnet-20240620-v1:0"), None);
        assert_eq!(nearest("us", "amazon.nova-premier-v1:0"), None);
    }

    #[test]
    fn a_relative_shares_most_of_the_version_and_is_the_newest() {
        let of = |text: &str| -> Vec<&str> {
            Relatives::of(Catalog::BUILT_IN, text)
                .nearest(|model| model.lifecycle() == Lifecycle::Active)
                .into_iter()
                .map(Model::id)
                .collect()
        };
        assert_eq!(of("claude-opus-4-latest"), ["anthropic.claude-opus-4-8"]);
        assert_eq!(of("llama3-2-70b"), ["meta.llama3-3-70b-instruct-v1:0"], "of that size");
        assert!(of("claude-unknown-4").is_empty() && of("4").is_empty());
    }

    #[test]
    fn a_successor_is_of_the_family_or_does_the_same() {
        let is_active = |model: Model<'_>| model.lifecycle() == Lifecycle::Active;
        let of = |id| successor(Catalog::BUILT_IN, Catalog::BUILT_IN.model(id)?, is_active).map(Model::id);
        assert_eq!(of("anthropic.claude-3-opus-20240229-v1:0"), Some("anthropic.claude-opus-4-5-20251101-v1:0"));
        assert_eq!(of("amazon.titan-text-express-v1"), Some("amazon.nova-2-lite-v1:0"));
        let text_only = |model: Model<'_>| model.inputs().eq(["text"]);
        let titan = Catalog::BUILT_IN.model("amazon.titan-text-express-v1").unwrap();
        let alternative = successor(Catalog::BUILT_IN, titan, text_only).unwrap();
        assert_eq!((alternative.provider(), alternative.outputs().collect::<Vec<_>>()), ("Amazon", ["text"].to_vec()));
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
        let is_offered = |model: Model<'_>| catalog.current_profiles_of(model).any(|own| own.prefix() == prefix);
        let model = catalog.model(&alloc::format!("maker.word-{version}"))?;
        nearest_version(catalog, model, |other| is_offered(other) && suits(other)).map(Model::id)
    }

    #[test]
    fn the_next_newer_active_version_comes_first_and_then_the_newest() {
        assert_eq!(nearest_of_word("eu", 1, |_| true), Some("maker.word-2"));
        assert_eq!(nearest_of_word("eu", 2, |_| true), Some("maker.word-4"));
        assert_eq!(nearest_of_word("eu", 4, |_| true), Some("maker.word-5"), "another release is no newer version");
        assert_eq!(nearest_of_word("eu", 5, |_| true), Some("maker.word-4-v2"));
        assert_eq!(nearest_of_word("eu", 6, |_| true), Some("maker.word-5"));
    }

    #[test]
    fn a_relative_has_the_prefix_and_suits() {
        assert_eq!(nearest_of_word("ap", 1, |_| true), Some("maker.word-5"));
        assert_eq!(nearest_of_word("us", 1, |_| true), None);
        assert_eq!(nearest_of_word("eu", 1, Model::streams), Some("maker.word-5"));
        assert_eq!(nearest_of_word("eu", 1, |_| false), None);
    }

    #[test]
    fn an_id_tells_family_and_version() {
        let of = |id| {
            let Identity { family, version, .. } = Identity::of(id);
            (family.into_iter().collect::<Vec<_>>(), version)
        };
        let sonnet = ["anthropic", "claude", "sonnet"];
        assert_eq!(of("anthropic.claude-3-5-sonnet-20240620-v1:0"), (sonnet.to_vec(), Vec::from([3, 5])));
        assert_eq!(of("maker.r1-2"), (["maker"].to_vec(), Vec::from([1, 2])), "a letter is no word of a family");
        assert_eq!(of("anthropic.claude-sonnet-4-6"), (sonnet.to_vec(), Vec::from([4, 6])));
        assert_eq!(
            of("meta.llama3-2-90b-instruct-v1:0"),
            (["instruct", "llama", "meta"].to_vec(), Vec::from([3, 2])),
            "a size is no version"
        );
    }
}
