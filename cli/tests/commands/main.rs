//! The real binary in directories of its own: each command, each exit code, what it says.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod check;
mod compiled;
#[cfg(unix)]
mod completed;
mod diff;
#[path = "../../../check/tests/judge/ended.rs"]
mod ended;
#[path = "../../../check/tests/cases/expected.rs"]
mod expected;
mod explored;
mod import;
mod policy;
#[cfg(unix)]
mod pty;
mod readme;
mod refused;
mod scp;
mod slips;
mod statuses;
mod support;
#[cfg(unix)]
mod terminal;
mod usage;
