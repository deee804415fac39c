//! Statements: what they hold, without the account, which only the renderer knows.

use super::GrantError;
use crate::{ApplicationInferenceProfile, Arn, ModelSource, Partition};
use alloc::{borrow::Cow, string::String, vec::Vec};

/// One `Allow` statement of a policy.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub(super) label: Label,
    pub(super) actions: Vec<Action>,
    pub(super) resources: Vec<Resource>,
    pub(super) conditions: Vec<Condition>,
}

impl Statement {
    /// The id that it has in a document, unless another statement there has it already: letters and digits that name
    /// the profile, its source Region and its purpose.
    pub(super) fn sid(&self) -> String {
        self.label.sid()
    }

    /// What is allowed.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// On what it is allowed.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// Under which conditions: all of them must hold.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The Region from which is called what it is about; `None` for several, or for what belongs to none.
    pub(super) fn source_region(&self) -> Option<&str> {
        self.label.source.as_deref()
    }

    /// The partition of the resources; `None` where every resource is meant.
    pub fn partition(&self) -> Option<Partition> {
        self.resources.iter().find_map(Resource::partition)
    }
}

/// What a statement is about, which its id tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The id of the profile or model; `None` for several.
    pub(super) id: Option<Cow<'static, str>>,
    /// The source Region; `None` for several.
    pub(super) source: Option<Cow<'static, str>>,
    pub(super) purpose: Purpose,
}

/// The part that a statement plays in what is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The profile itself.
    Profile,
    /// The model in the destinations of a geographic profile.
    Models,
    /// The model in the source Region of a global profile.
    ModelAtSource,
    /// The model wherever a global profile runs it.
    ModelAnywhere,
    /// The model, called directly.
    Model,
    /// The profile without its model.
    ProfileUsage,
    /// The prompt router, without what it chooses from.
    Router,
    /// To count the tokens of the model.
    TokenCounting,
    /// To create batch inference jobs with the model.
    BatchJobs,
    /// To hand the jobs their service role.
    ServiceRole,
    /// To list what there is.
    Discovery,
    /// To create the profile.
    Creation,
    /// To look after the profile once it is created.
    Management,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Purpose::Profile => "Profile",
            Purpose::Models => "Models",
            Purpose::ModelAtSource => "ModelAtSource",
            Purpose::ModelAnywhere => "ModelAnywhere",
            Purpose::Model => "Model",
            Purpose::ProfileUsage => "ProfileUsage",
            Purpose::Router => "Router",
            Purpose::TokenCounting => "TokenCounting",
            Purpose::BatchJobs => "BatchJobs",
            Purpose::ServiceRole => "ServiceRole",
            Purpose::Discovery => "Discovery",
            Purpose::Creation => "Creation",
            Purpose::Management => "Management",
        }
    }
}

impl Label {
    /// What both are about.
    pub(super) fn join(&self, other: &Self) -> Self {
        Label {
            id: self.id.clone().filter(|_| other.id == self.id),
            source: self.source.clone().filter(|_| other.source == self.source),
            purpose: self.purpose,
        }
    }

    /// `eu.anthropic.claude-sonnet-4-6`, `eu-west-1`, `Profile` → `EuAnthropicClaudeSonnet46EuWest1Profile`.
    fn sid(&self) -> String {
        let mut sid = String::new();
        let (id, source) = (self.id.as_deref(), self.source.as_deref());
        let names = [id.unwrap_or("several"), source.unwrap_or_default(), self.purpose.word()];
        for word in names.into_iter().flat_map(|name| name.split(|c: char| !c.is_ascii_alphanumeric())) {
            let mut characters = word.chars();
            sid.extend(characters.next().map(|first| first.to_ascii_uppercase()));
            sid.push_str(characters.as_str());
        }
        sid
    }
}

