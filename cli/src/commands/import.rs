//! `import`: the project's catalog from saved answers of the AWS CLI.

use super::import_warnings::{ImportWarnings, warn_of_answers};
use super::report::{Refreshed, report_import};
use crate::answer::{self, Source};
use crate::args::Import;
use crate::changes::changes;
use crate::failure::{Failure, Outcome};
use crate::merge::{Capture, merge};
use crate::project::Project;
use crate::residency;

pub(crate) fn run(arguments: &Import) -> Result<Outcome, Failure> {
    let sources: Vec<Source> = arguments.files.iter().map(|file| Source::read(file)).collect::<Result<_, _>>()?;
    let saved = answer::read(&sources)?;
    warn_of_answers(&saved);
    let capture = arguments.seen.map_or_else(Capture::today, Capture::on);
    let _lock = Project::find()?.lock();
    let project = Project::find()?;
    let tables = project.tables()?;
    let before = project.overlay(&tables)?;
    let mut merged = merge(&tables, before.catalog(), &saved.answers, capture);
    merged.notes.splice(..0, saved.notes.iter().cloned());
    let after = project.overlay(&merged.tables)?;
    let changes = changes(before.catalog(), after.catalog());
    if !merged.recorded.is_empty() {
        project.write(&merged.tables)?;
    }
    let warnings = ImportWarnings::new(&saved, capture, before.catalog(), after.catalog());
    warnings.warn(capture, &project.shown());
    let broken = residency::broken(before.catalog(), after.catalog());
    let (project, merged, changes) = (&project, &merged, &changes);
    let refreshed = Refreshed { project, merged, changes, broken: &broken, asked: None };
    report_import(&refreshed, &warnings, arguments.output.format)?;
    Ok(Outcome::Fine)
}
