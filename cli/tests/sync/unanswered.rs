//! Regions that do not answer: what the user sees, and what becomes of their rows.

use crate::{
    bedrock::Bedrock,
    conduct::{Conduct, Refusal, Region, model, profile},
    project::{Project, ROUTES as ROUTES_HEADER, seen, start},
};
use bedrock_profiles_catalog::{Catalog, Model, Profile, Status};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, time::Duration};
use tokio::time::{sleep, timeout};

const NORTH: &str = "mars-north-1";
const SOUTH: &str = "mars-south-1";
const BOTH: [&str; 2] = ["--regions", "mars-north-1,mars-south-1"];

const OPT_IN: &str = "help: enable it for the account if it is an opt-in Region, and take session credentials from a \
                      regional endpoint of STS; else name the Regions to ask with `--regions`\n";
const WRONG_KEYS: &str = "help: the credentials are wrong or no longer active, or none of the Regions is enabled for \
                          the account: sign in, as with `aws sso login`, or choose other credentials with `AWS_PROFILE`\n";
const SOMETHING_ELSE: &str =
    "help: ask again, or look at what answers in the place of Bedrock: a proxy, or `--endpoint-url`\n";
/// What the silence of the south means for policies.
const LEFT_OUT: &str = "warning: what is declared without `source_regions` is no longer granted from mars-south-1\n\
                        help: `sync` again before policies that are made from now on are deployed\n";

/// The project's rows of before.
const ROUTES: &str = "\
mars.olympus.mons-1\tmars-north-1\tmars-north-1\t2026-11-01\tListInferenceProfiles\tcurrent
mars.olympus.mons-1\tmars-south-1\tmars-south-1\t2026-11-01\tListInferenceProfiles\tcurrent
";
const MODELS: &str = "olympus.mons-1\tModel\tProvider\ttext\ttext\tyes\tactive\t-\t-\ton_demand\t-\tmars-north-1 \
                      mars-south-1\t2026-11-01\tListFoundationModels\n";

fn lists(region: &str) -> Region {
    let profile = profile("mars.olympus.mons-1", region, &[region]);
    Region::listing([profile], [model("olympus.mons-1", region, &["ON_DEMAND"])])
}

/// The north lists what it has, and the south does this; what it says of the south.
async fn with_south(south: Region, arguments: &[&str]) -> (Project, String) {
    let project = Project::with(ROUTES, MODELS);
    let bedrock = Bedrock::with([(NORTH, lists(NORTH)), (SOUTH, south)]).await;
    let seen = seen(project.sync(&bedrock, &[&BOTH, arguments].concat())).await;
    assert_eq!(seen.code, Some(0), "{seen:?}");
    assert!(seen.stdout.ends_with("1 Region answered, 1 did not\n"), "{seen:?}");
    (project, seen.stderr.strip_suffix(LEFT_OUT).expect("the warning").to_owned())
}

/// The north is as of today; the south as it was, and unconfirmed.
fn assert_south_is_kept(project: &Project) {
    assert_eq!(
        project.routes(),
        "\
mars.olympus.mons-1\tmars-north-1\tmars-north-1\t(today)\tListInferenceProfiles\tcurrent
mars.olympus.mons-1\tmars-south-1\tmars-south-1\t2026-11-01\tListInferenceProfiles\tunconfirmed
"
    );
    assert_eq!(project.models(), MODELS.replace("2026-11-01", "(today)"));
}

