//! What Regions list is what the catalog has.

use crate::{
    bedrock::{Asked, Bedrock},
    conduct::{Region, model, profile},
    project::{Project, seen, undated},
};
use serde_json::{Value, json};

/// A profile and a model that the built-in catalog does not have, in a Region that it does not have.
fn unheard_of() -> Region {
    let profile = profile("mars.olympus.mons-1", "mars-north-1", &["mars-north-1", "mars-south-1"]);
    Region::listing([profile], [model("olympus.mons-1", "mars-north-1", &["INFERENCE_PROFILE"])])
}

#[tokio::test]
async fn a_project_without_a_catalog_gets_one() {
    let project = Project::new();
    let bedrock = Bedrock::with([("mars-north-1", unheard_of())]).await;
    let printed = seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.fine();
    assert_eq!(
        printed,
        "\
change  profile or model      from          what
added   mars.olympus.mons-1   mars-north-1  destinations: mars-north-1 mars-south-1
added   model olympus.mons-1                name: Model; provider: Provider; input: text; output: text; \
streaming: yes; lifecycle: active; inference_types: inference_profile
bedrock-catalog: 2 added, 0 changed, 0 gone, 0 unchanged
1 Region answered, 0 did not
a new folder, which the macro reads from now on: commit it
"
    );
    assert_eq!(
        project.routes(),
        "mars.olympus.mons-1\tmars-north-1\tmars-north-1 mars-south-1\t(today)\tListInferenceProfiles\tcurrent\n"
    );
    assert_eq!(
        project.models(),
        "olympus.mons-1\tModel\tProvider\ttext\ttext\tyes\tactive\t-\t-\tinference_profile\t-\t-\t(today)\t\
         ListFoundationModels\n"
    );
}

#[tokio::test]
async fn the_same_again_changes_nothing() {
    let project = Project::new();
    let bedrock = Bedrock::with([("mars-north-1", unheard_of())]).await;
    seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.fine();
    let files = project.files();
    let printed = seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.fine();
    assert_eq!(printed, "bedrock-catalog: 0 added, 0 changed, 0 gone, 2 unchanged\n1 Region answered, 0 did not\n");
    assert_eq!(project.files(), files);
}

#[tokio::test]
async fn each_region_is_asked_for_both_lists_and_signed_for() {
    let project = Project::new();
    let regions = ["eu-central-1", "eu-north-1"];
    let bedrock = Bedrock::with(regions.map(|region| (region, unlisted(region)))).await;
    seen(project.sync(&bedrock, &["--regions", &regions.join(",")])).await.fine();
    let mut asked = bedrock.asked();
    asked.sort_by(|a, b| (&a.region, &a.target).cmp(&(&b.region, &b.target)));
    let targets = ["/foundation-models", "/inference-profiles?maxResults=1000&type=SYSTEM_DEFINED"];
    let expected = regions
        .iter()
        .flat_map(|region| targets.map(|target| Asked { region: (*region).to_owned(), target: target.to_owned() }));
    assert_eq!(asked, expected.collect::<Vec<Asked>>());
}

/// A Region with none of the profiles that are on record.
fn unlisted(region: &str) -> Region {
    let profile = profile("mars.olympus.mons-1", region, &[region]);
    Region::listing([profile], [model("olympus.mons-1", region, &["ON_DEMAND"])])
}

#[tokio::test]
async fn without_a_choice_every_region_of_the_partition_is_asked() {
    for (home, known, elsewhere) in
        [("eu-central-1", "ap-southeast-2", "us-gov-west-1"), ("us-gov-east-1", "us-gov-west-1", "us-east-1")]
    {
        let project = Project::new();
        let bedrock = Bedrock::with([(home, unlisted(home))]).await;
        let mut command = project.sync(&bedrock, &[]);
        assert_eq!(
            seen({
                command.env("AWS_REGION", home);
                command
            })
            .await
            .code,
            Some(0)
        );
        let asked = bedrock.asked();
        let is_asked = |region| asked.iter().any(|asked| asked.region == region);
        assert!(is_asked(home) && is_asked(known) && !is_asked(elsewhere), "{asked:?}");
    }
}

