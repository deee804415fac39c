//! What is true of a policy, and where a judge says otherwise.

use crate::{
    Said,
    condition::{Clause, Context, Subject},
    evaluator::{Policy, Refused, Statement, Tri},
    names::{Names, profile_clauses},
    needs::{ACCOUNT, INVOKING, Profile},
    pattern::Pattern,
    universe::{Call, Universe, Weight},
};
use serde_json::Value;
use std::{collections::BTreeSet, fmt::Write};

/// What is true of a policy.
pub(crate) struct Truth {
    /// Whether IAM takes it.
    pub(crate) refused: bool,
    /// A need is not allowed.
    pub(crate) missing: Fault,
    /// More than the needs is allowed.
    pub(crate) excess: Fault,
    /// Whether one of both is so is not known.
    pub(crate) unknown: Fault,
}

/// How sure a fault is, and the first request that shows it.
pub(crate) struct Fault {
    pub(crate) weight: Weight,
    pub(crate) witness: String,
}

impl Fault {
    fn none() -> Self {
        Fault { weight: Weight::Nothing, witness: String::new() }
    }

    fn see(&mut self, weight: Weight, witness: impl FnOnce() -> String) {
        if weight > self.weight {
            *self = Fault { weight, witness: witness() };
        }
    }

    pub(crate) fn is_certain(&self) -> bool {
        self.weight == Weight::Certain
    }
}

impl Truth {
    /// What is true of the policy. The intended profiles are those that its author had in mind.
    pub(crate) fn of(document: &Value, intended: &[Profile]) -> Self {
        let mut truth = Truth { refused: false, missing: Fault::none(), excess: Fault::none(), unknown: Fault::none() };
        match Policy::read(document) {
            Err(Refused(_)) => truth.refused = true,
            Ok(policy) => truth.judge(&policy, &Names::of(&policy, intended)),
        }
        truth
    }

    pub(crate) fn is_exact(&self) -> bool {
        let faults = [&self.missing, &self.excess, &self.unknown];
        !self.refused && faults.iter().all(|fault| fault.weight == Weight::Nothing)
    }

    fn judge(&mut self, policy: &Policy, names: &Names) {
        let universe = Universe::of(policy, names);
        let judge = Judge::new(policy, &universe);
        for call in &universe.needs {
            self.see_need(&judge, *call, Weight::Certain);
        }
        for call in &universe.perhaps {
            self.see_need(&judge, *call, Weight::Arguable);
        }
        for (call, weight) in &universe.others {
            if self.excess.is_certain() && self.unknown.is_certain() {
                break;
            }
            self.see_other(&judge, *call, *weight);
        }
        if names.unknown {
            self.unknown.see(Weight::Certain, || "a profile whose needs are unknown".to_owned());
        }
        self.soften(policy, names);
    }

    fn see_need(&mut self, judge: &Judge, call: Call, weight: Weight) {
        let witness = || judge.universe.describe(call);
        match judge.allows(call) {
            Tri::Yes => {}
            Tri::No => self.missing.see(weight, witness),
            Tri::Depends | Tri::Unsure => self.unknown.see(weight, witness),
        }
    }

    fn see_other(&mut self, judge: &Judge, call: Call, weight: Weight) {
        let allowed = judge.allows(call);
        if allowed == Tri::No {
            return;
        }
        let witness = || judge.universe.describe(call);
        let weight = weight.min(judge.weight(call));
        if allowed == Tri::Unsure { self.unknown.see(weight, witness) } else { self.excess.see(weight, witness) }
    }

    /// Nothing is a false alarm where the meaning itself is argued about.
    fn soften(&mut self, policy: &Policy, names: &Names) {
        let accounts: BTreeSet<&str> = names.sure.iter().map(|profile| profile.account.as_str()).collect();
        let clauses = || policy.statements.iter().flat_map(|statement| &statement.clauses);
        let arguable = [
            (names.unknown, "a profile whose needs are unknown"),
            (names.sure.is_empty(), "no profile is named"),
            (accounts.len() > 1, "several accounts"),
            (policy.asks_openly_more_than_once(), "several open values"),
            (clauses().any(Clause::is_arguable), "a condition that is argued about"),
            (policy.statements.iter().any(Statement::has_service_wildcard), "a wildcard for the service"),
        ];
        for (_, reason) in arguable.iter().filter(|(holds, _)| *holds) {
            self.missing.see(Weight::Arguable, || (*reason).to_owned());
            self.excess.see(Weight::Arguable, || (*reason).to_owned());
        }
    }
}

