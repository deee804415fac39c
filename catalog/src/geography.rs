//! Countries, cities and continents to the Regions that lie there, and to the prefixes that reach Bedrock from them.

use crate::nearest::{SHORTEST, best, near_distance};
use crate::release::same;
use crate::{Catalog, Country, Prefix, Profile, Region};
use alloc::{collections::BTreeSet, vec::Vec};

/// The Regions that `given` says, in lower case: a Region or the beginning of its name, a country, a city, a continent.
pub(crate) fn regions<'c>(catalog: Catalog<'c>, given: &str) -> Vec<Region<'c>> {
    let of_country = country(catalog, given);
    let lies_there = |region: &Region<'c>| match of_country {
        Some(country) => region.country() == Some(country.code()),
        None => is_named(*region, given),
    };
    let found: Vec<_> = catalog.regions().filter(lies_there).collect();
    let is_member = |country: Country<'c>| country.eu_since().is_some();
    if found.is_empty() && of_country.is_some_and(is_member) {
        let member =
            |region: &Region<'c>| region.country().and_then(|code| catalog.country(code)).is_some_and(is_member);
        return catalog.regions().filter(member).collect();
    }
    found
}

/// The country of this code, name or alias.
pub(crate) fn country<'c>(catalog: Catalog<'c>, given: &str) -> Option<Country<'c>> {
    let is_called = |country: &Country<'_>| {
        country.code() == given || same(country.name(), given) || country.aliases().any(|alias| same(alias, given))
    };
    catalog.countries().find(is_called)
}

/// The countries whose name or alias is similar to `given`.
pub(crate) fn similar_countries<'c>(catalog: Catalog<'c>, given: &str) -> Vec<&'c str> {
    if given.len() <= SHORTEST {
        return Vec::new();
    }
    let names = |country: Country<'c>| {
        let names = core::iter::once(country.name()).chain(country.aliases());
        let distances = names.filter(|name| name.len() > SHORTEST + 1);
        distances.filter_map(|name| near_distance(given, &name.to_lowercase())).min()
    };
    best(catalog.countries().filter_map(|country| Some((names(country)?, country.code()))).collect())
}

/// The prefixes with which what `suits` can be called from some of `regions`: from most of them first, the global one last.
pub(crate) fn prefixes_from<'c>(
    catalog: Catalog<'c>,
    regions: &[&str],
    suits: impl Fn(Profile<'c>) -> bool,
) -> Vec<&'c str> {
    let reached = |prefix: Prefix<'c>| {
        let profiles = profiles_of(catalog, prefix.name()).filter(|profile| suits(*profile));
        let from = |profile: Profile<'c>| {
            let sources: Vec<&str> = profile.sources().collect();
            regions.iter().filter(|region| sources.contains(*region)).count()
        };
        profiles.map(from).max().unwrap_or_default()
    };
    if regions.is_empty() {
        return Vec::new();
    }
    let counted = catalog.prefixes().map(|prefix| (prefix.is_global(), regions.len() - reached(prefix), prefix.name()));
    let mut found: Vec<_> = counted.filter(|(_, missing, _)| *missing < regions.len()).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, name)| name).collect()
}

/// The profiles behind a prefix.
pub(crate) fn profiles_of<'c>(catalog: Catalog<'c>, prefix: &str) -> impl Iterator<Item = Profile<'c>> {
    catalog.profiles_from(prefix).filter(move |profile| profile.prefix() == prefix)
}

/// The source Regions of a prefix.
pub(crate) fn sources_of<'c>(catalog: Catalog<'c>, prefix: &str) -> Vec<&'c str> {
    let sources: BTreeSet<&str> = profiles_of(catalog, prefix).flat_map(Profile::sources).collect();
    sources.into_iter().collect()
}

/// Whether a Region is called so, wholly or in words of its name or its place: `eu-west`, `london`, `asia pacific`.
fn is_named(region: Region<'_>, given: &str) -> bool {
    let zone = given.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(given);
    let begins = |name: &str| region.name().strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
    let is_name = region.name() == given || region.name() == zone || given.contains('-') && begins(given);
    is_name || given.len() > SHORTEST && has_words(region.place(), given)
}

/// Whether the words of `given` stand one after another in `text`.
fn has_words(text: &str, given: &str) -> bool {
    let is_apart = |c: char| !c.is_alphanumeric();
    let given = given.split(is_apart).filter(|word| !word.is_empty());
    let mut rest = text.split(is_apart).filter(|word| !word.is_empty());
    let starts = |rest: &mut dyn Iterator<Item = &str>| {
        given.clone().all(|word| rest.next().is_some_and(|own| own.eq_ignore_ascii_case(word)))
    };
    loop {
        if starts(&mut rest.clone()) {
            return given.clone().next().is_some();
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// The names of the Regions.
pub(crate) fn names<'c>(regions: &[Region<'c>]) -> Vec<&'c str> {
    regions.iter().map(|region| region.name()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &str) -> Vec<&'static str> {
        names(&regions(Catalog::BUILT_IN, given))
    }

    #[test]
    fn places_have_regions() {
        assert_eq!(of("uk"), ["eu-west-2"]);
        assert_eq!(of("united-kingdom"), ["eu-west-2"]);
        assert_eq!(of("london"), ["eu-west-2"]);
        assert_eq!(of("eu-west"), ["eu-west-1", "eu-west-2", "eu-west-3"]);
        assert_eq!(of("eu-west-2b"), ["eu-west-2"]);
        assert_eq!(of("sao paulo"), ["sa-east-1"]);
        assert!(of("xx").is_empty() && of("").is_empty() && of("-").is_empty() && of("pacific asia").is_empty());
    }

    #[test]
    fn countries_are_found_by_similar_names() {
        assert_eq!(similar_countries(Catalog::BUILT_IN, "germny"), ["de"]);
        assert!(similar_countries(Catalog::BUILT_IN, "xx").is_empty());
    }
}
