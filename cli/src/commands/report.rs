//! What a refresh of the project's catalog did.

use super::import_warnings::{FEW, ImportWarnings};
use crate::args::Format;
use crate::changes::{Cell, Change, Kind, Subject, Winner, list_difference};
use crate::failure::{Failure, warn};
use crate::live::Asked;
use crate::output::{counted, print, print_json, table, wrapped};
use crate::refresh::Refresh;
use crate::residency::BrokenResidency;
use serde::Serialize;
use std::collections::BTreeMap;

/// A refresh as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'r> {
    catalog: &'r str,
    written: bool,
    created: bool,
    changes: &'r [Change],
    residencies: &'r [BrokenResidency],
    unchanged: usize,
    older: usize,
    pinned: usize,
    application_profiles: usize,
    notes: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    regions: Option<&'r Asked>,
    #[serde(flatten)]
    warnings: Option<&'r ImportWarnings<'r>>,
}

/// Reports what a refresh from the live API did.
pub(crate) fn report(refresh: &Refresh, asked: &Asked, format: Format) -> Result<(), Failure> {
    print_report(refresh, Some(asked), None, format)
}

/// Reports what an import did, with its warnings.
pub(crate) fn report_import(refresh: &Refresh, warnings: &ImportWarnings<'_>, format: Format) -> Result<(), Failure> {
    print_report(refresh, None, Some(warnings), format)
}

fn print_report(
    refresh: &Refresh,
    asked: Option<&Asked>,
    warnings: Option<&ImportWarnings<'_>>,
    format: Format,
) -> Result<(), Failure> {
    let Refresh { project, merged, changes, broken, .. } = refresh;
    for note in &merged.notes {
        warn(note);
    }
    broken.iter().for_each(BrokenResidency::warn);
    let unchanged = merged.recorded.len().saturating_sub(changes.len());
    match format {
        Format::Json => print_json(&Report {
            written: !merged.recorded.is_empty(),
            catalog: &project.shown(),
            created: refresh.creates(),
            changes,
            residencies: broken,
            unchanged,
            older: merged.older.len(),
            pinned: merged.pinned.len(),
            application_profiles: merged.application_profiles,
            notes: &merged.notes,
            regions: asked,
            warnings,
        }),
        Format::Table => print(&(table_of(changes) + &wrapped(&lines(refresh, asked, unchanged)))),
    }
}

/// What people read below the table.
fn lines(refresh: &Refresh, asked: Option<&Asked>, unchanged: usize) -> String {
    let Refresh { project, merged, changes, .. } = refresh;
    let counts = format!("{}: {}, {unchanged} unchanged", project.shown(), counts(changes));
    let new = refresh.creates().then(|| "a new folder, which the macro reads from now on: commit it".to_owned());
    let asked = asked.map(|Asked { answered, unanswered }| {
        format!("{} answered, {} did not", counted(answered.len(), "Region"), unanswered.len())
    });
    let older = (!merged.older.is_empty())
        .then(|| format!("{} left as seen on a later day", counted(merged.older.len(), "row")));
    let pinned = (!merged.pinned.is_empty()).then(|| format!("{} left as pinned", counted(merged.pinned.len(), "row")));
    let skipped = (merged.application_profiles > 0).then(|| {
        let skipped = counted(merged.application_profiles, "application inference profile");
        format!("{skipped} left out: they belong to an account, not to the catalog")
    });
    [Some(counts), counted_by_source(changes), asked, older, pinned, skipped, new]
        .into_iter()
        .flatten()
        .map(|line| line + "\n")
        .collect()
}

/// `3 added, 1 changed, 0 gone`
pub(crate) fn counts<'c>(changes: impl IntoIterator<Item = &'c Change, IntoIter: Clone>) -> String {
    let changes = changes.into_iter();
    let count = |kind| changes.clone().filter(|change| change.kind == kind).count();
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
    let unconfirmed = unconfirmed(changes);
    let is_counted = |change: &&Change| {
        change.unconfirmed_by().is_some_and(|source| unconfirmed.contains_key(&(source, change.wins)))
    };
    let mut rows: Vec<(&Change, Vec<&str>)> = Vec::new();
    for change in changes.iter().filter(|change| !is_counted(change)) {
        let source = change.source.as_deref().unwrap_or_default();
        match rows.last_mut().filter(|(last, _)| is_same_but_source(last, change)) {
            Some((_, sources)) => sources.push(source),
            None => rows.push((change, vec![source])),
        }
    }
    let wins = |winner: Option<Winner>| winner.map_or("", Winner::as_str).to_owned();
    let rows = rows.into_iter().map(|(change, sources)| {
        let what = match change.of {
            Subject::Route => change.id.clone(),
            Subject::Model => format!("model {}", change.id),
        };
        [change.kind.as_str().to_owned(), what, sources.join(" "), wins(change.wins), details(&change.cells)]
    });
    let counted = unconfirmed.iter().map(|((source, winner), changes)| {
        let [kind, what] = [Kind::Changed.as_str().to_owned(), counted(changes.len(), "profile")];
        let details = changes.first().map(|change| details(&change.cells)).unwrap_or_default();
        [kind, what, (*source).to_owned(), wins(*winner), details]
    });
    let rows = rows.chain(counted);
    if changes.iter().any(|change| change.wins.is_some()) {
        table(["change", "profile or model", "from", "wins", "what"], 1, rows)
    } else {
        let rows = rows.map(|[change, id, from, _, what]| [change, id, from, what]);
        table(["change", "profile or model", "from", "what"], 1, rows)
    }
}

/// What Regions without an answer leave unconfirmed, where it is much.
fn unconfirmed(changes: &[Change]) -> BTreeMap<(&str, Option<Winner>), Vec<&Change>> {
    let mut unconfirmed: BTreeMap<(&str, Option<Winner>), Vec<&Change>> = BTreeMap::new();
    for change in changes {
        if let Some(source) = change.unconfirmed_by() {
            unconfirmed.entry((source, change.wins)).or_default().push(change);
        }
    }
    unconfirmed.retain(|_, changes| changes.len() > FEW);
    unconfirmed
}

fn is_same_but_source(a: &Change, b: &Change) -> bool {
    a.of == Subject::Route && (a.of, a.kind, &a.id, a.wins, &a.cells) == (b.of, b.kind, &b.id, b.wins, &b.cells)
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
    format!("{column}: {}", list_difference(before, after))
}
