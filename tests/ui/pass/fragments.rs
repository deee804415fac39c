#![deny(warnings)]
//! The macro inside a user's own, with fragments of every kind.

use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, inference_profile};

macro_rules! declare {
    ($(#[$meta:meta])* $vis:vis $name:ident: $ty:ty, $geo:ident, $model:literal, $regions:expr, $country:tt) => {
        inference_profile! {
            $(#[$meta])*
            $vis const $name: $ty = { geo: $geo, model: $model, source_regions: $regions, residency: [$country] };
        }
    };
}

declare!(
    /// With fragments.
    pub CHAT: bedrock_profiles::CrossRegionInferenceProfile, eu, "anthropic.claude-sonnet-4-6", ["eu-central-1"], eu
);

macro_rules! by_id {
    ($id:expr) => {
        inference_profile!($id)
    };
}

trait Models {
    const EMBEDDER: FoundationModel;
}

struct Mine;

impl Models for Mine {
    inference_profile! {
        const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-central-1"] };
    }
}

mod profiles {
    use super::*;

    inference_profile! {
        #[cfg(any())]
        pub(super) const LEFT_OUT: CrossRegionInferenceProfile = { geo: nowhere, model: "nothing" };
        pub(in crate::profiles) const RAW: CrossRegionInferenceProfile = { geo: r#in, r#model: r#"anthropic.claude-sonnet-5"# };
    }

    pub fn raw() -> CrossRegionInferenceProfile {
        RAW
    }
}

fn main() {
    static STATIC: CrossRegionInferenceProfile = by_id!("eu.anthropic.claude-sonnet-4-6");
    assert!(CHAT.same_id(&STATIC));
    assert_eq!(Mine::EMBEDDER.model_id(), "amazon.titan-embed-text-v2:0");
    assert_eq!(profiles::raw().geo(), "in");
}
