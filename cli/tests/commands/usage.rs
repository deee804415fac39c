//! Wrong usage, help, completions.

use crate::support::{CHAT, Place, run};

const COMMANDS: [&str; 8] = ["import", "diff", "list", "show", "policy", "check", "scp", "completions"];

#[test]
fn every_command_has_help_with_an_example() {
    let place = Place::new();
    let all = place.run(&["--help"]).fine();
    for command in COMMANDS {
        assert!(all.contains(&format!("\n  {command} ")), "{all}");
        let help = place.run(&[command, "--help"]).fine();
        assert!(help.contains("Example") && help.contains(&format!("cargo bedrock-profiles {command}")), "{help}");
    }
}

#[test]
fn the_examples_of_what_explores_find_something() {
    let place = Place::new();
    for command in ["list", "show"] {
        let help = place.run(&[command, "--help"]).fine();
        let examples = help.lines().filter_map(|line| line.trim().strip_prefix("cargo bedrock-profiles "));
        let examples: Vec<&str> = examples.filter(|example| example.starts_with(command)).collect();
        assert!(examples.len() > 1, "{help}");
        for example in examples {
            let printed = place.run(&example.split(' ').collect::<Vec<&str>>()).fine();
            assert!(!printed.starts_with("0 profiles and 0 models"), "{example}: {printed}");
        }
    }
}

#[test]
fn it_may_be_called_by_cargo_or_by_its_name() {
    let place = Place::new();
    let by_name = run(&place.path(""), &["show", CHAT], "").fine();
    assert_eq!(by_name, place.run(&["show", CHAT]).fine());
    assert!(place.run(&["--version"]).fine().contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_told() {
    let place = Place::new();
    for arguments in [
        &[][..],
        &["explode"],
        &["import"],
        &["show"],
        &["show", CHAT, CHAT],
        &["check"],
        &["list", "--format", "xml"],
        &["policy", "--profile", CHAT, "--format", "toml"],
        &["policy", "--profile", CHAT, "--invoke-only", "--streaming-only"],
        &["completions", "tcl"],
    ] {
        let said = place.run(arguments).refused();
        assert!(!said.is_empty() && !said.contains('\u{1b}'), "{arguments:?}: {said}");
    }
}

#[test]
fn shells_complete_the_commands() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = place.run(&["completions", shell]).fine();
        assert!(COMMANDS.iter().all(|command| script.contains(command)), "{shell}");
        assert!(script.contains("cargo-bedrock-profiles"), "{shell}");
    }
}
