//! What the conditions of a statement say of the profile and of the Region requested.

use super::arn::{in_own_partition, is_pattern, matches};
use super::document::{Condition, Statement};
use bedrock_profiles::scp::Scps;
use serde_json::json;

pub(super) const PROFILE: &str = "bedrock:InferenceProfileArn";
pub(super) const REQUESTED_REGION: &str = "aws:RequestedRegion";

/// Operators for text and ARNs: those that can pin a profile or a Region.
pub(super) const OPERATORS: [&str; 11] = [
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
    "Null",
];

/// A profile through which a model is invoked, or a pattern of such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Through {
    pub(super) arn: String,
    /// Whether wildcards in it count.
    pub(super) is_pattern: bool,
}

impl Through {
    pub(super) fn takes(&self, arn: &str) -> bool {
        self.arn == arn || self.is_pattern && matches(&self.arn, arn)
    }
}

/// The Region requested, or what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Requested {
    Is(String),
    Like(String),
    NoneOf(Vec<String>),
}

impl Requested {
    pub(super) fn takes(&self, region: &str) -> bool {
        match self {
            Requested::Is(name) => name == region,
            Requested::Like(pattern) => matches(pattern, region),
            Requested::NoneOf(patterns) => !patterns.iter().any(|pattern| matches(pattern, region)),
        }
    }
}

/// A condition on the profile that does not pin it, and its operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loose<'s> {
    pub(super) operator: &'s str,
    pub(super) lets: Lets,
}

/// What a loose condition lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lets {
    /// Requests without a profile too.
    Direct,
    /// Requests without a profile alone.
    DirectAlone,
    /// Requests through any profile.
    AnyProfile,
    /// Whatever is not the profile.
    Others,
}

/// What keeps requests out of what a statement grants otherwise, or may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit<'s> {
    /// There is no such action.
    NoAction,
    /// No profile satisfies the conditions on it, or IAM refuses the conditions.
    NoProfile,
    /// A condition on the Region, by its key.
    Region(&'s str),
    /// A condition on something else, by its key.
    Other(&'s str),
}

/// What the conditions of a statement say. A list is empty where there is no condition.
#[derive(Debug, Default)]
pub(super) struct Conditions<'s> {
    /// As if `StringEquals` stood in place of what is loose: that is found by itself.
    pub(super) through: Vec<Through>,
    pub(super) requested: Vec<Requested>,
    pub(super) loose: Option<Loose<'s>>,
    /// The surest of what keeps requests out.
    pub(super) limit: Option<Limit<'s>>,
}

/// The conditions on neither the profile nor the Region.
pub(super) fn others(statement: &Statement) -> impl Iterator<Item = &Condition> {
    let is_own = |key: &str| [PROFILE, REQUESTED_REGION].iter().any(|own| own.eq_ignore_ascii_case(key));
    statement.conditions.iter().filter(move |condition| !is_own(&condition.key))
}

impl<'s> Conditions<'s> {
    pub(super) fn of(statement: &'s Statement) -> Self {
        let on = |key: &'static str| {
            statement.conditions.iter().filter(move |condition| condition.key.eq_ignore_ascii_case(key))
        };
        let other = others(statement).next().map(|condition| Limit::Other(&condition.key));
        let mut conditions = Conditions { limit: other, loose: loose(on(PROFILE)), ..Conditions::default() };
        on(REQUESTED_REGION).for_each(|condition| conditions.pin_region(condition));
        if statement.is_condition_malformed || needs_profile_and_none(on(PROFILE)) {
            conditions.limit = Some(Limit::NoProfile);
        }
        for condition in on(PROFILE).filter(|condition| Operator::of(condition).names_profiles()) {
            conditions.pin_profile(condition);
        }
        on(PROFILE).filter(|condition| Operator::of(condition).is_negated()).for_each(|it| conditions.leave_out(it));
        conditions
    }

    /// One of the profiles that this condition names, and those before it.
    fn pin_profile(&mut self, condition: &'s Condition) {
        let named = profiles(condition);
        if self.through.is_empty() {
            self.through = named;
            return;
        }
        let pairs = self.through.iter().flat_map(|known| named.iter().map(move |named| (known, named)));
        let in_both = pairs.filter_map(|(known, named)| match (named.takes(&known.arn), known.takes(&named.arn)) {
            (true, _) => Some(known.clone()),
            (false, true) => Some(named.clone()),
            (false, false) => None,
        });
        self.through = in_both.collect();
        self.limit_if_none_is_left();
    }

    /// None of the profiles that this condition names; where no other names any, as if it named what is meant.
    fn leave_out(&mut self, condition: &'s Condition) {
        let left_out = profiles(condition);
        if self.through.is_empty() {
            self.through = left_out;
            return;
        }
        self.through.retain(|known| !left_out.iter().any(|left_out| left_out.takes(&known.arn)));
        self.limit_if_none_is_left();
    }

    fn limit_if_none_is_left(&mut self) {
        if self.through.is_empty() {
            self.limit = Some(Limit::NoProfile);
        }
    }

    fn pin_region(&mut self, condition: &'s Condition) {
        let values = condition.values.iter();
        let of_value = |value: &String| {
            if is_pattern(value) { Requested::Like(value.clone()) } else { Requested::Is(value.clone()) }
        };
        let requested: Vec<Requested> = match Operator::of(condition).base {
            "StringEquals" => values.cloned().map(Requested::Is).collect(),
            "StringLike" => values.map(of_value).collect(),
            "StringNotEquals" | "StringNotLike" => vec![Requested::NoneOf(condition.values.clone())],
            _ => Vec::new(),
        };
        if requested.is_empty() || !self.requested.is_empty() {
            self.limit = Some(Limit::Region(&condition.key));
        } else {
            self.requested = requested;
        }
    }
}

