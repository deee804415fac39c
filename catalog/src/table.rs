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
        let start = self.first_row_where(|first| first >= key);
        let end = self.first_row_where(|first| first > key);
        self.body().get(start..end).unwrap_or_default()
    }

    /// Every key, once.
    pub(crate) fn keys(self) -> impl Iterator<Item = &'c str> + Clone {
        let mut last = "";
        self.rows().map(|row| row.cell(0)).filter(move |key| core::mem::replace(&mut last, key) != *key)
    }

    /// The only row whose first cell is `key`.
    pub(crate) fn row(self, key: &str) -> Option<Row<'c>> {
        rows(self.block(key)).next()
    }

    pub(crate) fn rows(self) -> impl Iterator<Item = Row<'c>> + Clone {
        rows(self.body())
    }

    /// The offset of the first row whose first cell fulfils `reached`, by bisection.
    fn first_row_where(self, reached: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.body().len());
        while low < high {
            let middle = self.line_start(low + (high - low) / 2);
            let line = self.line(middle);
            if reached(Row(line).cell(0)) {
                high = middle;
            } else {
                low = middle + line.len() + 1;
            }
        }
        low
    }

    fn line_start(self, offset: usize) -> usize {
        let before = self.body().as_bytes().get(..offset).unwrap_or_default();
        before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1)
    }

    fn line(self, start: usize) -> &'c str {
        let rest = self.body().get(start..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default()
    }
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

    /// The cell at `column`, counted from zero; empty where the row is shorter.
    pub(crate) fn cell(self, column: usize) -> &'c str {
        self.0.split('\t').nth(column).unwrap_or_default()
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
        assert!(TABLE.keys().eq(["a", "b", "b.c", "d"]));
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
