//! iam-simulate: evaluates the policy language, and knows the service's actions, resources and condition keys.

use crate::bench::Bench;
use crate::cases::{Case, written};
use crate::mutants::{Mutant, mutants};
use crate::needs::Request;
use crate::prohibitions::Rule;
use crate::proof::Proof;
use crate::verdict::Verdict;
use crate::{Result, tool};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

/// How many prohibited requests of each rule are put to the judge; `cargo test` puts them all to another one.
const OF_EACH_RULE: usize = 5;

pub(crate) fn judge(bench: &Bench, cases: &[Case]) -> Result<Verdict> {
    let mut questions = Vec::new();
    for case in cases {
        questions.push(Question::about(&case.name, case.document()?, &case.proof));
    }
    let mut broken = vec![unknown_action(cases)?];
    for case in written() {
        for mutant in mutants(&case.document()?) {
            broken.push(of_mutant(&case, &mutant)?);
        }
    }
    let answers = ask(bench, questions.iter().chain(&broken))?;
    let (of_questions, of_broken) = answers.split_at_checked(questions.len()).ok_or("too few answers")?;

    let mut verdict = Verdict::of("iam-simulate");
    let requests = || questions.iter().flat_map(|question| &question.requests);
    verdict.count("policies", questions.len(), 300);
    verdict.count("requests to be allowed", requests().filter(|it| it.prohibited_by.is_none()).count(), 3000);
    verdict.count("to be denied", requests().filter(|it| it.prohibited_by.is_some()).count(), 9000);
    verdict.count("broken policies to be noticed", broken.len(), 250);
    for (question, answers) in questions.iter().zip(of_questions) {
        verdict.object(question.objections(answers));
    }
    let unnoticed = broken.iter().zip(of_broken).filter(|(question, answers)| question.objections(answers).is_empty());
    verdict.object(unnoticed.map(|(question, _)| format!("{} is not noticed", question.name)));
    Ok(verdict)
}

struct Question {
    name: String,
    policy: Value,
    requests: Vec<Asked>,
}

struct Asked {
    /// For `simulate.mjs`.
    request: String,
    prohibited_by: Option<&'static str>,
}

impl Question {
    /// All that is needed, all that is written, and a sample of what is prohibited.
    fn about(name: &str, policy: Value, proof: &Proof) -> Self {
        let mut question = Question::of_proof(name, policy, proof, OF_EACH_RULE);
        let needed: BTreeSet<String> = question.requests.iter().map(|asked| asked.request.clone()).collect();
        let written = as_written(&question.policy).into_iter().filter(|asked| !needed.contains(&asked.request));
        question.requests.extend(written);
        question
    }

    fn of_proof(name: &str, policy: Value, proof: &Proof, of_each_rule: usize) -> Self {
        let needed = proof.needs.iter().map(|need| Asked { request: put(need, true), prohibited_by: None });
        let prohibited = proof.rules.iter().flat_map(|rule| sample(rule, of_each_rule));
        Question { name: name.to_owned(), policy, requests: needed.chain(prohibited).collect() }
    }

    fn objections(&self, answers: &Value) -> Vec<String> {
        let answered = (0..).map(|at| &answers[at]);
        let objections = self.requests.iter().zip(answered).filter_map(|(asked, answer)| asked.objection(answer));
        objections.map(|objection| format!("{}: {objection}", self.name)).collect()
    }
}

impl Asked {
    fn objection(&self, answer: &Value) -> Option<String> {
        let wrong = match self.prohibited_by {
            None if answer["decision"] == "Allowed" && answer["objection"].is_null() => return None,
            Some(_) if answer["decision"] == "ImplicitlyDenied" => return None,
            None => "needed or written",
            Some(rule) => rule,
        };
        Some(format!("{wrong}: {answer} to {}", self.request))
    }
}

