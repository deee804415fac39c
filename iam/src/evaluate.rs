//! What statements together say of a request.
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.

use crate::document::Effect;
use crate::{Request, Statement, Truth};

/// Whether a statement allows the request. One whose effect is not known may.
pub fn is_allowed(statements: &[Statement], request: &dyn Request) -> Truth {
    allows(statements, request).and(denies(statements, request).negated())
}

/// Whether one of the statements allows the request, whatever others deny.
pub fn allows<'s>(statements: impl IntoIterator<Item = &'s Statement>, request: &dyn Request) -> Truth {
    Truth::any(statements.into_iter().map(|statement| match statement.effect() {
        Effect::Deny => Truth::No,
        effect => effect.is_certain().and(statement.applies(request)),
    }))
}

/// Whether one of the statements denies the request.
pub fn denies<'s>(statements: impl IntoIterator<Item = &'s Statement>, request: &dyn Request) -> Truth {
    Truth::any(statements.into_iter().map(|statement| match statement.effect() {
        Effect::Allow => Truth::No,
        effect => effect.is_certain().and(statement.applies(request)),
    }))
}
