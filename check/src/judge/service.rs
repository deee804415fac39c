//! What Bedrock's part of AWS's service authorization reference has, as of 2026-09-26: actions, resource types and
//! condition keys.
//!
//! See <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html>.

use super::arn::is_pattern;
use bedrock_profiles::policy::Action;
use bedrock_profiles_catalog::nearest;
use bedrock_profiles_iam::Pattern;
use std::collections::HashSet;
use std::sync::LazyLock;

/// `action`, the resource types that it takes, the condition keys that it sets.
const ACTIONS: &str = include_str!("../../data/actions.tsv");
/// `type`, the ARN that resources of it have.
const RESOURCES: &str = include_str!("../../data/resources.tsv");
/// `key`, of AWS and of Bedrock; one that ends in `/` is followed by the name of a tag.
const KEYS: &str = include_str!("../../data/keys.tsv");

/// The actions that invoke.
pub(super) const INVOKING: [Action; 2] = [Action::InvokeModel, Action::InvokeModelWithResponseStream];

pub(super) const PROFILE_KEY: &str = "bedrock:InferenceProfileArn";
pub(super) const REGION_KEY: &str = "aws:RequestedRegion";
pub(super) const ACCOUNT_KEY: &str = "aws:PrincipalAccount";

/// Operations of the API that are authorised as another action.
const OPERATIONS: [(&str, Action); 4] = [
    ("Converse", Action::InvokeModel),
    ("ConverseStream", Action::InvokeModelWithResponseStream),
    ("InvokeModelWithBidirectionalStream", Action::InvokeModel),
    ("StartAsyncInvoke", Action::InvokeModel),
];

/// What stands where the prefix of a service belongs, and is none.
const NO_PREFIXES: [&str; 4] = ["bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime", "amazonbedrock"];

static ACTION_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| first_cells(ACTIONS).map(str::to_ascii_lowercase).collect());

static KEY_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| first_cells(KEYS).map(str::to_ascii_lowercase).collect());

static INVOKED_TYPES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let name = Action::InvokeModel.as_str();
    let own = rows(ACTIONS).filter(|row| row.first() == Some(&name)).filter_map(|row| row.get(1).copied());
    let names: HashSet<&str> = own.flat_map(|types| types.split(' ')).collect();
    let invoked = rows(RESOURCES).filter(|row| row.first().is_some_and(|name| names.contains(name)));
    invoked.filter_map(|row| first_part(&row)).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|row| row.split('\t').collect())
}

fn first_cells(table: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    table.lines().skip(1).filter_map(|row| row.split('\t').next())
}

/// The names of all actions of Bedrock.
pub(super) fn actions() -> impl Iterator<Item = &'static str> + Clone {
    first_cells(ACTIONS)
}

/// What a name or pattern of actions takes. Names ignore case.
pub(super) fn taking(pattern: &str) -> impl Fn(&str) -> bool + use<> {
    let pattern = Pattern::with_wildcards(&pattern.to_ascii_lowercase());
    move |action| pattern.takes(&action.to_ascii_lowercase())
}

/// Whether Bedrock has the action, or one that a pattern of this name stands for.
pub(super) fn is_action(name: &str) -> bool {
    if is_pattern(name) { actions().any(taking(name)) } else { ACTION_NAMES.contains(&name.to_ascii_lowercase()) }
}

/// Whether a name or pattern takes an action that invokes.
pub(super) fn is_invoking(name: &str) -> bool {
    INVOKING.into_iter().map(Action::as_str).any(taking(name))
}

/// Whether resources of this type can be invoked.
pub(super) fn is_invoked(kind: &str) -> bool {
    INVOKED_TYPES.contains(kind)
}

/// Whether Bedrock has resources whose ARN has this before the first `/`.
pub(super) fn is_resource_type(kind: &str) -> bool {
    rows(RESOURCES).any(|row| first_part(&row) == Some(kind))
}

/// What the ARN of a type of resource has before the first `/`.
fn first_part(row: &[&'static str]) -> Option<&'static str> {
    row.get(1)?.splitn(6, ':').nth(5)?.split('/').next()
}

/// Whether a condition key exists. Of keys of other services nothing is known.
pub(super) fn is_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let is_judged = key.starts_with("aws:") || key.starts_with("bedrock:") || !key.contains(':');
    let is_tag = || key.split_once('/').is_some_and(|(start, _)| KEY_NAMES.contains(&format!("{start}/")));
    !is_judged || KEY_NAMES.contains(&key) || is_tag()
}

/// The condition key that is meant by one that does not exist.
pub(super) fn meant_key(key: &str) -> Option<&'static str> {
    let name = key.rsplit_once(':').map_or(key, |(_, name)| name);
    let is_same = |known: &&str| known.split(':').nth(1).is_some_and(|own| own.eq_ignore_ascii_case(name));
    let same = first_cells(KEYS).find(is_same);
    let close = || {
        let close = nearest(key, first_cells(KEYS));
        first_cells(KEYS).find(|known| close.first().is_some_and(|first| first == known))
    };
    same.or_else(close)
}

