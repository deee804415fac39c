//! Runs `sync` against a loopback server that answers as Bedrock does, and looks at what it writes and says.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod bedrock;
mod conduct;
mod gone;
#[cfg(unix)]
mod interrupted;
mod listed;
mod project;
#[cfg(unix)]
mod size;
#[cfg(unix)]
mod terminal;
mod unanswered;
mod usage;

/// The program that is run, and what comes before its arguments.
const PROGRAM: (&str, &[&str]) = (env!("CARGO_BIN_EXE_cargo-bedrock-profiles"), &["bedrock-profiles", "sync"]);
