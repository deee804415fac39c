//! Conflicts between answers about the same profile or model.

use super::json::Value;
use super::{Answers, ModelSummary, ProfileSummary};
use crate::failure::Failure;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ptr;

/// What AWS says of a profile or a model in one Region.
pub(super) trait Summary {
    fn id(&self) -> &str;

    /// Where it says so.
    fn region(&self) -> &str;

    /// The members, as the API names them, of which `other` says something else, of the same in the same Region.
    fn differing(&self, other: &Self) -> Vec<&'static str>;
}

/// The member with a profile's destinations.
const MODELS: &str = "models";

impl Summary for ProfileSummary {
    fn id(&self) -> &str {
        &self.id
    }

    fn region(&self) -> &str {
        &self.arn.region
    }

    fn differing(&self, other: &Self) -> Vec<&'static str> {
        let are_same =
            [(MODELS, self.destinations().ok() == other.destinations().ok()), ("status", self.status == other.status)];
        names_of_others(are_same)
    }
}

impl Summary for ModelSummary {
    fn id(&self) -> &str {
        &self.id
    }

    fn region(&self) -> &str {
        self.arn.region.as_deref().unwrap_or_default()
    }

    fn differing(&self, other: &Self) -> Vec<&'static str> {
        let set = |texts: &Option<Vec<String>>| texts.clone().map(BTreeSet::from_iter);
        let are_same = [
            ("modelName", self.name == other.name),
            ("providerName", self.provider == other.provider),
            ("inputModalities", set(&self.input_modalities) == set(&other.input_modalities)),
            ("outputModalities", set(&self.output_modalities) == set(&other.output_modalities)),
            ("responseStreamingSupported", self.response_streaming_supported == other.response_streaming_supported),
            ("inferenceTypesSupported", set(&self.inference_types_supported) == set(&other.inference_types_supported)),
            ("modelLifecycle", self.lifecycle == other.lifecycle),
        ];
        names_of_others(are_same)
    }
}

fn names_of_others<const N: usize>(are_same: [(&'static str, bool); N]) -> Vec<&'static str> {
    are_same.into_iter().filter(|(_, is_same)| !is_same).map(|(name, _)| name).collect()
}

/// What a later file says in another way than an earlier one.
#[derive(Debug, Serialize)]
pub(crate) struct Overruled {
    pub(crate) earlier: String,
    pub(crate) later: String,
    /// The profiles and models.
    pub(crate) ids: BTreeSet<String>,
    /// The members that differ, as the API names them.
    pub(crate) members: BTreeSet<&'static str>,
}

/// The summary of each id in each Region, and its place.
pub(super) struct Collected<'s, T> {
    summaries: BTreeMap<(String, String), (T, Value<'s>)>,
}

impl<'s, T: Summary> Collected<'s, T> {
    pub(super) fn new() -> Self {
        Collected { summaries: BTreeMap::new() }
    }

    /// Takes what `value` says; of two files the later one wins, except of destinations, which AWS never changes.
    pub(super) fn insert(
        &mut self,
        summary: T,
        value: Value<'s>,
        overruled: &mut Vec<Overruled>,
    ) -> Result<(), Failure> {
        let key = (summary.id().to_owned(), summary.region().to_owned());
        if let Some((before, first)) = self.summaries.get(&key) {
            let members = summary.differing(before);
            if members.contains(&MODELS) {
                return Err(contradiction(&summary, value, *first, &members, NEVER_CHANGE));
            }
            if !members.is_empty() && ptr::eq(first.source, value.source) {
                return Err(contradiction(&summary, value, *first, &members, FILES_OF_THEIR_OWN));
            }
            if !members.is_empty() {
                overrule(overruled, &first.source.name, &value.source.name, summary.id(), members);
            }
        }
        self.summaries.insert(key, (summary, value));
        Ok(())
    }

    /// Every summary, with the name of its file.
    pub(super) fn into_all(self) -> impl Iterator<Item = (T, &'s str)> {
        self.summaries.into_values().map(|(summary, value)| (summary, value.source.name.as_str()))
    }
}

const NEVER_CHANGE: &str = "AWS never changes where a profile leads from a Region: import the one that is right";
const FILES_OF_THEIR_OWN: &str = "give answers of different days as files of their own, the latest one last";

fn contradiction(
    summary: &impl Summary,
    value: Value<'_>,
    first: Value<'_>,
    members: &[&'static str],
    help: &str,
) -> Failure {
    value.at(format_args!("{} in {}\nhelp: {help}", has_other(summary, members), first.place()))
}

fn has_other(summary: &impl Summary, members: &[&'static str]) -> String {
    format!("`{}` in `{}` has other `{}`", summary.id(), summary.region(), members.join("`, `"))
}

/// How answers that Regions gave at one time contradict themselves: what comes twice in them says the same.
pub(crate) fn first_conflict(answers: &Answers) -> Option<String> {
    conflict_among(&answers.profiles).or_else(|| conflict_among(&answers.models))
}

fn conflict_among<T: Summary>(all: &[T]) -> Option<String> {
    let mut seen = BTreeMap::new();
    all.iter().find_map(|again| {
        let members = again.differing(seen.insert((again.id(), again.region()), again)?);
        (!members.is_empty()).then(|| format!("{} where it comes again", has_other(again, &members)))
    })
}

fn overrule(all: &mut Vec<Overruled>, earlier: &str, later: &str, id: &str, members: Vec<&'static str>) {
    let same = all.iter_mut().find(|other| other.earlier == earlier && other.later == later);
    match same {
        Some(same) => {
            same.ids.insert(id.to_owned());
            same.members.extend(members);
        }
        None => all.push(Overruled {
            earlier: earlier.to_owned(),
            later: later.to_owned(),
            ids: BTreeSet::from([id.to_owned()]),
            members: members.into_iter().collect(),
        }),
    }
}
