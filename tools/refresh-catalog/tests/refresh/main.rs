//! Runs the tool against the loopback server of the tests of `sync`, in a copy of what it touches.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../../../cli/tests/sync/bedrock.rs"]
#[allow(dead_code, reason = "the tests of `sync` use the rest")]
mod bedrock;
mod checkout;
#[path = "../../../../cli/tests/sync/conduct.rs"]
#[allow(dead_code, reason = "the tests of `sync` use the rest")]
mod conduct;
#[path = "../../../../cli/tests/sync/project.rs"]
#[allow(dead_code, reason = "the tests of `sync` use the rest")]
mod project;

/// The program that is run, and what comes before its arguments.
const PROGRAM: (&str, &[&str]) = (env!("CARGO_BIN_EXE_bedrock-profiles-refresh-catalog"), &[]);