/// An IAM action: one of Bedrock's, or the one of IAM that batch inference needs.
///
/// See <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Action {
    /// To count the tokens of a prompt.
    CountTokens,
    /// To create an application inference profile.
    CreateInferenceProfile,
    /// To create a batch inference job.
    CreateModelInvocationJob,
    /// To delete an application inference profile.
    DeleteInferenceProfile,
    /// To read a profile's description.
    GetInferenceProfile,
    /// To invoke: `Converse`, `InvokeModel`, `StartAsyncInvoke`.
    InvokeModel,
    /// To invoke with a streamed answer: `ConverseStream`, `InvokeModelWithResponseStream`.
    InvokeModelWithResponseStream,
    /// To list the foundation models of a Region.
    ListFoundationModels,
    /// To list the inference profiles of a Region.
    ListInferenceProfiles,
    /// To read the tags of an application inference profile.
    ListTagsForResource,
    /// To hand a role to a service. The one action here that is IAM's.
    PassRole,
    /// To tag an application inference profile, at its creation too.
    TagResource,
    /// To remove tags from an application inference profile.
    UntagResource,
}

impl Action {
    /// The name in a policy, such as `bedrock:InvokeModel`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Action::CountTokens => "bedrock:CountTokens",
            Action::CreateInferenceProfile => "bedrock:CreateInferenceProfile",
            Action::CreateModelInvocationJob => "bedrock:CreateModelInvocationJob",
            Action::DeleteInferenceProfile => "bedrock:DeleteInferenceProfile",
            Action::GetInferenceProfile => "bedrock:GetInferenceProfile",
            Action::InvokeModel => "bedrock:InvokeModel",
            Action::InvokeModelWithResponseStream => "bedrock:InvokeModelWithResponseStream",
            Action::ListFoundationModels => "bedrock:ListFoundationModels",
            Action::ListInferenceProfiles => "bedrock:ListInferenceProfiles",
            Action::ListTagsForResource => "bedrock:ListTagsForResource",
            Action::PassRole => "iam:PassRole",
            Action::TagResource => "bedrock:TagResource",
            Action::UntagResource => "bedrock:UntagResource",
        }
    }
}

/// What a statement's `Resource` names; the account comes in where the policy is rendered.
///
/// See <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html#amazonbedrock-resources-for-iam-policies>.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Resource {
    /// A cross-Region inference profile.
    InferenceProfile {
        /// The source Region.
        region: Cow<'static, str>,
        /// The profile's id.
        id: Cow<'static, str>,
    },
    /// An application inference profile.
    ApplicationInferenceProfile {
        /// The profile as it was declared.
        profile: ApplicationInferenceProfile,
        /// The Region in which it is, or is to be, created.
        region: &'static str,
        /// Its ARN; `None` where it is known at deployment only.
        arn: Option<Arn>,
    },
    /// A foundation model in a Region.
    FoundationModel {
        /// The destination Region, or the Region in which it is called directly.
        region: Cow<'static, str>,
        /// The model's id.
        id: Cow<'static, str>,
    },
    /// A foundation model in any Region of a partition.
    FoundationModelInAnyRegion {
        /// The partition.
        partition: Partition,
        /// The model's id.
        id: Cow<'static, str>,
    },
    /// A foundation model wherever a global profile may run it.
    FoundationModelAnywhere {
        /// The model's id.
        id: Cow<'static, str>,
    },
    /// A prompt router that AWS provides.
    DefaultPromptRouter {
        /// The source Region.
        region: &'static str,
        /// The router's name, such as `anthropic.claude:1`.
        name: &'static str,
    },
    /// Every application inference profile of a Region.
    EveryApplicationInferenceProfile {
        /// The Region.
        region: &'static str,
    },
    /// Every batch inference job of a Region.
    EveryModelInvocationJob {
        /// The Region.
        region: &'static str,
    },
    /// What has this ARN: a prompt router of the account's own, or a role.
    Named(Arn),
    /// Every resource, `*`: for actions that know no resources.
    Every,
}

impl Resource {
    /// What is called from `region`.
    pub(super) fn from_source(source: ModelSource, region: &'static str) -> Result<Self, GrantError> {
        Ok(match source {
            ModelSource::CrossRegion(profile) => Resource::inference_profile(region, profile.inference_profile_id()),
            ModelSource::ByRegion(profiles) => Resource::inference_profile(region, profiles.callable_from(region)?),
            ModelSource::FoundationModel(model) => Resource::foundation_model(region, model.model_id()),
        })
    }

    pub(super) fn inference_profile(region: impl Into<Cow<'static, str>>, id: impl Into<Cow<'static, str>>) -> Self {
        Resource::InferenceProfile { region: region.into(), id: id.into() }
    }

