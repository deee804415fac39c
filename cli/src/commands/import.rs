//! `import`: the project's catalog from saved answers of the AWS CLI.

use super::told::{Refreshed, tell};
use crate::answer::{self, Source};
use crate::args::Import;
use crate::changes::changes;
use crate::failure::{Failure, Outcome, warn};
use crate::merge::{Capture, merge};
use crate::project::Project;
use crate::residency;

pub(crate) fn run(arguments: &Import) -> Result<Outcome, Failure> {
    let sources: Vec<Source> = arguments.files.iter().map(|file| Source::read(file)).collect::<Result<_, _>>()?;
    let answers = answer::read(&sources)?;
    if answers.is_partial {
        warn("an answer is not complete: it names a next page\nhelp: call the AWS CLI without `--max-items`");
    }
    let capture = arguments.seen.map_or_else(Capture::today, Capture::on);
    let project = Project::find()?;
    let tables = project.tables()?;
    let before = project.overlay(&tables)?;
    let merged = merge(&tables, before.catalog(), &answers, capture);
    let after = project.overlay(&merged.tables)?;
    let changes = changes(before.catalog(), after.catalog());
    if !merged.recorded.is_empty() {
        project.write(&merged.tables)?;
    }
    let broken = residency::broken(before.catalog(), after.catalog());
    let refreshed = Refreshed { project: &project, merged: &merged, changes: &changes, broken: &broken, asked: None };
    tell(&refreshed, arguments.output.format)?;
    Ok(Outcome::Fine)
}
