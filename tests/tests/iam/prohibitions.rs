//! What must not be allowed besides.

use crate::needs::{
    ACCOUNT, DirectModel, Grant, INVOKE, Profile, Request, STREAM, UNSPECIFIED, model_arn, profile_arn,
};
use crate::tables::TABLES;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};

/// What the compact layout may allow: only it rests on `aws:RequestedRegion` being the destination.
pub(crate) const ELSEWHERE_REQUESTED_IN_SOURCE: &str = "the model in another Region, requested in the source Region";

const OTHER_ACCOUNT: &str = "210987654321";
const PARTITIONS: [&str; 4] = ["aws", "aws-cn", "aws-eusc", "aws-us-gov"];

/// Requests that a policy must not allow, for the same reason.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) prohibited: Vec<Request>,
}

/// Which of the catalog's other models and Regions are tried in place of one's own.
#[derive(Clone, Copy)]
pub(crate) enum Others {
    Every,
    /// The two whose names are next to one's own, and so most like it.
    Neighbours,
}

impl Others {
    fn of<V>(self, own: &'static str, names: &BTreeMap<&'static str, V>) -> Vec<&'static str> {
        let before = names.range::<str, _>((Unbounded, Excluded(own))).map(|(name, _)| *name);
        let after = names.range::<str, _>((Excluded(own), Unbounded)).map(|(name, _)| *name);
        match self {
            Others::Every => before.chain(after).collect(),
            Others::Neighbours => before.last().into_iter().chain(after.take(1)).collect(),
        }
    }

    fn models(self, own: &'static str) -> Vec<&'static str> {
        self.of(own, &TABLES.models)
    }

    fn regions(self, own: &'static str) -> Vec<&'static str> {
        self.of(own, &TABLES.regions)
    }
}

/// What a policy with these grants must not allow, but for [`other_actions`] and [`cross_products`].
pub(crate) fn rules(grants: &[Grant], needs: &BTreeSet<Request>, others: Others) -> Vec<Rule> {
    let near = grants.iter().flat_map(|grant| grant.near(others));
    let mut rules: Vec<Rule> = near.map(|(name, calls)| rule(name, &calls, &[INVOKE, STREAM], needs)).collect();
    // A broken policy is told soonest by the rules with few requests.
    rules.sort_by_key(|rule| rule.prohibited.len());
    rules
}

/// Every other action of the service on what is granted.
pub(crate) fn other_actions(grants: &[Grant], needs: &BTreeSet<Request>) -> Rule {
    let calls: Vec<Request> = grants.iter().flat_map(|grant| grant.calls()).collect();
    rule("another action", &calls, &TABLES.actions, needs)
}

fn rule(name: &'static str, calls: &[Request], actions: &[&'static str], needs: &BTreeSet<Request>) -> Rule {
    let requests = calls.iter().flat_map(|call| actions.iter().map(|action| call.with_action(action)));
    Rule { name, prohibited: requests.filter(|request| !needs.contains(request)).collect() }
}

/// What each granted profile needs of its model, but through the other granted profiles.
///
/// Bedrock issues no such request: a profile reaches its own model only, in its own destinations.
pub(crate) fn cross_products(needs: &BTreeSet<Request>) -> BTreeSet<Request> {
    let profiles: BTreeSet<&str> = needs.iter().filter_map(|need| need.inference_profile_arn.as_deref()).collect();
    let through_one = needs.iter().filter(|need| need.inference_profile_arn.is_some());
    let through_each = through_one.flat_map(|need| profiles.iter().map(|profile| need.clone().through(*profile)));
    through_each.filter(|request| !needs.contains(request)).collect()
}

