//! Sorted tab-separated text, searched without being parsed.

/// A table whose first line is a header and whose rows are sorted by their bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'c> {
    text: &'c str,
    /// Where the rows begin.
    start: usize,
}

impl<'c> Table<'c> {
    pub(crate) const fn new(text: &'c str) -> Self {
        Table { text, start: header_length(text) }
    }

    fn body(self) -> &'c str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// The adjoining rows whose first cell is `key`; empty text where there is none.
    pub(crate) fn block(self, key: &str) -> &'c str {
        let rest = self.body().get(self.first_row_from(key)..).unwrap_or_default();
        rest.get(..end_of_block(rest, key)).unwrap_or_default()
    }

    /// Every key, and its rows.
    pub(crate) fn blocks(self) -> impl Iterator<Item = (&'c str, &'c str)> + Clone {
        blocks(self.body())
    }

    /// The keys that begin with `start`, and their rows.
    pub(crate) fn blocks_from(self, start: &str) -> impl Iterator<Item = (&'c str, &'c str)> + Clone {
        let rest = self.body().get(self.first_row_from(start)..).unwrap_or_default();
        blocks(rest).take_while(move |(key, _)| key.starts_with(start))
    }

    /// The only row whose first cell is `key`.
    pub(crate) fn row(self, key: &str) -> Option<Row<'c>> {
        rows(self.block(key)).next()
    }

    pub(crate) fn rows(self) -> impl Iterator<Item = Row<'c>> + Clone {
        rows(self.body())
    }

    /// The offset of the first row whose first cell is `key` or comes after it, by bisection.
    fn first_row_from(self, key: &str) -> usize {
        let body = self.body();
        let (mut low, mut high) = (0, body.len());
        while low < high {
            let middle = line_start(body, low + (high - low) / 2);
            if key_at(body, middle) >= key {
                high = middle;
            } else {
                low = next_line(body, middle);
            }
        }
        low
    }
}

/// The keys of `text`, and their rows.
fn blocks(text: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    let mut rest = text;
    core::iter::from_fn(move || {
        let key = key_at(rest, 0);
        let (block, after) = rest.split_at_checked(end_of_block(rest, key)).filter(|(block, _)| !block.is_empty())?;
        rest = after;
        Some((key, block))
    })
}

/// Where the rows end with which `text` begins and whose first cell is `key`.
fn end_of_block(text: &str, key: &str) -> usize {
    let has_key =
        |rest: &str| rest.strip_prefix(key).is_some_and(|rest| rest.starts_with(['\t', '\n']) || rest.is_empty());
    let mut end = 0;
    while end < text.len() && text.get(end..).is_some_and(has_key) {
        end = next_line(text, end);
    }
    end
}

/// The first cell of the line at `start`.
fn key_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.bytes().position(|byte| matches!(byte, b'\t' | b'\n'));
    end.and_then(|end| rest.get(..end)).unwrap_or(rest)
}

/// The offset of the line that `offset` is in.
fn line_start(text: &str, offset: usize) -> usize {
    let at = (0..=offset).rev().find(|at| text.is_char_boundary(*at));
    let before = at.and_then(|at| text.get(..at)).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// The offset of the line after the one at `start`.
fn next_line(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |newline| start + newline + 1)
}

const fn header_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    let mut rest = bytes;
    while let Some((byte, tail)) = rest.split_first() {
        length += 1;
        if *byte == b'\n' {
            break;
        }
        rest = tail;
    }
    length
}

/// The rows of text without a header line.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> + Clone {
    text.lines().map(Row)
}

/// One line of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'c>(&'c str);

impl<'c> Row<'c> {
    pub(crate) const fn new(line: &'c str) -> Self {
        Row(line)
    }

    pub(crate) const fn as_str(self) -> &'c str {
        self.0
    }

    /// The first cell: what the row is found by.
    pub(crate) fn key(self) -> &'c str {
        key_at(self.0, 0)
    }

    /// The cell at `column`, counted from zero; empty where the row is shorter.
    pub(crate) fn cell(self, column: usize) -> &'c str {
        let mut rest = self.0;
        for _ in 0..column {
            rest = rest.get(key_at(rest, 0).len() + 1..).unwrap_or_default();
        }
        key_at(rest, 0)
    }

    /// Every cell.
    pub(crate) fn cells(self) -> impl Iterator<Item = &'c str> + Clone {
        self.0.split('\t')
    }

    /// The cell at `column`, unless it says `-`: nothing on record.
    pub(crate) fn known(self, column: usize) -> Option<&'c str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty() && *cell != "-")
    }

    /// The words of the cell at `column`.
    pub(crate) fn words(self, column: usize) -> impl Iterator<Item = &'c str> + Clone {
        self.known(column).unwrap_or_default().split_ascii_whitespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table<'_> = Table::new("key\tvalue\na\t1\nb\t2\nb\t3\nb.c\t4\nd\t5\n");

    #[test]
    fn a_block_is_the_adjoining_rows_of_its_key() {
        assert_eq!(TABLE.block("a"), "a\t1\n");
        assert_eq!(TABLE.block("b"), "b\t2\nb\t3\n");
        assert_eq!(TABLE.block("b.c"), "b.c\t4\n");
        assert_eq!(TABLE.block("d"), "d\t5\n");
    }

    #[test]
    fn each_key_comes_once() {
        assert!(TABLE.blocks().map(|(key, _)| key).eq(["a", "b", "b.c", "d"]));
        assert!(TABLE.blocks().all(|(key, block)| block == TABLE.block(key)));
        assert!(TABLE.blocks_from("b").map(|(key, _)| key).eq(["b", "b.c"]));
        assert!(TABLE.blocks_from("b.").eq([("b.c", "b.c\t4\n")]));
        assert_eq!((TABLE.blocks_from("c").next(), TABLE.blocks_from("").count()), (None, 4));
    }

    /// A search that falls into the middle of a character goes on from its line.
    #[test]
    fn rows_hold_any_text() {
        let text = alloc::format!("key\tvalue\na\t{0}\nb\t{0}\nc\t\u{1f30d}\nd\n", "\u{e4}\u{65e5}".repeat(9));
        for key in ["a", "b", "c", "d"] {
            assert!(Table::new(&text).block(key).starts_with(key), "{key}");
        }
        assert_eq!(Table::new(&text).block("d"), "d\n");
    }

    #[test]
    fn a_key_that_is_absent_has_an_empty_block() {
        for key in ["", "A", "aa", "b.", "c", "key", "z"] {
            assert_eq!(TABLE.block(key), "", "{key:?}");
        }
        assert_eq!(Table::new("").block("a"), "");
        assert_eq!(Table::new("key\tvalue\n").block("key"), "");
    }

    #[test]
    fn a_dash_or_a_missing_cell_is_nothing_on_record() {
        let row = Row("a\t-\tx y");
        assert_eq!((row.known(0), row.known(1), row.known(3)), (Some("a"), None, None));
        assert!(row.words(2).eq(["x", "y"]));
    }
}
