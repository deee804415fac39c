//! Other actions.

use super::{Draft, Mutation};
use crate::needs::{INVOKE, INVOKING, STREAM};
use serde_json::{Value, json};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation("drop an action", drop),
    Mutation("both invoking actions", |draft| replace_all(draft, &INVOKING)),
    Mutation("one invoking action", |draft| replace_all(draft, &[INVOKE])),
    Mutation("another action besides", add),
    Mutation("no such action", |draft| replace(draft, &["bedrock:Converse", "bedrock-runtime:InvokeModel"])),
    Mutation("a wildcard action", |draft| {
        replace(draft, &["bedrock:*", "*", "bedrock:Invoke*", "bedrock:InvokeModel*", "bedrock:InvokeModelWith*"])
    }),
    Mutation("a wildcard action of one", |draft| {
        replace(draft, &["bedrock:?nvokeModel", "bedrock:InvokeMode?", "bedrock:Invoke?odelWithResponseStream"])
    }),
    Mutation("an action in another case", |draft| replace(draft, &["BEDROCK:invokemodel", "bedrock:INVOKEMODEL"])),
    Mutation("NotAction", negate),
    Mutation("NotAction of an invoking action", |draft| not_action(draft, &[STREAM])),
    Mutation("NotAction of others", |draft| not_action(draft, &["bedrock:Create*", "bedrock:Delete*", "s3:*"])),
    Mutation("an action of its own", own),
];

fn with_actions(draft: &mut Draft) -> Option<usize> {
    draft.pick_statement(|statement| statement["Effect"] == "Allow" && statement.get("Action").is_some())
}

fn drop(draft: &mut Draft) -> bool {
    let Some(at) = with_actions(draft) else { return false };
    if draft.list(at, "Action").len() < 2 {
        return false;
    }
    let place = draft.random.below(draft.policy["Statement"][at]["Action"].as_array().map_or(1, Vec::len));
    draft.list(at, "Action").remove(place);
    true
}

fn replace_all(draft: &mut Draft, actions: &[&str]) -> bool {
    let Some(at) = with_actions(draft) else { return false };
    draft.statement(at)["Action"] = json!(actions);
    true
}

fn add(draft: &mut Draft) -> bool {
    let others = ["bedrock:GetInferenceProfile", "bedrock:InvokeAgent", "bedrock:Get*", "s3:GetObject", STREAM];
    let (Some(at), other) = (with_actions(draft), *draft.random.pick(&others)) else { return false };
    draft.list(at, "Action").push(json!(other));
    true
}

/// One of the actions, for another one.
fn replace(draft: &mut Draft, others: &[&str]) -> bool {
    let Some(at) = with_actions(draft) else { return false };
    let other = json!(draft.random.pick(others));
    let count = draft.list(at, "Action").len();
    let place = draft.random.below(count);
    draft.list(at, "Action")[place] = other;
    true
}

fn negate(draft: &mut Draft) -> bool {
    let Some(at) = with_actions(draft) else { return false };
    let actions = draft.statement(at)["Action"].take();
    set_not_action(draft, at, actions);
    true
}

fn not_action(draft: &mut Draft, actions: &[&str]) -> bool {
    let Some(at) = with_actions(draft) else { return false };
    set_not_action(draft, at, json!(actions));
    true
}

fn set_not_action(draft: &mut Draft, at: usize, actions: Value) {
    let statement = draft.statement(at).as_object_mut().expect("a statement");
    statement.remove("Action");
    statement.insert("NotAction".to_owned(), actions);
}

fn own(draft: &mut Draft) -> bool {
    let arn = draft.profile().arn();
    let resource = draft.random.pick(&[json!(arn), json!("*")]).clone();
    let actions = ["bedrock:GetInferenceProfile", "bedrock:ListInferenceProfiles", "bedrock:ApplyGuardrail", "s3:Get*"];
    let action = *draft.random.pick(&actions);
    draft.push(json!({ "Effect": "Allow", "Action": action, "Resource": resource }))
}
