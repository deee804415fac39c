//! `sync`: the catalog from the live API.

use super::told::{Refreshed, tell};
use crate::args::Sync;
use crate::built_in::Checkout;
use crate::changes::{Change, Kind, changes};
use crate::failure::{Failure, Outcome, warn};
use crate::live::{self, Refusal, Replies, Request, Stop};
use crate::merge::{Capture, Coverage, Merged, Tables, merge, settle};
use crate::output::print;
use crate::project::Project;
use crate::residency;
use bedrock_profiles::policy::grant_discovery;
use bedrock_profiles::{Policy, PolicyError};
use bedrock_profiles_catalog::Catalog;
use std::collections::BTreeSet;
use std::time::Duration;

pub(crate) fn run(arguments: &Sync) -> Result<Outcome, Failure> {
    if arguments.print_policy {
        print(&(policy().map_err(Failure::new)? + "\n"))?;
        return Ok(Outcome::Fine);
    }
    let checkout = if arguments.built_in { Some(Checkout::find()?) } else { None };
    let project = checkout.as_ref().map_or_else(Project::find, |checkout| Ok(checkout.project()))?;
    let tables = project.tables()?;
    let before = project.overlay(&tables)?;
    let replies = match live::ask(request(arguments, before.catalog())) {
        Ok(replies) => replies,
        Err(stop) => return stopped(stop),
    };
    let refusals = replies.asked.refusals();
    if replies.asked.answered.is_empty() || arguments.strict && !refusals.is_empty() {
        return Ok(nothing_written(refusals));
    }
    refusals.into_iter().for_each(warn);

    let merged = merged(&project, &tables, before.catalog(), &replies)?;
    let after = project.overlay(&merged.tables)?;
    let mut changes = changes(before.catalog(), after.catalog());
    unconfirmed_is_not_gone(&mut changes, &replies.coverage);
    project.write(&merged.tables)?;
    if let Some(checkout) = checkout {
        checkout.record(after.catalog())?;
    }
    let broken = residency::broken(before.catalog(), after.catalog());
    let (project, merged, changes, asked) = (&project, &merged, &changes, Some(&replies.asked));
    let refreshed = Refreshed { project, merged, changes, broken: &broken, asked };
    tell(&refreshed, arguments.output.format)?;
    Ok(Outcome::Fine)
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

fn stopped(stop: Stop) -> Result<Outcome, Failure> {
    match stop {
        Stop::Interrupted => {
            warn("interrupted: nothing is written");
            Ok(Outcome::Interrupted)
        }
        Stop::NoCredentials(Refusal { cause, help }) => Ok(nothing_written(vec![format!("{cause}\nhelp: {help}")])),
        Stop::Wrong(failure) => Err(failure),
    }
}

fn nothing_written(mut why: Vec<String>) -> Outcome {
    why.push("nothing is written".to_owned());
    Failure::all(why).tell();
    Outcome::CheckFailed
}

/// The new tables: what the Regions list, and what they no longer list.
fn merged(project: &Project, tables: &Tables, before: Catalog<'_>, replies: &Replies) -> Result<Merged, Failure> {
    let mut merged = merge(tables, before, &replies.answers, Capture::today());
    let listed = project.overlay(&merged.tables)?;
    merged.recorded.extend(settle(&mut merged.tables, listed.catalog(), &replies.coverage));
    // Every Region that lists it says the same.
    let notes: BTreeSet<String> = merged.notes.into_iter().chain(replies.notes.iter().cloned()).collect();
    merged.notes = notes.into_iter().collect();
    Ok(merged)
}

/// A route from a Region that does not answer may be there.
fn unconfirmed_is_not_gone(changes: &mut [Change], coverage: &Coverage) {
    for change in changes {
        if change.source.as_ref().is_some_and(|source| coverage.silent.contains(source)) && change.kind == Kind::Gone {
            change.kind = Kind::Changed;
        }
    }
}
