//! The commands and files of README.md's way from an empty directory to a policy, as they stand there.

use crate::user_crate::{RUNTIME, UserCrate};
use std::path::PathBuf;
use std::process::{Command, Output};

const README: &str = include_str!("../../../README.md");
const HEADING: &str = "## From `cargo new` to `terraform plan`\n";

/// What a reader does next.
enum Step {
    /// A command, as it is typed.
    Types(String),
    /// A file, as it is saved.
    Saves { path: String, text: String },
}

/// Follows the README in an empty workspace: saves the files, and runs the commands that `runs` accepts, with what
/// `prepare` adds to them. Gives the crate's directory, and what came of each command.
pub(crate) fn follow(
    name: &str,
    runs: fn(&str) -> bool,
    prepare: impl Fn(&mut Command),
) -> (PathBuf, Vec<(String, Output)>) {
    let workspace = UserCrate::new(name, "[workspace]\nresolver = \"3\"\n");
    let mut directory = workspace.directory.clone();
    let mut done = Vec::new();
    for step in steps() {
        match step {
            Step::Saves { path, text } => {
                let krate = UserCrate { directory: directory.clone() };
                krate.write(&path, &text);
            }
            Step::Types(command) => match command.strip_prefix("cd ") {
                Some(entered) => directory.push(entered),
                None if runs(&command) => {
                    let mut shell = shell(&workspace, &command);
                    prepare(shell.current_dir(&directory));
                    done.push((command, shell.output().expect("a shell runs")));
                }
                None => {}
            },
        }
    }
    (directory, done)
}

/// The command in the environment of tests; this crate is taken from here, not from the registry.
fn shell(workspace: &UserCrate, command: &str) -> Command {
    let cargo = workspace.cargo(&[]);
    let here = command.replace(" bedrock-profiles", &format!(" bedrock-profiles --path '{RUNTIME}' --offline"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &here]);
    for (key, value) in cargo.get_envs() {
        shell.env(key, value.unwrap_or_default());
    }
    shell
}

fn steps() -> Vec<Step> {
    let (_, section) = README.split_once(HEADING).expect("the heading stands in the README");
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let mut fences = section.split("```");
    let mut prose = fences.next().unwrap_or_default();
    let mut steps = Vec::new();
    while let (Some(fenced), Some(next)) = (fences.next(), fences.next()) {
        let (language, text) = fenced.split_once('\n').expect("a fence has lines");
        if language == "sh" {
            steps.extend(text.lines().map(|line| Step::Types(line.to_owned())));
        } else {
            let path = prose.trim_end().trim_end_matches("`:").rsplit('`').next().expect("a path stands before a file");
            steps.push(Step::Saves { path: path.to_owned(), text: text.to_owned() });
        }
        prose = next;
    }
    steps
}
