//! What the API says of one profile, and of one model.

use super::json::{Object, Value};
use super::{Day, ModelArn, ProfileArn};
use crate::failure::Failure;

/// A profile as one Region lists it.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_InferenceProfileSummary.html>.
#[derive(Debug)]
pub(crate) struct ProfileSummary {
    pub(crate) arn: ProfileArn,
    pub(crate) id: String,
    /// `ACTIVE`, or what no documentation knows yet.
    pub(crate) status: Option<String>,
    pub(crate) models: Vec<ModelOfProfile>,
}

/// A place where a profile may run its model.
#[derive(Debug)]
pub(crate) struct ModelOfProfile {
    pub(crate) arn: ModelArn,
}

/// A foundation model as one Region lists it. The enumerations are open: AWS adds values before its SDKs know them.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_FoundationModelSummary.html>.
#[derive(Debug)]
pub(crate) struct ModelSummary {
    pub(crate) arn: ModelArn,
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) provider: Option<String>,
    pub(crate) input_modalities: Option<Vec<String>>,
    pub(crate) output_modalities: Option<Vec<String>>,
    pub(crate) response_streaming_supported: Option<bool>,
    pub(crate) inference_types_supported: Option<Vec<String>>,
    pub(crate) lifecycle: Option<ModelLifecycle>,
}

/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_FoundationModelLifecycle.html>.
#[derive(Debug, PartialEq)]
pub(crate) struct ModelLifecycle {
    /// `ACTIVE`, `LEGACY`, or what no documentation knows yet.
    pub(crate) status: Option<String>,
    pub(crate) legacy_time: Option<Day>,
    pub(crate) end_of_life_time: Option<Day>,
}

impl ProfileSummary {
    /// The profile that the AWS CLI printed. What an application profile leads to is not read: it becomes no row.
    pub(super) fn read(object: &Object<'_>) -> Result<Self, Failure> {
        let arn = object.required("inferenceProfileArn")?.profile_arn()?;
        let id = object.required("inferenceProfileId")?.text()?;
        let status = object.optional("status", Value::text)?;
        let models = if arn.is_application { Vec::new() } else { object.required("models")?.elements()? };
        let models = models.into_iter().map(ModelOfProfile::read).collect::<Result<_, _>>()?;
        Ok(ProfileSummary { arn, id, status, models })
    }
}

impl ModelOfProfile {
    fn read(value: Value<'_>) -> Result<Self, Failure> {
        Ok(ModelOfProfile { arn: value.object()?.required("modelArn")?.model_arn()? })
    }
}

impl ModelSummary {
    /// The model that the AWS CLI printed.
    pub(super) fn read(object: &Object<'_>) -> Result<Self, Failure> {
        Ok(ModelSummary {
            arn: object.required("modelArn")?.model_arn()?,
            id: object.required("modelId")?.text()?,
            name: object.optional("modelName", Value::text)?,
            provider: object.optional("providerName", Value::text)?,
            input_modalities: object.optional("inputModalities", Value::texts)?,
            output_modalities: object.optional("outputModalities", Value::texts)?,
            response_streaming_supported: object
                .optional("responseStreamingSupported", |value| value.parsed("`true` or `false`"))?,
            inference_types_supported: object.optional("inferenceTypesSupported", Value::texts)?,
            lifecycle: object.optional("modelLifecycle", ModelLifecycle::read)?,
        })
    }
}

impl ModelLifecycle {
    fn read(value: Value<'_>) -> Result<Self, Failure> {
        let object = value.object()?;
        let day = |name| object.optional(name, |value| value.parsed(Day::WANTED));
        Ok(ModelLifecycle {
            status: object.optional("status", Value::text)?,
            legacy_time: day("legacyTime")?,
            end_of_life_time: day("endOfLifeTime")?,
        })
    }
}
