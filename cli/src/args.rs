//! The command line.

use crate::answer::Day;
use bedrock_profiles::policy::Layout;
use bedrock_profiles::{Policy as IamPolicy, PolicyError};
use bedrock_profiles_catalog::is_region_name;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use http::{Uri, uri::InvalidUri};
use jiff::civil::Date;
use std::path::PathBuf;

/// Keeps a project's catalog of Amazon Bedrock true, explores it, writes and checks IAM policies.
#[derive(Debug, Parser)]
#[command(name = "cargo-bedrock-profiles", bin_name = "cargo bedrock-profiles", version, arg_required_else_help = true)]
#[command(after_help = "Examples:
  cargo bedrock-profiles list --model haiku --in-service
  cargo bedrock-profiles show eu.anthropic.claude-sonnet-4-6
  cargo bedrock-profiles policy --profile eu.anthropic.claude-sonnet-4-6
  cargo bedrock-profiles check policies/*.json")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Sync(Sync),
    Import(Import),
    Diff(Diff),
    List(List),
    Show(Show),
    Policy(Policy),
    Check(Check),
    Scp(ServiceControl),
    Completions(Completions),
}

/// Updates the project's catalog from the live API
///
/// Asks every Region of the partition, side by side: `ListInferenceProfiles` and `ListFoundationModels`, with the
/// credentials and the partition that every AWS tool finds. Writes to the nearest folder `bedrock-catalog` upwards,
/// else to a new one in the workspace root.
///
/// A profile that no Region lists any more is retired. The project's rows of a Region that does not answer stay, and
/// are unconfirmed. Ctrl-C leaves the catalog as it was.
///
/// Warns of each Region that does not answer though it was named, or Bedrock is known to be there; one that lists no
/// profile, where many are on record, counts as such. Exits with 1 and writes nothing where no Region answers, or with
/// `--strict` where one does not. Warns also of profiles that lead elsewhere than is on record, which AWS documents not
/// to happen.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo bedrock-profiles sync
  cargo bedrock-profiles sync --regions eu-central-1,eu-west-1 --format json
  cargo bedrock-profiles sync --print-policy > policy.json")]
pub(crate) struct Sync {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// Print the policy with the permissions that this command needs, and do nothing else
    #[arg(long)]
    pub(crate) print_policy: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Which Regions are asked, and how.
#[derive(Debug, Args)]
pub struct Asking {
    /// The Regions to ask, instead of all; rows of other Regions stay
    #[arg(long, value_name = "REGION", num_args = 1.., value_delimiter = ',', value_parser = region)]
    pub(crate) regions: Vec<String>,
    /// Where to reach Bedrock, such as a VPC endpoint, instead of at each Region's public endpoint
    #[arg(long, value_name = "URL", value_parser = endpoint)]
    pub(crate) endpoint_url: Option<String>,
    /// The longest to wait for an answer, all attempts together
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
    /// Write nothing unless every Region answers that was named, or in which Bedrock is known
    #[arg(long)]
    pub(crate) strict: bool,
}

fn region(name: &str) -> Result<String, String> {
    let name = name.trim();
    if is_region_name(name) { Ok(name.to_owned()) } else { Err("a Region looks like `eu-central-1`".to_owned()) }
}

/// The same check as that of policies.
fn account(id: &str) -> Result<String, PolicyError> {
    IamPolicy::new("Account").in_account(id).map(|_| id.to_owned())
}

/// A key and a value; the value may be empty.
fn tag(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').ok_or_else(|| "a tag looks like `CostCenter=4711`".to_owned())?;
    Ok((parts.0.to_owned(), parts.1.to_owned()))
}

/// The SDK would say of anything else that it can't be reached, Region by Region.
fn endpoint(url: &str) -> Result<String, String> {
    let uri: Uri = url.parse().map_err(|error: InvalidUri| error.to_string())?;
    match uri.scheme_str() {
        Some("http" | "https") => Ok(url.to_owned()),
        _ => Err("it does not begin with `https://` or `http://`".to_owned()),
    }
}

/// Updates the project's catalog from saved answers of the AWS CLI
///
/// Reads the output of `aws bedrock list-inference-profiles` and `aws bedrock list-foundation-models` as it is, of any
/// Regions of one partition, both kinds together, several answers in one file, JSON arrays of them. Reads also what is
/// cut out of such answers, as with `--query 'inferenceProfileSummaries[]'`, and the output of
/// `get-inference-profile` and `get-foundation-model`. Writes to the nearest folder `bedrock-catalog` upwards, else to
/// a new one in the workspace root. Rows that no answer mentions stay.
///
/// Where files say different things of a profile or a model in the same Region, the one that comes last wins, with a
/// warning. They must agree on where a profile leads, which AWS never changes, and one file must not contradict itself.
/// Exits with 2 and writes nothing where something in an answer is not as AWS lists it. Warns of forms that this
/// version does not know, which are unconfirmed or not recorded; of profiles that lead elsewhere than is on record; of
/// what answers of today bring back though it was withdrawn; and of profiles on record that a whole answer leaves out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  aws bedrock list-inference-profiles --region eu-central-1 > profiles.json
  aws bedrock list-foundation-models --region eu-central-1 > models.json
  cargo bedrock-profiles import profiles.json models.json

  aws bedrock list-inference-profiles --region us-east-1 \\
    | cargo bedrock-profiles import -

  cargo bedrock-profiles import --seen 2026-01-31 january.json")]
pub(crate) struct Import {
    /// The answers; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The day on which AWS gave the answers, if not today; rows that were seen later stay as they are
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) seen: Option<Date>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// A day that has begun somewhere.
fn day(text: &str) -> Result<Date, String> {
    let has_form = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !has_form || text.split('-').map(str::len).ne([4, 2, 2]) {
        return Err("a day looks like `2026-11-22`".to_owned());
    }
    let day: Date = text.parse().map_err(|_| "there is no such day".to_owned())?;
    match Day::today().0.tomorrow() {
        Ok(tomorrow) if day > tomorrow => Err("this day has not come yet".to_owned()),
        _ => Ok(day),
    }
}

/// Tells what the project's catalog adds to the built-in one
///
/// Routes and models that are new, that say something else, or that are gone: withdrawn, or no longer confirmed. Of each
/// the row that wins is named: the project's, unless the built-in one is newer and the project's is not pinned.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo bedrock-profiles diff
  cargo bedrock-profiles diff --exit-code && echo nothing of our own
  cargo bedrock-profiles diff ../other-project/bedrock-catalog
  aws bedrock list-inference-profiles --region us-east-1 \\
    | cargo bedrock-profiles diff -")]
pub(crate) struct Diff {
    /// What to compare instead: a folder with `routes.tsv` and `models.tsv`, a project with such a folder
    /// `bedrock-catalog`, one of these files, or answers of the AWS CLI as `import` reads them; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Exit with 1 if there are differences, in rows of the project's that win
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Lists inference profiles, and the models that can be called without one
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo bedrock-profiles list --geo eu --model claude --in-service
  cargo bedrock-profiles list --source-region us-east-1 --requires image_output
  cargo bedrock-profiles list --format json")]
pub(crate) struct List {
    /// Profiles with this geo prefix, such as `eu`
    #[arg(long, value_name = "PREFIX")]
    pub(crate) geo: Option<String>,
    /// What can be called from this Region
    #[arg(long, value_name = "REGION")]
    pub(crate) source_region: Option<String>,
    /// What has this text in its id, or in the name of its model or of the model's maker
    #[arg(long, value_name = "TEXT")]
    pub(crate) model: Option<String>,
    /// What has all of these capabilities, such as `streaming` or `image_input`
    #[arg(long, value_name = "CAPABILITY", value_delimiter = ',')]
    pub(crate) requires: Vec<String>,
    /// Without profiles and models that are retired
    #[arg(long)]
    pub(crate) in_service: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Shows one profile or model: routes, ARNs, lifecycle, capabilities
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo bedrock-profiles show eu.anthropic.claude-sonnet-4-6
  cargo bedrock-profiles show amazon.titan-embed-text-v2:0 --format json")]
pub(crate) struct Show {
    /// The id of a profile or of a model, or its ARN
    pub(crate) id: String,
    /// The account in the ARNs
    #[arg(long, value_parser = account)]
    pub(crate) account: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Writes the policy that profiles and models need, and nothing beyond
///
/// To standard output. What is named can be of all three kinds: profiles, models, application profiles. A template also
/// creates the application profiles, and outputs their ARNs.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("called").args(["profiles", "models", "applications"]).required(true).multiple(true),
    after_help = "Examples:
  cargo bedrock-profiles policy --profile eu.anthropic.claude-sonnet-4-6 \\
    --source-region eu-central-1 --account 123456789012 > policy.json
  cargo bedrock-profiles policy --profile us.amazon.nova-pro-v1:0 \\
    --format terraform > bedrock.tf.json
  cargo bedrock-profiles policy --model amazon.titan-embed-text-v2:0 \\
    --source-region eu-central-1 > template.json
  cargo bedrock-profiles policy --application support-chat \\
    --copy-from eu.anthropic.claude-sonnet-4-6 --tag CostCenter=4711 \\
    --source-region eu-central-1 > template.json"
)]
pub(crate) struct Policy {
    /// Inference profiles, by their ids
    #[arg(long = "profile", value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) profiles: Vec<String>,
    /// Models that are called directly, without a profile, by their ids
    #[arg(long = "model", value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) models: Vec<String>,
    /// An application profile of the account's own, by its name; repeatable, each with a `--copy-from`
    ///
    /// A CloudFormation template or a Terraform module creates it, in the one Region that `--source-region` names.
    #[arg(long = "application", value_name = "NAME", requires = "copied")]
    pub(crate) applications: Vec<String>,
    /// The profile or model that it is copied from; of several application profiles in the same order
    #[arg(long = "copy-from", value_name = "ID", requires = "applications")]
    pub(crate) copied: Vec<String>,
    /// What application profiles are for
    #[arg(long, value_name = "TEXT", requires = "applications")]
    pub(crate) description: Option<String>,
    /// A tag of application profiles, such as `CostCenter=4711`; repeatable
    #[arg(long = "tag", value_name = "KEY=VALUE", value_parser = tag, requires = "applications")]
    pub(crate) tags: Vec<(String, String)>,
    /// Where the program runs, instead of every Region from which it can call what is named
    ///
    /// Each profile and model is granted from those of the Regions from which it can be called; a Region from which nothing
    /// can is an error.
    #[arg(long = "source-region", value_name = "REGION", num_args = 1.., value_delimiter = ',')]
    pub(crate) source_regions: Vec<String>,
    /// The account, 12 digits; templates fill it in at deployment
    #[arg(long, value_parser = account)]
    pub(crate) account: Option<String>,
    /// The name of the policy
    #[arg(long, default_value = "InvokeBedrock")]
    pub(crate) name: String,
    /// The form of the policy [default: iam with `--account`, else cloudformation]
    #[arg(long, value_enum)]
    pub(crate) format: Option<PolicyFormat>,
    /// How the statements share
    #[arg(long, value_enum, default_value_t)]
    pub(crate) layout: PolicyLayout,
    #[command(flatten)]
    pub(crate) calls: Calls,
}

/// Which of the two invoking actions.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Calls {
    /// For programs that never stream
    #[arg(long, conflicts_with = "streaming_only")]
    pub(crate) invoke_only: bool,
    /// For programs that call `ConverseStream` and nothing else
    #[arg(long)]
    pub(crate) streaming_only: bool,
}

/// The form of the policy
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyFormat {
    /// A JSON document for IAM
    Iam,
    /// A CloudFormation template in JSON
    Cloudformation,
    /// A CloudFormation template in YAML
    CloudformationYaml,
    /// The `Policies` of a function in a SAM template
    Sam,
    /// A Terraform module in JSON, for a `.tf.json` file
    Terraform,
}

/// How the statements share
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyLayout {
    /// Only where the result grants the very same requests
    #[default]
    Exact,
    /// The models of several profiles in one statement
    Merged,
    /// And the Regions of a model as a wildcard, pinned by a condition
    Compact,
}

impl From<PolicyLayout> for Layout {
    fn from(layout: PolicyLayout) -> Self {
        match layout {
            PolicyLayout::Exact => Layout::Exact,
            PolicyLayout::Merged => Layout::Merged,
            PolicyLayout::Compact => Layout::Compact,
        }
    }
}

/// Tells whether policy files still grant exactly what the profiles that they name need
///
/// Reads IAM policies, CloudFormation and SAM templates in JSON or YAML, and Terraform's modules and plans in JSON.
/// Asks an evaluator of IAM's policy language whether what the profiles need is allowed, and what is allowed beyond, by
/// the catalog as it is now. Application profiles are judged by what they are copied from in the same file, else by the
/// models that are allowed through them.
///
/// The policies that a file gives to one role, user or group are judged together, others each by itself; each outcome
/// of a template's conditions counts. "Exactly" is said only where all of it was read and decided. The policies of
/// groups are not joined to those of their users, and instances of Terraform's `count` and `for_each` are not told apart
/// before their names are known.
///
/// Exits with 1 where one grants too little or too much, names a profile that is unknown or retired, leads out of the
/// residency, or has something that IAM refuses or that matches nothing; with 2 where one can't be read, and judges the
/// others.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo bedrock-profiles check policies/*.json
  cargo bedrock-profiles check --residency eu,ch policies/*.json
  cargo bedrock-profiles check --format json template.yaml main.tf.json
  terraform show -json plan | cargo bedrock-profiles check -
  aws iam get-policy-version --policy-arn ARN --version-id v1 \\
    | cargo bedrock-profiles check -")]
pub(crate) struct Check {
    /// The policy files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Where requests may be processed: countries by their codes, `eu`, or Regions
    ///
    /// Every destination of every profile that a policy names, from the source Region that it names, must lie within, and
    /// so must every Region in which it allows a model to be called directly.
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    pub(crate) residency: Vec<String>,
    /// The Region in which templates are deployed that name the Region of their deployment
    ///
    /// Without it they are judged for every Region from which their profiles can be called.
    #[arg(long, value_name = "REGION", value_parser = region)]
    pub(crate) source_region: Option<String>,
    /// A profile or model that these policies must let be invoked, from a Region or from every confirmed source Region
    ///
    /// Some identity must be allowed all of it; documents without an identity, of all files, are one identity's. What
    /// they allow besides does not count.
    #[arg(long, value_name = "ID[@REGION]")]
    pub(crate) covers: Vec<String>,
    /// Exit with 1 also where a file names nothing that can be judged, or a verdict depends on what is not known
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) calls: Calls,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Says which profiles service control policies break, where, and by which statement
///
/// Reads IAM JSON as `aws organizations describe-policy` prints it, `AWS::Organizations::Policy` in templates, and
/// `aws_organizations_policy` in Terraform's JSON. Several are taken to be attached side by side: what one of them
/// allows is allowed, and what one of them denies is denied.
///
/// Exits with 1 where a profile is denied for certain. What depends on a condition key that only the request has is a
/// warning.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo bedrock-profiles scp scp.json \\
    --profile eu.anthropic.claude-sonnet-4-6@eu-central-1
  aws organizations describe-policy --policy-id ID \\
    | cargo bedrock-profiles scp - --profile us.amazon.nova-pro-v1:0")]
pub(crate) struct ServiceControl {
    /// The files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// A profile, or a model that is called directly, from a Region or from every confirmed source Region
    #[arg(long = "profile", value_name = "ID[@REGION]", required = true)]
    pub(crate) profiles: Vec<String>,
    /// The account whose calls are judged, 12 digits
    #[arg(long, value_parser = account)]
    pub(crate) account: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Writes what a shell needs to complete this command
///
/// Bash, zsh and fish complete both `cargo bedrock-profiles` and `cargo-bedrock-profiles`, elvish and PowerShell the
/// latter. Geo prefixes, Regions, capabilities and ids are those of the built-in catalog.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  source <(cargo bedrock-profiles completions bash)  # in ~/.bashrc
  cargo bedrock-profiles completions zsh > \"${fpath[1]}/_cargo-bedrock-profiles\"
  cargo bedrock-profiles completions fish \\
    > ~/.config/fish/conf.d/cargo-bedrock-profiles.fish")]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// How the result is written.
#[derive(Clone, Copy, Debug, Args)]
pub struct Output {
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Whom a result is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Table,
    /// For programs
    Json,
}
