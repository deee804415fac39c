//! Prompt routers: one id that stands for several models of a family.

use crate::declared::declared_region;
use crate::{Arn, ArnError, FoundationModel, ModelSource, SourceRegions, input};
use alloc::vec::Vec;

/// A prompt router: it chooses one of several profiles or models for each request.
///
/// ```
/// use bedrock_profiles::{Policy, PolicyError, PromptRouter, inference_profile};
///
/// fn policy() -> Result<String, PolicyError> {
///     let router = PromptRouter::default_router("amazon.nova:1")?
///         .routing_to(inference_profile!("us.amazon.nova-lite-v1:0"))
///         .routing_to(inference_profile!("us.amazon.nova-pro-v1:0"));
///     let mut policy = Policy::new("Router").in_account("123456789012")?.in_region("us-east-1")?;
///     router.grant_invoke(&mut policy)?;
///     policy.to_iam_json()
/// }
/// # assert!(policy().unwrap().contains(":default-prompt-router/amazon.nova:1"));
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-routing.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromptRouter {
    name: &'static str,
    arn: Option<Arn>,
    routes: Vec<ModelSource>,
}

impl PromptRouter {
    /// A router that AWS provides, by its name: `anthropic.claude:1`. Refused for a name without a version.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-routing.html>.
    pub fn default_router(name: &'static str) -> Result<Self, ArnError> {
        Ok(PromptRouter { name: input::default_router_name(name)?, arn: None, routes: Vec::new() })
    }

    /// A router of the account's own, with the ARN that `CreatePromptRouter` answered; refused for any other kind of ARN,
    /// and for what is no name of a router. The name tells its statements from others.
    ///
    /// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreatePromptRouter.html>.
    pub fn custom(name: &'static str, arn: &str) -> Result<Self, ArnError> {
        let arn = Arn::from_checked(input::prompt_router_arn(arn)?);
        Ok(PromptRouter { name: input::custom_router_name(name)?, arn: Some(arn), routes: Vec::new() })
    }

    /// The router with one more profile or model that it chooses from; the fallback is one of them.
    #[must_use]
    pub fn routing_to(mut self, source: impl Into<ModelSource>) -> Self {
        self.routes.push(source.into());
        self
    }

    /// The name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The ARN of a router of the account's own; `None` for one that AWS provides, whose ARN has the caller's
    /// account.
    pub const fn arn(&self) -> Option<&Arn> {
        self.arn.as_ref()
    }

    /// What it chooses from.
    pub fn routes(&self) -> &[ModelSource] {
        &self.routes
    }

    /// The model, where all that it chooses from leads to one.
    pub(crate) fn only_model(&self) -> Option<FoundationModel> {
        let mut models = self.routes.iter().map(ModelSource::model);
        let first = models.next()?;
        models.all(|model| model.same_id(&first)).then_some(first)
    }

    /// The Regions from which all that it chooses from can be called; for a router of the account's own at most the
    /// one in which it is.
    pub fn source_regions(&self) -> SourceRegions {
        let first = self.routes.first().into_iter().flat_map(ModelSource::source_regions);
        let in_all = |region: &str| self.routes.iter().all(|source| source.source_regions().any(|name| name == region));
        let is_here = |region: &str| self.arn.as_ref().is_none_or(|arn| arn.region() == region);
        SourceRegions::new(first.filter(|region| in_all(region) && is_here(region)))
    }

    /// The ARN, as API calls take it; refused from a Region that is no source, and for a router that AWS provides.
    pub fn callable_from(&self, region: &str) -> Result<&str, ArnError> {
        declared_region(self.name, region, self.source_regions())?;
        self.arn().map(Arn::as_str).ok_or_else(|| ArnError::no_account(self.name))
    }

    /// The ARN to invoke from `region` with `account`; refused from a Region that is no source.
    pub fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        let account = input::account(account)?;
        let region = declared_region(self.name, input::region(region)?, self.source_regions())?;
        let default = || Arn::in_account(region, account, "default-prompt-router", self.name);
        Ok(self.arn.clone().unwrap_or_else(default))
    }
}
