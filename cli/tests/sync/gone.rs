//! What a Region no longer lists.

use crate::{
    bedrock::Bedrock,
    conduct::{Region, model, profile},
    project::{self, Project, seen, undated},
};
use std::fs;

const NORTH: &str = "mars-north-1";
const SOUTH: &str = "mars-south-1";
const BOTH: &str = "mars-north-1,mars-south-1";

/// The project's rows of before: a profile of a model from both Regions.
const ROUTES: &str = "\
mars.olympus.mons-1\tmars-north-1\tmars-north-1\t2026-11-01\tListInferenceProfiles\tcurrent
mars.olympus.mons-1\tmars-south-1\tmars-south-1\t2026-11-01\tListInferenceProfiles\tcurrent
";
const MODELS: &str = "olympus.mons-1\tModel\tProvider\ttext\ttext\tyes\tactive\t-\t-\tinference_profile on_demand\t-\t\
                      mars-north-1\t2026-11-01\tListFoundationModels\n";

/// A Region with a model, and nothing of the one that is on record.
fn without(region: &str) -> Region {
    Region::listing([], [model("elysium.mons-1", region, &["ON_DEMAND"])])
}

/// A Region that lists the profile and the model on record.
fn with(region: &str, inference_type: &str) -> Region {
    let profile = profile("mars.olympus.mons-1", region, &[region]);
    Region::listing([profile], [model("olympus.mons-1", region, &[inference_type])])
}

/// The status of each of the profile's routes.
fn statuses(project: &Project) -> Vec<String> {
    let routes = project.routes();
    let rows = routes.lines().filter(|row| row.starts_with("mars.olympus.mons-1\t"));
    rows.filter_map(|row| row.split('\t').next_back()).map(str::to_owned).collect()
}

fn olympus(project: &Project) -> String {
    let models = project.models();
    models.lines().find(|row| row.starts_with("olympus.mons-1\t")).expect("a row").to_owned()
}

async fn sync(project: &Project, north: Region, south: Option<Region>, regions: &str) -> String {
    let south = south.map(|south| (SOUTH, south));
    let bedrock = Bedrock::with([(NORTH, north)].into_iter().chain(south)).await;
    let seen = seen(project.sync(&bedrock, &["--regions", regions])).await;
    assert_eq!(seen.code, Some(0), "{seen:?}");
    seen.stdout
}

#[tokio::test]
async fn a_profile_that_no_region_lists_is_retired_and_its_model_ends() {
    let project = Project::with(ROUTES, MODELS);
    let printed = sync(&project, without(NORTH), Some(without(SOUTH)), BOTH).await;
    assert_eq!(project.routes(), ROUTES.replace("current", "retired"), "as last seen");
    let ended = MODELS.replace("active", "eol").replace(" on_demand\t-\tmars-north-1", "\t-\t-");
    assert_eq!(format!("{}\n", olympus(&project)), ended);
    let gone = "\
gone    mars.olympus.mons-1   mars-north-1 mars-south-1  status: active -> retired
";
    assert!(printed.contains(gone), "{printed}");
    assert!(printed.contains("\ngone    model olympus.mons-1"), "{printed}");
    assert!(printed.contains(": 1 added, 0 changed, 3 gone, "), "{printed}");
}

#[tokio::test]
async fn a_route_that_its_region_alone_does_not_list_is_unconfirmed() {
    let project = Project::with(ROUTES, MODELS);
    let printed = sync(&project, without(NORTH), Some(with(SOUTH, "INFERENCE_PROFILE")), BOTH).await;
    assert_eq!(statuses(&project), ["unconfirmed", "current"]);
    assert!(
        printed.contains("gone     mars.olympus.mons-1   mars-north-1  status: active -> unconfirmed\n"),
        "{printed}"
    );
    let row = olympus(&project);
    assert!(row.contains("\tactive\t-\t-\tinference_profile\t-\t-\t"), "not on demand any more: {row}");
}

#[tokio::test]
async fn nothing_is_retired_while_a_region_on_record_has_not_answered() {
    for regions in [NORTH, BOTH] {
        let project = Project::with(ROUTES, MODELS);
        sync(&project, without(NORTH), None, regions).await;
        let south = if regions == BOTH { "unconfirmed" } else { "current" };
        assert_eq!(statuses(&project), ["unconfirmed", south]);
        assert!(olympus(&project).contains("\tactive\t"), "{}", olympus(&project));
    }
}

#[tokio::test]
async fn an_unconfirmed_route_of_a_region_without_an_answer_still_stands() {
    let project = Project::with(
        &ROUTES.replace(
            "south-1\t2026-11-01\tListInferenceProfiles\tcurrent",
            "south-1\t2026-11-01\tListInferenceProfiles\tunconfirmed",
        ),
        MODELS,
    );
    sync(&project, without(NORTH), None, BOTH).await;
    assert_eq!(statuses(&project), ["unconfirmed", "unconfirmed"]);
}

