//! The requests that a policy is asked about: what profiles need, and what else there may be.
//!
//! Names that no text of the policy tells apart are alike to it: one made up stands for all of them.

use super::arn::{Parts, has_variable, is_account, is_pattern};
use super::deployment::{self, Deployment};
use super::grants::Grants;
use super::named::{Named, Need};
use super::request::UNSPECIFIED;
use super::service::{self, PROFILE_KEY, REGION_KEY};
use super::statement::{is_on, operator};
use bedrock_profiles_catalog::{Catalog, Partition};
use bedrock_profiles_iam::{Operator, Pattern, Text};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Text that nothing of AWS has, for whatever a wildcard lets through.
const INVENTED: &str = "zq9";

/// An account that is not the caller's.
const OTHER_ACCOUNT: &str = "909090909090";

/// Types of resources that can be invoked, for whatever a wildcard lets through.
const KINDS: [&str; 4] = ["foundation-model", "inference-profile", "application-inference-profile", "imported-model"];

const PARTITIONS: [Partition; 3] = [Partition::Aws, Partition::AwsUsGov, Partition::AwsEusc];

/// Values of condition keys, and the parts of ARNs.
#[derive(Debug)]
pub(super) struct Universe {
    /// What a request may be made through: nothing, what is named, and what is invented.
    pub(super) through: Vec<Option<Rc<str>>>,
    /// What may be requested: Regions, `unspecified`, and what is invented.
    pub(super) requested: Vec<Rc<str>>,
    account: Rc<str>,
    partition: Partition,
    /// Regions that the policy tells from others.
    regions: Vec<String>,
    /// Models and profiles that it tells from others: `foundation-model/ID`.
    resources: Vec<String>,
}

impl Universe {
    pub(super) fn new(
        catalog: &Names,
        deployment: &Deployment,
        grants: Grants<'_>,
        named: &[Rc<Named>],
        needs: &[Need],
    ) -> Self {
        let region = named.first().map(|named| named.region.as_str()).or(deployment.region.as_deref());
        let region = region.unwrap_or("us-east-1");
        let mentioned = Mentioned::new(grants);
        let mut universe = Universe {
            through: Vec::new(),
            requested: requested(grants, needs),
            account: deployment.caller.account.clone(),
            partition: Partition::from_region(region),
            regions: mentioned.regions(catalog, needs),
            resources: mentioned.resources(catalog, needs),
        };
        universe.through = universe.profiles(grants, named, region);
        universe
    }

    fn profiles(&self, grants: Grants<'_>, named: &[Rc<Named>], region: &str) -> Vec<Option<Rc<str>>> {
        let (partition, account) = (self.partition, &self.account);
        let invented =
            |account: &str, kind: &str, id: &str| format!("arn:{partition}:bedrock:{region}:{account}:{kind}/{id}");
        let mut all: BTreeSet<String> = named.iter().map(|named| named.arn.to_string()).collect();
        let id = format!("{INVENTED}.{INVENTED}");
        all.insert(invented(account, "inference-profile", &id));
        all.insert(invented(OTHER_ACCOUNT, "inference-profile", &id));
        all.insert(invented(account, "application-inference-profile", INVENTED));
        let conditions = grants.0.iter().flat_map(|statement| statement.conditions_on(PROFILE_KEY));
        for condition in conditions {
            let has_wildcards = operator(condition).is_some_and(Operator::has_wildcards);
            for value in &condition.values {
                let known = value.text.known();
                match known {
                    Some(value) if !is_pattern(value) => all.insert(value.to_owned()),
                    _ => all.insert(filled(&value.text.resolved(|_| Some(INVENTED.to_owned())).to_string())),
                };
                if has_wildcards && known.is_none_or(is_pattern) {
                    all.extend(self.resources(&value.text).map(|arn| arn.to_string()));
                }
            }
        }
        let is_whole = |arn: &String| is_arn_of_profile(arn);
        [None].into_iter().chain(all.into_iter().filter(is_whole).map(|arn| Some(arn.into()))).collect()
    }

    /// Whether the ARN, or a part of it, is made up.
    pub(super) fn is_invented(arn: &str) -> bool {
        arn.contains(INVENTED)
    }

