//! What is not right with a row of a table, and where.

use alloc::string::String;
use core::fmt;

/// A row of a project's catalog that can't be read: file, line, column, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
}

impl Malformed {
    /// The file, as it was named.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from one.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column, in characters, counted from one.
    pub const fn column(&self) -> usize {
        self.column
    }
}

/// `bedrock-catalog/routes.tsv:3:18: …`
impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl core::error::Error for Malformed {}
