//! Reading the tables of a project's catalog, row by row, with the place of whatever is wrong.

use crate::columns::{Column, MODELS, PIN, ROUTES, start_of};
use crate::is_model_id;
use crate::malformed::Malformed;
use crate::table::Row;
use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use core::str::from_utf8;

/// The text of a table, and the name of its file in messages.
#[derive(Clone, Copy, Debug)]
pub struct TableFile<'t> {
    /// The name in messages, such as `bedrock-catalog/routes.tsv`.
    pub name: &'t str,
    /// What the file holds: a header line and rows, tab-separated.
    pub text: &'t str,
}

impl<'t> TableFile<'t> {
    /// The table that a file holds, or where it is not text.
    pub fn from_bytes(name: &'t str, bytes: &'t [u8]) -> Result<Self, Malformed> {
        from_utf8(bytes).map(|text| TableFile { name, text }).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).and_then(|bytes| from_utf8(bytes).ok());
            let row = before.unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            Malformed {
                file: name.to_string(),
                line: before.unwrap_or_default().matches('\n').count() + 1,
                column: row.chars().count() + 1,
                message: "this is not text in UTF-8".to_string(),
            }
        })
    }
}

/// The places of cells in a [`Record`].
pub(crate) const SOURCE: usize = 1;
pub(crate) const DESTINATIONS: usize = 2;
pub(crate) const ON_DEMAND: usize = 11;

/// A row: its cells in the order of the built-in table, and where they stand.
pub(crate) struct Record<'t> {
    file: &'t str,
    line: usize,
    cells: Vec<Cell<'t>>,
    seen: usize,
    pinned: bool,
}

/// A cell, the default of its column where the file has no such column.
#[derive(Clone, Copy)]
struct Cell<'t> {
    text: &'t str,
    start: usize,
    is_absent: bool,
}

impl<'t> Record<'t> {
    /// The id of the profile or of the model.
    pub(crate) fn key(&self) -> &'t str {
        self.cell(0)
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = &'t str> {
        self.cells.iter().map(|cell| cell.text)
    }

    pub(crate) fn words(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split(' ').filter(|word| *word != "-")
    }

    pub(crate) fn seen(&self) -> &'t str {
        self.cell(self.seen)
    }

    pub(crate) fn is_pinned(&self) -> bool {
        self.pinned
    }

    /// The row of the built-in table, which takes cells of columns that the file does not have from `built_in`.
    pub(crate) fn over(&self, built_in: Option<Row<'_>>) -> String {
        let cells = self.cells.iter().enumerate();
        let cells = cells.map(|(place, cell)| match built_in.filter(|_| cell.is_absent) {
            Some(row) => row.cell(place),
            None => cell.text,
        });
        format!("{}\n", cells.collect::<Vec<&str>>().join("\t"))
    }

    pub(crate) fn malformed(&self, column: usize, message: String) -> Malformed {
        let column = self.cells.get(column).map_or(1, |cell| cell.start);
        Malformed { file: self.file.to_string(), line: self.line, column, message }
    }

    fn cell(&self, column: usize) -> &'t str {
        self.cells.get(column).map_or("", |cell| cell.text)
    }
}

pub(crate) fn models<'t>(file: TableFile<'t>, malformed: &mut Vec<Malformed>) -> Vec<Record<'t>> {
    let records = records(file, &MODELS, malformed);
    let keys = |record: &Record<'t>| Vec::from([format!("`{}`", record.key())]);
    once_each(&records, keys, malformed);
    records
}

pub(crate) fn routes<'t>(file: TableFile<'t>, malformed: &mut Vec<Malformed>) -> Vec<Record<'t>> {
    let records = records(file, &ROUTES, malformed);
    let keys = |record: &Record<'t>| {
        record.words(SOURCE).map(|source| format!("`{}` from `{source}`", record.key())).collect()
    };
    once_each(&records, keys, malformed);
    records
}

/// No key comes twice.
fn once_each<'t>(records: &[Record<'t>], keys: impl Fn(&Record<'t>) -> Vec<String>, malformed: &mut Vec<Malformed>) {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        for key in keys(record) {
            let message = |line| format!("{key} is in line {line} already");
            if let Some(line) = lines.get(&key) {
                malformed.push(record.malformed(0, message(line)));
            }
            lines.entry(key).or_insert(record.line);
        }
    }
}

/// The models that have a row, be it right or not; `None` where a row does not tell of which model it is.
pub(crate) fn model_ids(file: TableFile<'_>) -> Option<BTreeSet<&str>> {
    let [model, ..] = &MODELS;
    let place = file.header().position(|name| name == model.name)?;
    let ids = file.rows().map(|(_, row)| row.split('\t').nth(place)?.split(' ').next().filter(|id| is_model_id(id)));
    ids.collect()
}