/// The action that is meant by a name or pattern for which Bedrock has none, and why.
pub(super) fn meant_action(name: &str) -> Option<(Action, String)> {
    let (prefix, action) = name.split_once(':')?;
    if NO_PREFIXES.iter().any(|own| own.eq_ignore_ascii_case(prefix)) {
        let is_meant = taking(&format!("bedrock:{action}"));
        let meant = INVOKING.into_iter().find(|known| is_meant(known.as_str()))?;
        return Some((meant, format!("no service has the prefix `{prefix}`: write `bedrock:{action}`")));
    }
    if !prefix.eq_ignore_ascii_case("bedrock") || is_action(name) {
        return None;
    }
    let is_named = taking(action);
    if let Some((operation, authorised)) = OPERATIONS.into_iter().find(|(operation, _)| is_named(operation)) {
        return Some((authorised, format!("the operation `{operation}` is authorised as `{}`", authorised.as_str())));
    }
    let slip = INVOKING.into_iter().find(|known| is_slip(known.as_str(), name));
    slip.map(|known| (known, format!("the nearest is `{}`", known.as_str())))
}

/// Whether the action is `known` but for one or two characters.
fn is_slip(known: &str, action: &str) -> bool {
    let is_pattern = is_pattern(action);
    let (known, action) = (known.to_ascii_lowercase(), action.to_ascii_lowercase());
    let start = known.bytes().zip(action.bytes()).take_while(|(a, b)| a == b).count();
    let end = known.bytes().rev().zip(action.bytes().rev()).take_while(|(a, b)| a == b).count();
    let shared = (start + end).min(known.len()).min(action.len());
    known != action && !is_pattern && known.len().max(action.len()) - shared <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_exists_is_known() {
        for action in ["bedrock:InvokeModel", "BEDROCK:invokemodel", "bedrock:*", "bedrock:Get*", "bedrock:InvokeTool"]
        {
            assert!(is_action(action), "{action}");
        }
        for action in ["bedrock:Converse", "bedrock:Converse*", "bedrock:UseInferenceProfile", "bedrock-runtime:*"] {
            assert!(!is_action(action), "{action}");
        }
        for key in ["aws:requestedregion", "bedrock:inferenceProfileArn", "aws:PrincipalTag/team", "s3:prefix"] {
            assert!(is_key(key), "{key}");
        }
        for key in ["aws:InferenceProfileArn", "bedrock:RequestedRegion", "InferenceProfileArn", "aws:Nothing/x"] {
            assert!(!is_key(key), "{key}");
        }
        assert!(is_invoked("inference-profile") && is_invoked("project") && !is_invoked("guardrail"));
        assert!(is_invoked("marketplace") && !is_invoked("bedrock-marketplace-model-endpoint"));
        assert!(is_resource_type("model-invocation-job") && !is_resource_type("custom-inference-profile"));
    }

    #[test]
    fn what_is_meant_is_found() {
        for (action, meant) in [
            ("bedrock:Converse", "bedrock:InvokeModel"),
            ("bedrock:Converse*", "bedrock:InvokeModel"),
            ("bedrock:conversestream", "bedrock:InvokeModelWithResponseStream"),
            ("bedrock:InvokeModell", "bedrock:InvokeModel"),
            ("bedrock-runtime:InvokeModelWithResponseStream", "bedrock:InvokeModelWithResponseStream"),
            ("bedrock-runtime:*", "bedrock:InvokeModel"),
        ] {
            assert_eq!(meant_action(action).expect(action).0.as_str(), meant);
        }
        for action in ["bedrock:InvokeAgent", "bedrock:InvokeTool", "bedrock:*", "s3:GetObject", "InvokeModel"] {
            assert_eq!(meant_action(action), None, "{action}");
        }
        assert_eq!(meant_key("aws:InferenceProfileArn"), Some(PROFILE_KEY));
        assert_eq!(meant_key("bedrock:RequestedRegion"), Some(REGION_KEY));
        assert_eq!(meant_key("bedrock:InferenceProfileArm"), Some(PROFILE_KEY));
    }
}