    /// Actions of Bedrock that a pattern stands for besides those that invoke, and one that AWS may add.
    pub(super) fn other_actions(pattern: &str) -> impl Iterator<Item = String> {
        let is_taken = service::taking(pattern);
        let is_other = |action: &&str| service::INVOKING.iter().all(|own| own.as_str() != *action);
        let known = service::actions().filter(is_other).filter(move |action| is_taken(action));
        let added = filled(pattern);
        let added = if added.contains(':') { added } else { format!("bedrock:{added}") };
        let added = pattern.contains('*').then_some(added);
        added.into_iter().chain(known.map(str::to_owned))
    }

    /// ARNs of Bedrock that a pattern takes: made up ones first. What the pattern lacks is completed with `*`.
    pub(super) fn resources(&self, pattern: &Text) -> impl Iterator<Item = Rc<str>> + use<'_> {
        let parts = Parts::from_text(pattern);
        // One that is `*` alone has no parts.
        let part = |part: Option<&Text>| {
            let text = part.filter(|_| parts.is_arn()).map(ToString::to_string);
            text.unwrap_or_else(|| "*".to_owned())
        };
        let (partition, region) = (part(parts.partition()), part(parts.region()));
        let (account, resource) = (part(parts.account()), part(parts.resource()));
        self.matching_resources(&resource).into_iter().flat_map(move |resource| {
            let is_model = resource.starts_with("foundation-model/");
            let accounts = self.matching_accounts(&account, is_model);
            let partition = partition.clone();
            self.matching_regions(&region, is_model).into_iter().flat_map(move |region| {
                let arn = |partition: &str, account: &str| {
                    Rc::from(format!("arn:{partition}:bedrock:{region}:{account}:{resource}"))
                };
                let partitions = self.matching_partitions(&partition, &region);
                let all =
                    partitions.iter().flat_map(|partition| accounts.iter().map(|account| arn(partition, account)));
                all.collect::<Vec<Rc<str>>>()
            })
        })
    }

    fn matching_resources(&self, pattern: &str) -> Vec<String> {
        if !is_pattern(pattern) {
            return vec![pattern.to_owned()];
        }
        let invented = KINDS.iter().map(|kind| format!("{kind}/{INVENTED}.{INVENTED}"));
        matching(pattern, [filled(pattern)].into_iter().chain(invented).chain(self.resources.iter().cloned()))
    }

    fn matching_regions(&self, pattern: &str, is_model: bool) -> Vec<String> {
        let none = is_model.then(String::new);
        matching(pattern, [filled(pattern)].into_iter().chain(none).chain(self.regions.iter().cloned()))
    }

    fn matching_partitions(&self, pattern: &str, region: &str) -> Vec<String> {
        let is_of_any = region.is_empty() || Universe::is_invented(region);
        let own = if is_of_any { self.partition } else { Partition::from_region(region) };
        let others = PARTITIONS.into_iter().filter(|_| is_of_any || is_pattern(pattern));
        matching(pattern, [own].into_iter().chain(others).map(|partition| partition.as_str().to_owned()))
    }

    fn matching_accounts(&self, pattern: &str, is_model: bool) -> Vec<String> {
        let own = if is_model { String::new() } else { self.account.to_string() };
        let others = [OTHER_ACCOUNT.to_owned(), filled_account(pattern, "7"), filled_account(pattern, "8")];
        matching(pattern, [own].into_iter().chain(others.into_iter().filter(|other| !is_model && is_account(other))))
    }
}

/// What the texts of a policy tell from others.
struct Mentioned {
    /// Regions, and patterns of some.
    regions: BTreeSet<String>,
    /// What comes after the fifth colon of ARNs, or pattern of it.
    resources: BTreeSet<String>,
}

impl Mentioned {
    fn new(grants: Grants<'_>) -> Self {
        let mut mentioned = Mentioned { regions: BTreeSet::new(), resources: BTreeSet::new() };
        for statement in grants.0 {
            deployment::texts(&statement.bound).for_each(|text| mentioned.take(text));
            let on_region = statement.bound.conditions.iter().filter(|condition| is_on(condition, REGION_KEY));
            let values = on_region.flat_map(|condition| &condition.values).filter_map(|value| value.text.known());
            mentioned.regions.extend(values.map(str::to_owned));
        }
        mentioned
    }

    fn take(&mut self, text: &Text) {
        let parts = Parts::from_text(text);
        let is_universal = |text: &&str| matches!(text.rsplit_once('/').map_or(*text, |(_, id)| id), "*");
        let known =
            |part: Option<&Text>| part.and_then(Text::known).filter(|text| !is_universal(text)).map(str::to_owned);
        self.regions.extend(known(parts.region()));
        self.resources.extend(known(parts.resource()));
        // A pattern that reaches beyond a colon may name anything.
        if parts.is_arn() && parts.count() < 6 {
            self.resources.extend(known(parts.account()));
        }
    }

