//! What a model can do, as `requires` names it.

use crate::{Catalog, Model};
use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString as _},
};

/// Whether `model` has the capability of this name: `streaming`, or a modality with
/// `_input` or `_output` after it, such as `image_input`.
pub fn has_capability(model: Model<'_>, name: &str) -> bool {
    let modality = |suffix| name.strip_suffix(suffix);
    name == "streaming" && model.streams()
        || modality("_input").is_some_and(|input| model.inputs().any(|known| known == input))
        || modality("_output").is_some_and(|output| model.outputs().any(|known| known == output))
}

/// The names of what `model` can do, sorted.
pub fn capabilities_of(model: Model<'_>) -> BTreeSet<String> {
    let streaming = model.streams().then(|| "streaming".to_string());
    let inputs = model.inputs().map(|input| format!("{input}_input"));
    let outputs = model.outputs().map(|output| format!("{output}_output"));
    streaming.into_iter().chain(inputs).chain(outputs).collect()
}

/// The names of all that any model of the catalog can do, sorted.
pub fn known_capabilities(catalog: Catalog<'_>) -> BTreeSet<String> {
    catalog.models().flat_map(capabilities_of).collect()
}
