//! What the columns of a project's tables hold.

use crate::{ProfileId, is_model_id, is_region_name};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// A column of a built-in table: what it holds, and what stands for a column that a file does not have.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) default: Option<&'static str>,
    wanted: &'static str,
    content: Content,
}

/// What cells are right.
enum Content {
    Text(fn(&str) -> bool),
    /// Lists of Regions, and what may stand instead of one.
    Regions {
        or: Option<&'static str>,
    },
}

impl Column {
    /// What is wrong with a cell, and before how many of its characters.
    pub(crate) fn fault(&self, cell: &str) -> Option<(usize, String)> {
        let whole = || (0, format!("`{}` is not {}", cell.escape_debug(), self.wanted));
        match self.content {
            Content::Text(is_right) => (!is_right(cell)).then(whole),
            Content::Regions { or } if or == Some(cell) => None,
            Content::Regions { .. } => {
                fault_in_list(cell).map(|fault| if cell.contains(' ') { fault } else { whole() })
            }
        }
    }
}

const fn required(name: &'static str, wanted: &'static str, is_right: fn(&str) -> bool) -> Column {
    Column { name, default: None, wanted, content: Content::Text(is_right) }
}

const fn optional(name: &'static str, wanted: &'static str, is_right: fn(&str) -> bool) -> Column {
    Column { name, default: Some("-"), wanted, content: Content::Text(is_right) }
}

const DATE: &str = "a date in the form of `2026-11-22`";
const REGIONS: &str = "a list of Region names in the form of `eu-central-1`, each once, with single spaces between";
const REGIONS_OR_ANY: &str =
    "`*`, or a list of Region names in the form of `eu-central-1`, each once, with single spaces between";
const TEXT: &str = "text without control characters, or `-`";
const WORDS: &str = "words of lower-case letters, digits and `_`, with single spaces between them, or `-`";

pub(crate) const ROUTES: [Column; 6] = [
    required("profile", "a profile id in the form of `eu.anthropic.claude-sonnet-4-6`", |cell| {
        ProfileId::parse(cell).is_some()
    }),
    Column { name: "source", default: None, wanted: REGIONS, content: Content::Regions { or: None } },
    Column { name: "destinations", default: None, wanted: REGIONS_OR_ANY, content: Content::Regions { or: Some("*") } },
    required("seen", DATE, is_date),
    required("origin", TEXT, is_text),
    Column {
        name: "status",
        default: Some("current"),
        wanted: "`current`, `unconfirmed` or `retired`",
        content: Content::Text(|cell| matches!(cell, "current" | "unconfirmed" | "retired")),
    },
];

pub(crate) const MODELS: [Column; 14] = [
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
    Column { name: "on_demand", default: Some("-"), wanted: REGIONS, content: Content::Regions { or: Some("-") } },
    required("seen", DATE, is_date),
    required("origin", TEXT, is_text),
];

/// In both tables of a project, and in no built-in one: whether the row decides even where the built-in one is newer.
pub(crate) const PIN: Column = optional("pin", "`yes` or `-`", |cell| matches!(cell, "yes" | "-"));

/// The first word of a list that does not belong there, and before how many characters.
fn fault_in_list(cell: &str) -> Option<(usize, String)> {
    let words: Vec<&str> = cell.split(' ').collect();
    let is_again = |place: usize, word: &str| words.iter().take(place).any(|before| *before == word);
    let mut places = words.iter().copied().enumerate();
    let (place, word) = places.find(|(place, word)| !is_region_name(word) || is_again(*place, word))?;
    let why = match word {
        "" => "a space too many stands here: one belongs between Region names".to_string(),
        _ if is_region_name(word) => format!("`{word}` comes twice in this list"),
        _ => format!("`{}` is not a Region name in the form of `eu-central-1`", word.escape_debug()),
    };
    Some((start_of(&words, place) - 1, why))
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
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
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

/// The column at which a cell starts, or a word of a list, counted from one in characters.
pub(crate) fn start_of(cells: &[&str], place: usize) -> usize {
    let before = cells.get(..place).unwrap_or_default();
    before.iter().map(|cell| cell.chars().count() + 1).sum::<usize>() + 1
}
