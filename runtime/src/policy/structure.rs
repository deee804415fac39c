//! The statements that each way of invoking needs, as AWS documents them.

use super::statement::{Action, Condition, ConditionKey, ConditionValue, Label, Purpose, Resource, Statement};
use crate::{ApplicationInferenceProfile, CopySource, Destinations, FoundationModel, NotDeclared};
use alloc::{vec, vec::Vec};
use bedrock_profiles_catalog::Route;

/// What `aws:RequestedRegion` says where a global profile runs a request.
const UNSPECIFIED: &str = "unspecified";

/// The statements to invoke the profile `id` along `route`.
///
/// A geographic profile needs no condition on itself; a global one is asked for in its source Region.
pub(super) fn invoke_profile(id: &'static str, model: FoundationModel, route: Route<'static>) -> Vec<Statement> {
    let source = route.source;
    let profile = Resource::InferenceProfile { region: source, id };
    let requested = route.destinations.is_global().then(|| requested(source));
    let label = Label { id: Some(id), source: Some(source), purpose: Purpose::Profile };
    let mut statements = vec![allow(label, invoke(model), vec![profile.clone()], requested.into_iter().collect())];
    statements.extend(models_through(&profile, id, model, route));
    statements
}

/// The statements to invoke an application profile, which `profile` stands for, in `region`.
///
/// What it is copied from needs no statement of its own.
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
pub(super) fn invoke_application(
    profile: &Resource,
    declared: ApplicationInferenceProfile,
    region: &'static str,
) -> Result<Vec<Statement>, NotDeclared> {
    let (name, model) = (declared.name(), declared.inference_profile_model());
    let label = Label { id: Some(name), source: Some(region), purpose: Purpose::Profile };
    let mut statements = vec![allow(label, invoke(model), vec![profile.clone()], vec![])];
    match declared.copied_from() {
        CopySource::CrossRegion(source) => {
            statements.extend(models_through(profile, name, model, source.route(region)?));
        }
        CopySource::FoundationModel(_) => {
            let in_region = Resource::FoundationModel { region, id: model.model_id() };
            let label = Label { purpose: Purpose::Models, ..label };
            statements.push(allow(label, invoke(model), vec![in_region], vec![through(profile)]));
        }
    }
    Ok(statements)
}

/// The model wherever `route` leads, through `profile` only.
fn models_through(
    profile: &Resource,
    id: &'static str,
    model: FoundationModel,
    route: Route<'static>,
) -> Vec<Statement> {
    match route.destinations {
        Destinations::Regions(destinations) => {
            let others = destinations.iter().filter(|region| *region != route.source);
            vec![in_regions(profile, id, model, route.source, others)]
        }
        Destinations::Global => anywhere(profile, id, model, route.source).into(),
    }
}

/// The model in the source Region of a geographic profile and in every destination.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html>.
fn in_regions(
    profile: &Resource,
    id: &'static str,
    model: FoundationModel,
    source: &'static str,
    others: impl Iterator<Item = &'static str>,
) -> Statement {
    let mut regions: Vec<&str> = others.chain([source]).collect();
    regions.sort_unstable();
    let models = regions.into_iter().map(|region| Resource::FoundationModel { region, id: model.model_id() });
    let label = Label { id: Some(id), source: Some(source), purpose: Purpose::Models };
    allow(label, invoke(model), models.collect(), vec![through(profile)])
}

/// The model in the source Region of a global profile and at its ARN without a Region.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html>.
fn anywhere(profile: &Resource, id: &'static str, model: FoundationModel, source: &'static str) -> [Statement; 2] {
    let in_source = Resource::FoundationModel { region: source, id: model.model_id() };
    let anywhere = Resource::FoundationModelAnywhere { id: model.model_id() };
    let at_source = Label { id: Some(id), source: Some(source), purpose: Purpose::ModelAtSource };
    let at_any = Label { purpose: Purpose::ModelAnywhere, ..at_source };
    [
        allow(at_source, invoke(model), vec![in_source], vec![requested(source), through(profile)]),
        allow(at_any, invoke(model), vec![anywhere], vec![requested(UNSPECIFIED), through(profile)]),
    ]
}

/// The model in the Region where it is called, without a profile.
pub(super) fn invoke_directly(model: FoundationModel, region: &'static str) -> Statement {
    let id = model.model_id();
    let label = Label { id: Some(id), source: Some(region), purpose: Purpose::Model };
    allow(label, invoke(model), vec![Resource::FoundationModel { region, id }], vec![])
}

/// The profile alone: its description and its use, not its model.
pub(super) fn use_profile(
    profile: Resource,
    id: &'static str,
    model: FoundationModel,
    source: &'static str,
) -> Statement {
    let mut actions = vec![Action::GetInferenceProfile];
    actions.extend(invoke(model));
    let label = Label { id: Some(id), source: Some(source), purpose: Purpose::ProfileUsage };
    allow(label, actions, vec![profile], vec![])
}

fn allow(label: Label, actions: Vec<Action>, resources: Vec<Resource>, conditions: Vec<Condition>) -> Statement {
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

fn through(profile: &Resource) -> Condition {
    Condition { key: ConditionKey::InferenceProfileArn, values: vec![ConditionValue::Arn(profile.clone())] }
}
