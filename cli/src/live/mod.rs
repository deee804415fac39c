//! Asking the API: which profiles and models each Region lists.

mod environment;
mod list;
mod progress;
mod refusal;
mod replies;
mod signal;
mod summary;
mod throttling;

pub(crate) use list::Listed;
pub(crate) use refusal::Refusal;
pub(crate) use replies::{Asked, Replies};
pub(crate) use signal::Signal;

use crate::failure::Failure;
use aws_config::{Region, SdkConfig};
use aws_sdk_bedrock::{Client, config::Builder};
use bedrock_profiles_catalog::{Catalog, Profile, Route, Status};
use environment::{Environment, ToAsk, environment};
use progress::Progress;
use std::time::Duration;
use throttling::TooManyRequests;
use tokio::{runtime, task::JoinSet};

/// How many Regions are asked at the same time.
const SIDE_BY_SIDE: usize = 8;

/// What is asked of whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'r> {
    /// Where Regions are looked up.
    pub(crate) catalog: Catalog<'r>,
    /// The Regions to ask, instead of those of the partition.
    pub(crate) regions: &'r [String],
    /// Where to reach Bedrock instead of at each Region's public endpoint.
    pub(crate) endpoint_url: Option<&'r str>,
    /// The longest to wait for one answer, all attempts together.
    pub(crate) timeout: Duration,
}

/// What one Region says.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) region: String,
    pub(crate) expected: bool,
    pub(crate) listed: Result<Listed, Refusal>,
}

/// Why no Region was asked, or not all of them.
#[derive(Debug)]
pub(crate) enum Stop {
    /// By a signal, such as that of Ctrl-C.
    Interrupted(Signal),
    /// There are no credentials.
    NoCredentials(Refusal),
    /// The request makes no sense.
    Wrong(Failure),
}

/// Asks every Region.
pub(crate) fn ask(request: Request<'_>) -> Result<Replies, Stop> {
    let started = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = started.map_err(|error| Stop::Wrong(Failure::new(error)))?;
    let replies = runtime.block_on(async {
        tokio::select! {
            replies = replies(request) => replies,
            // From here on no signal ends the process by itself: what is being written is written whole.
            signal = signal::any() => Err(Stop::Interrupted(signal)),
        }
    });
    // A name that is still being looked up is not waited for.
    runtime.shutdown_background();
    replies
}

async fn replies(request: Request<'_>) -> Result<Replies, Stop> {
    let Environment { config, regions } = environment(request).await?;
    let progress = Progress::new(regions.len());
    let mut waiting = regions.into_iter();
    let mut asked: JoinSet<Reply> = JoinSet::new();
    let mut replies = Vec::new();
    for region in waiting.by_ref().take(SIDE_BY_SIDE) {
        asked.spawn(ask_one(config.clone(), region));
    }
    while let Some(joined) = asked.join_next().await {
        let reply = plausible(joined.map_err(|error| Stop::Wrong(Failure::new(error)))?, request.catalog);
        progress.answered(&reply.region);
        if reply.expected || reply.listed.is_ok() {
            replies.push(reply);
        }
        if let Some(region) = waiting.next() {
            asked.spawn(ask_one(config.clone(), region));
        }
    }
    replies.sort_by(|a, b| a.region.cmp(&b.region));
    Ok(Replies::from_replies(replies))
}

/// With so many routes on record, that a Region lists no profile at all is a fault of what answers. AWS withdraws a few.
const MANY: usize = 10;

fn plausible(reply: Reply, catalog: Catalog<'_>) -> Reply {
    let current = routes_from(catalog, &reply.region).filter(|route| route.status == Status::Current);
    let has_many = current.count() > MANY;
    match reply.listed {
        Ok(listed) if has_many && listed.profiles.is_empty() => {
            let why = "it lists no inference profile, where many are on record";
            Reply { listed: Err(Refusal::not_bedrock(why)), ..reply }
        }
        listed => Reply { listed, ..reply },
    }
}

/// Every route on record from a source Region.
fn routes_from<'c>(catalog: Catalog<'c>, region: &str) -> impl Iterator<Item = Route<'c>> {
    catalog.profiles().flat_map(Profile::routes).filter(move |route| route.source == region)
}

async fn ask_one(config: SdkConfig, ToAsk { region, expected }: ToAsk) -> Reply {
    let config = Builder::from(&config).region(Region::new(region.clone())).retry_classifier(TooManyRequests).build();
    let listed = list::all(&Client::from_conf(config), &region).await;
    Reply { region, expected, listed }
}
