//! Any text as an id, a model, a prefix and a place: what is accepted is what was given, and every refusal says something.
#![no_main]

mod message;

use bedrock_profiles_catalog::{Catalog, Problem, ProfileId, check, is_model_id, is_prefix, is_region_name};
use libfuzzer_sys::fuzz_target;
use message::well_formed;

const CATALOG: Catalog<'_> = Catalog::BUILT_IN;

fuzz_target!(|text: &str| {
    grammar(text);
    accepted(text, check::profile_id(CATALOG, text).map(|profile| profile.id()));
    accepted(text, check::model(CATALOG, text).map(|model| model.id()));
    accepted(text, check::prefix(CATALOG, text, None).map(|prefix| prefix.name()));
    accepted(text, check::region(CATALOG, text).map(|region| region.name()));
    accepted(text, check::place(CATALOG, text).map(|place| place.name()));
});

/// The two parts make up the id, and an id that exists has the form of one.
fn grammar(text: &str) {
    if let Some(ProfileId { prefix, model, .. }) = ProfileId::parse(text) {
        assert!(is_prefix(prefix) && is_model_id(model), "{prefix:?} {model:?}");
        assert_eq!(format!("{prefix}.{model}"), text);
    }
    assert!(CATALOG.profile(text).is_none() || ProfileId::parse(text).is_some(), "{text:?}");
    assert!(CATALOG.model(text).is_none() || is_model_id(text), "{text:?}");
    assert!(CATALOG.prefix(text).is_none() || is_prefix(text), "{text:?}");
    assert!(CATALOG.region(text).is_none() || is_region_name(text), "{text:?}");
}

fn accepted(text: &str, result: Result<&str, Problem>) {
    match result {
        Ok(found) => assert_eq!(found, text),
        Err(problem) => well_formed(&problem.to_string()),
    }
}