/// The policy's answers to parts of requests, so that each is asked for once.
struct Judge<'a> {
    universe: &'a Universe,
    statements: Vec<Answers<'a>>,
    /// Whether values that are open may depend on each other.
    entangled: bool,
}

struct Answers<'a> {
    statement: &'a Statement,
    actions: Vec<Tri>,
    /// `None` where the request's values are part of the resource.
    resources: Option<Vec<Tri>>,
    /// `None` where they are part of the conditions.
    conditions: Option<Conditions>,
}

struct Conditions {
    keys: Vec<Tri>,
    regions: Vec<Tri>,
    others: Tri,
}

impl<'a> Answers<'a> {
    fn new(statement: &'a Statement, universe: &Universe) -> Self {
        let context = Context::new(ACCOUNT, "", None);
        let resources = universe.resources.iter().map(|resource| statement.resource(&resource.arn, &context));
        let varies = statement.clauses.iter().any(Clause::has_variables);
        Answers {
            statement,
            actions: universe.actions.iter().map(|(action, _)| statement.action(action)).collect(),
            resources: (!statement.resource_varies()).then(|| resources.collect()),
            conditions: (!varies).then(|| Conditions::new(statement, universe)),
        }
    }

    fn matches(&self, universe: &Universe, call: Call) -> Tri {
        let action = self.actions[call.action];
        if action == Tri::No {
            return Tri::No;
        }
        let resource = match &self.resources {
            Some(resources) => resources[call.resource],
            None => {
                let arn = &universe.resources[call.resource].arn;
                self.statement.resource(arn, &universe.context(call, ACCOUNT))
            }
        };
        if resource == Tri::No {
            return Tri::No;
        }
        let condition = match &self.conditions {
            Some(conditions) => conditions.hold(call),
            None => self.statement.condition(&universe.context(call, ACCOUNT)),
        };
        resource.and(condition)
    }
}

impl Conditions {
    fn new(statement: &Statement, universe: &Universe) -> Self {
        let all = |about: &dyn Fn(Subject) -> bool, context: &Context| {
            let clauses = statement.clauses.iter().filter(|clause| about(clause.subject));
            Tri::all(clauses.map(|clause| clause.holds(context)))
        };
        let on_key = |arn: Option<&str>| all(&|on| on == Subject::Profile, &Context::new(ACCOUNT, "", arn));
        let on_region = |region: &str| all(&|on| on == Subject::Region, &Context::new(ACCOUNT, region, None));
        let others = |on| !matches!(on, Subject::Profile | Subject::Region);
        Conditions {
            keys: universe.keys.iter().map(|key| on_key(key.arn.as_deref())).collect(),
            regions: universe.regions.iter().map(|region| on_region(region)).collect(),
            others: all(&others, &Context::new(ACCOUNT, "", None)),
        }
    }

    fn hold(&self, call: Call) -> Tri {
        self.keys[call.key].and(self.regions[call.region]).and(self.others)
    }
}

impl<'a> Judge<'a> {
    fn new(policy: &'a Policy, universe: &'a Universe) -> Self {
        Judge {
            universe,
            statements: policy.statements.iter().map(|statement| Answers::new(statement, universe)).collect(),
            entangled: policy.asks_openly_more_than_once(),
        }
    }

    /// On a profile both without the key and with the profile's own.
    fn allows(&self, call: Call) -> Tri {
        let allowed = self.allows_as_it_is(call);
        let Some(without_key) = self.universe.without_key(call) else { return allowed };
        match (allowed, self.allows_as_it_is(without_key)) {
            (one, other) if one == other => one,
            (Tri::Yes | Tri::Depends, Tri::Yes | Tri::Depends) => Tri::Depends,
            _ => Tri::Unsure,
        }
    }

