//! `check`: whether policy files grant exactly what the profiles that they name need.

use crate::answer::Source;
use crate::args::{Check, Format};
use crate::check::{Branches, Demands, Judgement, document, told};
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
    let judged: Vec<Judged> = arguments.files.iter().map(|file| judged(catalog, file, demands)).collect();
    tell(catalog, &judged, arguments.output.format)?;
    let unread: Vec<Failure> = judged.iter().filter_map(|(_, result)| result.as_ref().err()).cloned().collect();
    if !unread.is_empty() {
        return Err(Failure::together(unread));
    }
    let is_fine = judged.iter().filter_map(|(_, result)| result.as_ref().ok()).all(|judgement| !judgement.fails());
    Ok(if is_fine { Outcome::Fine } else { Outcome::CheckFailed })
}

/// A file by its name, and what was found in it.
type Judged = (String, Result<Judgement, Failure>);

fn judged(catalog: Catalog<'_>, file: &Path, demands: Demands<'_>) -> Judged {
    let name = if file.as_os_str() == "-" { "<stdin>".to_owned() } else { file.display().to_string() };
    (name, read(file).map(|branches| branches.judge(catalog, demands)))
}

fn read(file: &Path) -> Result<Branches, Failure> {
    let source = Source::read(file)?;
    Branches::of(&document(&source)?).map_err(|malformed| match malformed.place.offset(&source.text) {
        Some(offset) => source.at(offset, malformed.message),
        None => Failure::new(format_args!("{}: {}: {}", source.name, malformed.place, malformed.message)),
    })
}

fn tell(catalog: Catalog<'_>, judged: &[Judged], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => {
            let files: Vec<Value> = judged.iter().map(|(file, result)| json_of(file, result)).collect();
            print_json(&json!({ "catalog": catalog.date(), "files": files }))
        }
        Format::Table => {
            let told = judged.iter().filter_map(|(file, result)| Some(told(file, result.as_ref().ok()?)));
            print(&wrapped(&told.collect::<String>()))
        }
    }
}

fn json_of(file: &str, result: &Result<Judgement, Failure>) -> Value {
    match result {
        Ok(judgement) => json!({
            "file": file,
            "profiles": judgement.profiles,
            "exact": judgement.is_exact(),
            "findings": judgement.findings,
        }),
        Err(failure) => {
            json!({ "file": file, "profiles": [], "exact": false, "findings": [], "error": failure.message() })
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
