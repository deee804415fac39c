//! The text of a file, and places in it.

use super::escaped;

/// What a file has, and its name in messages.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// How many characters there are before each chunk: a file may be one line of megabytes.
    characters: Vec<usize>,
}

/// How many bytes are counted at once.
const CHUNK: usize = 1024;

impl Source {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = [0].into_iter().chain(starts).collect();
        let chunks = text.as_bytes().chunks(CHUNK).scan(0, |before, chunk| {
            *before += begun(chunk);
            Some(*before)
        });
        let characters = [0].into_iter().chain(chunks).collect();
        Source { name: name.into(), text, lines, characters }
    }

    /// The name, as it is shown.
    pub fn name(&self) -> String {
        escaped(&self.name)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and the column of a place that is counted in bytes, both from 1.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        (line, self.characters_before(offset).saturating_sub(self.characters_before(start)) + 1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let rest = self.text.as_bytes().get(offset / CHUNK * CHUNK..offset).unwrap_or_default();
        self.characters.get(offset / CHUNK).copied().unwrap_or_default() + begun(rest)
    }

    /// A place that is counted in bytes: `policy.json:12:5`.
    pub fn place(&self, offset: usize) -> String {
        let (line, column) = self.position(offset);
        format!("{}:{line}:{column}", self.name())
    }
}

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(**byte, 0x80..=0xbf)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_line_and_column() {
        let source = Source::new("a\nb.json", "ä{\n  \"x\": 1\n");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(2), (1, 2));
        assert_eq!(source.position(6), (2, 3));
        assert_eq!(source.place(13), "a\\u{a}b.json:3:1");
        assert_eq!(source.position(1_000), (3, 1));
        let long = Source::new("a.json", format!("\n{}x", "ä".repeat(3 * CHUNK)));
        assert_eq!(Source::new("a.json", "ä".repeat(CHUNK)).position(2 * CHUNK), (1, CHUNK + 1));
        for at in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            assert_eq!(long.position(1 + 2 * at), (2, at + 1));
        }
    }
}
