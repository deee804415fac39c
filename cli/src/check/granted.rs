//! What statements grant, one action on one resource at a time.

use super::arn::{Arn, in_own_partition, matches};
use super::condition::{Conditions, Limit, Loose, PROFILE, Requested, Through};
use super::document::Statement;
use super::finding::{Finding, Kind, Severity, quoted};
use super::needs::Need;
use super::rejected;
use bedrock_profiles::policy::Action;

/// The actions that invoke.
pub(super) const INVOKING: [Action; 2] = [Action::InvokeModel, Action::InvokeModelWithResponseStream];

/// One action on one resource, or on whatever a pattern matches.
#[derive(Clone, Debug)]
pub(super) struct Granted<'s> {
    pub(super) statement: &'s Statement,
    pub(super) action: Action,
    /// The action as it is written.
    pub(super) action_text: &'s str,
    pub(super) resource: String,
    /// The profile through which the resource is invoked; `None` for no condition.
    pub(super) through: Option<Through>,
    /// The Region requested; `None` for any.
    pub(super) requested: Option<Requested>,
    /// A condition on the profile that does not pin it.
    pub(super) loose: Option<Loose<'s>>,
    /// What keeps requests out, or may.
    pub(super) limit: Option<Limit<'s>>,
}

/// All that a statement allows of invoking, and would allow if it named the actions that it means; nothing where it
/// allows something else, or denies.
pub(super) fn of_statement(statement: &Statement) -> Vec<Granted<'_>> {
    let mut granted = Vec::new();
    if !statement.allows || statement.actions.is_of_others || statement.resources.is_of_others {
        return granted;
    }
    let conditions = Conditions::of(statement);
    let actions = statement.actions.texts.iter();
    let named = actions.clone().flat_map(|text| invoking(text)).map(|(action, text)| (action, text, conditions.limit));
    let meant = actions.filter_map(|text| Some((rejected::meant(text)?.0, text.as_str(), Some(Limit::NoAction))));
    for (action, action_text, limit) in named.chain(meant) {
        for resource in statement.resources.texts.iter().filter(|resource| may_be_of_bedrock(resource)) {
            for through in each_or_none(&conditions.through) {
                for requested in each_or_none(&conditions.requested) {
                    granted.push(Granted {
                        statement,
                        action,
                        action_text,
                        resource: in_own_partition(resource),
                        through: through.cloned(),
                        requested: requested.cloned(),
                        loose: conditions.loose,
                        limit,
                    });
                }
            }
        }
    }
    granted
}

/// Each item, or `None` once where there is none.
fn each_or_none<T>(items: &[T]) -> impl Iterator<Item = Option<&T>> {
    items.iter().map(Some).chain(items.is_empty().then_some(None))
}

/// The invoking actions that an action of a policy stands for. Their names ignore case.
fn invoking(text: &str) -> impl Iterator<Item = (Action, &str)> {
    let lower = text.to_ascii_lowercase();
    INVOKING
        .into_iter()
        .filter(move |action| matches(&lower, &action.as_str().to_ascii_lowercase()))
        .map(move |action| (action, text))
}

/// Whether a resource, or what a pattern matches, may be one of Bedrock.
fn may_be_of_bedrock(resource: &str) -> bool {
    resource.split(':').nth(2).is_none_or(|service| matches(service, "bedrock"))
}

impl Granted<'_> {
    /// Whether every request that `need` stands for is among what is granted, but for other conditions.
    pub(super) fn covers_but_for_limits(&self, need: &Need) -> bool {
        let takes = |through: &Through| need.through.as_deref().is_some_and(|arn| through.takes(arn));
        self.action == need.action
            && (self.resource == need.resource || matches(&self.resource, &need.resource))
            && self.through.as_ref().is_none_or(takes)
            && self.requested.as_ref().is_none_or(|requested| requested.takes(need.requested_region()))
    }

    /// Whether every request that `need` stands for is allowed.
    pub(super) fn covers(&self, need: &Need) -> bool {
        self.limit.is_none() && self.covers_but_for_limits(need)
    }

    /// What says the same without a condition on the Region requested: the resource of a compact statement as the
    /// exact one has it, and a resource in the Region requested.
    pub(super) fn in_its_region(&self) -> Self {
        let mut exact = self.clone();
        let (Some(arn), Some(requested)) = (Arn::parse(&self.resource), &self.requested) else { return exact };
        match requested {
            Requested::Is(region) if arn.region == "*" && arn.is_model() && region != UNSPECIFIED => {
                exact.resource = format!("arn:{}:bedrock:{region}::foundation-model/{}", arn.partition, arn.id);
                exact.requested = None;
            }
            _ if !arn.region.is_empty() && arn.region != "*" && requested.takes(arn.region) => exact.requested = None,
            _ => {}
        }
        exact
    }

    /// What it names: the resource, and the profile in its condition.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [Some(self.resource.as_str()), self.through.as_ref().map(|through| through.arn.as_str())].into_iter().flatten()
    }
}

/// The Region requested where a global profile runs a request.
const UNSPECIFIED: &str = "unspecified";

/// Whether one of its actions invokes.
pub(super) fn is_invoking(statement: &Statement) -> bool {
    statement.actions.texts.iter().any(|action| invoking(action).next().is_some())
}

/// What is wrong with conditions that no request satisfies.
pub(super) fn nothing(statement: &Statement) -> Option<Finding> {
    let is_read = is_invoking(statement) && !statement.is_condition_malformed;
    let is_nothing = is_read && Conditions::of(statement).limit == Some(Limit::NoProfile);
    is_nothing.then(|| {
        let message = format!("grants too little: no request satisfies all its conditions on `{PROFILE}`");
        Finding::new(Severity::Error, Kind::TooLittle, Some(&statement.name), message)
            .help("name the profile that is called, in one condition alone")
    })
}

/// What statements allow that `check` does not judge, or that allows whatever is not named.
pub(super) fn besides(statement: &Statement) -> Option<Finding> {
    let is_invoking = is_invoking(statement);
    if statement.actions.is_of_others || statement.resources.is_of_others {
        return all_but(statement, is_invoking);
    }
    let is_other = |action: &&String| {
        let is_of_bedrock = action.to_ascii_lowercase().starts_with("bedrock:");
        is_of_bedrock && invoking(action).next().is_none() && rejected::meant(action).is_none()
    };
    let others = quoted(statement.actions.texts.iter().filter(is_other).map(String::as_str));
    let message = match (others.as_str(), is_invoking) {
        ("", _) => return None,
        (others, true) => format!("is judged without its other actions: {others}"),
        (others, false) => format!("is not about invoking: it allows {others}"),
    };
    Some(Finding::new(Severity::Note, Kind::Beside, Some(&statement.name), message))
}

/// What is wrong with a statement that names what it does not allow, if that leaves invoking open.
fn all_but(statement: &Statement, is_invoking: bool) -> Option<Finding> {
    let leaves_out =
        |action: &Action| statement.actions.texts.iter().any(|text| invoking(text).any(|(own, _)| own == *action));
    let (element, is_open) = if statement.actions.is_of_others {
        ("NotAction", !INVOKING.iter().all(leaves_out))
    } else {
        ("NotResource", is_invoking)
    };
    let is_of_bedrock =
        statement.resources.is_of_others || statement.resources.texts.iter().any(|text| may_be_of_bedrock(text));
    let message = format!("grants too much: `{element}` allows whatever it does not name");
    (is_open && is_of_bedrock).then(|| {
        Finding::new(Severity::Error, Kind::TooMuch, Some(&statement.name), message)
            .help("name the actions and resources that are needed with `Action` and `Resource`")
    })
}
