//! Results on stdout: tables for people, JSON for programs.

use crate::failure::Failure;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};
use serde::Serialize;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

/// Writes to stdout. A reader that has read enough, such as `head`, ends the command without complaint.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let written = io::stdout().lock().write_all(text.as_bytes());
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
/// `whole` is the column whose cells stay on one line as far as there is room: names that are copied.
pub(crate) fn table<const N: usize>(
    heading: [&str; N],
    whole: usize,
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0);
    table_of_width(width, heading, whole, rows)
}

fn table_of_width<const N: usize>(
    width: Option<u16>,
    heading: [&str; N],
    whole: usize,
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(heading).add_rows(rows);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let Some(width) = width else {
        table.set_content_arrangement(ContentArrangement::Disabled);
        return text_of(&table);
    };
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    let longest = table.column_max_content_widths().get(whole).copied().unwrap_or_default();
    if let Some(column) = table.column_mut(whole).filter(|_| longest < width / 3 * 2) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    text_of(&table)
}

fn text_of(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// `1 route`, `2 routes`
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3";

    #[test]
    fn a_table_is_as_wide_as_the_terminal() {
        let id = "eu.anthropic.claude-sonnet-4-6";
        let rows = || [[id.to_owned(), LONG.to_owned()]];
        for width in [20, 60, 80] {
            let narrow = table_of_width(Some(width), ["profile", "destinations"], 0, rows());
            assert!(narrow.lines().all(|line| line.chars().count() <= usize::from(width)), "{narrow}");
            assert!(narrow.lines().count() > 2 && narrow.contains(id) == (width > 40), "{narrow}");
        }
    }

    #[test]
    fn a_table_in_a_file_has_one_row_a_line_and_no_colours() {
        let rows = [["a".to_owned(), LONG.to_owned()], ["bcd".to_owned(), String::new()]];
        let plain = table_of_width(None, ["x", "y"], 0, rows);
        assert_eq!(plain, format!("x    y\na    {LONG}\nbcd\n"));
    }
}
