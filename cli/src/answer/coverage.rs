//! Which Regions answered, and what they list.

use std::collections::{BTreeMap, BTreeSet};

/// What was asked, and of whom there is an answer.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// The ids that each Region lists.
    pub(crate) answered: BTreeMap<String, Ids>,
    /// The Regions that were expected to answer, and were asked in vain.
    pub(crate) unanswered: BTreeSet<String>,
}

/// What one Region lists.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    pub(crate) profiles: BTreeSet<String>,
    pub(crate) models: BTreeSet<String>,
}
