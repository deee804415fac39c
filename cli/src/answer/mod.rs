//! What the API answers, as far as the catalog records it.

mod arn;
mod conflicts;
mod coverage;
mod day;
mod json;
mod read;
mod route;
mod summary;
mod text;

pub(crate) use arn::{ModelArn, ProfileArn};
pub(crate) use conflicts::{Overruled, first_conflict};
pub(crate) use coverage::{Coverage, Ids};
pub(crate) use day::Day;
pub(crate) use read::{Saved, read};
pub(crate) use summary::{ModelLifecycle, ModelOfProfile, ModelSummary, ProfileSummary};
pub(crate) use text::Source;

use std::collections::BTreeMap;

/// The profiles and models that AWS listed, from any Regions of one partition.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    pub(crate) profiles: Vec<ProfileSummary>,
    pub(crate) models: Vec<ModelSummary>,
    /// The files that say so, by the ARN; none of what was asked for.
    pub(crate) files: BTreeMap<String, String>,
}
