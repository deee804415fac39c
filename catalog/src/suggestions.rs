//! Suggestions for wrong names: models, profiles and prefixes, beyond a slip of the finger.

use crate::nearest::{LONGEST, MOST, best, first, is_slip, loosened, near_distance};
use crate::{Catalog, Model, Prefix, Profile};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// The ids to suggest instead of a wrong one.
#[derive(Default)]
pub(crate) struct Suggestions {
    /// The id of which it lacks date and version.
    pub(crate) complete: Option<String>,
    /// The nearest ids, best first, at most three.
    pub(crate) nearest: Vec<String>,
}

impl Suggestions {
    fn from_ids(nearest: Vec<&str>) -> Self {
        Suggestions { complete: None, nearest: nearest.into_iter().map(String::from).collect() }
    }

    /// The ids that are `given` with date and version, or one slip away from it.
    fn close_to<'c>(
        given: &str,
        ids: impl Iterator<Item = &'c str>,
        is_useless: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let (mut longer, mut slips) = (Vec::new(), Vec::new());
        for id in ids {
            if is_slip(given, id) {
                slips.push((is_useless(id), id));
            } else if is_longer_form(id, given) {
                longer.push((is_useless(id), id));
            }
        }
        let complete = first(longer).first().map(|id| (*id).to_string());
        let found = complete.is_some() || !slips.is_empty();
        found.then(|| Suggestions { complete, ..Suggestions::from_ids(first(slips)) })
    }
}

/// The models that `given` may have meant.
///
/// One slip away, else the same but for case, separators, provider, date and version, else similar.
pub(crate) fn models(catalog: Catalog<'_>, given: &str) -> Suggestions {
    if given.len() > LONGEST {
        return Suggestions::default();
    }
    let is_useless = |id: &str| catalog.model(id).is_none_or(|model| !is_invokable(catalog, model));
    if let Some(close) = Suggestions::close_to(given, catalog.models().map(Model::id), is_useless) {
        return close;
    }
    let alike = alike(catalog, given).into_iter().map(|model| (!is_invokable(catalog, model), model.id()));
    let alike: Vec<_> = alike.collect();
    if !alike.is_empty() {
        return Suggestions::from_ids(best(alike));
    }
    let given = Spellings::of(given);
    let similar = catalog.models().filter_map(|model| {
        let distance = Spellings::of(model.id()).distance(&given)?;
        Some(((distance, !is_invokable(catalog, model)), model.id()))
    });
    Suggestions::from_ids(best(similar.collect()))
}

/// The profiles that `given` may have meant.
pub(crate) fn profiles(catalog: Catalog<'_>, given: &str) -> Suggestions {
    if given.len() > LONGEST {
        return Suggestions::default();
    }
    if let Some(close) = close_profiles(catalog, given) {
        return close;
    }
    let (prefix, model) = given.split_once(['.', '/', ':', ' ', '_']).unwrap_or(("", given));
    let prefixes = prefixes(catalog, &prefix.to_lowercase(), None);
    let of_both =
        profiles_of(catalog, model).filter(|profile| prefixes.iter().any(|prefix| prefix == profile.prefix()));
    let of_both: Vec<&str> = of_both.map(Profile::id).take(MOST).collect();
    if !of_both.is_empty() {
        return Suggestions::from_ids(of_both);
    }
    Suggestions::from_ids(profiles_of(catalog, given).map(Profile::id).take(MOST).collect())
}

/// The ids of the profiles that are one slip away from `given`.
pub(crate) fn slips_of_profiles(catalog: Catalog<'_>, given: &str) -> Vec<String> {
    close_profiles(catalog, given).map(|close| close.nearest).unwrap_or_default()
}

fn close_profiles(catalog: Catalog<'_>, given: &str) -> Option<Suggestions> {
    let is_useless = |id: &str| catalog.profile(id).is_none_or(Profile::is_retired);
    Suggestions::close_to(given, catalog.profile_ids(), is_useless)
}

/// The current profiles of the models that `given` is or may have meant.
fn profiles_of<'c>(catalog: Catalog<'c>, given: &str) -> impl Iterator<Item = Profile<'c>> {
    let models = match catalog.model(given) {
        Some(model) => Vec::from([model.id().to_string()]),
        None => {
            let Suggestions { complete, nearest } = models(catalog, given);
            complete.into_iter().chain(nearest).collect()
        }
    };
    let models = models.into_iter().filter_map(move |id| catalog.model(&id));
    models.flat_map(move |model| catalog.current_profiles_of(model))
}

