//! What a newcomer types, and the cure: a command that is right when it is pasted.

use crate::support::{CHAT, Place};

/// The first command between backticks in the lines of help.
fn cure(said: &str) -> Option<&str> {
    let lines = said.lines().filter(|line| line.starts_with("help: "));
    let mut codes = lines.flat_map(|line| line.split('`').skip(1).step_by(2));
    codes.find_map(|code| code.strip_prefix("cargo bedrock-profiles "))
}

/// The words of a shell's line, with single quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(position, part)| match position % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<String>>(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn each_slip_has_a_cure_that_works() {
    let place = Place::new();
    for (typed, expected) in [
        (&["list", "haiku"][..], "list --model haiku"),
        (&["list", "claude", "sonnet"], "list --model 'claude sonnet'"),
        (&["list", "--model", "claude", "sonnet", "--in-service"], "list --model 'claude sonnet' --in-service"),
        (&["list", "haiku", "--geo", "eu"], "list --model haiku --geo eu"),
        (&["list", "eu"], "list --geo eu"),
        (&["list", "eu-central-1"], "list --source-region eu-central-1"),
        (&["list", "streaming"], "list --requires streaming"),
        (&["list", CHAT], "show eu.anthropic.claude-sonnet-4-6"),
        (&["list", "json"], "list --format json"),
        (&["list", "--json"], "list --format json"),
        (&["list", "--region", "eu-central-1"], "list --source-region eu-central-1"),
        (&["list", "--region=eu-central-1"], "list --source-region eu-central-1"),
        (&["list", "--prefix", "eu"], "list --geo eu"),
        (&["list", "--capability", "streaming"], "list --requires streaming"),
        (&["list", "--search", "haiku"], "list --model haiku"),
        (&["list", "--geo", "eu-central-1"], "list --source-region eu-central-1"),
        (&["list", "--source-region", "eu"], "list --geo eu"),
        (&["show", "eu-central-1"], "list --source-region eu-central-1"),
        (&["show", "eu"], "list --geo eu"),
        (&["show", "image_input"], "list --requires image_input"),
        (&["show", "Claude Haiku 4.5"], "list --model 'Claude Haiku 4.5'"),
        (&["show", "--profile", CHAT], "show eu.anthropic.claude-sonnet-4-6"),
        (&["show", "--model=amazon.nova-pro-v1:0"], "show amazon.nova-pro-v1:0"),
        (&["show"], "list"),
        (&["policy", CHAT], "policy --profile eu.anthropic.claude-sonnet-4-6"),
        (&["policy", "amazon.nova-pro-v1:0"], "policy --model amazon.nova-pro-v1:0"),
        (&["policy", "sonnet"], "list --model sonnet"),
        (&["policy"], "list"),
        (&["policy", "--profile", "haiku"], "list --model haiku"),
        (&["policy", "--model", "nova"], "list --model nova"),
        (&["policy", "--profile", "eu"], "list --geo eu"),
        (&["policy", "--profile", "eu-central-1"], "list --source-region eu-central-1"),
        (
            &["policy", "--profile", CHAT, "--region", "eu-central-1"],
            "policy --profile eu.anthropic.claude-sonnet-4-6 --source-region eu-central-1",
        ),
        (
            &["policy", "--profile", CHAT, "--terraform"],
            "policy --profile eu.anthropic.claude-sonnet-4-6 --format terraform",
        ),
        (
            &["policy", "--profile", CHAT, "--account-id", "123456789012"],
            "policy --profile eu.anthropic.claude-sonnet-4-6 --account 123456789012",
        ),
        (&["search", "haiku"], "list --model haiku"),
        (&["ls"], "list"),
        (&["find", "eu"], "list --geo eu"),
        (&["get", CHAT], "show eu.anthropic.claude-sonnet-4-6"),
        (&[CHAT], "show eu.anthropic.claude-sonnet-4-6"),
        (
            &["arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6"],
            "show arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6",
        ),
        (&["haiku"], "list --model haiku"),
        (&["eu-central-1"], "list --source-region eu-central-1"),
    ] {
        let said = place.run(typed).refused();
        assert_eq!(cure(&said), Some(expected), "{typed:?}: {said}");
        let pasted = words(expected);
        let printed = place.run(&pasted.iter().map(String::as_str).collect::<Vec<&str>>()).fine();
        assert!(!printed.starts_with("0 profiles and 0 models"), "{expected}: {printed}");
    }
}

