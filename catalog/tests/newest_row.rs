//! Which row of a key decides: a project's catalog of any age beside the built-in one of this release.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, Overlay, ProjectRow, Route, Status, TableFile, check};

const ROUTES: &str = "profile\tsource\tdestinations\tseen\torigin\tstatus\tpin\n";
const MODELS: &str = "model\tlifecycle\tseen\torigin\tpin\n";
const CHAT: &str = "eu.anthropic.claude-sonnet-4-6";
const CHAT_MODEL: &str = "anthropic.claude-sonnet-4-6";
/// Retired in the built-in catalog, last seen on [`LAST_SEEN`] from all of its source Regions.
const WITHDRAWN: &str = "apac.anthropic.claude-sonnet-4-20250514-v1:0";
const LAST_SEEN: &str = "2026-10-14";
/// At its end of life in the built-in catalog.
const ENDED: &str = "ai21.j2-mid";

fn of_files(routes: &str, models: &str) -> Overlay {
    lay(routes, models).unwrap()
}

fn lay(routes: &str, models: &str) -> Result<Overlay, Vec<String>> {
    let [routes, models] =
        [("routes.tsv", routes), ("models.tsv", models)].map(|(name, text)| TableFile { name, text });
    Overlay::new(routes, models).map_err(|malformed| malformed.iter().map(ToString::to_string).collect())
}

fn of_routes(rows: &str) -> Overlay {
    of_files(&format!("{ROUTES}{rows}"), MODELS)
}

fn of_models(rows: &str) -> Overlay {
    of_files(ROUTES, &format!("{MODELS}{rows}"))
}

fn route<'c>(catalog: Catalog<'c>, id: &str, source: &str) -> Route<'c> {
    catalog.profile(id).and_then(|profile| profile.route(source)).unwrap()
}

fn model<'c>(catalog: Catalog<'c>, id: &str) -> Vec<&'c str> {
    catalog.model(id).unwrap().cells().collect()
}

#[test]
fn a_profile_that_the_release_retired_stays_retired() {
    assert!(Catalog::BUILT_IN.profile(WITHDRAWN).unwrap().is_retired());
    assert_eq!(route(Catalog::BUILT_IN, WITHDRAWN, "ap-east-2").seen, LAST_SEEN);
    assert!(Catalog::BUILT_IN.profile(WITHDRAWN).unwrap().route("xx-south-1").is_none());
    for source in ["ap-east-2", "xx-south-1", "ap-east-2 xx-south-1"] {
        let overlay = of_routes(&format!("{WITHDRAWN}\t{source}\tap-east-2\t2024-12-01\tmine\tcurrent\t-\n"));
        let profile = overlay.catalog().profile(WITHDRAWN).unwrap();
        assert!(profile.is_retired(), "{source}");
        assert!(check::profile_in_service(overlay.catalog(), profile).is_err());
        assert!(profile.route("xx-south-1").is_none(), "nor is it known from a Region more");
        assert_eq!(overlay.catalog().edition(), Catalog::BUILT_IN.date(), "no row of the project decides");
    }
    let overlay = of_models(&format!("{ENDED}\tactive\t2024-12-01\tmine\t-\n"));
    assert_eq!(overlay.catalog().model(ENDED).unwrap().lifecycle(), Lifecycle::EndOfLife);
}

#[test]
fn stale_destinations_do_not_win() {
    let overlay = of_routes(&format!("{CHAT}\teu-central-1\teu-central-1 eu-west-2\t2025-12-01\tmine\tcurrent\t-\n"));
    assert_eq!(route(overlay.catalog(), CHAT, "eu-central-1"), route(Catalog::BUILT_IN, CHAT, "eu-central-1"));
    assert_eq!(overlay.catalog().edition(), Catalog::BUILT_IN.date());
}

#[test]
fn the_date_is_that_of_the_newest_row_that_wins() {
    let row = |source: &str, seen: &str| format!("{CHAT}\t{source}\teu-west-1\t{seen}\tmine\tcurrent\t-\n");
    let overlay = of_routes(&[row("eu-west-1", "2026-10-26"), row("eu-west-8", "2025-01-01")].concat());
    assert!(overlay.catalog().edition().ends_with(" of 2025-01-01"), "{}", overlay.catalog().date());
    let overlay = of_routes(&[row("eu-west-8", "2025-01-01"), row("eu-west-9", "2025-02-02")].concat());
    assert!(overlay.catalog().edition().ends_with(" of 2025-02-02"), "{}", overlay.catalog().date());
}

