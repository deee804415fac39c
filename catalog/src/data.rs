//! The built-in tables: `catalog/data/*.tsv`, compiled in as text.

/// The day on which the newest row of the built-in catalog was seen.
pub(crate) const DATE: &str = "2026-10-27";

pub(crate) const COUNTRIES: &str = include_str!("../data/countries.tsv");
pub(crate) const MODELS: &str = include_str!("../data/models.tsv");
pub(crate) const PREFIXES: &str = include_str!("../data/prefixes.tsv");
pub(crate) const REGIONS: &str = include_str!("../data/regions.tsv");
pub(crate) const ROUTES: &str = include_str!("../data/routes.tsv");
