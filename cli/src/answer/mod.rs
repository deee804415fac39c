//! What the API answers, as far as the catalog records it.

mod arn;
mod day;
mod read;
mod text;

pub(crate) use arn::{ModelArn, ProfileArn};
pub(crate) use day::Day;
pub(crate) use read::read;
pub(crate) use text::Source;

use serde::Deserialize;

/// The profiles and models that AWS listed, from any Regions of one partition.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    pub(crate) profiles: Vec<ProfileSummary>,
    pub(crate) models: Vec<ModelSummary>,
    /// Whether an answer says that it is not the last page.
    pub(crate) is_partial: bool,
}

/// A profile as one Region lists it.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_InferenceProfileSummary.html>.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProfileSummary {
    #[serde(rename = "inferenceProfileArn")]
    pub(crate) arn: ProfileArn,
    #[serde(rename = "inferenceProfileId")]
    pub(crate) id: String,
    /// `ACTIVE`, or what no documentation knows yet.
    pub(crate) status: Option<String>,
    pub(crate) models: Vec<ModelOfProfile>,
}

/// A place where a profile may run its model.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelOfProfile {
    #[serde(rename = "modelArn")]
    pub(crate) arn: ModelArn,
}

/// A foundation model as one Region lists it. The enumerations are open: AWS adds values before its SDKs know them.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_FoundationModelSummary.html>.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelSummary {
    #[serde(rename = "modelArn")]
    pub(crate) arn: ModelArn,
    #[serde(rename = "modelId")]
    pub(crate) id: String,
    #[serde(rename = "modelName")]
    pub(crate) name: Option<String>,
    #[serde(rename = "providerName")]
    pub(crate) provider: Option<String>,
    pub(crate) input_modalities: Option<Vec<String>>,
    pub(crate) output_modalities: Option<Vec<String>>,
    pub(crate) response_streaming_supported: Option<bool>,
    pub(crate) inference_types_supported: Option<Vec<String>>,
    #[serde(rename = "modelLifecycle")]
    pub(crate) lifecycle: Option<ModelLifecycle>,
}

/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_FoundationModelLifecycle.html>.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelLifecycle {
    /// `ACTIVE`, `LEGACY`, or what no documentation knows yet.
    pub(crate) status: Option<String>,
    pub(crate) legacy_time: Option<Day>,
    pub(crate) end_of_life_time: Option<Day>,
}