/// Whether `id` is `given` with a date or a version after it.
fn is_longer_form(id: &str, given: &str) -> bool {
    let alike = |(a, b): (u8, u8)| a == b || !a.is_ascii_alphanumeric() && !b.is_ascii_alphanumeric();
    let starts_alike = id.len() > given.len() && id.bytes().zip(given.bytes()).all(alike);
    starts_alike && stem(&loosened(id)) == loosened(given)
}

/// The models that are called `given` but for case, separators, provider, date and version.
pub(crate) fn alike<'c>(catalog: Catalog<'c>, given: &str) -> Vec<Model<'c>> {
    let spelled = Spellings::of(given);
    let is_alike = |model: &Model<'_>| {
        let is_name = loosened(model.name()) == spelled.whole;
        model.id() != given && (is_name || Spellings::of(model.id()).is_like(&spelled))
    };
    catalog.models().filter(is_alike).collect()
}

/// The names of the prefixes that `given` may have meant, best first, at most three.
///
/// The name itself, another name for it, a Region from which `model` can be called with it, or a similar name.
pub(crate) fn prefixes(catalog: Catalog<'_>, given: &str, model: Option<Model<'_>>) -> Vec<String> {
    if let Some(prefix) =
        catalog.prefixes().find(|prefix| prefix.name() == given || prefix.aliases().any(|a| a == given))
    {
        return Vec::from([prefix.name().to_string()]);
    }
    if catalog.region(given).is_some() {
        return prefixes_from(catalog, given, model);
    }
    let names = catalog.prefixes().map(Prefix::name);
    let ranked = names.filter_map(|name| near_distance(given, name).map(|distance| (distance, name)));
    best(ranked.collect()).into_iter().map(String::from).collect()
}

/// The prefixes with which `model`, or any model, can be called from `region`: geographic ones first.
fn prefixes_from(catalog: Catalog<'_>, region: &str, model: Option<Model<'_>>) -> Vec<String> {
    let of_model = |profile: &Profile<'_>| model.is_none_or(|model| model.id() == profile.model_id());
    let profiles = catalog.profiles().filter(|profile| !profile.is_retired() && of_model(profile));
    let from_region = profiles.filter(|profile| profile.route(region).is_some());
    let is_global = |prefix| catalog.prefix(prefix).is_some_and(Prefix::is_global);
    let mut prefixes: Vec<(bool, &str)> =
        from_region.map(|profile| (is_global(profile.prefix()), profile.prefix())).collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    prefixes.into_iter().map(|(_, prefix)| prefix.to_string()).take(MOST).collect()
}

/// Whether a model can be invoked at all.
fn is_invokable(catalog: Catalog<'_>, model: Model<'_>) -> bool {
    !model.on_demand_regions().is_empty() || catalog.current_profiles_of(model).next().is_some()
}

/// The forms in which an id is written here and elsewhere.
struct Spellings {
    /// All of it.
    whole: String,
    /// Without date and version.
    stem: String,
}

impl Spellings {
    fn of(id: &str) -> Self {
        let whole = loosened(id);
        let whole = whole.strip_prefix("bedrock-").unwrap_or(&whole).to_string();
        let stem = stem(&whole).to_string();
        Spellings { whole, stem }
    }

    /// Without provider, date and version.
    fn name(&self) -> &str {
        self.stem.split_once('-').map_or("", |(_, name)| name)
    }

    /// Whether `given` means the id but for provider, date and version.
    fn is_like(&self, given: &Spellings) -> bool {
        !given.stem.is_empty() && (self.whole == given.whole || self.stem == given.stem || self.name() == given.stem)
    }

    /// How far `given` is from the nearest form, if it is near.
    fn distance(&self, given: &Spellings) -> Option<usize> {
        let forms = [(&*self.whole, &given.whole), (&*self.stem, &given.stem), (self.name(), &given.stem)];
        let forms = forms.into_iter().filter(|(_, given)| !given.is_empty());
        forms.filter_map(|(form, given)| near_distance(given, form)).min()
    }
}

/// `loose` without its trailing `-20250929`, `-v1-0`, `-latest` or `-200k`.
fn stem(loose: &str) -> &str {
    let mut stem = loose;
    while let Some(shorter) = without_suffix(stem) {
        stem = shorter;
    }
    stem
}

