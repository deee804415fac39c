//! Patterns of actions, of resources and in conditions.

use crate::{
    condition::{Context, KeyValue},
    evaluator::Tri,
};

/// A text in which `*` stands for any text and `?` for a character, and which may have policy variables.
pub(crate) struct Pattern {
    whole: Part,
    /// The ARN's parts. A variable's own colon ends none.
    parts: Vec<Part>,
}

/// Some of the text of a pattern.
struct Part {
    text: String,
    /// Whether the policy's version knows policy variables, and the text has some.
    variables: bool,
    wildcards: bool,
    /// What it matches, if it has no variables.
    pieces: Vec<Piece>,
}

/// How many parts an ARN has.
const PARTS: usize = 6;
/// Which of them names the service.
const SERVICE: usize = 2;

impl Pattern {
    pub(crate) fn new(text: &str, variables: bool) -> Self {
        let parts = parts(text, variables).into_iter().map(|part| Part::new(part, variables));
        Pattern { whole: Part::new(text, variables), parts: parts.collect() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.whole.text
    }

    pub(crate) fn has_variables(&self) -> bool {
        self.whole.variables
    }

    pub(crate) fn is_literal(&self) -> bool {
        !self.whole.variables && !self.whole.wildcards
    }

    /// Whether it names one resource: nothing is completed.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_literal() && self.parts.len() == PARTS
    }

    pub(crate) fn is_a_model(&self) -> bool {
        self.parts.last().is_some_and(|name| name.text.starts_with("foundation-model/"))
    }

    pub(crate) fn region(&self) -> Option<&str> {
        self.parts.get(3).map(|region| region.text.as_str())
    }

    pub(crate) fn has_service_wildcard(&self) -> bool {
        self.parts.get(SERVICE).is_some_and(|service| service.wildcards)
    }

    /// Part by part. What is missing is completed with `*`; no wildcard is for the service, and whether one goes
    /// beyond its part is not settled.
    pub(crate) fn matches_resource(&self, arn: &str, context: &Context) -> Tri {
        if self.is_literal() && self.parts.len() == PARTS {
            return Tri::of(self.whole.text == arn);
        }
        if self.parts.iter().take(PARTS - 1).any(|part| part.variables) {
            return Tri::No;
        }
        let matched = self.by_parts(arn, context);
        if matched == Tri::No {
            return self.beyond_its_part(arn, context);
        }
        if self.has_service_wildcard() { matched.and(Tri::Unsure) } else { matched }
    }

    /// The last part's wildcards match colons anyway.
    fn beyond_its_part(&self, arn: &str, context: &Context) -> Tri {
        if !self.parts.iter().take(PARTS - 1).any(|part| part.text.contains('*')) {
            return Tri::No;
        }
        let completed = |text: &[Piece]| [text, &[Piece::Byte(b':'), Piece::Any]].concat();
        let (pieces, _) = self.whole.resolved(context, true);
        Tri::of(glob(&pieces, arn.as_bytes()) || glob(&completed(&pieces), arn.as_bytes())).and(Tri::Unsure)
    }

    /// As `ArnLike` and `ArnEquals` do: all six parts, one by one. Of one `*` alone no page says what it matches.
    pub(crate) fn matches_arn(&self, value: &str, context: &Context) -> Tri {
        let is_arn = value.split(':').count() >= PARTS;
        if self.whole.text == "*" && is_arn {
            Tri::Unsure
        } else if self.parts.len() < PARTS || !is_arn {
            Tri::No
        } else {
            self.by_parts(value, context)
        }
    }

    pub(crate) fn matches_glob(&self, value: &str, context: &Context) -> Tri {
        self.whole.matches(value, context)
    }

    pub(crate) fn equals(&self, value: &str, context: &Context) -> Tri {
        if !self.whole.variables {
            return Tri::of(self.whole.text == value);
        }
        let (pieces, doubt) = self.whole.resolved(context, false);
        if glob(&pieces, value.as_bytes()) { doubt } else { Tri::No }
    }

    pub(crate) fn equals_ignoring_case(&self, value: &str, context: &Context) -> Tri {
        if !self.whole.variables {
            return Tri::of(self.whole.text.eq_ignore_ascii_case(value));
        }
        let (mut pieces, doubt) = self.whole.resolved(context, false);
        pieces.iter_mut().for_each(Piece::make_lowercase);
        if glob(&pieces, value.to_ascii_lowercase().as_bytes()) { doubt } else { Tri::No }
    }

    fn by_parts(&self, arn: &str, context: &Context) -> Tri {
        let mut matched = Tri::Yes;
        for (pattern, part) in self.parts.iter().zip(arn.splitn(PARTS, ':')) {
            matched = matched.and(pattern.matches(part, context));
            if matched == Tri::No {
                break;
            }
        }
        matched
    }
}

