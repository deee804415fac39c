//! The statements that each way of invoking needs, as AWS documents them.

use super::statement::{Action, Condition, ConditionKey, ConditionValue, Label, Purpose, Resource, Statement};
use crate::{ApplicationInferenceProfile, Destinations, ModelSource, NotDeclared};
use alloc::{vec, vec::Vec};
use bedrock_profiles_catalog::Route;

/// What `aws:RequestedRegion` says where a global profile runs a request.
const UNSPECIFIED: &str = "unspecified";

/// The invoking actions on one model, through one profile or none.
#[derive(Clone, Copy)]
pub(super) struct Invocation<'a> {
    /// The profile's id or name.
    pub(super) id: &'static str,
    pub(super) model: &'static str,
    pub(super) actions: &'a [Action],
}

impl Invocation<'_> {
    /// Through a cross-Region profile along `route`.
    ///
    /// A geographic profile needs no condition on itself; a global one is asked for in its source Region.
    pub(super) fn profile_statements(self, route: Route<'static>) -> Vec<Statement> {
        let source = route.source;
        let profile = Resource::InferenceProfile { region: source, id: self.id };
        let requested = route.destinations.is_global().then(|| requested(source));
        let mut statements =
            vec![self.allow(source, Purpose::Profile, vec![profile.clone()], requested.into_iter().collect())];
        statements.extend(self.models_through(&profile, route));
        statements
    }

    /// Through an application profile, which `profile` stands for, in `region`.
    ///
    /// What it is copied from needs no statement of its own.
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    pub(super) fn application_statements(
        self,
        profile: &Resource,
        declared: ApplicationInferenceProfile,
        region: &'static str,
    ) -> Result<Vec<Statement>, NotDeclared> {
        let mut statements = vec![self.allow(region, Purpose::Profile, vec![profile.clone()], vec![])];
        match declared.copied_from() {
            ModelSource::CrossRegion(source) => statements.extend(self.models_through(profile, source.route(region)?)),
            ModelSource::FoundationModel(_) => {
                let model = Resource::FoundationModel { region, id: self.model };
                statements.push(self.allow(region, Purpose::Models, vec![model], vec![through(profile)]));
            }
        }
        Ok(statements)
    }

    /// Directly, in `region`.
    pub(super) fn model_statement(self, region: &'static str) -> Statement {
        let model = Resource::FoundationModel { region, id: self.model };
        self.allow(region, Purpose::Model, vec![model], vec![])
    }

    /// The model wherever `route` leads, through `profile` only.
    fn models_through(self, profile: &Resource, route: Route<'static>) -> Vec<Statement> {
        match route.destinations {
            Destinations::Regions(destinations) => {
                let others = destinations.iter().filter(|region| *region != route.source);
                vec![self.in_regions(profile, route.source, others)]
            }
            Destinations::Global => self.anywhere(profile, route.source).into(),
        }
    }

    /// The model in the source Region of a geographic profile and in every destination.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html>.
    fn in_regions(
        self,
        profile: &Resource,
        source: &'static str,
        others: impl Iterator<Item = &'static str>,
    ) -> Statement {
        let mut regions: Vec<&str> = others.chain([source]).collect();
        regions.sort_unstable();
        let models = regions.into_iter().map(|region| Resource::FoundationModel { region, id: self.model });
        self.allow(source, Purpose::Models, models.collect(), vec![through(profile)])
    }

    /// The model in the source Region of a global profile and at its ARN without a Region.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html>.
    fn anywhere(self, profile: &Resource, source: &'static str) -> [Statement; 2] {
        let in_source = Resource::FoundationModel { region: source, id: self.model };
        let anywhere = Resource::FoundationModelAnywhere { id: self.model };
        let at_source = vec![requested(source), through(profile)];
        let at_any = vec![requested(UNSPECIFIED), through(profile)];
        [
            self.allow(source, Purpose::ModelAtSource, vec![in_source], at_source),
            self.allow(source, Purpose::ModelAnywhere, vec![anywhere], at_any),
        ]
    }

    fn allow(
        self,
        source: &'static str,
        purpose: Purpose,
        resources: Vec<Resource>,
        conditions: Vec<Condition>,
    ) -> Statement {
        let label = Label { id: Some(self.id), source: Some(source), purpose };
        Statement { label, actions: self.actions.to_vec(), resources, conditions }
    }
}

fn requested(region: &'static str) -> Condition {
    Condition { key: ConditionKey::RequestedRegion, values: vec![ConditionValue::Text(region)] }
}

fn through(profile: &Resource) -> Condition {
    Condition { key: ConditionKey::InferenceProfileArn, values: vec![ConditionValue::Arn(profile.clone())] }
}
