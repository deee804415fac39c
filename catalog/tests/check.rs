//! Each rule refuses what it should, and its message carries the cure.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Destinations, Problem, ProblemKind, Profile, Region, Regions, check};
use std::collections::BTreeSet;

const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

fn profile(id: &str) -> Profile<'static> {
    CATALOG.profile(id).unwrap()
}

#[track_caller]
fn message<T>(result: Result<T, Problem>) -> String {
    result.err().expect("refused").to_string()
}

#[test]
fn unknown_names_get_the_nearest() {
    assert_eq!(
        message(check::model(CATALOG, "anthropic.claude-sonet-4-6")),
        format!(
            "no Bedrock model is called `anthropic.claude-sonet-4-6`\n\
             help: the nearest is `anthropic.claude-sonnet-4-6`\n\
             note: catalog of {}",
            CATALOG.date()
        )
    );
    assert!(message(check::prefix(CATALOG, "eur", None)).contains("help: the nearest is `eu`"));
    assert!(message(check::region(CATALOG, "eu-centrl-1")).contains("help: the nearest is `eu-central-1`"));
}

#[test]
fn a_prefix_that_is_not_offered_names_those_that_are() {
    let problem = message(check::profile_id(CATALOG, "apac.anthropic.claude-sonnet-4-6"));
    assert!(problem.starts_with("`anthropic.claude-sonnet-4-6` is not offered with the prefix `apac`\n"), "{problem}");
    assert!(problem.contains("help: its prefixes are `au`, `eu`, `global`, `jp` and `us`"), "{problem}");
}

#[test]
fn a_model_id_is_no_profile_id() {
    let problem = message(check::profile_id(CATALOG, "anthropic.claude-sonnet-4-6"));
    assert!(problem.starts_with("`anthropic.claude-sonnet-4-6` is a foundation model, not an inference profile"));
    assert!(problem.contains("`eu.anthropic.claude-sonnet-4-6`"));
    for malformed in ["", "eu", "eu.", ".eu", "eu.Claude", "eu anthropic"] {
        assert!(
            message(check::profile_id(CATALOG, malformed)).contains("no inference profile is called"),
            "{malformed}"
        );
    }
}

#[test]
fn a_region_that_is_no_source_names_those_that_are_and_the_way_from_there() {
    let problem = message(check::source(CATALOG, profile("eu.anthropic.claude-sonnet-4-6"), "us-east-1"));
    assert!(problem.starts_with("`eu.anthropic.claude-sonnet-4-6` can't be called from `us-east-1`"));
    assert!(problem.contains("`us.anthropic.claude-sonnet-4-6`"), "{problem}");
    assert!(problem.contains("note: its source Regions are `eu-central-1`"), "{problem}");
}

#[test]
fn partitions_do_not_mix() {
    let problem = message(check::source(CATALOG, profile("us.anthropic.claude-sonnet-4-6"), "us-gov-west-1"));
    assert!(problem.contains("`aws`") && problem.contains("`aws-us-gov`"), "{problem}");
}

#[test]
fn retired_and_legacy_say_since_or_until_when() {
    let retired = profile("us.amazon.nova-premier-v1:0");
    assert!(message(check::profile_in_service(CATALOG, retired)).contains("end of life was on 2026-09-14"));
    let withdrawn = profile("eu.anthropic.claude-fable-5");
    assert!(message(check::profile_in_service(CATALOG, withdrawn)).contains("last seen on 2026-07-01"));
}

#[test]
fn an_announced_end_is_compared_with_the_day_of_the_catalog() {
    let ending = |catalog: Catalog<'_>, id: &str| {
        message(check::no_end_announced(catalog, catalog.model(id).unwrap())).lines().next().unwrap().to_owned()
    };
    let (legacy, active) = ("anthropic.claude-opus-4-1-20250805-v1:0", "deepseek.r1-v1:0");
    assert_eq!(ending(CATALOG, legacy), format!("`{legacy}` is legacy: its end of life is on 2027-01-08"));
    assert_eq!(ending(CATALOG, active), format!("the end of life of `{active}` is announced: it is on 2027-03-30"));
    let passed = |id: &str, day: &str| format!("the announced end of life of `{id}` was on {day}: it may stop any day");
    let over = "anthropic.claude-3-haiku-20240307-v1:0";
    assert_eq!(ending(CATALOG, over), passed(over, "2026-09-10"));
    for (day, id) in [("2027-03-30", active), ("2027-01-08", legacy)] {
        assert_eq!(ending(CATALOG.as_of(day), id), passed(id, day));
        let before = CATALOG.as_of("2027-01-07");
        assert!(ending(before, id).contains("is on"), "{id}");
    }
    let lasting = CATALOG.model("anthropic.claude-sonnet-4-6").unwrap();
    assert_eq!(check::no_end_announced(CATALOG.as_of("2099-01-01"), lasting), Ok(()));
    let announced = CATALOG.models().filter(|model| check::no_end_announced(CATALOG, *model).is_err()).count();
    assert!(announced >= 26, "{announced}");
}

