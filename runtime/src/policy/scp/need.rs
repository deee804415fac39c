//! What invoking a profile asks of a policy: the statements of `grant_invoke`, request by request.

use crate::policy::{ConditionKey, ConditionValue, GrantError, GrantErrorKind, Grantable, Resource, Statement, Target};
use crate::{Arn, Invokable, Partition};
use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// The statements that invoking needs, from every declared source Region.
pub(super) fn statements(profile: &dyn Invokable) -> Result<Vec<Statement>, GrantError> {
    let granted = |target: Target| -> Result<Vec<Statement>, GrantError> {
        Ok(profile.grant_invoke(&mut Caller { target })?.statements().to_vec())
    };
    match granted(Target::default()) {
        Err(error) if error.kind() == GrantErrorKind::ManyRegions => {
            let each =
                profile.candidate_regions().into_iter().map(|region| granted(Target::default().in_region(region)?));
            Ok(each.collect::<Result<Vec<_>, GrantError>>()?.concat())
        }
        statements => statements,
    }
}

/// A program that runs in some Regions of any account.
struct Caller {
    target: Target,
}

impl Grantable for Caller {
    fn target(&self) -> &Target {
        &self.target
    }

    fn add_statements(&mut self, _: &[Statement]) -> Result<(), GrantError> {
        Ok(())
    }
}

/// One resource of a statement, with the conditions that the request meets.
#[derive(Clone, Copy)]
pub(super) struct Need<'a> {
    pub(super) statement: &'a Statement,
    pub(super) resource: &'a Resource,
}

impl<'a> Need<'a> {
    pub(super) fn of(statements: &'a [Statement]) -> impl Iterator<Item = Self> {
        statements
            .iter()
            .flat_map(|statement| statement.resources().iter().map(move |resource| Need { statement, resource }))
    }

    /// The id of the profile or model, or the name of an application profile.
    pub(super) fn id(self) -> Cow<'static, str> {
        self.statement.label.id.clone().unwrap_or_default()
    }

    pub(super) fn source_region(self) -> Cow<'static, str> {
        self.statement.label.source.clone().unwrap_or_default()
    }

    /// The resource's ARN, where `account` and, for a profile that is yet to be created, `id` stand in it.
    pub(super) fn arn(self, account: &str, id: &str) -> String {
        write(self.resource, account, id)
    }

    /// The ARN of the profile that the model is invoked through.
    pub(super) fn through(self, account: &str, id: &str) -> Option<String> {
        self.value(ConditionKey::InferenceProfileArn, |value| match value {
            ConditionValue::Arn(profile) => write(profile, account, id),
            ConditionValue::Text(text) => (*text).to_string(),
        })
    }

    /// What `aws:RequestedRegion` says: the resource's Region where no condition says otherwise.
    pub(super) fn requested_region(self) -> String {
        let required = self.value(ConditionKey::RequestedRegion, |value| match value {
            ConditionValue::Text(text) => (*text).to_string(),
            ConditionValue::Arn(resource) => write(resource, "", ""),
        });
        required.unwrap_or_else(|| self.arn("", "").split(':').nth(3).unwrap_or_default().to_string())
    }

    /// Whether it is the model that is invoked, and not what leads to it.
    pub(super) fn is_of_model(self) -> bool {
        self.arn("", "").contains(":foundation-model/")
    }

    /// The application profile that is invoked, or through which the model is: whether there is one without an ARN.
    pub(super) fn is_yet_to_be_created(self) -> bool {
        self.profiles().any(|profile| matches!(profile, Resource::ApplicationInferenceProfile { arn: None, .. }))
    }

    /// The ARN of the application profile that is invoked, or through which the model is, if it has one.
    pub(super) fn created_arn(self) -> Option<&'a Arn> {
        self.profiles().find_map(|profile| match profile {
            Resource::ApplicationInferenceProfile { arn, .. } => arn.as_ref(),
            _ => None,
        })
    }

    fn profiles(self) -> impl Iterator<Item = &'a Resource> {
        let values = self.statement.conditions().iter().flat_map(|condition| &condition.values);
        let in_conditions = values.filter_map(|value| match value {
            ConditionValue::Arn(profile) => Some(profile),
            ConditionValue::Text(_) => None,
        });
        in_conditions.chain([self.resource])
    }

    fn value(self, key: ConditionKey, text: impl Fn(&ConditionValue) -> String) -> Option<String> {
        let condition = self.statement.conditions().iter().find(|condition| condition.key == key)?;
        condition.values.first().map(text)
    }
}

/// The ARN with `account` in it, and with `id` for an application profile that has none yet.
fn write(resource: &Resource, account: &str, id: &str) -> String {
    resource.arn(account).map_or_else(|| to_be_created(resource, account, id), String::from)
}

fn to_be_created(resource: &Resource, account: &str, id: &str) -> String {
    let Resource::ApplicationInferenceProfile { region, .. } = resource else { return String::new() };
    format!("arn:{}:bedrock:{region}:{account}:application-inference-profile/{id}", Partition::from_region(region))
}
