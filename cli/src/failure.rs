//! How a command ends.

use crate::{grid, terminal};
use anstyle::{AnsiColor, Style};
use bedrock_profiles_check::report::quoted_one;
use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How what is said is marked on terminals.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// The end of a command that did what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong.
    Fine,
    /// What was checked is not right, or no one answered.
    CheckFailed,
    /// A signal ended it: the exit code that shells give it.
    Interrupted(u8),
}

/// Why a command could not do what was asked for: wrong usage, or wrong input. One message or several.
#[derive(Clone, Debug)]
pub struct Failure(Vec<String>);

impl Failure {
    /// A failure with one message.
    pub fn new(message: impl Display) -> Self {
        Failure(vec![message.to_string()])
    }

    pub(crate) fn all(messages: impl IntoIterator<Item = impl Display>) -> Self {
        Failure(messages.into_iter().map(|message| message.to_string()).collect())
    }

    /// What each of them says.
    pub(crate) fn together(failures: impl IntoIterator<Item = Self>) -> Self {
        Failure(failures.into_iter().flat_map(|failure| failure.0).collect())
    }

    /// What can't be done with a file, such as `read`.
    pub fn io(path: &Path, what: &str, error: &io::Error) -> Self {
        Failure::new(format_args!("{} can't be {what}: {error}", quoted_one(&path.to_string_lossy())))
    }

    /// What is wrong, as a program gets it.
    pub(crate) fn message(&self) -> String {
        self.0.join("\n")
    }

    /// Says on stderr what is wrong.
    pub(crate) fn print(&self) {
        for message in &self.0 {
            print_message(ERROR, "error", message);
        }
    }
}

/// The exit code; what failed is said on stderr.
pub fn exit_code(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Ok(Outcome::Interrupted(code)) => ExitCode::from(code),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

/// Says on stderr what is worth knowing.
pub fn warn(message: impl Display) {
    print_message(WARNING, "warning", message);
}

/// Says on stderr how what was asked for is understood.
pub(crate) fn note(message: impl Display) {
    print_message(NOTE, "note", message);
}

fn print_message(style: Style, kind: &str, message: impl Display) {
    let message = format!("{kind}: {message}");
    let message =
        terminal::width_of(&io::stderr()).map_or_else(|| message.clone(), |width| grid::wrapped(&message, width));
    anstream::eprintln!("{style}{kind}{style:#}{}", message.strip_prefix(kind).unwrap_or(&message));
}