/// `loose` without its last word, if that is a date, a version, a revision or a context length.
fn without_suffix(loose: &str) -> Option<&str> {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_version = |word: &str| word.strip_prefix('v').is_some_and(is_number);
    let is_context = |word: &str| word == "mm" || word.strip_suffix(['k', 'm']).is_some_and(is_number);
    let (before, last) = loose.rsplit_once('-')?;
    let follows_version = before.rsplit('-').next().is_some_and(is_version);
    let is_revision = is_number(last) && (follows_version || last.len() == 8);
    let is_context = is_context(last) && before.contains("-v");
    (is_revision || is_context || is_version(last) || last == "latest").then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_has_neither_date_nor_version() {
        for (whole, expected) in [
            ("anthropic-claude-sonnet-4-5-20250929-v1-0", "anthropic-claude-sonnet-4-5"),
            ("anthropic-claude-sonnet-4-6", "anthropic-claude-sonnet-4-6"),
            ("anthropic-claude-opus-4-6-v1", "anthropic-claude-opus-4-6"),
            ("claude-3-5-sonnet-latest", "claude-3-5-sonnet"),
            ("amazon-nova-pro-v1-0-300k", "amazon-nova-pro"),
            ("deepseek-v3-2", "deepseek"),
            ("", ""),
        ] {
            assert_eq!(stem(whole), expected, "{whole}");
        }
    }

    const PREFIXES: &str = "prefix\tpartition\nca\taws\neu\taws\nglobal\taws\nin\taws\njp\taws\n";

    /// Five models of like names, the first two of them not to be invoked, the others behind every prefix.
    fn of_catalog<T>(ask: impl Fn(Catalog<'_>) -> T) -> T {
        let route = |prefix: &str, model| alloc::format!("{prefix}.maker.word-{model}\teu-west-1\teu-west-1\n");
        let routes = ["ca", "eu", "global", "in", "jp"].into_iter();
        let routes: String = routes.flat_map(|prefix| ['3', '4', '5'].map(|model| route(prefix, model))).collect();
        let models = "model\nmaker.word-1\nmaker.word-2\nmaker.word-3\nmaker.word-4\nmaker.word-5\n";
        let routes = alloc::format!("profile\n{routes}");
        let regions = "region\tpartition\neu-west-1\taws\n";
        ask(Catalog::from_tables("", models, PREFIXES, regions, &routes, "2026-11-22"))
    }

    #[test]
    fn three_models_are_suggested_those_that_can_be_invoked_first() {
        let slip = of_catalog(|catalog| models(catalog, "maker.word-6"));
        assert_eq!(
            (slip.complete, &*slip.nearest),
            (None, &["maker.word-3", "maker.word-4", "maker.word-5"].map(String::from)[..])
        );
        assert!(of_catalog(|catalog| models(catalog, &"maker.word-6".repeat(22)).nearest.is_empty()));
    }

    #[test]
    fn three_profiles_are_suggested() {
        let slip = of_catalog(|catalog| profiles(catalog, "eu.maker.word-6"));
        assert_eq!(slip.nearest, ["eu.maker.word-3", "eu.maker.word-4", "eu.maker.word-5"]);
        let of_model = of_catalog(|catalog| profiles(catalog, "maker.word-3"));
        assert_eq!(of_model.nearest, ["ca.maker.word-3", "eu.maker.word-3", "global.maker.word-3"]);
        let of_both = of_catalog(|catalog| profiles(catalog, "ja.maker.word_6"));
        assert_eq!(of_both.nearest, ["ca.maker.word-3", "jp.maker.word-3", "ca.maker.word-4"]);
        let slips = of_catalog(|catalog| slips_of_profiles(catalog, "jp.maker.word-1"));
        assert_eq!(slips, ["jp.maker.word-3", "jp.maker.word-4", "jp.maker.word-5"]);
    }

    #[test]
    fn three_prefixes_are_suggested_the_global_one_last() {
        let all = of_catalog(|catalog| prefixes(catalog, "eu-west-1", None));
        assert_eq!(all, ["ca", "eu", "in"]);
        let of_model = |id| of_catalog(|catalog| prefixes(catalog, "eu-west-1", catalog.model(id)));
        assert_eq!(of_model("maker.word-4"), ["ca", "eu", "in"]);
        assert!(of_model("maker.word-1").is_empty());
        assert_eq!(of_catalog(|catalog| prefixes(catalog, "jq", None)), ["jp"]);
    }
}
