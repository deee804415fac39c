//! What a binary carries of the catalog.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

/// In the catalog, and in no program here.
const UNRELATED: &[u8] = b"jp.amazon.nova-2-lite-v1:0";
const DECLARED: &[u8] = b"eu.anthropic.claude-sonnet-4-6";

fn contains(binary: &str, text: &[u8]) -> bool {
    let bytes = std::fs::read(binary).expect("cargo built it");
    bytes.windows(text.len()).any(|window| window == text)
}

#[test]
fn a_binary_that_only_declares_profiles_does_not_carry_the_catalog() {
    let binary = env!("CARGO_BIN_EXE_declares");
    assert!(contains(binary, DECLARED));
    assert!(!contains(binary, UNRELATED));
}

#[test]
fn a_binary_that_looks_up_carries_it() {
    assert!(contains(env!("CARGO_BIN_EXE_looks_up"), UNRELATED));
}
