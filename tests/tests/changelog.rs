//! CHANGELOG.md says of which date the catalog is, and how large.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::Catalog;

#[test]
fn the_newest_line_on_the_catalog_is_that_of_its_tables() {
    let catalog = Catalog::BUILT_IN;
    let mut lines = include_str!("../../CHANGELOG.md").lines();
    let told = lines.find(|line| line.starts_with("Catalog of ")).expect("a line on the catalog");
    let (retired, current): (Vec<_>, Vec<_>) = catalog.profiles().partition(|profile| profile.is_retired());
    let expected = format!(
        "Catalog of {}: {} inference profiles, {} retired ones, {} foundation models, {} Regions.",
        catalog.date(),
        current.len(),
        retired.len(),
        catalog.models().count(),
        catalog.regions().count()
    );
    assert_eq!(told, expected);
}
