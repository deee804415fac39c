//! What invoking a profile needs, from the text of the catalog's tables and AWS's guides.
//!
//! See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html> and
//! <https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html>.

use std::{collections::BTreeMap, sync::LazyLock};

pub(crate) const INVOKE: &str = "bedrock:InvokeModel";
pub(crate) const STREAM: &str = "bedrock:InvokeModelWithResponseStream";
pub(crate) const INVOKING: [&str; 2] = [INVOKE, STREAM];
/// `aws:RequestedRegion` where a global profile runs a request.
pub(crate) const UNSPECIFIED: &str = "unspecified";
pub(crate) const ACCOUNT: &str = "123456789012";
pub(crate) const OTHER_ACCOUNT: &str = "210987654321";

pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

pub(crate) struct Tables {
    /// Profile and source Region → where it runs.
    pub(crate) routes: BTreeMap<(&'static str, &'static str), Route>,
    models: BTreeMap<&'static str, Model>,
    /// Region → partition.
    pub(crate) regions: BTreeMap<&'static str, &'static str>,
    /// Prefix → partition.
    pub(crate) prefixes: BTreeMap<&'static str, &'static str>,
}

pub(crate) struct Route {
    id: &'static str,
    source: &'static str,
    destinations: Destinations,
    status: &'static str,
}

enum Destinations {
    Regions(Vec<&'static str>),
    Global,
}

struct Model {
    streaming: &'static str,
    lifecycle: &'static str,
}

impl Tables {
    fn read() -> Self {
        let models = rows(include_str!("../../../catalog/data/models.tsv"));
        let pairs = |table| rows(table).map(|row| (row[0], row[1])).collect();
        Tables {
            routes: routes(),
            models: models.map(|row| (row[0], Model { streaming: row[5], lifecycle: row[6] })).collect(),
            regions: pairs(include_str!("../../../catalog/data/regions.tsv")),
            prefixes: pairs(include_str!("../../../catalog/data/prefixes.tsv")),
        }
    }

    pub(crate) fn has_model(&self, id: &str) -> bool {
        self.models.contains_key(id)
    }

    pub(crate) fn regions_of(&self, partition: &str) -> impl Iterator<Item = &'static str> {
        self.regions.iter().filter(move |(_, other)| **other == partition).map(|(region, _)| *region)
    }

    /// Every profile that its tables call current, with a model in service.
    pub(crate) fn in_service(&self) -> Vec<Profile> {
        let profiles = self.routes.keys().map(|(id, source)| Profile { id, source, account: ACCOUNT.to_owned() });
        profiles.filter(Profile::is_in_service).collect()
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|row| row.split('\t').collect())
}

fn routes() -> BTreeMap<(&'static str, &'static str), Route> {
    let mut routes = BTreeMap::new();
    for row in rows(include_str!("../../../catalog/data/routes.tsv")) {
        for source in row[1].split(' ') {
            let destinations = match row[2] {
                "*" => Destinations::Global,
                regions => Destinations::Regions(regions.split(' ').collect()),
            };
            routes.insert((row[0], source), Route { id: row[0], source, destinations, status: row[5] });
        }
    }
    routes
}

/// A cross-Region profile of an account, invoked from a source Region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Profile {
    pub(crate) id: &'static str,
    pub(crate) source: &'static str,
    pub(crate) account: String,
}

/// What is allowed or not: a request with the condition keys that Bedrock sets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    pub(crate) action: &'static str,
    pub(crate) resource: String,
    /// `bedrock:InferenceProfileArn`: the profile's, which may be absent on the profile itself.
    pub(crate) through: String,
    pub(crate) requested_region: &'static str,
}

impl Profile {
    /// The profile with this ARN, if the tables know it.
    pub(crate) fn of_arn(arn: &str) -> Option<Self> {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let ["arn", partition, "bedrock", region, account, name] = parts[..] else { return None };
        let id = name.strip_prefix("inference-profile/")?;
        let routes: &BTreeMap<(&str, &str), Route> = &TABLES.routes;
        let Route { id, source, .. } = routes.get(&(id, region))?;
        let profile = Profile { id, source, account: account.to_owned() };
        (is_account(account) && profile.partition() == partition).then_some(profile)
    }

    pub(crate) fn prefix(&self) -> &'static str {
        self.id.split_once('.').expect("a profile id has a dot").0
    }

    pub(crate) fn model(&self) -> &'static str {
        self.id.split_once('.').expect("a profile id has a dot").1
    }

    pub(crate) fn partition(&self) -> &'static str {
        TABLES.prefixes[self.prefix()]
    }

    fn route(&self) -> &'static Route {
        &TABLES.routes[&(self.id, self.source)]
    }

    pub(crate) fn is_global(&self) -> bool {
        matches!(self.route().destinations, Destinations::Global)
    }

    pub(crate) fn arn(&self) -> String {
        format!("arn:{}:bedrock:{}:{}:inference-profile/{}", self.partition(), self.source, self.account, self.id)
    }

    pub(crate) fn model_arn(&self, region: &str) -> String {
        format!("arn:{}:bedrock:{region}::foundation-model/{}", self.partition(), self.model())
    }

    /// The source Region and the Regions to which it sends requests; of a global one, the source Region and none.
    pub(crate) fn regions(&self) -> Vec<&'static str> {
        let mut regions = vec![self.source];
        match &self.route().destinations {
            Destinations::Regions(others) => regions.extend(others.iter().filter(|region| **region != self.source)),
            Destinations::Global => regions.push(""),
        }
        regions
    }

    fn model_row(&self) -> Option<&'static Model> {
        TABLES.models.get(self.model())
    }

    pub(crate) fn actions(&self) -> &'static [&'static str] {
        if self.model_row().is_some_and(|model| model.streaming == "no") { &[INVOKE] } else { &INVOKING }
    }

    /// Whether the tables leave no doubt about what it needs.
    pub(crate) fn is_known(&self) -> bool {
        let known = |model: &Model| model.streaming != "unknown" && matches!(model.lifecycle, "active" | "legacy");
        self.route().status != "retired" && self.model_row().is_some_and(known)
    }

    fn is_in_service(&self) -> bool {
        let active = self.model_row().is_some_and(|model| model.lifecycle == "active");
        self.is_known() && self.route().status == "current" && active
    }

    /// The profile itself, and its model wherever it may run.
    pub(crate) fn needs(&self) -> Vec<Need> {
        let through = self.arn();
        let models = self.regions().into_iter().map(|region| (self.model_arn(region), requested(region)));
        let calls = [(self.arn(), self.source)].into_iter().chain(models);
        calls.flat_map(|(resource, requested_region)| self.needs_on(&resource, &through, requested_region)).collect()
    }

    fn needs_on(&self, resource: &str, through: &str, requested_region: &'static str) -> Vec<Need> {
        let need = |action: &&'static str| Need {
            action,
            resource: resource.to_owned(),
            through: through.to_owned(),
            requested_region,
        };
        self.actions().iter().map(need).collect()
    }
}

/// The `aws:RequestedRegion` of a request to a model's ARN in a Region, or without one.
pub(crate) fn requested(region: &str) -> &str {
    if region.is_empty() { UNSPECIFIED } else { region }
}

pub(crate) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