#[test]
fn a_route_that_no_capture_confirms_says_when_it_was_seen() {
    let profile = profile("apac.amazon.nova-lite-v1:0");
    let problem = message(check::confirmed(CATALOG, profile, profile.route("me-central-1").unwrap()));
    assert!(problem.contains("last seen on 2026-04-21"), "{problem}");
    assert_eq!(check::confirmed(CATALOG, profile, profile.route("ap-northeast-1").unwrap()), Ok(()));
    assert!(profile.default_routes().all(|route| route.source != "me-central-1"));
}

#[test]
fn a_profile_without_a_confirmed_route_defaults_to_those_it_has() {
    let profile = profile("apac.anthropic.claude-3-haiku-20240307-v1:0");
    assert_eq!(profile.default_routes().count(), profile.routes().count());
}

#[test]
fn a_bare_model_is_invoked_where_it_is_on_demand() {
    let profile_only = CATALOG.model("anthropic.claude-fable-5").unwrap();
    assert!(
        message(check::on_demand(CATALOG, profile_only, &[])).contains("only be invoked through an inference profile")
    );
    let mantle = CATALOG.model("xai.grok-4.3").unwrap();
    assert!(message(check::on_demand(CATALOG, mantle, &[])).contains("it is served by `bedrock-mantle`"));
    let variant = CATALOG.model("amazon.nova-pro-v1:0:24k").unwrap();
    assert!(message(check::on_demand(CATALOG, variant, &[])).contains("it is offered as `provisioned`"));
    let nova = CATALOG.model("amazon.nova-pro-v1:0").unwrap();
    assert!(check::on_demand_region(CATALOG, nova, "us-east-1").is_ok());
    let elsewhere = message(check::on_demand_region(CATALOG, nova, "eu-central-1"));
    assert!(elsewhere.contains("`amazon.nova-pro-v1:0` can't be invoked in `eu-central-1`"), "{elsewhere}");
    assert!(elsewhere.contains("reached through `eu.amazon.nova-pro-v1:0`"), "{elsewhere}");
}

fn residency(id: &str, source: &str, places: &[&str]) -> Result<(), Problem> {
    let places: Vec<_> = places.iter().map(|place| check::place(CATALOG, place).unwrap()).collect();
    let route = profile(id).route(source).unwrap();
    check::residency(CATALOG, id, &[(source, route.destinations)], &places)
}

#[test]
fn residency_holds_for_every_destination() {
    let id = "eu.anthropic.claude-sonnet-4-6";
    assert_eq!(residency(id, "eu-central-1", &["eu"]), Ok(()));
    assert_eq!(residency(id, "eu-west-2", &["eu", "gb"]), Ok(()));
    assert_eq!(residency(id, "eu-west-2", &["eu", "eu-west-2"]), Ok(()));
    let problem = message(residency(id, "eu-west-2", &["eu"]));
    assert!(
        problem.contains("called from `eu-west-2` may run in `eu-west-2` (Europe (London), gb), outside `eu`"),
        "{problem}"
    );
    let problem = message(residency("us.anthropic.claude-sonnet-4-6", "ca-central-1", &["ca"]));
    assert!(problem.contains("us-east-1") && !problem.contains("`ca-central-1` (Canada"), "{problem}");
    assert!(
        message(residency("global.anthropic.claude-sonnet-4-6", "us-east-1", &["us"])).contains("no residency holds")
    );
}

#[test]
fn residency_holds_for_the_source_region_too() {
    let id = "us.openai.gpt-5.5";
    assert_eq!(residency(id, "us-east-1", &["us"]), Ok(()));
    assert_eq!(residency(id, "ca-west-1", &["us", "ca"]), Ok(()));
    let problem = message(residency(id, "ca-west-1", &["us"]));
    let enter =
        "requests to `us.openai.gpt-5.5` enter Bedrock in `ca-west-1` (Canada West (Calgary), ca), outside `us`";
    assert!(problem.starts_with(enter), "{problem}");
    assert!(problem.contains("\nhelp: `residency: [us, ca]` accepts it\n"), "{problem}");
    let problem = message(residency(id, "ca-west-1", &["de"]));
    assert!(problem.contains("may run in `us-east-1`") && problem.contains("; they enter Bedrock in `ca-west-1`"));
    let routes: Vec<_> = profile(id).routes().map(|route| (route.source, route.destinations)).collect();
    let problem = message(check::residency(CATALOG, id, &routes, &[check::place(CATALOG, "us").unwrap()]));
    let sources = routes.iter().map(|(source, _)| *source).filter(|source| source.starts_with("us-"));
    let sources: Vec<String> = sources.map(|source| format!("\"{source}\"")).collect();
    assert!(
        problem.contains(&format!("help: `source_regions: [{}]` keeps within it", sources.join(", "))),
        "{problem}"
    );
}

