//! Text from a file, and places in it.

use crate::failure::Failure;
use crate::folder;
use bedrock_profiles_check::report::{self, escaped};
use std::fmt::Display;
use std::io::Read as _;
use std::path::Path;
use std::{fs, io};

/// What a file holds, and its name in messages.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Source {
    /// Reads a file; `-` is standard input.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            return Err(folder::refused(path));
        }
        let mut bytes = Vec::new();
        let is_stdin = path.as_os_str() == "-";
        let read = if is_stdin {
            io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
        } else {
            fs::read(path).map(|read| bytes = read)
        };
        let name = if is_stdin { "<stdin>".to_owned() } else { path.display().to_string() };
        read.map_err(|error| Failure::io(Path::new(&name), "read", &error))?;
        let text = decoded(bytes)
            .ok_or_else(|| Failure::new(format_args!("{}:1:1: this is not text in UTF-8", escaped(&name))))?;
        Ok(Source { name, text })
    }

    /// `message` at a place of the text, which is counted in bytes.
    pub(crate) fn at(&self, offset: usize, message: impl Display) -> Failure {
        Failure::new(format_args!("{}: {message}", self.place(offset)))
    }

    /// A place of the text, which is counted in bytes: `profiles.json:12:5`.
    pub(crate) fn place(&self, offset: usize) -> String {
        report::Source::new(&self.name, &self.text).place(offset)
    }
}

/// What the JSON parser says, without where it says so.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    said.strip_suffix(&place).unwrap_or(&said).to_owned()
}

/// UTF-8, or UTF-16 with its byte order mark as older shells on Windows write it; without the mark.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => from_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => from_utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks();
    let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}