/// The file is not there, or Bedrock is not: the line is what counts.
#[test]
fn the_option_that_is_meant_is_one_that_the_command_has() {
    let place = Place::new();
    for (typed, expected) in [
        (&["sync", "--region", "eu-central-1"][..], "sync --regions eu-central-1"),
        (&["sync", "eu-central-1"], "sync --regions eu-central-1"),
        (&["check", "a.json", "--region", "eu-central-1"], "check a.json --source-region eu-central-1"),
        (&["verify", "a.json"], "check a.json"),
        (&["policy", "eu.anthropic.claude-sonet-4-6"], "policy --profile eu.anthropic.claude-sonet-4-6"),
    ] {
        let said = place.run(typed).refused();
        assert_eq!(cure(&said), Some(expected), "{typed:?}: {said}");
    }
}

/// What nothing is known of is left to clap, which knows what is spelt alike.
#[test]
fn other_slips_are_told_as_before() {
    let place = Place::new();
    for (typed, expected) in [
        (&["lits"][..], "a similar subcommand exists: 'list'"),
        (&["list", "--geoo", "eu"], "a similar argument exists: '--geo'"),
        (&["fooooo"], "unrecognized subcommand 'fooooo'"),
        (&["policy", "--json"], "unexpected argument '--json' found"),
        (&["list", "a\nb"], "unexpected argument"),
        (&["diff", "--region", "eu-central-1"], "unexpected argument '--region' found"),
    ] {
        let said = place.run(typed).refused();
        assert!(said.contains(expected), "{typed:?}: {said}");
    }
}

#[test]
fn a_name_that_others_use_is_told_in_ours() {
    let place = Place::new();
    for (typed, expected) in [
        (["--requires", "vision"], "\nhelp: `--requires image_input` is what it is called here\nnote: "),
        (["--requires", "Embeddings"], "\nhelp: `--requires embedding_output` is what it is called here\n"),
        (["--requires", "tool-use"], "\nhelp: leave it out: the API of Bedrock does not say which models have it\n"),
        (["--source-region", "London"], "\nhelp: the Region there is `eu-west-2`\n"),
        (["--source-region", "california"], "\nhelp: the Region there is `us-west-1`\n"),
    ] {
        let said = place.run(&[&["list"], &typed[..]].concat()).refused();
        assert!(said.contains(expected), "{typed:?}: {said}");
    }
    let said = place.run(&["policy", "--profile", CHAT, "--source-region", "frankfurt"]).refused();
    assert!(said.contains("\nhelp: the Region there is `eu-central-1`\n"), "{said}");
}

#[test]
fn a_folder_is_read_by_the_files_in_it() {
    let place = Place::new();
    let policy = place.run(&["policy", "--profile", CHAT, "--account", "123456789012"]).fine();
    for file in ["infra/chat.json", "infra/it's.json", ".hidden/a.json", "target/a.json", "node_modules/a/a.json"] {
        place.write(file, &policy);
    }
    place.write("package.json", "{}").write("infra/README.md", "Statement").write("infra/list.json", "[]");
    let said = place.run(&["check", ".", "--strict"]).refused();
    let expected = "check infra/chat.json 'infra/it'\\''s.json' --strict";
    assert_eq!(cure(&said), Some(expected), "{said}");
    assert!(said.starts_with("error: `.` is a folder, and files are wanted\n"), "{said}");
    place.run(&["check", "infra/chat.json", "infra/it's.json", "--strict"]).fine();

    let said = place.run(&["scp", "infra", "--profile", CHAT]).refused();
    let expected = format!("scp infra/chat.json 'infra/it'\\''s.json' --profile {CHAT}");
    assert_eq!(cure(&said), Some(&*expected), "{said}");

    for number in 0..4 {
        place.write(&format!("infra/{number}.yaml"), "Statement: []\n");
    }
    let said = place.run(&["check", "infra"]).refused();
    assert_eq!(cure(&said), Some("check infra/*.json infra/*.yaml"), "{said}");

    let said = place.write("empty/a.txt", "").run(&["check", "empty"]).refused();
    assert!(said.contains("help: name files: there is no policy and no template in it"), "{said}");
    let said = place.run(&["import", "infra"]).refused();
    assert!(said.contains("help: name files: there is no answer of AWS's command line in it"), "{said}");
    place.write("answers/a.json", "{\"modelSummaries\": []}");
    assert_eq!(cure(&place.run(&["import", "."]).refused()), Some("import answers/a.json"));
}
