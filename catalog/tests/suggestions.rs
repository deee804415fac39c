//! How often a wrong id gets the right one as its suggestion, measured over the whole catalog.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, Problem, ProblemKind, Profile, check};
use std::collections::BTreeSet;
use std::ops::AddAssign;
use std::thread;

const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

/// The other id that a slip of `id` is but for a superfluous version, as `anthropic.claude-opus-4-8-v1` is: that is meant.
fn with_superfluous_version(slip: &str, id: &str) -> Option<String> {
    let is_number = |text: &str| text.parse::<u32>().is_ok();
    let is_version = |text: &str| {
        let (release, revision) = text.split_once(':').unwrap_or((text, "0"));
        let release = release.strip_prefix("-v");
        release
            .map_or_else(|| text.strip_prefix(':').is_some_and(is_number), |own| is_number(own) && is_number(revision))
    };
    let is_known = |other: &str| other != id && (CATALOG.profile(other).is_some() || CATALOG.model(other).is_some());
    let parts = slip.match_indices(['-', ':']).map(|(at, _)| slip.split_at(at));
    let mut others = parts.filter(|(other, version)| is_known(other) && is_version(version));
    others.next_back().map(|(other, _)| other.to_owned())
}

/// Whether a model is in service and can be called.
fn is_in_service(model: Model<'_>) -> bool {
    let is_past = model.end_of_life().is_some_and(|day| CATALOG.has_come(day));
    let is_called = !model.on_demand_regions().is_empty() || CATALOG.current_profiles_of(model).next().is_some();
    model.lifecycle() != Lifecycle::EndOfLife && !is_past && is_called
}

fn id_is_in_service(id: &str) -> bool {
    let model = CATALOG.profile(id).map_or(id, |profile| profile.model_id());
    CATALOG.model(model).is_some_and(is_in_service)
}

/// Every character that an id holds.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz0123456789.:-";

/// Every text that one inserted, deleted or replaced character, or two swapped neighbours, make of `id`.
fn slips(id: &str) -> BTreeSet<String> {
    let mut slips = BTreeSet::new();
    for at in 0..=id.len() {
        let (before, after) = id.split_at(at);
        let mut rest = after.chars();
        let next = rest.next();
        for c in ALPHABET.chars() {
            slips.insert(format!("{before}{c}{after}"));
            if next.is_some() {
                slips.insert(format!("{before}{c}{}", rest.as_str()));
            }
        }
        slips.insert(format!("{before}{}", rest.as_str()));
        if let (Some(next), Some(second)) = (next, rest.next()) {
            slips.insert(format!("{before}{second}{next}{}", rest.as_str()));
        }
    }
    slips.remove(id);
    slips
}

#[derive(Clone, Copy, Default, Debug, PartialEq)]
struct Rates {
    slips: usize,
    valid: usize,
    /// Slips of ids in service, of which the first suggestion is right.
    in_service: usize,
    first: usize,
    among_four: usize,
}

impl AddAssign for Rates {
    fn add_assign(&mut self, other: Self) {
        self.slips += other.slips;
        self.valid += other.valid;
        self.in_service += other.in_service;
        self.first += other.first;
        self.among_four += other.among_four;
    }
}

impl Rates {
    fn of<T>(id: &str, check: impl Fn(&str) -> Result<T, Problem>) -> Self {
        let is_in_service = id_is_in_service(id);
        let mut rates = Rates::default();
        for slip in slips(id) {
            rates.slips += 1;
            let Err(problem) = check(&slip) else {
                rates.valid += 1;
                continue;
            };
            // The id that only lacks date and version, and the nearest three.
            let suggestions: Vec<String> = problem.suggestions().take(4).collect();
            if let Some(other) = with_superfluous_version(&slip, id) {
                let is_named = is_named_first(&other, &problem) || !is_in_service && is_marked(id, &problem);
                assert!(is_named, "{slip}: {problem}");
                rates.valid += 1;
                continue;
            }
            rates.in_service += usize::from(is_in_service);
            rates.first += usize::from(is_in_service && suggestions.first().is_some_and(|first| first == id));
            let found = if is_in_service { suggestions.iter().any(|own| own == id) } else { is_marked(id, &problem) };
            rates.among_four += usize::from(found);
            assert!(found, "{slip}: {id} is not among {suggestions:?} {problem}");
        }
        rates
    }