impl Part {
    fn new(text: &str, variables: bool) -> Self {
        let variables = variables && text.contains("${");
        let pieces = if variables { Vec::new() } else { text.bytes().map(Piece::of_pattern).collect() };
        Part { text: text.to_owned(), variables, wildcards: has_wildcard(text), pieces }
    }

    fn matches(&self, text: &str, context: &Context) -> Tri {
        match (self.variables, self.wildcards) {
            (false, false) => Tri::of(self.text == text),
            (false, true) => Tri::of(glob(&self.pieces, text.as_bytes())),
            (true, _) => {
                let (pieces, doubt) = self.resolved(context, true);
                if glob(&pieces, text.as_bytes()) { doubt } else { Tri::No }
            }
        }
    }

    /// With the variables' values, and how far a match is to be believed.
    fn resolved(&self, context: &Context, wildcards: bool) -> (Vec<Piece>, Tri) {
        let piece = if wildcards { Piece::of_pattern } else { Piece::Byte };
        let (mut pieces, mut doubt) = (Vec::with_capacity(self.text.len()), Tri::Yes);
        let mut rest = self.text.as_str();
        while let Some((text, variable, after)) = self.next_variable(rest) {
            let (value, certain) = variable_value(variable, context);
            pieces.extend(text.bytes().map(piece));
            pieces.extend(value);
            doubt = doubt.and(certain);
            rest = after;
        }
        pieces.extend(rest.bytes().map(piece));
        (pieces, doubt)
    }

    /// The text up to the next variable, its name and the text after it.
    fn next_variable<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str, &'a str)> {
        let (before, rest) = text.split_once("${").filter(|_| self.variables)?;
        let (name, after) = rest.split_once('}')?;
        Some((before, name, after))
    }
}

fn parts(text: &str, variables: bool) -> Vec<&str> {
    let mut parts = Vec::with_capacity(PARTS);
    let (mut begin, mut in_variable) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if variables && text[..at].ends_with('$') => in_variable = true,
            b'}' => in_variable = false,
            b':' if !in_variable && parts.len() < PARTS - 1 => {
                parts.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts
}

pub(crate) fn has_wildcard(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'*' | b'?'))
}

/// Ignoring case, as IAM does for actions.
pub(crate) fn action_matches(pattern: &str, action: &str) -> bool {
    if !has_wildcard(pattern) {
        return pattern.eq_ignore_ascii_case(action);
    }
    let mut pieces: Vec<Piece> = pattern.bytes().map(Piece::of_pattern).collect();
    pieces.iter_mut().for_each(Piece::make_lowercase);
    glob(&pieces, action.to_ascii_lowercase().as_bytes())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Byte(u8),
    One,
    Any,
}

impl Piece {
    fn of_pattern(byte: u8) -> Self {
        match byte {
            b'*' => Piece::Any,
            b'?' => Piece::One,
            byte => Piece::Byte(byte),
        }
    }

    fn make_lowercase(&mut self) {
        if let Piece::Byte(byte) = self {
            byte.make_ascii_lowercase();
        }
    }
}

fn bytes(text: &str) -> Vec<Piece> {
    text.bytes().map(Piece::Byte).collect()
}

/// What a variable stands for: any text where its value is open.
fn variable_value(name: &str, context: &Context) -> (Vec<Piece>, Tri) {
    match name {
        "*" | "?" | "$" => (bytes(name), Tri::Yes),
        _ => match context.value(name) {
            KeyValue::Is(value) => (bytes(value), Tri::Yes),
            KeyValue::Open if name.contains(':') && !name.contains(',') => (vec![Piece::Any], Tri::Depends),
            // AWS: an unresolved variable "might cause the entire statement to be invalid".
            KeyValue::Open | KeyValue::Absent => (vec![Piece::Any], Tri::Unsure),
        },
    }
}

