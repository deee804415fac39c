//! `completions`: what a shell needs.

use crate::args::{Arguments, Completions};
use crate::failure::{Failure, Outcome};
use crate::output::print;
use clap::CommandFactory as _;

pub(crate) fn run(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let mut command = Arguments::command().bin_name("cargo-bedrock-profiles");
    clap_complete::generate(arguments.shell, &mut command, "cargo-bedrock-profiles", &mut script);
    print(&String::from_utf8(script).map_err(Failure::new)?)?;
    Ok(Outcome::Fine)
}
