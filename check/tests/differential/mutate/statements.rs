//! Whole statements, and the document around them.

use super::{Draft, Mutation, as_list};
use crate::needs::{INVOKING, TABLES};
use serde_json::{Value, json};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation("a statement dropped", drop),
    Mutation("a statement twice", twice),
    Mutation("two statements in one", join),
    Mutation("a direct grant of a profile's model", grant_own_model),
    Mutation("a direct grant of another model", grant_other_model),
    Mutation("a grant of another profile", grant_profile),
    Mutation("AWS's grant of everything", grant_everything),
    Mutation("no version", |draft| {
        draft.policy.as_object_mut().is_some_and(|policy| policy.remove("Version").is_some())
    }),
    Mutation("the old version", |draft| {
        draft.policy["Version"] = json!("2008-10-17");
        true
    }),
    Mutation("no such version", |draft| {
        draft.policy["Version"] = json!("2012-10-18");
        true
    }),
    Mutation("a denial of an allowed statement", deny),
    Mutation("no effect", |draft| {
        let at = draft.pick_allow();
        at.is_some_and(|at| draft.statement(at).as_object_mut().is_some_and(|it| it.remove("Effect").is_some()))
    }),
];

fn drop(draft: &mut Draft) -> bool {
    let count = draft.statements().len();
    let at = draft.random.below(count);
    count > 1 && !draft.statements().remove(at).is_null()
}

/// The id of a statement is its own.
fn twice(draft: &mut Draft) -> bool {
    let Some(at) = draft.pick_statement(|_| true) else { return false };
    let mut statement = draft.statement(at).clone();
    statement.as_object_mut().expect("a statement").remove("Sid");
    draft.push(statement)
}

/// The conditions of one for both.
fn join(draft: &mut Draft) -> bool {
    let has_resources = |statement: &Value| statement["Effect"] == "Allow" && statement.get("Resource").is_some();
    let (Some(one), Some(other)) = (draft.pick_statement(has_resources), draft.pick_statement(has_resources)) else {
        return false;
    };
    if one == other {
        return false;
    }
    let resources = as_list(&mut draft.statement(other)["Resource"]).clone();
    draft.list(one, "Resource").extend(resources);
    draft.statements().remove(other);
    true
}

fn grant(draft: &mut Draft, resource: &str) -> bool {
    draft.push(json!({ "Effect": "Allow", "Action": INVOKING, "Resource": resource }))
}

fn grant_own_model(draft: &mut Draft) -> bool {
    let profile = draft.profile();
    let arn = profile.model_arn(profile.source);
    grant(draft, &arn)
}

fn grant_other_model(draft: &mut Draft) -> bool {
    let ids = ["amazon.titan-embed-text-v2:0", "cohere.embed-english-v3"];
    let id = *draft.random.pick(&ids);
    let region = draft.profile().source;
    grant(draft, &format!("arn:aws:bedrock:{region}::foundation-model/{id}"))
}

fn grant_profile(draft: &mut Draft) -> bool {
    let account = draft.profile().account;
    let (id, source) = *draft.random.pick(&TABLES.routes.keys().copied().collect::<Vec<_>>());
    grant(draft, &format!("arn:aws:bedrock:{source}:{account}:inference-profile/{id}"))
}

fn grant_everything(draft: &mut Draft) -> bool {
    let action = *draft.random.pick(&["bedrock:InvokeModel", "bedrock:InvokeModel*", "bedrock:*", "*"]);
    draft.push(json!({ "Effect": "Allow", "Action": action, "Resource": "*" }))
}

fn deny(draft: &mut Draft) -> bool {
    let Some(at) = draft.pick_allow() else { return false };
    let mut statement = draft.statement(at).clone();
    statement["Effect"] = json!("Deny");
    statement.as_object_mut().expect("a statement").remove("Sid");
    draft.push(statement)
}
