//! The policies allow what invoking needs and nothing else, judged by iam-rs.
//!
//! What is needed and what is prohibited is written from AWS's guides and the tables' text, without our crates.
//! The actions of the service are those of AWS's service authorization reference.
//!
//! Proven for every current profile from each of its source Regions:
//!
//! * every layout allows what it needs;
//! * the exact layout does not allow its model without the profile or through another one; nor another Region,
//!   model, profile, source Region, account or partition; nor another `aws:RequestedRegion` where the profile is
//!   global; nor streaming where the model does not stream. Every Region is tried for the model through the
//!   profile; otherwise the other models, Regions and prefixes are the two with the nearest names.
//!
//! For one source Region of every profile, they are all that the tables know, and every other action of the
//! service is tried on all that is needed.
//!
//! For models that are called directly, in each of their Regions: the same, with a sample of them for all that is
//! known. For several grants in one policy: the same, but that the merged and compact layouts may allow what one
//! granted profile needs through another one, or through the same one from another source Region, which Bedrock
//! never requests. Up to three grants are judged in full, up to 24 with a sample of the prohibitions.
//!
//! The grants for one purpose alone, application profiles and prompt routers are judged by a predicate each: of all
//! that is asked, what is needed is allowed and nothing else.
//!
//! And the proofs notice whatever is dropped from a policy, and every wildcard in a resource.
//!
//! iam-rs evaluates the policy language and does not know the service: which actions exist, which resources they
//! take, and which context keys Bedrock sets, is up to the requests here. No permission boundary or session policy is
//! put to it; service control policies are, by themselves (`scp.rs`). Of the condition operators only
//! `StringEquals` occurs in identity policies; iam-rs's `ArnEquals` takes wildcards literally, and AWS's does not. Its
//! `*` for a Region matches an ARN without one too.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod grants;
mod judge;
mod mutants;
mod needs;
mod prohibitions;
mod proof;
mod rendered;
mod scp;
mod single_grants;
mod tables;

use bedrock_profiles::policy::Layout;
use grants::{every_direct_call, every_pair, granted_together, one_pair_of_every_profile, spread};
use judge::Judge;
use mutants::mutants;
use needs::{ACCOUNT, Grant};
use prohibitions::Others;
use proof::{Proof, Tally, add, prove_all};
use rendered::EVERY_PAIR;
use serde_json::Value;
use std::collections::BTreeSet;
use tables::TABLES;

const LAYOUTS: [Layout; 3] = [Layout::Exact, Layout::Merged, Layout::Compact];

/// The policy that the library renders for the Regions of the grants.
fn policy(grants: &[Grant], layout: Layout) -> String {
    let policy = rendered::policy("Proof", grants, layout).in_account(ACCOUNT).expect("an account");
    policy.to_iam_json().expect("a policy")
}

/// Proves the policy with these grants, and says what was judged.
fn prove(grants: &[Grant], layout: Layout, proof: &Proof) -> Tally {
    let document = policy(grants, layout);
    assert_eq!(broken(proof, &document), None, "{layout:?}: {document}");
    proof.tally()
}

/// The first request that the document judges otherwise than it must.
fn broken(proof: &Proof, document: &str) -> Option<String> {
    let judge = Judge::of(document);
    proof.broken_by(|request| judge.allows(request))
}

/// Proves each of the grants in a policy of its own, in the exact layout.
fn prove_each(grants: &[Grant], proof: impl Fn(&[Grant]) -> Proof + Sync) {
    report(&prove_all(grants, |grant| prove(&[*grant], Layout::Exact, &proof(&[*grant]))));
}

/// Shows what was judged: something, by every rule.
#[track_caller]
fn report(tally: &Tally) {
    println!("{tally:#?}");
    assert!(tally.values().all(|judged| *judged > 0), "{tally:#?}");
}

fn beyond_need(others: Others) -> impl Fn(&[Grant]) -> Proof {
    move |grants| Proof::of(grants, Layout::Exact, others)
}

#[test]
fn every_pair_of_the_tables_is_declared() {
    let declared = EVERY_PAIR.iter().map(|(source, profile)| (profile.inference_profile_id(), *source));
    assert_eq!(declared.collect::<BTreeSet<_>>(), TABLES.routes.keys().copied().collect());
}

#[test]
fn every_layout_allows_what_is_needed() {
    let grants = [every_pair(), every_direct_call()].concat();
    report(&prove_all(&grants, |grant| {
        let proof = Proof::of_needs(&[*grant]);
        add(LAYOUTS.map(|layout| prove(&[*grant], layout, &proof)))
    }));
}

#[test]
fn the_exact_layout_allows_nothing_beyond_what_a_profile_needs() {
    prove_each(&every_pair(), beyond_need(Others::Neighbours));
}

#[test]
fn the_exact_layout_allows_no_other_model_region_prefix_or_action_that_is_known() {
    let pairs = one_pair_of_every_profile();
    prove_each(&pairs, beyond_need(Others::Every));
    prove_each(&pairs, Proof::of_actions);
}

#[test]
fn the_exact_layout_allows_nothing_beyond_what_a_model_needs() {
    let calls = every_direct_call();
    prove_each(&calls, beyond_need(Others::Neighbours));
    let calls = spread(&calls, 80);
    prove_each(&calls, beyond_need(Others::Every));
    prove_each(&calls, Proof::of_actions);
}

#[test]
fn granted_together_each_profile_reaches_its_own_model_only() {
    let groups = granted_together();
    let cases: Vec<_> = groups.iter().flat_map(|group| LAYOUTS.map(|layout| (group, layout))).collect();
    report(&prove_all(&cases, |&(group, layout)| {
        let (few, many) = (spread(group, 3), spread(group, 24));
        let full = Proof::of(&few, layout, Others::Neighbours);
        let sample = Proof::of(&many, layout, Others::Neighbours).with_every_nth_prohibition(127);
        add([prove(&few, layout, &full), prove(&many, layout, &sample)])
    }));
}

#[test]
fn every_mutant_is_noticed() {
    let alone = [spread(&every_pair(), 8), spread(&every_direct_call(), 4)].concat();
    let together = granted_together().into_iter().step_by(3).map(|group| spread(&group, 2));
    let groups: Vec<Vec<Grant>> = alone.into_iter().map(|grant| vec![grant]).chain(together).collect();
    let cases: Vec<_> = groups.iter().flat_map(|group| LAYOUTS.map(|layout| (group, layout))).collect();
    let tally = prove_all(&cases, |(group, layout)| {
        let mutants = count_mutants(group, *layout);
        Tally::from([("policies", 1), ("mutants", mutants)])
    });
    report(&tally);
    assert!(tally["policies"] >= 60 && tally["mutants"] >= 1000, "{tally:#?}");
}

/// How many mutants the policy has. None survives the proof of the policy.
fn count_mutants(grants: &[Grant], layout: Layout) -> usize {
    let proof = Proof::of(grants, layout, Others::Neighbours);
    prove(grants, layout, &proof);
    let document = policy(grants, layout);
    let mutants = mutants(&serde_json::from_str::<Value>(&document).expect("JSON"));
    let survivors = mutants.iter().filter(|mutant| broken(&proof, &mutant.document).is_none());
    let survivors: Vec<&str> = survivors.map(|survivor| survivor.mutation.as_str()).collect();
    assert!(survivors.is_empty(), "{layout:?}: {survivors:#?} of {document}");
    mutants.len()
}
