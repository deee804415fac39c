//! The files of a checkout that a refresh of the built-in catalog writes.

use bedrock_profiles_catalog::{Catalog, Model, Prefix, Profile, Region};
use cargo_bedrock_profiles::__private::{Failure, Project, counted, warn};
use std::path::PathBuf;
use std::{env, fs};

const DATA: &str = "catalog/data";
const DATE: &str = "catalog/data/src/lib.rs";
const VERSION: &str = "catalog/data/Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";
const README: &str = "README.md";

/// What comes before the date in [`DATE`], in the version of the data, and in messages, and before the line on the catalog in [`CHANGELOG`].
const BEFORE_DATE: &str = "const DATE: &str = \"";
const BEFORE_DAY: &str = "version = \"0.1.";
const NOTE: &str = "note: catalog of ";
const UNRELEASED: &str = "## [Unreleased]\n\n";

/// A directory with the sources of this project.
pub(crate) struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// The one that the tool was called in.
    pub(crate) fn find() -> Result<Self, Failure> {
        let found = env::current_dir().ok().and_then(|current| {
            let mut upwards = current.ancestors();
            let root = upwards.find(|directory| directory.join(DATA).is_dir() && directory.join(DATE).is_file())?;
            Some(if root == current { PathBuf::new() } else { root.to_owned() })
        });
        let help = "help: `cargo bedrock-profiles sync` updates the catalog of a project";
        let root = found.ok_or_else(|| {
            Failure::new(format_args!("this is no checkout of bedrock-profiles: it has no `{DATA}`\n{help}"))
        })?;
        Ok(Checkout { root })
    }

    /// Its tables have the columns of a project's.
    pub(crate) fn project(&self) -> Project {
        Project::in_folder(&self.root.join(DATA))
    }

    /// What else says how new the catalog is, and how large.
    pub(crate) fn records(&self, catalog: Catalog<'_>) -> Result<Records, Failure> {
        let routes = catalog.profiles().map(Profile::seen);
        let date = routes.chain(catalog.models().map(Model::seen)).max().unwrap_or_default();
        let line = summary(catalog, date);
        let texts = vec![
            self.changed(DATE, BEFORE_DATE, |text| with_date(text, BEFORE_DATE, date))?,
            self.changed(VERSION, BEFORE_DAY, |text| with_date(text, BEFORE_DAY, &date.replace('-', "")))?,
            self.changed(README, NOTE, |text| with_date(text, NOTE, date))?,
            self.changed(CHANGELOG, UNRELEASED, |text| with_summary(text, &line))?,
        ];
        Ok(Records(texts))
    }

    /// The file with its text changed where `place` stands.
    fn changed(
        &self,
        name: &str,
        place: &str,
        change: impl Fn(&str) -> Option<String>,
    ) -> Result<(PathBuf, String), Failure> {
        let path = self.root.join(name);
        let text = fs::read_to_string(&path).map_err(|error| Failure::io(&path, "read", &error))?;
        let missing = || Failure::new(format_args!("`{name}` has no `{}`, the place for the date", place.trim_end()));
        Ok((path, change(&text).ok_or_else(missing)?))
    }
}

/// Files with what they are to say.
pub(crate) struct Records(Vec<(PathBuf, String)>);

impl Records {
    pub(crate) fn write(&self) -> Result<(), Failure> {
        let mut written = self.0.iter().map(|(path, text)| (path, fs::write(path, text)));
        written.try_for_each(|(path, written)| written.map_err(|error| Failure::io(path, "written", &error)))
    }
}

/// Warns of what must be added by hand.
pub(crate) fn warn_of_new(catalog: Catalog<'_>) {
    for name in catalog.regions().map(Region::name).filter(|name| Catalog::BUILT_IN.region(name).is_none()) {
        warn(format_args!("`{name}` is new: add it, with its country, to {DATA}/regions.tsv"));
    }
    for name in catalog.prefixes().map(Prefix::name).filter(|name| Catalog::BUILT_IN.prefix(name).is_none()) {
        warn(format_args!("`{name}` is new: add it, with its geography, to {DATA}/prefixes.tsv"));
    }
}

/// `Catalog of 2026-10-27: 166 inference profiles, 29 retired ones, 257 foundation models, 48 Regions.`
fn summary(catalog: Catalog<'_>, date: &str) -> String {
    let (retired, current): (Vec<_>, Vec<_>) = catalog.profiles().partition(|profile| profile.is_retired());
    let profiles = counted(current.len(), "inference profile");
    let models = counted(catalog.models().count(), "foundation model");
    let regions = counted(Catalog::BUILT_IN.regions().count(), "Region");
    format!("Catalog of {date}: {profiles}, {} retired ones, {models}, {regions}.\n", retired.len())
}

/// With `date` in the place of the one that follows `start`.
fn with_date(text: &str, start: &str, date: &str) -> Option<String> {
    let (before, after) = text.split_once(start)?;
    let after = after.get(date.len()..)?;
    Some(format!("{before}{start}{date}{after}"))
}

/// With `line` at the head of what is not released yet, in the place of an older one.
fn with_summary(text: &str, line: &str) -> Option<String> {
    let (before, after) = text.split_once(UNRELEASED)?;
    let rest = match after.split_once('\n') {
        Some((first, rest)) if first.starts_with("Catalog of ") => rest.to_owned(),
        _ => format!("\n{after}"),
    };
    Some(format!("{before}{UNRELEASED}{line}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changelog_has_one_line_on_the_catalog_that_is_not_released_yet() {
        let released = "## [0.1.0]\n\nCatalog of 2026-10-27: 1 inference profile.\n";
        let head = "# Changelog\n\n## [Unreleased]\n\n";
        let first = with_summary(&format!("{head}{released}"), "Catalog of 2026-11-22: 2.\n").unwrap_or_default();
        assert_eq!(first, format!("{head}Catalog of 2026-11-22: 2.\n\n{released}"));
        let second = with_summary(&first, "Catalog of 2026-11-29: 3.\n").unwrap_or_default();
        assert_eq!(second, format!("{head}Catalog of 2026-11-29: 3.\n\n{released}"));
    }

    #[test]
    fn the_date_takes_the_place_of_the_older_one() {
        let source =
            |date| format!("/// The day.\npub(crate) const DATE: &str = \"{date}\";\n\nconst X: &str = \"\";\n");
        assert_eq!(with_date(&source("2026-10-27"), BEFORE_DATE, "2026-11-22"), Some(source("2026-11-22")));
        assert_eq!(with_date("", BEFORE_DATE, "2026-11-22"), None);
    }
}