    fn allows_as_it_is(&self, call: Call) -> Tri {
        let allowed = self.any(true, call);
        if allowed == Tri::No {
            return Tri::No;
        }
        let allowed = allowed.and(self.any(false, call).not());
        if self.entangled && allowed == Tri::Depends { Tri::Unsure } else { allowed }
    }

    /// Whether one of the statements matches that allow, or of those that don't.
    fn any(&self, allows: bool, call: Call) -> Tri {
        let mut any = Tri::No;
        for answers in &self.statements {
            if answers.statement.allows == allows {
                any = any.or(answers.matches(self.universe, call));
            }
        }
        any
    }

    /// What it counts for that the statements allow the call.
    fn weight(&self, call: Call) -> Weight {
        let matching = self.statements.iter().filter(|answers| answers.statement.allows && self.matches(answers, call));
        let weights: Vec<Weight> = matching.map(|answers| self.weight_in(answers, call)).collect();
        let most = weights.iter().copied().max().unwrap_or(Weight::Nothing);
        let least = weights.iter().copied().min().unwrap_or(Weight::Nothing);
        let perhaps_needed = self.universe.perhaps.binary_search(&call).is_ok();
        if most > least || perhaps_needed { most.min(Weight::Arguable) } else { most }
    }

    fn matches(&self, answers: &Answers, call: Call) -> bool {
        let calls = [Some(call), self.universe.without_key(call)];
        calls.into_iter().flatten().any(|call| answers.matches(self.universe, call) != Tri::No)
    }

    fn weight_in(&self, answers: &Answers, call: Call) -> Weight {
        let action = &self.universe.actions[call.action].0;
        if !Universe::invokes(call) && !answers.statement.is_wide_for(action, &INVOKING) {
            return Weight::Nothing;
        }
        self.weight_of_model_grant(answers, call).min(self.weight_of_other_model(answers, call))
    }

    /// A statement that is about models only may grant direct calls of models that no named profile uses.
    fn weight_of_model_grant(&self, answers: &Answers, call: Call) -> Weight {
        let Some(model) = self.universe.model(call) else { return Weight::Certain };
        let direct = Universe::directly(call);
        let is_own = self.universe.own_models.contains(&model);
        let is_granted = answers.matches(self.universe, direct) != Tri::No && self.allows_as_it_is(direct) != Tri::No;
        let grants = answers.statement.is_about_models_only() && is_granted;
        let is_by_name = answers.statement.resource_patterns().iter().all(Pattern::is_whole);
        let is_plain = Universe::invokes(call)
            && is_by_name
            && answers.matches(self.universe, self.universe.in_region_of_resource(direct)) != Tri::No
            && !self.universe.perhaps_own.contains(&model);
        match (is_own || !grants, is_plain) {
            (true, _) => Weight::Certain,
            (false, true) => Weight::Nothing,
            (false, false) => Weight::Arguable,
        }
    }

    /// No model is called through a profile of another one: such a call is the price of a statement for several.
    fn weight_of_other_model(&self, answers: &Answers, call: Call) -> Weight {
        let (model, other) = (self.universe.model(call), self.universe.model_of_key(call));
        if model.is_none() || other.is_none() || model == other {
            return Weight::Certain;
        }
        let alike = |need: &&Call| Call { key: call.key, ..**need } == call;
        let needs: Vec<Call> = self.universe.needs.iter().filter(alike).copied().collect();
        if needs.iter().any(|need| names_in_condition(answers.statement, self.universe, *need)) {
            return Weight::Nothing;
        }
        let is_granted = needs.iter().any(|need| answers.matches(self.universe, *need) != Tri::No);
        if is_granted { Weight::Arguable } else { Weight::Certain }
    }
}

/// Whether the statement's condition names the profile that the need goes through.
fn names_in_condition(statement: &Statement, universe: &Universe, need: Call) -> bool {
    let arn = universe.keys[need.key].arn.as_deref();
    let values = profile_clauses(statement).filter(|clause| clause.is_positive()).flat_map(|clause| &clause.values);
    values.into_iter().any(|value| Some(value.text()) == arn)
}

