//! What a newcomer types, and what was meant: for each slip a command that can be pasted.

mod line;
mod names;

pub(crate) use line::{line_with, shell_word};
pub(crate) use names::{advised, capability_problem, id_problem, prefix_problem, region_problem};

use crate::args::Arguments;
use crate::commands::matching;
use crate::failure::Failure;
use crate::project::Project;
use bedrock_profiles_catalog::{Catalog, known_capabilities};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _, Error};
use line::{pasted, replaced};
use std::ffi::OsString;
use std::path::Path;

/// Other names of commands.
const COMMANDS: [(&str, &[&str]); 6] = [
    ("sync", &["update", "refresh", "fetch", "pull", "download"]),
    ("list", &["ls", "search", "find", "models", "profiles", "regions"]),
    ("show", &["get", "describe", "info", "view", "arn"]),
    ("policy", &["iam", "generate", "gen", "grant", "policies", "write"]),
    ("check", &["verify", "validate", "lint", "audit", "test"]),
    ("completions", &["completion"]),
];

/// Other names of options. An option that a command does not have is no cure for it.
const OPTIONS: [(&str, &[&str]); 12] = [
    ("--source-region", &["--region", "--regions", "--from", "--source", "--source-regions", "--aws-region"]),
    ("--regions", &["--region", "--source-region", "--source-regions"]),
    ("--geo", &["--prefix", "--geography", "--geo-prefix"]),
    ("--requires", &["--require", "--capability", "--capabilities", "--with", "--modality"]),
    ("--model", &["--models", "--model-id", "--search", "--filter", "--name", "--provider", "--query", "--id"]),
    ("--profile", &["--profiles", "--profile-id", "--inference-profile", "--id"]),
    ("--application", &["--application-profile", "--application-inference-profile", "--app"]),
    ("--copy-from", &["--copied-from", "--model-source"]),
    ("--tag", &["--tags"]),
    ("--account", &["--account-id", "--aws-account", "--in-account"]),
    ("--format", &["--output", "--out", "--style"]),
    ("--in-service", &["--active", "--current", "--available"]),
];

/// What a word on the command line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word<'w> {
    Region(&'w str),
    Prefix(&'w str),
    Capability(&'w str),
    Profile(&'w str),
    Model(&'w str),
    Account(&'w str),
    Other(&'w str),
}

impl<'w> Word<'w> {
    pub(crate) fn from_text(catalog: Catalog<'_>, text: &'w str) -> Self {
        if catalog.region(text).is_some() {
            Word::Region(text)
        } else if catalog.prefix(text).is_some() {
            Word::Prefix(text)
        } else if known_capabilities(catalog).contains(text) {
            Word::Capability(text)
        } else if catalog.profile(text).is_some() {
            Word::Profile(text)
        } else if catalog.model(text).is_some() {
            Word::Model(text)
        } else if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Word::Account(text)
        } else {
            Word::Other(text)
        }
    }

    /// What it is and how `list` filters by it, if it does: what is no id of a profile or model.
    pub(crate) fn filter(self) -> Option<(&'static str, String)> {
        let (kind, option, text, effect) = match self {
            Word::Region(text) => ("a Region", "--source-region", text, "lists what can be called from there"),
            Word::Prefix(text) => ("a geo prefix", "--geo", text, "lists its profiles"),
            Word::Capability(text) => ("a capability", "--requires", text, "lists what has it"),
            _ => return None,
        };
        Some((kind, format!("`cargo bedrock-profiles list {option} {text}` {effect}")))
    }

    /// The option of `command` that takes such a word.
    fn option(self, command: &str) -> Option<&'static str> {
        Some(match (command, self) {
            ("list" | "policy", Word::Region(_)) => "--source-region",
            ("sync", Word::Region(_)) => "--regions",
            ("list", Word::Prefix(_)) => "--geo",
            ("list", Word::Capability(_)) => "--requires",
            ("policy", Word::Account(_)) => "--account",
            ("policy", Word::Profile(_)) => "--profile",
            ("policy", Word::Other(text)) if text.contains('.') => "--profile",
            ("policy", Word::Model(_)) | ("list", Word::Other(_)) => "--model",
            _ => return None,
        })
    }
}

/// A wrong command line that can be cured; `None` leaves it to clap to say what is wrong.
pub(crate) fn cured(error: &Error, arguments: &[OsString]) -> Option<Failure> {
    let catalog = Project::catalog().unwrap_or(Catalog::BUILT_IN);
    let line: Vec<&str> = arguments.iter().skip(1).map(|argument| argument.to_str()).collect::<Option<_>>()?;
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let given = of(ContextKind::InvalidSubcommand)?;
            let is_spelt_like_one = error.get(ContextKind::SuggestedSubcommand).is_some();
            let cure = command_instead(catalog, given, &line, is_spelt_like_one)?;
            Some(Failure::new(format_args!("there is no command `{}`\nhelp: {cure}", given.escape_debug())))
        }
        ErrorKind::UnknownArgument => {
            let given = of(ContextKind::InvalidArg)?;
            let cure = if given.starts_with('-') {
                option_instead(given, &line)
            } else {
                option_before(catalog, given, &line)
            };
            Some(Failure::new(format_args!("unexpected argument `{}`\nhelp: {}", given.escape_debug(), cure?)))
        }
        ErrorKind::MissingRequiredArgument => {
            let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return None };
            let cure = missing_cure(subcommand(&line)?.get_name(), missing)?;
            Some(Failure::new(format_args!("`{}` is missing\nhelp: {cure}", missing.join("`, `"))))
        }
        _ => None,
    }
}

/// What to add to a line that is not complete.
fn missing_cure(command: &str, missing: &[String]) -> Option<&'static str> {
    let is_copy = missing.iter().any(|missing| missing.starts_with("--copy-from"));
    match command {
        "show" => Some("`cargo bedrock-profiles list` lists the ids of profiles and models"),
        "policy" if is_copy => Some("`--copy-from ID` names the profile or model that it is copied from"),
        "policy" => Some(
            "such as `--profile eu.anthropic.claude-sonnet-4-6`; `cargo bedrock-profiles list` lists the ids of profiles and \
             models",
        ),
        _ => None,
    }
}