#[test]
fn a_row_that_loses_adds_no_region() {
    let overlay = of_routes(&format!("{CHAT}\teu-central-1\tmars-north-1\t2025-12-01\tmine\tcurrent\t-\n"));
    assert!(overlay.catalog().region("mars-north-1").is_none());
}

#[test]
fn on_a_tie_the_projects_row_wins_and_a_day_earlier_it_does_not() {
    let seen = route(Catalog::BUILT_IN, CHAT, "eu-central-1").seen;
    assert_eq!(seen, "2026-10-27");
    for (seen, wins) in [("2026-10-26", false), ("2026-10-27", true), ("2026-10-28", true), ("2026-09-30", false)] {
        let overlay = of_routes(&format!("{CHAT}\teu-central-1\teu-central-1\t{seen}\tmine\tcurrent\t-\n"));
        let found = route(overlay.catalog(), CHAT, "eu-central-1");
        assert_eq!(found.origin == "mine", wins, "{seen}");
        assert_eq!(overlay.catalog().project_route(CHAT, "eu-central-1").map(ProjectRow::wins), Some(wins));
        let models = of_models(&format!("{CHAT_MODEL}\tlegacy\t{seen}\tmine\t-\n"));
        assert_eq!(models.catalog().model(CHAT_MODEL).unwrap().lifecycle() == Lifecycle::Legacy, wins, "{seen}");
    }
}

#[test]
fn each_source_region_of_a_row_is_a_key_of_its_own() {
    let id = "global.anthropic.claude-fable-5";
    let sources = |status| {
        let profile = Catalog::BUILT_IN.profile(id).unwrap();
        profile.routes().filter(|route| route.status == status).map(|route| route.source).collect::<Vec<_>>()
    };
    let (current, unconfirmed) = (sources(Status::Current)[0], sources(Status::Unconfirmed)[0]);
    assert_eq!(route(Catalog::BUILT_IN, id, current).seen, "2026-10-27");
    assert_eq!(route(Catalog::BUILT_IN, id, unconfirmed).seen, "2026-08-22");
    // Between those two days: the newer one of each.
    let overlay = of_routes(&format!("{id}\t{current} {unconfirmed} xx-north-1\t*\t2026-09-15\tmine\tcurrent\t-\n"));
    let catalog = overlay.catalog();
    assert_eq!(route(catalog, id, current), route(Catalog::BUILT_IN, id, current));
    assert_eq!((route(catalog, id, unconfirmed).origin, route(catalog, id, "xx-north-1").origin), ("mine", "mine"));
    assert_eq!(
        catalog.profile(id).unwrap().routes().count(),
        Catalog::BUILT_IN.profile(id).unwrap().routes().count() + 1
    );
    assert!(catalog.edition().ends_with("of 2026-09-15"));
}

#[test]
fn columns_that_a_file_does_not_have_inherit() {
    let built_in = model(Catalog::BUILT_IN, CHAT_MODEL);
    let overlay = of_files(ROUTES, &format!("model\tseen\torigin\n{CHAT_MODEL}\t2026-11-20\tmine\n"));
    let ours = model(overlay.catalog(), CHAT_MODEL);
    let (last, facts) = (built_in.len() - 2, &built_in[..built_in.len() - 2]);
    assert!(facts.iter().filter(|cell| **cell != "-").count() > 8, "{facts:?}");
    assert_eq!((&ours[..last], &ours[last..]), (facts, ["2026-11-20", "mine"].as_slice()));
    // A cell that is there says what it says, and the order of columns does not matter.
    let overlay = of_files(ROUTES, &format!("on_demand\torigin\tseen\tmodel\n-\tmine\t2026-11-20\t{CHAT_MODEL}\n"));
    let ours = overlay.catalog().model(CHAT_MODEL).unwrap();
    assert!(!Catalog::BUILT_IN.model(CHAT_MODEL).unwrap().on_demand_regions().is_empty());
    assert!(ours.on_demand_regions().is_empty());
    assert_eq!((ours.lifecycle(), ours.name()), (Lifecycle::Active, "Claude Sonnet 4.6"));
    // Nothing is known of a model that no release has.
    let overlay = of_files(ROUTES, "model\tseen\torigin\nacme.rocket-1\t2026-11-20\tmine\n");
    let cells = model(overlay.catalog(), "acme.rocket-1");
    assert!(cells[1..12].iter().all(|cell| *cell == "-"), "{cells:?}");
}

