//! Every commercial Region with five pages of a hundred profiles: as much as there may be in some years.

use crate::{
    bedrock::Bedrock,
    conduct::{Region, model, profile},
    project::{Project, seen},
};
use nix::sys::resource::{UsageWho, getrusage};
use std::time::{Duration, Instant};

const REGIONS: usize = 33;
const PAGES: usize = 5;
const PROFILES_OF_A_PAGE: usize = 100;
const MODELS: usize = 250;
const DESTINATIONS: [&str; 6] = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];

const MOST_TIME: Duration = Duration::from_mins(1);
const MOST_MEBIBYTES: i64 = 300;

#[tokio::test]
async fn a_large_answer_takes_little_time_and_memory() {
    let places = ["north", "east", "south", "west"].into_iter().flat_map(|place| (1..=9).map(move |it| (place, it)));
    let names: Vec<String> = places.take(REGIONS).map(|(place, number)| format!("mars-{place}-{number}")).collect();
    let bedrock = Bedrock::with(names.iter().map(|name| (name.as_str(), region(name)))).await;
    let project = Project::new();
    let start = Instant::now();
    let printed = seen(project.sync(&bedrock, &["--regions", &names.join(",")])).await.fine();
    let time = start.elapsed();
    assert!(printed.contains(&format!("\n{REGIONS} Regions answered, 0 did not\n")), "{printed}");
    assert_eq!(project.routes().lines().count(), REGIONS * PAGES * PROFILES_OF_A_PAGE);
    assert_eq!(bedrock.asked().len(), REGIONS * (PAGES + 1));

    // Of the largest child of this process so far, and not less than of this process when it started it.
    let kibibytes = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the resources used").max_rss();
    let mebibytes = if cfg!(target_os = "macos") { kibibytes >> 20 } else { kibibytes >> 10 };
    println!("{REGIONS} Regions, {PAGES} pages each: {time:.1?}, at most {mebibytes} MiB");
    assert!(time < MOST_TIME, "{time:?}");
    assert!(mebibytes > 0 && mebibytes < MOST_MEBIBYTES, "{mebibytes} MiB");
}

fn region(name: &str) -> Region {
    let profiles = (1..=PAGES * PROFILES_OF_A_PAGE)
        .map(|number| profile(&format!("eu.olympus.mons-{number}"), name, &DESTINATIONS));
    let models = (1..=MODELS).map(|number| model(&format!("olympus.mons-{number}"), name, &["INFERENCE_PROFILE"]));
    Region::listing(profiles, models).in_pages_of(PROFILES_OF_A_PAGE)
}
