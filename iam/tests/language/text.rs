//! Text, of which a template fills in some later.

use crate::support::with_open_pieces;
use bedrock_profiles_iam::{Piece, Text};

#[test]
fn what_is_known_stands_together() {
    let mut text = Text::default();
    for known in ["", "a", "", "b"] {
        text.push(Piece::Known(known.to_owned()));
    }
    assert_eq!(text.pieces(), [Piece::Known("ab".to_owned())]);
    assert_eq!((text.known(), Text::default().known()), (Some("ab"), Some("")));
    text.push(Piece::Unknown("C".to_owned()));
    text.push(Piece::Unknown("D".to_owned()));
    assert_eq!((text.pieces().len(), text.known()), (3, None));
    assert_eq!(text.to_string(), "abCD");
}

#[test]
fn what_becomes_known_is_filled_in() {
    let text = with_open_pieces("a<B>c<D>e");
    let resolved = text.resolved(|written| (written == "B").then(|| "b".to_owned()));
    assert_eq!(resolved, with_open_pieces("abc<D>e"));
    assert_eq!(resolved.resolved(|_| Some(String::new())).known(), Some("abce"));
    assert_eq!(Text::unknown("D").pieces(), [Piece::Unknown("D".to_owned())]);
}
