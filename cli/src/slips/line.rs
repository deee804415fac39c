//! Lines that can be pasted into a shell.

use crate::arguments;

/// The whole line, with other words in the place of one.
pub(super) fn replaced(line: &[&str], word: &str, by: &[&str]) -> Option<String> {
    let at = line.iter().position(|other| *other == word)?;
    pasted(&[line.get(..at)?, by, line.get(at + 1..)?].concat())
}

/// The line that was typed, with files in the place of a folder; patterns are for the shell.
pub(crate) fn line_with(folder: &str, files: &[String]) -> Option<String> {
    let line: Vec<String> = arguments().skip(1).map(|word| word.into_string().ok()).collect::<Option<_>>()?;
    let at = line.iter().position(|word| word == folder)?;
    let quoted = |words: &[String]| words.iter().map(|word| shell_word(word)).collect::<Option<Vec<String>>>();
    let files: Vec<String> = files.iter().map(|file| shell_pattern(file)).collect::<Option<_>>()?;
    let words = [quoted(line.get(..at)?)?, files, quoted(line.get(at + 1..)?)?].concat();
    Some(format!("cargo bedrock-profiles {}", words.join(" ")))
}

/// A file, or a pattern whose last part begins with `*`.
fn shell_pattern(file: &str) -> Option<String> {
    match file.rsplit_once('*') {
        Some(("", ending)) => Some(format!("*{ending}")),
        Some((folder, ending)) => Some(format!("{}*{ending}", shell_word(folder)?)),
        None => shell_word(file),
    }
}

/// The words as a shell takes them.
pub(super) fn pasted(words: &[&str]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|word| shell_word(word)).collect::<Option<_>>()?;
    Some(format!("cargo bedrock-profiles {}", words.join(" ")))
}

/// A word as a shell takes it, in quotes where it needs them; `None` for one with control characters.
pub(crate) fn shell_word(word: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.:/@=,+%".contains(c);
    if word.chars().any(char::is_control) {
        return None;
    }
    let needs_quotes = word.is_empty() || !word.chars().all(is_plain);
    Some(if needs_quotes { format!("'{}'", word.replace('\'', "'\\''")) } else { word.to_owned() })
}
