//! Statements that deny.

use super::{Draft, Mutation, with_part};
use crate::{
    condition::{PROFILE_KEY, REGION_KEY},
    needs::{INVOKING, Need, Profile, UNSPECIFIED},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation("deny Regions", deny_regions),
    Mutation("deny Regions that are not needed", |draft| deny_other_regions(draft, json!({}))),
    Mutation("deny Regions but for profiles", deny_other_regions_but_for_profiles),
    Mutation("deny a resource", deny_resource),
    Mutation("deny another resource", |draft| deny(draft, &json!("arn:aws:bedrock:*::foundation-model/meta.*"))),
    Mutation("deny an action", deny_action),
    Mutation("deny calls without a profile", |draft| {
        let condition = json!({ "Null": { PROFILE_KEY: "true" } });
        deny_if(draft, &json!("arn:aws*:bedrock:*::foundation-model/*"), &condition)
    }),
    Mutation("deny calls without a profile on all", |draft| {
        deny_if(draft, &json!("*"), &json!({ "Null": { PROFILE_KEY: "true" } }))
    }),
    Mutation("deny other profiles", deny_other_profiles),
    Mutation("any model, narrowed by a denial of other resources", narrow_by_not_resource),
    Mutation("any Region, narrowed by a denial of other Regions", narrow_by_regions),
    Mutation("any action, narrowed by a denial of other actions", narrow_by_not_action),
    Mutation("any profile, narrowed by a denial of other profiles", narrow_by_profiles),
    Mutation("a denial with an open condition", |draft| {
        let operator = *draft.random.pick(&["StringNotEquals", "StringEquals", "StringNotEqualsIfExists"]);
        deny_if(draft, &json!("*"), &json!({ operator: { "aws:SourceVpce": "vpce-1" } }))
    }),
    Mutation("deny short ARNs", |draft| deny(draft, &json!("arn:aws:bedrock:eu-west-1"))),
    Mutation("deny over a colon", |draft| deny(draft, &json!("arn:aws:bedrock:*foundation-model/*"))),
];

fn needs(draft: &Draft) -> Vec<Need> {
    draft.profiles.iter().flat_map(Profile::needs).collect()
}

fn deny(draft: &mut Draft, resource: &Value) -> bool {
    draft.push(json!({ "Effect": "Deny", "Action": INVOKING, "Resource": resource }))
}

fn deny_if(draft: &mut Draft, resource: &Value, condition: &Value) -> bool {
    let action = draft.random.pick(&[json!(INVOKING), json!("bedrock:InvokeModel*"), json!("bedrock:*")]).clone();
    draft.push(json!({ "Effect": "Deny", "Action": action, "Resource": resource, "Condition": condition }))
}

fn deny_regions(draft: &mut Draft) -> bool {
    let operator = *draft.random.pick(&["StringEquals", "StringNotEquals", "StringLike", "StringNotLikeIfExists"]);
    let regions = draft.random.pick(&[json!("us-east-1"), json!(["us-*", "eu-west-1"]), json!(UNSPECIFIED)]).clone();
    deny_if(draft, &json!("*"), &json!({ operator: { REGION_KEY: regions } }))
}

/// `aws:RequestedRegion` of all that is needed.
fn needed_regions(draft: &Draft) -> BTreeSet<&'static str> {
    needs(draft).iter().map(|need| need.requested_region).collect()
}

fn deny_other_regions(draft: &mut Draft, others: Value) -> bool {
    let mut condition = others;
    condition["StringNotEquals"] = json!({ REGION_KEY: needed_regions(draft) });
    deny_if(draft, &json!("*"), &condition)
}

fn deny_other_regions_but_for_profiles(draft: &mut Draft) -> bool {
    let some = json!("arn:aws:bedrock:*:*:inference-profile/us.*");
    let own: Vec<String> = draft.profiles.iter().map(Profile::arn).collect();
    let profiles = draft.random.pick(&[some, json!(own), json!("arn:*:bedrock:*:*:inference-profile/*")]).clone();
    let regions = draft.random.pick(&[json!("us-east-1"), json!(["eu-west-1", UNSPECIFIED])]).clone();
    let condition = json!({ "StringNotEquals": { REGION_KEY: regions }, "ArnNotLike": { PROFILE_KEY: profiles } });
    deny_if(draft, &json!("*"), &condition)
}

fn deny_resource(draft: &mut Draft) -> bool {
    let needs = needs(draft);
    let resource = draft.random.pick(&needs).resource.clone();
    deny(draft, &json!(resource))
}

fn deny_action(draft: &mut Draft) -> bool {
    let actions = ["bedrock:InvokeModel", "bedrock:InvokeAgent", "bedrock:*Stream", "bedrock:Delete*", INVOKING[1]];
    let action = *draft.random.pick(&actions);
    draft.push(json!({ "Effect": "Deny", "Action": action, "Resource": "*" }))
}

fn deny_other_profiles(draft: &mut Draft) -> bool {
    let own: Vec<String> = draft.profiles.iter().map(Profile::arn).collect();
    let operator = *draft.random.pick(&["ArnNotLike", "StringNotEquals", "ArnNotEqualsIfExists"]);
    let models = "arn:aws*:bedrock:*::foundation-model/*";
    let resource = draft.random.pick(&[json!(models), json!("*")]).clone();
    deny_if(draft, &resource, &json!({ operator: { PROFILE_KEY: own } }))
}

/// A statement that grants models, through a profile.
fn grant_of_models(draft: &mut Draft) -> Option<usize> {
    draft.pick_statement(|statement| {
        statement["Effect"] == "Allow"
            && statement.get("Condition").is_some_and(|condition| condition.to_string().contains(PROFILE_KEY))
            && statement.get("Resource").is_some_and(|resource| resource.to_string().contains("foundation-model/"))
    })
}

fn narrow_by_not_resource(draft: &mut Draft) -> bool {
    let Some(at) = grant_of_models(draft) else { return false };
    let resources: BTreeSet<String> = needs(draft).into_iter().map(|need| need.resource).collect();
    draft.statement(at)["Resource"] = json!("arn:*:bedrock:*::foundation-model/*");
    draft.push(json!({ "Effect": "Deny", "Action": "bedrock:InvokeModel*", "NotResource": resources }))
}

fn narrow_by_regions(draft: &mut Draft) -> bool {
    let Some(at) = grant_of_models(draft) else { return false };
    let resources = draft.list(at, "Resource").clone();
    let everywhere = resources.iter().filter_map(Value::as_str).map(|arn| with_part(arn, 3, "*"));
    let everywhere: BTreeSet<String> = everywhere.collect();
    draft.statement(at)["Resource"] = json!(everywhere);
    deny_other_regions(draft, json!({}))
}

fn narrow_by_not_action(draft: &mut Draft) -> bool {
    let Some(at) = draft.pick_statement(|statement| statement.get("Action").is_some()) else { return false };
    let kept: BTreeSet<&str> = needs(draft).iter().map(|need| need.action).collect();
    draft.statement(at)["Action"] = json!("bedrock:*");
    draft.push(json!({ "Effect": "Deny", "NotAction": kept, "Resource": "*" }))
}

fn narrow_by_profiles(draft: &mut Draft) -> bool {
    let Some(at) = grant_of_models(draft) else { return false };
    draft.statement(at).as_object_mut().expect("a statement").remove("Condition");
    let own: Vec<String> = draft.profiles.iter().map(Profile::arn).collect();
    let condition = json!({ "StringNotEquals": { PROFILE_KEY: own } });
    deny_if(draft, &json!("arn:aws*:bedrock:*::foundation-model/*"), &condition)
}
