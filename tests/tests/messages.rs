//! docs/messages.md shows what the compiler says, verbatim.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::{env, fs};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/messages.md");

/// What is wrong, and the program that shows it.
const MESSAGES: [(&str, &str); 12] = [
    ("A typo in the model", "names/unknown_model"),
    ("A model id without its date and version", "names/date_and_version_missing"),
    ("A name from another vendor's API", "names/other_vendors_name"),
    ("A prefix that the model is not offered with", "names/prefix_not_offered"),
    ("A Region where a prefix belongs", "names/region_for_prefix"),
    ("A Region from which the profile can't be called", "routes/not_a_source"),
    ("A destination outside the residency", "residency/outside_by_default"),
    ("A global profile with a residency", "residency/global"),
    ("A capability that the model lacks", "capabilities/of_a_relative"),
    ("A model that is reached through profiles only, used bare", "routes/profile_only_model_from"),
    ("A retired profile", "lifecycle/retired"),
    ("A misspelled field", "fields/unknown"),
];

#[test]
fn the_page_shows_what_the_compiler_says() {
    let mut page = String::from(
        "# What the compiler says\n\n\
         The most useful messages of `inference_profile!`, verbatim. `UPDATE_MESSAGES=1 cargo test --test messages`\n\
         makes this page from the recorded output of the programs in `tests/ui`.\n",
    );
    for (title, program) in MESSAGES {
        let path = format!("{}/ui/{program}.stderr", env!("CARGO_MANIFEST_DIR"));
        let message = fs::read_to_string(path).expect("a recorded message");
        write!(page, "\n## {title}\n\n```text\n{}\n```\n", message.trim_end()).expect("a string can be written to");
    }
    if env::var_os("UPDATE_MESSAGES").is_some() {
        fs::write(PAGE, &page).expect("the page can be written");
    }
    let actual = fs::read_to_string(PAGE).expect("the page can be read");
    assert!(actual == page, "docs/messages.md is stale: `UPDATE_MESSAGES=1 cargo test --test messages` makes it anew");
}
