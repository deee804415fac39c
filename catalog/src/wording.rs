//! The messages: lower case, no final period, the problem first, then `help:` and `note:` lines.

use crate::problem::OutsideRegion;
use crate::{Problem, ProblemKind};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use core::fmt;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        f.write_str(&kind.statement())?;
        for line in kind.help() {
            write!(f, "\nhelp: {line}")?;
        }
        for line in kind.notes() {
            write!(f, "\nnote: {line}")?;
        }
        if kind.ages() {
            write!(f, "\nnote: catalog of {}", self.catalog_date())?;
        }
        Ok(())
    }
}

impl ProblemKind {
    /// What is wrong, in one line.
    fn statement(&self) -> String {
        match self {
            ProblemKind::MalformedProfileId { given } => format!("`{given}` is not an inference profile id"),
            ProblemKind::ModelInsteadOfProfile { model, .. } => {
                format!("`{model}` is a foundation model, not an inference profile")
            }
            ProblemKind::UnknownPrefix { given, .. } => format!("no geo prefix is called `{given}`"),
            ProblemKind::UnknownModel { given, .. } => format!("no Bedrock model is called `{given}`"),
            ProblemKind::UnknownRegion { given, .. } => format!("no AWS Region is called `{given}`"),
            ProblemKind::NotOffered { prefix, model, .. } => {
                format!("`{model}` is not offered with the prefix `{prefix}`")
            }
            ProblemKind::NotASource { profile, region, .. } => format!("`{profile}` can't be called from `{region}`"),
            ProblemKind::PartitionMix { id, partition, region, region_partition } => {
                format!("`{id}` belongs to the partition `{partition}`, and `{region}` to `{region_partition}`")
            }
            ProblemKind::Retired { id, end_of_life: Some(day), .. } => {
                format!("`{id}` is retired: its model's end of life was on {day}")
            }
            ProblemKind::Retired { id, last_seen, .. } => format!("`{id}` is retired: it was last seen on {last_seen}"),
            ProblemKind::Legacy { model, end_of_life: Some(day), .. } => {
                format!("`{model}` is legacy: its end of life is on {day}")
            }
            ProblemKind::Legacy { model, .. } => format!("`{model}` is legacy: its end of life is to be announced"),
            ProblemKind::Unconfirmed { profile, source, .. } => {
                format!("no recent capture confirms that `{profile}` can be called from `{source}`")
            }
            ProblemKind::ProfileOnly { model, .. } => {
                format!("`{model}` can only be invoked through an inference profile")
            }
            ProblemKind::NotOnDemand { model, .. } => format!("`{model}` can't be invoked on demand"),
            ProblemKind::NotInRegion { model, region, .. } => format!("`{model}` can't be invoked in `{region}`"),
            ProblemKind::UnknownResidency { given, .. } => {
                format!("`{given}` is neither a country, nor `eu`, nor a Region")
            }
            ProblemKind::OutsideResidency { id, source, outside, residency } => format!(
                "`{id}` called from `{source}` may run in {}, outside {}",
                and(outside.iter().map(OutsideRegion::in_words)),
                and(residency.iter().map(code))
            ),
            ProblemKind::GlobalResidency { profile } => {
                format!("`{profile}` may run in any commercial Region: no residency holds for it")
            }
            ProblemKind::UnknownCapability { given, .. } => format!("no model has a capability called `{given}`"),
            ProblemKind::MissingCapability { model, capability, .. } => format!("`{model}` lacks `{capability}`"),
        }
    }

