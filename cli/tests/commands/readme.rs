//! The README of this command, which crates.io shows.

use crate::support::{CHAT, Place};
use std::collections::BTreeSet;

const README: &str = include_str!("../../README.md");

/// The first word of each code in a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2).filter_map(|code| code.split(' ').next())
}

#[test]
fn every_command_is_told_with_flags_that_it_has() {
    let place = Place::new();
    let help = place.run(&["--help"]).fine();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: BTreeSet<&str> =
        listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    let printed: BTreeSet<&str> = README.lines().flat_map(words).filter(|word| commands.contains(word)).collect();
    assert_eq!(printed, commands);

    let (mut command, mut flags) = ("", 0);
    for line in README.lines() {
        if line.starts_with('`') {
            command = words(line).next().unwrap_or_default();
        }
        for flag in words(line).filter(|_| line.starts_with("* ")) {
            let help = place.run(&[command, "--help"]).fine();
            let mut known = help.split_whitespace().map(|word| word.trim_end_matches([':', ',']));
            assert!(known.any(|word| word == flag), "{command} {flag}");
            flags += 1;
        }
    }
    assert!(flags > 15, "{flags}");
}

#[test]
fn the_line_of_a_check_is_what_it_prints() {
    let place = Place::new();
    let policy =
        place.run(&["policy", "--profile", CHAT, "--source-region", "eu-central-1", "--account", "123456789012"]);
    let printed = place.write("policies/chat.json", policy.fine()).run(&["check", "policies/chat.json"]).fine();
    assert!(README.contains(&format!("```text\n{printed}```")), "{printed}");
}
