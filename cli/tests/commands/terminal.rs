//! Results on terminals: they fit, and what is copied from them is whole.

use crate::pty;
use crate::support::{ACCOUNT, CHAT, PROFILES_2026, Place};
use bedrock_profiles_catalog::Catalog;
use std::collections::BTreeSet;
use std::process::Command;

/// What a terminal of this width shows of a command, without colours.
fn shown(place: &Place, columns: u16, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bedrock-profiles"));
    command.args(arguments).current_dir(place.path("")).env("NO_COLOR", "1");
    pty::shown(columns, command, "")
}

/// Every line fits that holds more than one word.
#[track_caller]
fn fits(shown: &str, columns: u16) {
    for line in shown.lines().filter(|line| line.trim().contains(' ')) {
        assert!(line.chars().count() <= usize::from(columns), "{columns}: {line}\n{shown}");
    }
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

#[test]
fn the_list_fits_and_breaks_no_name() {
    let place = Place::new();
    let catalog = Catalog::BUILT_IN;
    for columns in [40, 80, 132, 200] {
        let shown = shown(&place, columns, &["list"]);
        fits(&shown, columns);
        let words = words(&shown);
        for profile in catalog.profiles() {
            assert!(words.contains(profile.id()), "{columns}: {}", profile.id());
            if profile.routes().count() < 4 {
                let sources = profile.routes().map(|route| route.source);
                assert!(sources.clone().all(|source| words.contains(source)), "{columns}: {}", profile.id());
            }
        }
        assert_eq!(shown.contains("Claude Sonnet 4.6"), columns != 80, "{shown}");
    }
}

/// `8` on a line and `Regions` on the next one is twice the lines.
#[test]
fn a_count_of_regions_stays_on_a_line() {
    let place = Place::new();
    for columns in [80, 84, 88] {
        let shown = shown(&place, columns, &["list", "--geo", "eu", "--model", "claude", "--in-service"]);
        let counted: Vec<&str> = shown.lines().filter_map(|line| Some(line.split_once(" Regions")?.0)).collect();
        assert!(counted.len() > 5 && counted.iter().all(|before| before.ends_with(char::is_numeric)), "{shown}");
    }
}

#[test]
fn a_profile_fits_and_breaks_no_region_and_no_arn() {
    let place = Place::new();
    let catalog = Catalog::BUILT_IN;
    for id in [CHAT, "global.anthropic.claude-sonnet-4-6", "us.openai.gpt-5.4"] {
        for columns in [40, 80, 132] {
            let shown = shown(&place, columns, &["show", id]);
            fits(&shown, columns);
            let words = words(&shown);
            for route in catalog.profile(id).expect("a profile").routes() {
                let mut regions = [route.source].into_iter().chain(route.destinations.as_str().split(' '));
                assert!(regions.all(|region| words.contains(region)), "{columns}: {}\n{shown}", route.source);
            }
            let arns = words.iter().filter(|word| word.starts_with("arn:"));
            assert!(
                arns.count() == 3 && words.contains(&*format!("arn:aws:bedrock:SOURCE:ACCOUNT:inference-profile/{id}"))
            );
        }
    }
}

#[test]
fn changes_fit_and_stay_together() {
    let place = Place::new();
    place.run_with(&["import", "-", "--seen", "2026-11-01"], PROFILES_2026).fine();
    for columns in [40, 80, 132] {
        let shown = shown(&place, columns, &["diff"]);
        fits(&shown, columns);
        assert!(shown.contains("us-east-1") && shown.contains("->"), "{shown}");
        assert_eq!(shown.contains("status: retired -> active"), columns > 40, "{shown}");
    }
}

/// A narrow terminal shows the same words as a file, in more lines.
#[track_caller]
fn breaks(place: &Place, columns: u16, arguments: &[&str], plain: &str) {
    let shown = shown(place, columns, arguments);
    fits(&shown, columns);
    assert!(shown.lines().count() > plain.lines().count(), "{shown}");
    assert_eq!(shown.split_whitespace().collect::<Vec<_>>(), plain.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn findings_break_at_spaces() {
    let place = Place::new();
    let policy =
        ["policy", "--profile", CHAT, "--account", ACCOUNT, "--source-region", "eu-central-1", "--invoke-only"];
    place.write("policy.json", place.run(&policy).fine());
    let check = ["check", "policy.json"];
    breaks(&place, 80, &check, &place.run(&check).failed_check());
}

#[test]
fn findings_are_coloured_on_terminals_alone() {
    let place = Place::new();
    let policy = ["policy", "--profile", CHAT, "--account", ACCOUNT, "--source-region", "eu-central-1"];
    let policy = place.run(&policy).fine().replace("\"bedrock:InvokeModel\"", "\"bedrock:InvokeModel*\"");
    place.write("policy.json", policy);
    let plain = place.run(&["check", "policy.json"]).failed_check();
    assert!(plain.contains(": error: ") && plain.starts_with("policy.json:") && !plain.contains('\u{1b}'), "{plain}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bedrock-profiles"));
    command.args(["check", "policy.json"]).current_dir(place.path("")).env("TERM", "xterm").env_remove("NO_COLOR");
    let coloured = pty::shown(80, command, "");
    assert!(coloured.contains(": \u{1b}[1m\u{1b}[31merror\u{1b}[0m: "), "{coloured:?}");
    let without: String =
        coloured
            .split("\u{1b}[")
            .map(|part| {
                part.split_once('m').map_or(part, |(code, rest)| {
                    if code.bytes().all(|byte| byte.is_ascii_digit()) { rest } else { part }
                })
            })
            .collect();
    fits(&without, 80);
}

#[test]
fn messages_break_at_spaces() {
    let place = Place::new();
    for arguments in [["show", "eu.anthropic.claude-sonet-4-6"], ["show", "claude"], ["list", "--geo=emea"]] {
        breaks(&place, 50, &arguments, &place.run(&arguments).refused());
    }
}

/// They are copied.
#[test]
fn examples_fit() {
    let place = Place::new();
    for command in ["sync", "import", "diff", "list", "show", "policy", "check", "scp", "completions"] {
        let examples = |columns| {
            let help = shown(&place, columns, &[command, "--help"]);
            help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{help}")).1.to_owned()
        };
        assert_eq!(examples(80), examples(200), "{command}");
    }
}