#[tokio::test]
async fn what_is_withdrawn_after_it_was_unconfirmed_is_gone() {
    let project = Project::with(&ROUTES.replace("current", "unconfirmed"), MODELS);
    let printed = sync(&project, without(NORTH), Some(without(SOUTH)), BOTH).await;
    assert_eq!(statuses(&project), ["retired", "retired"]);
    assert!(printed.contains(": 1 added, 0 changed, 3 gone, "), "{printed}");
}

#[tokio::test]
async fn a_profile_without_a_status_is_there() {
    let project = Project::with(ROUTES, MODELS);
    let mut listed = profile("mars.olympus.mons-1", NORTH, &[NORTH]);
    listed.as_object_mut().expect("an object").remove("status");
    let north = Region::listing([listed], [model("olympus.mons-1", NORTH, &["ON_DEMAND"])]);
    sync(&project, north, None, NORTH).await;
    assert_eq!(statuses(&project), ["current", "current"]);
}

#[tokio::test]
async fn a_retired_profile_that_is_listed_again_is_current_there_alone() {
    let project = Project::with(&ROUTES.replace("current", "retired"), &MODELS.replace("active", "eol"));
    sync(&project, with(NORTH, "ON_DEMAND"), None, NORTH).await;
    assert_eq!(statuses(&project), ["current", "unconfirmed"]);
    assert!(olympus(&project).contains("\tactive\t"), "{}", olympus(&project));
}

/// Neither what a Region answers, nor what it leaves out, nor that it does not answer changes them.
#[tokio::test]
async fn rows_that_are_pinned_stay_and_are_counted() {
    let pinned = |rows: &str| rows.replace('\n', "\tyes\n");
    let project = Project::new();
    let tables = [("routes.tsv", project::ROUTES, ROUTES), ("models.tsv", project::MODELS, MODELS)];
    fs::create_dir(project.catalog()).expect("a folder");
    for (name, header, rows) in tables {
        let text = format!("{}\tpin\n{}", header.trim_end(), pinned(rows));
        fs::write(project.catalog().join(name), text).expect("a table");
    }
    let read = || ["routes.tsv", "models.tsv"].map(|name| fs::read_to_string(project.catalog().join(name)));
    let [routes, models] = read().map(|text| text.expect("a table"));
    let printed = sync(&project, without(NORTH), Some(without(SOUTH)), BOTH).await;
    assert!(printed.contains("\n1 row left as pinned\n"), "the routes are in use, and keep the model: {printed}");
    let printed = sync(&project, without(NORTH), None, BOTH).await;
    assert!(printed.contains("left as pinned\n"), "{printed}");
    let printed = sync(&project, with(NORTH, "ON_DEMAND"), Some(with(SOUTH, "ON_DEMAND")), BOTH).await;
    assert!(printed.contains("\n3 rows left as pinned\n"), "{printed}");
    let [routes_after, models_after] = read().map(|text| text.expect("a table"));
    assert_eq!(routes_after, routes);
    assert!(models.lines().all(|row| models_after.contains(row)), "{models_after}");
}

#[tokio::test]
async fn what_aws_documents_need_not_be_listed() {
    let documented = ROUTES.replace("ListInferenceProfiles", "AWS documentation");
    let models = MODELS.replace("ListFoundationModels", "AWS documentation");
    let project = Project::with(&documented, &models);
    sync(&project, without(NORTH), None, BOTH).await;
    assert_eq!(project.routes(), documented);
    assert_eq!(format!("{}\n", olympus(&project)), models);
}

#[tokio::test]
async fn a_documented_guess_does_not_keep_a_profile_alive() {
    let guess = ROUTES.replace(
        "south-1\t2026-11-01\tListInferenceProfiles\tcurrent",
        "south-1\t2026-08-22\tAWS documentation\tunconfirmed",
    );
    let project = Project::with(&guess, MODELS);
    sync(&project, without(NORTH), None, BOTH).await;
    assert_eq!(statuses(&project), ["retired", "retired"]);
}

#[tokio::test]
async fn a_built_in_route_that_its_region_does_not_list_gets_a_row() {
    let project = Project::new();
    let bedrock = Bedrock::with([("eu-central-1", with("eu-central-1", "ON_DEMAND"))]).await;
    let printed = seen(project.sync(&bedrock, &["--regions", "eu-central-1"])).await.fine();
    let routes = project.routes();
    let sonnet = routes.lines().find(|row| row.starts_with("eu.anthropic.claude-sonnet-4-6\t")).expect("a row");
    let cells: Vec<&str> = sonnet.split('\t').collect();
    let built_in = bedrock_profiles_catalog::Catalog::BUILT_IN.profile("eu.anthropic.claude-sonnet-4-6");
    let route = built_in.and_then(|profile| profile.route("eu-central-1")).expect("a route");
    let seen = undated(route.seen);
    let expected = [route.source, route.destinations.as_str(), &seen, route.origin, "unconfirmed"];
    assert_eq!(cells[1..], expected);
    assert!(printed.contains("gone     eu.anthropic.claude-sonnet-4-6 "), "{printed}");
}
