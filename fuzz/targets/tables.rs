//! Any text as the two tables of a project's catalog, one after the other with an empty line between them: what is laid
//! over is found again, and whatever is not right has a place in its file.
#![no_main]

mod message;

use bedrock_profiles_catalog::{Catalog, Overlay, Problem, ProfileId, TableFile, check};
use libfuzzer_sys::fuzz_target;
use message::well_formed;

fuzz_target!(|text: &str| {
    let (routes, models) = text.split_once("\n\n").unwrap_or((text, ""));
    let files = [("routes.tsv", routes), ("models.tsv", models)];
    let [routes, models] = files.map(|(name, text)| TableFile { name, text });
    match Overlay::new(routes, models) {
        Ok(overlay) => {
            let catalog = overlay.catalog();
            first_cells(routes.text).for_each(|id| asked(catalog, id));
            assert!(first_cells(models.text).all(|id| catalog.model(id).is_some()));
        }
        Err(malformed) => {
            assert!(!malformed.is_empty());
            for malformed in malformed {
                let (_, text) = files.into_iter().find(|(name, _)| *name == malformed.file()).expect("one of them");
                assert!((1..=text.lines().count().max(1)).contains(&malformed.line()), "{malformed}");
                assert!(malformed.column() > 0, "{malformed}");
                let message = malformed.to_string();
                let place = format!("{}:{}:{}: ", malformed.file(), malformed.line(), malformed.column());
                well_formed(message.strip_prefix(&place).expect("the place comes first"));
            }
        }
    }
});

/// The ids of a table whose first column has them.
fn first_cells(table: &str) -> impl Iterator<Item = &str> {
    let header = table.trim_start_matches('\u{feff}');
    let is_first = header.starts_with("profile\t") || header.starts_with("model\t");
    let rows = table.lines().skip(1).filter(move |row| is_first && !row.is_empty());
    rows.filter_map(|row| row.split('\t').next())
}

/// All that a declaration of the profile asks the catalog.
fn asked(catalog: Catalog<'_>, id: &str) {
    let profile = catalog.profile(id).expect("a row of the table");
    assert!(ProfileId::parse(id).is_some() && catalog.prefix(profile.prefix()).is_some());
    let model = catalog.model(profile.model_id()).expect("a model");
    told(check::profile_in_service(catalog, profile));
    for route in profile.routes() {
        assert_eq!(check::source(catalog, profile, route.source), Ok(route));
        told(check::confirmed(catalog, profile, route));
    }
    let routes: Vec<_> = profile.default_routes().map(|route| (route.source, route.destinations)).collect();
    assert!(!routes.is_empty());
    told(check::residency(catalog, id, &routes, &[]));
    told(check::on_demand(catalog, model, &[]));
}

/// What is refused is told.
fn told<T>(result: Result<T, Problem>) {
    if let Err(problem) = result {
        well_formed(&problem.to_string());
    }
}