/// What is wrong with what a judge says of the policy.
pub(crate) fn disagreements(truth: &Truth, said: &Said) -> Vec<String> {
    let mut wrong = Vec::new();
    if said.exact {
        wrong.extend(unsound(truth));
    }
    if !truth.refused {
        wrong.extend(false_alarm(&truth.missing, said, "too_little"));
        wrong.extend(false_alarm(&truth.excess, said, "too_much"));
        wrong.extend(missed(&truth.missing, said, "too_little"));
        wrong.extend(missed(&truth.excess, said, "too_much"));
    }
    wrong
}

fn unsound(truth: &Truth) -> Option<String> {
    let faults = [("missing", &truth.missing), ("excess", &truth.excess), ("unknown", &truth.unknown)];
    let certain = faults.iter().filter(|(_, fault)| fault.is_certain());
    let mut text = certain.fold(String::new(), |mut text, (name, fault)| {
        write!(text, "\n    {name}: {}", fault.witness).expect("a string takes all");
        text
    });
    if truth.refused {
        text.push_str("\n    IAM refuses the document");
    }
    (!text.is_empty()).then(|| format!("UNSOUND: said to be exact{text}"))
}

/// An error of another kind explains itself.
fn false_alarm(fault: &Fault, said: &Said, kind: &str) -> Option<String> {
    let alarm = said.errors.iter().any(|error| error == kind);
    let another = said.errors.iter().any(|error| error != "too_little" && error != "too_much");
    (alarm && !another && fault.weight == Weight::Nothing).then(|| format!("FALSE ALARM: {kind}"))
}

