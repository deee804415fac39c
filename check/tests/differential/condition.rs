//! Conditions.
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html> and
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>.

use crate::{
    evaluator::{Refused, Tri, texts},
    pattern::Pattern,
};
use serde_json::Value;

pub(crate) const PROFILE_KEY: &str = "bedrock:InferenceProfileArn";
pub(crate) const REGION_KEY: &str = "aws:RequestedRegion";
pub(crate) const ACCOUNT_KEY: &str = "aws:PrincipalAccount";
/// A key that one page of AWS prints, and that does not exist.
pub(crate) const NO_KEY: &str = "aws:InferenceProfileArn";

/// Every operator, without what may stand before or after it.
pub(crate) const OPERATORS: [&str; 27] = [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
    "Null",
];

/// The values of a request's condition keys.
pub(crate) struct Context<'a> {
    account: &'a str,
    requested_region: &'a str,
    inference_profile_arn: Option<&'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(account: &'a str, requested_region: &'a str, inference_profile_arn: Option<&'a str>) -> Self {
        Context { account, requested_region, inference_profile_arn }
    }

    pub(crate) fn value(&self, key: &str) -> KeyValue<'a> {
        match Subject::of(key) {
            Subject::Profile => self.inference_profile_arn.map_or(KeyValue::Absent, KeyValue::Is),
            Subject::Region => KeyValue::Is(self.requested_region),
            Subject::Account => KeyValue::Is(self.account),
            Subject::Nothing => KeyValue::Absent,
            Subject::Open => KeyValue::Open,
        }
    }
}

/// The value of a condition key.
pub(crate) enum KeyValue<'a> {
    Is(&'a str),
    Absent,
    /// Any value, or none.
    Open,
}

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Profile,
    Region,
    Account,
    /// A key that no request has.
    Nothing,
    /// A key whose value is open.
    Open,
}

impl Subject {
    fn of(key: &str) -> Self {
        let is = |other: &str| key.eq_ignore_ascii_case(other);
        match () {
            () if is(PROFILE_KEY) => Subject::Profile,
            () if is(REGION_KEY) => Subject::Region,
            () if is(ACCOUNT_KEY) => Subject::Account,
            () if is(NO_KEY) => Subject::Nothing,
            () => Subject::Open,
        }
    }
}

/// One operator on one key.
pub(crate) struct Clause {
    key: String,
    pub(crate) subject: Subject,
    operator: Operator,
    pub(crate) values: Vec<Pattern>,
}

struct Operator {
    test: Test,
    negated: bool,
    if_exists: bool,
    set: Set,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Test {
    Equals,
    EqualsIgnoringCase,
    Glob,
    Arn,
    Null,
    /// Of numbers, dates, booleans, bytes or addresses.
    NotOfText,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    None,
    ForAllValues,
    ForAnyValue,
}

impl Operator {
    fn read(name: &str) -> Result<Self, Refused> {
        let refused = || Refused(name.to_owned());
        let (set, rest) = match name.split_once(':') {
            None => (Set::None, name),
            Some(("ForAllValues", rest)) => (Set::ForAllValues, rest),
            Some(("ForAnyValue", rest)) => (Set::ForAnyValue, rest),
            Some(_) => return Err(refused()),
        };
        let base = rest.strip_suffix("IfExists").unwrap_or(rest);
        let if_exists = base.len() < rest.len();
        if !OPERATORS.contains(&base) || (base == "Null" && name != "Null") {
            return Err(refused());
        }
        Ok(Operator { test: Test::of(base), negated: base.contains("Not"), if_exists, set })
    }
}

impl Test {
    fn of(base: &str) -> Self {
        match base {
            "StringEquals" | "StringNotEquals" => Test::Equals,
            "StringEqualsIgnoreCase" | "StringNotEqualsIgnoreCase" => Test::EqualsIgnoringCase,
            "StringLike" | "StringNotLike" => Test::Glob,
            "ArnEquals" | "ArnNotEquals" | "ArnLike" | "ArnNotLike" => Test::Arn,
            "Null" => Test::Null,
            _ => Test::NotOfText,
        }
    }
}

impl Clause {
    pub(crate) fn read_all(condition: Option<&Value>, variables: bool) -> Result<Vec<Self>, Refused> {
        let Some(condition) = condition else { return Ok(Vec::new()) };
        let block = condition.as_object().ok_or_else(|| Refused("the condition".to_owned()))?;
        let mut clauses = Vec::new();
        for (operator, keys) in block {
            for (key, values) in keys.as_object().ok_or_else(|| Refused(operator.clone()))? {
                clauses.push(Clause::read(operator, key, values, variables)?);
            }
        }
        Ok(clauses)
    }