#[test]
fn a_route_without_a_status_was_seen_and_is_current() {
    let header = "profile\tsource\tdestinations\tseen\torigin\n";
    let at = |seen: &str| of_files(&format!("{header}{WITHDRAWN}\tap-east-2\tap-east-2\t{seen}\tmine\n"), MODELS);
    assert_eq!(route(at("2026-11-20").catalog(), WITHDRAWN, "ap-east-2").status, Status::Current);
    assert_eq!(route(at("2025-11-20").catalog(), WITHDRAWN, "ap-east-2").status, Status::Retired);
}

#[test]
fn a_pin_wins_whatever_its_date() {
    let row = |pin: &str| format!("{CHAT}\teu-central-1\teu-central-1\t2024-01-01\tmine\tcurrent\t{pin}\n");
    assert_eq!(route(of_routes(&row("-")).catalog(), CHAT, "eu-central-1").origin, "API capture");
    let overlay = of_routes(&row("yes"));
    let pinned = route(overlay.catalog(), CHAT, "eu-central-1");
    assert_eq!((pinned.origin, pinned.destinations.to_string().as_str()), ("mine", "eu-central-1"));
    assert!(overlay.catalog().edition().ends_with(", with the project's `bedrock-catalog` of 2024-01-01"));
    assert_eq!(route(overlay.catalog(), CHAT, "eu-west-1"), route(Catalog::BUILT_IN, CHAT, "eu-west-1"));
    let withdrawn = of_routes(&format!("{WITHDRAWN}\txx-south-1\txx-south-1\t2024-01-01\tmine\tcurrent\tyes\n"));
    assert!(!withdrawn.catalog().profile(WITHDRAWN).unwrap().is_retired());
    let models = of_models(&format!("{ENDED}\tactive\t2024-01-01\tmine\tyes\n"));
    let ended = models.catalog().model(ENDED).unwrap();
    assert_eq!((ended.lifecycle(), ended.name()), (Lifecycle::Active, "Jurassic-2 Mid"));
    assert_eq!(
        ended.cells().count(),
        Catalog::BUILT_IN.model(ENDED).unwrap().cells().count(),
        "a pin is no cell of it"
    );
}

#[test]
fn another_word_in_the_column_of_pins_is_malformed() {
    let row = format!("{CHAT}\teu-central-1\teu-central-1\t2026-11-20\tmine\tcurrent\tno\n");
    let said = lay(&format!("{ROUTES}{row}"), MODELS).unwrap_err();
    assert_eq!(said, ["routes.tsv:2:82: `no` is not `yes` or `-`"]);
    let said = lay(ROUTES, &format!("{MODELS}{CHAT_MODEL}\tactive\t2026-11-20\tmine\t\n")).unwrap_err();
    assert_eq!(said, ["models.tsv:2:52: `` is not `yes` or `-`"]);
    let said = lay("pin\tprofile\tsource\tdestinations\tseen\torigin\tpin\n", MODELS).unwrap_err();
    assert_eq!(said, ["routes.tsv:1:45: the header has the column `pin` twice"]);
}

