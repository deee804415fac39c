//! Results on stdout: tables for people, JSON for programs.

use crate::failure::Failure;
use crate::grid::{self, Grid};
use crate::terminal::width;
use serde::Serialize;
use std::io::{ErrorKind, Write as _};

/// Writes to stdout, colours to terminals alone. A reader that has read enough, such as `head`, ends the command without complaint.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let written = anstream::stdout().lock().write_all(text.as_bytes());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format_args!("the result can't be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes JSON with two spaces of indentation.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value).map_err(Failure::new)?;
    print(&(json + "\n"))
}

/// The rows as a table with a heading: as wide as the terminal; elsewhere plain, one row a line.
///
/// `name` is the column with what each row is about.
pub(crate) fn table<const N: usize>(
    heading: [&str; N],
    name: usize,
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    Grid::new(heading, name, rows).text(width())
}

/// Text for people, broken at spaces where a terminal would break it anywhere.
pub(crate) fn wrapped(text: &str) -> String {
    width().map_or_else(|| text.to_owned(), |width| grid::wrapped(text, width))
}

/// The texts in backticks, with commas and an `and` between them.
pub(crate) fn quoted<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut texts: Vec<String> = texts.into_iter().map(|text| format!("`{}`", text.escape_debug())).collect();
    match texts.pop() {
        Some(last) if !texts.is_empty() => format!("{} and {last}", texts.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// `1 route`, `2 routes`
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
