//! The two tables of a project's catalog: text on disk, typed from when they are read until they are written.

mod table;

pub(crate) use table::{Key, Table};

use bedrock_profiles_catalog::{Catalog, Destinations, Route, Status, project};
use std::collections::BTreeMap;

/// The texts of `routes.tsv` and `models.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableTexts {
    pub(crate) routes: String,
    pub(crate) models: String,
}

impl TableTexts {
    /// The headers alone.
    pub(crate) fn empty() -> Self {
        let header = |columns: Vec<&str>| columns.join("\t") + "\n";
        TableTexts {
            routes: header(project::route_columns().collect()),
            models: header(project::model_columns().collect()),
        }
    }
}

/// The cells of a model by their columns.
pub(crate) type ModelCells<'t> = BTreeMap<&'static str, &'t str>;

/// The rows of both tables.
#[derive(Clone, Debug)]
pub(crate) struct Tables {
    pub(crate) routes: Table,
    pub(crate) models: Table,
}

impl Tables {
    /// The tables of `texts`, which the catalog has accepted.
    pub(crate) fn parse(texts: &TableTexts) -> Self {
        let (routes, models): (Vec<_>, Vec<_>) =
            (project::route_columns().collect(), project::model_columns().collect());
        let built_in_cell = |id: &str, column: &str| {
            let mut cells = project::model_columns().zip(Catalog::BUILT_IN.model(id)?.cells());
            cells.find(|(name, _)| *name == column).map(|(_, cell)| cell)
        };
        Tables {
            routes: Table::parse(&texts.routes, &routes, |_, _| None),
            models: Table::parse(&texts.models, &models, built_in_cell),
        }
    }

    pub(crate) fn to_texts(&self) -> TableTexts {
        TableTexts { routes: self.routes.to_text(), models: self.models.to_text() }
    }

    /// The route with this key, if it has a row.
    pub(crate) fn route<'t>(&'t self, key: &'t Key) -> Option<Route<'t>> {
        let row = self.routes.row(key)?;
        let destinations = Destinations::from_cell(row.cell("destinations"));
        let status = Status::from_cell(row.cell("status"));
        Some(Route::new(&key.1, destinations, row.cell("seen"), row.cell("origin"), status))
    }

    /// The model with this key, if it has a row.
    pub(crate) fn model(&self, key: &Key) -> Option<ModelCells<'_>> {
        let row = self.models.row(key)?;
        Some(project::model_columns().map(|column| (column, row.cell(column))).collect())
    }
}
