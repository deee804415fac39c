//! The constants of `bedrock_profiles::models` are those of the catalog.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, constant_name};
use std::fmt::Write as _;
use std::{env, fs};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/models.rs");

#[test]
fn models_are_those_of_the_catalog() {
    let expected = source();
    if env::var_os("UPDATE_MODELS").is_some() {
        fs::write(FILE, &expected).expect("models.rs can be written");
    }
    let actual = fs::read_to_string(FILE).expect("models.rs can be read");
    assert!(actual == expected, "src/models.rs is stale: `UPDATE_MODELS=1 cargo test --test models` makes it anew");
}

fn source() -> String {
    let mut source = String::from(
        "//! One constant for each foundation model of the built-in catalog, named after its id.\n\
         //!\n\
         //! Upper case, with `_` for all that is neither letter nor digit. `runtime/tests/models.rs` makes this file.\n\
         \n\
         use crate::FoundationModel;\n",
    );
    for model in Catalog::BUILT_IN.models() {
        let name = constant_name(model.id());
        let regions = model.on_demand_regions();
        write!(
            source,
            "\n/// {}\npub const {name}: FoundationModel = FoundationModel::new({:?}, {}, {:?});\n",
            description(model),
            model.id(),
            model.streams(),
            regions.as_str()
        )
        .expect("a string can be written to");
    }
    source
}

fn description(model: Model<'_>) -> String {
    let lifecycle = match model.lifecycle() {
        Lifecycle::Legacy => ", legacy",
        Lifecycle::EndOfLife => ", past its end of life",
        _ => "",
    };
    format!("`{}`: {}, by {}{lifecycle}.", model.id(), model.name(), model.provider())
}