/// Whether the text fits, going back to the last `*` where it does not.
fn glob(pattern: &[Piece], text: &[u8]) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while next < text.len() {
        match pattern.get(at) {
            Some(Piece::Any) => {
                retry = Some((at + 1, next));
                at += 1;
            }
            Some(Piece::One) => (at, next) = (at + 1, next + 1),
            Some(Piece::Byte(byte)) if *byte == text[next] => (at, next) = (at + 1, next + 1),
            _ => match retry {
                Some((after, taken)) => {
                    retry = Some((after, taken + 1));
                    (at, next) = (after, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|piece| *piece == Piece::Any)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: &str = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
    const PROFILE: &str = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";

    fn context() -> Context<'static> {
        Context::new("123456789012", "us-east-1", Some(PROFILE))
    }

    fn resource(pattern: &str, arn: &str) -> Tri {
        Pattern::new(pattern, true).matches_resource(arn, &context())
    }

    #[test]
    fn resources_match_part_by_part() {
        for (pattern, expected) in [
            (MODEL, Tri::Yes),
            ("*", Tri::Yes),
            ("arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0", Tri::Yes),
            ("arn:aws:bedrock:us-*-?::foundation-model/*", Tri::Yes),
            ("arn:aws:bedrock:us-east-1:*:*", Tri::Yes),
            ("arn:aws:bedrock:us-east-1:*:foundation-model/*:0", Tri::Yes),
            ("arn:aws:bedrock:us-east-?:?:foundation-model/*", Tri::No),
            ("arn:aws:bedrock:us-west-*::foundation-model/*", Tri::No),
            ("arn:aws:bedrock:us-east-1::Foundation-Model/*", Tri::No),
            ("arn:aws-us-gov:bedrock:us-east-1::foundation-model/*", Tri::No),
        ] {
            assert_eq!(resource(pattern, MODEL), expected, "{pattern}");
        }
    }

    #[test]
    fn what_an_arn_lacks_is_completed() {
        for pattern in ["arn:aws:bedrock", "arn:aws:bedrock:us-east-1", "arn:aws", "arn:aws:bedrock:*"] {
            assert_eq!(resource(pattern, MODEL), Tri::Yes, "{pattern}");
        }
        assert_eq!(resource("arn:aws:s3", MODEL), Tri::No);
    }

    #[test]
    fn a_wildcard_that_has_to_cross_a_colon_is_unsure() {
        for pattern in
            ["arn:aws:bedrock:*foundation-model/amazon.nova-lite-v1:0", "arn:*:foundation-model/amazon.nova-lite-v1:0"]
        {
            assert_eq!(resource(pattern, MODEL), Tri::Unsure, "{pattern}");
        }
        assert_eq!(resource("arn:aws:*:us-east-1::foundation-model/*", MODEL), Tri::Unsure, "the service");
        assert_eq!(resource("arn:aws:bedrock:*:inference-profile/*", MODEL), Tri::No);
    }

    #[test]
    fn variables_in_a_resource_count_after_the_fifth_colon() {
        let account = "arn:aws:bedrock:us-east-1:${aws:PrincipalAccount}:inference-profile/us.amazon.nova-lite-v1:0";
        assert_eq!(resource(account, PROFILE), Tri::No);
        let id = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/${aws:PrincipalTag/profile}";
        assert_eq!(resource(id, PROFILE), Tri::Depends);
        assert_eq!(resource("arn:aws:bedrock:us-east-1::foundation-model/${aws:RequestedRegion}", MODEL), Tri::No);
        assert_eq!(resource("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:${*}", MODEL), Tri::No);
    }

    #[test]
    fn without_the_version_a_variable_is_text() {
        let old = Pattern::new("${aws:RequestedRegion}", false);
        assert_eq!(old.equals("us-east-1", &context()), Tri::No);
        assert_eq!(old.equals("${aws:RequestedRegion}", &context()), Tri::Yes);
        assert_eq!(Pattern::new("${aws:RequestedRegion}", true).equals("us-east-1", &context()), Tri::Yes);
        assert_eq!(Pattern::new("${aws:requestedregion}", true).equals("us-east-1", &context()), Tri::Yes);
        assert_eq!(Pattern::new("us-${*}", true).matches_glob("us-east-1", &context()), Tri::No);
        assert_eq!(Pattern::new("us-${*}", true).matches_glob("us-*", &context()), Tri::Yes);
    }

    #[test]
    fn arns_in_conditions_need_six_parts() {
        let arn = |pattern| Pattern::new(pattern, true).matches_arn(PROFILE, &context());
        assert_eq!(arn("arn:aws:bedrock:*:123456789012:inference-profile/us.*"), Tri::Yes);
        assert_eq!(
            arn("arn:aws:bedrock:us-east-1:${aws:PrincipalAccount}:inference-profile/us.amazon.nova-lite-v1:0"),
            Tri::Yes
        );
        assert_eq!(arn("arn:aws:bedrock:*"), Tri::No);
        assert_eq!(arn("arn:aws:bedrock:*:inference-profile/us.amazon.nova-lite-v1:0"), Tri::No);
        assert_eq!(arn("*"), Tri::Unsure);
        assert_eq!(Pattern::new("us-east-*", true).matches_arn("us-east-1", &context()), Tri::No);
    }

    #[test]
    fn actions_ignore_case() {
        assert!(action_matches("BEDROCK:invokemodel", "bedrock:InvokeModel"));
        assert!(action_matches("bedrock:Invoke*", "bedrock:InvokeModelWithResponseStream"));
        assert!(action_matches("bedrock:?nvokeModel", "bedrock:InvokeModel"));
        assert!(!action_matches("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"));
        assert!(!action_matches("bedrock-runtime:*", "bedrock:InvokeModel"));
    }
}
