//! Statements, ready to be evaluated.

use crate::arn::ResourcePattern;
use crate::document::{self, Effect};
use crate::pattern::{Pattern, Syntax};
use crate::{Cause, Operator, Request, Text, Truth, Value};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// A statement of a policy.
#[derive(Clone, Debug)]
pub struct Statement {
    effect: Effect,
    actions: Selection<Pattern>,
    resources: Selection<ResourcePattern>,
    conditions: Vec<Condition>,
}

/// An element and its `Not…`, such as `Action` and `NotAction`.
#[derive(Clone, Debug)]
struct Selection<P> {
    is_negated: bool,
    patterns: Vec<P>,
}

/// An operator, a key and the values, one of which must match.
#[derive(Clone, Debug)]
enum Condition {
    Known {
        operator: Operator,
        key: String,
        values: Vec<Pattern>,
    },
    /// One that the reader can't resolve, or whose operator does not exist.
    Unknown(Cause),
}

impl Statement {
    /// The statement as the document has it. `has_variables` says whether its version knows policy variables.
    pub fn new(statement: &document::Statement, has_variables: bool) -> Self {
        let actions = Syntax { has_wildcards: true, has_variables: false, ignores_case: true };
        Statement {
            effect: statement.effect.clone(),
            actions: Selection::new(&statement.actions, |text| Pattern::new(text, actions)),
            resources: Selection::new(&statement.resources, |text| ResourcePattern::new(text, has_variables)),
            conditions: statement.conditions.iter().map(|condition| Condition::new(condition, has_variables)).collect(),
        }
    }

    /// What it does with the requests that it applies to.
    pub fn effect(&self) -> &Effect {
        &self.effect
    }

    /// Whether it applies to a request.
    pub fn applies(&self, request: &dyn Request) -> Truth {
        let action = self.action(request);
        if action == Truth::No {
            return action;
        }
        let resource = self.resource(request);
        if resource == Truth::No {
            return resource;
        }
        action.and(resource).and(Truth::all(self.conditions(request)))
    }

    /// Whether its actions name that of the request.
    pub fn action(&self, request: &dyn Request) -> Truth {
        self.actions.selects(|pattern| pattern.matches(request.action(), request))
    }

    /// Whether its resources name that of the request.
    pub fn resource(&self, request: &dyn Request) -> Truth {
        self.resources.selects(|pattern| pattern.matches(request.resource(), request))
    }

    /// Whether the request satisfies each of its conditions, in the order of [`document::Statement::conditions`].
    pub fn conditions<'r>(&'r self, request: &'r dyn Request) -> impl Iterator<Item = Truth> + 'r {
        self.conditions.iter().map(move |condition| condition.satisfied(request))
    }
}

impl<P> Selection<P> {
    fn new(selection: &document::Selection, pattern: impl Fn(&Text) -> P) -> Self {
        let patterns = selection.texts.iter().map(|located| pattern(&located.text)).collect();
        Selection { is_negated: selection.is_negated, patterns }
    }

    fn selects(&self, matches: impl Fn(&P) -> Truth) -> Truth {
        let matches = Truth::any(self.patterns.iter().map(matches));
        // An element that is missing selects nothing, whichever it is.
        if self.is_negated && !self.patterns.is_empty() { matches.negated() } else { matches }
    }
}

impl Condition {
    fn new(condition: &document::Condition, has_variables: bool) -> Self {
        let operator = condition.operator.known().and_then(Operator::from_name);
        match (operator, condition.key.known()) {
            (Some(operator), Some(key)) => {
                let pattern = |text| Pattern::new(text, operator.syntax(has_variables));
                let values = condition.values.iter().map(|located| pattern(&located.text)).collect();
                Condition::Known { operator, key: key.to_string(), values }
            }
            (None, _) if condition.operator.known().is_some() => {
                Condition::Unknown(Cause::Refused(condition.operator.to_string()))
            }
            (None, _) => Condition::Unknown(Cause::Text(condition.operator.to_string())),
            (_, None) => Condition::Unknown(Cause::Text(condition.key.to_string())),
        }
    }

    fn satisfied(&self, request: &dyn Request) -> Truth {
        match self {
            Condition::Unknown(cause) => Truth::depends(cause.clone()),
            Condition::Known { operator, key, values } => match request.value(key) {
                Value::Unknown => Truth::depends_on_key(key),
                Value::Known(text) => operator.satisfied(key, Some(text), values, request),
                Value::Absent => operator.satisfied(key, None, values, request),
            },
        }
    }
}
