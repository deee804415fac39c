//! Completions, in a real bash on a terminal.

use crate::pty;
use crate::support::Place;
use bedrock_profiles_catalog::{Catalog, Region};
use std::collections::BTreeSet;
use std::process::Command;

/// What cargo's own completions are to a bash that has loaded them.
const OF_CARGO: &str = "_cargo() { COMPREPLY=(build bench); }; complete -F _cargo cargo\n";

/// A directory with a file whose name begins as values do.
fn place() -> Place {
    let place = Place::new();
    place.write("eurydice.json", "{}");
    place.write("completions.bash", place.run(&["completions", "bash"]).fine());
    place
}

/// The words that bash offers where the Tab key is pressed at the end of `line`.
fn offered(place: &Place, setup: &str, line: &str) -> BTreeSet<String> {
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-i"]).current_dir(place.path("")).env("TERM", "dumb").env("PS1", "");
    for variable in ["INPUTRC", "BASH_ENV", "PROMPT_COMMAND"] {
        bash.env_remove(variable);
    }
    let bind = "bind 'set show-all-if-ambiguous on' 'set completion-query-items 0' 'set page-completions off' \
                'set enable-bracketed-paste off' 'set completion-display-width 0' 'set bell-style none'";
    // Tab, then Ctrl-A and a `#`: what was completed becomes a comment, which bash shows.
    let typed = format!("{setup}{bind}\n. ./completions.bash\necho BEGIN\"\"S\n{line}\t\x01#\necho END\"\"S\nexit\n");
    let shown = pty::shown(500, bash, &typed);
    let (_, after) = shown.split_once("\nBEGINS\n").unwrap_or_else(|| panic!("{shown}"));
    let (between, _) = after.split_once("\nENDS\n").unwrap_or_else(|| panic!("{shown}"));
    let between = between.replace('\r', "\n");
    between.split([' ', '\n']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn commands_options_and_values_are_offered() {
    let place = place();
    let offered = |line: &str| offered(&place, "", line);
    for command in ["cargo-bedrock-profiles", "cargo bedrock-profiles", "cargo +nightly -v bedrock-profiles"] {
        let has = |rest: &str, expected: &[&str]| {
            let words = offered(&format!("{command} {rest}"));
            assert!(expected.iter().all(|word| words.contains(*word)), "{command} {rest}: {words:?}");
            words
        };
        has("", &["sync", "import", "diff", "list", "show", "policy", "check", "scp", "completions"]);
        has("list --", &["--geo", "--source-region", "--model", "--requires", "--in-service", "--format"]);
        has("policy --fo", &["--format"]);
        has("policy --format ", &["iam", "cloudformation", "cloudformation-yaml", "sam", "terraform"]);
        has("list --geo ", &["eu", "us", "us-gov", "apac", "global"]);
        has("list --source-region eu-cent", &["eu-central-1", "eu-central-2"]);
        has("list --requires ima", &["image_input", "image_output"]);
        has("policy --profile eu.anthropic.claude-sonnet-4-", &["eu.anthropic.claude-sonnet-4-6"]);
        has("policy --model amazon.titan-embed-text-v2", &["amazon.titan-embed-text-v2:0"]);
        has("policy --copy-from eu.anthropic.claude-sonnet-4-", &["eu.anthropic.claude-sonnet-4-6"]);
        has("policy --", &["--profile", "--model", "--application", "--copy-from", "--description", "--tag"]);
        has("import eury", &["eurydice.json"]);
    }
}

/// Bash would offer file names where it is told nothing.
#[test]
fn an_option_with_a_value_takes_no_file() {
    let place = place();
    for option in ["--geo", "--source-region", "--requires", "--model"] {
        for begun in ["", "eur"] {
            for command in ["cargo-bedrock-profiles", "cargo bedrock-profiles"] {
                let words = offered(&place, "", &format!("{command} list {option} {begun}"));
                assert!(!words.iter().any(|word| word.contains("eurydice")), "{option} {begun}: {words:?}");
            }
        }
    }
}

#[test]
fn every_region_is_offered() {
    let words = offered(&place(), "", "cargo bedrock-profiles list --source-region ");
    assert!(Catalog::BUILT_IN.regions().map(Region::name).all(|region| words.contains(region)), "{words:?}");
}

#[test]
fn the_rest_of_cargo_completes_as_before() {
    let place = place();
    for setup in [
        OF_CARGO.to_owned(),
        // As bash-completion does it, from version 2.12 and before: when they are first asked for.
        format!("_comp_load() {{ {OF_CARGO} }}\n").replace("\n }", "; }"),
        format!("_completion_loader() {{ {OF_CARGO} }}\n").replace("\n }", "; }"),
    ] {
        let words = offered(&place, &setup, "cargo b");
        assert!(words.contains("build") && words.contains("bench"), "{setup}: {words:?}");
        let words = offered(&place, &setup, "cargo bedrock-profiles sho");
        assert!(words.contains("show"), "{setup}: {words:?}");
    }
}