/// The profiles that a condition names.
fn profiles(condition: &Condition) -> Vec<Through> {
    let is_like = Operator::of(condition).has_wildcards();
    let through = |value: &String| Through { arn: in_own_partition(value), is_pattern: is_like && is_pattern(value) };
    condition.values.iter().map(through).collect()
}

/// What the conditions on the profile let through together, beyond the profiles that they name.
fn loose<'s>(conditions: impl Iterator<Item = &'s Condition>) -> Option<Loose<'s>> {
    let all: Vec<(Operator, Loose<'s>)> = conditions
        .map(|condition| {
            let operator = Operator::of(condition);
            let lets = operator.lets(condition)?;
            Some((operator, Loose { operator: &condition.operator, lets }))
        })
        .collect::<Option<_>>()?;
    let needs_profile = all.iter().any(|(_, loose)| loose.lets == Lets::AnyProfile);
    let names_profiles = all.iter().any(|(operator, _)| operator.names_profiles());
    let is_pinned = needs_profile && names_profiles;
    all.first().map(|(_, loose)| *loose).filter(|_| !is_pinned)
}

/// Whether the conditions ask for requests through a profile, and for those through none.
fn needs_profile_and_none<'s>(conditions: impl Iterator<Item = &'s Condition>) -> bool {
    let lets: Vec<Option<Lets>> = conditions.map(|condition| Operator::of(condition).lets(condition)).collect();
    lets.contains(&Some(Lets::DirectAlone)) && lets.iter().any(|lets| matches!(lets, None | Some(Lets::AnyProfile)))
}

/// The parts of an operator's name. Unknown ones, which are found by themselves, count as `StringEquals`.
struct Operator {
    base: &'static str,
    /// Whether it takes requests without the key.
    takes_none: bool,
}

impl Operator {
    fn of(condition: &Condition) -> Self {
        let name = condition.operator.as_str();
        let of_all = name.strip_prefix("ForAllValues:");
        let name = of_all.or(name.strip_prefix("ForAnyValue:")).unwrap_or(name);
        let if_exists = name.strip_suffix("IfExists");
        let name = if_exists.unwrap_or(name);
        let known = OPERATORS.into_iter().find(|operator| operator.eq_ignore_ascii_case(name));
        Operator { base: known.unwrap_or("StringEquals"), takes_none: of_all.is_some() || if_exists.is_some() }
    }

    fn has_wildcards(&self) -> bool {
        matches!(self.base, "StringLike" | "ArnLike" | "ArnEquals")
    }

    fn is_negated(&self) -> bool {
        self.base.contains("Not")
    }

    /// Whether a profile that it names may be let through.
    fn names_profiles(&self) -> bool {
        self.base != "Null" && !self.is_negated()
    }

    /// What it lets through besides the profiles that it names.
    fn lets(&self, condition: &Condition) -> Option<Lets> {
        match self.base {
            "Null" if condition.values.iter().any(|value| value == "true") => Some(Lets::DirectAlone),
            "Null" => Some(Lets::AnyProfile),
            _ if self.is_negated() => Some(Lets::Others),
            _ => self.takes_none.then_some(Lets::Direct),
        }
    }
}

/// Whether IAM has a condition operator of this name.
pub(super) fn is_operator(name: &str) -> bool {
    let statement = json!({
        "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { name: { REQUESTED_REGION: "true" } },
    });
    Scps::new(json!({ "Version": "2012-10-17", "Statement": statement }).to_string()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_those_of_iam() {
        assert!(OPERATORS.into_iter().all(is_operator));
        assert!(["Bool", "NumericLessThan", "ForAnyValue:StringLike", "ArnLikeIfExists"].into_iter().all(is_operator));
        assert!(!["StringEqual", "stringequals", "", "NullIfExists"].into_iter().any(is_operator));
    }
}
