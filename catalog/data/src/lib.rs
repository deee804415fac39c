//! What is on record of Amazon Bedrock's inference profiles: tables as text, and the names of the models.
//!
//! Data alone, so that a new catalog needs no new code: `cargo update -p bedrock-profiles-data` takes one. The look-ups
//! are those of [bedrock-profiles](https://docs.rs/bedrock-profiles); depend on that crate instead.
//!
//! A table is sorted tab-separated text: a header line, then one row a line, whose first cells are its key.
#![no_std]

mod models;

/// The day on which the newest row was seen.
pub const DATE: &str = "2026-10-27";

/// The countries that have a Region, or are member states of the European Union.
pub const COUNTRIES: &str = include_str!("../countries.tsv");

/// The foundation models.
pub const MODELS: &str = include_str!("../models.tsv");

/// The geo prefixes.
pub const PREFIXES: &str = include_str!("../prefixes.tsv");

/// The Regions.
pub const REGIONS: &str = include_str!("../regions.tsv");

/// The inference profiles: where each leads from each of its source Regions.
pub const ROUTES: &str = include_str!("../routes.tsv");
