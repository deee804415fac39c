//! `${…}` in texts: policy variables, and what another tool replaces.

use bedrock_profiles_iam::{Piece, Text};

/// The text with each `${…}` as the piece that it is. Braces within are matched; one without end stays text.
pub(super) fn split(text: &str, mut piece: impl FnMut(&str) -> Vec<Piece>) -> Text {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inner, after)) = next(rest) {
        pieces.push(Piece::Known(before.to_owned()));
        pieces.extend(piece(inner));
        rest = after;
    }
    pieces.push(Piece::Known(rest.to_owned()));
    pieces.into_iter().collect()
}

/// What comes before the first `${…}`, what is in it, and what comes after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find("${")?;
    let (before, rest) = text.split_at(start);
    let rest = rest.strip_prefix("${")?;
    let end = end(rest)?;
    Some((before, rest.get(..end)?, rest.get(end + 1..)?))
}

/// Where the brace is that closes one that is open.
pub(super) fn end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A text of IAM: policy variables belong to it, anything else in `${…}` is to be replaced by a tool.
pub(super) fn plain(text: &str) -> Text {
    if !text.contains("${") {
        return text.into();
    }
    split(text, |inner| {
        let written = format!("${{{inner}}}");
        vec![if is_policy_variable(inner) { Piece::Known(written) } else { Piece::Unknown(written) }]
    })
}

/// Whether it is the name of a policy variable: `aws:username`, `aws:PrincipalTag/team, 'none'`, `*`.
pub(super) fn is_policy_variable(inner: &str) -> bool {
    let name = inner.split_once(',').map_or(inner, |(name, _)| name).trim();
    let Some((prefix, key)) = name.split_once(':') else { return ["*", "?", "$"].contains(&name) };
    let is_prefix = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
    let first = key.split('/').next().unwrap_or_default();
    !prefix.is_empty() && prefix.chars().all(is_prefix) && !first.is_empty() && !first.contains([':', '{', '$'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_variables_are_text() {
        for name in [
            "aws:username",
            "aws:username, 'nobody'",
            "s3:prefix",
            "saml:sub",
            "*",
            "?",
            "$",
            "www.amazon.com:user_id",
            "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub",
            "aws:PrincipalTag/a:b",
        ] {
            let text = format!("a/${{{name}}}/b");
            assert_eq!(plain(&text).known(), Some(text.as_str()), "{name}");
        }
        for name in ["AWS::Region", "Stage", "var.x", ":x", "x:", "a:b:c", "a b:c", ""] {
            let unknown = Piece::Unknown(format!("${{{name}}}"));
            assert_eq!(plain(&format!("a${{{name}}}")).pieces(), [Piece::Known("a".into()), unknown], "{name}");
        }
    }

    #[test]
    fn braces_are_matched() {
        let text = plain("${f({a = 1})}-${open");
        assert_eq!(text.pieces(), [Piece::Unknown("${f({a = 1})}".into()), Piece::Known("-${open".into())]);
    }
}
