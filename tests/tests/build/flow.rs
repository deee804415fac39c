//! README.md's way from an empty directory to a policy, followed.

use crate::readme_steps::{Step, steps};
use crate::user_crate::{RUNTIME, UserCrate};
use std::path::PathBuf;
use std::process::{Command, Output};

/// Follows the README in an empty workspace: saves the files, and runs the commands of cargo. Gives the crate's
/// directory, and what came of each command.
pub(crate) fn follow(name: &str) -> (PathBuf, Vec<(String, Output)>) {
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
                None if command.starts_with("cargo ") => {
                    let mut shell = shell(&workspace, &command);
                    let output = shell.current_dir(&directory).output();
                    done.push((command, output.expect("a shell runs")));
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