    fn read(operator: &str, key: &str, values: &Value, variables: bool) -> Result<Self, Refused> {
        let values = texts(values).ok_or_else(|| Refused(key.to_owned()))?;
        let values = values.iter().map(|value| Pattern::new(value, variables)).collect();
        Ok(Clause { key: key.to_owned(), subject: Subject::of(key), operator: Operator::read(operator)?, values })
    }

    pub(crate) fn holds(&self, context: &Context) -> Tri {
        let value = context.value(&self.key);
        match (self.operator.test, value) {
            (_, KeyValue::Open) => self.holds_openly(),
            (Test::Null, value) => self.holds_as_null(matches!(value, KeyValue::Absent)),
            (_, KeyValue::Absent) => Tri::of(self.holds_without_the_key()),
            (_, KeyValue::Is(value)) if self.operator.negated => self.matches(value, context).not(),
            (_, KeyValue::Is(value)) => self.matches(value, context),
        }
    }

    fn holds_as_null(&self, absent: bool) -> Tri {
        let wanted = if absent { "true" } else { "false" };
        Tri::of(self.values.iter().any(|value| value.text() == wanted))
    }

    /// `ForAnyValue` is false of no values, `ForAllValues` is true, and what is negated is true.
    fn holds_without_the_key(&self) -> bool {
        let operator = &self.operator;
        operator.if_exists || operator.set == Set::ForAllValues || (operator.negated && operator.set == Set::None)
    }

    fn matches(&self, value: &str, context: &Context) -> Tri {
        Tri::any(self.values.iter().map(|pattern| match self.operator.test {
            Test::Equals => pattern.equals(value, context),
            Test::EqualsIgnoringCase => pattern.equals_ignoring_case(value, context),
            Test::Glob => pattern.matches_glob(value, context),
            Test::Arn => pattern.matches_arn(value, context),
            // An account is a number; whether text that is none differs from one, no page says.
            Test::NotOfText if self.operator.negated || self.subject == Subject::Account => Tri::Unsure,
            Test::NotOfText | Test::Null => Tri::No,
        }))
    }

    /// Some value that the key may have makes it true and another false, but where there are no values to match.
    fn holds_openly(&self) -> Tri {
        let never = self.values.is_empty() && !self.operator.negated && self.operator.set == Set::None;
        if never && !self.operator.if_exists { Tri::No } else { Tri::Depends }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.subject == Subject::Open || self.has_variables()
    }

    pub(crate) fn has_variables(&self) -> bool {
        self.values.iter().any(Pattern::has_variables)
    }

    /// Whether it asks that the value be one of those that it lists.
    pub(crate) fn is_positive(&self) -> bool {
        !self.operator.negated && !matches!(self.operator.test, Test::Null | Test::NotOfText)
    }