#[tokio::test]
async fn without_a_region_the_commercial_ones_are_asked() {
    let project = Project::new();
    let bedrock = Bedrock::with([("us-east-1", unlisted("us-east-1"))]).await;
    let mut command = project.sync(&bedrock, &[]);
    command.env_remove("AWS_REGION");
    assert_eq!(seen(command).await.code, Some(0));
    assert!(bedrock.asked().iter().any(|asked| asked.region == "sa-east-1"));
}

#[tokio::test]
async fn regions_of_the_projects_catalog_are_asked() {
    let route = "mars.olympus.mons-1\tmars-north-1\tmars-north-1\t2026-11-01\tListInferenceProfiles\tcurrent\n";
    let model = "olympus.mons-1\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t2026-11-01\tListFoundationModels\n";
    let project = Project::with(route, model);
    let bedrock = Bedrock::with([("mars-north-1", unheard_of())]).await;
    assert_eq!(seen(project.sync(&bedrock, &[])).await.code, Some(0));
    let destinations = "mars-north-1 mars-south-1\t(today)";
    assert!(project.routes().contains(destinations), "{}", project.routes());
}

#[tokio::test]
async fn all_pages_are_read() {
    let ids: Vec<String> = (1..=7).map(|number| format!("mars.olympus.mons-{number}")).collect();
    let profiles = ids.iter().map(|id| profile(id, "mars-north-1", &["mars-north-1"]));
    let region = Region::listing(profiles, []).in_pages_of(3);
    let bedrock = Bedrock::with([("mars-north-1", region)]).await;
    let project = Project::new();
    seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.fine();
    let routes = project.routes();
    let listed: Vec<&str> = routes.lines().filter_map(|row| row.split('\t').next()).collect();
    assert_eq!(listed, ids);
    assert_eq!(bedrock.asked().len(), 4, "three pages of profiles, and the models");
}

#[tokio::test]
async fn values_that_the_sdk_does_not_know_stay() {
    let mut model = model("olympus.mons-1", "mars-north-1", &["INFERENCE_PROFILE", "PROVISIONED", "TELEPATHY"]);
    model["inputModalities"] = json!(["TEXT", "VIDEO", "SMELL"]);
    model["outputModalities"] = json!(["SPEECH"]);
    model["modelLifecycle"] = json!({
        "status": "LEGACY",
        "startOfLifeTime": "2024-05-22T00:00:00Z",
        "legacyTime": "2026-10-05T10:20:30.5Z",
        "endOfLifeTime": "2027-05-22T00:00:00Z",
    });
    let region = Region::listing([], [model]);
    let bedrock = Bedrock::with([("mars-north-1", region)]).await;
    let project = Project::new();
    seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.fine();
    assert_eq!(
        project.models(),
        "olympus.mons-1\tModel\tProvider\tsmell text video\tspeech\tyes\tlegacy\t2026-10-05\t2027-05-22\t\
         inference_profile provisioned telepathy\t-\t-\t(today)\tListFoundationModels\n"
    );
}

#[tokio::test]
async fn the_arn_without_a_region_leads_anywhere() {
    let regions = ["eu-central-1", "eu-north-1"].map(|source| {
        let profile = profile("global.olympus.mons-1", source, &[source, "*"]);
        (source, Region::listing([profile], [model("olympus.mons-1", source, &["INFERENCE_PROFILE"])]))
    });
    let bedrock = Bedrock::with(regions).await;
    let project = Project::new();
    seen(project.sync(&bedrock, &["--regions", "eu-north-1,eu-central-1"])).await.fine();
    let row = "global.olympus.mons-1\teu-central-1 eu-north-1\t*\t(today)\tListInferenceProfiles\tcurrent\n";
    assert!(project.routes().contains(row), "{}", project.routes());
}

#[tokio::test]
async fn a_model_is_on_demand_where_its_region_says_so() {
    let regions = [("mars-north-1", "ON_DEMAND"), ("mars-south-1", "INFERENCE_PROFILE")];
    let regions =
        regions.map(|(region, kind)| (region, Region::listing([], [model("olympus.mons-1", region, &[kind])])));
    let bedrock = Bedrock::with(regions).await;
    let project = Project::new();
    seen(project.sync(&bedrock, &["--regions", "mars-north-1,mars-south-1"])).await.fine();
    assert!(project.models().contains("\tinference_profile on_demand\t-\tmars-north-1\t"), "{}", project.models());
}

