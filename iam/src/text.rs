//! Text of a policy, as far as it is known.

use alloc::{
    string::{String, ToString as _},
    vec,
    vec::Vec,
};
use core::fmt;

/// Text of a policy. What a template fills in later is a piece of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Vec<Piece>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Text as IAM gets it: wildcards and policy variables in it are the policy language's.
    Known(String),
    /// Text that the reader of the document can't resolve, as the document writes it.
    Unknown(String),
}

impl Text {
    /// Nothing but what can't be resolved.
    pub fn unknown(written: impl Into<String>) -> Self {
        Text(vec![Piece::Unknown(written.into())])
    }

    /// The pieces in order; no two that are known stand side by side, and none of those is empty.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The whole text, if all of it is known.
    pub fn known(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Known(text)] => Some(text),
            _ => None,
        }
    }

    /// Adds a piece.
    pub fn push(&mut self, piece: Piece) {
        match (self.0.last_mut(), piece) {
            (_, Piece::Known(text)) if text.is_empty() => {}
            (Some(Piece::Known(last)), Piece::Known(text)) => last.push_str(&text),
            (_, piece) => self.0.push(piece),
        }
    }

    /// The text with those of its unknown pieces replaced that `value` knows.
    #[must_use]
    pub fn resolved(&self, value: impl Fn(&str) -> Option<String>) -> Self {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Unknown(written) => value(written).map_or_else(|| piece.clone(), Piece::Known),
            Piece::Known(_) => piece.clone(),
        });
        pieces.collect()
    }
}

impl FromIterator<Piece> for Text {
    fn from_iter<I: IntoIterator<Item = Piece>>(pieces: I) -> Self {
        let mut text = Text::default();
        pieces.into_iter().for_each(|piece| text.push(piece));
        text
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        [Piece::Known(text.to_string())].into_iter().collect()
    }
}

/// As the document writes it.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Known(text) | Piece::Unknown(text) => f.write_str(text),
        })
    }
}