#[tokio::test]
async fn a_region_that_refuses_is_told_and_its_rows_stay() {
    const DENIED: &str = "help: the policy of `cargo bedrock-profiles sync --print-policy` allows it, where no service \
                          control policy denies the Region\n";
    const SIGN_IN: &str = "help: sign in, as with `aws sso login`, or choose other credentials with `AWS_PROFILE`\n";
    let expired =
        Refusal { status: 403, code: "ExpiredTokenException", message: "The security token included is expired" };
    let skewed = Refusal { status: 403, code: "InvalidSignatureException", message: "Signature expired" };
    let broken = Refusal { status: 400, code: "ValidationException", message: "Malformed input" };
    for (refusal, help) in [
        (Refusal::unknown_client(), OPT_IN),
        (Refusal::access_denied(), DENIED),
        (expired, SIGN_IN),
        (skewed, "help: look at the secret access key, and at the clock of this machine\n"),
        (broken, "help: ask again later\n"),
    ] {
        let (project, stderr) = with_south(Region::refusing(refusal), &[]).await;
        let (code, message) = (refusal.code, refusal.message);
        assert_eq!(stderr, format!("warning: no answer from mars-south-1: {code}: {message}\n{help}"));
        assert_south_is_kept(&project);
    }
}

#[tokio::test]
async fn what_is_not_an_answer_is_told_and_the_rows_stay() {
    let stranger = json!({ "inferenceProfileSummaries": [profile("mars.olympus.mons-1", NORTH, &[NORTH])] });
    let nameless = json!({ "inferenceProfileSummaries": [{}], "modelSummaries": [] });
    let circle = json!({ "inferenceProfileSummaries": [], "modelSummaries": [], "nextToken": "again" });
    let no_profiles = json!({ "modelSummaries": [model("olympus.mons-1", SOUTH, &["ON_DEMAND"])] });
    let no_models = json!({ "inferenceProfileSummaries": [profile("mars.olympus.mons-1", SOUTH, &[SOUTH])] });
    let nothing = json!({ "inferenceProfileSummaries": [], "modelSummaries": [] });
    let other = |places: &[&str]| profile("mars.olympus.mons-1", SOUTH, places);
    let in_two_ways = json!({ "inferenceProfileSummaries": [other(&[SOUTH]), other(&[SOUTH]), other(&[NORTH])] });
    let mut model_again = json!({ "inferenceProfileSummaries": [] });
    model_again["modelSummaries"] =
        ["ON_DEMAND", "PROVISIONED"].map(|kind| model("olympus.mons-1", SOUTH, &[kind])).into();
    let with_models = |mut answer: Value| {
        answer["modelSummaries"] = json!([]);
        answer.to_string()
    };
    for (text, why) in [
        ("<html>Sign in to the network</html>".to_owned(), "HTTP status 200 with `text/html`: "),
        ("{\"inferenceProfileSummaries\": [".to_owned(), "HTTP status 200: "),
        ("[]".to_owned(), "HTTP status 200: "),
        (String::new(), "it has no `"),
        (json!({ "status": "ok" }).to_string(), "it has no `"),
        (no_profiles.to_string(), "it has no `inferenceProfileSummaries`\n"),
        (no_models.to_string(), "it has no `modelSummaries`\n"),
        (nothing.to_string(), "it lists nothing at all\n"),
        (nameless.to_string(), "something in it has no id\n"),
        (circle.to_string(), "the `nextToken` of a page leads back to it\n"),
        (
            with_models(stranger),
            "`arn:aws:bedrock:mars-north-1:123456789012:inference-profile/mars.olympus.mons-1` is not of this Region\n",
        ),
        (with_models(in_two_ways), "`mars.olympus.mons-1` in `mars-south-1` has other `models` where it comes again\n"),
        (
            model_again.to_string(),
            "`olympus.mons-1` in `mars-south-1` has other `inferenceTypesSupported` where it comes again\n",
        ),
    ] {
        let (project, stderr) = with_south(Region::that(Conduct::Says(text.clone())), &[]).await;
        let start = format!("warning: no answer from mars-south-1: the answer is not one of Bedrock: {why}");
        assert!(stderr.starts_with(&start) && stderr.ends_with(SOMETHING_ELSE), "{text}: {stderr}");
        assert_south_is_kept(&project);
    }
}