#[test]
fn a_row_that_only_an_old_project_knows_is_worth_a_warning() {
    let row = |pin: &str| format!("{CHAT}\teu-west-9\teu-west-9\t2025-03-01\tmine\tcurrent\t{pin}\n");
    let overlay = of_routes(&row("-"));
    let catalog = overlay.catalog();
    let found = |source| check::route_up_to_date(catalog, catalog.profile(CHAT).unwrap(), route(catalog, CHAT, source));
    let release = Catalog::BUILT_IN.date();
    let known = format!("known only from the project's catalog of 2025-03-01, older than this release's of {release}");
    let expected = format!(
        "`{CHAT}` from `eu-west-9` is {known}\n\
         help: `cargo bedrock-profiles sync` refreshes the project's catalog\n\
         help: `yes` in the column `pin` of its row in `bedrock-catalog/routes.tsv` says that it is meant"
    );
    assert_eq!(found("eu-west-9").unwrap_err().to_string(), expected);
    assert_eq!(catalog.project_route(CHAT, "eu-west-9").and_then(ProjectRow::note), Some(known.clone()));
    assert_eq!(found("eu-west-1"), Ok(()), "a built-in row");
    let pinned = of_routes(&row("yes"));
    let catalog = pinned.catalog();
    let found = check::route_up_to_date(catalog, catalog.profile(CHAT).unwrap(), route(catalog, CHAT, "eu-west-9"));
    assert_eq!(found, Ok(()), "it is meant");

    let at = |seen: &str, lifecycle: &str, pin: &str| {
        let overlay = of_models(&format!("acme.rocket-1\t{lifecycle}\t{seen}\tmine\t{pin}\n"));
        let catalog = overlay.catalog();
        check::model_up_to_date(catalog, catalog.model("acme.rocket-1").unwrap()).map_err(|problem| problem.to_string())
    };
    let said = at("2025-03-01", "active", "-").unwrap_err();
    assert!(said.starts_with(&format!("`acme.rocket-1` is {known}\n")), "{said}");
    assert!(said.ends_with("in `bedrock-catalog/models.tsv` says that it is meant"), "{said}");
    assert_eq!(at("2025-03-01", "active", "yes"), Ok(()));
    assert_eq!(at(release, "active", "-"), Ok(()), "as new as the release");
    assert!(at("2026-10-26", "active", "-").is_err());
    assert_eq!(at("2025-03-01", "eol", "-"), Ok(()), "refused already");
}

/// The built-in row of what was withdrawn has the day on which it was last seen, and the release is newer.
#[test]
fn what_the_release_has_withdrawn_is_worth_a_warning_where_an_older_project_revives_it() {
    let found = |seen: &str, status: &str| {
        let overlay = of_routes(&format!("{WITHDRAWN}\tap-east-2\tap-east-2\t{seen}\tmine\t{status}\t-\n"));
        let catalog = overlay.catalog();
        let route = route(catalog, WITHDRAWN, "ap-east-2");
        check::route_up_to_date(catalog, catalog.profile(WITHDRAWN).unwrap(), route).map_err(|found| found.to_string())
    };
    let said = found("2026-10-20", "current").unwrap_err();
    let release = Catalog::BUILT_IN.date();
    let expected = format!(
        "is retired in this release's catalog of {release}, and in service only in the project's of 2026-10-20\n"
    );
    assert!(said.starts_with(&format!("`{WITHDRAWN}` from `ap-east-2` {expected}")), "{said}");
    assert_eq!(found("2026-10-20", "retired"), Ok(()), "refused already");
    assert_eq!(found("2026-10-20", "unconfirmed"), Ok(()), "one warning is enough");
    assert_eq!(found("2026-11-20", "current"), Ok(()), "it is back");
    let overlay = of_routes(&format!("{WITHDRAWN}\txx-south-1\tap-east-2\t2026-10-20\tmine\tcurrent\t-\n"));
    let (catalog, profile) = (overlay.catalog(), overlay.catalog().profile(WITHDRAWN).unwrap());
    let said = check::route_up_to_date(catalog, profile, route(catalog, WITHDRAWN, "xx-south-1")).unwrap_err();
    assert!(said.to_string().starts_with(&format!("`{WITHDRAWN}` from `xx-south-1` {expected}")), "{said}");
    let overlay = of_models(&format!("{ENDED}\tactive\t2026-06-01\tmine\t-\n"));
    let catalog = overlay.catalog();
    let said = check::model_up_to_date(catalog, catalog.model(ENDED).unwrap()).unwrap_err().to_string();
    assert!(said.starts_with(&format!("`{ENDED}` is retired in this release's catalog of {release}")), "{said}");
}

