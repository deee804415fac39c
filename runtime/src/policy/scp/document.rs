//! A service control policy, read from its document.

use super::condition::{Condition, Operator};
use super::error::ScpError;
use super::holds::Holds;
use super::json::Json;
use super::pattern::Pattern;
use super::request::Request;
use crate::policy::document::VERSION;
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// A statement of a service control policy.
#[derive(Debug)]
pub(super) struct Statement {
    /// Its id, or its place in the document.
    pub(super) name: String,
    pub(super) denies: bool,
    actions: Selection,
    resources: Selection,
    conditions: Vec<Condition>,
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Debug)]
struct Selection {
    is_of_others: bool,
    patterns: Vec<Pattern>,
}

impl Statement {
    pub(super) fn applies(&self, request: &Request) -> Holds {
        let action = self.actions.selects(&request.action.to_lowercase(), request);
        if action == Holds::No {
            return action;
        }
        let conditions = self.conditions.iter().map(|condition| condition.holds(request));
        action.and(self.resources.selects(request.resource, request)).and(Holds::all(conditions))
    }
}

impl Selection {
    fn selects(&self, text: &str, request: &Request) -> Holds {
        let matches = Holds::any(self.patterns.iter().map(|pattern| pattern.matches(text, request)));
        if self.is_of_others { matches.not() } else { matches }
    }
}

/// The statements of a document.
///
/// See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>.
pub(super) fn statements(document: &Json) -> Result<Vec<Statement>, ScpError> {
    let policy = Object::of(document, String::new(), &["Version", "Id", "Statement"])?;
    match policy.text("Version")? {
        Some(VERSION) => {}
        Some(other) => return Err(policy.wrong("Version", &format!("is `{other}`, and not `{VERSION}`"))),
        None => return Err(policy.wrong("Version", &format!("is missing: it is `{VERSION}`"))),
    }
    let Some(statements) = policy.get("Statement") else {
        return Err(policy.wrong("Statement", "is missing"));
    };
    let each = one_or_many(statements).iter().enumerate();
    each.map(|(at, statement)| read_statement(statement, format!("Statement[{at}]"))).collect()
}

fn read_statement(json: &Json, place: String) -> Result<Statement, ScpError> {
    const ELEMENTS: [&str; 7] = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];
    let object = Object::of(json, place, &ELEMENTS)?;
    let denies = match object.text("Effect")? {
        Some("Allow") => false,
        Some("Deny") => true,
        Some(other) => return Err(object.wrong("Effect", &format!("is `{other}`, and not `Allow` or `Deny`"))),
        None => return Err(object.wrong("Effect", "is missing: it is `Allow` or `Deny`")),
    };
    Ok(Statement {
        name: object.text("Sid")?.filter(|sid| !sid.is_empty()).unwrap_or(&object.place).to_string(),
        denies,
        // The names of actions ignore case.
        actions: object.selection("Action", "NotAction", |text| Pattern::with_wildcards(&text.to_lowercase()))?,
        resources: object.selection("Resource", "NotResource", Pattern::with_wildcards)?,
        conditions: object.get("Condition").map_or(Ok(Vec::new()), |json| conditions(json, &object))?,
    })
}

fn conditions(json: &Json, statement: &Object) -> Result<Vec<Condition>, ScpError> {
    let mut conditions = Vec::new();
    for (name, keys) in entries(json, &statement.path("Condition"))? {
        let place = statement.path(&format!("Condition.{name}"));
        let Some(operator) = Operator::named(name) else {
            return Err(ScpError::not_a_policy(&place, "is not a condition operator"));
        };
        for (key, values) in entries(keys, &place)? {
            let place = format!("{place}.{key}");
            let values = texts(values, &place)?;
            if let Some(other) = values.iter().find(|value| !operator.takes(value)) {
                return Err(ScpError::not_a_policy(&place, &format!("is `{other}`, and not `true` or `false`")));
            }
            conditions.push(Condition::new(operator, key, &values));
        }
    }
    Ok(conditions)
}

/// An object, and its place in the document: empty for the document itself.
struct Object<'a> {
    entries: &'a [(String, Json)],
    place: String,
}

impl<'a> Object<'a> {
    fn of(json: &'a Json, place: String, elements: &[&str]) -> Result<Self, ScpError> {
        let object = Object { entries: entries(json, &place)?, place };
        match object.entries.iter().find(|(key, _)| !elements.contains(&key.as_str())) {
            Some((key, _)) => Err(object.wrong(key, "is no element of a service control policy")),
            None => Ok(object),
        }
    }

    fn get(&self, element: &str) -> Option<&'a Json> {
        self.entries.iter().find(|(key, _)| key == element).map(|(_, value)| value)
    }

    fn text(&self, element: &str) -> Result<Option<&'a str>, ScpError> {
        match self.get(element) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(element, "is not text")),
        }
    }

    fn selection(
        &self,
        element: &str,
        of_others: &str,
        pattern: impl Fn(&str) -> Pattern,
    ) -> Result<Selection, ScpError> {
        let (element, json, is_of_others) = match (self.get(element), self.get(of_others)) {
            (Some(json), None) => (element, json, false),
            (None, Some(json)) => (of_others, json, true),
            (None, None) => return Err(self.wrong(element, &format!("is missing, and so is `{of_others}`"))),
            (Some(_), Some(_)) => return Err(self.wrong(element, &format!("stands beside `{of_others}`"))),
        };
        let texts = texts(json, &self.path(element))?;
        Ok(Selection { is_of_others, patterns: texts.iter().map(|text| pattern(text)).collect() })
    }

    fn path(&self, element: &str) -> String {
        if self.place.is_empty() { element.to_string() } else { format!("{}.{element}", self.place) }
    }

    fn wrong(&self, element: &str, problem: &str) -> ScpError {
        ScpError::not_a_policy(&self.path(element), problem)
    }
}

fn entries<'a>(json: &'a Json, place: &str) -> Result<&'a [(String, Json)], ScpError> {
    match json {
        Json::Object(entries) => Ok(entries),
        _ => Err(ScpError::not_a_policy(place, "is not an object")),
    }
}

/// One text or several, and never none.
fn texts(json: &Json, place: &str) -> Result<Vec<String>, ScpError> {
    let texts = one_or_many(json).iter().map(|item| match item {
        Json::Text(text) => Ok(text.clone()),
        _ => Err(ScpError::not_a_policy(place, "holds something that is not text")),
    });
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    if texts.is_empty() { Err(ScpError::not_a_policy(place, "is empty")) } else { Ok(texts) }
}

fn one_or_many(json: &Json) -> &[Json] {
    match json {
        Json::List(items) => items,
        one => core::slice::from_ref(one),
    }
}
