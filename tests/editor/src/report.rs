//! The answers as a table, and the page that shows it.
//!
//! The page tells users what to expect of their editor. It is compared, so that it can't promise what is no longer so.

use crate::Result;
use crate::lsp::Ask;
use std::fs;
use std::path::Path;

const START: &str = "<!-- table -->\n";
const END: &str = "<!-- /table -->";

pub(crate) struct Row {
    pub(crate) asked: String,
    pub(crate) answer: String,
}

/// The first parts of an answer, on one line.
pub(crate) fn shortened(ask: Ask, parts: &[String]) -> String {
    let (limit, separator) = match ask {
        Ask::Hover => (2, " "),
        Ask::Definition | Ask::Completion => (6, ", "),
    };
    let mut shown: Vec<&str> = parts.iter().take(limit).map(String::as_str).collect();
    if parts.len() > limit {
        shown.push("…");
    }
    if shown.is_empty() { "nothing".to_owned() } else { shown.join(separator) }
}

pub(crate) fn table(rows: &[Row]) -> String {
    let lines = rows.iter().map(|Row { asked, answer }| format!("| {} | {} |\n", cell(asked), cell(answer)));
    format!("| asked | answer |\n|---|---|\n{}", lines.collect::<String>())
}

fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', r"\|")
}

pub(crate) fn write(page: &Path, table: &str) -> Result<()> {
    let text = fs::read_to_string(page)?;
    let (before, _, after) = split(&text)?;
    Ok(fs::write(page, format!("{before}{START}{table}{END}{after}"))?)
}

pub(crate) fn compare(page: &Path, table: &str) -> Result<()> {
    let text = fs::read_to_string(page)?;
    match split(&text)? {
        (_, shown, _) if shown == table => Ok(()),
        _ => Err("docs/editor.md shows other answers; `--write` writes these".into()),
    }
}

fn split(page: &str) -> Result<(&str, &str, &str)> {
    let parts = page.split_once(START).and_then(|(before, rest)| {
        let (table, after) = rest.split_once(END)?;
        Some((before, table, after))
    });
    parts.ok_or_else(|| format!("docs/editor.md has no place for the table, between {START}and {END}").into())
}