#[tokio::test]
async fn what_can_not_be_recorded_is_told_and_the_rest_is() {
    let strange = profile("mars.olympus.mons-2", "mars-north-1", &["mars-north-1"]);
    let mut moon = strange.clone();
    moon["models"][0]["modelArn"] = json!("arn:aws:bedrock:mars-north-1::moon/phobos");
    let mut region = unheard_of();
    let government = profile("us-gov.olympus.mons-1", "mars-north-1", &["mars-north-1"]);
    let nowhere = profile("global.olympus.mons-1", "mars-north-1", &["mars-north-1"]);
    let mut abroad = profile("mars.olympus.mons-3", "mars-north-1", &["mars-north-1"]);
    abroad["models"][0]["modelArn"] = json!("arn:aws-cn:bedrock:cn-north-1::foundation-model/olympus.mons-3");
    region.profiles.extend([abroad, government, moon, nowhere]);
    let bedrock = Bedrock::with([("mars-north-1", region)]).await;
    let project = Project::new();
    let printed = seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.warned(
        "warning: `global.olympus.mons-1` is not recorded: none of its models is the ARN without a Region, which a \
         `global` profile has\n\
         warning: `mars.olympus.mons-2` is not recorded: `arn:aws:bedrock:mars-north-1::moon/phobos` is not the ARN of \
         a foundation model\n\
         warning: `mars.olympus.mons-3` is not recorded: \
         `arn:aws:bedrock:mars-north-1:123456789012:inference-profile/mars.olympus.mons-3` belongs to the partition \
         `aws`, and `arn:aws-cn:bedrock:cn-north-1::foundation-model/olympus.mons-3` to `aws-cn`\n\
         warning: `us-gov.olympus.mons-1` is not recorded: the prefix `us-gov` belongs to the partition `aws-us-gov`, \
         and `mars-north-1` to `aws`\n",
    );
    assert!(printed.contains("2 added"), "{printed}");
}

#[tokio::test]
async fn a_profile_that_leads_elsewhere_than_is_on_record_is_told() {
    let route = "mars.olympus.mons-1\tmars-north-1\tmars-north-1\t2026-11-01\tListInferenceProfiles\tcurrent\n";
    let model = "olympus.mons-1\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t2026-11-01\tListFoundationModels\n";
    let project = Project::with(route, model);
    let bedrock = Bedrock::with([("mars-north-1", unheard_of())]).await;
    seen(project.sync(&bedrock, &["--regions", "mars-north-1"])).await.warned(
        "warning: `mars.olympus.mons-1` leads elsewhere than is on record: +mars-south-1 from `mars-north-1`\n\
         note: AWS documents that it never changes where a profile leads from a Region\n\
         help: policies made from the older rows grant too little or too much; `cargo bedrock-profiles check` tells \
         which\n",
    );
}

#[tokio::test]
async fn the_result_is_also_json() {
    let bedrock = Bedrock::with([("mars-north-1", unheard_of())]).await;
    let project = Project::new();
    let command = project.sync(&bedrock, &["--regions", "mars-north-1,mars-south-1", "--format", "json"]);
    let printed: Value = serde_json::from_str(&undated(&seen(command).await.stdout)).expect("JSON");
    assert_eq!(printed["catalog"], "bedrock-catalog");
    assert_eq!(printed["created"], true);
    assert_eq!(printed["changes"][0]["change"], "added");
    assert_eq!(printed["changes"][0]["id"], "mars.olympus.mons-1");
    assert_eq!(printed["regions"]["answered"], json!(["mars-north-1"]));
    let unanswered = &printed["regions"]["unanswered"][0];
    assert_eq!(unanswered["region"], "mars-south-1");
    assert_eq!(
        unanswered["cause"],
        "UnrecognizedClientException: The security token included in the request is invalid."
    );
    assert!(unanswered["help"].as_str().is_some_and(|help| help.contains("opt-in")), "{unanswered}");
}
