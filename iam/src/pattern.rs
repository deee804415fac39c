//! Patterns: wildcards and policy variables.

use crate::{Cause, Piece, Request, Text, Truth, Value};
use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec::Vec};

/// Text of a policy that a value of a request is matched with.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    tokens: Vec<Token>,
    ignores_case: bool,
}

/// What a pattern consists of. A policy variable is one token, whatever characters its name has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Character(char),
    /// `*`: any characters, or none.
    Any,
    /// `?`: any one character.
    One,
    /// `${key}`, or `${key, 'default'}`.
    Variable {
        key: String,
        default: Option<String>,
    },
    /// What the reader of the document can't resolve.
    Unknown(String),
}

/// How text becomes a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// `*` and `?` stand for other characters.
    pub(crate) has_wildcards: bool,
    /// `${…}` is a policy variable: in documents of version 2012-10-17.
    pub(crate) has_variables: bool,
    pub(crate) ignores_case: bool,
}

impl Pattern {
    /// A pattern with `*` and `?` as wildcards, and no policy variables.
    pub fn with_wildcards(text: &str) -> Self {
        let syntax = Syntax { has_wildcards: true, has_variables: false, ignores_case: false };
        Pattern::new(&text.into(), syntax)
    }

    pub(crate) fn new(text: &Text, syntax: Syntax) -> Self {
        Pattern { tokens: tokens(text, syntax), ignores_case: syntax.ignores_case }
    }

    /// Whether `text` matches, as far as policy variables are known.
    pub fn matches(&self, text: &str, request: &dyn Request) -> Truth {
        match resolved(&self.tokens, request) {
            Ok(Resolved { tokens, causes }) => possible(glob(&tokens, text, self.ignores_case), causes),
            Err(NoValue) => Truth::No,
        }
    }

    /// Whether `text` matches a pattern without policy variables.
    pub fn takes(&self, text: &str) -> bool {
        glob(&self.tokens, text, self.ignores_case)
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }
}

/// Tokens of which every variable has its value, or stands for any text.
pub(crate) struct Resolved<'t> {
    pub(crate) tokens: Cow<'t, [Token]>,
    /// What the match depends on, if there is one.
    pub(crate) causes: BTreeSet<Cause>,
}

/// A policy variable that the request has no value for: what it stands in matches nothing.
pub(crate) struct NoValue;

pub(crate) fn resolved<'t>(tokens: &'t [Token], request: &dyn Request) -> Result<Resolved<'t>, NoValue> {
    let mut causes = BTreeSet::new();
    if !tokens.iter().any(|token| matches!(token, Token::Variable { .. } | Token::Unknown(_))) {
        return Ok(Resolved { tokens: Cow::Borrowed(tokens), causes });
    }
    let mut all = Vec::new();
    for token in tokens {
        match token {
            Token::Variable { key, default } => match (request.value(key), default) {
                (Value::Known(text), _) => all.extend(text.chars().map(Token::Character)),
                (Value::Absent, Some(text)) => all.extend(text.chars().map(Token::Character)),
                (Value::Absent, None) => return Err(NoValue),
                (Value::Unknown, _) => {
                    causes.insert(Cause::Key(key.clone()));
                    all.push(Token::Any);
                }
            },
            Token::Unknown(written) => {
                causes.insert(Cause::Text(written.clone()));
                all.push(Token::Any);
            }
            other => all.push(other.clone()),
        }
    }
    Ok(Resolved { tokens: Cow::Owned(all), causes })
}

/// A match that needs what is not known is none for certain.
pub(crate) fn possible(is_match: bool, causes: BTreeSet<Cause>) -> Truth {
    if is_match && !causes.is_empty() { Truth::Depends(causes) } else { is_match.into() }
}

fn tokens(text: &Text, syntax: Syntax) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in text.pieces() {
        match piece {
            Piece::Unknown(written) => tokens.push(Token::Unknown(written.clone())),
            Piece::Known(text) => known_tokens(text, syntax, &mut tokens),
        }
    }
    tokens
}

fn known_tokens(mut text: &str, syntax: Syntax, tokens: &mut Vec<Token>) {
    while let Some(first) = text.chars().next() {
        let variable = text.strip_prefix("${").filter(|_| syntax.has_variables).and_then(|rest| rest.split_once('}'));
        let (token, rest) = match variable {
            Some((variable, rest)) => (from_variable(variable), rest),
            None => (from_character(first, syntax), text.get(first.len_utf8()..).unwrap_or_default()),
        };
        tokens.push(token);
        text = rest;
    }
}

fn from_character(character: char, syntax: Syntax) -> Token {
    match character {
        '*' if syntax.has_wildcards => Token::Any,
        '?' if syntax.has_wildcards => Token::One,
        other => Token::Character(other),
    }
}

/// `${*}`, `${?}` and `${$}` stand for the character; whatever else for the value of a key.
fn from_variable(variable: &str) -> Token {
    match variable {
        "*" | "?" | "$" => Token::Character(variable.chars().next().unwrap_or_default()),
        _ => match variable.split_once(',') {
            Some((key, default)) => {
                let default = default.trim().trim_matches('\'');
                Token::Variable { key: key.trim().into(), default: Some(default.into()) }
            }
            None => Token::Variable { key: variable.trim().into(), default: None },
        },
    }
}

/// Whether all of `text` matches, with no more work than its length times the pattern's.
pub(crate) fn glob(mut tokens: &[Token], mut text: &str, ignores_case: bool) -> bool {
    let mut after_any: Option<(&[Token], &str)> = None;
    loop {
        let mut characters = text.chars();
        match (tokens.split_first(), characters.next()) {
            (None, None) => return true,
            (Some((Token::Any, rest)), _) => {
                after_any = Some((rest, text));
                tokens = rest;
                continue;
            }
            (Some((token, rest)), Some(character)) if token.takes(character, ignores_case) => {
                (tokens, text) = (rest, characters.as_str());
                continue;
            }
            _ => {}
        }
        let Some((rest, from)) = after_any else { return false };
        let mut characters = from.chars();
        if characters.next().is_none() {
            return false;
        }
        after_any = Some((rest, characters.as_str()));
        (tokens, text) = (rest, characters.as_str());
    }
}

impl Token {
    fn takes(&self, character: char, ignores_case: bool) -> bool {
        match self {
            Token::One => true,
            Token::Character(own) if ignores_case => own.to_lowercase().eq(character.to_lowercase()),
            Token::Character(own) => *own == character,
            _ => false,
        }
    }
}