#[tokio::test]
async fn a_region_that_is_slow_is_not_waited_for() {
    let (project, stderr) = with_south(Region::that(Conduct::Hangs), &["--timeout", "1"]).await;
    assert!(stderr.starts_with("warning: no answer from mars-south-1: request has timed out"), "{stderr}");
    assert!(stderr.ends_with("\nhelp: ask again, or wait longer with `--timeout`\n"), "{stderr}");
    assert_south_is_kept(&project);
}

#[tokio::test]
async fn an_answer_that_is_cut_is_no_answer() {
    let (project, stderr) = with_south(Region::that(Conduct::Cuts), &[]).await;
    assert!(stderr.starts_with("warning: no answer from mars-south-1: "), "{stderr}");
    assert_south_is_kept(&project);
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    let throttled = || Conduct::Refuses(Refusal::throttling());
    let by_a_proxy = Conduct::Fails(429, "<html>Slow down</html>".to_owned());
    for (conduct, times) in [(throttled(), 2), (by_a_proxy, 2), (Conduct::Cuts, 1), (Conduct::Hangs, 1)] {
        let project = Project::with(ROUTES, MODELS);
        let bedrock = Bedrock::with([(SOUTH, lists(SOUTH).after(times, conduct))]).await;
        let printed = seen(project.sync(&bedrock, &["--regions", SOUTH, "--timeout", "9"])).await.fine();
        assert!(printed.contains("1 Region answered, 0 did not"), "{printed}");
        assert_eq!(bedrock.asked().len(), 2 * (times + 1), "both lists, each asked for so often");
    }
}

#[tokio::test]
async fn throttling_without_an_end_is_given_up() {
    let (project, stderr) = with_south(Region::refusing(Refusal::throttling()), &[]).await;
    assert_eq!(
        stderr,
        "warning: no answer from mars-south-1: ThrottlingException: Rate exceeded\nhelp: ask again later\n"
    );
    assert_south_is_kept(&project);
}

#[tokio::test]
async fn a_status_without_an_error_of_the_service_is_told() {
    for (status, message, help) in [
        (429, "Too many requests", "help: ask again later\n"),
        (503, "Slow down", "help: ask again later\n"),
        (407, "Sign in to the network", SOMETHING_ELSE),
    ] {
        let body = json!({ "message": message }).to_string();
        let (project, stderr) = with_south(Region::that(Conduct::Fails(status, body)), &[]).await;
        assert!(stderr.contains(&format!("HTTP status {status}: {message}\n{help}")), "{stderr}");
        assert_south_is_kept(&project);
    }
}

#[tokio::test]
async fn where_a_proxy_leads_is_told() {
    let (project, stderr) = with_south(Region::that(Conduct::Redirects("https://sign-in.example/")), &[]).await;
    assert!(stderr.contains(": HTTP status 302 to `https://sign-in.example/`: "), "{stderr}");
    assert!(stderr.ends_with(SOMETHING_ELSE), "{stderr}");
    assert_south_is_kept(&project);
}

#[tokio::test]
async fn pages_without_an_end_are_given_up() {
    let (project, stderr) = with_south(Region::that(Conduct::NeverEnds), &[]).await;
    assert!(stderr.contains(": 100 pages in a row list nothing new, and another one follows\n"), "{stderr}");
    assert_south_is_kept(&project);
}

#[tokio::test]
async fn what_is_written_while_regions_are_asked_stays() {
    let project = Project::with(ROUTES, MODELS);
    let bedrock = Bedrock::with([(NORTH, lists(NORTH)), (SOUTH, Region::that(Conduct::Hangs))]).await;
    let child = start(project.sync(&bedrock, &[&BOTH[..], &["--timeout", "2"]].concat()));
    timeout(Duration::from_mins(1), bedrock.is_asked()).await.expect("a request");
    let meanwhile = "mars.olympus.mons-1\tmars-west-1\tmars-west-1\t2026-11-01\tby hand\tcurrent\n";
    fs::write(project.catalog().join("routes.tsv"), format!("{ROUTES_HEADER}{ROUTES}{meanwhile}")).expect("a table");
    timeout(Duration::from_mins(1), child.wait_with_output()).await.expect("it ends").expect("its end");
    assert!(
        project.routes().contains(meanwhile) && project.routes().contains("\tunconfirmed\n"),
        "{}",
        project.routes()
    );
}

