//! Patterns of a policy: wildcards and policy variables.

use super::holds::Holds;
use super::request::{Request, Value};
use alloc::{
    borrow::Cow,
    collections::BTreeSet,
    string::{String, ToString as _},
    vec::Vec,
};

/// Text of a policy that a value of a request is matched with.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Token>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Character(char),
    /// `*`: any characters, or none.
    Any,
    /// `?`: any one character.
    One,
    /// `${key}`.
    Variable(String),
}

impl Token {
    fn takes(&self, character: char) -> bool {
        *self == Token::One || *self == Token::Character(character)
    }
}

impl Pattern {
    /// With `*` and `?` as wildcards.
    pub(super) fn with_wildcards(text: &str) -> Self {
        Pattern(tokens(text, |character| match character {
            '*' => Token::Any,
            '?' => Token::One,
            other => Token::Character(other),
        }))
    }

    /// With `*` and `?` as themselves.
    pub(super) fn literal(text: &str) -> Self {
        Pattern(tokens(text, Token::Character))
    }

    pub(super) fn matches(&self, text: &str, request: &Request) -> Holds {
        let (tokens, unresolved) = self.resolved(request);
        matched(glob(&tokens, text), unresolved)
    }

    /// Matches an ARN part by part: a wildcard does not reach over a colon. `None` if the pattern has not the six
    /// parts of an ARN.
    pub(super) fn matches_arn(&self, text: &str, request: &Request) -> Option<Holds> {
        let (tokens, unresolved) = self.resolved(request);
        let patterns: Vec<&[Token]> = tokens.splitn(6, |token| *token == Token::Character(':')).collect();
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let is_match = parts.len() == 6 && patterns.iter().zip(&parts).all(|(pattern, part)| glob(pattern, part));
        (patterns.len() == 6).then(|| matched(is_match, unresolved))
    }

    /// The pattern with the variables that the request has a value for replaced, and the keys of the others.
    fn resolved(&self, request: &Request) -> (Cow<'_, [Token]>, BTreeSet<String>) {
        let mut unresolved = BTreeSet::new();
        if !self.0.iter().any(|token| matches!(token, Token::Variable(_))) {
            return (Cow::Borrowed(&self.0), unresolved);
        }
        let mut tokens = Vec::new();
        for token in &self.0 {
            match token {
                Token::Variable(key) => match request.value(key) {
                    Value::Known(text) => tokens.extend(text.chars().map(Token::Character)),
                    Value::Absent | Value::Unknown => {
                        unresolved.insert(key.clone());
                        tokens.push(Token::Any);
                    }
                },
                other => tokens.push(other.clone()),
            }
        }
        (Cow::Owned(tokens), unresolved)
    }
}

/// A match with variables that may be anything is none for sure.
fn matched(is_match: bool, unresolved: BTreeSet<String>) -> Holds {
    if is_match && !unresolved.is_empty() { Holds::Depends(unresolved) } else { is_match.into() }
}

fn tokens(mut text: &str, of_character: impl Fn(char) -> Token) -> Vec<Token> {
    let mut tokens = Vec::new();
    while let Some(first) = text.chars().next() {
        match text.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
            Some((variable, rest)) => {
                tokens.push(of_variable(variable));
                text = rest;
            }
            None => {
                tokens.push(of_character(first));
                text = text.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    tokens
}

/// `${*}`, `${?}` and `${$}` stand for the character; whatever else for a key's value, which may have a default.
fn of_variable(variable: &str) -> Token {
    match variable {
        "*" => Token::Character('*'),
        "?" => Token::Character('?'),
        "$" => Token::Character('$'),
        _ => Token::Variable(variable.split(',').next().unwrap_or_default().trim().to_string()),
    }
}

/// Whether all of `text` matches, with no more work than its length times the pattern's.
fn glob(mut tokens: &[Token], mut text: &str) -> bool {
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
            (Some((token, rest)), Some(character)) if token.takes(character) => {
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
