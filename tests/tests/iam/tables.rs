//! What the catalog's tables say, read from their text without our crates.

use std::{collections::BTreeMap, sync::LazyLock};

pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

pub(crate) struct Tables {
    /// (profile, source Region) → destinations, for the routes that are not retired.
    pub(crate) routes: BTreeMap<(&'static str, &'static str), Destinations>,
    pub(crate) models: BTreeMap<&'static str, Model>,
    /// Region → partition.
    pub(crate) regions: BTreeMap<&'static str, &'static str>,
    /// Prefix → partition.
    pub(crate) prefixes: BTreeMap<&'static str, &'static str>,
    /// Every action of the service in AWS's service authorization reference, without `bedrock:`.
    pub(crate) actions: Vec<&'static str>,
}

pub(crate) enum Destinations {
    Regions(Vec<&'static str>),
    Global,
}

pub(crate) struct Model {
    /// Where that is unknown it counts as yes.
    pub(crate) streams: bool,
    /// The Regions in which it can be called without a profile.
    pub(crate) on_demand: Vec<&'static str>,
}

impl Tables {
    fn read() -> Self {
        Tables {
            routes: routes(),
            models: rows(include_str!("../../../catalog/data/models.tsv")).map(|row| (row[0], model(&row))).collect(),
            regions: rows(include_str!("../../../catalog/data/regions.tsv")).map(|row| (row[0], row[1])).collect(),
            prefixes: rows(include_str!("../../../catalog/data/prefixes.tsv")).map(|row| (row[0], row[1])).collect(),
            actions: include_str!("../../fixtures/aws/bedrock-actions.txt").lines().collect(),
        }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|row| row.split('\t').collect())
}

fn routes() -> BTreeMap<(&'static str, &'static str), Destinations> {
    let mut routes = BTreeMap::new();
    let current = rows(include_str!("../../../catalog/data/routes.tsv")).filter(|row| row[5] != "retired");
    for row in current {
        routes.extend(row[1].split(' ').map(|source| ((row[0], source), destinations(row[2]))));
    }
    routes
}

fn destinations(cell: &'static str) -> Destinations {
    if cell == "*" { Destinations::Global } else { Destinations::Regions(cell.split(' ').collect()) }
}

fn model(row: &[&'static str]) -> Model {
    Model { streams: row[5] != "no", on_demand: row[11].split(' ').filter(|region| *region != "-").collect() }
}
