//! Warnings of an import: answers that are not of today, not complete, or that contradict each other.

use crate::answer::{Overruled, Saved};
use crate::failure::warn;
use crate::merge::{Capture, is_documented};
use crate::output::counted;
use bedrock_profiles_catalog::{Catalog, Lifecycle, Model, Profile, Status};
use serde::Serialize;
use std::collections::BTreeSet;

/// What an import warns of.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportWarnings<'s> {
    /// The answers end before the last page.
    partial: bool,
    /// The files that list nothing.
    empty: &'s [String],
    overruled: &'s [Overruled],
    /// The profiles and models that were withdrawn, and are in service by the answers.
    returned: Vec<String>,
    /// What is on record from Regions that list it no more.
    unlisted: Vec<Unlisted>,
}

#[derive(Debug, Serialize)]
struct Unlisted {
    region: String,
    profiles: Vec<String>,
}

impl<'s> ImportWarnings<'s> {
    /// Of `saved`, which changed the catalog `before` to `after`.
    pub(crate) fn new(saved: &'s Saved, capture: Capture, before: Catalog<'_>, after: Catalog<'_>) -> Self {
        ImportWarnings {
            partial: !saved.partial.is_empty(),
            empty: &saved.empty,
            overruled: &saved.overruled,
            returned: returned(before, after),
            unlisted: unlisted(saved, capture, before),
        }
    }

    /// Says on stderr what is worth a look; `folder` is where the catalog is.
    pub(crate) fn warn(&self, capture: Capture, folder: &str) {
        if !self.returned.is_empty() && !capture.later_rows_stay {
            warn(format_args!(
                "AWS had withdrawn what the answers bring back: {}\n\
                 help: if they are of an older day, restore `{folder}` and import them with `--seen YYYY-MM-DD`",
                few(&self.returned)
            ));
        }
        for Unlisted { region, profiles } in &self.unlisted {
            warn(format_args!(
                "{} on record from `{region}` {} not in the answers: {}\n\
                 help: they stay; `cargo bedrock-profiles sync` asks AWS, and records what is withdrawn",
                counted(profiles.len(), "profile"),
                if profiles.len() == 1 { "is" } else { "are" },
                few(profiles)
            ));
        }
    }
}

/// Says on stderr what is odd about the answers themselves.
pub(crate) fn warn_of_answers(saved: &Saved) {
    for name in &saved.partial {
        warn(format_args!(
            "{name}: an answer is not complete: it names a next page\nhelp: call the AWS CLI without `--max-items`"
        ));
    }
    for name in &saved.empty {
        warn(format_args!("{name} lists no profile and no model"));
    }
    for Overruled { earlier, later, ids, members } in &saved.overruled {
        let members: Vec<&str> = members.iter().copied().collect();
        warn(format_args!(
            "{later} and {earlier} have other `{}` of {}; {later} wins, as it comes last",
            members.join("`, `"),
            few(ids)
        ));
    }
}

fn returned(before: Catalog<'_>, after: Catalog<'_>) -> Vec<String> {
    let is_retired = |id| before.profile(id).is_some_and(Profile::is_retired);
    let profiles = after.profiles().filter(|profile| !profile.is_retired()).map(Profile::id);
    let has_ended = |model: Model<'_>| model.lifecycle() == Lifecycle::EndOfLife;
    let models = after.models().filter(|model| !has_ended(*model)).map(Model::id);
    let profiles = profiles.filter(|id| is_retired(id));
    profiles.chain(models.filter(|id| before.model(id).is_some_and(has_ended))).map(str::to_owned).collect()
}

/// What complete answers leave out, of what was seen until their day.
fn unlisted(saved: &Saved, capture: Capture, before: Catalog<'_>) -> Vec<Unlisted> {
    let seen = capture.seen.to_string();
    let regions = saved.listed.iter().map(|(region, listed)| Unlisted {
        region: region.clone(),
        profiles: on_record(before, region, &seen).filter(|id| !listed.contains(*id)).map(str::to_owned).collect(),
    });
    regions.filter(|unlisted| !unlisted.profiles.is_empty()).collect()
}

/// The current profiles that `region` has listed until the day `seen`.
fn on_record<'c>(catalog: Catalog<'c>, region: &str, seen: &str) -> impl Iterator<Item = &'c str> {
    let is_current = move |profile: &Profile<'c>| {
        profile
            .route(region)
            .is_some_and(|route| route.status == Status::Current && !is_documented(route.origin) && route.seen <= seen)
    };
    catalog.profiles().filter(is_current).map(Profile::id)
}

/// How many names people are shown; more are counted.
pub(super) const FEW: usize = 3;

/// `a`, `b`, `c` and 12 more
fn few<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let names: BTreeSet<&str> = names.into_iter().map(String::as_str).collect();
    let shown: Vec<String> = names.iter().take(FEW).map(|name| format!("`{name}`")).collect();
    let rest = names.len().saturating_sub(FEW);
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    format!("{}{more}", shown.join(", "))
}
