//! Refreshes the built-in catalog of a checkout from the live API. See CONTRIBUTING.md.

mod checkout;

use cargo_bedrock_profiles::__private::{Asking, Failure, Outcome, Output, Synced, exit_code};
use checkout::{Checkout, warn_of_new};
use clap::Parser;
use std::ops::ControlFlow;
use std::process::ExitCode;

/// Updates the built-in catalog of a checkout of bedrock-profiles from the live API
///
/// Asks as `cargo bedrock-profiles sync` does. Writes the tables, their date, and the line on the catalog in the
/// changelog.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    output: Output,
}

fn main() -> ExitCode {
    exit_code(run(&Arguments::parse()))
}

fn run(Arguments { asking, output }: &Arguments) -> Result<Outcome, Failure> {
    let checkout = Checkout::find()?;
    let synced = match Synced::ask(asking, output.format, || Ok(checkout.project()))? {
        ControlFlow::Break(outcome) => return Ok(outcome),
        ControlFlow::Continue(synced) => synced,
    };
    let records = checkout.records(synced.catalog())?;
    synced.write()?;
    records.write()?;
    warn_of_new(synced.catalog());
    synced.report(output.format)
}
