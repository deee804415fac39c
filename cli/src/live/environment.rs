//! What is set up before a Region is asked: credentials, retries, and which Regions there are to ask.

use super::{Refusal, Request, Stop, routes_from};
use crate::failure::Failure;
use aws_config::{
    BehaviorVersion, ConfigLoader, Region, SdkConfig, meta::region::RegionProviderChain, retry::RetryConfig,
    timeout::TimeoutConfig,
};
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use bedrock_profiles_catalog::{Catalog, Partition, Region as CatalogRegion, Status};
use std::collections::BTreeSet;

/// Where the standard credential chain talks to AWS if no Region is set.
const FALLBACK: &str = "us-east-1";

/// Throttling is waited for at growing intervals of chance: 51 seconds at the most, half of it as a rule.
const ATTEMPTS: u32 = 7;

/// How many attempts a timeout leaves room for.
const TIMED_OUT_ATTEMPTS: u32 = 3;

pub(super) struct Environment {
    pub(super) config: SdkConfig,
    pub(super) regions: Vec<ToAsk>,
}

/// A Region to ask.
#[derive(Debug)]
pub(super) struct ToAsk {
    pub(super) region: String,
    /// Whether it was named, or something of it is on record. Another one may not have Bedrock.
    pub(super) expected: bool,
}

pub(super) async fn environment(request: Request<'_>) -> Result<Environment, Stop> {
    let config = loader(request).load().await;
    let partition = config.region().map_or(Partition::Aws, |region| Partition::from_region(region.as_ref()));
    let regions = regions(request, partition).map_err(Stop::Wrong)?;
    let config = with_credentials(config).await.map_err(Stop::NoCredentials)?;
    Ok(Environment { config, regions })
}

fn loader(request: Request<'_>) -> ConfigLoader {
    let attempt = request.timeout / TIMED_OUT_ATTEMPTS;
    let timeouts = TimeoutConfig::builder().operation_timeout(request.timeout).operation_attempt_timeout(attempt);
    let loader = aws_config::defaults(BehaviorVersion::latest())
        .region(RegionProviderChain::default_provider().or_else(Region::from_static(FALLBACK)))
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
        .timeout_config(timeouts.build());
    match request.endpoint_url {
        Some(url) => loader.endpoint_url(url),
        None => loader,
    }
}

/// The configuration with credentials that are looked up once, and not by every Region again.
async fn with_credentials(config: SdkConfig) -> Result<SdkConfig, Refusal> {
    let provider = config.credentials_provider().ok_or_else(Refusal::no_credentials)?;
    let credentials = provider.provide_credentials().await.map_err(|error| Refusal::from_credentials_error(&error))?;
    let builder = config.into_builder();
    Ok(builder.credentials_provider(SharedCredentialsProvider::new(credentials)).build())
}

/// The Regions to ask: those that were named, else those of the partition of the configured Region.
fn regions(request: Request<'_>, partition: Partition) -> Result<Vec<ToAsk>, Failure> {
    let Some(first) = request.regions.first() else { return all_in(request.catalog, partition) };
    let partition = Partition::from_region(first);
    if let Some(other) = request.regions.iter().find(|region| Partition::from_region(region) != partition) {
        let other_partition = Partition::from_region(other);
        return Err(Failure::new(format_args!(
            "`{first}` belongs to the partition `{partition}`, and `{other}` to `{other_partition}`\n\
             help: ask the Regions of each partition by themselves, with credentials of its own"
        )));
    }
    let named: BTreeSet<&String> = request.regions.iter().collect();
    Ok(named.into_iter().map(|region| ToAsk { region: region.clone(), expected: true }).collect())
}

/// Whether profiles are known to be there; where none ever was, whether models are.
fn has_bedrock(catalog: Catalog<'_>, region: &str) -> bool {
    let mut routes = routes_from(catalog, region).peekable();
    match routes.peek() {
        Some(_) => routes.any(|route| route.status == Status::Current),
        None => catalog.models().any(|model| model.on_demand_regions().contains(region)),
    }
}

/// The Regions of the partition, also those in which Bedrock is not known yet.
fn all_in(catalog: Catalog<'_>, partition: Partition) -> Result<Vec<ToAsk>, Failure> {
    let of_partition =
        catalog.regions().map(CatalogRegion::name).filter(|name| Partition::from_region(name) == partition);
    let to_ask = |name: &str| ToAsk { region: name.to_owned(), expected: has_bedrock(catalog, name) };
    let regions: Vec<ToAsk> = of_partition.map(to_ask).collect();
    if !regions.iter().any(|region| region.expected) {
        return Err(Failure::new(format_args!(
            "the catalog knows no Region of the partition `{partition}` with Bedrock\nhelp: name them with `--regions`"
        )));
    }
    Ok(regions)
}
