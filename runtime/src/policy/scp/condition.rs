//! Conditions of a policy.

use super::holds::Holds;
use super::pattern::Pattern;
use super::request::{Request, Value};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// What a condition operator does with the value of a key.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Operator {
    comparison: Comparison,
    is_negated: bool,
    /// What it says of a request without the key.
    without_key: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equals,
    EqualsIgnoreCase,
    Like,
    Arn,
    Null,
    /// A number, a date, a truth value, bytes or an address: no key that is known has such a value.
    Other,
}

impl Operator {
    /// The operator of this name, if there is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name == "Null" {
            return Some(Operator { comparison: Comparison::Null, is_negated: false, without_key: true });
        }
        let (name, of_set) = match name.strip_prefix("ForAllValues:") {
            Some(rest) => (rest, Some(true)),
            None => match name.strip_prefix("ForAnyValue:") {
                Some(rest) => (rest, Some(false)),
                None => (name, None),
            },
        };
        let (name, if_exists) = match name.strip_suffix("IfExists") {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        let (comparison, is_negated) = Comparison::named(name)?;
        Some(Operator { comparison, is_negated, without_key: if_exists || of_set.unwrap_or(is_negated) })
    }

    /// Whether it takes this value.
    pub(super) fn takes(self, value: &str) -> bool {
        self.comparison != Comparison::Null || matches!(value, "true" | "false")
    }
}

impl Comparison {
    fn named(name: &str) -> Option<(Self, bool)> {
        Some(match name {
            "StringEquals" => (Comparison::Equals, false),
            "StringNotEquals" => (Comparison::Equals, true),
            "StringEqualsIgnoreCase" => (Comparison::EqualsIgnoreCase, false),
            "StringNotEqualsIgnoreCase" => (Comparison::EqualsIgnoreCase, true),
            "StringLike" => (Comparison::Like, false),
            "StringNotLike" => (Comparison::Like, true),
            "ArnEquals" | "ArnLike" => (Comparison::Arn, false),
            "ArnNotEquals" | "ArnNotLike" => (Comparison::Arn, true),
            "NumericEquals"
            | "NumericNotEquals"
            | "NumericLessThan"
            | "NumericLessThanEquals"
            | "NumericGreaterThan"
            | "NumericGreaterThanEquals"
            | "DateEquals"
            | "DateNotEquals"
            | "DateLessThan"
            | "DateLessThanEquals"
            | "DateGreaterThan"
            | "DateGreaterThanEquals"
            | "Bool"
            | "BinaryEquals"
            | "IpAddress"
            | "NotIpAddress" => (Comparison::Other, false),
            _ => return None,
        })
    }
}

/// An operator, a key and the values, one of which must match.
#[derive(Debug)]
pub(super) struct Condition {
    operator: Operator,
    key: String,
    values: Vec<Pattern>,
}

impl Condition {
    pub(super) fn new(operator: Operator, key: &str, values: &[String]) -> Self {
        let pattern = |value: &String| match operator.comparison {
            Comparison::Like | Comparison::Arn => Pattern::with_wildcards(value),
            Comparison::EqualsIgnoreCase => Pattern::literal(&value.to_lowercase()),
            Comparison::Equals | Comparison::Null | Comparison::Other => Pattern::literal(value),
        };
        Condition { operator, key: key.to_string(), values: values.iter().map(pattern).collect() }
    }

    pub(super) fn holds(&self, request: &Request) -> Holds {
        let value = match request.value(&self.key) {
            Value::Unknown => return Holds::depends(&self.key),
            Value::Known(text) => Some(text),
            Value::Absent => None,
        };
        let Operator { comparison, is_negated, without_key } = self.operator;
        match (comparison, value) {
            (Comparison::Other, _) => Holds::depends(&self.key),
            (Comparison::Null, _) => {
                let is_absent = if value.is_none() { "true" } else { "false" };
                self.any_value(|pattern| pattern.matches(is_absent, request))
            }
            (_, None) => without_key.into(),
            (_, Some(text)) => {
                let matches = self.any_value(|pattern| self.matches(pattern, text, request));
                if is_negated { matches.not() } else { matches }
            }
        }
    }

    fn any_value(&self, matches: impl Fn(&Pattern) -> Holds) -> Holds {
        Holds::any(self.values.iter().map(matches))
    }

    fn matches(&self, pattern: &Pattern, text: &str, request: &Request) -> Holds {
        match self.operator.comparison {
            Comparison::Arn => {
                // What AWS makes of such a pattern is said nowhere: it matches no more than a wildcard could.
                let of_no_arn = || pattern.matches(text, request).and(Holds::depends(&self.key));
                pattern.matches_arn(text, request).unwrap_or_else(of_no_arn)
            }
            Comparison::EqualsIgnoreCase => pattern.matches(&text.to_lowercase(), request),
            _ => pattern.matches(text, request),
        }
    }
}
