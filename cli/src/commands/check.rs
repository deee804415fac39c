//! `check`: whether policy files grant exactly what the profiles that they name need.

use crate::answer::Source;
use crate::args::{Check, Format};
use crate::check::{Demands, Document, Judgement, document, judge, told};
use crate::failure::{Failure, Outcome};
use crate::output::{print, print_json, wrapped};
use crate::project::Project;
use bedrock_profiles_catalog::{Catalog, check, check::Place};
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let residency = residency(catalog, &arguments.residency)?;
    let source_region = arguments.source_region.as_deref();
    let demands = Demands { calls: arguments.calls, residency: &residency, source_region };
    let mut judged: Vec<(String, Judgement)> = Vec::new();
    let mut unread = Vec::new();
    for file in &arguments.files {
        match read(file) {
            Ok((name, document)) => judged.push((name, judge(catalog, &document, demands))),
            Err(failure) => unread.push(failure),
        }
    }
    if !judged.is_empty() {
        tell(catalog, &judged, arguments.output.format)?;
    }
    if !unread.is_empty() {
        return Err(Failure::together(unread));
    }
    let is_fine = judged.iter().all(|(_, judgement)| !judgement.fails());
    Ok(if is_fine { Outcome::Fine } else { Outcome::CheckFailed })
}

/// The policies of a file, and its name.
fn read(file: &Path) -> Result<(String, Document), Failure> {
    let source = Source::read(file)?;
    let document =
        Document::of(&document(&source)?).map_err(|malformed| match malformed.place.offset(&source.text) {
            Some(offset) => source.at(offset, malformed.message),
            None => Failure::new(format_args!("{}: {}: {}", source.name, malformed.place, malformed.message)),
        })?;
    Ok((source.name, document))
}

fn tell(catalog: Catalog<'_>, judged: &[(String, Judgement)], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => {
            let files = judged.iter().map(|(file, judgement)| {
                json!({
                    "file": file,
                    "profiles": judgement.profiles,
                    "exact": judgement.is_exact(),
                    "findings": judgement.findings,
                })
            });
            print_json(&json!({ "catalog": catalog.date(), "files": files.collect::<Vec<Value>>() }))
        }
        Format::Table => {
            print(&wrapped(&judged.iter().map(|(file, judgement)| told(file, judgement)).collect::<String>()))
        }
    }
}

fn residency<'c>(catalog: Catalog<'c>, names: &[String]) -> Result<Vec<Place<'c>>, Failure> {
    let places = names.iter().map(|name| check::place(catalog, name));
    let (places, problems): (Vec<_>, Vec<_>) = places.partition(Result::is_ok);
    if !problems.is_empty() {
        return Err(Failure::all(problems.into_iter().filter_map(Result::err)));
    }
    Ok(places.into_iter().flatten().collect())
}
