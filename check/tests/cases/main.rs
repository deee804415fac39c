//! What is said of files as people write them: each folder of a folder here is a case.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod expected;

use bedrock_profiles_catalog::{Catalog, check};
use bedrock_profiles_check::model::{Calls, Demands};
use bedrock_profiles_check::report::{self, Source, Styles};
use bedrock_profiles_check::{judge, read};
use expected::{Case, Said};
use serde_json::json;
use std::path::Path;

#[test]
fn each_case_is_judged_as_expected() {
    let cases = expected::cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    assert!(cases.len() >= 75, "{} cases", cases.len());
    let wrong: Vec<String> = cases.iter().flat_map(|case| case.objections(&said(case))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_case_objects_to_nothing_said() {
    for case in expected::cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        assert_ne!(case.objections(&Said { code: -1, shown: String::new() }), [""; 0]);
    }
}

/// The options of `check`, as the cases have them.
struct Options<'a> {
    file: &'a str,
    is_json: bool,
    calls: Calls,
    source_region: Option<&'a str>,
    residency: Option<&'a str>,
}

impl<'a> Options<'a> {
    fn new(arguments: &[&'a str]) -> Self {
        let (file, arguments) = arguments.split_last().expect("a file");
        let mut options = Options { file, is_json: false, calls: Calls::Both, source_region: None, residency: None };
        let mut arguments = arguments.iter().copied();
        while let Some(argument) = arguments.next() {
            match argument {
                "check" => {}
                "--format" => options.is_json = arguments.next() == Some("json"),
                "--invoke-only" => options.calls = Calls::InvokeOnly,
                "--streaming-only" => options.calls = Calls::StreamingOnly,
                "--source-region" => options.source_region = arguments.next(),
                "--residency" => options.residency = arguments.next(),
                other => panic!("{other}"),
            }
        }
        options
    }
}

fn said(case: &Case) -> Said {
    let arguments = case.arguments();
    let options = Options::new(&arguments);
    // What comes through a pipe is a file like others here.
    let file = case.files().pop().expect("a file");
    let name = if options.file == "-" { "<stdin>" } else { options.file };
    let catalog = Catalog::BUILT_IN;
    let residency: Vec<_> =
        options.residency.map(|place| check::place(catalog, place).expect("a place")).into_iter().collect();
    let demands = Demands { calls: options.calls, residency: &residency, source_region: options.source_region };
    let source = Source::new(name, case.read(&file));
    match read::read(&source.name(), source.text()) {
        Ok(file) => {
            let judgement = judge::judge(catalog, &file, demands);
            let code = i32::from(judgement.fails());
            let shown = if options.is_json {
                files(&report::file_json(&source, Ok(&judgement)))
            } else {
                report::table(&source, &judgement, Styles::default())
            };
            Said { code, shown }
        }
        Err(error) => Said { code: 2, shown: files(&report::file_json(&source, Err(&error.message))) },
    }
}

fn files(file: &serde_json::Value) -> String {
    format!("{:#}", json!({ "files": [file] }))
}
