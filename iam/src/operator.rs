//! Condition operators.

use crate::arn::matches_arn;
use crate::pattern::{Pattern, Syntax};
use crate::{Request, Truth};
use alloc::string::{String, ToString as _};

/// What a condition operator does with the value of a key.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    comparison: Comparison,
    is_negated: bool,
    /// What it says of a request without the key.
    without_key: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Comparison {
    Equals,
    EqualsIgnoreCase,
    Like,
    Arn,
    Null,
    /// Of numbers.
    Number,
    /// Of dates, truth values, bytes and addresses.
    NoText,
}

/// The operators by their names, without `IfExists` and without what comes before them for keys of several values.
pub const OPERATORS: [&str; 27] = [
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
];

impl Operator {
    /// The operator of this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        let (name, of_set) = match (name.strip_prefix("ForAllValues:"), name.strip_prefix("ForAnyValue:")) {
            (Some(rest), _) => (rest, Some(true)),
            (None, Some(rest)) => (rest, Some(false)),
            (None, None) => (name, None),
        };
        let (name, if_exists) = match name.strip_suffix("IfExists") {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        let comparison = Comparison::from_name(name)?;
        if comparison == Comparison::Null && (if_exists || of_set.is_some()) {
            return None;
        }
        let is_negated = name.contains("Not");
        Some(Operator { comparison, is_negated, without_key: if_exists || of_set.unwrap_or(is_negated) })
    }

    /// Whether it says yes of a request without the key. What `Null` says its value decides.
    pub fn takes_absent_key(self) -> bool {
        self.without_key
    }

    /// Whether its values are those that do not match.
    pub fn is_negated(self) -> bool {
        self.is_negated
    }

    /// Whether `*` and `?` in its values stand for other characters.
    pub fn has_wildcards(self) -> bool {
        matches!(self.comparison, Comparison::Like | Comparison::Arn)
    }

    /// Whether it compares ARNs, part by part.
    pub fn compares_arns(self) -> bool {
        self.comparison == Comparison::Arn
    }

    /// Whether it compares texts or ARNs.
    pub fn compares_text(self) -> bool {
        !matches!(self.comparison, Comparison::Null | Comparison::Number | Comparison::NoText)
    }

    /// Whether it asks whether the key is there.
    pub fn is_null(self) -> bool {
        self.comparison == Comparison::Null
    }

    pub(crate) fn syntax(self, has_variables: bool) -> Syntax {
        let ignores_case = self.comparison == Comparison::EqualsIgnoreCase;
        Syntax { has_wildcards: self.has_wildcards(), has_variables, ignores_case }
    }

    /// Whether a known value of the key, or its absence, satisfies a condition with these values.
    pub(crate) fn satisfied(
        self,
        key: &str,
        value: Option<&str>,
        patterns: &[Pattern],
        request: &dyn Request,
    ) -> Truth {
        let any = |matches: &dyn Fn(&Pattern) -> Truth| Truth::any(patterns.iter().map(matches));
        match (self.comparison, value) {
            (Comparison::Null, value) => {
                let is_absent = value.is_none().to_string();
                any(&|pattern| pattern.matches(&is_absent, request))
            }
            (_, None) => self.without_key.into(),
            (Comparison::Number, Some(text)) if text.parse::<f64>().is_ok() => Truth::depends_on_key(key),
            (Comparison::Number | Comparison::NoText, Some(_)) => Truth::No,
            (comparison, Some(text)) => {
                let matches = match comparison {
                    Comparison::Arn => any(&|pattern| matches_arn(pattern, key, text, request)),
                    _ => any(&|pattern| pattern.matches(text, request)),
                };
                if self.is_negated { matches.negated() } else { matches }
            }
        }
    }
}

impl Comparison {
    fn from_name(name: &str) -> Option<Self> {
        let name = OPERATORS.into_iter().find(|known| *known == name)?;
        let kind: String = name.replace("Not", "");
        Some(match kind.as_str() {
            "StringEquals" => Comparison::Equals,
            "StringEqualsIgnoreCase" => Comparison::EqualsIgnoreCase,
            "StringLike" => Comparison::Like,
            "ArnEquals" | "ArnLike" => Comparison::Arn,
            "Null" => Comparison::Null,
            number if number.starts_with("Numeric") => Comparison::Number,
            _ => Comparison::NoText,
        })
    }
}