#[test]
fn notes_say_which_row_decides() {
    let note = |seen: &str, source: &str, pin: &str| {
        let overlay = of_routes(&format!("{CHAT}\t{source}\teu-west-1\t{seen}\tmine\tcurrent\t{pin}\n"));
        overlay.catalog().project_route(CHAT, source).unwrap().note()
    };
    assert_eq!(note("2026-11-20", "eu-west-1", "-"), None);
    assert_eq!(note("2026-11-20", "eu-west-1", "yes").unwrap(), "the project's row of 2026-11-20 is pinned");
    assert_eq!(note("2025-11-20", "eu-west-9", "yes").unwrap(), "the project's row of 2025-11-20 is pinned");
    assert_eq!(
        note("2025-11-20", "eu-west-1", "yes").unwrap(),
        "the project's row of 2025-11-20 is pinned: it wins over that of 2026-10-27 in the built-in catalog"
    );
    assert_eq!(
        note("2025-11-20", "eu-west-1", "-").unwrap(),
        "the project's row of 2025-11-20 does not count: the built-in catalog's is of 2026-10-27"
    );
    assert_eq!(note("2026-10-27", "eu-west-9", "-"), None, "as new as the release");
    assert_eq!(
        note("2026-10-26", "eu-west-9", "-").unwrap(),
        "known only from the project's catalog of 2026-10-26, older than this release's of 2026-10-27"
    );
    assert_eq!(Catalog::BUILT_IN.project_route(CHAT, "eu-west-1"), None);
}

/// Every built-in key and some new ones, on days around its own, pinned and not: the one with the greatest day wins,
/// a pin before all days, the project before the built-in one.
#[test]
fn of_each_key_the_newest_row_wins() {
    let days = ["2024-01-01", "2026-08-21", "2026-08-22", "2026-10-14", "2026-10-26", "2026-10-27", "2026-10-28"];
    let (mut won, mut lost) = (0, 0);
    for (shift, pin) in (0..days.len()).flat_map(|shift| [(shift, "-"), (shift, "yes")]) {
        let day = |place: usize| days[(place + shift) % days.len()];
        // A profile that no release retired as a whole: that is for another test.
        let profiles = Catalog::BUILT_IN.profiles().filter(|profile| profile.prefix() != "global");
        let keys = profiles.flat_map(|profile| profile.routes().map(move |route| (profile.id(), route)));
        let keys: Vec<_> = keys.enumerate().map(|(place, (id, route))| (id, route, day(place))).collect();
        let rows = keys.iter().map(|(id, route, seen)| {
            let source = route.source;
            format!("{id}\t{source}\t{source}\t{seen}\tmine\tunconfirmed\t{pin}\n")
        });
        let models: Vec<(Model<'_>, &str)> =
            Catalog::BUILT_IN.models().enumerate().map(|(place, model)| (model, day(place))).collect();
        let model_rows = models.iter().map(|(model, seen)| format!("{}\tunknown\t{seen}\tmine\t{pin}\n", model.id()));
        let overlay = of_files(
            &format!("{ROUTES}{}", rows.collect::<String>()),
            &format!("{MODELS}{}", model_rows.collect::<String>()),
        );
        let newest = |own: &'static str, project: &'static str| {
            let mut rows = [(false, own, false), (pin == "yes", project, true)];
            rows.sort_unstable();
            rows[1].2
        };
        for (id, built_in, seen) in keys {
            let is_ours = newest(built_in.seen, seen);
            let found = route(overlay.catalog(), id, built_in.source);
            let expected = if is_ours {
                (seen, "mine", Status::Unconfirmed)
            } else {
                (built_in.seen, built_in.origin, built_in.status)
            };
            assert_eq!((found.seen, found.origin, found.status), expected, "{id} from {}", built_in.source);
            assert_eq!(overlay.catalog().project_route(id, built_in.source).map(ProjectRow::wins), Some(is_ours));
            if is_ours { won += 1 } else { lost += 1 }
        }
        for (built_in, seen) in models {
            let found = overlay.catalog().model(built_in.id()).unwrap();
            let expected =
                if newest(built_in.seen(), seen) { (seen, "mine") } else { (built_in.seen(), built_in.origin()) };
            assert_eq!((found.seen(), found.origin()), expected, "{}", built_in.id());
            assert_eq!(found.name(), built_in.name());
        }
    }
    assert!(won > 1000 && lost > 1000, "{won} {lost}");
}
