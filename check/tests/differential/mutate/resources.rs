//! Other resources.

use super::{Draft, Mutation, is_arn, is_model, is_profile, part, with_part};
use crate::{
    needs::{OTHER_ACCOUNT, TABLES},
    random::Random,
};
use serde_json::json;

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation("drop a resource", drop),
    Mutation("a resource twice", twice),
    Mutation("another Region", |draft| draft.change_resource(is_arn, other_region)),
    Mutation("another account", |draft| draft.change_resource(is_profile, |arn, _| with_part(arn, 4, OTHER_ACCOUNT))),
    Mutation("another partition", |draft| draft.change_resource(is_arn, other_partition)),
    Mutation("another id", |draft| draft.change_resource(is_arn, other_id)),
    Mutation("a Region more", add_region),
    Mutation("the model without a Region", add_without_region),
    Mutation("another model", add_model),
    Mutation("a resource of another statement", borrow),
    Mutation("a model with a prefix", |draft| {
        draft.change_resource(is_model, |arn, _| arn.replace("foundation-model/", "foundation-model/us."))
    }),
    Mutation("an application profile", |draft| {
        draft.change_resource(is_profile, |arn, _| with_part(arn, 5, "application-inference-profile/abcdefgh1234"))
    }),
    Mutation("a system profile as application profile", |draft| {
        draft.change_resource(is_profile, |arn, _| arn.replace(":inference-profile", ":application-inference-profile"))
    }),
    Mutation("a profile without an account", |draft| draft.change_resource(is_profile, |arn, _| with_part(arn, 4, ""))),
    Mutation("a model with an account", |draft| {
        draft.change_resource(is_model, |arn, _| with_part(arn, 4, "123456789012"))
    }),
    Mutation("a resource in capitals", |draft| {
        draft.change_resource(is_arn, |arn, _| arn.to_uppercase().replace("ARN:", "arn:"))
    }),
    Mutation("the other kind of resource", |draft| draft.change_resource(is_arn, other_kind)),
    Mutation("another service", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 2, "bedrock-runtime"))),
    Mutation("NotResource", negate),
];

fn drop(draft: &mut Draft) -> bool {
    let Some((at, place)) = draft.pick_resource(|_| true) else { return false };
    if draft.list(at, "Resource").len() == 1 {
        draft.statements().remove(at);
    } else {
        draft.list(at, "Resource").remove(place);
    }
    !draft.statements().is_empty()
}

fn twice(draft: &mut Draft) -> bool {
    let Some(place) = draft.pick_resource(|_| true) else { return false };
    let resource = draft.resource(place).clone();
    draft.list(place.0, "Resource").push(resource);
    true
}

fn random_region(random: &mut Random) -> &'static str {
    let regions: Vec<&str> = TABLES.regions.keys().copied().collect();
    let region: &&str = random.pick(&regions);
    region
}

fn other_region(arn: &str, random: &mut Random) -> String {
    with_part(arn, 3, random_region(random))
}

fn other_partition(arn: &str, random: &mut Random) -> String {
    with_part(arn, 1, random.pick::<&str>(&["aws", "aws-us-gov", "aws-cn", "AWS"]))
}

fn other_id(arn: &str, random: &mut Random) -> String {
    let ids: Vec<&str> = TABLES.routes.keys().map(|(id, _)| *id).collect();
    let id = *random.pick(&ids);
    let id = if is_model(arn) { id.split_once('.').map_or(id, |(_, model)| model) } else { id };
    let kind = part(arn, 5).split_once('/').map_or("", |(kind, _)| kind);
    with_part(arn, 5, &format!("{kind}/{id}"))
}

fn add(draft: &mut Draft, change: impl Fn(&str, &mut Random) -> String) -> bool {
    let Some(place) = draft.pick_resource(is_model) else { return false };
    let resource = draft.resource(place).as_str().expect("an ARN").to_owned();
    let added = change(&resource, draft.random);
    draft.list(place.0, "Resource").push(json!(added));
    true
}

fn add_region(draft: &mut Draft) -> bool {
    add(draft, other_region)
}

fn add_without_region(draft: &mut Draft) -> bool {
    add(draft, |arn, _| with_part(arn, 3, ""))
}

fn add_model(draft: &mut Draft) -> bool {
    add(draft, other_id)
}

fn borrow(draft: &mut Draft) -> bool {
    let (Some(from), Some(to)) = (draft.pick_resource(|_| true), draft.pick_allow()) else { return false };
    if from.0 == to || draft.statement(to).get("Resource").is_none() {
        return false;
    }
    let resource = draft.resource(from).clone();
    draft.list(to, "Resource").push(resource);
    true
}

fn other_kind(arn: &str, random: &mut Random) -> String {
    let kinds = ["inference-profile", "foundation-model", "imported-model", "provisioned-model", "foundation-models"];
    let id = part(arn, 5).split_once('/').map_or("", |(_, id)| id);
    with_part(arn, 5, &format!("{}/{id}", random.pick(&kinds)))
}

fn negate(draft: &mut Draft) -> bool {
    let Some((at, _)) = draft.pick_resource(|_| true) else { return false };
    let statement = draft.statement(at).as_object_mut().expect("a statement");
    let resources = statement.remove("Resource").expect("resources");
    statement.insert("NotResource".to_owned(), resources);
    true
}
