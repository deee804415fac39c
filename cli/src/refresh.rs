//! A refresh of a catalog, one way: answers are merged into its tables, the tables are written.

use crate::answer::Coverage;
use crate::changes::{Change, Kind, changes};
use crate::failure::Failure;
use crate::merge::Merged;
use crate::project::Project;
use crate::residency::{self, BrokenResidency};
use crate::tables::TableTexts;
use bedrock_profiles_catalog::{Catalog, Overlay};

/// What becomes of a catalog, which [`write`](Self::write) writes.
#[derive(Debug)]
pub(crate) struct Refresh {
    pub(crate) project: Project,
    pub(crate) merged: Merged,
    pub(crate) changes: Vec<Change>,
    /// The residencies that no longer hold.
    pub(crate) broken: Vec<BrokenResidency>,
    texts: TableTexts,
    after: Overlay,
}

impl Refresh {
    /// `merged` came of the answers and of the catalog `before`.
    pub(crate) fn new(project: Project, before: Catalog<'_>, merged: Merged) -> Result<Self, Failure> {
        let texts = merged.tables.to_texts();
        let after = project.overlay(&texts)?;
        let changes = changes(before, after.catalog());
        let broken = residency::broken(before, after.catalog());
        Ok(Refresh { project, merged, changes, broken, texts, after })
    }

    /// The same where Regions did not answer: a route from one of them may be there.
    pub(crate) fn covering(mut self, coverage: &Coverage) -> Self {
        let is_unanswered = |source: &String| coverage.unanswered.contains(source);
        for change in &mut self.changes {
            if change.kind == Kind::Gone && change.source.as_ref().is_some_and(is_unanswered) {
                change.kind = Kind::Changed;
            }
        }
        self
    }

    /// The catalog that results.
    pub(crate) fn catalog(&self) -> Catalog<'_> {
        self.after.catalog()
    }

    /// Writes the tables, where a row changed.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        if self.merged.recorded.is_empty() { Ok(()) } else { self.project.write(&self.texts) }
    }

    /// Whether writing makes a new folder.
    pub(crate) fn creates(&self) -> bool {
        !self.project.exists() && !self.merged.recorded.is_empty()
    }
}
