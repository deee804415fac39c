//! A project's rows, laid over the built-in catalog.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Destinations, Overlay, Region, Status, TableFile, check};
use std::collections::BTreeSet;

const ROUTES: &str = "profile\tsource\tdestinations\tseen\torigin\tstatus\n";
const MODELS: &str = "model\tstreaming\tlifecycle\ton_demand\tseen\torigin\n";
const CHAT: &str = "eu.anthropic.claude-sonnet-4-6";

fn lay(routes: &str, models: &str) -> Result<Overlay, Vec<String>> {
    let routes = format!("{ROUTES}{routes}");
    let models = format!("{MODELS}{models}");
    of_files(&routes, &models)
}

fn of_files(routes: &str, models: &str) -> Result<Overlay, Vec<String>> {
    let overlay =
        Overlay::new(TableFile { name: "routes.tsv", text: routes }, TableFile { name: "models.tsv", text: models });
    overlay.map_err(|malformed| malformed.iter().map(ToString::to_string).collect())
}

#[test]
fn an_empty_project_changes_nothing() {
    let overlay = lay("", "").unwrap();
    let (ours, built_in) = (overlay.catalog(), Catalog::BUILT_IN);
    assert_eq!((ours.date(), ours.project_date()), (built_in.date(), None));
    assert_eq!(ours.edition(), built_in.date());
    let routes = |catalog: Catalog<'_>| {
        let of_profile =
            catalog.profiles().map(|profile| format!("{} {:?}", profile.id(), profile.routes().collect::<Vec<_>>()));
        of_profile.collect::<Vec<_>>()
    };
    assert_eq!(routes(ours), routes(built_in));
    assert!(ours.models().map(|model| format!("{model:?}")).eq(built_in.models().map(|model| format!("{model:?}"))));
    assert!(ours.regions().map(Region::name).eq(built_in.regions().map(Region::name)));
}

#[test]
fn a_row_wins_for_its_source_region_alone() {
    let overlay =
        lay(&format!("{CHAT}\teu-central-1\teu-central-1 eu-west-1\t2026-11-20\tmine\tcurrent\n"), "").unwrap();
    let (ours, built_in) = (overlay.catalog().profile(CHAT).unwrap(), Catalog::BUILT_IN.profile(CHAT).unwrap());
    assert_eq!(ours.route("eu-central-1").unwrap().destinations.to_string(), "eu-central-1, eu-west-1");
    assert_ne!(ours.route("eu-central-1"), built_in.route("eu-central-1"));
    assert_eq!(ours.route("eu-west-3"), built_in.route("eu-west-3"));
    assert_eq!(ours.routes().count(), built_in.routes().count());
    let (catalog, built_in) = (overlay.catalog(), Catalog::BUILT_IN.date());
    assert_eq!((catalog.date(), catalog.project_date()), (built_in, Some("2026-11-20")));
    let edition = format!("{built_in}, with the project's `bedrock-catalog` of 2026-11-20");
    assert_eq!(catalog.edition(), edition);
    let problem = check::model(catalog, "anthropic.claude-sonet-4-6").unwrap_err();
    assert_eq!((problem.catalog_date(), problem.project_date()), (built_in, Some("2026-11-20")));
    assert!(problem.to_string().contains(&format!("note: catalog of {edition}; `cargo")), "{problem}");
}

#[test]
fn a_source_region_of_a_global_profile_leaves_the_others() {
    let id = "global.anthropic.claude-sonnet-4-6";
    let overlay = lay(&format!("{id}\txx-north-1 eu-west-1\t*\t2026-11-20\tmine\tcurrent\n"), "").unwrap();
    let (ours, built_in) = (overlay.catalog().profile(id).unwrap(), Catalog::BUILT_IN.profile(id).unwrap());
    assert_eq!(ours.routes().count(), built_in.routes().count() + 1);
    assert_eq!(ours.route("xx-north-1").unwrap().destinations, Destinations::Global);
    assert_eq!(ours.route("eu-west-1").unwrap().origin, "mine");
    assert_eq!(ours.route("eu-west-3"), built_in.route("eu-west-3"));
}

