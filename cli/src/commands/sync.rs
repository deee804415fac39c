//! `sync`: the catalog from the live API.

use super::report::{Refreshed, report};
use crate::args::{Format, Sync};
use crate::built_in::{Checkout, warn_of_new};
use crate::changes::{Change, Kind, changes};
use crate::failure::{Failure, Outcome, warn};
use crate::live::{self, Asked, Refusal, Replies, Request, Stop};
use crate::merge::{Capture, Coverage, Merged, Tables, merge, reconcile};
use crate::output::{print, print_json};
use crate::project::Project;
use crate::residency;
use bedrock_profiles::policy::grant_discovery;
use bedrock_profiles::{Policy, PolicyError};
use bedrock_profiles_catalog::{Catalog, Region, nearest};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

pub(crate) fn run(arguments: &Sync) -> Result<Outcome, Failure> {
    if arguments.print_policy {
        print(&(policy().map_err(Failure::new)? + "\n"))?;
        return Ok(Outcome::Fine);
    }
    let checkout = if arguments.built_in { Some(Checkout::find()?) } else { None };
    let find = || checkout.as_ref().map_or_else(Project::find, |checkout| Ok(checkout.project()));
    let found = find()?;
    let replies = match ask(arguments, &found)? {
        Ok(replies) => replies,
        Err(stop) => return stopped(stop, arguments.output.format),
    };

    // As it is by now: asking takes its time.
    let _lock = found.lock();
    let project = find()?;
    let tables = project.tables()?;
    let before = project.overlay(&tables)?;
    let refusals: Vec<String> =
        replies.asked.refusals().into_iter().chain(misspelt(before.catalog(), &replies.asked)).collect();
    if replies.asked.answered.is_empty() || arguments.strict && !refusals.is_empty() {
        return nothing_written(refusals, &replies.asked, arguments.output.format);
    }
    refusals.into_iter().for_each(warn);
    let merged = merged(&project, &tables, before.catalog(), &replies)?;
    let after = project.overlay(&merged.tables)?;
    let mut changes = changes(before.catalog(), after.catalog());
    unconfirmed_is_not_gone(&mut changes, &replies.coverage);
    let broken = residency::broken(before.catalog(), after.catalog());
    let records = checkout.as_ref().map(|checkout| checkout.records(after.catalog())).transpose()?;
    if !merged.recorded.is_empty() {
        project.write(&merged.tables)?;
    }
    if let Some(records) = records {
        records.write()?;
        warn_of_new(after.catalog());
    }
    warn_of_unconfirmed(&changes, &replies.coverage);
    let (project, merged, changes, asked) = (&project, &merged, &changes, Some(&replies.asked));
    let refreshed = Refreshed { project, merged, changes, broken: &broken, asked };
    report(&refreshed, arguments.output.format)?;
    Ok(Outcome::Fine)
}

/// What the Regions reply. A catalog that is not right, or can't be written, is reported before any Region is asked.
fn ask(arguments: &Sync, project: &Project) -> Result<Result<Replies, Stop>, Failure> {
    let overlay = project.overlay(&project.tables()?)?;
    project.check_writable()?;
    Ok(live::ask(request(arguments, overlay.catalog())))
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

fn request<'r>(arguments: &'r Sync, catalog: Catalog<'r>) -> Request<'r> {
    Request {
        catalog,
        regions: &arguments.regions,
        endpoint_url: arguments.endpoint_url.as_deref(),
        timeout: Duration::from_secs(arguments.timeout),
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
fn merged(project: &Project, tables: &Tables, before: Catalog<'_>, replies: &Replies) -> Result<Merged, Failure> {
    let mut merged = merge(tables, before, &replies.answers, Capture::today());
    let listed = project.overlay(&merged.tables)?;
    merged.recorded.extend(reconcile(&mut merged.tables, listed.catalog(), &replies.coverage));
    // Every Region that lists it says the same.
    let notes: BTreeSet<String> = merged.notes.into_iter().chain(replies.notes.iter().cloned()).collect();
    merged.notes = notes.into_iter().collect();
    Ok(merged)
}

/// A route from a Region that does not answer may be there.
fn unconfirmed_is_not_gone(changes: &mut [Change], coverage: &Coverage) {
    for change in changes {
        if change.source.as_ref().is_some_and(|source| coverage.unanswered.contains(source))
            && change.kind == Kind::Gone
        {
            change.kind = Kind::Changed;
        }
    }
}
