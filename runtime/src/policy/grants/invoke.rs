//! What invoking takes.

use super::allow;
use crate::policy::statement::{Action, Purpose, Resource, Statement};
use crate::policy::structure::{Invocation, Way};
use crate::policy::{Grant, GrantError, Grantable, Target};
use crate::{
    ApplicationInferenceProfile, CreatedInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
    InferenceProfileByRegion, InvocationTarget, ModelSource, PromptRouter,
};
use alloc::{string::ToString as _, vec, vec::Vec};

/// Which of the two actions.
#[derive(Clone, Copy)]
pub(super) enum Calls {
    /// All that the model can do.
    Every,
    InvokeOnly,
    StreamingOnly,
}

impl Calls {
    fn actions(self, model: FoundationModel) -> Result<&'static [Action], GrantError> {
        self.on_model(model.model_id(), model.streams())
    }

    pub(super) fn on_model(self, model: &str, streams: bool) -> Result<&'static [Action], GrantError> {
        match (self, streams) {
            (Calls::Every, true) => Ok(&[Action::InvokeModel, Action::InvokeModelWithResponseStream]),
            (Calls::Every, false) | (Calls::InvokeOnly, _) => Ok(&[Action::InvokeModel]),
            (Calls::StreamingOnly, true) => Ok(&[Action::InvokeModelWithResponseStream]),
            (Calls::StreamingOnly, false) => Err(GrantError::no_streaming(model)),
        }
    }

    /// The actions on all of `sources`: what any of them can do.
    fn actions_on(self, sources: &[ModelSource]) -> Result<&'static [Action], GrantError> {
        let streaming = sources.iter().map(ModelSource::model).find(FoundationModel::streams);
        let Some(any) = streaming.or(sources.first().map(ModelSource::model)) else { return Ok(&[]) };
        self.actions(any)
    }
}

/// The actions on `model` that invoking takes.
pub(super) fn actions(model: FoundationModel) -> Result<&'static [Action], GrantError> {
    Calls::Every.actions(model)
}

/// The statements that invoking takes in the Regions of the target.
pub(super) trait Invoked {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError>;
}

impl Invoked for CrossRegionInferenceProfile {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        let model = self.inference_profile_model();
        let (id, actions) = (self.inference_profile_id().into(), calls.actions(model)?);
        let invocation = Invocation { id, model: model.model_id().into(), actions };
        let ways = self.routes_of(target)?.into_iter().map(Way::declared);
        Ok(ways.flat_map(|way| invocation.profile_statements(&way)).collect())
    }
}

impl Invoked for InferenceProfileByRegion {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        self.of_each(target, |profile, everywhere| profile.statements(everywhere, calls))
    }
}

impl Invoked for FoundationModel {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        let id = self.model_id();
        let invocation = Invocation { id: id.into(), model: id.into(), actions: calls.actions(*self)? };
        Ok(self.regions_of(target)?.into_iter().map(|region| invocation.model_statement(&region.into())).collect())
    }
}

impl Invoked for ApplicationInferenceProfile {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        let (profile, region) = self.resource_of(target)?;
        through_application(&profile, *self, region, calls)
    }
}

impl Invoked for CreatedInferenceProfile {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        let (profile, region) = self.resource_of(target)?;
        through_application(&profile, self.declared(), region, calls)
    }
}

fn through_application(
    profile: &Resource,
    declared: ApplicationInferenceProfile,
    region: &'static str,
    calls: Calls,
) -> Result<Vec<Statement>, GrantError> {
    let model = declared.inference_profile_model();
    let (id, actions) = (declared.name().into(), calls.actions(model)?);
    let way = match declared.copied_from() {
        ModelSource::CrossRegion(source) => Way::declared(source.route(region)?),
        ModelSource::ByRegion(source) => Way::declared(source.for_region(region)?.route(region)?),
        ModelSource::FoundationModel(_) => Way::direct(region),
    };
    Ok(Invocation { id, model: model.model_id().into(), actions }.application_statements(profile, &way))
}

impl Invoked for ModelSource {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        match self {
            ModelSource::CrossRegion(profile) => profile.statements(target, calls),
            ModelSource::ByRegion(profiles) => profiles.statements(target, calls),
            ModelSource::FoundationModel(model) => model.statements(target, calls),
        }
    }
}

impl Invoked for PromptRouter {
    fn statements(&self, target: &Target, calls: Calls) -> Result<Vec<Statement>, GrantError> {
        let regions = self.regions_of(target)?;
        let actions = calls.actions_on(self.routes())?;
        let mut statements: Vec<Statement> = regions
            .iter()
            .map(|region| allow((self.name(), region), Purpose::Router, actions, [self.resource(region)]))
            .collect();
        let in_these = target.in_these(regions.iter().map(|region| (*region).to_string()).collect());
        for source in self.routes() {
            statements.extend(source.statements(&in_these, calls)?);
        }
        Ok(statements)
    }
}

impl PromptRouter {
    fn resource(&self, region: &'static str) -> Resource {
        match self.arn() {
            Some(arn) => Resource::Named(arn.clone()),
            None => Resource::DefaultPromptRouter { region, name: self.name() },
        }
    }
}

