//! The policy language by its rules, each in a table: what AWS documents, and what stays open where it does not.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod arn;
mod document;
mod evaluate;
mod json;
mod operator;
mod pattern;
mod support;
mod text;
mod truth;