/// As many prohibited requests of the rule, from all of them. They need not be requests that the service knows.
fn sample(rule: &Rule, count: usize) -> impl Iterator<Item = Asked> {
    let step = rule.prohibited.len().div_ceil(count).max(1);
    let sample = rule.prohibited.iter().step_by(step);
    sample.map(|request| Asked { request: put(request, false), prohibited_by: Some(rule.name) })
}

fn put(request: &Request, known: bool) -> String {
    let mut context = Map::from_iter([("aws:RequestedRegion".to_owned(), request.requested_region.into())]);
    if let Some(arn) = &request.inference_profile_arn {
        context.insert("bedrock:InferenceProfileArn".to_owned(), arn.as_str().into());
    }
    asked(&format!("bedrock:{}", request.action), &request.resource, &context, known)
}

/// The judge's data do not have the model's ARN without a Region, which global profiles need.
fn asked(action: &str, resource: &str, context: &Map<String, Value>, known: bool) -> String {
    let known = known && !resource.contains(":bedrock:::");
    json!({ "action": action, "resource": resource, "context": context, "known": known }).to_string()
}

/// What each statement allows as it is written: nothing that the service does not know.
fn as_written(document: &Value) -> Vec<Asked> {
    let statements = document["Statement"].as_array().into_iter().flatten();
    statements.flat_map(written_in).map(|request| Asked { request, prohibited_by: None }).collect()
}

fn written_in(statement: &Value) -> Vec<String> {
    let keys = statement["Condition"]["StringEquals"].as_object().into_iter().flatten();
    let first = keys.filter_map(|(key, values)| Some((key.clone(), Value::from(*texts(values).first()?))));
    let mut context: Map<String, Value> = first.collect();
    let requested = context.get("aws:RequestedRegion").and_then(Value::as_str).map(str::to_owned);
    let mut requests = Vec::new();
    for resource in texts(&statement["Resource"]) {
        let own = resource.split(':').nth(3).unwrap_or_default();
        let region = requested.as_deref().unwrap_or(own);
        let resource = resource.replace(":bedrock:*:", &format!(":bedrock:{region}:"));
        context.insert("aws:RequestedRegion".to_owned(), region.into());
        requests.extend(texts(&statement["Action"]).into_iter().map(|action| asked(action, &resource, &context, true)));
    }
    requests
}

fn texts(one_or_many: &Value) -> Vec<&str> {
    match one_or_many {
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

/// With all that the proof prohibits, and without what is written: a mutant is what is written.
fn of_mutant(case: &Case, mutant: &Mutant) -> Result<Question> {
    let name = format!("{}: {}", case.name, mutant.mutation);
    Ok(Question::of_proof(&name, serde_json::from_str(&mutant.document)?, &case.proof, usize::MAX))
}

/// A policy that has an action besides which is none of the service.
fn unknown_action(cases: &[Case]) -> Result<Question> {
    let case = cases.first().ok_or("no case")?;
    let mut policy = case.document()?;
    policy["Statement"][0]["Action"] =
        ["InvokeModel", "InvokeModelWithResponseStream", "Converse"].map(|it| format!("bedrock:{it}")).into();
    Ok(Question::about("an action that does not exist", policy, &case.proof))
}

/// The answers to each of the questions.
fn ask<'a>(bench: &Bench, questions: impl Iterator<Item = &'a Question>) -> Result<Vec<Value>> {
    let mut lines = String::new();
    for Question { policy, requests, .. } in questions {
        let requests: Vec<&str> = requests.iter().map(|asked| asked.request.as_str()).collect();
        writeln!(lines, r#"{{"policy":{policy},"requests":[{}]}}"#, requests.join(","))?;
    }
    let input = bench.directory("iam-simulate")?.join("questions.jsonl");
    fs::write(&input, lines)?;
    let filter = Path::new(env!("CARGO_MANIFEST_DIR")).join("simulate.mjs");
    let answers = tool::output(Command::new("node").arg(filter).stdin(File::open(input)?))?;
    answers.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
