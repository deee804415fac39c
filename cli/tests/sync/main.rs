//! Runs `sync` against a loopback server that answers as Bedrock does, and looks at what it writes and says.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod bedrock;
mod built_in;
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
