//! `completions`: what a shell needs.

use crate::args::{Arguments, Completions};
use crate::failure::{Failure, Outcome};
use crate::output::print;
use bedrock_profiles_catalog::{Catalog, Country, Model, Prefix, Profile, Region, known_capabilities};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory as _, ValueHint};
use clap_complete::Shell;

const NAME: &str = "cargo-bedrock-profiles";

/// What `clap_complete` writes for bash completes no command of a program whose name has a hyphen.
const BASH_NAME: &str = "cargo_bedrock_profiles";

pub(crate) fn run(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut command = with_values(Arguments::command());
    let name = if arguments.shell == Shell::Bash { BASH_NAME } else { NAME };
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    let mut script = String::from_utf8(script).map_err(Failure::new)?;
    match arguments.shell {
        Shell::Bash => {
            script += &include_str!("completions/cargo.bash").replace("VALUE_OPTIONS", &value_options(&command));
        }
        Shell::Fish => script += include_str!("completions/cargo.fish"),
        // zsh's completions of cargo call ours; other shells complete `cargo-bedrock-profiles` alone.
        _ => {}
    }
    print(&script)?;
    Ok(Outcome::Fine)
}

/// The command with the values that the built-in catalog knows. Others are right too, in a project with its own.
fn with_values(command: Command) -> Command {
    command.bin_name(NAME).mut_subcommands(|command| command.mut_args(with_values_of_arg))
}

fn with_values_of_arg(arg: Arg) -> Arg {
    let catalog = Catalog::BUILT_IN;
    let values: Vec<&'static str> = match arg.get_id().as_str() {
        "geo" => catalog.prefixes().map(Prefix::name).collect(),
        "regions" | "source_region" | "source_regions" => catalog.regions().map(Region::name).collect(),
        "requires" => known_capabilities(catalog).into_iter().map(|name| &*name.leak()).collect(),
        "residency" => {
            let countries = catalog.countries().map(Country::code);
            countries.chain(["eu"]).chain(catalog.regions().map(Region::name)).collect()
        }
        "models" => {
            let direct = catalog.models().filter(|model| !model.on_demand_regions().is_empty());
            direct.map(Model::id).collect()
        }
        "profiles" => catalog.profiles().map(Profile::id).collect(),
        "id" | "copied" => catalog.profiles().map(Profile::id).chain(catalog.models().map(Model::id)).collect(),
        _ if is_free(&arg) => return arg.value_hint(ValueHint::Other),
        _ => return arg,
    };
    arg.value_parser(PossibleValuesParser::new(values))
}

/// Takes a value that is no file and none of a few.
fn is_free(arg: &Arg) -> bool {
    takes_value(arg) && arg.get_possible_values().is_empty()
}

fn takes_value(arg: &Arg) -> bool {
    !arg.is_positional() && arg.get_action().takes_values()
}

/// `--geo|--model|…`
fn value_options(command: &Command) -> String {
    let args = command.get_subcommands().flat_map(Command::get_arguments).filter(|arg| takes_value(arg));
    let mut options: Vec<String> = args.filter_map(Arg::get_long).map(|long| format!("--{long}")).collect();
    options.sort_unstable();
    options.dedup();
    options.join("|")
}
