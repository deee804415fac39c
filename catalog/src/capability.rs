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

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    const CATALOG: Catalog<'static> = Catalog::from_tables(
        "",
        "model\tname\tprovider\tinput\toutput\tstreaming\n\
         maker.both\t-\t-\timage text\ttext\tyes\n\
         maker.embedder\t-\t-\ttext\tembedding\tno\n\
         maker.unknown\t-\t-\t-\t-\tunknown\n",
        "",
        "",
        "",
        "2026-11-22",
    );
    const CAPABILITIES: [(&str, &[&str]); 3] = [
        ("maker.both", &["image_input", "streaming", "text_input", "text_output"]),
        ("maker.embedder", &["embedding_output", "text_input"]),
        ("maker.unknown", &["streaming"]),
    ];

    #[test]
    fn a_model_has_the_capabilities_of_its_row_and_no_others() {
        let all = ["embedding_output", "image_input", "streaming", "text_input", "text_output"];
        assert!(known_capabilities(CATALOG).into_iter().eq(all));
        let others = ["", "image", "image_output", "text", "_input", "streaming_input", "stream"];
        for (model, capabilities) in CAPABILITIES {
            let model = CATALOG.model(model).unwrap();
            assert!(capabilities_of(model).into_iter().eq(capabilities.iter().copied()));
            let names = all.into_iter().chain(others);
            let had: Vec<&str> = names.filter(|name| has_capability(model, name)).collect();
            assert_eq!(had, capabilities, "{}", model.id());
        }
    }
}
