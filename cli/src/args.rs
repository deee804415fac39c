//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Keeps a project's catalog of Amazon Bedrock true, explores it, writes and checks IAM policies.
#[derive(Debug, Parser)]
#[command(name = "cargo-bedrock-profiles", bin_name = "cargo bedrock-profiles", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Import(Import),
}

/// Updates the project's catalog from saved answers of the AWS CLI
///
/// Reads the output of `aws bedrock list-inference-profiles` and `aws bedrock list-foundation-models` as it is: of any
/// Regions, both kinds, JSON arrays of such answers, several in one file. Writes to the nearest folder
/// `bedrock-catalog` upwards, else to a new one in the workspace root. Rows that no answer mentions stay.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  aws bedrock list-inference-profiles --region eu-central-1 > profiles.json
  aws bedrock list-foundation-models --region eu-central-1 > models.json
  cargo bedrock-profiles import profiles.json models.json

  aws bedrock list-inference-profiles --region us-east-1 | cargo bedrock-profiles import -")]
pub(crate) struct Import {
    /// The answers; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The day on which AWS gave the answers, if not today; rows that were seen later stay as they are
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) seen: Option<jiff::civil::Date>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How the result is written.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Output {
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// For programs
    Json,
}
