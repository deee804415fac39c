//! A policy evaluator written from AWS's documentation of the policy language.
//!
//! What it does not know stays unknown: a value between no and yes, with its reason.
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>.

use crate::{
    condition::{Clause, Context},
    pattern::{Pattern, action_matches},
};
use serde_json::Value;

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tri {
    No,
    /// On a condition key whose value the request leaves open.
    Depends,
    /// AWS's documentation leaves it open.
    Unsure,
    Yes,
}

impl Tri {
    pub(crate) fn of(holds: bool) -> Self {
        if holds { Tri::Yes } else { Tri::No }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Tri::No, _) | (_, Tri::No) => Tri::No,
            (Tri::Unsure, _) | (_, Tri::Unsure) => Tri::Unsure,
            (Tri::Depends, _) | (_, Tri::Depends) => Tri::Depends,
            (Tri::Yes, Tri::Yes) => Tri::Yes,
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Tri::Yes, _) | (_, Tri::Yes) => Tri::Yes,
            (Tri::Unsure, _) | (_, Tri::Unsure) => Tri::Unsure,
            (Tri::Depends, _) | (_, Tri::Depends) => Tri::Depends,
            (Tri::No, Tri::No) => Tri::No,
        }
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Tri::No => Tri::Yes,
            Tri::Yes => Tri::No,
            unknown => unknown,
        }
    }

    pub(crate) fn any(values: impl IntoIterator<Item = Self>) -> Self {
        values.into_iter().fold(Tri::No, Self::or)
    }

    pub(crate) fn all(values: impl IntoIterator<Item = Self>) -> Self {
        values.into_iter().fold(Tri::Yes, Self::and)
    }
}

/// Why IAM refuses a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) String);

pub(crate) struct Policy {
    pub(crate) statements: Vec<Statement>,
}

pub(crate) struct Statement {
    pub(crate) allows: bool,
    not_action: bool,
    pub(crate) actions: Vec<String>,
    pub(crate) not_resource: bool,
    pub(crate) resources: Vec<Pattern>,
    pub(crate) clauses: Vec<Clause>,
}

impl Policy {
    pub(crate) fn read(document: &Value) -> Result<Self, Refused> {
        let variables = match document.get("Version").map(Value::as_str) {
            None | Some(Some("2008-10-17")) => false,
            Some(Some("2012-10-17")) => true,
            Some(_) => return refuse("the version"),
        };
        let statements = list(&document["Statement"]);
        let statements = statements.iter().map(|statement| Statement::read(statement, variables));
        Ok(Policy { statements: statements.collect::<Result<_, _>>()? })
    }

    /// An explicit deny wins.
    pub(crate) fn allows(&self, action: &str, resource: &str, context: &Context) -> Tri {
        let any = |allows| {
            let statements = self.statements.iter().filter(move |statement| statement.allows == allows);
            Tri::any(statements.map(|statement| statement.matches(action, resource, context)))
        };
        any(true).and(any(false).not())
    }

    /// Whether conditions or variables ask more than once for values that are open, which may depend on each other.
    pub(crate) fn asks_openly_more_than_once(&self) -> bool {
        let open = self.statements.iter().map(|statement| {
            let resources = statement.resources.iter().filter(|pattern| pattern.has_variables()).count();
            resources + statement.clauses.iter().filter(|clause| clause.is_open()).count()
        });
        open.sum::<usize>() > 1
    }
}

impl Statement {
    fn read(statement: &Value, variables: bool) -> Result<Self, Refused> {
        let allows = match statement["Effect"].as_str() {
            Some("Allow") => true,
            Some("Deny") => false,
            _ => return refuse("the effect"),
        };
        let (not_action, actions) = either(statement, "Action", "NotAction")?;
        let (not_resource, resources) = either(statement, "Resource", "NotResource")?;
        if actions.iter().any(|action| action != "*" && !action.contains(':')) {
            return refuse("an action without a service");
        }
        if resources.iter().any(|resource| resource != "*" && !resource.starts_with("arn:")) {
            return refuse("a resource that is no ARN");
        }
        let resources = resources.iter().map(|resource| Pattern::new(resource, variables)).collect();
        let clauses = Clause::read_all(statement.get("Condition"), variables)?;
        Ok(Statement { allows, not_action, actions, not_resource, resources, clauses })
    }

    pub(crate) fn matches(&self, action: &str, resource: &str, context: &Context) -> Tri {
        self.action(action).and(self.resource(resource, context)).and(self.condition(context))
    }

    pub(crate) fn condition(&self, context: &Context) -> Tri {
        Tri::all(self.clauses.iter().map(|clause| clause.holds(context)))
    }

    pub(crate) fn action(&self, action: &str) -> Tri {
        Tri::of(self.actions.iter().any(|pattern| action_matches(pattern, action)) != self.not_action)
    }

    pub(crate) fn resource(&self, arn: &str, context: &Context) -> Tri {
        let named = Tri::any(self.resources.iter().map(|pattern| pattern.matches_resource(arn, context)));
        if self.not_resource { named.not() } else { named }
    }

    /// Whether one of the patterns that match the action matches an invoking action too.
    pub(crate) fn is_wide_for(&self, action: &str, invoking: &[&str]) -> bool {
        let invokes = |pattern: &str| invoking.iter().any(|action| action_matches(pattern, action));
        if self.not_action {
            return invoking.iter().any(|action| self.action(action) == Tri::Yes);
        }
        self.actions.iter().any(|pattern| action_matches(pattern, action) && invokes(pattern))
    }

    pub(crate) fn is_about_models_only(&self) -> bool {
        !self.not_resource && self.resources.iter().all(Pattern::is_a_model)
    }

    /// What `Resource` names; `NotResource` names nothing.
    pub(crate) fn resource_patterns(&self) -> &[Pattern] {
        if self.not_resource { &[] } else { &self.resources }
    }

    pub(crate) fn has_service_wildcard(&self) -> bool {
        self.resources.iter().any(Pattern::has_service_wildcard)
    }

    pub(crate) fn resource_varies(&self) -> bool {
        self.resources.iter().any(Pattern::has_variables)
    }
}

fn refuse<T>(what: &str) -> Result<T, Refused> {
    Err(Refused(what.to_owned()))
}

/// An element or its negation, of which a statement has one.
fn either(statement: &Value, element: &str, negation: &str) -> Result<(bool, Vec<String>), Refused> {
    let (negated, value) = match (statement.get(element), statement.get(negation)) {
        (Some(value), None) => (false, value),
        (None, Some(value)) => (true, value),
        _ => return refuse(element),
    };
    let texts = texts(value).ok_or_else(|| Refused(element.to_owned()))?;
    if texts.is_empty() { refuse(element) } else { Ok((negated, texts)) }
}

/// A list, of which a single item needs no brackets.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// Strings; numbers and booleans count as their text.
pub(crate) fn texts(value: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    list(value).iter().map(text).collect()
}