fn records<'t>(file: TableFile<'t>, columns: &'static [Column], malformed: &mut Vec<Malformed>) -> Vec<Record<'t>> {
    let header: Vec<&str> = file.header().collect();
    if let Some(wrong) = conflict(file).or_else(|| wrong_header(file, &header, columns)) {
        malformed.push(wrong);
        return Vec::new();
    }
    let place = |column: &'static Column| (column, header.iter().position(|name| *name == column.name));
    let places: Vec<(&Column, Option<usize>)> = columns.iter().map(place).collect();
    let layout = Layout { file: file.name, width: header.len(), columns: &places, pin: place(&PIN).1 };
    file.rows().filter_map(|(line, row)| layout.record(line, row, malformed)).collect()
}

impl<'t> TableFile<'t> {
    fn lines(self) -> impl Iterator<Item = (usize, &'t str)> {
        (1..).zip(self.text.strip_prefix('\u{feff}').unwrap_or(self.text).lines())
    }

    fn header(self) -> impl Iterator<Item = &'t str> {
        self.lines().next().map_or("", |(_, header)| header).split('\t')
    }

    /// The rows, each with its line.
    fn rows(self) -> impl Iterator<Item = (usize, &'t str)> {
        self.lines().skip(1).filter(|(_, row)| !row.is_empty())
    }
}

/// Git's marks in a file that it could not merge. Of the rows between them nothing can be told.
fn conflict(file: TableFile<'_>) -> Option<Malformed> {
    const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let mark_in = |row: &str| MARKS.into_iter().find(|mark| row.starts_with(mark));
    let (line, mark) = file.lines().find_map(|(line, row)| Some((line, mark_in(row)?)))?;
    let message = format!(
        "`{mark}` marks a merge conflict that is not resolved\n\
         help: keep the rows that are right, and remove the lines that begin with such a mark"
    );
    Some(Malformed { file: file.name.to_string(), line, column: 1, message })
}

fn wrong_header(file: TableFile<'_>, header: &[&str], columns: &[Column]) -> Option<Malformed> {
    let at = |column, message| Malformed { file: file.name.to_string(), line: 1, column, message };
    let is_missing = |column: &&Column| column.default.is_none() && !header.contains(&column.name);
    let missing: Vec<&str> = columns.iter().filter(is_missing).map(|column| column.name).collect();
    if !missing.is_empty() {
        return Some(at(1, without_columns(header, &missing)));
    }
    let twice = |column: &&Column| header.iter().filter(|name| **name == column.name).nth(1).is_some();
    let Column { name, .. } = columns.iter().chain([&PIN]).find(twice)?;
    let column = start_of(header, header.iter().rposition(|other| other == name).unwrap_or_default());
    Some(at(column, format!("the header has the column `{name}` twice")))
}

/// Columns are missing, or what separates them.
fn without_columns(header: &[&str], missing: &[&str]) -> String {
    let mut words = header.iter().flat_map(|cell| cell.split([' ', ',', ';', '|']));
    if missing.iter().all(|name| words.clone().any(|word| word == *name)) {
        let first = words.find(|word| missing.contains(word)).unwrap_or_default();
        return format!(
            "the columns of the header are not separated by tabs: `{first}` stands in one with others\n\
             help: one tab belongs between cells; editors turn tabs into spaces"
        );
    }
    format!("the header has no column `{}`", missing.join("`, no `"))
}

/// Where a file has the columns of a built-in table, and that of pins.
struct Layout<'t, 'l> {
    file: &'t str,
    width: usize,
    columns: &'l [(&'l Column, Option<usize>)],
    pin: Option<usize>,
}

impl<'t> Layout<'t, '_> {
    /// The row, if all of its cells are right.
    fn record(&self, line: usize, row: &'t str, malformed: &mut Vec<Malformed>) -> Option<Record<'t>> {
        let found: Vec<&str> = row.split('\t').collect();
        let at = |column, message| Malformed { file: self.file.to_string(), line, column, message };
        if found.len() != self.width {
            let end = row.chars().count() + 1;
            let message = format!(
                "the row and the header have different numbers of cells, between tabs: {} and {}",
                found.len(),
                self.width
            );
            malformed.push(at(end, message));
            return None;
        }
        let errors = malformed.len();
        let mut cell = |column: &Column, place: Option<usize>| {
            let cell = cell(&found, column, place);
            let fault = column.fault(cell.text);
            malformed.extend(fault.map(|(before, message)| at(cell.start + before, message)));
            cell
        };
        let cells: Vec<Cell<'t>> = self.columns.iter().map(|(column, place)| cell(column, *place)).collect();
        let pinned = cell(&PIN, self.pin).text == "yes";
        let seen = self.columns.iter().position(|(column, _)| column.name == "seen").unwrap_or_default();
        (malformed.len() == errors).then_some(Record { file: self.file, line, cells, seen, pinned })
    }
}

/// The cell of a column, in a row whose cells are `found`.
fn cell<'t>(found: &[&'t str], column: &Column, place: Option<usize>) -> Cell<'t> {
    let text = place.and_then(|place| found.get(place).copied());
    Cell {
        text: text.or(column.default).unwrap_or_default(),
        start: place.map_or(1, |place| start_of(found, place)),
        is_absent: text.is_none(),
    }
}
