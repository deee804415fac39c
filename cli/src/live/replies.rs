//! What all Regions say together.

use super::{Listed, Refusal, Reply};
use crate::answer::{Answers, Coverage, Ids};
use serde::Serialize;
use std::collections::BTreeMap;

/// The replies of all Regions.
#[derive(Debug, Default)]
pub(crate) struct Replies {
    pub(crate) answers: Answers,
    pub(crate) coverage: Coverage,
    pub(crate) asked: Asked,
    /// What can't be recorded, and why.
    pub(crate) notes: Vec<String>,
}

/// Who answered, and who was expected to and did not.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Asked {
    pub(crate) answered: Vec<String>,
    pub(crate) unanswered: Vec<Unanswered>,
}

/// A Region that was asked in vain.
#[derive(Debug, Serialize)]
pub(crate) struct Unanswered {
    pub(crate) region: String,
    #[serde(flatten)]
    refusal: Refusal,
}

impl Replies {
    pub(crate) fn from_replies(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut all = Replies::default();
        for Reply { region, listed, .. } in replies {
            match listed {
                Ok(listed) => all.add(region, listed),
                Err(refusal) => {
                    all.coverage.unanswered.insert(region.clone());
                    all.asked.unanswered.push(Unanswered { region, refusal });
                }
            }
        }
        all
    }

    fn add(&mut self, region: String, listed: Listed) {
        self.answers.profiles.extend(listed.answers.profiles);
        self.answers.models.extend(listed.answers.models);
        self.notes.extend(listed.notes);
        self.asked.answered.push(region.clone());
        self.coverage.answered.insert(region, Ids { profiles: listed.profiles, models: listed.models });
    }
}

impl Asked {
    /// Why Regions gave no answer, once for all to which the same happened but for their names.
    pub(crate) fn refusals(&self) -> Vec<String> {
        let mut alike: BTreeMap<String, Vec<&Unanswered>> = BTreeMap::new();
        for unanswered in &self.unanswered {
            let Refusal { cause, help } = &unanswered.refusal;
            let reason = format!("{}{help}", cause.replace(&unanswered.region, ""));
            alike.entry(reason).or_default().push(unanswered);
        }
        alike.values().filter_map(|alike| self.refusal(alike)).collect()
    }

    fn refusal(&self, alike: &[&Unanswered]) -> Option<String> {
        let Unanswered { refusal, .. } = alike.first()?;
        let regions: Vec<&str> = alike.iter().map(|unanswered| unanswered.region.as_str()).collect();
        let help = if self.answered.is_empty() { refusal.help_for_all() } else { refusal.help };
        Some(format!("no answer from {}: {}\nhelp: {help}", regions.join(", "), refusal.cause))
    }
}