    fn regions(&self, names: &Names, needs: &[Need]) -> Vec<String> {
        let own = needs.iter().map(|need| &*need.requested);
        names.regions.told_apart(&self.regions, own)
    }

    fn resources(&self, names: &Names, needs: &[Need]) -> Vec<String> {
        let profiles: Vec<String> = needs.iter().map(|need| format!("inference-profile/{}", need.of.name)).collect();
        let models: BTreeSet<&str> = needs.iter().map(|need| need.of.model_id()).collect();
        let models: Vec<String> = models.into_iter().map(|model| format!("foundation-model/{model}")).collect();
        names.resources.told_apart(&self.resources, profiles.iter().chain(&models).map(String::as_str))
    }
}

/// The names of the catalog: Regions, and models and profiles as ARNs have them.
#[derive(Debug)]
pub(super) struct Names {
    regions: Sorted,
    resources: Sorted,
}

impl Names {
    pub(super) fn new(catalog: Catalog<'_>) -> Self {
        let models = catalog.models().map(|model| format!("foundation-model/{}", model.id()));
        let profiles = catalog.profiles().map(|profile| format!("inference-profile/{}", profile.id()));
        Names {
            regions: Sorted(catalog.regions().map(|region| region.name().to_owned()).collect()),
            resources: Sorted(models.chain(profiles).collect()),
        }
    }
}

#[derive(Debug)]
struct Sorted(BTreeSet<String>);

impl Sorted {
    /// Those that are named, by themselves or by a pattern.
    fn told_apart<'t>(&self, texts: &'t BTreeSet<String>, more: impl Iterator<Item = &'t str>) -> Vec<String> {
        let (patterns, literals): (Vec<&String>, Vec<&String>) = texts.iter().partition(|text| is_pattern(text));
        let literals = literals.into_iter().map(String::as_str).chain(more);
        let mut named: BTreeSet<&String> = literals.filter_map(|text| self.0.get(text)).collect();
        for pattern in patterns.into_iter().map(|text| Pattern::with_wildcards(text)) {
            named.extend(self.0.iter().filter(|name| pattern.takes(name)));
        }
        named.into_iter().cloned().collect()
    }
}

/// Whether a request may be made through what has this ARN.
fn is_arn_of_profile(arn: &str) -> bool {
    let parts = Parts::from_arn(arn);
    let is_known = |part: Option<&Text>| part.and_then(Text::known).is_some_and(|text| !text.is_empty());
    let is_profile = parts.is_profile() || parts.is_application_profile();
    let account = parts.account().and_then(Text::known).is_some_and(is_account);
    parts.is_arn() && is_profile && account && is_known(parts.region()) && !is_pattern(arn) && !has_variable(arn)
}

fn matching(pattern: &str, all: impl Iterator<Item = String>) -> Vec<String> {
    let own = Pattern::with_wildcards(pattern);
    let mut seen = BTreeSet::new();
    all.filter(|text| own.takes(text) && seen.insert(text.clone())).collect()
}

/// The pattern with something made up in place of each wildcard.
fn filled(pattern: &str) -> String {
    pattern.replace('*', INVENTED).replace('?', "z")
}

/// The pattern of an account with a digit for each character that a wildcard lets through, twelve in all.
pub(super) fn filled_account(pattern: &str, digit: &str) -> String {
    let pattern = pattern.replace('?', digit);
    let lacking = 12_usize.saturating_sub(pattern.chars().filter(char::is_ascii_digit).count());
    pattern.replacen('*', &digit.repeat(lacking), 1).replace('*', "")
}

fn requested(grants: Grants<'_>, needs: &[Need]) -> Vec<Rc<str>> {
    let mut all: BTreeSet<String> = needs.iter().map(|need| need.requested.to_string()).collect();
    all.extend([UNSPECIFIED.to_owned(), format!("{INVENTED}-1")]);
    let conditions = grants.0.iter().flat_map(|statement| statement.conditions_on(REGION_KEY));
    let values = conditions.flat_map(|condition| &condition.values).filter_map(|value| value.text.known());
    all.extend(values.map(filled));
    all.into_iter().map(Rc::from).collect()
}