/// Of every pair: within its own countries with that of the source, and without any one of them not.
#[test]
fn a_residency_of_every_pair_is_its_countries_and_no_fewer() {
    for profile in CATALOG.profiles() {
        for route in profile.routes() {
            let Some(destinations) = route.destinations.regions() else { continue };
            let country = |name: &str| CATALOG.region(name).and_then(Region::country).unwrap();
            let countries: BTreeSet<&str> = destinations.iter().chain([route.source]).map(country).collect();
            let all: Vec<&str> = countries.iter().copied().collect();
            assert_eq!(residency(profile.id(), route.source, &all), Ok(()), "{} {}", profile.id(), route.source);
            for left in &countries {
                let fewer: Vec<&str> = all.iter().copied().filter(|code| code != left).collect();
                assert!(residency(profile.id(), route.source, &fewer).is_err(), "{} {}", profile.id(), route.source);
            }
        }
    }
}

#[test]
fn a_residency_names_each_list_of_source_regions_once() {
    let told = |id: &str, place: &str| {
        let routes: Vec<_> = profile(id).routes().map(|route| (route.source, route.destinations)).collect();
        message(check::residency(CATALOG, id, &routes, &[check::place(CATALOG, place).unwrap()]))
    };
    let japan = told("jp.anthropic.claude-sonnet-4-6", "us");
    assert!(japan.contains("6` called from any source Region may run in `ap-northeast-1` (Asia"), "{japan}");
    let europe = told("eu.anthropic.claude-sonnet-4-6", "de");
    assert!(europe.contains("(Europe (Paris), fr) from any source Region, in `eu-central-2` (Europe"), "{europe}");
    assert_eq!(europe.matches("any source Region").count(), 1, "{europe}");
}

#[test]
fn no_residency_holds_for_a_region_that_is_unknown() {
    let place = check::place(CATALOG, "eu").unwrap();
    let destinations = Destinations::Regions(Regions::from_spaced("eu-central-9"));
    assert!(
        message(check::residency(CATALOG, "id", &[("eu-central-9", destinations)], &[place]))
            .contains("country unknown")
    );
}

#[test]
fn places_and_capabilities_are_closed_sets() {
    assert!(message(check::place(CATALOG, "uk")).contains("the countries with a Region are"));
    let model = CATALOG.model("amazon.titan-embed-text-v2:0").unwrap();
    assert!(check::capability(CATALOG, model, None, "embedding_output").is_ok());
    let lacking = message(check::capability(CATALOG, model, None, "streaming"));
    assert!(lacking.contains("lacks `streaming`") && lacking.contains("it has `embedding_output` and `text_input`"));
    assert!(message(check::capability(CATALOG, model, None, "image_inputs")).contains("the nearest is `image_input`"));
}

#[test]
fn hostile_text_stays_on_its_line_and_short() {
    let text = "\u{1b}[31mevil\nhelp: run this";
    for problem in [message(check::profile_id(CATALOG, text)), message(check::model(CATALOG, text))] {
        assert!(!problem.contains('\u{1b}') && !problem.contains("\nhelp: run"), "{problem}");
    }
    let long = format!("eu.anthropic.claude{}", "-v1".repeat(100_000));
    assert!(message(check::profile_id(CATALOG, &long)).len() < 500);
    assert!(message(check::model(CATALOG, &long)).len() < 500);
    assert!(message(check::region(CATALOG, &"\u{e4}".repeat(100_000))).len() < 500);
}

#[test]
fn an_arn_of_another_kind_has_no_id_for_here() {
    let application = "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2";
    assert!(!message(check::profile_id(CATALOG, application)).contains("help:"));
}

#[test]
fn the_arn_of_a_model_gives_its_profiles_in_that_region() {
    let model = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6";
    let problem = check::profile_id(CATALOG, model).unwrap_err();
    assert_eq!(problem.kind(), ProblemKind::UnknownProfile);
    let suggestions: Vec<String> = problem.suggestions().collect();
    assert_eq!(suggestions, ["eu.anthropic.claude-sonnet-4-6", "global.anthropic.claude-sonnet-4-6"]);
}