    fn refused(self) -> usize {
        self.slips - self.valid
    }
}

fn is_named_first(id: &str, problem: &Problem) -> bool {
    if id_is_in_service(id) { suggestion(problem).as_deref() == Some(id) } else { is_marked(id, problem) }
}

/// Whether the message names an id that can't be used, and says why.
fn is_marked(id: &str, problem: &Problem) -> bool {
    assert!(problem.suggestions().all(|suggestion| suggestion != id), "{problem}");
    let marks = ["help: retired: ", "help: neither on demand nor through a profile: "];
    let message = problem.to_string();
    let mut lines = message.lines().filter(|line| marks.iter().any(|mark| line.starts_with(mark)));
    lines.any(|line| line.contains(&format!("`{id}`")))
}

fn suggestion(problem: &Problem) -> Option<String> {
    problem.suggestions().next()
}

fn measure(what: &str, ids: &[&str], check: impl Fn(&str) -> bool + Sync, rates: impl Fn(&str) -> Rates + Sync) {
    assert!(ids.iter().all(|id| check(id)));
    let mut total = Rates::default();
    thread::scope(|scope| {
        let workers: Vec<_> = ids
            .chunks(ids.len().div_ceil(4))
            .map(|ids| {
                let rates = &rates;
                scope.spawn(move || {
                    let mut sum = Rates::default();
                    for id in ids {
                        sum += rates(id);
                    }
                    sum
                })
            })
            .collect();
        for worker in workers {
            total += worker.join().unwrap();
        }
    });
    let percent = |count: usize, of: usize| {
        f64::from(u32::try_from(count).unwrap()) * 100.0 / f64::from(u32::try_from(of).unwrap())
    };
    let first = percent(total.first, total.in_service);
    println!(
        "{what}: {} ids, {} slips, {} of them valid ids; first suggestion right {:.2} %, among four {:.2} %",
        ids.len(),
        total.slips,
        total.valid,
        first,
        percent(total.among_four, total.refused()),
    );
    assert_eq!(total.among_four, total.refused());
    assert!(first >= 99.0, "{what}: {total:?}");
}

#[test]
fn slips_in_profile_ids() {
    let current = CATALOG.profiles().filter(|profile| !profile.is_retired());
    let ids: Vec<&str> = current.map(Profile::id).collect();
    let accepts = |id: &str| check::profile_id(CATALOG, id).is_ok();
    measure("profiles", &ids, accepts, |id| Rates::of(id, |slip| check::profile_id(CATALOG, slip)));
}

#[test]
fn slips_in_model_ids() {
    let ids: Vec<&str> = CATALOG.models().map(Model::id).collect();
    let accepts = |id: &str| check::model(CATALOG, id).is_ok();
    measure("models", &ids, accepts, |id| Rates::of(id, |slip| check::model(CATALOG, slip)));
}

