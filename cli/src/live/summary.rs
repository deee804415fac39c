//! What the SDK read, as saved answers are read. Enumerations keep the values that the SDK does not know.

use crate::answer::{Day, ModelLifecycle, ModelOfProfile, ModelSummary, ProfileSummary};
use aws_sdk_bedrock::{
    primitives::DateTime,
    types::{FoundationModelLifecycle, FoundationModelSummary, InferenceProfileSummary},
};

/// The profile, or what is wrong with one of its ARNs.
pub(super) fn profile(profile: InferenceProfileSummary) -> Result<ProfileSummary, String> {
    let arns = profile.models.into_iter().map(|model| model.model_arn.unwrap_or_default());
    let models = arns.map(|arn| Ok(ModelOfProfile { arn: arn.try_into()? }));
    Ok(ProfileSummary {
        arn: profile.inference_profile_arn.try_into()?,
        id: profile.inference_profile_id,
        status: known_value(profile.status.as_str()),
        models: models.collect::<Result<_, String>>()?,
    })
}

/// The model, or what is wrong with its ARN.
pub(super) fn model(model: FoundationModelSummary) -> Result<ModelSummary, String> {
    Ok(ModelSummary {
        arn: model.model_arn.try_into()?,
        id: model.model_id,
        name: model.model_name,
        provider: model.provider_name,
        input_modalities: model.input_modalities.as_deref().map(texts),
        output_modalities: model.output_modalities.as_deref().map(texts),
        response_streaming_supported: model.response_streaming_supported,
        inference_types_supported: model.inference_types_supported.as_deref().map(texts),
        lifecycle: model.model_lifecycle.as_ref().map(lifecycle),
    })
}

fn lifecycle(lifecycle: &FoundationModelLifecycle) -> ModelLifecycle {
    ModelLifecycle {
        status: known_value(lifecycle.status.as_str()),
        legacy_time: day(lifecycle.legacy_time),
        end_of_life_time: day(lifecycle.end_of_life_time),
    }
}

/// What the answer says; the SDK has words of its own for what it does not say.
fn known_value(value: &str) -> Option<String> {
    (value != "no value was set").then(|| value.to_owned())
}

fn day(time: Option<DateTime>) -> Option<Day> {
    Day::from_seconds(time?.secs())
}

fn texts(values: &[impl AsRef<str>]) -> Vec<String> {
    values.iter().map(|value| value.as_ref().to_owned()).collect()
}
