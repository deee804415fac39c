//! What exists on Amazon Bedrock: inference profiles and their routes, foundation models, geo
//! prefixes, Regions — and the checks that tell a right declaration from a wrong one.
//!
//! This crate is the front end that the macro, the run-time types and the command line of
//! [bedrock-profiles](https://docs.rs/bedrock-profiles) share: one parser of ids, one set of checks,
//! one set of messages. It knows no macro and no policy. Depend on `bedrock-profiles` instead.
//!
//! ```
//! use bedrock_profiles_catalog::{Catalog, check};
//!
//! let profile = check::profile_id(Catalog::BUILT_IN, "eu.anthropic.claude-sonnet-4-6")?;
//! assert!(profile.route("eu-central-1").is_some());
//!
//! let problem = check::profile_id(Catalog::BUILT_IN, "eu.anthropic.claude-sonet-4-6").unwrap_err();
//! assert!(problem.to_string().contains("the nearest is `eu.anthropic.claude-sonnet-4-6`"));
//! # Ok::<(), bedrock_profiles_catalog::Problem>(())
//! ```
#![no_std]

extern crate alloc;

pub mod application;
mod call;
mod capability;
mod catalog;
pub mod check;
mod columns;
mod family;
mod geography;
mod id;
mod kind;
mod malformed;
mod nearest;
mod overlay;
mod problem;
pub mod project;
mod project_row;
mod reader;
mod regions;
mod release;
mod suggestions;
mod table;
mod wording;

pub use call::Call;
pub use capability::{capabilities_of, has_capability, known_capabilities};
pub use catalog::{Catalog, Lifecycle, Model, Prefix, Profile, Route, Status};
pub use id::{ProfileId, constant_name, is_model_id, is_prefix, is_region_name};
pub use kind::ProblemKind;
pub use malformed::Malformed;
pub use nearest::nearest;
pub use overlay::Overlay;
#[doc(hidden)]
pub use problem::OutsideRegion;
pub use problem::Problem;
pub use project_row::ProjectRow;
pub use reader::TableFile;
pub use regions::{Country, Destinations, Partition, Region, Regions};
