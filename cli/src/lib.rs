//! The code of `cargo bedrock-profiles`, which keeps a project's catalog of Amazon Bedrock true, explores it, writes and
//! checks IAM policies. It is a command, not a library: nothing here is public API.

mod answer;
mod args;
mod changes;
mod commands;
mod descriptions;
mod failure;
mod folder;
mod grid;
mod live;
mod merge;
mod output;
mod project;
mod refresh;
mod residency;
mod slips;
mod status;
mod tables;
mod target;
mod terminal;

use args::Arguments;
use clap::Parser as _;
use failure::exit_code;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

/// What the tool takes that refreshes the built-in catalog.
#[doc(hidden)]
pub mod __private {
    pub use crate::args::{Asking, Format, Output};
    pub use crate::commands::Synced;
    pub use crate::failure::{Failure, Outcome, exit_code, warn};
    pub use crate::output::counted;
    pub use crate::project::Project;
}

/// Runs the command with the arguments of the process.
#[doc(hidden)]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = arguments().collect();
    match Arguments::try_parse_from(&arguments) {
        Ok(Arguments { command }) => exit_code(commands::run(command)),
        Err(error) => match slips::cured(&error, &arguments) {
            Some(failure) => exit_code(Err(failure)),
            None => error.exit(),
        },
    }
}

/// The arguments, without the name of the subcommand, which cargo passes on.
pub(crate) fn arguments() -> impl Iterator<Item = OsString> {
    let of_cargo = |(position, argument): &(usize, OsString)| *position == 1 && argument == "bedrock-profiles";
    env::args_os().enumerate().filter(move |argument| !of_cargo(argument)).map(|(_, argument)| argument)
}