#[test]
fn new_models_prefixes_and_regions_are_known() {
    let overlay = lay(
        "mars.anthropic.claude-next-1\tmars-north-1\tmars-north-1 mars-south-1\t2026-11-20\tmine\tcurrent\n",
        "anthropic.claude-next-1\tno\tactive\tmars-north-1\t2026-11-20\tmine\n",
    )
    .unwrap();
    let catalog = overlay.catalog();
    let profile = check::profile_id(catalog, "mars.anthropic.claude-next-1").unwrap();
    assert_eq!(profile.route("mars-north-1").unwrap().status, Status::Current);
    assert!(!catalog.model("anthropic.claude-next-1").unwrap().streams());
    assert!(check::prefix(catalog, "mars", None).is_ok());
    let region = catalog.region("mars-south-1").unwrap();
    assert_eq!((region.partition(), region.country()), ("aws", None));
    let place = check::place(catalog, "eu").unwrap();
    let routes = [("mars-north-1", profile.route("mars-north-1").unwrap().destinations)];
    assert!(check::residency(catalog, profile.id(), &routes, &[place]).is_err());
    let unknown = lay("", "anthropic.claude-next-1\t-\t-\t-\t2026-11-20\tmine\n").unwrap();
    assert!(unknown.catalog().model("anthropic.claude-next-1").unwrap().streams(), "unknown counts as streaming");
}

#[test]
fn a_model_can_be_retired_and_a_route_withdrawn() {
    let overlay = lay(
        &format!("{CHAT}\teu-central-1\teu-central-1\t2026-11-20\tmine\tunconfirmed\n"),
        "anthropic.claude-sonnet-4-6\tyes\teol\t-\t2026-11-20\tmine\n",
    )
    .unwrap();
    let profile = overlay.catalog().profile(CHAT).unwrap();
    assert_eq!(profile.route("eu-central-1").unwrap().status, Status::Unconfirmed);
    let model = overlay.catalog().model("anthropic.claude-sonnet-4-6").unwrap();
    assert!(check::model_in_service(overlay.catalog(), model).is_err());
}

#[test]
fn a_route_that_is_withdrawn_from_a_profile_in_service_is_not_confirmed() {
    let overlay = lay(&format!("{CHAT}\teu-central-1\teu-central-1\t2026-11-20\tmine\tretired\n"), "").unwrap();
    let profile = overlay.catalog().profile(CHAT).unwrap();
    assert!(profile.default_routes().all(|route| route.source != "eu-central-1"));
    let withdrawn = profile.route("eu-central-1").unwrap();
    let problem = check::confirmed(overlay.catalog(), profile, withdrawn).unwrap_err().to_string();
    assert!(problem.starts_with("no recent capture confirms"), "{problem}");
}

#[test]
fn unknown_columns_are_ignored_and_columns_may_stand_in_any_order() {
    let routes = "note\torigin\tseen\tdestinations\tsource\tprofile\r\n\
                  hi\tmine\t2026-11-20\teu-west-1\teu-west-1\teu.anthropic.claude-sonnet-4-6\r\n\r\n";
    let overlay = of_files(routes, &format!("\u{feff}{MODELS}")).unwrap();
    let route = overlay.catalog().profile(CHAT).unwrap().route("eu-west-1").unwrap();
    assert_eq!((route.destinations.to_string().as_str(), route.status), ("eu-west-1", Status::Current));
}

