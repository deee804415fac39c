//! As much of TOML as manifests need: which keys there are, and the texts among their values.
//!
//! Every document that is TOML is read; one that is not may be read or refused. Nothing here looks for keys that are
//! there twice: cargo does.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// A key with its tables, and its value.
pub(super) type Entry = (Vec<String>, Value);

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// The texts of an array; its other items are not kept.
    Texts(Vec<String>),
    True,
    /// A table; its keys are entries of their own.
    Table,
    Other,
}

/// How deep arrays and inline tables may be in each other, and how many names a key has at most. Cargo's own reader ends
/// at 80.
const DEEPEST: usize = 80;

/// The longest document: what is longer is not read.
const LONGEST: usize = 1 << 22;

/// The keys of a document in their order; `None` where it is not TOML.
pub(super) fn entries(document: &str) -> Option<Vec<Entry>> {
    let rest = document.strip_prefix('\u{feff}').unwrap_or(document);
    let mut reader = Reader { rest: (rest.len() <= LONGEST).then_some(rest)?, entries: Vec::new() };
    let mut table = Vec::new();
    loop {
        reader.skip_lines();
        if reader.rest.is_empty() {
            return Some(reader.entries);
        }
        if reader.takes("[") {
            table = reader.header()?;
        } else {
            reader.pair(&table, 0)?;
        }
        reader.end_of_line()?;
    }
}

struct Reader<'t> {
    rest: &'t str,
    entries: Vec<Entry>,
}

