//! What a service control policy would break.

use super::request::REQUESTED_REGION;
use crate::policy::Action;
use alloc::{
    borrow::Cow,
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_iam::Pattern;
use bedrock_profiles_iam::document::{Condition, Statement};
use core::fmt;

/// A profile or model that service control policies deny, or may deny, in one Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub(super) profile: Cow<'static, str>,
    pub(super) source_region: Cow<'static, str>,
    pub(super) requested_region: String,
    pub(super) actions: Vec<Action>,
    pub(super) resource: String,
    pub(super) through: Option<String>,
    pub(super) statement: Option<String>,
    pub(super) document: Option<usize>,
    pub(super) depends_on: Vec<String>,
    /// What to change in the statement.
    pub(super) cure: Option<Cure>,
}

/// The element of a statement to change, so that it does not deny a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cure {
    /// `NotResource`, which does not name it.
    NotResource,
    /// `Resource`, by this text.
    Resource(String),
    /// `Condition`, which names Regions.
    Regions,
    /// `Condition`, which names something else; or there is none.
    Condition,
}

impl Cure {
    pub(super) fn new(statement: &Statement, arn: &str) -> Self {
        if statement.resources.is_negated {
            return Cure::NotResource;
        }
        let texts = statement.resources.texts.iter().map(|located| located.text.to_string());
        let takes = |text: &String| text != "*" && Pattern::with_wildcards(text).takes(arn);
        if let Some(text) = texts.clone().find(takes).or_else(|| texts.clone().find(|text| text != "*")) {
            return Cure::Resource(text);
        }
        let on_region =
            |condition: &Condition| condition.key.known().is_some_and(|key| key.eq_ignore_ascii_case(REQUESTED_REGION));
        if statement.conditions.iter().any(on_region) { Cure::Regions } else { Cure::Condition }
    }
}

impl Finding {
    /// The id of the profile or model, or the name of the application profile.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// The source Region that it is called from.
    pub fn source_region(&self) -> &str {
        &self.source_region
    }

    /// The value of `aws:RequestedRegion` with which it is denied: a destination Region, the source Region, or
    /// `unspecified` where a global profile runs.
    pub fn requested_region(&self) -> &str {
        &self.requested_region
    }

    /// The actions that are denied.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// The ARN on which they are denied, with `*` for the account, or for the id of an application profile, that is
    /// not known.
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// The statement that denies them: its `Sid`, or its place, such as `Statement[0]`. `None` where no statement
    /// allows them.
    pub fn statement(&self) -> Option<&str> {
        self.statement.as_deref()
    }

    /// The number, from 1, of the document with the statement, where several are checked.
    pub fn document(&self) -> Option<usize> {
        self.document
    }

    /// The condition keys on which it depends whether they are denied, since the check has no value for them; none
    /// where they are denied for certain. `aws:PrincipalAccount` stands for the account in ARNs too,
    /// `bedrock:InferenceProfileArn` for the id of an application profile that is not created yet.
    pub fn depends_on(&self) -> &[String] {
        &self.depends_on
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_denied = if self.depends_on.is_empty() { "is denied" } else { "may be denied" };
        let (profile, source, region) = (&self.profile, &self.source_region, &self.requested_region);
        write!(f, "`{profile}` from `{source}` {is_denied} where `aws:RequestedRegion` is `{region}`, ")?;
        match &self.statement {
            Some(statement) => write!(f, "by the statement `{}`", statement.escape_debug())?,
            None => f.write_str("since no statement allows it")?,
        }
        if let Some(document) = self.document {
            write!(f, " of document {document}")?;
        }
        let actions: Vec<&str> = self.actions.iter().map(|action| action.as_str()).collect();
        write!(f, "\nnote: it needs {} on `{}`", actions.join(" and "), self.resource)?;
        if !self.depends_on.is_empty() {
            let keys = self.depends_on.join("`, `");
            write!(f, "\nnote: it depends on `{}`, of which the check knows no value", keys.escape_debug())?;
        }
        match (&self.cure, &self.through) {
            (Some(Cure::NotResource), _) => write!(f, "\nhelp: add `{}` to its `NotResource`", self.resource),
            (Some(Cure::Resource(text)), _) => {
                let text = text.escape_debug();
                write!(f, "\nhelp: take `{text}` out of its `Resource`, or name there what is to be denied")
            }
            (Some(_), Some(profile)) => write!(
                f,
                "\nhelp: exempt `{profile}` in its `Condition`, by `ArnNotLike` on `bedrock:InferenceProfileArn`, as \
                 `scp::region_deny` does"
            ),
            (Some(Cure::Regions), None) => {
                write!(f, "\nhelp: name `{region}` in its `Condition`, or leave the action out of what it denies")
            }
            (Some(Cure::Condition), None) => f.write_str("\nhelp: leave the action out of what the statement denies"),
            (None, _) => f.write_str("\nhelp: allow it, or check the policies together that are attached side by side"),
        }
    }
}
