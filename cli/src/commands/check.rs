//! `check`: whether policy files grant exactly what the profiles that they name need, or all that some need.

use crate::answer::Source as File;
use crate::args::{self, Check, Format};
use crate::failure::{self, Failure, Outcome};
use crate::output::{print, print_json, wrapped};
use crate::project::Project;
use crate::target;
use bedrock_profiles_catalog::{Catalog, check, check::Place};
use bedrock_profiles_check::judge::{self, Judgement};
use bedrock_profiles_check::model::{Calls, Demands, PolicyFile};
use bedrock_profiles_check::read;
use bedrock_profiles_check::report::{self, Source, Styles};
use serde_json::{Value, json};
use std::path::Path;

/// How the words are marked on terminals.
const STYLES: Styles = Styles { error: failure::ERROR, warning: failure::WARNING, note: failure::NOTE };

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let residency = residency(catalog, &arguments.residency)?;
    let demands = Demands {
        calls: arguments.calls.into(),
        residency: &residency,
        source_region: arguments.source_region.as_deref(),
    };
    let files: Vec<ReadFile> = arguments.files.iter().map(|path| ReadFile::new(path)).collect();
    let outcome = if arguments.covers.is_empty() {
        judged(catalog, &files, demands, arguments)?
    } else {
        covered(catalog, &files, demands, arguments)?
    };
    let unread: Vec<Failure> = files.iter().filter_map(ReadFile::failure).collect();
    if unread.is_empty() { Ok(outcome) } else { Err(Failure::together(unread)) }
}

/// A file, and its policies or why it can't be read.
pub(crate) struct ReadFile {
    pub(crate) source: Source,
    pub(crate) policies: Result<PolicyFile, Failure>,
}

impl ReadFile {
    pub(crate) fn new(path: &Path) -> Self {
        let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() };
        match File::read(path) {
            Ok(file) => {
                let source = Source::new(name, file.text);
                let policies = read::read(&source.name(), source.text())
                    .map_err(|error| Failure::new(format_args!("{}: {}", source.place(error.offset), error.message)));
                ReadFile { source, policies }
            }
            Err(failure) => ReadFile { source: Source::new(name, ""), policies: Err(failure) },
        }
    }

    pub(crate) fn failure(&self) -> Option<Failure> {
        self.policies.as_ref().err().cloned()
    }
}

fn judged(
    catalog: Catalog<'_>,
    files: &[ReadFile],
    demands: Demands<'_>,
    arguments: &Check,
) -> Result<Outcome, Failure> {
    let judgements: Vec<Option<Judgement>> =
        files.iter().map(|file| Some(judge::judge(catalog, file.policies.as_ref().ok()?, demands))).collect();
    let each = files.iter().zip(&judgements);
    match arguments.output.format {
        Format::Json => {
            let files: Vec<Value> = each
                .map(|(file, judgement)| {
                    let failure = file.failure().map(|failure| failure.message());
                    report::file_json(&file.source, judgement.as_ref().ok_or(failure.as_deref().unwrap_or_default()))
                })
                .collect();
            print_json(&json!({ "catalog": catalog.edition(), "files": files }))?;
        }
        Format::Table => {
            let tables =
                each.filter_map(|(file, judgement)| Some(report::table(&file.source, judgement.as_ref()?, STYLES)));
            print(&wrapped(&tables.collect::<String>()))?;
        }
    }
    let is_fine = |judgement: &Judgement| {
        let is_strict = !judgement.profiles.is_empty() && judgement.is_complete();
        !judgement.fails() && (is_strict || !arguments.strict)
    };
    Ok(if judgements.iter().flatten().all(is_fine) { Outcome::Fine } else { Outcome::CheckFailed })
}

fn covered(
    catalog: Catalog<'_>,
    files: &[ReadFile],
    demands: Demands<'_>,
    arguments: &Check,
) -> Result<Outcome, Failure> {
    let targets = target::targets(catalog, &arguments.covers, demands.source_region)?;
    let readable: Vec<&PolicyFile> = files.iter().filter_map(|file| file.policies.as_ref().ok()).collect();
    let mut coverages = judge::covers(catalog, &readable, &targets, demands);
    let unread = files.iter().filter(|file| file.policies.is_err()).map(|file| file.source.name());
    let unread: Vec<String> = unread.collect();
    for coverage in &mut coverages {
        coverage.depends_on.extend(unread.iter().cloned());
    }
    match arguments.output.format {
        Format::Json => {
            print_json(&json!({ "catalog": catalog.edition(), "covers": report::covers_json(&coverages) }))?;
        }
        Format::Table => print(&wrapped(&report::covers_table(&coverages)))?,
    }
    let is_covered = coverages.iter().all(judge::Coverage::is_covered);
    Ok(if is_covered { Outcome::Fine } else { Outcome::CheckFailed })
}

fn residency<'c>(catalog: Catalog<'c>, names: &[String]) -> Result<Vec<Place<'c>>, Failure> {
    let places = names.iter().map(|name| check::place(catalog, name));
    let (places, problems): (Vec<_>, Vec<_>) = places.partition(Result::is_ok);
    if !problems.is_empty() {
        return Err(Failure::all(problems.into_iter().filter_map(Result::err)));
    }
    Ok(places.into_iter().flatten().collect())
}

impl From<args::Calls> for Calls {
    fn from(calls: args::Calls) -> Self {
        match calls {
            args::Calls { invoke_only: true, .. } => Calls::InvokeOnly,
            args::Calls { streaming_only: true, .. } => Calls::StreamingOnly,
            args::Calls { .. } => Calls::Both,
        }
    }
}
