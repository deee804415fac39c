//! ARNs and patterns of ARNs: six parts, matched one by one.
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>.

use crate::pattern::{NoValue, Pattern, Resolved, Syntax, Token, glob, possible, resolved};
use crate::{Cause, Request, Text, Truth};
use alloc::{string::ToString as _, vec::Vec};

/// How many parts an ARN has: `arn`, partition, service, Region, account, resource.
pub const PARTS: usize = 6;

/// The parts of an ARN; the last one may have colons of its own. `None` for what has fewer.
pub fn parts(arn: &str) -> Option<[&str; PARTS]> {
    let mut parts = arn.splitn(PARTS, ':');
    let all = [parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    Some(all)
}

/// A pattern of `Resource` or `NotResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResourcePattern {
    whole: Pattern,
    /// The text, for what depends on it.
    text: Text,
}

impl ResourcePattern {
    pub(crate) fn new(text: &Text, has_variables: bool) -> Self {
        let whole = Pattern::new(text, Syntax { has_wildcards: true, has_variables, ignores_case: false });
        ResourcePattern { whole, text: text.clone() }
    }

    /// Whether `arn` matches.
    ///
    /// Parts that the pattern lacks are completed with `*`. Wildcards stay within their part; a match that needs more is
    /// unsure, and so is one by a wildcard in the type of the resource. A policy variable before the fifth colon matches
    /// nothing.
    pub(crate) fn matches(&self, arn: &str, request: &dyn Request) -> Truth {
        let tokens = self.whole.tokens();
        if let [Token::Any] = tokens {
            return Truth::Yes;
        }
        let is_variable = |token: &Token| matches!(token, Token::Variable { .. });
        let own_parts = token_parts(tokens);
        if own_parts.iter().take(PARTS - 1).any(|part| part.iter().any(is_variable)) {
            return Truth::No;
        }
        let Ok(Resolved { tokens, causes }) = resolved(tokens, request) else { return Truth::No };
        // What is not known may hold colons, so that the parts are not known either.
        let is_open = causes.iter().any(|cause| matches!(cause, Cause::Text(_)));
        let own_parts = token_parts(&tokens);
        let completed = own_parts.iter().copied().chain(core::iter::repeat(&[Token::Any][..]));
        if !is_open && parts(arn).is_some_and(|parts| completed.zip(parts).all(|(own, part)| glob(own, part, false))) {
            let is_type_open = own_parts.get(PARTS - 1).is_some_and(|own| has_wildcard_in_type(own, arn));
            let own =
                if is_type_open { Truth::depends(Cause::TypeWildcard(self.text.to_string())) } else { Truth::Yes };
            return possible(true, causes).and(own);
        }
        match glob(&tokens, arn, false) || is_begun(&tokens, arn) {
            false => Truth::No,
            true if is_open => possible(true, causes),
            true => possible(true, causes).and(Truth::depends(Cause::BeyondColon(self.text.to_string()))),
        }
    }
}

/// Whether a wildcard stands in the type of a resource, which is what comes before the first `/` or `:`. AWS's page says that
/// it takes none; a lone `*` stands for all types. What has no such separator, and whatever S3 has, is an id alone.
fn has_wildcard_in_type(resource: &[Token], arn: &str) -> bool {
    let has_type = |[_, _, service, _, _, resource]: [&str; PARTS]| service != "s3" && resource.contains(['/', ':']);
    let is_end = |token: &Token| matches!(token, Token::Character('/' | ':'));
    let own = resource.split(is_end).next().unwrap_or_default();
    let has_wildcard = own.iter().any(|token| matches!(token, Token::Any | Token::One));
    let is_lone = resource.iter().all(|token| *token == Token::Any);
    has_wildcard && !is_lone && parts(arn).is_some_and(has_type)
}

/// Whether an ARN begins with a pattern that lacks parts, wherever its wildcards reach.
fn is_begun(tokens: &[Token], arn: &str) -> bool {
    let rest = [Token::Character(':'), Token::Any];
    let whole: Vec<Token> = tokens.iter().chain(&rest).cloned().collect();
    token_parts(tokens).len() < PARTS && glob(&whole, arn, false)
}

/// Whether `arn` matches a pattern of `ArnLike`, part by part: one of fewer parts matches no ARN. A policy variable is within
/// its part, whatever its value is. What a lone `*` matches no page says.
pub(crate) fn matches_arn(pattern: &Pattern, key: &str, arn: &str, request: &dyn Request) -> Truth {
    let tokens = pattern.tokens();
    if let [Token::Any] = tokens {
        return Truth::depends_on_key(key);
    }
    if tokens.iter().any(|token| matches!(token, Token::Unknown(_))) {
        return pattern.matches(arn, request);
    }
    let (own_parts, Some(parts)) = (token_parts(tokens), parts(arn)) else { return Truth::No };
    if own_parts.len() != PARTS {
        return Truth::No;
    }
    Truth::all(own_parts.into_iter().zip(parts).map(|(own, part)| match resolved(own, request) {
        Ok(Resolved { tokens, causes }) => possible(glob(&tokens, part, false), causes),
        Err(NoValue) => Truth::No,
    }))
}

/// At most six parts: the last one may have colons of its own.
fn token_parts(tokens: &[Token]) -> Vec<&[Token]> {
    tokens.splitn(PARTS, |token| *token == Token::Character(':')).collect()
}
