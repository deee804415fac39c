//! What every message keeps to, whatever text it tells of.

/// A statement without a final period, then lines of `help:` and `note:`. No text from outside makes a line, or moves
/// the cursor of a terminal.
pub fn well_formed(message: &str) {
    let mut lines = message.split('\n');
    let statement = lines.next().unwrap_or_default();
    assert!(!statement.is_empty() && !statement.ends_with('.'), "{message:?}");
    let is_told = |line: &str| {
        let text = line.strip_prefix("help: ").or_else(|| line.strip_prefix("note: "));
        text.is_some_and(|text| !text.trim().is_empty())
    };
    assert!(lines.all(is_told), "{message:?}");
    assert!(message.split('\n').all(|line| !line.contains(char::is_control)), "{message:?}");
}
