//! Where a project has its own catalog, and what its tables hold.

use bedrock_profiles_data as data;

/// The folder of a project's catalog: in the crate's directory, or in the nearest parent up to the workspace root.
pub const FOLDER: &str = "bedrock-catalog";

/// The table of routes, in [`FOLDER`].
pub const ROUTES: &str = "routes.tsv";

/// The table of models, in [`FOLDER`].
pub const MODELS: &str = "models.tsv";

/// What a folder with one of the tables alone lacks: a table that is not there can't be watched for changes.
pub const BOTH: &str = "a project's catalog is the two files `routes.tsv` and `models.tsv`, each with its header line at \
                        least; `cargo bedrock-profiles sync` writes both";

/// The directories in which the catalog of the crate in the first of `ancestors` is looked for, nearest first: up to
/// that of the workspace; without a workspace that of the crate alone.
///
/// `manifest` gives the text of the `Cargo.toml` of a directory, empty where there is none.
pub fn directories<D>(
    ancestors: impl Iterator<Item = D> + Clone,
    manifest: impl Fn(&D) -> alloc::string::String,
) -> impl Iterator<Item = D> {
    let root = ancestors.clone().position(|directory| is_of_workspace(&manifest(&directory)));
    ancestors.take(root.unwrap_or_default() + 1)
}

/// Whether a manifest has a table `[workspace]`.
pub fn is_of_workspace(manifest: &str) -> bool {
    manifest.lines().filter_map(|line| line.trim_start().strip_prefix('[')).any(|name| {
        let after = name.trim_start().strip_prefix("workspace");
        after.is_some_and(|rest| rest.trim_start().starts_with([']', '.']))
    })
}

/// The columns of `routes.tsv`, in their order.
pub fn route_columns() -> impl Iterator<Item = &'static str> + Clone {
    columns(data::ROUTES)
}

/// The columns of `models.tsv`, in their order.
pub fn model_columns() -> impl Iterator<Item = &'static str> + Clone {
    columns(data::MODELS)
}

fn columns(table: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    table.lines().next().unwrap_or_default().split('\t')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::ToString as _, vec::Vec};

    #[test]
    fn a_workspace_ends_the_search() {
        let manifest = |directory: &&str| match *directory {
            "root" => "[workspace]\nmembers = [\"crate\"]".to_string(),
            _ => "[package]\nname = \"crate\"\n# [workspace]".to_string(),
        };
        let searched: Vec<&str> = directories(["crate", "crates", "root", "home"].into_iter(), manifest).collect();
        assert_eq!(searched, ["crate", "crates", "root"]);
        let searched: Vec<&str> = directories(["crate", "home"].into_iter(), manifest).collect();
        assert_eq!(searched, ["crate"]);
    }

    #[test]
    fn a_table_of_the_workspace_makes_one() {
        assert!(is_of_workspace("\n  [workspace]") && is_of_workspace("[workspace.package]"));
        assert!(is_of_workspace("[ workspace ] # of three crates"));
        assert!(!is_of_workspace("[package]\nworkspace = true") && !is_of_workspace("[workspaces]"));
    }

    #[test]
    fn columns_are_those_of_the_built_in_tables() {
        assert!(route_columns().eq(["profile", "source", "destinations", "seen", "origin", "status"]));
        assert_eq!((model_columns().next(), model_columns().last()), (Some("model"), Some("origin")));
    }
}