#[test]
fn other_spellings_of_a_model() {
    for (given, meant) in [
        // date and version
        ("anthropic.claude-sonnet-4-5", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("anthropic.claude-sonnet-4-5-20250929", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("anthropic.claude-sonnet-4-5-20251231-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("anthropic.claude-sonnet-4-6-v1:0", "anthropic.claude-sonnet-4-6"),
        ("amazon.nova-pro", "amazon.nova-pro-v1:0"),
        ("amazon.nova-pro-v2:0", "amazon.nova-pro-v1:0"),
        // provider
        ("claude-sonnet-4-5", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("claude-sonnet-4-6", "anthropic.claude-sonnet-4-6"),
        ("nova-pro-v1:0", "amazon.nova-pro-v1:0"),
        ("gpt-5.4", "openai.gpt-5.4"),
        // separators and case
        ("anthropic.claude_sonnet_4_6", "anthropic.claude-sonnet-4-6"),
        ("anthropic claude sonnet 4 6", "anthropic.claude-sonnet-4-6"),
        ("Anthropic.Claude-Sonnet-4-6", "anthropic.claude-sonnet-4-6"),
        ("ANTHROPIC_CLAUDE_SONNET_4_6", "anthropic.claude-sonnet-4-6"),
        ("Claude Sonnet 4.6", "anthropic.claude-sonnet-4-6"),
        // other vendors' APIs
        ("claude-sonnet-4-5@20250929", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("claude-sonnet-4-5-20250929", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("anthropic/claude-sonnet-4.5", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("bedrock/anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6"),
        ("claude-haiku-4-5-latest", "anthropic.claude-haiku-4-5-20251001-v1:0"),
    ] {
        let problem = check::model(CATALOG, given).map(|_| given).unwrap_err();
        assert_eq!(suggestion(&problem).as_deref(), Some(meant), "{given}: {problem}");
    }
}

#[test]
fn a_profile_where_a_model_belongs_is_taken_apart() {
    let problem = check::model(CATALOG, "eu.anthropic.claude-sonnet-4-6").unwrap_err().to_string();
    assert!(problem.contains("its model is `anthropic.claude-sonnet-4-6`, and `eu` its geo prefix"), "{problem}");
    let problem = check::model(CATALOG, "eu.anthropic.claude-sonet-4-6").unwrap_err();
    assert_eq!(suggestion(&problem).as_deref(), Some("anthropic.claude-sonnet-4-6"));
}

#[test]
fn an_arn_pasted_whole_gives_its_id() {
    let profile = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6";
    let problem = check::profile_id(CATALOG, profile).unwrap_err().to_string();
    assert!(problem.contains("help: the id in it is `eu.anthropic.claude-sonnet-4-6`"), "{problem}");
    let model = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6";
    let problem = check::model(CATALOG, model).unwrap_err().to_string();
    assert!(problem.contains("help: the id in it is `anthropic.claude-sonnet-4-6`"), "{problem}");
}

#[test]
fn other_spellings_of_a_profile() {
    for (given, meant) in [
        ("eu.claude-sonnet-4-6", "eu.anthropic.claude-sonnet-4-6"),
        ("eu.anthropic.claude-sonnet-4-5", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("EU.Anthropic.Claude-Sonnet-4-6", "eu.anthropic.claude-sonnet-4-6"),
        ("eu/anthropic.claude-sonnet-4-6", "eu.anthropic.claude-sonnet-4-6"),
        ("emea.anthropic.claude-sonnet-4-6", "eu.anthropic.claude-sonnet-4-6"),
        ("ap.amazon.nova-pro-v1:0", "apac.amazon.nova-pro-v1:0"),
    ] {
        let problem = check::profile_id(CATALOG, given).map(|_| given).unwrap_err();
        assert_eq!(suggestion(&problem).as_deref(), Some(meant), "{given}: {problem}");
    }
}

#[test]
fn other_names_of_a_prefix() {
    let sonnet = CATALOG.model("anthropic.claude-sonnet-4-6");
    let nova = CATALOG.model("amazon.nova-pro-v1:0");
    for (given, model, meant) in [
        ("ap", nova, "apac"),
        ("EU", sonnet, "eu"),
        ("usa", sonnet, "us"),
        ("japan", sonnet, "jp"),
        ("ap-northeast-1", sonnet, "jp"),
        ("ap-northeast-1", nova, "apac"),
        ("ap-southeast-1", sonnet, "global"),
        ("eu-central-1", None, "eu"),
        ("us-gov-west-1", None, "us-gov"),
    ] {
        let problem = check::prefix(CATALOG, given, model).map(|_| given).unwrap_err();
        let is_region = CATALOG.region(given).is_some();
        let kind = if is_region { ProblemKind::RegionInsteadOfPrefix } else { ProblemKind::UnknownPrefix };
        assert_eq!((problem.kind(), suggestion(&problem).as_deref()), (kind, Some(meant)), "{given}: {problem}");
    }
}

/// What the messages have between backticks in their `help:` lines, in order.
fn helped(problem: &Problem) -> Vec<String> {
    let message = problem.to_string();
    let lines = message.lines().filter(|line| line.starts_with("help: "));
    lines.flat_map(|line| line.split('`').skip(1).step_by(2).map(String::from).collect::<Vec<_>>()).collect()
}

#[test]
fn suggestions_are_what_the_help_says_and_can_be_pasted() {
    let profile = |id| CATALOG.profile(id).unwrap();
    let model = |id| CATALOG.model(id).unwrap();
    let place = |name| check::place(CATALOG, name).unwrap();
    let london = profile("eu.anthropic.claude-sonnet-4-6").route("eu-west-2").unwrap();
    let residency = check::residency(CATALOG, "id", &[(london.source, london.destinations)], &[place("eu")]);
    let arn = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6";
    for (problem, kind) in [
        (check::model(CATALOG, "anthropic.claude-sonet-4-6").err(), ProblemKind::UnknownModel),
        (check::model(CATALOG, "anthropic.claude-sonnet-4-5").err(), ProblemKind::UnknownModel),
        (check::model(CATALOG, arn).err(), ProblemKind::ArnInsteadOfId),
        (check::region(CATALOG, "eu-centrl-1").err(), ProblemKind::UnknownRegion),
        (check::place(CATALOG, "germany").err(), ProblemKind::UnknownResidency),
        (check::profile_id(CATALOG, "anthropic.claude-sonnet-4-6").err(), ProblemKind::ModelInsteadOfProfile),
        (check::source(CATALOG, profile("eu.anthropic.claude-sonnet-4-6"), "us-east-1").err(), ProblemKind::NotASource),
        (
            check::profile_in_service(CATALOG, profile("us.anthropic.claude-3-5-sonnet-20240620-v1:0")).err(),
            ProblemKind::Retired,
        ),
        (check::on_demand(CATALOG, model("anthropic.claude-fable-5"), &[]).err(), ProblemKind::ProfileOnly),
        (
            check::capability(CATALOG, model("amazon.titan-embed-text-v2:0"), None, "image_inputs").err(),
            ProblemKind::UnknownCapability,
        ),
        (residency.err(), ProblemKind::OutsideResidency),
    ] {
        let problem = problem.unwrap();
        assert_eq!(problem.kind(), kind, "{problem}");
        let suggestions: Vec<String> = problem.suggestions().collect();
        assert!(!suggestions.is_empty(), "{problem}");
        let told = helped(&problem);
        assert!(suggestions.iter().all(|suggestion| told.contains(suggestion)), "{suggestions:?}, not in: {problem}");
    }
}

#[test]
fn a_prefix_that_is_not_offered_is_replaced_by_whole_ids() {
    let problem = check::profile_id(CATALOG, "apac.anthropic.claude-sonnet-4-6").unwrap_err();
    assert_eq!(problem.kind(), ProblemKind::NotOffered);
    assert!(problem.suggestions().count() > 1);
    assert!(problem.suggestions().all(|id| CATALOG.profile(&id).is_some()), "{problem}");
}

#[test]
fn a_residency_is_mended_by_fields() {
    let route = CATALOG.profile("eu.anthropic.claude-sonnet-4-6").unwrap().route("eu-west-2").unwrap();
    let eu = check::place(CATALOG, "eu").unwrap();
    let problem = check::residency(CATALOG, "id", &[(route.source, route.destinations)], &[eu]).unwrap_err();
    assert_eq!(problem.suggestions().next().as_deref(), Some("residency: [eu, gb]"));
}

#[test]
fn where_nothing_is_known_nothing_is_suggested() {
    let global = CATALOG.profile("global.anthropic.claude-sonnet-4-6").unwrap();
    let routes: Vec<_> = global.routes().map(|route| (route.source, route.destinations)).collect();
    let us = check::place(CATALOG, "us").unwrap();
    let problem = check::residency(CATALOG, global.id(), &routes, &[us]).unwrap_err();
    assert_eq!((problem.kind(), problem.suggestions().count()), (ProblemKind::GlobalResidency, 0));
}
