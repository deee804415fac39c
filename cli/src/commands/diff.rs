//! `diff`: the project's catalog against the built-in one.

use super::import_warnings::warn_of_answers;
use super::report::{counted_by_source, counts, table_of};
use crate::answer::{self, Source};
use crate::args::{Diff, Format};
use crate::changes::{Change, Winner, changes};
use crate::failure::{Failure, Outcome, warn};
use crate::merge::{Capture, merge};
use crate::output::{counted, print, print_json, wrapped};
use crate::project::{self, Project};
use crate::residency::{self, BrokenResidency};
use crate::tables::{TableTexts, Tables};
use bedrock_profiles_catalog::project::{FOLDER, MODELS, ROUTES};
use bedrock_profiles_catalog::{Catalog, Overlay};
use bedrock_profiles_check::report::quoted_one;
use serde_json::json;
use std::path::Path;

pub(crate) fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let compared = match &arguments.file {
        Some(folder) if folder.is_dir() => from_folder(folder)?,
        Some(file) => from_source(Source::read(file)?, file)?,
        None => from_project()?,
    };
    compared.notes.iter().for_each(warn);
    let changes = compared.changes();
    let broken = residency::broken(Catalog::BUILT_IN, compared.overlay.catalog());
    broken.iter().for_each(BrokenResidency::warn);
    report(&compared, &changes, &broken, arguments.output.format)?;
    Ok(if arguments.exit_code && changes.iter().any(is_in_effect) { Outcome::CheckFailed } else { Outcome::Fine })
}

/// What is compared with the built-in catalog.
struct Compared {
    name: String,
    overlay: Overlay,
    /// What its rows say, even those that don't win.
    every_row: Overlay,
    /// What can't be compared, and why.
    notes: Vec<String>,
}

impl Compared {
    fn new(name: String, overlay: Overlay, texts: &TableTexts) -> Result<Self, Failure> {
        let every_row = project::overlay_with_every_row(texts)?;
        Ok(Compared { name, overlay, every_row, notes: Vec::new() })
    }

    fn from_texts(project: &Project, texts: &TableTexts) -> Result<Self, Failure> {
        Compared::new(project.shown(), project.overlay(texts)?, texts)
    }

    /// What its rows say that the built-in ones do not, each with the row that wins.
    fn changes(&self) -> Vec<Change> {
        let mut changes = changes(Catalog::BUILT_IN, self.every_row.catalog());
        for change in &mut changes {
            let catalog = self.overlay.catalog();
            let row = match &change.source {
                Some(source) => catalog.project_route(&change.id, source),
                None => catalog.project_model(&change.id),
            };
            change.wins = row.map(|row| match (row.is_pinned(), row.wins()) {
                (true, _) => Winner::Pinned,
                (false, true) => Winner::Project,
                (false, false) => Winner::BuiltIn,
            });
        }
        changes
    }
}

/// Whether the project's row wins.
fn is_in_effect(change: &Change) -> bool {
    change.wins != Some(Winner::BuiltIn)
}

/// The project's catalog; without one there is nothing that could differ.
fn from_project() -> Result<Compared, Failure> {
    let project = Project::find()?;
    if !project.exists() {
        warn(format_args!(
            "this project has no catalog of its own: no folder `{FOLDER}` here, or in a parent up to the workspace root\n\
             help: `cargo bedrock-profiles sync` makes one; `import` does so from saved answers"
        ));
    }
    Compared::from_texts(&project, &project.both_texts()?)
}

/// A catalog, or a project that has one.
fn from_folder(folder: &Path) -> Result<Compared, Failure> {
    let has_table = |folder: &&Path| [ROUTES, MODELS].iter().any(|name| folder.join(name).is_file());
    let inner = folder.join(FOLDER);
    let found = [folder, &inner].into_iter().find(has_table).ok_or_else(|| {
        let folder = quoted_one(&folder.to_string_lossy());
        Failure::new(format_args!("{folder} has no `{ROUTES}` and no `{MODELS}`, nor has a folder `{FOLDER}` in it"))
    })?;
    let project = Project::in_folder(found);
    Compared::from_texts(&project, &project.texts()?)
}

/// A table of a catalog, or answers.
fn from_source(source: Source, file: &Path) -> Result<Compared, Failure> {
    if source.text.trim_start().starts_with(['{', '[']) {
        return from_answers(source);
    }
    let header: Vec<&str> = source.text.lines().next().unwrap_or_default().split('\t').collect();
    match (header.contains(&"profile"), header.contains(&"model")) {
        (true, _) => from_table(source, ROUTES, file),
        (_, true) => from_table(source, MODELS, file),
        _ => Err(source.at(
            0,
            format_args!(
                "this is neither a table of a catalog nor JSON\n\
                 help: `diff` takes a folder with `{ROUTES}` and `{MODELS}`, one of these files, or answers of the AWS \
                 CLI that were saved with `--output json`"
            ),
        )),
    }
}

/// A table, with its sibling if there is one.
fn from_table(source: Source, table: &str, file: &Path) -> Result<Compared, Failure> {
    let other = if table == ROUTES { MODELS } else { ROUTES };
    let sibling = file.with_file_name(other);
    let has_sibling = file.is_file() && sibling != file && sibling.is_file();
    let other_text = if has_sibling { Some(Source::read(&sibling)?.text) } else { None };
    let (own, empty) = (Path::new(&source.name), TableTexts::empty());
    let (overlay, texts) = if table == ROUTES {
        let texts = TableTexts { routes: source.text, models: other_text.unwrap_or(empty.models) };
        (project::overlay(own, &sibling, &texts)?, texts)
    } else {
        let texts = TableTexts { routes: other_text.unwrap_or(empty.routes), models: source.text };
        (project::overlay(&sibling, own, &texts)?, texts)
    };
    Compared::new(source.name, overlay, &texts)
}

fn from_answers(source: Source) -> Result<Compared, Failure> {
    let sources = [source];
    let saved = answer::read(&sources)?;
    warn_of_answers(&saved);
    let tables = Tables::parse(&TableTexts::empty());
    let merged = merge(tables, Catalog::BUILT_IN, &saved.answers, Capture::today());
    let texts = merged.tables.to_texts();
    let overlay = project::overlay(Path::new(ROUTES), Path::new(MODELS), &texts)?;
    let notes = saved.notes.into_iter().chain(merged.notes).collect();
    let [Source { name, .. }] = sources;
    Ok(Compared { notes, ..Compared::new(name, overlay, &texts)? })
}

fn report(compared: &Compared, changes: &[Change], broken: &[BrokenResidency], format: Format) -> Result<(), Failure> {
    let Compared { name, notes, .. } = compared;
    let built_in = Catalog::BUILT_IN.date();
    match format {
        Format::Json => print_json(&json!({
            "catalog": name,
            "builtIn": built_in,
            "changes": changes,
            "residencies": broken,
            "notes": notes,
        })),
        Format::Table => {
            let in_effect = changes.iter().filter(|change| is_in_effect(change));
            let older = changes.len() - in_effect.clone().count();
            let counts = format!("{name}: {} against the built-in catalog of {built_in}\n", counts(in_effect));
            let older = (older > 0).then(|| {
                let older = counted(older, "older row");
                format!("{older} without effect, as the built-in catalog is newer; `cargo bedrock-profiles sync` refreshes\n")
            });
            let by_source = counted_by_source(changes).map(|line| line + "\n").unwrap_or_default();
            print(&(table_of(changes) + &wrapped(&(counts + &older.unwrap_or_default() + &by_source))))
        }
    }
}