#[cfg(unix)]
#[tokio::test]
async fn runs_that_end_at_the_same_moment_lose_no_row() {
    for project in [Project::with(ROUTES, MODELS), Project::new()] {
        let names: Vec<String> = (1..=6).map(|number| format!("mars-west-{number}")).collect();
        let bedrock = Bedrock::with(names.iter().map(|name| (name.as_str(), lists(name)))).await;
        let runs: Vec<_> = names.iter().map(|name| start(project.sync(&bedrock, &["--regions", name]))).collect();
        for run in runs {
            let output = timeout(Duration::from_mins(1), run.wait_with_output()).await.expect("it ends");
            let output = output.expect("its end");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let routes = project.routes();
        let recorded = names.iter().filter(|name| routes.contains(name.as_str()));
        assert_eq!(recorded.count(), names.len(), "{routes}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_table_that_is_a_link_stays_one() {
    let project = Project::with(ROUTES, MODELS);
    let (link, shared) = (project.catalog().join("routes.tsv"), project.root().join("shared.tsv"));
    fs::rename(&link, &shared).expect("a table");
    std::os::unix::fs::symlink("../shared.tsv", &link).expect("a link");
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    seen(project.sync(&bedrock, &["--regions", NORTH])).await.fine();
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert!(fs::read_to_string(&shared).expect("a table") != format!("{ROUTES_HEADER}{ROUTES}"));
}

#[tokio::test]
async fn a_catalog_that_cannot_be_written_is_told_before_anybody_is_asked() {
    let project = Project::new();
    fs::write(project.catalog(), "no folder").expect("a file");
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    let seen = seen(project.sync(&bedrock, &BOTH)).await;
    assert_eq!((seen.stdout.as_str(), seen.code), ("", Some(2)), "{seen:?}");
    assert!(seen.stderr.starts_with("error: `bedrock-catalog` can't be written: "), "{seen:?}");
    assert_eq!(bedrock.asked(), []);
}

#[tokio::test]
async fn a_misspelt_region_is_told() {
    let project = Project::with(ROUTES, MODELS);
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    let seen = seen(project.sync(&bedrock, &["--regions", "mars-north-1", "eu-wset-1"])).await;
    let nearest = "warning: no AWS Region called `eu-wset-1` is on record\nhelp: the nearest is `eu-west-1`\n";
    assert!(seen.code == Some(0) && seen.stderr.contains(nearest), "{seen:?}");
    let alone = self::seen(project.sync(&bedrock, &["--regions", "eu-wset-1"])).await;
    assert!(alone.code == Some(1) && alone.stderr.contains(&nearest.replace("warning", "error")), "{alone:?}");
}

/// Those of the commercial partition that list profiles, as far as is known, or models where no profile ever was.
fn regions_with_bedrock() -> BTreeSet<&'static str> {
    let all = Catalog::BUILT_IN;
    let routes = || all.profiles().flat_map(Profile::routes);
    let sources: BTreeSet<&str> = routes().map(|route| route.source).collect();
    let current = routes().filter(|route| route.status == Status::Current).map(|route| route.source);
    let on_demand = all.models().flat_map(Model::on_demand_regions).filter(|region| !sources.contains(region));
    let is_commercial = |region: &&str| !region.starts_with("us-gov-") && !region.starts_with("cn-");
    current.chain(on_demand).filter(is_commercial).collect()
}

#[tokio::test]
async fn a_region_that_is_not_known_for_bedrock_may_be_silent() {
    let beyond = ROUTES.replace("mars-south-1\tmars-south-1", "mars-south-1\tmars-south-1 xx-new-1");
    let project = Project::with(&beyond, MODELS);
    let all = Catalog::BUILT_IN;
    let names = regions_with_bedrock();
    // No capture has seen it for months.
    assert!(!names.contains("me-south-1"), "{names:?}");
    let of_south = Region::listing([profile("mars.olympus.mons-1", SOUTH, &[SOUTH, "xx-new-1"])], []);
    let regions = names.into_iter().chain([NORTH, SOUTH]);
    let regions = regions.map(|name| (name, if name == SOUTH { of_south.clone() } else { lists(name) }));
    let bedrock = Bedrock::with(regions).await;
    let printed = seen(project.sync(&bedrock, &["--strict"])).await.fine();
    assert!(printed.ends_with(" Regions answered, 0 did not\n"), "{printed}");
    let asked: BTreeSet<String> = bedrock.asked().into_iter().map(|asked| asked.region).collect();
    assert!(
        asked.contains("xx-new-1")
            && all.regions().all(|region| region.partition() != "aws" || asked.contains(region.name()))
    );
}

#[tokio::test]
async fn a_world_without_profiles_is_not_believed() {
    let project = Project::new();
    let nothing = |region| (region, Region::listing([], [model("olympus.mons-1", region, &["ON_DEMAND"])]));
    let bedrock = Bedrock::with(regions_with_bedrock().into_iter().map(nothing)).await;
    let seen = seen(project.sync(&bedrock, &[])).await;
    assert_eq!((seen.stdout.as_str(), seen.code), ("", Some(1)), "{seen:?}");
    let why = ": the answer is not one of Bedrock: it lists no inference profile, where many are on record\n";
    assert!(seen.stderr.contains(why), "{seen:?}");
    assert!(project.files().is_empty());
}

#[tokio::test]
async fn programs_learn_who_did_not_answer() {
    let project = Project::new();
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    let seen = seen(project.sync(&bedrock, &[&BOTH[..], &["--strict", "--format", "json"]].concat())).await;
    assert_eq!(seen.code, Some(1));
    let printed: Value = serde_json::from_str(&seen.stdout).expect("JSON");
    assert_eq!((&printed["written"], &printed["regions"]["answered"]), (&json!(false), &json!([NORTH])));
    assert_eq!(printed["regions"]["unanswered"][0]["region"], json!(SOUTH));
}

#[tokio::test]
async fn a_kept_row_is_changed_and_not_gone() {
    let project = Project::with(ROUTES, MODELS);
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    let printed = seen(project.sync(&bedrock, &BOTH)).await.stdout;
    assert_eq!(
        printed,
        "\
change   profile or model     from          what
changed  mars.olympus.mons-1  mars-south-1  status: active -> unconfirmed
bedrock-catalog: 0 added, 1 changed, 0 gone, 2 unchanged
1 Region answered, 1 did not
"
    );
}

#[tokio::test]
async fn what_a_region_leaves_unconfirmed_is_counted_where_it_is_much() {
    let of = |model: &str| (ROUTES.replace("mons-1", model), MODELS.replace("mons-1", model));
    let printed = async |models: &[&str]| {
        let (routes, models): (String, String) = models.iter().map(|model| of(model)).unzip();
        let project = Project::with(&routes, &models);
        let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
        seen(project.sync(&bedrock, &[&BOTH[..], &["--format", "table"]].concat())).await.stdout
    };
    let few = printed(&["mons-1", "mons-2", "mons-3"]).await;
    assert_eq!(few.matches("  mars-south-1  status: active -> unconfirmed\n").count(), 3, "{few}");
    let many = printed(&["mons-1", "mons-2", "mons-3", "mons-4"]).await;
    let row = "changed  4 profiles            mars-south-1  status: active -> unconfirmed\n";
    assert!(many.contains(row) && many.matches("mars-south-1").count() == 1, "{many}");
    assert!(many.contains("gone     mars.olympus.mons-4"), "the north answers without it: {many}");
}

#[tokio::test]
async fn the_same_reason_is_told_once() {
    let project = Project::new();
    let denied = |name| (name, Region::refusing(Refusal::denied_in(name)));
    let bedrock = Bedrock::with([(NORTH, lists(NORTH)), denied("eu-west-1"), denied("us-east-1")]).await;
    let stderr = seen(project.sync(&bedrock, &["--regions", "mars-north-1,eu-west-1,us-east-1"])).await.stderr;
    assert!(stderr.starts_with("warning: no answer from eu-west-1, us-east-1: Acc"), "{stderr}");
    assert_eq!(stderr.matches("no answer").count(), 1, "{stderr}");
    let regions = "mars-east-1,mars-north-1,mars-west-1,mars-south-1";
    let stderr = seen(project.sync(&bedrock, &["--regions", regions])).await.stderr;
    let together = format!(
        "warning: no answer from mars-east-1, mars-south-1, mars-west-1: UnrecognizedClientException: \
         The security token included in the request is invalid.\n{OPT_IN}"
    );
    assert!(stderr.starts_with(&together) && stderr.matches("no answer").count() == 1, "{stderr}");
}

#[tokio::test]
async fn built_in_rows_of_a_region_that_does_not_answer_are_left_alone() {
    let project = Project::new();
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    let regions = "mars-north-1,eu-central-1";
    assert_eq!(seen(project.sync(&bedrock, &["--regions", regions])).await.code, Some(0));
    assert!(!project.routes().contains("eu-central-1") && !project.models().contains("eu-central-1"));
}

#[tokio::test]
async fn a_strict_sync_is_whole_or_nothing() {
    let project = Project::with(ROUTES, MODELS);
    let bedrock = Bedrock::with([(NORTH, lists(NORTH))]).await;
    let files = project.files();
    seen(project.sync(&bedrock, &[&BOTH[..], &["--strict"]].concat())).await.failed(
        1,
        &format!(
            "error: no answer from mars-south-1: UnrecognizedClientException: The security token included in the \
             request is invalid.\n{OPT_IN}error: nothing is written\n"
        ),
    );
    assert_eq!(project.files(), files);
    let bedrock = Bedrock::with([(NORTH, lists(NORTH)), (SOUTH, lists(SOUTH))]).await;
    seen(project.sync(&bedrock, &[&BOTH[..], &["--strict"]].concat())).await.fine();
}

#[tokio::test]
async fn where_no_region_answers_nothing_is_written() {
    for project in [Project::new(), Project::with(ROUTES, MODELS)] {
        let bedrock = Bedrock::with([]).await;
        let files = project.files();
        let seen = seen(project.sync(&bedrock, &BOTH)).await;
        assert_eq!((seen.stdout.as_str(), seen.code), ("", Some(1)), "{seen:?}");
        assert!(seen.stderr.contains(WRONG_KEYS) && seen.stderr.ends_with("error: nothing is written\n"), "{seen:?}");
        assert_eq!(project.files(), files);
    }
}

#[tokio::test]
async fn eight_regions_are_asked_side_by_side() {
    let names: Vec<String> = (1..=9).map(|number| format!("mars-west-{number}")).collect();
    let bedrock = Bedrock::with(names.iter().map(|name| (name.as_str(), Region::that(Conduct::Hangs)))).await;
    let project = Project::new();
    let child = start(project.sync(&bedrock, &["--regions", &names.join(",")]));
    let mut asked = BTreeSet::new();
    let eight = async {
        while asked.len() < 8 {
            bedrock.is_asked().await;
            asked.extend(bedrock.asked().into_iter().map(|asked| asked.region));
        }
    };
    timeout(Duration::from_mins(1), eight).await.expect("eight Regions at once");
    // The ninth waits until one has answered.
    sleep(Duration::from_secs(1)).await;
    asked.extend(bedrock.asked().into_iter().map(|asked| asked.region));
    assert_eq!(asked.len(), 8, "{asked:?}");
    drop(child);
}
