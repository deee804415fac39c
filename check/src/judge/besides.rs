//! What statements allow besides invoking.

use super::profiles::is_about_invoking;
use super::service::{self, INVOKING};
use super::statement::Statement;
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted;
use bedrock_profiles_iam::Truth;
use bedrock_profiles_iam::document::Effect;

/// What is said of the other actions of Bedrock that a statement allows.
pub(super) fn finding(statement: &Statement) -> Option<Finding> {
    if *statement.effect() != Effect::Allow || statement.bound.actions.is_negated {
        return None;
    }
    let is_other = |action: &&str| {
        let is_of_bedrock = action.to_ascii_lowercase().starts_with("bedrock:");
        is_of_bedrock && !service::is_invoking(action) && service::is_action(action)
    };
    let texts = statement.bound.actions.texts.iter().filter_map(|located| located.text.known());
    let others = quoted(texts.filter(is_other));
    let is_invoking = INVOKING.iter().any(|action| statement.action(action.as_str()) != Truth::No);
    let message = match (others.as_str(), is_invoking || is_about_invoking(statement)) {
        ("", _) => return None,
        (others, true) => format!("is judged without its other actions: {others}"),
        (others, false) => format!("is not about invoking: it allows {others}"),
    };
    Some(statement.finding(Severity::Note, Kind::Beside, message))
}
