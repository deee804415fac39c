//! One constant for each foundation model of the built-in catalog, named after its id.
//!
//! Upper case, with `_` for all that is neither letter nor digit.

use crate::FoundationModel;

macro_rules! constants {
    ($($(#[$doc:meta])+ $name:ident = $id:literal, $streams:literal, $row:literal, $regions:literal;)+) => {
        $($(#[$doc])+ pub const $name: FoundationModel = FoundationModel::new($id, $streams, $row, $regions);)+
    };
}

bedrock_profiles_data::models!(constants);
