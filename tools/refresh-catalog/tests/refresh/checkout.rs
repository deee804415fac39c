//! The built-in catalog in a copy of this repository.

use crate::{
    bedrock::Bedrock,
    conduct::{Region, model, profile},
    project::{Project, TODAY, seen, undated},
};
use bedrock_profiles_catalog::{Catalog, Profile, Status};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

const CHANGELOG: &str = "CHANGELOG.md";
const DATE: &str = "catalog/data/src/lib.rs";
const MODELS: &str = "catalog/data/models.tsv";
const README: &str = "README.md";
const VERSION: &str = "catalog/data/Cargo.toml";
const ROUTES: &str = "catalog/data/routes.tsv";

/// A copy of what the command touches.
fn checkout() -> Project {
    let project = Project::new();
    for name in [CHANGELOG, DATE, MODELS, README, ROUTES, VERSION] {
        let path = project.root().join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::write(path, original(name)).expect("a file");
    }
    project
}

fn original(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the workspace");
    fs::read_to_string(root.join(name)).expect("a file of this project")
}

fn written(project: &Project, name: &str) -> String {
    undated(&fs::read_to_string(project.root().join(name)).expect("a file"))
}

#[tokio::test]
async fn what_is_new_is_added_and_no_other_row_is_touched() {
    let profile = profile("mars.olympus.mons-1", "mars-north-1", &["mars-north-1"]);
    let region = Region::listing([profile], [model("olympus.mons-1", "mars-north-1", &["INFERENCE_PROFILE"])]);
    let bedrock = Bedrock::with([("mars-north-1", region)]).await;
    let project = checkout();
    let printed = seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.warned(
        "warning: `mars-north-1` is new: add it, with its country, to catalog/data/regions.tsv\n\
         warning: `mars` is new: add it, with its geography, to catalog/data/prefixes.tsv\n",
    );
    assert!(printed.contains("\ncatalog/data: 2 added, 0 changed, 0 gone, 0 unchanged\n"), "{printed}");

    for (name, row) in [
        (ROUTES, "mars.olympus.mons-1\tmars-north-1\tmars-north-1\t(today)\tListInferenceProfiles\tcurrent"),
        (
            MODELS,
            "olympus.mons-1\tModel\tProvider\ttext\ttext\tyes\tactive\t-\t-\tinference_profile\t-\t-\t(today)\t\
             ListFoundationModels",
        ),
    ] {
        let (before, after) = (undated(&original(name)), written(&project, name));
        let (new, rest): (Vec<&str>, Vec<&str>) = after.lines().partition(|line| *line == row);
        assert_eq!((new.len(), rest), (1, before.lines().collect()));
        assert!(after.lines().skip(1).is_sorted() && after.ends_with('\n'), "{name}");
    }
    let dated = |name: &str| original(name).replace(Catalog::BUILT_IN.date(), TODAY);
    assert_eq!(written(&project, DATE), dated(DATE));
    assert_eq!(written(&project, README), dated(README));
    let version = fs::read_to_string(project.root().join(VERSION)).expect("a file");
    let day = |date: &str| format!("version = \"0.1.{}\"", date.replace('-', ""));
    assert!(original(VERSION).contains(&day(Catalog::BUILT_IN.date())));
    assert!(!version.contains(&day(Catalog::BUILT_IN.date())) && version.contains("version = \"0.1.20"), "{version}");
    let (retired, current): (Vec<_>, Vec<_>) = Catalog::BUILT_IN.profiles().partition(|profile| profile.is_retired());
    let models = Catalog::BUILT_IN.models().count();
    let counts = |added: usize| {
        format!(
            ": {} inference profiles, {} retired ones, {} foundation models, ",
            current.len() + added,
            retired.len(),
            models + added
        )
    };
    assert_eq!(written(&project, CHANGELOG), dated(CHANGELOG).replace(&counts(0), &counts(1)));
}

#[tokio::test]
async fn a_region_confirms_what_it_lists_and_what_is_documented_stays() {
    const FRANKFURT: &str = "eu-central-1";
    let is_from = |profile: &Profile<'_>| profile.route(FRANKFURT).is_some_and(|route| route.status == Status::Current);
    let profiles = Catalog::BUILT_IN.profiles().filter(is_from).map(|own| {
        let regions = own.route(FRANKFURT).and_then(|route| route.destinations.regions());
        let destinations = regions.map_or_else(|| vec![FRANKFURT, "*"], |regions| regions.iter().collect());
        profile(own.id(), FRANKFURT, &destinations)
    });
    let models = [model("olympus.mons-1", FRANKFURT, &["ON_DEMAND"])];
    let bedrock = Bedrock::with([(FRANKFURT, Region::listing(profiles, models))]).await;
    let project = checkout();
    seen(project.sync(&bedrock, &["--regions", FRANKFURT])).await.fine();

    let (before, after) = (by_source(&undated(&original(ROUTES))), by_source(&written(&project, ROUTES)));
    assert_eq!(before.keys().collect::<BTreeSet<_>>(), after.keys().collect::<BTreeSet<_>>());
    let mut confirmed = 0;
    for ((id, source), row) in &before {
        let is_confirmed = source == FRANKFURT && row[3] == "current";
        confirmed += usize::from(is_confirmed);
        let now = &after[&(id.clone(), source.clone())];
        if is_confirmed {
            assert_eq!(now[..], [&row[0], TODAY, "ListInferenceProfiles", "current"], "{id} from {source}");
        } else {
            assert_eq!(now, row, "{id} from {source}");
        }
    }
    assert!(confirmed > 50, "{confirmed}");
}

/// Destinations, day, origin and status by profile and source Region.
fn by_source(routes: &str) -> BTreeMap<(String, String), Vec<String>> {
    let rows = routes.lines().skip(1).map(|row| row.split('\t').collect::<Vec<&str>>());
    let of_row = |row: Vec<&str>| -> Vec<((String, String), Vec<String>)> {
        let rest: Vec<String> = row[2..].iter().map(|cell| (*cell).to_owned()).collect();
        row[1].split(' ').map(|source| ((row[0].to_owned(), source.to_owned()), rest.clone())).collect()
    };
    rows.flat_map(of_row).collect()
}

#[tokio::test]
async fn a_file_without_a_place_for_the_date_leaves_all_as_they_are() {
    let project = checkout();
    fs::write(project.root().join(CHANGELOG), "# Changelog\n").expect("a file");
    let files = project.files();
    let region = Region::listing(
        [profile("mars.olympus.mons-1", "mars-north-1", &["mars-north-1"])],
        [model("olympus.mons-1", "mars-north-1", &["INFERENCE_PROFILE"])],
    );
    let bedrock = Bedrock::with([("mars-north-1", region)]).await;
    seen(project.sync(&bedrock, &["--regions", "mars-north-1"]))
        .await
        .failed(2, "error: `CHANGELOG.md` has no `## [Unreleased]`, the place for the date\n");
    assert_eq!(project.files(), files);
}

#[tokio::test]
async fn elsewhere_there_is_no_built_in_catalog() {
    let project = Project::new();
    let bedrock = Bedrock::with([]).await;
    seen(project.sync(&bedrock, &[])).await.failed(
        2,
        "error: this is no checkout of bedrock-profiles: it has no `catalog/data`\n\
         help: `cargo bedrock-profiles sync` updates the catalog of a project\n",
    );
    assert_eq!(bedrock.asked(), []);
}