#[test]
fn a_row_that_is_not_right_is_named_by_its_place() {
    let cases: [(&str, &str, &str); 17] = [
        ("claude\teu-west-1\teu-west-1\t2026-11-20\tx\tcurrent\n", "", "routes.tsv:2:1: `claude` is not a profile id"),
        (
            "eu.anthropic.claude-sonnet-4-6\tirland\teu-west-1\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:2:32: `irland` is not a list of Region names in the form of `eu-central-1`",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\t*\t20-11-2026\tx\tcurrent\n",
            "",
            "routes.tsv:2:44: `20-11-2026` is not a date in the form of `2026-11-22`",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\t*\t2026-13-01\tx\tcurrent\n",
            "",
            "routes.tsv:2:44: `2026-13-01` is not a date",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\t*\t2026-11-20\t\tcurrent\n",
            "",
            "routes.tsv:2:55: `` is not text",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\t*\t2026-11-20\tx\tmaybe\n",
            "",
            "routes.tsv:2:57: `maybe` is not `current`, `unconfirmed` or `retired`",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\n",
            "",
            "routes.tsv:2:41: the row and the header have different numbers of cells, between tabs: 2 and 6",
        ),
        (
            "eu.anthropic.claude-next\teu-west-1\teu-west-1\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:2:1: `anthropic.claude-next` has no row in models.tsv, nor in the built-in catalog",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\tus-gov-west-1\tus-gov-west-1\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:2:32: `us-gov-west-1` belongs to the partition `aws-us-gov`, and the prefix `eu` to `aws`",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\teu-west-1 us-gov-west-1\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:2:42: `eu-west-1` belongs to the partition `aws`, and `us-gov-west-1` to `aws-us-gov`",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\teu-west-1\t2026-11-20\tx\tcurrent\n\
             eu.anthropic.claude-sonnet-4-6\teu-west-3 eu-west-1\teu-west-1\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:3:1: `eu.anthropic.claude-sonnet-4-6` from `eu-west-1` is in line 2 already",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\teu-west-1\t2026-02-29\tx\tcurrent\n",
            "",
            "routes.tsv:2:52: `2026-02-29` is not a date",
        ),
        (
            "eu.anthropic.claude-sonnet-4-6\teu-west-1\t*\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:2:42: `*` is the destination of `global` profiles, and `eu` has Regions",
        ),
        (
            "global.anthropic.claude-sonnet-4-6\teu-west-1\teu-west-1\t2026-11-20\tx\tcurrent\n",
            "",
            "routes.tsv:2:46: the destination of a `global` profile is `*`, and no Region",
        ),
        ("", "anthropic.claude-x-1\tno\tactive\t-\t2026-04-31\tx\n", "models.tsv:2:34: `2026-04-31` is not a date"),
        ("", "anthropic\tyes\tactive\t-\t2026-11-20\tx\n", "models.tsv:2:1: `anthropic` is not a model id"),
        (
            "",
            "anthropic.claude-x-1\tperhaps\tactive\t-\t2026-11-20\tx\n",
            "models.tsv:2:22: `perhaps` is not `yes`, `no`, `unknown` or `-`",
        ),
    ];
    for (routes, models, expected) in cases {
        let messages = lay(routes, models).unwrap_err();
        assert!(messages.iter().any(|message| message.starts_with(expected)), "{expected}: {messages:#?}");
    }
}

#[test]
fn the_region_of_a_list_that_is_wrong_is_named() {
    for (list, column, expected) in [
        ("eu-west-1  eu-west-3", 52, "a space too many stands here: one belongs between Region names"),
        ("eu-west-1 eu-west-1", 52, "`eu-west-1` comes twice in this list"),
        ("eu-west-1 EU-west-2, eu-west-3", 52, "`EU-west-2,` is not a Region name in the form of `eu-central-1`"),
        (
            "irland",
            42,
            "`irland` is not `*`, or a list of Region names in the form of `eu-central-1`, each once, with single \
             spaces between",
        ),
    ] {
        let messages = lay(&format!("{CHAT}\teu-west-1\t{list}\t2026-11-20\tx\tcurrent\n"), "").unwrap_err();
        assert_eq!(messages, [format!("routes.tsv:2:{column}: {expected}")]);
    }
    let messages = lay("", "anthropic.claude-x-1\tno\tactive\teu-west-1 west-2\t2026-11-20\tx\n").unwrap_err();
    assert!(messages[0].starts_with("models.tsv:2:42: `west-2` is not a Region name"), "{messages:#?}");
}

#[test]
fn a_header_without_a_needed_column_is_named() {
    let messages = of_files("profile\tsource\n", "{}").unwrap_err();
    assert_eq!(
        messages,
        [
            "models.tsv:1:1: the header has no column `model`, no `seen`, no `origin`",
            "routes.tsv:1:1: the header has no column `destinations`, no `seen`, no `origin`",
        ]
    );
}

#[test]
fn tabs_that_an_editor_turned_into_spaces_are_named() {
    for header in ["profile source destinations seen origin", "profile\tsource  destinations\tseen\torigin"] {
        let messages = of_files(&format!("{header}\nx\ty\n"), MODELS).unwrap_err();
        let expected = "routes.tsv:1:1: the columns of the header are not separated by tabs: `";
        assert!(messages.len() == 1 && messages[0].starts_with(expected), "{messages:#?}");
        assert!(messages[0].ends_with("\nhelp: one tab belongs between cells; editors turn tabs into spaces"));
    }
}