#[test]
fn a_profile_was_seen_when_its_newest_route_was() {
    let id = "eu.maker.model";
    let rows = "eu.maker.model\teu-north-1\teu-north-1\t2026-03-01\tmine\tretired\n\
                eu.maker.model\teu-south-1\teu-south-1\t2026-11-20\tmine\tretired\n\
                eu.maker.model\teu-west-1 eu-west-2\teu-west-1\t2025-12-31\tmine\tretired\n";
    let profile = Profile::from_rows(id, rows);
    assert_eq!(profile.seen(), "2026-11-20");
    let retired = message(check::profile_in_service(CATALOG, profile));
    assert!(retired.starts_with("`eu.maker.model` is retired: it was last seen on 2026-11-20\n"), "{retired}");
    assert_eq!(Profile::from_rows(id, "").seen(), "");
    assert!(!Profile::from_rows(id, &rows.replacen("retired", "current", 1)).is_retired());
}

#[test]
fn a_global_profile_is_answered_with_those_that_keep_within_the_residency() {
    let mut suggested = 0;
    for profile in CATALOG.profiles().filter(|profile| profile.prefix() == "global") {
        for (source, country) in [("eu-central-1", "eu"), ("us-east-1", "us"), ("ap-northeast-1", "jp")] {
            let Some(route) = profile.route(source) else { continue };
            let places = [check::place(CATALOG, country).unwrap()];
            let problem =
                check::residency(CATALOG, profile.id(), &[(source, route.destinations)], &places).unwrap_err();
            for id in problem.suggestions() {
                let other = CATALOG.profile(&id).unwrap();
                let routes = [(source, other.route(source).unwrap().destinations)];
                assert_eq!(other.model_id(), profile.model_id());
                assert_eq!(check::residency(CATALOG, &id, &routes, &places), Ok(()), "{id}");
                suggested += 1;
            }
            let own = format!("{country}.{}", profile.model_id());
            let exists = CATALOG.profile(&own).is_some_and(|own| !own.is_retired() && own.route(source).is_some());
            assert_eq!(exists, problem.suggestions().any(|id| id == own), "{own}");
        }
    }
    assert!(suggested > 20, "{suggested}");
}

#[test]
fn a_region_of_another_partition_is_answered_with_what_can_be_called_there() {
    let profile = CATALOG.profile("us.anthropic.claude-sonnet-4-5-20250929-v1:0").unwrap();
    let problem = check::source(CATALOG, profile, "us-gov-west-1").unwrap_err();
    assert_eq!(problem.kind(), ProblemKind::PartitionMix);
    assert!(problem.suggestions().eq(["us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0"]));
}

/// A terminal shows the statement whole; what is a list stands in a note.
#[test]
fn a_statement_is_no_list() {
    let places = [check::place(CATALOG, "nz").unwrap()];
    for profile in CATALOG.profiles() {
        let routes: Vec<_> = profile.routes().map(|route| (route.source, route.destinations)).collect();
        let Err(problem) = check::residency(CATALOG, profile.id(), &routes, &places) else { continue };
        let message = problem.to_string();
        let statement = message.lines().next().unwrap();
        assert!(statement.chars().count() <= 300, "{statement}");
        for outside in problem.outside_regions() {
            assert!(message.contains(&format!("`{}`", outside.region())), "{message}");
        }
    }
}

/// Who is sent to `sync` gets what may decide otherwise.
#[test]
fn a_newer_catalog_is_named_where_it_may_decide_otherwise() {
    let catalog = CATALOG.refreshable();
    let profile = catalog.profile("eu.anthropic.claude-sonnet-4-6").unwrap();
    let route = profile.route("eu-central-1").unwrap();
    let outside = [check::place(catalog, "de").unwrap()];
    let is_sent = |problem: Problem| problem.to_string().contains("`cargo bedrock-profiles sync`");
    assert!(is_sent(check::model(catalog, "anthropic.claude-sonnet-9").unwrap_err()));
    assert!(is_sent(check::region(catalog, "eu-new-1").unwrap_err()));
    assert!(is_sent(check::place(catalog, "eu-new-1").map(|_| ()).unwrap_err()));
    assert!(!is_sent(check::place(catalog, "xx").map(|_| ()).unwrap_err()));
    assert!(!is_sent(check::profile_id(catalog, "anthropic").map(|_| ()).unwrap_err()));
    assert!(!is_sent(check::source(catalog, profile, "us-gov-west-1").map(|_| ()).unwrap_err()));
    let routes = [(route.source, route.destinations)];
    assert!(!is_sent(check::residency(catalog, profile.id(), &routes, &outside).unwrap_err()));
}
