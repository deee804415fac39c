//! `sync`: the catalog from the live API.

use super::report::report;
use crate::answer::Coverage;
use crate::args::{Asking, Format, Sync};
use crate::changes::Change;
use crate::failure::{Failure, Outcome, warn};
use crate::live::{self, Asked, Refusal, Replies, Request, Stop};
use crate::merge::{Capture, Merged, merge, reconcile};
use crate::output::{print, print_json};
use crate::project::{Lock, Project};
use crate::refresh::Refresh;
use crate::tables::Tables;
use bedrock_profiles::policy::grant_discovery;
use bedrock_profiles::{Policy, PolicyError};
use bedrock_profiles_catalog::{Catalog, Region, nearest};
use serde_json::json;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::time::Duration;

pub(crate) fn run(arguments: &Sync) -> Result<Outcome, Failure> {
    if arguments.print_policy {
        print(&(policy().map_err(Failure::new)? + "\n"))?;
        return Ok(Outcome::Fine);
    }
    let format = arguments.output.format;
    let synced = match Synced::ask(&arguments.asking, format, Project::find)? {
        ControlFlow::Break(outcome) => return Ok(outcome),
        ControlFlow::Continue(synced) => synced,
    };
    synced.write()?;
    synced.report(format)
}

/// A catalog with what the Regions answered. Nobody else writes it as long as this lives.
#[derive(Debug)]
pub struct Synced {
    refresh: Refresh,
    replies: Replies,
    _lock: Lock,
}

impl Synced {
    /// Asks AWS, and merges the answers into the catalog that `find` finds; or ends where nothing is to be written, which
    /// it reports.
    pub fn ask(
        asking: &Asking,
        format: Format,
        find: impl Fn() -> Result<Project, Failure>,
    ) -> Result<ControlFlow<Outcome, Self>, Failure> {
        let found = find()?;
        let replies = match replies(asking, &found)? {
            Ok(replies) => replies,
            Err(stop) => return stopped(stop, format).map(ControlFlow::Break),
        };

        // As it is by now: asking takes its time.
        let lock = found.lock();
        let project = find()?;
        let (tables, before) = project.read()?;
        let before = before.catalog();
        let refusals: Vec<String> =
            replies.asked.refusals().into_iter().chain(misspelt(before, &replies.asked)).collect();
        if replies.asked.answered.is_empty() || asking.strict && !refusals.is_empty() {
            return nothing_written(refusals, &replies.asked, format).map(ControlFlow::Break);
        }
        refusals.into_iter().for_each(warn);
        let refresh = Refresh::new(project, before, merged(tables, before, &replies))?.covering(&replies.coverage);
        Ok(ControlFlow::Continue(Synced { refresh, replies, _lock: lock }))
    }

    /// The catalog that results.
    pub fn catalog(&self) -> Catalog<'_> {
        self.refresh.catalog()
    }

    /// Writes the tables.
    pub fn write(&self) -> Result<(), Failure> {
        self.refresh.write()
    }

    /// Reports what changed.
    pub fn report(&self, format: Format) -> Result<Outcome, Failure> {
        warn_of_unconfirmed(&self.refresh.changes, &self.replies.coverage);
        report(&self.refresh, &self.replies.asked, format)?;
        Ok(Outcome::Fine)
    }
}

/// What the Regions reply. A catalog that is not right, or can't be written, is reported before any Region is asked.
fn replies(asking: &Asking, project: &Project) -> Result<Result<Replies, Stop>, Failure> {
    let overlay = project.overlay(&project.texts()?)?;
    project.check_writable()?;
    Ok(live::ask(request(asking, overlay.catalog())))
}

/// A Region that no table knows and that does not answer may be another one.
fn misspelt(catalog: Catalog<'_>, asked: &Asked) -> Vec<String> {
    let unanswered = asked.unanswered.iter().map(|unanswered| unanswered.region.as_str());
    let unknown = unanswered.filter(|region| catalog.region(region).is_none());
    let warnings = unknown.filter_map(|region| {
        let nearest = nearest(region, catalog.regions().map(Region::name)).into_iter().next()?;
        Some(format!("no AWS Region called `{region}` is on record\nhelp: the nearest is `{nearest}`"))
    });
    warnings.collect()
}

/// What a Region without an answer means for policies.
fn warn_of_unconfirmed(changes: &[Change], coverage: &Coverage) {
    let unconfirmed: BTreeSet<&str> = changes.iter().filter_map(Change::unconfirmed_by).collect();
    let unanswered: Vec<&str> =
        unconfirmed.into_iter().filter(|source| coverage.unanswered.contains(*source)).collect();
    if !unanswered.is_empty() {
        warn(format_args!(
            "what is declared without `source_regions` is no longer granted from {}\n\
             help: `sync` again before policies that are made from now on are deployed",
            unanswered.join(", ")
        ));
    }
}

/// The permissions that asking takes.
fn policy() -> Result<String, PolicyError> {
    // The statement names no account, and belongs to any.
    let mut policy = Policy::new("SyncCatalog").in_account("123456789012")?;
    grant_discovery(&mut policy)?;
    policy.to_iam_json()
}

fn request<'r>(asking: &'r Asking, catalog: Catalog<'r>) -> Request<'r> {
    Request {
        catalog,
        regions: &asking.regions,
        endpoint_url: asking.endpoint_url.as_deref(),
        timeout: Duration::from_secs(asking.timeout),
    }
}

fn stopped(stop: Stop, format: Format) -> Result<Outcome, Failure> {
    match stop {
        Stop::Interrupted(signal) => {
            warn("interrupted: nothing is written");
            Ok(Outcome::Interrupted(signal.exit_code()))
        }
        Stop::NoCredentials(Refusal { cause, help }) => {
            nothing_written(vec![format!("{cause}\nhelp: {help}")], &Asked::default(), format)
        }
        Stop::Wrong(failure) => Err(failure),
    }
}

fn nothing_written(mut why: Vec<String>, asked: &Asked, format: Format) -> Result<Outcome, Failure> {
    if format == Format::Json {
        print_json(&json!({ "written": false, "changes": [], "regions": asked }))?;
    }
    why.push("nothing is written".to_owned());
    Failure::all(why).print();
    Ok(Outcome::CheckFailed)
}

/// The new tables: what the Regions list, and what they no longer list.
fn merged(tables: Tables, before: Catalog<'_>, replies: &Replies) -> Merged {
    let mut merged = merge(tables, before, &replies.answers, Capture::today());
    reconcile(&mut merged, before, &replies.coverage);
    // Every Region that lists it says the same.
    let notes: BTreeSet<String> = merged.notes.into_iter().chain(replies.notes.iter().cloned()).collect();
    merged.notes = notes.into_iter().collect();
    merged
}
