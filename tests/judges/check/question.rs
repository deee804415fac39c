//! A policy, what `check` says of it, and the requests that show whether that is right.

use crate::evaluator::{Policy, list, texts};
use crate::mutate::Mutant;
use crate::names::Names;
use crate::needs::ACCOUNT;
use crate::random::Random;
use crate::universe::{Call, Universe, Weight};
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_check::model::{Demands, Kind, Severity};
use bedrock_profiles_check::{judge, read};
use serde_json::{Map, Value, json};

/// How many prohibited requests are put to the judge for each policy.
const PROHIBITED: usize = 24;

#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) name: String,
    policy: Value,
    is_pristine: bool,
    said: Said,
    /// For `simulate.mjs`.
    pub(crate) needs: Vec<Value>,
    pub(crate) prohibited: Vec<Value>,
}

/// What `check` says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Exact,
    /// There is too little, and no other error.
    TooLittle,
    Else,
}

impl Question {
    /// The policy of this number; none where IAM would refuse it.
    pub(crate) fn new(seed: u64) -> Option<Self> {
        let Mutant { profiles, policy, mutations } = Mutant::random(&mut Random::seeded(seed));
        let read = Policy::read(&policy).ok()?;
        let universe = Universe::of(&read, &Names::of(&read, &profiles));
        let said = if is_read_otherwise(&policy) { Said::Else } else { said(&policy) };
        // What is perhaps named is perhaps what `check` misses.
        let perhaps = universe.perhaps.iter().filter(|_| said == Said::TooLittle);
        let needs = universe.needs.iter().chain(perhaps).flat_map(|call| requests(&universe, *call)).collect();
        let prohibited = prohibited(&universe);
        let step = prohibited.len().div_ceil(PROHIBITED).max(1);
        let prohibited = prohibited.into_iter().step_by(step).map(|call| request(&universe, call, false)).collect();
        let name = format!("policy {seed}, {mutations:?}");
        Some(Question { name, policy, is_pristine: mutations.is_empty(), said, needs, prohibited })
    }

    pub(crate) fn is_exact(&self) -> bool {
        self.said == Said::Exact
    }

    pub(crate) fn is_too_little(&self) -> bool {
        self.said == Said::TooLittle
    }

    /// Whether it is as the generator began with it.
    pub(crate) fn is_pristine(&self) -> bool {
        self.is_pristine
    }

    /// The same verdict on the policy without a resource that is needed.
    pub(crate) fn without_a_resource(&self) -> Option<Self> {
        let mut question = self.clone();
        let needed: Vec<&Value> = self.needs.iter().map(|request| &request["resource"]).collect();
        let statements = question.policy["Statement"].as_array_mut()?;
        let lists = statements.iter_mut().filter_map(|statement| statement["Resource"].as_array_mut());
        let list =
            lists.into_iter().find(|list| list.len() > 1 && list.last().is_some_and(|it| needed.contains(&it)))?;
        let dropped = list.pop()?;
        question.name = format!("{} without {dropped}", self.name);
        Some(question)
    }

    /// The same verdict on the policy without its conditions.
    pub(crate) fn without_conditions(&self) -> Option<Self> {
        let mut question = self.clone();
        for statement in question.policy["Statement"].as_array_mut()? {
            statement.as_object_mut()?.remove("Condition");
        }
        question.name = format!("{} without conditions", self.name);
        Some(question)
    }

    /// For `simulate.mjs`.
    pub(crate) fn line(&self) -> Value {
        let requests: Vec<&Value> = self.needs.iter().chain(&self.prohibited).collect();
        json!({ "policy": self.policy, "requests": requests })
    }

