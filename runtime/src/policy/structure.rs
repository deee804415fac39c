//! The statements that each way of invoking needs, as AWS documents them.

use super::statement::{Action, Condition, ConditionKey, ConditionValue, Label, Purpose, Resource, Statement};
use crate::{Destinations, FoundationModel};
use alloc::{vec, vec::Vec};
use bedrock_profiles_catalog::Route;

/// What `aws:RequestedRegion` says where a global profile runs a request.
const UNSPECIFIED: &str = "unspecified";

/// The statements to invoke the profile `id` along `route`.
pub(super) fn invoke_profile(id: &'static str, model: FoundationModel, route: Route<'static>) -> Vec<Statement> {
    match route.destinations {
        Destinations::Regions(destinations) => {
            let others = destinations.iter().filter(|region| *region != route.source);
            geographic(id, model, route.source, others)
        }
        Destinations::Global => global(id, model, route.source),
    }
}

/// The profile in the source Region; the model there and in every destination, through the profile only.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html>.
fn geographic(
    id: &'static str,
    model: FoundationModel,
    source: &'static str,
    others: impl Iterator<Item = &'static str>,
) -> Vec<Statement> {
    let profile = Resource::InferenceProfile { region: source, id };
    let mut regions: Vec<&str> = others.chain([source]).collect();
    regions.sort_unstable();
    let models = regions.into_iter().map(|region| Resource::FoundationModel { region, id: model.model_id() });
    vec![
        allow(id, source, Purpose::Profile, invoke(model), vec![profile], vec![]),
        allow(id, source, Purpose::Models, invoke(model), models.collect(), vec![through(profile)]),
    ]
}

/// The profile in the source Region; the model there and at its ARN without a Region, through the profile only.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html>.
fn global(id: &'static str, model: FoundationModel, source: &'static str) -> Vec<Statement> {
    let profile = Resource::InferenceProfile { region: source, id };
    let in_source = Resource::FoundationModel { region: source, id: model.model_id() };
    let anywhere = Resource::FoundationModelAnywhere { id: model.model_id() };
    vec![
        allow(id, source, Purpose::Profile, invoke(model), vec![profile], vec![requested(source)]),
        allow(
            id,
            source,
            Purpose::ModelAtSource,
            invoke(model),
            vec![in_source],
            vec![requested(source), through(profile)],
        ),
        allow(
            id,
            source,
            Purpose::ModelAnywhere,
            invoke(model),
            vec![anywhere],
            vec![requested(UNSPECIFIED), through(profile)],
        ),
    ]
}

/// The model in the Region where it is called, without a profile.
pub(super) fn invoke_directly(model: FoundationModel, region: &'static str) -> Statement {
    let id = model.model_id();
    allow(id, region, Purpose::Model, invoke(model), vec![Resource::FoundationModel { region, id }], vec![])
}

/// The profile alone: its description and its use, not its model.
pub(super) fn use_profile(id: &'static str, model: FoundationModel, source: &'static str) -> Statement {
    let mut actions = vec![Action::GetInferenceProfile];
    actions.extend(invoke(model));
    allow(id, source, Purpose::ProfileUsage, actions, vec![Resource::InferenceProfile { region: source, id }], vec![])
}

fn allow(
    id: &'static str,
    source: &'static str,
    purpose: Purpose,
    actions: Vec<Action>,
    resources: Vec<Resource>,
    conditions: Vec<Condition>,
) -> Statement {
    let label = Label { id: Some(id), source: Some(source), purpose };
    Statement { label, actions, resources, conditions }
}

/// The actions to invoke `model`: streaming only where it streams.
fn invoke(model: FoundationModel) -> Vec<Action> {
    let mut actions = vec![Action::InvokeModel];
    if model.streams() {
        actions.push(Action::InvokeModelWithResponseStream);
    }
    actions
}

fn requested(region: &'static str) -> Condition {
    Condition { key: ConditionKey::RequestedRegion, values: vec![ConditionValue::Text(region)] }
}

fn through(profile: Resource) -> Condition {
    Condition { key: ConditionKey::InferenceProfileArn, values: vec![ConditionValue::Arn(profile)] }
}
