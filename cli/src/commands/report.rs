//! What a refresh of the project's catalog did.

use super::import_warnings::{Doubts, FEW};
use crate::args::Format;
use crate::changes::{Cell, Change, Kind, Of, came_and_went};
use crate::failure::{Failure, warn};
use crate::live::Asked;
use crate::merge::Merged;
use crate::output::{counted, print, print_json, table, wrapped};
use crate::project::Project;
use crate::residency::Broken;
use serde::Serialize;
use std::collections::BTreeMap;

/// A refresh, which is written where something is recorded.
pub(crate) struct Refreshed<'r> {
    pub(crate) project: &'r Project,
    pub(crate) merged: &'r Merged,
    pub(crate) changes: &'r [Change],
    /// The residencies that no longer hold.
    pub(crate) broken: &'r [Broken],
    /// The Regions that were asked; none where answers were saved.
    pub(crate) asked: Option<&'r Asked>,
}

/// The same as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'r> {
    catalog: &'r str,
    written: bool,
    created: bool,
    changes: &'r [Change],
    residencies: &'r [Broken],
    unchanged: usize,
    older: usize,
    application_profiles: usize,
    notes: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    regions: Option<&'r Asked>,
    #[serde(flatten)]
    doubts: Option<&'r Doubts<'r>>,
}

/// Tells what became of what AWS answered.
pub(crate) fn tell(refreshed: &Refreshed<'_>, format: Format) -> Result<(), Failure> {
    tell_all(refreshed, None, format)
}

/// Tells what became of saved answers, which leave some things open.
pub(crate) fn tell_import(refreshed: &Refreshed<'_>, doubts: &Doubts<'_>, format: Format) -> Result<(), Failure> {
    tell_all(refreshed, Some(doubts), format)
}

fn tell_all(refreshed: &Refreshed<'_>, doubts: Option<&Doubts<'_>>, format: Format) -> Result<(), Failure> {
    let Refreshed { project, merged, changes, broken, asked } = refreshed;
    for note in &merged.notes {
        warn(note);
    }
    broken.iter().for_each(Broken::warn);
    let unchanged = merged.recorded.len().saturating_sub(changes.len());
    match format {
        Format::Json => print_json(&Told {
            written: !merged.recorded.is_empty(),
            catalog: &project.shown(),
            created: !project.exists() && !merged.recorded.is_empty(),
            changes,
            residencies: broken,
            unchanged,
            older: merged.older.len(),
            application_profiles: merged.application_profiles,
            notes: &merged.notes,
            regions: *asked,
            doubts,
        }),
        Format::Table => print(&(table_of(changes) + &wrapped(&lines(refreshed, unchanged)))),
    }
}

/// What people read below the table.
fn lines(Refreshed { project, merged, changes, asked, .. }: &Refreshed<'_>, unchanged: usize) -> String {
    let counts = format!("{}: {}, {unchanged} unchanged", project.shown(), counts(changes));
    let new = (!project.exists() && !merged.recorded.is_empty())
        .then(|| "a new folder, which the macro reads from now on: commit it".to_owned());
    let asked = asked.map(|Asked { answered, unanswered }| {
        format!("{} answered, {} did not", counted(answered.len(), "Region"), unanswered.len())
    });
    let older = (!merged.older.is_empty())
        .then(|| format!("{} left as seen on a later day", counted(merged.older.len(), "row")));
    let left_out = (merged.application_profiles > 0).then(|| {
        let left_out = counted(merged.application_profiles, "application inference profile");
        format!("{left_out} left out: they belong to an account, not to the catalog")
    });
    [Some(counts), counted_by_source(changes), asked, older, left_out, new]
        .into_iter()
        .flatten()
        .map(|line| line + "\n")
        .collect()
}

/// `3 added, 1 changed, 0 gone`
pub(crate) fn counts(changes: &[Change]) -> String {
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let counts = Kind::ALL.map(|kind| format!("{} {}", count(kind), kind.as_str()));
    counts.join(", ")
}

/// How what shares a row of the table is counted, if something does.
pub(crate) fn counted_by_source(changes: &[Change]) -> Option<String> {
    let shares = changes.iter().zip(changes.iter().skip(1)).any(|(a, b)| is_same_but_source(a, b));
    shares.then(|| "a profile counts once for each Region that it is called from".to_owned())
}

/// The changes as a table, without a line where there are none. Source Regions of a profile for which the same
/// changed share a row, and so do the many profiles that a Region without an answer leaves unconfirmed.
pub(crate) fn table_of(changes: &[Change]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let left_open = left_open(changes);
    let is_counted = |change: &&Change| change.left_open_by().is_some_and(|source| left_open.contains_key(source));
    let mut rows: Vec<(&Change, Vec<&str>)> = Vec::new();
    for change in changes.iter().filter(|change| !is_counted(change)) {
        let source = change.source.as_deref().unwrap_or_default();
        match rows.last_mut().filter(|(last, _)| is_same_but_source(last, change)) {
            Some((_, sources)) => sources.push(source),
            None => rows.push((change, vec![source])),
        }
    }
    let rows = rows.into_iter().map(|(change, sources)| {
        let what = match change.of {
            Of::Route => change.id.clone(),
            Of::Model => format!("model {}", change.id),
        };
        [change.kind.as_str().to_owned(), what, sources.join(" "), details(&change.cells)]
    });
    let counted = left_open.iter().map(|(source, of_region)| {
        let [kind, what] = [Kind::Changed.as_str().to_owned(), counted(of_region.len(), "profile")];
        [kind, what, (*source).to_owned(), of_region.first().map(|change| details(&change.cells)).unwrap_or_default()]
    });
    table(["change", "profile or model", "from", "what"], 1, rows.chain(counted))
}

/// What Regions without an answer leave unconfirmed, where it is much.
fn left_open(changes: &[Change]) -> BTreeMap<&str, Vec<&Change>> {
    let mut left_open: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        if let Some(source) = change.left_open_by() {
            left_open.entry(source).or_default().push(change);
        }
    }
    left_open.retain(|_, of_region| of_region.len() > FEW);
    left_open
}

fn is_same_but_source(a: &Change, b: &Change) -> bool {
    a.of == Of::Route && (a.of, a.kind, &a.id, &a.cells) == (b.of, b.kind, &b.id, &b.cells)
}

fn details(cells: &[Cell]) -> String {
    cells.iter().map(detail).collect::<Vec<String>>().join("; ")
}

/// What a new row says, what came and went of a list, or what became of anything else.
fn detail(Cell { column, before, after }: &Cell) -> String {
    let Some(before) = before else { return format!("{column}: {after}") };
    let is_list = !matches!(*column, "name" | "provider") && (before.contains(' ') || after.contains(' '));
    if !is_list {
        return format!("{column}: {before} -> {after}");
    }
    format!("{column}: {}", came_and_went(before, after))
}
