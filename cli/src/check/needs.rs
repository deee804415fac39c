//! What profiles need, one action on one resource at a time.

use super::arn::Arn;
use super::named::Named;
use bedrock_profiles::policy::{Action, ConditionKey, ConditionValue, Resource, Statement};

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
    /// Those that statements of the library stand for, whose resources read as `text` says.
    pub(super) fn all(of: &Named, statements: &[Statement], text: impl Fn(&Resource) -> String) -> Vec<Self> {
        let mut needs = Vec::new();
        for statement in statements {
            let value = |key: ConditionKey| {
                let condition = statement.conditions().iter().find(|condition| condition.key == key)?;
                condition.values.first().and_then(|value| match value {
                    ConditionValue::Text(text) => Some((*text).to_owned()),
                    ConditionValue::Arn(resource) => Some(text(resource)),
                    _ => None,
                })
            };
            let (through, requested) = (value(ConditionKey::InferenceProfileArn), value(ConditionKey::RequestedRegion));
            for action in statement.actions() {
                needs.extend(statement.resources().iter().map(|resource| Need {
                    of: of.clone(),
                    action: *action,
                    resource: text(resource),
                    through: through.clone(),
                    requested: requested.clone(),
                }));
            }
        }
        needs
    }

    /// The Region of the requests: that of the condition, of a model, or else the source Region.
    pub(super) fn requested_region(&self) -> &str {
        let of_model = || Arn::parse(&self.resource).filter(|arn| arn.is_model()).map(|arn| arn.region);
        self.requested.as_deref().or_else(of_model).unwrap_or(&self.of.region)
    }

    /// Whether both are about the same profile under the same conditions.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        (&self.of, &self.through, &self.requested) == (&other.of, &other.through, &other.requested)
    }
}

/// Actions and resources of needs, each once.
#[derive(Debug, Default)]
pub(super) struct Sum<'n> {
    pub(super) actions: Vec<Action>,
    pub(super) resources: Vec<&'n str>,
}

impl<'n> Sum<'n> {
    pub(super) fn add(&mut self, need: &'n Need) {
        if !self.actions.contains(&need.action) {
            self.actions.push(need.action);
        }
        if !self.resources.contains(&need.resource.as_str()) {
            self.resources.push(&need.resource);
        }
    }
}

impl<'n> FromIterator<&'n Need> for Sum<'n> {
    fn from_iter<I: IntoIterator<Item = &'n Need>>(needs: I) -> Self {
        let mut sum = Sum::default();
        needs.into_iter().for_each(|need| sum.add(need));
        sum
    }
}
