//! Random policies, judged by the crate and by an evaluator that shares no code with it.
//!
//! The reference is written from AWS's documentation of the policy language and its guides to inference profiles, and
//! from the text of the catalog's tables. It judges a policy by concrete requests: `universe` says by which.
//!
//! The crate must not call a policy exact that allows less or more than the profiles need, or of which that is not
//! known; it must say nothing of too little or too much where there is none; and it must say something where there is.
//! Where two readers of AWS's documentation may differ, both answers are right.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking; what is indexed was found by its place"
)]

mod condition;
mod evaluator;
mod mutate;
mod names;
mod needs;
mod pattern;
mod random;
mod start;
mod template;
mod universe;
mod verdict;

use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_check::model::Demands;
use bedrock_profiles_check::report::{self, Source, Styles};
use bedrock_profiles_check::{judge, read};
use mutate::Mutant;
use random::Random;
use serde_json::Value;
use std::{collections::BTreeMap, env};
use verdict::{Truth, disagreements};

/// How many policies are judged, unless the environment says otherwise.
const POLICIES: u64 = 3000;
const COUNT: &str = "BEDROCK_PROFILES_DIFFERENTIAL";
/// How many disagreements are shown.
const SHOWN: usize = 20;

/// What the crate says of a document.
struct Said {
    exact: bool,
    /// The kinds of its errors: `too_little`, `too_much` and others.
    errors: Vec<String>,
    /// Whether it says that something is not judged, or assumed.
    open: bool,
    /// What it says, for people.
    text: String,
}

fn said(name: &str, text: &str) -> Said {
    let file = read::read(name, text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    let judgement = judge::judge(Catalog::BUILT_IN, &file, Demands::default());
    let source = Source::new(name, text);
    let json = report::file_json(&source, Ok(&judgement));
    let findings = json["findings"].as_array().cloned().unwrap_or_default();
    let kind = |finding: &Value| finding["kind"].as_str().unwrap_or_default().to_owned();
    let errors = findings.iter().filter(|finding| finding["severity"] == "error").map(kind);
    Said {
        exact: judgement.is_exact(),
        errors: errors.collect(),
        open: !judgement.is_complete(),
        text: report::table(&source, &judgement, Styles::default()),
    }
}

/// A policy by its number.
struct Case {
    seed: u64,
    mutant: Mutant,
    /// Name and text, as IAM takes it, and every third one in a template too.
    files: Vec<(&'static str, String)>,
}

impl Case {
    fn new(seed: u64) -> Self {
        let mut random = Random::seeded(seed);
        let mutant = Mutant::random(&mut random);
        let mut files = vec![("policy.json", format!("{:#}", mutant.policy))];
        if seed.is_multiple_of(3) {
            let template = template::random(&mutant.policy, &mut random);
            files.push((template.name, template.text));
        }
        Case { seed, mutant, files }
    }

    fn truth(&self) -> Truth {
        Truth::of(&self.mutant.policy, &self.mutant.profiles)
    }

    /// Where the judge is wrong about the policy, in any of its files.
    fn disagreements(&self, truth: &Truth, judge: impl Fn(&str, &str) -> Said) -> Vec<String> {
        let wrong = self.files.iter().flat_map(|(name, text)| {
            let said = judge(name, text);
            let wrong = disagreements(truth, &said).into_iter();
            wrong.map(move |wrong| {
                let (seed, mutations) = (self.seed, &self.mutant.mutations);
                format!("{wrong}\n  seed {seed}, {mutations:?}\n  {name}: {text}\n{}", said.text)
            })
        });
        wrong.collect()
    }
}

fn count() -> u64 {
    env::var(COUNT).map_or(POLICIES, |count| count.parse().expect("a number of policies"))
}

fn verdict(truth: &Truth) -> Vec<&'static str> {
    let verdicts = [
        ("refused", truth.refused),
        ("exact", truth.is_exact()),
        ("missing", truth.missing.is_certain()),
        ("excess", truth.excess.is_certain()),
        ("unknown", truth.unknown.is_certain()),
    ];
    let verdicts: Vec<&str> = verdicts.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
    if verdicts.is_empty() { vec!["arguable"] } else { verdicts }
}

/// A run that judges nothing proves nothing.
fn assert_work_was_done(counts: &BTreeMap<&str, u64>) {
    for (verdict, floor) in [("exact", 300), ("missing", 300), ("excess", 300), ("unknown", 100)] {
        let found = counts.get(verdict).copied().unwrap_or_default();
        assert!(found * POLICIES >= floor * count(), "{verdict}: {found} of {} policies", count());
    }
}

#[test]
fn the_crate_agrees() {
    let (mut counts, mut wrong) = (BTreeMap::new(), Vec::new());
    for case in (0..count()).map(Case::new) {
        let truth = case.truth();
        for verdict in verdict(&truth) {
            *counts.entry(verdict).or_default() += 1;
        }
        wrong.extend(case.disagreements(&truth, said));
        if wrong.len() >= SHOWN {
            break;
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} disagreements:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert_work_was_done(&counts);
}

#[test]
fn what_the_guides_ask_for_is_exact() {
    for case in (0..1000).map(Case::new).filter(|case| case.mutant.mutations.is_empty()) {
        let truth = case.truth();
        let faults = [&truth.missing.witness, &truth.excess.witness, &truth.unknown.witness];
        assert!(truth.is_exact(), "seed {}: {faults:?} of {:#}", case.seed, case.mutant.policy);
    }
}
