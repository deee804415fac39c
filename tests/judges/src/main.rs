//! Puts the policies to judges that we did not write, each a process of its own.
//!
//! What `cargo test` proves with iam-rs, it proves with one reading of IAM's rules, and the templates with our own
//! words for what they should be. Here iam-simulate evaluates the policies, cfn-lint and Terraform read the
//! templates, and a server that speaks IAM's API takes them and gives them back. Each judge also gets what is broken,
//! and must say so.
//!
//! `tests/judges/run` sets them up and starts this program.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking, and JSON has what it has")]

mod applications;
mod bench;
mod cases;
mod cfn_lint;
mod deployed;
mod document;
mod moto;
mod own_modules;
mod simulate;
mod stacks;
mod terraform;
mod tool;
mod verdict;

#[path = "../../tests/iam/grants.rs"]
mod grants;
#[path = "../../tests/iam/mutants.rs"]
mod mutants;
#[path = "../../tests/iam/needs.rs"]
mod needs;
#[path = "../../tests/iam/prohibitions.rs"]
#[allow(dead_code, reason = "`cargo test` tries all that is known")]
mod prohibitions;
#[path = "../../tests/iam/proof.rs"]
#[allow(dead_code, reason = "`cargo test` has a judge to call")]
mod proof;
#[path = "../../tests/build/readme_steps.rs"]
mod readme_steps;
#[path = "../../tests/iam/rendered.rs"]
mod rendered;
#[path = "../../tests/iam/tables.rs"]
#[allow(dead_code, reason = "`cargo test` tries every action")]
mod tables;

use bench::Bench;
use cases::Case;
use std::error::Error;
use std::panic::resume_unwind;
use std::process::ExitCode;
use std::thread;
use verdict::Verdict;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(objections) if objections.is_empty() => ExitCode::SUCCESS,
        Ok(objections) => {
            eprintln!("error: {}", objections.join("\nerror: "));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

type Judge = fn(&Bench, &[Case]) -> Result<Verdict>;

const JUDGES: [Judge; 5] = [simulate::judge, cfn_lint::judge, terraform::judge, stacks::judge, own_modules::judge];

/// Of each judge: what is wrong in one policy often is in hundreds.
const SHOWN: usize = 20;

/// Shows what was judged, and tells what was objected to.
fn run() -> Result<Vec<String>> {
    let (bench, cases) = (Bench::from_env()?, cases::all());
    let (bench, cases) = (&bench, &cases);
    let verdicts = thread::scope(|scope| {
        let judging = JUDGES.map(|judge| scope.spawn(move || judged(judge, bench, cases)));
        judging.map(|judging| judging.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let mut objections = Vec::new();
    for verdict in verdicts {
        match verdict {
            Ok(verdict) => {
                println!("{verdict}");
                objections.extend(verdict.objections().take(SHOWN));
            }
            Err(error) => objections.push(error),
        }
    }
    Ok(objections)
}

/// A judge that did not come to its end, as where a server broke a connection, starts over once. What it objects to
/// is not asked again.
fn judged(judge: Judge, bench: &Bench, cases: &[Case]) -> std::result::Result<Verdict, String> {
    let verdict = judge(bench, cases).or_else(|error| {
        eprintln!("warning: a judge starts over: {error}");
        judge(&bench.again(), cases)
    });
    verdict.map_err(|error| error.to_string())
}
