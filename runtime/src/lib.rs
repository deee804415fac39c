#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "build")]
extern crate std;

mod application;
mod arn;
#[cfg(feature = "build")]
pub mod build;
mod cross_region;
mod declared;
mod editor;
mod error;
mod foundation_model;
mod identity;
mod input;
mod invocation_target;
mod invokable;
#[rustfmt::skip]
#[allow(clippy::doc_markdown, reason = "the catalog has the names of models and their makers as they are written")]
pub mod models;
#[cfg(feature = "policy")]
pub mod policy;
mod profile_by_region;
mod project_catalog;
mod prompt_router;
#[cfg(feature = "serde")]
mod serde;
mod source;
mod source_regions;

pub use application::{ApplicationInferenceProfile, CreatedInferenceProfile};
pub use arn::{Arn, ArnError, ArnErrorKind};
#[doc(inline)]
pub use bedrock_profiles_catalog::{Destinations, Partition, Problem, ProblemKind, Regions};
pub use cross_region::{CrossRegionInferenceProfile, CrossRegionInferenceProfileConfig};
pub use declared::NotDeclared;
pub use foundation_model::FoundationModel;
pub use input::InvalidInput;
pub use invocation_target::{
    InvocationTarget, InvocationTargetError, InvocationTargetErrorKind, InvocationTargetKind, TargetReader,
};
pub use invokable::{InferenceProfile, InferenceProfileType, Invokable};
#[cfg(feature = "scp")]
#[doc(inline)]
pub use policy::scp;
#[cfg(feature = "policy")]
#[doc(inline)]
pub use policy::{
    Grant, GrantError, GrantErrorKind, Grantable, Layout, Policy, PolicyError, PolicyErrorKind, Quota, Statement,
};
pub use profile_by_region::InferenceProfileByRegion;
pub use project_catalog::{ProjectCatalog, ProjectCatalogError};
pub use prompt_router::PromptRouter;
pub use source::ModelSource;
pub use source_regions::SourceRegions;

/// Declares inference profiles and foundation models as constants; a wrong one does not compile.
///
/// # Items
///
/// Any number of constants, with their doc comments, attributes and visibility:
///
/// ```
/// use bedrock_profiles::{
///     ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel,
///     InferenceProfileByRegion, inference_profile, models,
/// };
///
/// inference_profile! {
///     /// Answers support tickets. Prompts never leave the EU.
///     pub const SUPPORT_CHAT: CrossRegionInferenceProfile = {
///         geo: eu,
///         model: "anthropic.claude-sonnet-4-6",
///         source_regions: ["eu-central-1", "eu-west-1"],
///         residency: [eu],
///         requires: [streaming, image_input],
///     };
///
///     /// The profile of each Region in which the program runs.
///     pub const WORLDWIDE_CHAT: InferenceProfileByRegion = {
///         geo: [eu, us, global],
///         model: "anthropic.claude-sonnet-4-6",
///         source_regions: ["eu-central-1", "us-east-1", "sa-east-1"],
///         residency: { eu: [eu], us: [us] },
///     };
///
///     /// The same profile, billed to its own cost centre.
///     pub const BILLED_CHAT: ApplicationInferenceProfile = {
///         name: "support-chat",
///         copy_from: SUPPORT_CHAT,
///         description: "Support chat",
///         tags: { "CostCenter": "4711" },
///     };
///
///     /// Called directly in its Region, without a profile.
///     pub const EMBEDDER: FoundationModel = {
///         model: models::AMAZON_TITAN_EMBED_TEXT_V2_0,
///         source_regions: ["eu-central-1"],
///     };
/// }
/// # fn main() {}
/// ```
///
/// # Expressions
///
/// One profile by its id, with the same optional fields, as a constant expression of type
/// [`CrossRegionInferenceProfile`]:
///
/// ```
/// use bedrock_profiles::inference_profile;
///
/// let chat = inference_profile!("eu.anthropic.claude-sonnet-4-6");
/// let pinned = inference_profile!(
///     "eu.anthropic.claude-sonnet-4-6",
///     source_regions: ["eu-central-1"],
///     residency: [eu],
/// );
/// assert!(chat.same_id(&pinned) && chat != pinned);
/// ```
///
/// # Fields
///
#[doc = bedrock_profiles_macros::fields_in_words!()]
///
/// # Errors and warnings
///
/// Whatever is wrong is an error at the token that is wrong, and all of it is reported at once, but for what depends on
/// something that is wrong already. A model whose
/// end of life is announced, and a route that no recent capture of the API confirms, give a warning through the
/// `deprecated` lint: `#[allow(deprecated)]` on the item silences it as `allow` does.
///
/// The expansion finds this crate under whatever name `Cargo.toml` gives it, and behind a re-export: it needs
/// no path to be told. A declared constant is no pattern of a `match`: compare with `same_id`, or with `==`
/// where the Regions count too.
#[macro_export]
macro_rules! inference_profile {
    ($($items_or_profile_id:tt)*) => {
        $crate::__private::inference_profile! { $crate $($items_or_profile_id)* }
    };
}