fn missed(fault: &Fault, said: &Said, kind: &str) -> Option<String> {
    let silent = said.errors.is_empty() && !said.open;
    (fault.is_certain() && silent).then(|| format!("MISSED: {kind}\n    {}", fault.witness))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, needs::OTHER_ACCOUNT};
    use serde_json::json;

    const PROFILE: &str = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0";
    const REGIONS: [&str; 3] = ["us-east-1", "us-east-2", "us-west-2"];

    fn model(region: &str) -> String {
        format!("arn:aws:bedrock:{region}::foundation-model/amazon.nova-pro-v1:0")
    }

    /// The two statements of AWS's guide to geographic profiles.
    fn guide() -> Value {
        json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": INVOKING, "Resource": PROFILE },
            { "Effect": "Allow", "Action": INVOKING, "Resource": REGIONS.map(model),
              "Condition": { "StringEquals": { "bedrock:InferenceProfileArn": PROFILE } } },
        ] })
    }

    fn assert_verdict(policy: &Value, expected: &[&str]) {
        assert_eq!(crate::verdict(&Truth::of(policy, &[])), expected, "{policy:#}");
    }

    fn with(path: &str, value: Value) -> Value {
        let mut policy = guide();
        *policy.pointer_mut(path).expect("a place") = value;
        policy
    }

    fn and(statement: Value) -> Value {
        let mut policy = guide();
        policy["Statement"].as_array_mut().expect("a list").push(statement);
        policy
    }

    #[test]
    fn the_guide_is_exact() {
        assert_verdict(&guide(), &["exact"]);
        let everywhere = json!({ "StringEquals": {
            "bedrock:InferenceProfileArn": PROFILE, "aws:RequestedRegion": REGIONS,
        } });
        let mut compact = with("/Statement/1/Condition", everywhere);
        compact["Statement"][1]["Resource"] = json!(model("*"));
        assert_verdict(&compact, &["exact"]);
    }

    #[test]
    fn too_little_and_too_much_are_seen() {
        assert_verdict(&with("/Statement/1/Resource/1", json!(model("us-west-2"))), &["missing"]);
        assert_verdict(&with("/Statement/1/Resource/1", json!(model("*"))), &["excess"]);
        assert_verdict(&with("/Statement/1/Condition", json!({})), &["excess"]);
        assert_verdict(&with("/Statement/0/Action", json!("bedrock:*")), &["excess"]);
        assert_verdict(&with("/Statement/0/Resource", json!(PROFILE.replace("us-east-1", "*"))), &["excess"]);
        let foreign = json!(PROFILE.replace("123456789012", OTHER_ACCOUNT));
        assert_verdict(&with("/Statement/0/Resource", foreign), &["missing"]);
    }

    #[test]
    fn what_is_open_is_unknown_or_too_much() {
        let from_endpoint = json!({ "StringEquals": { "aws:SourceVpce": "vpce-1" } });
        let deny = json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": from_endpoint });
        assert_verdict(&and(deny), &["unknown"]);
        let direct = json!({ "Effect": "Allow", "Action": INVOKING, "Resource": model("us-east-1"), "Condition": from_endpoint });
        assert_verdict(&and(direct), &["excess"]);
        let on_profile = json!({ "Null": { "bedrock:InferenceProfileArn": "true" } });
        let deny = json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": on_profile });
        assert_verdict(&and(deny), &["unknown"]);
    }

    #[test]
    fn a_grant_of_another_model_and_other_actions_are_beside_the_point() {
        let other = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
        assert_verdict(&and(json!({ "Effect": "Allow", "Action": INVOKING, "Resource": other })), &["exact"]);
        let action = json!({ "Effect": "Allow", "Action": "bedrock:InvokeAgent", "Resource": "*" });
        assert_verdict(&and(action), &["exact"]);
        assert_verdict(&with("/Statement/1/Resource/1", json!(other)), &["missing", "excess"]);
    }

    #[test]
    fn a_denial_narrows() {
        let kept = [vec![PROFILE.to_owned()], REGIONS.map(model).to_vec()].concat();
        let mut policy = and(json!({ "Effect": "Deny", "Action": "bedrock:*", "NotResource": kept }));
        policy["Statement"][0]["Resource"] = json!("arn:aws:bedrock:*:123456789012:inference-profile/*");
        assert_verdict(&policy, &["exact"]);
    }

    #[test]
    fn answers_are_those_of_the_policy() {
        for case in (0..60).map(Case::new) {
            let Ok(policy) = Policy::read(&case.mutant.policy) else { continue };
            let universe = Universe::of(&policy, &Names::of(&policy, &case.mutant.profiles));
            let mut judge = Judge::new(&policy, &universe);
            judge.entangled = false;
            for (call, _) in universe.others.iter().step_by(7) {
                let (action, resource) = (&universe.actions[call.action].0, &universe.resources[call.resource].arn);
                let expected = policy.allows(action, resource, &universe.context(*call, ACCOUNT));
                assert_eq!(judge.allows_as_it_is(*call), expected, "seed {}: {}", case.seed, universe.describe(*call));
            }
        }
    }

    fn said(exact: bool, errors: &[&str], open: bool) -> Said {
        Said { exact, errors: errors.iter().map(|error| (*error).to_owned()).collect(), open, text: String::new() }
    }

    #[test]
    fn disagreements_are_noticed() {
        let exact = Truth::of(&guide(), &[]);
        let missing = Truth::of(&with("/Statement/1/Resource/1", json!(model("us-west-2"))), &[]);
        let refused = Truth::of(&with("/Version", json!("2012")), &[]);
        for (truth, said, expected) in [
            (&exact, said(true, &[], false), None),
            (&exact, said(false, &["too_much"], false), Some("FALSE ALARM: too_much")),
            (&exact, said(false, &["too_much", "invalid"], false), None),
            (&missing, said(true, &[], true), Some("UNSOUND")),
            (&missing, said(false, &[], false), Some("MISSED: too_little")),
            (&missing, said(false, &[], true), None),
            (&missing, said(false, &["too_little"], false), None),
            (&refused, said(true, &[], false), Some("UNSOUND")),
            (&refused, said(false, &["too_little"], false), None),
        ] {
            let found = disagreements(truth, &said);
            assert_eq!(found.len(), usize::from(expected.is_some()), "{found:?}");
            assert!(found.iter().all(|found| found.starts_with(expected.unwrap_or_default())), "{found:?}");
        }
    }
}