    /// Whether its meaning is argued about: no value is listed, or text is compared as what it is not.
    pub(crate) fn is_arguable(&self) -> bool {
        self.values.is_empty() || self.operator.test == Test::NotOfText
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PROFILE: &str = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";

    fn holds_for(operator: &str, key: &str, values: &Value, profile: Option<&str>) -> Tri {
        let condition = json!({ operator: { key: values } });
        let clauses = Clause::read_all(Some(&condition), true).expect("a condition");
        Tri::all(clauses.iter().map(|clause| clause.holds(&Context::new("123456789012", "us-east-1", profile))))
    }

    fn on_profile(operator: &str) -> [Tri; 3] {
        let other = PROFILE.replace("us.", "eu.");
        [Some(PROFILE), Some(&other), None].map(|profile| holds_for(operator, PROFILE_KEY, &json!(PROFILE), profile))
    }

    /// For the value that is listed, another one, and without the key.
    #[test]
    fn operators_on_a_profile() {
        use Tri::{No, Unsure, Yes};
        for (operator, expected) in [
            ("StringEquals", [Yes, No, No]),
            ("ArnEquals", [Yes, No, No]),
            ("StringLike", [Yes, No, No]),
            ("StringNotEquals", [No, Yes, Yes]),
            ("ArnNotLike", [No, Yes, Yes]),
            ("StringEqualsIfExists", [Yes, No, Yes]),
            ("ArnNotEqualsIfExists", [No, Yes, Yes]),
            ("ForAllValues:StringEquals", [Yes, No, Yes]),
            ("ForAnyValue:StringEquals", [Yes, No, No]),
            ("ForAnyValue:StringNotEquals", [No, Yes, No]),
            ("ForAllValues:ArnNotEquals", [No, Yes, Yes]),
            ("ForAnyValue:ArnLikeIfExists", [Yes, No, Yes]),
            ("DateGreaterThan", [No, No, No]),
            ("BinaryEquals", [No, No, No]),
            ("IpAddressIfExists", [No, No, Yes]),
            ("NumericNotEquals", [Unsure, Unsure, Yes]),
        ] {
            assert_eq!(on_profile(operator), expected, "{operator}");
        }
    }

    #[test]
    fn null_asks_for_the_key() {
        let null = |wanted: Value, profile| holds_for("Null", PROFILE_KEY, &wanted, profile);
        assert_eq!(null(json!("true"), None), Tri::Yes);
        assert_eq!(null(json!(true), Some(PROFILE)), Tri::No);
        assert_eq!(null(json!("false"), Some(PROFILE)), Tri::Yes);
    }

    #[test]
    fn string_equals_takes_wildcards_literally() {
        let region = |operator, values| holds_for(operator, REGION_KEY, &values, None);
        assert_eq!(region("StringEquals", json!("us-*")), Tri::No);
        assert_eq!(region("StringLike", json!(["eu-*", "us-*"])), Tri::Yes);
        assert_eq!(region("StringEquals", json!("US-EAST-1")), Tri::No);
        assert_eq!(region("StringEqualsIgnoreCase", json!("US-EAST-1")), Tri::Yes);
        assert_eq!(region("StringNotEquals", json!(["us-east-1", "us-west-2"])), Tri::No);
        assert_eq!(region("StringEquals", json!([])), Tri::No);
        assert_eq!(region("ArnLike", json!("us-east-*")), Tri::No);
    }

    #[test]
    fn keys_ignore_case_and_may_be_open_or_none() {
        assert_eq!(holds_for("StringEquals", "AWS:requestedREGION", &json!("us-east-1"), None), Tri::Yes);
        assert_eq!(holds_for("StringEquals", "aws:PrincipalTag/team", &json!("a"), None), Tri::Depends);
        assert_eq!(holds_for("StringEquals", NO_KEY, &json!(PROFILE), Some(PROFILE)), Tri::No);
        assert_eq!(holds_for("StringEquals", ACCOUNT_KEY, &json!("123456789012"), None), Tri::Yes);
    }

    #[test]
    fn unknown_operators_are_refused() {
        for operator in ["StringMatches", "ForEachValue:StringEquals", "NullIfExists", "stringequals"] {
            let condition = json!({ operator: { REGION_KEY: "us-east-1" } });
            assert!(Clause::read_all(Some(&condition), true).is_err(), "{operator}");
        }
    }
}
