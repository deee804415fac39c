//! The names of the models are those of the table.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, constant_name};
use std::fmt::Write as _;
use std::{env, fs};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/src/models.rs");

#[test]
fn models_are_those_of_the_catalog() {
    let expected = source();
    if env::var_os("UPDATE_MODELS").is_some() {
        fs::write(FILE, &expected).expect("models.rs can be written");
    }
    let actual = fs::read_to_string(FILE).expect("models.rs can be read");
    assert!(
        actual == expected,
        "catalog/data/src/models.rs is stale: `UPDATE_MODELS=1 cargo test --test models` makes it anew"
    );
}

fn source() -> String {
    let mut source = String::from(
        "//! The names of the models, which `catalog/tests/models.rs` makes of `models.tsv`.\n\
         \n\
         /// Gives to a macro, for each foundation model, its documentation and `NAME = id, whether it streams, row, Regions;`.\n\
         #[macro_export]\n\
         macro_rules! models {\n    \
             ($($with:tt)+) => {\n        \
                 $($with)+! {\n",
    );
    for model in Catalog::BUILT_IN.models() {
        let name = constant_name(model.id());
        let (id, streams, regions) = (model.id(), model.streams(), model.on_demand_regions());
        let (documented, regions) = (description(model), regions.as_str());
        let constant = format!("{name} = {id:?}, {streams}, {:?}, {regions:?};", model.description());
        writeln!(source, "            /// {documented}\n            {constant}").expect("a string can be written to");
    }
    source + "        }\n    };\n}\n"
}

fn description(model: Model<'_>) -> String {
    let lifecycle = match model.lifecycle() {
        Lifecycle::Legacy => ", legacy",
        Lifecycle::EndOfLife => ", past its end of life",
        _ => "",
    };
    format!("`{}`: {}, by {}{lifecycle}.", model.id(), model.name(), model.provider())
}
