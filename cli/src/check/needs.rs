//! What profiles need, and what of it is not granted.

use super::arn::Arn;
use super::document::Statement;
use super::finding::{Finding, Kind, Severity};
use super::granted::Granted;
use super::named::Named;
use bedrock_profiles::policy::{Action, ConditionKey, ConditionValue, Resource, Statement as Needed};

/// One action on one resource that a profile needs from a source Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) of: Named,
    pub(super) action: Action,
    pub(super) resource: String,
    pub(super) through: Option<String>,
    pub(super) requested: Option<String>,
}

impl Need {
    /// Those that statements of the library stand for, which name the account as `arn` does.
    pub(super) fn all(of: &Named, statements: &[Needed], arn: impl Fn(&Resource) -> Option<String>) -> Vec<Self> {
        let mut needs = Vec::new();
        for statement in statements {
            let value = |key: ConditionKey| {
                let condition = statement.conditions().iter().find(|condition| condition.key == key)?;
                condition.values.first().and_then(|value| match value {
                    ConditionValue::Text(text) => Some((*text).to_owned()),
                    ConditionValue::Arn(resource) => arn(resource),
                    _ => None,
                })
            };
            let (through, requested) = (value(ConditionKey::InferenceProfileArn), value(ConditionKey::RequestedRegion));
            for action in statement.actions() {
                needs.extend(statement.resources().iter().filter_map(&arn).map(|resource| Need {
                    of: of.clone(),
                    action: *action,
                    resource,
                    through: through.clone(),
                    requested: requested.clone(),
                }));
            }
        }
        needs
    }

    /// Whether the requests are made to this Region: that of the condition, or of a geographic profile's destination.
    pub(super) fn is_in(&self, region: &str) -> bool {
        match (&self.requested, Arn::parse(&self.resource)) {
            (Some(requested), _) => requested == region,
            (None, Some(arn)) => arn.is_model() && arn.region == region,
            (None, None) => false,
        }
    }
}

/// What is not granted: resources that lack the same actions share a finding.
pub(super) fn missing(needs: &[Need], granted: &[Granted<'_>]) -> Vec<Finding> {
    let mut groups: Vec<Missing<'_>> = Vec::new();
    for need in needs.iter().filter(|need| !is_granted(need, granted)) {
        let same = |group: &&mut Missing<'_>| {
            let first = &group.first;
            (&first.of, &first.through, &first.requested) == (&need.of, &need.through, &need.requested)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.add(need),
            None => groups.push(Missing { first: need, actions: vec![need.action], resources: vec![&need.resource] }),
        }
    }
    groups.iter().map(|group| group.finding(needs, granted)).collect()
}

fn is_granted(need: &Need, granted: &[Granted<'_>]) -> bool {
    granted.iter().any(|granted| granted.covers(need)) && !granted.iter().any(|granted| granted.denies(need))
}

/// Needs of one profile through the same condition.
struct Missing<'n> {
    first: &'n Need,
    actions: Vec<Action>,
    resources: Vec<&'n str>,
}

impl<'n> Missing<'n> {
    fn add(&mut self, need: &'n Need) {
        if !self.actions.contains(&need.action) {
            self.actions.push(need.action);
        }
        if !self.resources.contains(&need.resource.as_str()) {
            self.resources.push(&need.resource);
        }
    }

    fn finding(&self, needs: &[Need], granted: &[Granted<'_>]) -> Finding {
        let need = self.first;
        let what = format!(
            "grants too little: `{}` from `{}` needs {} on {}",
            need.of.id,
            need.of.region,
            quoted(self.actions.iter().map(|action| action.as_str())),
            quoted(self.resources.iter().copied()),
        );
        let finding = |statement| Finding::new(Severity::Error, Kind::TooLittle, statement, &what);
        if let Some(denying) = granted.iter().find(|granted| granted.denies(need)) {
            return finding(Some(&denying.statement.name)).help("it denies what is needed: take it out");
        }
        let limited = granted.iter().find(|granted| granted.statement.allows && granted.covers_but_for_limits(need));
        if let Some((limited, key)) = limited.and_then(|limited| Some((limited, limited.limit?))) {
            let cure = format!("its condition on `{key}` keeps requests out, and no profile needs it: remove it");
            return finding(Some(&limited.statement.name)).help(cure);
        }
        match self.nearest(needs, granted) {
            Some(statement) => finding(Some(&statement.name)).help(self.cure(statement)).help(need.of.command()),
            _ => finding(None).help(format!("add a statement{}", self.condition())).help(need.of.command()),
        }
    }

    /// The statement that grants the rest of what the profile needs under the same condition.
    fn nearest<'s>(&self, needs: &[Need], granted: &[Granted<'s>]) -> Option<&'s Statement> {
        let alike = |need: &&Need| {
            let first = self.first;
            (&need.of, &need.through, &need.requested) == (&first.of, &first.through, &first.requested)
        };
        let granting = |need: &Need| granted.iter().find(|granted| granted.covers(need)).map(|it| it.statement);
        needs.iter().filter(alike).find_map(granting)
    }

    fn cure(&self, statement: &Statement) -> String {
        let lacks = |action: &&Action| !statement.actions.iter().any(|text| text.eq_ignore_ascii_case(action.as_str()));
        let actions: Vec<&str> = self.actions.iter().filter(lacks).map(|action| action.as_str()).collect();
        let lacks = |resource: &&&str| !statement.resources.iter().any(|text| text == **resource);
        let resources: Vec<&str> = self.resources.iter().filter(lacks).copied().collect();
        match (actions.as_slice(), resources.as_slice()) {
            ([], []) => format!("add a statement{}", self.condition()),
            (actions, []) => format!("add {} to its `Action`", quoted(actions.iter().copied())),
            (_, resources) => format!("add {} to its `Resource`", quoted(resources.iter().copied())),
        }
    }

    fn condition(&self) -> String {
        let keys = [
            (ConditionKey::RequestedRegion, self.first.requested.as_deref()),
            (ConditionKey::InferenceProfileArn, self.first.through.as_deref()),
        ];
        let told: Vec<String> =
            keys.into_iter().filter_map(|(key, value)| Some(format!("`{}` `{}`", key.as_str(), value?))).collect();
        if told.is_empty() { String::new() } else { format!(" with `StringEquals` {}", told.join(" and ")) }
    }
}

/// The texts in backticks, with commas and an `and` between them.
pub(super) fn quoted<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut texts: Vec<String> = texts.map(|text| format!("`{}`", text.escape_debug())).collect();
    match texts.pop() {
        Some(last) if !texts.is_empty() => format!("{} and {last}", texts.join(", ")),
        last => last.unwrap_or_default(),
    }
}
