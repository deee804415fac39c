//! A project's catalog, read while the program runs.

use alloc::{string::ToString, vec::Vec};
use bedrock_profiles_catalog::{Catalog, Malformed, Overlay, TableFile, project};
use core::fmt;

/// The rows of a project's `bedrock-catalog/`, laid over the built-in catalog as the macro lays them: for ids that a
/// configuration names and no release knows yet. Nothing is leaked: what is read from it owns its text.
///
/// ```
/// use bedrock_profiles::{InvocationTarget, ProjectCatalog};
///
/// let routes = "profile\tsource\tdestinations\tseen\torigin\n\
///     eu.anthropic.claude-next-1\teu-west-1\teu-west-1\t2026-11-20\tsync\n";
/// let models = "model\tseen\torigin\n\
///     anthropic.claude-next-1\t2026-11-20\tsync\n";
/// let catalog = ProjectCatalog::from_tables(routes, models)?;
///
/// let reader = InvocationTarget::reader().with_catalog(&catalog);
/// let target = reader.read("eu.anthropic.claude-next-1")?;
/// assert!(target.callable_from("eu-west-1").is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectCatalog(Overlay);

impl ProjectCatalog {
    /// The catalog of the texts of `routes.tsv` and `models.tsv`.
    ///
    /// # Errors
    ///
    /// Names each row that is not right, with its file, line and column.
    pub fn from_tables(routes: &str, models: &str) -> Result<Self, ProjectCatalogError> {
        let routes = TableFile { name: project::ROUTES, text: routes };
        let models = TableFile { name: project::MODELS, text: models };
        Overlay::new(routes, models).map(ProjectCatalog).map_err(ProjectCatalogError)
    }

    pub(crate) fn catalog(&self) -> Catalog<'_> {
        self.0.catalog()
    }
}

/// Why tables are no catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectCatalogError(Vec<Malformed>);

/// A row in each line.
impl fmt::Display for ProjectCatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&rows.join("\n"))
    }
}

impl core::error::Error for ProjectCatalogError {}