    /// What to write instead.
    fn help(&self) -> Vec<String> {
        match self {
            ProblemKind::UnknownPrefix { nearest, .. }
            | ProblemKind::UnknownModel { nearest, .. }
            | ProblemKind::UnknownRegion { nearest, .. }
            | ProblemKind::UnknownResidency { nearest, .. }
            | ProblemKind::UnknownCapability { nearest, .. } => suggestion("the nearest", nearest),
            ProblemKind::ModelInsteadOfProfile { profiles, .. } | ProblemKind::ProfileOnly { profiles, .. } => {
                suggestion("its profiles", profiles)
            }
            ProblemKind::NotOffered { offered, .. } => suggestion("its prefixes", offered),
            ProblemKind::NotASource { alternatives, region, .. }
            | ProblemKind::NotInRegion { alternatives, region, .. } => {
                suggestion(&format!("from `{region}` its model is reached through"), alternatives)
            }
            _ => Vec::new(),
        }
    }

    /// The rule, what the catalog knows, and of which day.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        match self {
            ProblemKind::MalformedProfileId { .. } => {
                notes.push(
                    "it is a geo prefix, a dot and a model id, such as `eu.anthropic.claude-sonnet-4-6`".to_string(),
                );
            }
            ProblemKind::UnknownPrefix { known, .. } => {
                notes.push(format!("the prefixes are {}", and(known.iter().map(code))));
            }
            ProblemKind::UnknownCapability { known, .. } => {
                notes.push(format!("the capabilities are {}", and(known.iter().map(code))));
            }
            ProblemKind::UnknownResidency { countries, .. } => {
                notes.push(format!("the countries with a Region are {}", and(countries.iter().map(code))));
            }
            ProblemKind::NotASource { sources, .. } => {
                notes.push(format!("its source Regions are {}", and(sources.iter().map(code))));
            }
            ProblemKind::NotInRegion { regions, .. } => {
                notes.push(format!("its Regions are {}", and(regions.iter().map(code))));
            }
            ProblemKind::MissingCapability { capabilities, .. } if capabilities.is_empty() => {
                notes.push("nothing is on record of what it can do".to_string());
            }
            ProblemKind::MissingCapability { capabilities, .. } => {
                notes.push(format!("it has {}", and(capabilities.iter().map(code))));
            }
            ProblemKind::NotOnDemand { endpoints, inference_types, .. } => {
                notes.push(match (endpoints.as_slice(), inference_types.as_slice()) {
                    ([], []) => "nothing is on record of how it is offered".to_string(),
                    (_, types) if types.iter().any(|name| name == "on_demand") => {
                        "no Region that offers it is on record".to_string()
                    }
                    ([], types) => format!("it is offered as {}", and(types.iter().map(code))),
                    (endpoints, _) => format!("it is served by {}", and(endpoints.iter().map(code))),
                });
            }
            ProblemKind::Unconfirmed { seen, origin, .. } => notes.push(format!("last seen on {seen}: {origin}")),
            _ => {}
        }
        notes
    }

    /// Whether a newer catalog may know better.
    fn ages(&self) -> bool {
        !matches!(
            self,
            ProblemKind::MalformedProfileId { .. }
                | ProblemKind::PartitionMix { .. }
                | ProblemKind::OutsideResidency { .. }
                | ProblemKind::GlobalResidency { .. }
                | ProblemKind::UnknownCapability { .. }
                | ProblemKind::Unconfirmed { .. }
        )
    }
}

impl OutsideRegion {
    fn in_words(&self) -> String {
        let country = self.country.as_deref().unwrap_or("country unknown");
        format!("`{}` ({}, {country})", self.region, self.place)
    }
}

fn suggestion(lead: &str, names: &[String]) -> Vec<String> {
    match names {
        [] => Vec::new(),
        [only] => Vec::from([format!("{} `{only}`", verb(lead, "is"))]),
        several => Vec::from([format!("{} {}", verb(lead, "are"), and(several.iter().map(code)))]),
    }
}

/// `lead` with its verb, unless it ends in a word of its own for it.
fn verb(lead: &str, verb: &str) -> String {
    if lead.ends_with("through") { lead.to_string() } else { format!("{lead} {verb}") }
}

fn code(name: &String) -> String {
    format!("`{name}`")
}

fn and(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        Some(last) if !items.is_empty() => format!("{} and {last}", items.join(", ")),
        last => last.unwrap_or_default(),
    }
}