    pub(crate) fn objections(&self, answers: &Value) -> Vec<String> {
        let is_allowed = |at: usize| answers[at]["decision"] == "Allowed" && answers[at]["objection"].is_null();
        let denied = self.needs.iter().enumerate().filter(|(at, _)| !is_allowed(*at));
        let allowed = self.prohibited.iter().zip(self.needs.len()..).filter(|(_, at)| is_allowed(*at));
        match self.said {
            Said::Exact => {
                let denied = denied.map(|(at, need)| format!("denies a need: {} to {need}", answers[at]));
                let allowed = allowed.map(|(request, _)| format!("allows beyond the needs: {request}"));
                denied.chain(allowed).take(1).map(|wrong| self.objection("exact", &wrong)).collect()
            }
            Said::TooLittle if denied.count() == 0 => vec![self.objection("too little", "denies no need")],
            Said::TooLittle | Said::Else => Vec::new(),
        }
    }

    fn objection(&self, said: &str, wrong: &str) -> String {
        format!("{}: called {said}, and {wrong}: {}", self.name, self.policy)
    }
}

/// Whether the judge reads a resource of it in its own way: one with a wildcard or variable in its type, before the
/// slash, matches nothing, and before the fifth colon case does not count.
fn is_read_otherwise(policy: &Value) -> bool {
    let statements = list(&policy["Statement"]).iter();
    let elements = statements.flat_map(|statement| [&statement["Resource"], &statement["NotResource"]]);
    let mut resources = elements.filter_map(texts).flatten();
    resources.any(|arn| {
        let mut parts: Vec<&str> = arn.splitn(6, ':').collect();
        let kind = if parts.len() == 6 { parts.pop().and_then(|resource| resource.split_once('/')) } else { None };
        let is_open = kind.is_some_and(|(kind, _)| kind.contains(['*', '?', '$']));
        is_open || parts.concat().contains(|c: char| c.is_ascii_uppercase())
    })
}

fn said(policy: &Value) -> Said {
    let text = policy.to_string();
    let file = read::read("policy.json", &text).expect("a policy");
    let judgement = judge::judge(Catalog::BUILT_IN, &file, Demands::default());
    let mut errors = judgement.findings.iter().filter(|finding| finding.severity == Severity::Error).peekable();
    if judgement.is_exact() {
        Said::Exact
    } else if errors.peek().is_some() && errors.all(|finding| finding.kind == Kind::TooLittle) {
        Said::TooLittle
    } else {
        Said::Else
    }
}

/// What is certainly too much, whatever a statement is for: invoking the own models, or other profiles, other than needed.
fn prohibited(universe: &Universe) -> Vec<Call> {
    let is_clear = |call: Call| match (universe.model(call), universe.model_of_key(call)) {
        (Some(model), through) => {
            universe.own_models.contains(&model) && through.is_none_or(|through| through == model)
        }
        (None, _) => true,
    };
    let certain = universe.others.iter().filter(|(_, weight)| *weight == Weight::Certain).map(|(call, _)| *call);
    certain
        .filter(|call| Universe::invokes(*call) && is_clear(*call) && universe.perhaps.binary_search(call).is_err())
        .collect()
}

/// A need; on a profile also without the key, which Bedrock may not set there.
fn requests(universe: &Universe, call: Call) -> impl Iterator<Item = Value> {
    [Some(call), universe.without_key(call)].into_iter().flatten().map(|call| request(universe, call, true))
}

/// One that is `known` must be such as the service knows, unless it is on the ARN without a Region: the judge's data have none.
fn request(universe: &Universe, call: Call, known: bool) -> Value {
    let resource = &universe.resources[call.resource].arn;
    let keys = [("aws:RequestedRegion", universe.regions[call.region].as_str()), ("aws:PrincipalAccount", ACCOUNT)];
    let mut context = Map::from_iter(keys.map(|(key, value)| (key.to_owned(), Value::from(value))));
    if let Some(arn) = &universe.keys[call.key].arn {
        context.insert("bedrock:InferenceProfileArn".to_owned(), arn.as_str().into());
    }
    let (action, known) = (&universe.actions[call.action].0, known && !resource.contains(":bedrock:::"));
    json!({ "action": action, "resource": resource, "context": context, "known": known })
}
