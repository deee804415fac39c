//! The commands, one file each.

mod check;
mod completions;
mod diff;
mod given_arn;
mod import;
mod import_warnings;
mod list;
mod policy;
mod report;
mod scp;
mod show;
mod sync;

pub(crate) use list::matching;
pub use sync::Synced;

use crate::args::Command;
use crate::failure::{Failure, Outcome};

pub(crate) fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Sync(arguments) => sync::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Scp(arguments) => scp::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}