    pub(super) fn foundation_model(region: impl Into<Cow<'static, str>>, id: impl Into<Cow<'static, str>>) -> Self {
        Resource::FoundationModel { region: region.into(), id: id.into() }
    }

    /// The ARN, with the 12-digit `account` where it names one; `None` for an application profile that has none yet,
    /// and for every resource.
    pub fn arn(&self, account: &str) -> Option<Arn> {
        let text: String = self.write(account, |_| Err(())).ok()?;
        text.starts_with("arn:").then(|| Arn::from_checked(&text))
    }

    /// The text of the ARN, with `account` where it names one; `to_be_created` writes that of an application profile which has
    /// none yet.
    pub(super) fn write<T: From<String>, E>(
        &self,
        account: &str,
        to_be_created: impl FnOnce(ApplicationInferenceProfile) -> Result<T, E>,
    ) -> Result<T, E> {
        let arn = match self {
            Resource::InferenceProfile { region, id } => Arn::inference_profile(region, account, id),
            Resource::ApplicationInferenceProfile { arn: Some(arn), .. } | Resource::Named(arn) => arn.clone(),
            Resource::ApplicationInferenceProfile { profile, arn: None, .. } => return to_be_created(*profile),
            Resource::FoundationModel { region, id } => Arn::foundation_model(region, id),
            Resource::FoundationModelInAnyRegion { partition, id } => {
                Arn::foundation_model_in_any_region(*partition, id)
            }
            Resource::FoundationModelAnywhere { id } => Arn::foundation_model_anywhere(id),
            Resource::DefaultPromptRouter { region, name } => {
                Arn::in_account(region, account, "default-prompt-router", name)
            }
            Resource::EveryApplicationInferenceProfile { region } => {
                Arn::in_account(region, account, "application-inference-profile", "*")
            }
            Resource::EveryModelInvocationJob { region } => {
                Arn::in_account(region, account, "model-invocation-job", "*")
            }
            Resource::Every => return Ok(T::from("*".into())),
        };
        Ok(T::from(arn.into()))
    }

    /// The application profile, if it is one.
    pub(super) fn application_profile(&self) -> Option<ApplicationInferenceProfile> {
        match self {
            Resource::ApplicationInferenceProfile { profile, .. } => Some(*profile),
            _ => None,
        }
    }

    /// The partition; `None` for every resource.
    pub(super) fn partition(&self) -> Option<Partition> {
        match self {
            Resource::InferenceProfile { region, .. } | Resource::FoundationModel { region, .. } => {
                Some(Partition::from_region(region))
            }
            Resource::ApplicationInferenceProfile { region, .. }
            | Resource::DefaultPromptRouter { region, .. }
            | Resource::EveryApplicationInferenceProfile { region }
            | Resource::EveryModelInvocationJob { region } => Some(Partition::from_region(region)),
            Resource::FoundationModelInAnyRegion { partition, .. } => Some(*partition),
            Resource::FoundationModelAnywhere { .. } => Some(Partition::Aws),
            Resource::Named(arn) => arn.partition(),
            Resource::Every => None,
        }
    }
}

/// A condition with `StringEquals`: the key's value in the request is one of the values.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Condition {
    /// The key.
    pub key: ConditionKey,
    /// The values, one of which must match.
    pub values: Vec<ConditionValue>,
}

/// A condition key.
///
/// See <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html#amazonbedrock-policy-keys>
/// and <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConditionKey {
    /// The Region that the request is made to; `unspecified` where a global profile runs it.
    RequestedRegion,
    /// The profile that the model is invoked through.
    InferenceProfileArn,
    /// The service that a role is handed to.
    PassedToService,
}

impl ConditionKey {
    /// The name in a policy, such as `bedrock:InferenceProfileArn`.
    pub const fn as_str(self) -> &'static str {
        match self {
            ConditionKey::RequestedRegion => "aws:RequestedRegion",
            ConditionKey::InferenceProfileArn => "bedrock:InferenceProfileArn",
            ConditionKey::PassedToService => "iam:PassedToService",
        }
    }
}

/// A value of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConditionValue {
    /// Text, as it stands.
    Text(Cow<'static, str>),
    /// The ARN of a resource.
    Arn(Resource),
}
