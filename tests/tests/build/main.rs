//! Build scripts as users have them: what they write, when they run, and what cargo says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod binaries;
mod cargo;
mod documentation;
mod drift;
mod errors;
mod files;
mod flow;
mod program;
mod readme;
mod readme_steps;
mod reruns;
#[path = "../user_crate/mod.rs"]
mod user_crate;
mod whole;
mod workspace;
