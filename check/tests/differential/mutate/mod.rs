//! Random changes of a policy.

mod actions;
mod conditions;
mod denials;
mod parts;
mod resources;
mod statements;

use crate::{needs::Profile, random::Random, start::Start};
use serde_json::{Value, json};

/// A policy, and what was done to it.
pub(crate) struct Mutant {
    /// The profiles that it was written for.
    pub(crate) profiles: Vec<Profile>,
    pub(crate) policy: Value,
    pub(crate) mutations: Vec<&'static str>,
}

/// A kind of change. It says whether it changed something: if not, what it did is undone.
struct Mutation(&'static str, fn(&mut Draft) -> bool);

const ROOMS: [&[Mutation]; 6] = [
    resources::MUTATIONS,
    parts::MUTATIONS,
    actions::MUTATIONS,
    conditions::MUTATIONS,
    denials::MUTATIONS,
    statements::MUTATIONS,
];

/// A policy that is being changed.
struct Draft<'a> {
    policy: Value,
    profiles: Vec<Profile>,
    random: &'a mut Random,
}

impl Mutant {
    /// An exact policy with up to three changes.
    pub(crate) fn random(random: &mut Random) -> Self {
        let Start { profiles, policy } = Start::random(random);
        let wanted = *random.pick(&[0, 0, 1, 1, 1, 2, 2, 3]);
        let mut mutations = Vec::new();
        let mut draft = Draft { policy, profiles, random };
        while mutations.len() < wanted {
            let room = *draft.random.pick(&ROOMS);
            let Mutation(name, change) = draft.random.pick(room);
            let before = draft.policy.clone();
            if change(&mut draft) {
                mutations.push(*name);
            } else {
                draft.policy = before;
            }
        }
        Mutant { profiles: draft.profiles, policy: draft.policy, mutations }
    }
}
/// A place of a policy: a list or the single item in its place.
type Place = (usize, usize);

impl Draft<'_> {
    fn statements(&mut self) -> &mut Vec<Value> {
        self.policy["Statement"].as_array_mut().expect("a list")
    }

    /// A statement that is so.
    fn pick_statement(&mut self, wanted: impl Fn(&Value) -> bool) -> Option<usize> {
        let statements = self.policy["Statement"].as_array().expect("a list");
        self.random.place(statements, wanted)
    }

    fn pick_allow(&mut self) -> Option<usize> {
        self.pick_statement(|statement| statement["Effect"] == "Allow")
    }

    fn statement(&mut self, at: usize) -> &mut Value {
        &mut self.statements()[at]
    }

    /// The list of an element, which is made one of a single item.
    fn list(&mut self, at: usize, element: &str) -> &mut Vec<Value> {
        as_list(&mut self.statement(at)[element])
    }

    /// A resource of an `Allow` that is so.
    fn pick_resource(&mut self, wanted: impl Fn(&str) -> bool) -> Option<Place> {
        let has = |statement: &Value| {
            let resources = crate::evaluator::list(&statement["Resource"]);
            resources.iter().any(|resource| resource.as_str().is_some_and(&wanted))
        };
        let at = self.pick_statement(|statement| statement["Effect"] == "Allow" && has(statement))?;
        let resources = self.list(at, "Resource").clone();
        let place = self.random.place(&resources, |resource| resource.as_str().is_some_and(&wanted))?;
        Some((at, place))
    }

    fn resource(&mut self, (at, place): Place) -> &mut Value {
        &mut self.list(at, "Resource")[place]
    }

    /// Changes a resource that is so.
    fn change_resource(&mut self, wanted: fn(&str) -> bool, change: impl Fn(&str, &mut Random) -> String) -> bool {
        let Some(place) = self.pick_resource(wanted) else { return false };
        let text = self.resource(place).as_str().expect("an ARN").to_owned();
        let changed = change(&text, self.random);
        *self.resource(place) = json!(changed);
        changed != text
    }

    fn profile(&mut self) -> Profile {
        self.random.pick(&self.profiles).clone()
    }

    fn push(&mut self, statement: Value) -> bool {
        self.statements().push(statement);
        true
    }
}

fn as_list(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = Value::Array(vec![value.take()]);
    }
    value.as_array_mut().expect("a list")
}

fn is_arn(text: &str) -> bool {
    text.split(':').count() >= 6
}

fn is_profile(text: &str) -> bool {
    is_arn(text) && text.contains(":inference-profile/")
}

fn is_model(text: &str) -> bool {
    is_arn(text) && text.contains("::foundation-model/")
}

/// The ARN with another text for one of its parts.
fn with_part(arn: &str, part: usize, text: &str) -> String {
    let mut parts: Vec<&str> = arn.splitn(6, ':').collect();
    if let Some(old) = parts.get_mut(part) {
        *old = text;
    }
    parts.join(":")
}

fn part(arn: &str, part: usize) -> &str {
    arn.splitn(6, ':').nth(part).unwrap_or_default()
}