fn command_instead(catalog: Catalog<'_>, given: &str, line: &[&str], is_spelt_like_one: bool) -> Option<String> {
    if let Some((command, _)) = COMMANDS.iter().find(|(_, others)| others.contains(&given)) {
        return command_with_word(catalog, given, command, line);
    }
    let word = Word::from_text(catalog, given);
    if let Some((_, cure)) = word.filter() {
        return Some(cure);
    }
    let is_id = matches!(word, Word::Profile(_) | Word::Model(_)) || given.starts_with("arn:");
    if is_id {
        return Some(format!("`{}`", replaced(line, given, &["show", given])?));
    }
    if is_spelt_like_one {
        return None;
    }
    if Path::new(given).exists() {
        return Some(format!("`{}`", replaced(line, given, &["check", given])?));
    }
    let found = matching(catalog, given);
    let listed =
        format!("`{}` lists what has it in its id or name", replaced(line, given, &["list", "--model", given])?);
    (found > 0).then_some(listed)
}

/// The same line with the command that was meant, and with the option of the word after it.
fn command_with_word(catalog: Catalog<'_>, given: &str, command: &'static str, line: &[&str]) -> Option<String> {
    let line: Vec<&str> = line.iter().map(|word| if *word == given { command } else { word }).collect();
    let next = line.iter().skip_while(|word| **word != command).nth(1).filter(|word| !word.starts_with('-'));
    let with_option = next.and_then(|next| option_before(catalog, next, &line));
    with_option.or_else(|| Some(format!("`{}`", pasted(&line)?)))
}

/// The same line with the option that was meant.
fn option_instead(given: &str, line: &[&str]) -> Option<String> {
    let command = subcommand(line)?;
    let has = |option: &str| command.get_arguments().any(|arg| arg.get_long() == option.strip_prefix("--"));
    // `--region=eu-central-1` is one word of the line.
    let (name, word) = match given.split_once('=') {
        Some((name, _)) => (name, given),
        None => (given, *line.iter().find(|word| word.split('=').next() == Some(given))?),
    };
    let value = word.split_once('=').map(|(_, value)| value);
    if let Some(format) = name.strip_prefix("--").filter(|format| has_format(&command, format)) {
        return Some(format!("`{}`", replaced(line, word, &["--format", format])?));
    }
    if command.get_name() == "show" && matches!(name, "--profile" | "--model" | "--id" | "--model-id" | "--arn") {
        return Some(format!("`{}`", replaced(line, word, value.as_slice())?));
    }
    let meant = OPTIONS.iter().find(|(option, others)| others.contains(&name) && has(option))?.0;
    let words: Vec<&str> = [meant].into_iter().chain(value).collect();
    Some(format!("`{}`", replaced(line, word, &words)?))
}

/// Whether `--format` takes this value.
fn has_format(command: &Command, format: &str) -> bool {
    let arg = command.get_arguments().find(|arg| arg.get_long() == Some("format"));
    arg.is_some_and(|arg| arg.get_possible_values().iter().any(|value| value.get_name() == format))
}

/// The same line with the option to which a bare word belongs.
fn option_before(catalog: Catalog<'_>, given: &str, line: &[&str]) -> Option<String> {
    let command = subcommand(line)?;
    let word = Word::from_text(catalog, given);
    if command.get_name() == "list" && matches!(word, Word::Profile(_) | Word::Model(_)) {
        return Some(format!("`{}` shows it", pasted(&["show", given])?));
    }
    if has_format(&command, given) {
        return Some(format!("`{}`", replaced(line, given, &["--format", given])?));
    }
    let Some(option) = word.option(command.get_name()) else {
        let found = matching(catalog, given);
        let list = pasted(&["list", "--model", given]).filter(|_| command.get_name() == "policy" && found > 0)?;
        return Some(format!(
            "`--profile ID` names a profile, and `{list}` lists the {found} that have it in their id or name"
        ));
    };
    if option != "--model" || command.get_name() != "list" {
        return Some(format!("`{}`", replaced(line, given, &[option, given])?));
    }
    let (first, last) = phrase(given, line)?;
    let text =
        line.get(first..last)?.iter().filter(|word| **word != "--model").copied().collect::<Vec<&str>>().join(" ");
    let words = [line.get(..first)?, &["--model", &text], line.get(last..)?].concat();
    Some(format!("`{}` lists what has it in its id or name", pasted(&words)?))
}

/// Where a text of several words stands, with a `--model` before the first: `list --model claude sonnet`.
fn phrase(given: &str, line: &[&str]) -> Option<(usize, usize)> {
    let at = line.iter().position(|word| *word == given)?;
    let more = line.iter().skip(at).take_while(|word| !word.starts_with('-')).count();
    let has_option = at.checked_sub(2).filter(|before| line.get(*before) == Some(&"--model"));
    Some((has_option.unwrap_or(at), at + more))
}

/// The command of a line.
fn subcommand(line: &[&str]) -> Option<Command> {
    let command = Arguments::command();
    line.iter().find_map(|word| command.find_subcommand(word)).cloned()
}
