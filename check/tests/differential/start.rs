//! Exact policies, in many shapes, to begin with.

use crate::{
    needs::{Profile, TABLES, UNSPECIFIED},
    random::Random,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, sync::LazyLock};

static IN_SERVICE: LazyLock<Vec<Profile>> = LazyLock::new(|| TABLES.in_service());
/// Those of them that are global, and the others.
static BY_KIND: LazyLock<[Vec<Profile>; 2]> = LazyLock::new(|| {
    let (global, geographic) = IN_SERVICE.iter().cloned().partition(Profile::is_global);
    [global, geographic]
});

/// IAM's limit for a managed policy, which counts no white space.
const SIZE: usize = 6144;

/// Profiles and the policy that grants exactly what they need.
pub(crate) struct Start {
    pub(crate) profiles: Vec<Profile>,
    pub(crate) policy: Value,
}

impl Start {
    pub(crate) fn random(random: &mut Random) -> Self {
        loop {
            let profiles = profiles(random);
            let policy = policy(&profiles, random);
            if policy.to_string().len() <= SIZE {
                return Start { profiles, policy };
            }
        }
    }
}

/// One to three profiles of one partition, that often have a source Region or a model in common.
fn profiles(random: &mut Random) -> Vec<Profile> {
    let first = random_profile(random);
    let mut profiles = vec![first.clone()];
    for _ in 0..random.below(3) {
        let by_source = random.chance(60);
        let wanted = |other: &Profile| {
            let alike = if by_source { other.source == first.source } else { other.model() == first.model() };
            alike && other.partition() == first.partition()
        };
        if let Some(at) = random.place(&IN_SERVICE, wanted) {
            profiles.push(IN_SERVICE[at].clone());
        }
    }
    profiles.sort();
    profiles.dedup();
    profiles
}

/// A third of them are global, which are few.
fn random_profile(random: &mut Random) -> Profile {
    let [global, geographic] = &*BY_KIND;
    let kind = if random.chance(33) { global } else { geographic };
    random.pick(kind).clone()
}

/// A statement to be.
#[derive(Clone)]
struct Grant {
    actions: Vec<&'static str>,
    resources: Vec<String>,
    models: BTreeSet<&'static str>,
    requested_regions: Vec<&'static str>,
    through: Vec<String>,
}

fn policy(profiles: &[Profile], random: &mut Random) -> Value {
    let compact = random.chance(20);
    let mut grants: Vec<Grant> = profiles.iter().flat_map(|profile| grants(profile, compact)).collect();
    if random.chance(60) {
        grants = merged(&grants);
    }
    if random.chance(25) {
        grants = grants.iter().flat_map(one_for_each_action).collect();
    }
    if random.chance(15) {
        grants = grants.iter().flat_map(one_for_each_resource).collect();
    }
    let with_ids = random.chance(50);
    let statements = grants.iter().enumerate().map(|(at, grant)| statement(grant, with_ids.then_some(at), random));
    json!({ "Version": "2012-10-17", "Statement": statements.collect::<Vec<_>>() })
}

/// What AWS's guides ask for.
fn grants(profile: &Profile, compact: bool) -> Vec<Grant> {
    let grant = |resources, requested_regions, through| Grant {
        actions: profile.actions().to_vec(),
        resources,
        models: BTreeSet::from([profile.model()]),
        requested_regions,
        through,
    };
    let (arn, source) = (profile.arn(), profile.source);
    if profile.is_global() {
        return vec![
            grant(vec![arn.clone()], vec![source], vec![]),
            grant(vec![profile.model_arn(source)], vec![source], vec![arn.clone()]),
            grant(vec![profile.model_arn("")], vec![UNSPECIFIED], vec![arn]),
        ];
    }
    let models = if compact {
        grant(vec![profile.model_arn("*")], profile.regions(), vec![arn.clone()])
    } else {
        grant(profile.regions().iter().map(|region| profile.model_arn(region)).collect(), vec![], vec![arn.clone()])
    };
    vec![grant(vec![arn], vec![], vec![]), models]
}

fn merged(grants: &[Grant]) -> Vec<Grant> {
    let mut merged: Vec<Grant> = Vec::new();
    for grant in grants {
        match merged.iter_mut().find(|other| other.takes(grant)) {
            Some(other) => other.take(grant),
            None => merged.push(grant.clone()),
        }
    }
    merged
}

impl Grant {
    /// Whether one statement grants the requests of both, and none that may happen besides.
    fn takes(&self, other: &Self) -> bool {
        let alike = self.actions == other.actions && self.requested_regions == other.requested_regions;
        let without_condition = self.through.is_empty() && other.through.is_empty();
        let with_condition = !self.through.is_empty() && !other.through.is_empty();
        alike && (without_condition || (with_condition && self.models.is_disjoint(&other.models)))
    }

    fn take(&mut self, other: &Self) {
        self.resources.extend(other.resources.iter().cloned());
        self.through.extend(other.through.iter().cloned());
        self.models.extend(&other.models);
    }
}

fn one_for_each_action(grant: &Grant) -> Vec<Grant> {
    grant.actions.iter().map(|action| Grant { actions: vec![action], ..grant.clone() }).collect()
}

/// Of a grant for one profile at most: the price of a statement for several is paid in that statement only.
fn one_for_each_resource(grant: &Grant) -> Vec<Grant> {
    if grant.through.len() > 1 || grant.resources.len() > 4 {
        return vec![grant.clone()];
    }
    let alone = |resource: &String| Grant { resources: vec![resource.clone()], ..grant.clone() };
    grant.resources.iter().map(alone).collect()
}

fn statement(grant: &Grant, id: Option<usize>, random: &mut Random) -> Value {
    let mut statement = json!({
        "Effect": "Allow",
        "Action": list(&grant.actions, random),
        "Resource": list(&grant.resources, random),
    });
    if let Some(id) = id {
        statement["Sid"] = json!(format!("Statement{id}"));
    }
    let mut condition = Map::new();
    let clauses = [
        ("bedrock:InferenceProfileArn", json!(grant.through), ["StringEquals", "ArnEquals", "ArnLike", "StringLike"]),
        (
            "aws:RequestedRegion",
            json!(grant.requested_regions),
            ["StringEquals", "StringEquals", "StringLike", "StringEqualsIgnoreCase"],
        ),
    ];
    for (key, values, operators) in clauses {
        if values.as_array().is_some_and(|values| !values.is_empty()) {
            let operator = *random.pick(&operators);
            condition.entry(operator).or_insert_with(|| json!({}))[key] = unwrapped(values, random);
        }
    }
    if !condition.is_empty() {
        statement["Condition"] = Value::Object(condition);
    }
    statement
}

fn list<T: Clone + Into<Value>>(items: &[T], random: &mut Random) -> Value {
    unwrapped(Value::from(items), random)
}

/// A single item may do without brackets.
fn unwrapped(list: Value, random: &mut Random) -> Value {
    match list.as_array().map(Vec::as_slice) {
        Some([item]) if random.chance(60) => item.clone(),
        _ => list,
    }
}
