//! `cargo bedrock-profiles`: keeps a project's catalog of Amazon Bedrock true, explores it, writes and checks IAM
//! policies.

mod answer;
mod args;
mod built_in;
mod changes;
mod check;
mod commands;
mod declared;
mod descriptions;
mod failure;
mod grid;
mod live;
mod merge;
mod output;
mod project;
mod refresh;
mod residency;
mod tables;
mod terminal;

use args::Arguments;
use clap::Parser as _;
use failure::Outcome;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse_from(arguments());
    match commands::run(command) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Ok(Outcome::Interrupted(code)) => ExitCode::from(code),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

/// The arguments, without the name of the subcommand, which cargo passes on.
fn arguments() -> impl Iterator<Item = OsString> {
    let of_cargo = |(position, argument): &(usize, OsString)| *position == 1 && argument == "bedrock-profiles";
    env::args_os().enumerate().filter(move |argument| !of_cargo(argument)).map(|(_, argument)| argument)
}
