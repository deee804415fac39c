//! Text of files and servers, shown so that it can't be taken for text of ours.

use std::fmt::Write as _;

/// The text with every character escaped that moves the cursor, breaks the line, or changes the order of others.
pub fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_shown(character) {
            shown.push(character);
        } else {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        }
    }
    shown
}

/// Controls, line and paragraph separators, marks of direction, and what has no width.
fn is_shown(character: char) -> bool {
    !character.is_control()
        && !matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text in backticks, of which it has none itself.
pub fn quoted_one(text: &str) -> String {
    format!("`{}`", escaped(text).replace('`', "\\u{60}"))
}

/// The texts in backticks, with commas and an `and` between them.
pub fn quoted<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut texts: Vec<String> = texts.into_iter().map(quoted_one).collect();
    match texts.pop() {
        Some(last) if !texts.is_empty() => format!("{} and {last}", texts.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// The first of the texts in backticks, and how many more there are.
pub fn quoted_some<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    const SHOWN: usize = 5;
    let texts: Vec<&str> = texts.into_iter().collect();
    match texts.get(..SHOWN) {
        Some(first) if texts.len() > SHOWN + 1 => {
            let first: Vec<String> = first.iter().copied().map(quoted_one).collect();
            format!("{} and {} more", first.join(", "), texts.len() - SHOWN)
        }
        _ => quoted(texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(escaped("a\nb\r\u{1b}[31m\u{202e}c"), "a\\u{a}b\\u{d}\\u{1b}[31m\\u{202e}c");
        assert_eq!(escaped("`${data[\"x\"]}` ä 日"), "`${data[\"x\"]}` ä 日");
        assert_eq!(quoted_one("a` is fine, `b"), "`a\\u{60} is fine, \\u{60}b`");
        assert_eq!(quoted(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(quoted_some(["a", "b", "c", "d", "e", "f"]), "`a`, `b`, `c`, `d`, `e` and `f`");
        assert_eq!(quoted_some(["a", "b", "c", "d", "e", "f", "g"]), "`a`, `b`, `c`, `d`, `e` and 2 more");
    }
}