/// What Git could not merge is one error for each file, not one for each row between its marks.
#[test]
fn a_merge_conflict_is_said_once() {
    let row = |day: &str| format!("mars.acme.rocket-1\tmars-north-1\tmars-north-1\t{day}\tmine\tcurrent\n");
    let [ours, theirs] = ["2026-11-20", "2026-11-21"].map(row);
    let routes = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> main\n");
    let model = "acme.rocket-1\tno\tactive\t-\t2026-11-20\tmine\n";
    let expected = "`<<<<<<<` marks a merge conflict that is not resolved\n\
                    help: keep the rows that are right, and remove the lines that begin with such a mark";
    assert_eq!(lay(&routes, model).unwrap_err(), [format!("routes.tsv:2:1: {expected}")]);
    let models = format!("{model}<<<<<<< HEAD\nacme.rocket-2\n=======\n{model}>>>>>>> main\n");
    assert_eq!(lay(&ours, &models).unwrap_err(), [format!("models.tsv:3:1: {expected}")]);
    // What is left of one, where somebody removed the first mark.
    let messages = lay(&ours, &format!("{model}=======\n")).unwrap_err();
    assert!(messages[0].starts_with("models.tsv:3:1: `=======` marks a merge conflict"), "{messages:#?}");
}

#[test]
fn a_model_whose_row_is_not_right_is_described_all_the_same() {
    let routes = "mars.acme.rocket-1\tmars-north-1\tmars-north-1\t2026-11-20\tmine\tcurrent\n\
                  mars.acme.rocket-1\tmars-south-1\tmars-south-1\t2026-11-20\tmine\tcurrent\n";
    for (models, expected) in [
        ("acme.rocket-1\tmaybe\tactive\t-\t2026-11-20\tmine\n", "models.tsv:2:15: `maybe` is not `yes`, `no`"),
        ("acme.rocket-1 no\tactive\t-\t2026-11-20\tmine\n", "models.tsv:2:42: the row and the header have different"),
        ("acme.Rocket-1\tno\tactive\t-\t2026-11-20\tmine\n", "models.tsv:2:1: `acme.Rocket-1` is not a model id"),
    ] {
        let messages = lay(routes, models).unwrap_err();
        assert!(messages.len() == 1 && messages[0].starts_with(expected), "{messages:#?}");
    }
    let messages = of_files(&format!("{ROUTES}{routes}"), "seen\torigin\n").unwrap_err();
    assert_eq!(messages, ["models.tsv:1:1: the header has no column `model`"]);
    let another = "acme.rocket-2\tmaybe\tactive\t-\t2026-11-20\tmine\n";
    let messages = lay(routes, another).unwrap_err();
    assert_eq!(messages.len(), 3, "each route to a model without a row, and what is wrong with another: {messages:#?}");
}

#[test]
fn a_header_with_a_column_twice_is_named() {
    let messages = of_files("profile\tsource\tdestinations\tseen\torigin\tseen\n", MODELS).unwrap_err();
    assert_eq!(messages, ["routes.tsv:1:41: the header has the column `seen` twice"]);
}

#[test]
fn a_file_that_is_no_text_is_named_with_the_place() {
    let text = |bytes| TableFile::from_bytes("routes.tsv", bytes);
    let malformed = text(b"profile\tsource\nK\xC3\xB6ln\t\xFF".as_slice()).unwrap_err();
    assert_eq!(malformed.to_string(), "routes.tsv:2:6: this is not text in UTF-8");
    assert_eq!(text("Köln".as_bytes()).unwrap().text, "Köln");
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let messages = lay("x\ty\tz\t1\t\tmaybe\n", "x\ty\tz\t-\t1\t\n").unwrap_err();
    assert_eq!(messages.len(), 6 + 5, "{messages:#?}");
}

#[test]
fn the_built_in_tables_are_a_projects_too() {
    let routes = TableFile { name: "routes.tsv", text: include_str!("../data/routes.tsv") };
    let models = TableFile { name: "models.tsv", text: include_str!("../data/models.tsv") };
    let overlay = Overlay::new(routes, models).unwrap();
    assert_eq!(overlay.catalog().models().count(), Catalog::BUILT_IN.models().count());
    for profile in Catalog::BUILT_IN.profiles() {
        let laid = overlay.catalog().profile(profile.id()).unwrap();
        let sources: BTreeSet<&str> = laid.routes().map(|route| route.source).collect();
        assert!(profile.routes().all(|route| laid.route(route.source) == Some(route)), "{}", profile.id());
        assert_eq!(sources.len(), profile.routes().count());
    }
}
