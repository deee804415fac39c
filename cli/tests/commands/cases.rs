//! What the commands say of files as people write them: each folder of a folder in `cases` is a case.

use crate::expected::{self, Case, Said};
use crate::support::Place;
use std::path::Path;

#[test]
fn each_case_ends_as_expected() {
    let cases = expected::cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/cases"));
    assert!(cases.len() >= 15, "{} cases", cases.len());
    let wrong: Vec<String> = cases.iter().flat_map(|case| case.objections(&said(case))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn said(case: &Case) -> Said {
    let place = Place::new();
    for file in case.files() {
        place.write(&file, case.read(&file));
    }
    let ended = place.run(&case.arguments());
    let code = ended.code.expect("it ends by itself");
    // JSON stays JSON where nothing else is said.
    Said { code, shown: ended.stdout + &ended.stderr }
}
