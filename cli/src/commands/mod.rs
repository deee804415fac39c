//! The commands, one file each.

mod import;
mod told;

use crate::args::Command;
use crate::failure::{Failure, Outcome};

pub(crate) fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Import(arguments) => import::run(&arguments),
    }
}