/// Calls that a rule is about, some of which may still be needed.
type Near = (&'static str, Vec<Request>);

impl Grant {
    fn near(self, others: Others) -> Vec<Near> {
        let mut near = match self {
            Grant::Profile(profile) => profile.near(others),
            Grant::Model(model) => model.near(others),
        };
        near.push(("another partition", in_other_partitions(&self.calls())));
        near.push(("streaming", self.calls()));
        near
    }
}

impl Profile {
    fn near(self, others: Others) -> Vec<Near> {
        vec![
            ("the model without a profile", self.model_without_a_profile(others)),
            ("the model through another profile", self.model_through_another_profile(others)),
            ("the model in another Region", self.model_in_another_region()),
            ("another model through the profile", self.another_model(others)),
            ("another profile of the model", self.other_profiles_of_the_model(others)),
            ("the profile from another source Region", self.in_another_source(others)),
            ("the profile of another account", vec![Request::invoke(self.arn_in(OTHER_ACCOUNT), self.source)]),
            ("another requested Region", self.with_another_requested_region(others)),
            (ELSEWHERE_REQUESTED_IN_SOURCE, self.elsewhere_requested_in_source(others)),
        ]
    }

    fn arn_in(self, account: &str) -> String {
        profile_arn(self.partition(), self.source, account, self.id)
    }

    /// An application profile, which is invoked without the profile that it was copied from.
    fn application_profile_arn(self) -> String {
        self.arn().replace(":inference-profile/", ":application-inference-profile/")
    }

    fn model_in(self, region: &'static str) -> Request {
        Request::invoke(model_arn(self.partition(), region, self.model()), region)
    }

    fn model_without_a_profile(self, others: Others) -> Vec<Request> {
        let without = |call| Request { inference_profile_arn: None, ..call };
        let calls = self.model_calls().into_iter().map(without);
        calls.chain(others.regions(self.source).into_iter().map(|region| self.model_in(region))).collect()
    }

    fn model_through_another_profile(self, others: Others) -> Vec<Request> {
        let of_the_model = self.other_profiles_of_the_model(others).into_iter().map(|call| call.resource);
        let profiles: Vec<String> = of_the_model.chain([self.arn_in(OTHER_ACCOUNT)]).collect();
        let calls = self.model_calls();
        calls.iter().flat_map(|call| profiles.iter().map(|profile| call.clone().through(profile.as_str()))).collect()
    }

    /// Every Region, and none.
    fn model_in_another_region(self) -> Vec<Request> {
        let everywhere = TABLES.regions.keys().map(|region| self.model_in(region)).chain([self.model_anywhere()]);
        everywhere.map(|request| request.through(self.arn())).collect()
    }

    /// In the source Region; the neighbours wherever the profile may run its own.
    fn another_model(self, others: Others) -> Vec<Request> {
        let in_source = others.models(self.model()).into_iter().map(|model| self.model_in(self.source).of_model(model));
        let mut requests: Vec<Request> = in_source.map(|request| request.through(self.arn())).collect();
        let calls = self.model_calls();
        let neighbours = Others::Neighbours.models(self.model()).into_iter();
        requests.extend(neighbours.flat_map(|model| calls.iter().skip(1).map(|call| call.of_model(model))));
        requests
    }

    /// Those that other prefixes name, and an application profile.
    fn other_profiles_of_the_model(self, others: Others) -> Vec<Request> {
        let prefixes = others.of(self.prefix(), &TABLES.prefixes).into_iter();
        let ids = prefixes.map(|prefix| format!("{prefix}.{}", self.model()));
        let arns = ids.map(|id| profile_arn(self.partition(), self.source, ACCOUNT, &id));
        arns.chain([self.application_profile_arn()]).map(|arn| Request::invoke(arn, self.source)).collect()
    }

    /// The profile in another Region; through it, the model there and in the source Region.
    fn in_another_source(self, others: Others) -> Vec<Request> {
        let requests = others.regions(self.source).into_iter().flat_map(|region| {
            let arn = profile_arn(self.partition(), region, ACCOUNT, self.id);
            let models = [region, self.source].map(|region| self.model_in(region).through(arn.as_str()));
            [Request::invoke(arn, region)].into_iter().chain(models)
        });
        requests.collect()
    }

    /// What a global profile needs, with another `aws:RequestedRegion`; and in another Region, with its own ones.
    ///
    /// The statements of a geographic one leave it open: where it runs a request, it is the Region of the model's ARN.
    fn with_another_requested_region(self, others: Others) -> Vec<Request> {
        if !self.is_global() {
            return Vec::new();
        }
        let (own, others) = ([self.source, UNSPECIFIED], others.regions(self.source));
        let calls = Grant::Profile(self).calls();
        let calls_elsewhere: Vec<Request> = others.iter().flat_map(|region| self.calls_in(region)).collect();
        let here = others.iter().chain(&own).flat_map(|region| requested_in(region, &calls));
        let elsewhere = own.iter().flat_map(|region| requested_in(region, &calls_elsewhere));
        here.chain(elsewhere).collect()
    }

    /// The model where a geographic profile never runs a request, as if the key were the source Region.
    fn elsewhere_requested_in_source(self, others: Others) -> Vec<Request> {
        if self.is_global() {
            return Vec::new();
        }
        let calls = self.model_calls();
        let everywhere =
            others.regions(self.source).into_iter().map(|region| self.model_in(region).through(self.arn()));
        let elsewhere: Vec<Request> = everywhere.filter(|call| !calls.contains(call)).collect();
        requested_in(self.source, &elsewhere)
    }

    /// The profile and its model in a Region.
    fn calls_in(self, region: &'static str) -> [Request; 2] {
        let profile = profile_arn(self.partition(), region, ACCOUNT, self.id);
        [Request::invoke(profile, region), self.model_in(region).through(self.arn())]
    }
}

impl DirectModel {
    fn near(self, others: Others) -> Vec<Near> {
        vec![
            ("the model in another Region", self.in_another_region()),
            ("another model", others.models(self.id).into_iter().map(|model| self.call().of_model(model)).collect()),
            ("a profile of the model", self.profiles()),
        ]
    }

    /// Every Region, and none.
    fn in_another_region(self) -> Vec<Request> {
        let regions = TABLES.regions.keys().map(|region| DirectModel { region, ..self }.call());
        regions.chain([Request::invoke(model_arn("aws", "", self.id), UNSPECIFIED)]).collect()
    }

    /// Those that the prefixes name.
    fn profiles(self) -> Vec<Request> {
        let ids = TABLES.prefixes.keys().map(|prefix| format!("{prefix}.{}", self.id));
        let arns = ids.map(|id| profile_arn(TABLES.regions[self.region], self.region, ACCOUNT, &id));
        arns.map(|arn| Request::invoke(arn, self.region)).collect()
    }
}

impl Request {
    fn of_model(&self, model: &str) -> Self {
        let (kind, _) = self.resource.split_once('/').expect("a model's ARN has a slash");
        Request { resource: format!("{kind}/{model}"), ..self.clone() }
    }
}

/// The calls with another `aws:RequestedRegion`.
fn requested_in(region: &'static str, calls: &[Request]) -> Vec<Request> {
    calls.iter().map(|call| Request { requested_region: region, ..call.clone() }).collect()
}

/// The same resources in the other partitions.
fn in_other_partitions(calls: &[Request]) -> Vec<Request> {
    let in_partitions = calls.iter().flat_map(|call| {
        let (_, rest) = call.resource.split_once(":bedrock:").expect("an ARN of Bedrock");
        PARTITIONS.map(|partition| Request { resource: format!("arn:{partition}:bedrock:{rest}"), ..call.clone() })
    });
    in_partitions.filter(|request| !calls.contains(request)).collect()
}
