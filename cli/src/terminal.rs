//! How wide terminals are.

use std::io::{self, IsTerminal};
use terminal_size::terminal_size;

/// How wide the terminal is that stdout leads to, if it is one.
pub(crate) fn width() -> Option<usize> {
    width_of(&io::stdout())
}

/// How wide the terminal is that this stream leads to, if it is one.
pub(crate) fn width_of(stream: &impl IsTerminal) -> Option<usize> {
    stream.is_terminal().then(terminal_size).flatten().map(|(width, _)| width.0.into())
}
