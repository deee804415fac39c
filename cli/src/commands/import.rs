//! `import`: the project's catalog from saved answers of the AWS CLI.

use super::import_warnings::{ImportWarnings, warn_of_answers};
use super::report::report_import;
use crate::answer::{self, Source};
use crate::args::Import;
use crate::failure::{Failure, Outcome};
use crate::merge::{Capture, merge};
use crate::project::Project;
use crate::refresh::Refresh;

pub(crate) fn run(arguments: &Import) -> Result<Outcome, Failure> {
    let sources: Vec<Source> = arguments.files.iter().map(|file| Source::read(file)).collect::<Result<_, _>>()?;
    let saved = answer::read(&sources)?;
    warn_of_answers(&saved);
    let capture = arguments.seen.map_or_else(Capture::today, Capture::on);
    let _lock = Project::find()?.lock();
    let project = Project::find()?;
    let (tables, before) = project.read()?;
    let mut merged = merge(tables, before.catalog(), &saved.answers, capture);
    merged.notes.splice(..0, saved.notes.iter().cloned());
    let refresh = Refresh::new(project, before.catalog(), merged)?;
    refresh.write()?;
    let warnings = ImportWarnings::new(&saved, capture, before.catalog(), refresh.catalog());
    warnings.warn(capture, &refresh.project.shown());
    report_import(&refresh, &warnings, arguments.output.format)?;
    Ok(Outcome::Fine)
}