/// For the expansion of [`inference_profile!`] alone: not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use crate::editor::{fields, prefixes};
    use crate::{
        ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, InferenceProfileByRegion,
        ModelSource,
    };
    pub use bedrock_profiles_macros::inference_profile;

    /// What an application profile can be copied from.
    #[diagnostic::on_unimplemented(
        message = "an application inference profile can't be copied from `{Self}`",
        label = "neither a system-defined profile nor a foundation model",
        note = "`copy_from` takes a `CrossRegionInferenceProfile`, an `InferenceProfileByRegion` or a `FoundationModel`"
    )]
    pub trait CanBeCopied {}

    impl CanBeCopied for CrossRegionInferenceProfile {}
    impl CanBeCopied for FoundationModel {}
    impl CanBeCopied for InferenceProfileByRegion {}

    pub const fn can_be_copied<T: CanBeCopied>(_: &T) {}

    /// Refuses a `model` whose path leads to another constant than its last segment says.
    #[track_caller]
    pub const fn is_model(model: &FoundationModel, id: &str, message: &str) {
        let (mut own, mut named) = (model.model_id().as_bytes(), id.as_bytes());
        while let (Some((first, own_rest)), Some((other, named_rest))) = (own.split_first(), named.split_first()) {
            if *first != *other {
                break;
            }
            (own, named) = (own_rest, named_rest);
        }
        assert!(own.is_empty() && named.is_empty(), "{}", message);
    }

    pub const FOUNDATION_MODEL_STUB: FoundationModel = foundation_model("", false, "", "");
    pub const CROSS_REGION_STUB: CrossRegionInferenceProfile =
        cross_region_inference_profile("", "", FOUNDATION_MODEL_STUB);

    pub const BY_REGION_STUB: InferenceProfileByRegion = inference_profile_by_region(FOUNDATION_MODEL_STUB, &[]);

    pub const APPLICATION_STUB: ApplicationInferenceProfile =
        application_inference_profile("", None, &[], ModelSource::FoundationModel(FOUNDATION_MODEL_STUB));

    pub const fn application_inference_profile(
        name: &'static str,
        description: Option<&'static str>,
        tags: &'static [(&'static str, &'static str)],
        source: ModelSource,
    ) -> ApplicationInferenceProfile {
        ApplicationInferenceProfile::new(name, description, tags, source)
    }

    pub const fn cross_region_inference_profile(
        id: &'static str,
        rows: &'static str,
        model: FoundationModel,
    ) -> CrossRegionInferenceProfile {
        CrossRegionInferenceProfile::new(id, rows, model)
    }

    pub const fn inference_profile_by_region(
        model: FoundationModel,
        profiles: &'static [(&'static str, CrossRegionInferenceProfile)],
    ) -> InferenceProfileByRegion {
        InferenceProfileByRegion::new(model, profiles)
    }

    pub const fn foundation_model(
        id: &'static str,
        streams: bool,
        row: &'static str,
        regions: &'static str,
    ) -> FoundationModel {
        FoundationModel::new(id, streams, row, regions)
    }
}
