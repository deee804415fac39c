//! Profiles whose destinations changed, which AWS documents not to happen.

use crate::changes::list_difference;
use std::collections::BTreeMap;

/// By profile what came and went of its destinations, and from which source Regions.
#[derive(Debug, Default)]
pub(super) struct ChangedDestinations<'a>(BTreeMap<&'a str, BTreeMap<String, Vec<&'a str>>>);

const WHAT_FOLLOWS: &str = "note: AWS documents that it never changes where a profile leads from a Region\n\
    help: policies made from the older rows grant too little or too much; `cargo bedrock-profiles check` tells which";

impl<'a> ChangedDestinations<'a> {
    /// Takes the destinations on record and those of an answer.
    pub(super) fn compare(&mut self, id: &'a str, source: &'a str, before: &str, after: &str) {
        if before != after {
            self.0.entry(id).or_default().entry(list_difference(before, after)).or_default().push(source);
        }
    }

    /// One for each profile.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(id, changes)| {
            let changes = changes.iter().map(|(change, sources)| format!("{change} from `{}`", sources.join("`, `")));
            let changes = changes.collect::<Vec<String>>().join("; ");
            format!("`{id}` leads elsewhere than is on record: {changes}\n{WHAT_FOLLOWS}")
        })
    }
}
