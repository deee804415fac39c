//! The statements that each way of invoking needs, as AWS documents them.

use super::statement::{Action, Condition, ConditionKey, ConditionValue, Label, Purpose, Resource, Statement};
use alloc::{borrow::Cow, string::ToString as _, vec, vec::Vec};
use bedrock_profiles_catalog::Route;

/// What `aws:RequestedRegion` says where a global profile runs a request.
const UNSPECIFIED: Cow<'static, str> = Cow::Borrowed("unspecified");

/// A name of a declaration, or of a catalog that was read while the program runs.
pub(super) type Name = Cow<'static, str>;

/// Where requests from a source Region may run.
pub(super) struct Way {
    pub(super) source: Name,
    /// `None` where that is any commercial Region.
    destinations: Option<Vec<Name>>,
}

impl Way {
    /// That of a declaration.
    pub(super) fn declared(route: Route<'static>) -> Self {
        Way::new(route, Name::from)
    }

    /// That of a catalog that was read.
    pub(super) fn read(route: Route<'_>) -> Self {
        Way::new(route, |name| Name::from(name.to_string()))
    }

    fn new<'r>(route: Route<'r>, name: fn(&'r str) -> Name) -> Self {
        let destinations = route.destinations.regions();
        Way { source: name(route.source), destinations: destinations.map(|all| all.iter().map(name).collect()) }
    }

    /// That of a model which is called directly.
    pub(super) fn direct(region: impl Into<Name>) -> Self {
        let source = region.into();
        Way { destinations: Some(vec![source.clone()]), source }
    }
}

/// The invoking actions on one model, through one profile or none.
pub(super) struct Invocation<'a> {
    /// The profile's id or name.
    pub(super) id: Name,
    pub(super) model: Name,
    pub(super) actions: &'a [Action],
}

impl Invocation<'_> {
    /// Through a cross-Region profile along `way`.
    ///
    /// A geographic profile needs no condition on itself; a global one is asked for in its source Region.
    pub(super) fn profile_statements(&self, way: &Way) -> Vec<Statement> {
        let profile = Resource::inference_profile(way.source.clone(), self.id.clone());
        let requested = way.destinations.is_none().then(|| requested(way.source.clone()));
        let mut statements =
            vec![self.allow(&way.source, Purpose::Profile, vec![profile.clone()], requested.into_iter().collect())];
        statements.extend(self.models_through(&profile, way));
        statements
    }

    /// Through an application profile, which `profile` stands for: its model wherever what it is copied from leads.
    ///
    /// What it is copied from needs no statement of its own.
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    pub(super) fn application_statements(&self, profile: &Resource, way: &Way) -> Vec<Statement> {
        let mut statements = vec![self.allow(&way.source, Purpose::Profile, vec![profile.clone()], vec![])];
        statements.extend(self.models_through(profile, way));
        statements
    }

    /// Directly, in `region`.
    pub(super) fn model_statement(&self, region: &Name) -> Statement {
        self.allow(region, Purpose::Model, vec![self.model_in(region)], vec![])
    }

    /// The model wherever `way` leads, through `profile` only.
    fn models_through(&self, profile: &Resource, way: &Way) -> Vec<Statement> {
        match &way.destinations {
            Some(destinations) => vec![self.in_regions(profile, &way.source, destinations)],
            None => self.anywhere(profile, &way.source).into(),
        }
    }

    /// The model in the source Region of a geographic profile and in every destination.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html>.
    fn in_regions(&self, profile: &Resource, source: &Name, destinations: &[Name]) -> Statement {
        let mut regions: Vec<&Name> = destinations.iter().filter(|region| *region != source).chain([source]).collect();
        regions.sort_unstable();
        let models = regions.into_iter().map(|region| self.model_in(region));
        self.allow(source, Purpose::Models, models.collect(), vec![through(profile)])
    }

    /// The model in the source Region of a global profile and at its ARN without a Region.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html>.
    fn anywhere(&self, profile: &Resource, source: &Name) -> [Statement; 2] {
        let anywhere = Resource::FoundationModelAnywhere { id: self.model.clone() };
        let at_source = vec![requested(source.clone()), through(profile)];
        let at_any = vec![requested(UNSPECIFIED), through(profile)];
        [
            self.allow(source, Purpose::ModelAtSource, vec![self.model_in(source)], at_source),
            self.allow(source, Purpose::ModelAnywhere, vec![anywhere], at_any),
        ]
    }

    fn model_in(&self, region: &Name) -> Resource {
        Resource::foundation_model(region.clone(), self.model.clone())
    }

    fn allow(
        &self,
        source: &Name,
        purpose: Purpose,
        resources: Vec<Resource>,
        conditions: Vec<Condition>,
    ) -> Statement {
        let label = Label { id: Some(self.id.clone()), source: Some(source.clone()), purpose };
        Statement { label, actions: self.actions.to_vec(), resources, conditions }
    }
}

fn requested(region: Name) -> Condition {
    Condition { key: ConditionKey::RequestedRegion, values: vec![ConditionValue::Text(region)] }
}

fn through(profile: &Resource) -> Condition {
    Condition { key: ConditionKey::InferenceProfileArn, values: vec![ConditionValue::Arn(profile.clone())] }
}