macro_rules! grants_invoke {
    ($($(#[$doc:meta])* $type:ty),* $(,)?) => {$(
        impl $type {
            $(#[$doc])*
            pub fn grant_invoke(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                let statements = self.statements(grantee.target(), Calls::Every)?;
                Grant::to(grantee, statements)
            }

            /// As [`grant_invoke`](Self::grant_invoke), with `bedrock:InvokeModel` alone: for a program that never
            /// streams.
            ///
            /// It is the action of the operations `Converse`, `InvokeModel`, `StartAsyncInvoke` and, although that one
            /// streams, `InvokeModelWithBidirectionalStream`. See
            /// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html>.
            pub fn grant_invoke_only(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                let statements = self.statements(grantee.target(), Calls::InvokeOnly)?;
                Grant::to(grantee, statements)
            }

            /// As [`grant_invoke`](Self::grant_invoke), with `bedrock:InvokeModelWithResponseStream` alone: for a
            /// program that calls `ConverseStream` and nothing else.
            ///
            /// The operation `InvokeModelWithResponseStream` needs both actions,
            /// `InvokeModelWithBidirectionalStream` the other one. Refused for a model that does not
            /// stream. See
            /// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html>.
            pub fn grant_streaming_only(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                let statements = self.statements(grantee.target(), Calls::StreamingOnly)?;
                Grant::to(grantee, statements)
            }
        }
    )*};
}

grants_invoke!(
    /// Grants everything that is needed to invoke the profile from those of the grantee's Regions that are declared
    /// sources, and nothing beyond: the profile in each source Region, and the model in every destination of that Region,
    /// through the profile only.
    ///
    /// Refused where none of them is a declared source. See
    /// [geographic](https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html) and
    /// [global](https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html) profiles.
    CrossRegionInferenceProfile,
    /// Grants everything that is needed to invoke the profiles from those of the grantee's Regions that are declared, and
    /// nothing beyond: each Region gets the statements of its own profile, as
    /// [`CrossRegionInferenceProfile::grant_invoke`] gives them.
    ///
    /// Refused where none of them is declared, and for a grantee without a Region of its own where Regions of several
    /// partitions are declared: an account belongs to one.
    InferenceProfileByRegion,
    /// Grants what is needed to invoke the model directly, without a profile, in the grantee's Regions.
    ///
    /// Without a Region of its own the grantee gets those of the first partition in which the model is offered, the
    /// commercial one where it is: an account belongs to one partition.
    ///
    /// Refused where the model can be called in none of them, and for a model that is reached through
    /// profiles only. See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html>.
    FoundationModel,
    /// Grants everything that is needed to invoke the profile in the grantee's one Region, and nothing beyond: the
    /// profile, and the model wherever what it is copied from leads, through the profile only.
    ///
    /// Templates refer to the profile, which they create: of several policies that are granted it, one creates it, and
    /// the others need its ARN by [`with_arn`](Self::with_arn), as IAM JSON does; or one policy is attached to several
    /// roles. What it is copied from needs no statement of its own:
    /// [`grant_invoke_with_source`](Self::grant_invoke_with_source) adds one. See
    /// <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    ApplicationInferenceProfile,
    /// Grants everything that is needed to invoke the profile, as [`ApplicationInferenceProfile::grant_invoke`] does,
    /// with its ARN. See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
    CreatedInferenceProfile,
    /// Grants everything that is needed to invoke the router from the grantee's Regions: the router, and each profile
    /// or model that it chooses from.
    ///
    /// Without a Region of its own the grantee gets those from which all of them can be called. Whether a condition
    /// on `bedrock:PromptRouterArn` could keep them from being called without the router no page of AWS settles: they
    /// are granted as if there were no router. See
    /// <https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-routing.html>.
    PromptRouter,
    /// Grants everything that is needed to invoke it from the grantee's Regions, and nothing beyond, as far as the catalog
    /// that was asked knows: a profile with its model, a model that is called directly, or a model of the account's own.
    ///
    /// Refused for an application profile and a prompt router, whose ARNs do not say which models are behind them, and for
    /// what is unknown. See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html>.
    InvocationTarget,
);

/// What an application profile is copied from, besides.
macro_rules! grants_source {
    ($($type:ty),*) => {$(
        impl $type {
            /// As [`grant_invoke`](Self::grant_invoke), and the invoking actions on the geographic or global profile
            /// that it is copied from.
            ///
            /// AWS's managed policies and guides grant the copied profile nowhere, and one public report found it
            /// needed: no page settles it. So it is a choice, and not the default. See
            /// <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.
            pub fn grant_invoke_with_source(&self, grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
                let (_, region) = self.resource_of(grantee.target())?;
                let mut statements = self.statements(grantee.target(), Calls::Every)?;
                statements.extend(self.source_statement(region)?);
                Grant::to(grantee, statements)
            }
        }
    )*};
}

grants_source!(ApplicationInferenceProfile, CreatedInferenceProfile);

impl ApplicationInferenceProfile {
    /// The statement on the profile that it is copied from, without the model.
    fn source_statement(&self, region: &'static str) -> Result<Option<Statement>, GrantError> {
        let source = match self.copied_from() {
            ModelSource::CrossRegion(source) => source,
            ModelSource::ByRegion(source) => source.for_region(region)?,
            ModelSource::FoundationModel(_) => return Ok(None),
        };
        let in_region = Target::default().in_these(vec![region.to_string()]);
        let mut statements = source.statements(&in_region, Calls::Every)?.into_iter();
        Ok(statements.find(|statement| statement.label.purpose == Purpose::Profile))
    }
}

impl CreatedInferenceProfile {
    fn source_statement(&self, region: &'static str) -> Result<Option<Statement>, GrantError> {
        self.declared().source_statement(region)
    }
}
