//! Puts random policies to iam-simulate, and holds what `check` says of them against it.
//!
//! The policies are those that `check` is tested with against an evaluator of our own; here it is another's. A policy
//! that `check` calls exact must allow what its profiles need, and nothing that is certainly too much; one in which it
//! finds too little, and nothing else, must deny a need. Where readers of AWS's documentation differ, such as on a `*`
//! that would reach beyond a colon, `check` calls nothing exact, and the judge's answer does not count.
//!
//! `tests/judges/run` starts this program.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking, and JSON has what it has")]

#[path = "../src/bench.rs"]
#[allow(dead_code, reason = "other judges are programs in Python")]
mod bench;
#[path = "../src/verdict.rs"]
mod outcome;
mod question;
#[path = "../src/tool.rs"]
mod tool;

#[path = "../../../check/tests/differential/condition.rs"]
#[allow(dead_code, reason = "the evaluator there is not asked")]
mod condition;
#[path = "../../../check/tests/differential/evaluator.rs"]
#[allow(dead_code, reason = "the evaluator there is not asked")]
mod evaluator;
#[path = "../../../check/tests/differential/mutate/mod.rs"]
#[allow(dead_code, reason = "`cargo test` counts the kinds of changes")]
mod mutate;
#[path = "../../../check/tests/differential/names.rs"]
#[allow(dead_code, reason = "the evaluator there is not asked")]
mod names;
#[path = "../../../check/tests/differential/needs.rs"]
mod needs;
#[path = "../../../check/tests/differential/pattern.rs"]
#[allow(dead_code, reason = "the evaluator there is not asked")]
mod pattern;
#[path = "../../../check/tests/differential/random.rs"]
mod random;
#[path = "../../../check/tests/differential/start.rs"]
mod start;
#[path = "../../../check/tests/differential/universe.rs"]
#[allow(dead_code, reason = "the evaluator there is not asked")]
mod universe;

use bench::Bench;
use outcome::Verdict;
use question::Question;
use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many policies are judged.
const POLICIES: u64 = 1000;
/// How many broken verdicts the judge must notice, of each kind.
const BROKEN: usize = 60;
/// How many objections are shown.
const SHOWN: usize = 20;

fn main() -> ExitCode {
    let objections = judge().unwrap_or_else(|error| vec![error.to_string()]);
    for objection in objections.iter().take(SHOWN) {
        eprintln!("error: {objection}");
    }
    if objections.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Shows what was judged, and tells what was objected to.
fn judge() -> Result<Vec<String>> {
    let questions: Vec<Question> = (0..POLICIES).filter_map(Question::new).collect();
    let exact = || questions.iter().filter(|question| question.is_exact());
    let pristine = || exact().filter(|question| question.is_pristine());
    let broken: Vec<Question> = pristine()
        .filter_map(Question::without_a_resource)
        .take(BROKEN)
        .chain(pristine().filter_map(Question::without_conditions).take(BROKEN))
        .collect();
    let answers = ask(&Bench::from_env()?, questions.iter().chain(&broken))?;
    let (of_questions, of_broken) = answers.split_at_checked(questions.len()).ok_or("too few answers")?;

    let mut verdict = Verdict::of("iam-simulate, of `check`");
    verdict.count("random policies", questions.len(), 800);
    verdict.count("called exact", exact().count(), 200);
    verdict.count("of which too little is said", questions.iter().filter(|it| it.is_too_little()).count(), 100);
    verdict.count("needed requests", questions.iter().map(|it| it.needs.len()).sum(), 10_000);
    verdict.count("prohibited ones", questions.iter().map(|it| it.prohibited.len()).sum(), 10_000);
    verdict.count("broken verdicts to be noticed", broken.len(), 2 * BROKEN);
    for (question, answers) in questions.iter().zip(of_questions) {
        verdict.object(question.objections(answers));
    }
    let unnoticed = broken.iter().zip(of_broken).filter(|(question, answers)| question.objections(answers).is_empty());
    verdict.object(unnoticed.map(|(question, _)| format!("{} is not noticed", question.name)));
    println!("{verdict}");
    Ok(verdict.objections().collect())
}

/// The answers to each of the questions.
fn ask<'q>(bench: &Bench, questions: impl Iterator<Item = &'q Question>) -> Result<Vec<Value>> {
    let mut lines = String::new();
    for question in questions {
        writeln!(lines, "{}", question.line())?;
    }
    let input = bench.directory("check")?.join("questions.jsonl");
    fs::write(&input, lines)?;
    let filter = Path::new(env!("CARGO_MANIFEST_DIR")).join("simulate.mjs");
    let answers = tool::output(Command::new("node").arg(filter).stdin(File::open(input)?))?;
    answers.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
