//! `diff`: the project's catalog against the built-in one.

use super::told::{counts, table_of};
use crate::answer::{self, Source};
use crate::args::{Diff, Format};
use crate::changes::{Change, changes};
use crate::failure::{Failure, Outcome, warn};
use crate::merge::{Capture, Tables, merge};
use crate::output::{print, print_json, wrapped};
use crate::project::{self, Project};
use crate::residency::{self, Broken};
use bedrock_profiles_catalog::project::{FOLDER, MODELS, ROUTES};
use bedrock_profiles_catalog::{Catalog, Overlay};
use serde_json::json;
use std::path::Path;

pub(crate) fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let (name, overlay) = match &arguments.file {
        Some(file) => (file.display().to_string(), of_file(file)?),
        None => of_project()?,
    };
    let changes = changes(Catalog::BUILT_IN, overlay.catalog());
    let broken = residency::broken(Catalog::BUILT_IN, overlay.catalog());
    broken.iter().for_each(Broken::warn);
    tell(&name, &changes, &broken, arguments.output.format)?;
    Ok(if arguments.exit_code && !changes.is_empty() { Outcome::CheckFailed } else { Outcome::Fine })
}

/// The project's catalog; without one there is nothing that could differ.
fn of_project() -> Result<(String, Overlay), Failure> {
    let project = Project::find()?;
    if !project.exists() {
        warn(format_args!(
            "this project has no catalog of its own: no folder `{FOLDER}` here, or in a parent up to the workspace root\n\
             help: `cargo bedrock-profiles import` makes one"
        ));
    }
    Ok((project.shown(), project.overlay(&project.tables()?)?))
}

/// A folder, a table, or answers of the AWS CLI.
fn of_file(file: &Path) -> Result<Overlay, Failure> {
    if file.is_dir() {
        let folder = Project::in_folder(file);
        return folder.overlay(&folder.tables()?);
    }
    let source = Source::read(file)?;
    if source.text.trim_start().starts_with(['{', '[']) {
        return of_answers(source);
    }
    let is_models = source.text.trim_start_matches('\u{feff}').starts_with("model\t");
    let other = file.with_file_name(if is_models { ROUTES } else { MODELS });
    let other_text = if other == file || !other.is_file() { None } else { Some(Source::read(&other)?.text) };
    let empty = project::empty(if is_models { ROUTES } else { MODELS });
    let (own, other_text) = (source.text, other_text.unwrap_or(empty));
    if is_models {
        project::overlay(&other, file, &Tables { routes: other_text, models: own })
    } else {
        project::overlay(file, &other, &Tables { routes: own, models: other_text })
    }
}

fn of_answers(source: Source) -> Result<Overlay, Failure> {
    let saved = answer::read(&[source])?;
    let tables = Tables { routes: project::empty(ROUTES), models: project::empty(MODELS) };
    let merged = merge(&tables, Catalog::BUILT_IN, &saved.answers, Capture::today());
    project::overlay(Path::new(ROUTES), Path::new(MODELS), &merged.tables)
}

fn tell(name: &str, changes: &[Change], broken: &[Broken], format: Format) -> Result<(), Failure> {
    let built_in = Catalog::BUILT_IN.date();
    match format {
        Format::Json => {
            let told = json!({ "catalog": name, "builtIn": built_in, "changes": changes, "residencies": broken });
            print_json(&told)
        }
        Format::Table => {
            let counts = counts(changes);
            let summary = wrapped(&format!("{name}: {counts} against the built-in catalog of {built_in}\n"));
            print(&(table_of(changes) + &summary))
        }
    }
}
