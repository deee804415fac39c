//! Reading the tables of a project's catalog, row by row, with the place of whatever is wrong.

use crate::malformed::Malformed;
use crate::{ProfileId, is_model_id, is_region_name};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString as _},
    vec::Vec,
};

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
    pub fn of_bytes(name: &'t str, bytes: &'t [u8]) -> Result<Self, Malformed> {
        str::from_utf8(bytes).map(|text| TableFile { name, text }).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).and_then(|bytes| str::from_utf8(bytes).ok());
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

/// A column of a built-in table: what it holds, and what stands for a column that a file does not have.
struct Column {
    name: &'static str,
    absent: Option<&'static str>,
    wanted: &'static str,
    is_right: fn(&str) -> bool,
}

const fn required(name: &'static str, wanted: &'static str, is_right: fn(&str) -> bool) -> Column {
    Column { name, absent: None, wanted, is_right }
}

const fn optional(name: &'static str, wanted: &'static str, is_right: fn(&str) -> bool) -> Column {
    Column { name, absent: Some("-"), wanted, is_right }
}

const DATE: &str = "a date in the form of `2026-11-22`";
const REGIONS: &str = "a list of Region names in the form of `eu-central-1`, each once, with single spaces between";
const TEXT: &str = "text without control characters, or `-`";
const WORDS: &str = "words of lower-case letters, digits and `_`, with single spaces between them, or `-`";

const ROUTES: [Column; 6] = [
    required("profile", "a profile id in the form of `eu.anthropic.claude-sonnet-4-6`", |cell| {
        ProfileId::parse(cell).is_some()
    }),
    required("source", REGIONS, is_regions),
    required("destinations", "`*`, or a list of Region names, each once, with single spaces between", |cell| {
        cell == "*" || is_regions(cell)
    }),
    required("seen", DATE, is_date),
    required("origin", TEXT, is_text),
    Column {
        name: "status",
        absent: Some("current"),
        wanted: "`current`, `unconfirmed` or `retired`",
        is_right: |cell| matches!(cell, "current" | "unconfirmed" | "retired"),
    },
];

const MODELS: [Column; 14] = [
    required("model", "a model id in the form of `anthropic.claude-sonnet-4-6`", is_model_id),
    optional("name", TEXT, is_text),
    optional("provider", TEXT, is_text),
    optional("input", WORDS, is_words),
    optional("output", WORDS, is_words),
    optional("streaming", "`yes`, `no`, `unknown` or `-`", |cell| matches!(cell, "yes" | "no" | "unknown" | "-")),
    optional("lifecycle", "`active`, `legacy`, `eol`, `unknown` or `-`", |cell| {
        matches!(cell, "active" | "legacy" | "eol" | "unknown" | "-")
    }),
    optional("legacy", DATE, is_date_or_unknown),
    optional("eol", DATE, is_date_or_unknown),
    optional("inference_types", WORDS, is_words),
    optional("endpoints", TEXT, is_text),
    optional("on_demand", REGIONS, |cell| cell == "-" || is_regions(cell)),
    required("seen", DATE, is_date),
    required("origin", TEXT, is_text),
];

fn is_regions(cell: &str) -> bool {
    let mut told = BTreeSet::new();
    cell.split(' ').all(|name| is_region_name(name) && told.insert(name))
}

fn is_text(cell: &str) -> bool {
    !cell.is_empty() && !cell.contains(char::is_control)
}

fn is_words(cell: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_allowed);
    cell == "-" || cell.split(' ').all(is_word)
}

fn is_date(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split('-').collect();
    let number = |text: &str, length: usize| {
        text.parse::<u16>().ok().filter(|_| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let [year, month, day] = *parts.as_slice() else { return false };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(year), Some(month), Some(day)) => (1..=days_of(year, month)).contains(&day),
        _ => false,
    }
}

/// How many days the month has; none where there is no such month.
fn days_of(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

fn is_date_or_unknown(cell: &str) -> bool {
    cell == "-" || is_date(cell)
}

/// A row: its cells in the order of the built-in table, and where they stand.
pub(crate) struct Record<'t> {
    file: &'t str,
    line: usize,
    cells: Vec<&'t str>,
    columns: Vec<usize>,
    seen: usize,
}

impl<'t> Record<'t> {
    /// The id of the profile or of the model.
    pub(crate) fn key(&self) -> &'t str {
        self.cell(0)
    }

    pub(crate) fn cells(&self) -> &[&'t str] {
        &self.cells
    }

    pub(crate) fn words(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split(' ').filter(|word| *word != "-")
    }

    pub(crate) fn seen(&self) -> &'t str {
        self.cell(self.seen)
    }

    pub(crate) fn to_row(&self) -> String {
        format!("{}\n", self.cells.join("\t"))
    }

    pub(crate) fn malformed(&self, column: usize, message: String) -> Malformed {
        let column = self.columns.get(column).copied().unwrap_or(1);
        Malformed { file: self.file.to_string(), line: self.line, column, message }
    }

    fn cell(&self, column: usize) -> &'t str {
        self.cells.get(column).copied().unwrap_or_default()
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

fn records<'t>(file: TableFile<'t>, columns: &[Column], malformed: &mut Vec<Malformed>) -> Vec<Record<'t>> {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(file.text);
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    let places: Vec<Option<usize>> =
        columns.iter().map(|column| header.iter().position(|name| *name == column.name)).collect();
    let missing = columns.iter().zip(&places).filter(|(column, place)| place.is_none() && column.absent.is_none());
    let missing: Vec<String> = missing.map(|(column, _)| format!("`{}`", column.name)).collect();
    if !missing.is_empty() {
        let message = format!("the header has no column {}", missing.join(", no "));
        malformed.push(Malformed { file: file.name.to_string(), line: 1, column: 1, message });
        return Vec::new();
    }
    let twice = |column: &&Column| header.iter().filter(|name| **name == column.name).nth(1).is_some();
    if let Some(Column { name, .. }) = columns.iter().find(twice) {
        let column = start_of(&header, header.iter().rposition(|other| other == name).unwrap_or_default());
        let message = format!("the header has the column `{name}` twice");
        malformed.push(Malformed { file: file.name.to_string(), line: 1, column, message });
        return Vec::new();
    }
    let rows = (2..).zip(text.lines().skip(1)).filter(|(_, row)| !row.is_empty());
    let layout = Layout { file: file.name, width: header.len(), columns, places: &places };
    rows.filter_map(|(line, row)| layout.record(line, row, malformed)).collect()
}

/// Where a file has the columns of a built-in table.
struct Layout<'t, 'l> {
    file: &'t str,
    width: usize,
    columns: &'l [Column],
    places: &'l [Option<usize>],
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
        let (mut cells, mut columns) = (Vec::new(), Vec::new());
        for (column, place) in self.columns.iter().zip(self.places) {
            let start = place.map_or(1, |place| start_of(&found, place));
            let cell = place.and_then(|place| found.get(place).copied()).or(column.absent).unwrap_or_default();
            if !(column.is_right)(cell) {
                malformed.push(at(start, format!("`{}` is not {}", cell.escape_debug(), column.wanted)));
            }
            cells.push(cell);
            columns.push(start);
        }
        let seen = self.columns.iter().position(|column| column.name == "seen").unwrap_or_default();
        (malformed.len() == errors).then_some(Record { file: self.file, line, cells, columns, seen })
    }
}

/// The column at which a cell starts, counted from one in characters.
fn start_of(cells: &[&str], place: usize) -> usize {
    let before = cells.get(..place).unwrap_or_default();
    before.iter().map(|cell| cell.chars().count() + 1).sum::<usize>() + 1
}