impl<'t> Reader<'t> {
    fn takes(&mut self, token: &str) -> bool {
        let after = self.rest.strip_prefix(token);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn expect(&mut self, token: &str) -> Option<()> {
        self.takes(token).then_some(())
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        Some(next)
    }

    /// What is before the first character that is not `of`.
    fn take_while(&mut self, of: impl Fn(char) -> bool) -> &'t str {
        let (taken, rest) = self.rest.split_at(self.rest.find(|it| !of(it)).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    /// Space, line ends and comments.
    fn skip_lines(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
            if !self.takes("#") {
                return;
            }
            self.take_while(|it| it != '\n');
        }
    }

    fn end_of_line(&mut self) -> Option<()> {
        self.skip_space();
        if self.takes("#") {
            self.take_while(|it| it != '\n');
        }
        (self.rest.is_empty() || self.takes("\n") || self.takes("\r\n")).then_some(())
    }

    /// The rest of `[table]` or `[[table]]`.
    fn header(&mut self) -> Option<Vec<String>> {
        let of_array = self.takes("[");
        let table = self.key()?;
        self.expect(if of_array { "]]" } else { "]" })?;
        self.entries.push((table.clone(), Value::Table));
        Some(table)
    }

    fn pair(&mut self, table: &[String], depth: usize) -> Option<()> {
        let key = [table, &self.key()?].concat();
        self.expect("=")?;
        self.skip_space();
        let value = self.value(&key, depth)?;
        self.entries.push((key, value));
        Some(())
    }

    /// Names between dots.
    fn key(&mut self) -> Option<Vec<String>> {
        let mut names = Vec::new();
        loop {
            self.skip_space();
            names.push(self.name()?);
            self.skip_space();
            if !self.takes(".") {
                return (names.len() <= DEEPEST).then_some(names);
            }
        }
    }

    fn name(&mut self) -> Option<String> {
        if self.rest.starts_with(['"', '\'']) {
            return self.line_of_text();
        }
        let name = self.take_while(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn value(&mut self, key: &[String], depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        match self.rest.chars().next()? {
            '"' | '\'' => self.text().map(Value::Text),
            '[' => self.array(key, depth),
            '{' => self.inline_table(key, depth),
            _ => self.bare(),
        }
    }

    /// A number, a date or a truth value.
    fn bare(&mut self) -> Option<Value> {
        match self.take_while(|it| !",]}#\r\n".contains(it)).trim_end_matches([' ', '\t']) {
            "" => None,
            "true" => Some(Value::True),
            _ => Some(Value::Other),
        }
    }

    fn array(&mut self, key: &[String], depth: usize) -> Option<Value> {
        self.expect("[")?;
        let mut texts = Vec::new();
        loop {
            self.skip_lines();
            if self.takes("]") {
                return Some(Value::Texts(texts));
            }
            if let Value::Text(text) = self.value(key, depth + 1)? {
                texts.push(text);
            }
            self.skip_lines();
            if !self.takes(",") && !self.rest.starts_with(']') {
                return None;
            }
        }
    }

    /// With line ends, comments and a comma at the end, as TOML 1.1 has them.
    fn inline_table(&mut self, key: &[String], depth: usize) -> Option<Value> {
        self.expect("{")?;
        loop {
            self.skip_lines();
            if self.takes("}") {
                return Some(Value::Table);
            }
            self.pair(key, depth + 1)?;
            self.skip_lines();
            if !self.takes(",") && !self.rest.starts_with('}') {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        match ["\"\"\"", "'''"].into_iter().find(|quotes| self.takes(quotes)) {
            Some(quotes) => self.lines_of_text(quotes),
            None => self.line_of_text(),
        }
    }

    /// A text between single or double quotes, in one line.
    fn line_of_text(&mut self) -> Option<String> {
        let quote = self.next()?;
        let mut text = String::new();
        loop {
            match self.next()? {
                '\n' => return None,
                '\\' if quote == '"' => text.push(self.escaped()?),
                it if it == quote => return Some(text),
                it => text.push(it),
            }
        }
    }

    /// A text between three quotes. The line end that it starts with is not of it, up to two quotes at its end are.
    fn lines_of_text(&mut self, quotes: &str) -> Option<String> {
        let _ = self.takes("\r\n") || self.takes("\n");
        let mut text = String::new();
        loop {
            if self.takes(quotes) {
                let quote = quotes.get(..1)?;
                while self.takes(quote) {
                    text.push_str(quote);
                }
                return Some(text);
            }
            match self.next()? {
                '\\' if quotes.starts_with('"') => {
                    let line = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
                    if line.len() == self.rest.len() {
                        text.push(self.escaped()?);
                    } else {
                        self.rest = line;
                    }
                }
                it => text.push(it),
            }
        }
    }

    /// What follows a backslash.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            it @ ('"' | '\\') => it,
            'x' => return self.code_point(2),
            'u' => return self.code_point(4),
            'U' => return self.code_point(8),
            _ => return None,
        })
    }

    fn code_point(&mut self, digits: usize) -> Option<char> {
        let (digits, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::ToString as _;

    fn read(document: &str) -> Vec<(String, Value)> {
        let entries = entries(document).unwrap_or_else(|| panic!("{document}"));
        entries.into_iter().map(|(key, value)| (key.join("|"), value)).collect()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_string())
    }

    #[test]
    fn keys_have_their_tables() {
        let document = "a.b = true\n[t . 'x.y']\n\"k\\u0065y\" = 1 # one\r\n[[bin]]\npath=\"p\"\n[ t ]\n";
        let keys: Vec<String> = read(document).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["a|b", "t|x.y", "t|x.y|key", "bin", "bin|path", "t"]);
    }

    #[test]
    fn texts_are_what_they_say() {
        for (value, expected) in [
            (r#""a\t\"\\\u00e9\U0001F600\x41\e""#, "a\t\"\\é😀A\u{1b}"),
            (r"'a\t#'", r"a\t#"),
            ("\"\"\"\na\n  \"b\" \\\n   c\"\"\"\"\"", "a\n  \"b\" c\"\""),
            ("\"\"\"\"\"\"", ""),
            ("'''\r\nit's \\n'''", "it's \\n"),
        ] {
            assert_eq!(read(&format!("k = {value} # '\"")), [("k".to_owned(), text(expected))]);
        }
    }

    #[test]
    fn arrays_and_tables_hold_anything() {
        let members = "members = [ # first\n  'a', # ], 'no'\n\n  \"b\",[1, [2]], {x = ']'},\r\n]";
        assert!(read(members).contains(&("members".to_owned(), Value::Texts(["a".to_owned(), "b".to_owned()].into()))));
        let table = "d = { path = '..', features = ['}'], nested.x = { y = 2024-01-01 }, workspace = true }";
        let entries = read(table);
        assert_eq!(entries.first(), Some(&("d|path".to_owned(), text(".."))));
        assert!(entries.contains(&("d|nested|x|y".to_owned(), Value::Other)), "{entries:?}");
        assert!(entries.contains(&("d|workspace".to_owned(), Value::True)), "{entries:?}");
        assert_eq!(read("workspace = {\n # none\n}"), [("workspace".to_owned(), Value::Table)]);
        assert_eq!(read("\u{feff}n = -1.5e3"), [("n".to_owned(), Value::Other)]);
    }

    #[test]
    fn what_is_not_toml_is_refused() {
        for document in [
            "a",
            "a =",
            "a = \"b",
            "a = 'b\n'",
            "[a",
            "[[a]",
            "a = ['b' 2]",
            "a = {b}",
            "a = \"\\q\"",
            "= 1",
            "a = 1 = 2\n\"",
            "a = \"\"\"b\"\"",
            "a = \"\\u00\"",
            "a = \"\\ud800\"",
            "a = [",
            "a = {",
            "a..b = 1",
            "a = 'b' c",
        ] {
            assert_eq!(entries(document), None, "{document}");
        }
        assert_eq!(entries(&format!("a = {}", "[".repeat(100_000))), None);
        assert_eq!(entries(&format!("a = {}", "{a=".repeat(100_000))), None);
        assert_eq!(entries(&format!("{}a = 1", "a.".repeat(100))), None);
        assert_eq!(entries(&"#".repeat(LONGEST + 1)), None);
    }

    /// Wherever a document is cut, reading it ends.
    #[test]
    fn halves_are_read_or_refused() {
        let document =
            "[a.\"b\"]\nc = [\"\"\"\\\n é\\u00e9\"\"\", '''x''', {d = 'e', f.g = true}] # h\r\n[[i]]\nj = 1\n";
        let cut = |end: usize| document.get(..end).and_then(entries);
        assert!((0..document.len()).any(|end| cut(end).is_none()));
        assert!(cut(document.len()).is_some());
    }
}
