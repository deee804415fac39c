//! The messages: lower case, no final period, the problem first, then `help:` and `note:` lines.

use crate::catalog::edition;
use crate::kind::prefixes;
use crate::problem::{Details, Ending, OutsideRegion, UnknownProfile};
use crate::project_row::outdated;
use crate::suggestions::{Availability, Suggestions};
use crate::{Problem, project};
use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString as _},
    vec,
    vec::Vec,
};
use core::fmt;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.details();
        f.write_str(&kind.statement())?;
        for line in kind.help().iter().map(String::as_str).chain(self.advice()) {
            write!(f, "\nhelp: {line}")?;
        }
        if let Some(line) = kind.note() {
            write!(f, "\nnote: {line}")?;
        }
        if kind.is_of_catalog() {
            write!(f, "\nnote: catalog of {}", edition(self.catalog_date(), self.project_date()))?;
        }
        if kind.ages() && self.catalog_is_refreshable() {
            f.write_str("; `cargo bedrock-profiles sync` refreshes it")?;
        }
        Ok(())
    }
}

impl Details {
    /// What is wrong, in one line.
    fn statement(&self) -> String {
        match self {
            Details::UnknownProfile { given, .. } => format!("no inference profile is called `{}`", shown(given)),
            Details::ArnInsteadOfId { arn, .. } => format!("`{}` is an ARN, and an id belongs here", shown(arn)),
            Details::ProfileInsteadOfModel { profile, .. } => {
                format!("`{profile}` is an inference profile, not a foundation model")
            }
            Details::ModelInsteadOfProfile { model, .. } => {
                format!("`{model}` is a foundation model, not an inference profile")
            }
            Details::UnknownPrefix { given, .. } => format!("no geo prefix is called `{}`", shown(given)),
            Details::RegionInsteadOfPrefix { region, .. } => format!("`{region}` is a Region, not a geo prefix"),
            Details::UnknownModel { given, .. } => format!("no Bedrock model is called `{}`", shown(given)),
            Details::UnknownRegion { given, .. } => format!("no AWS Region is called `{}`", shown(given)),
            Details::NotOffered { prefix, model, .. } => {
                format!("`{model}` is not offered with the prefix `{prefix}`")
            }
            Details::NotASource { profile, region, .. } => format!("`{profile}` can't be called from `{region}`"),
            Details::NotServed { model, region, listed, .. } => {
                format!("`{model}` can't be called from `{region}` with {}", or(listed.iter().map(code)))
            }
            Details::ServesNone { prefix, instead, .. } if !instead.is_empty() => {
                format!("`{prefix}` serves none of the Regions: each is served by another prefix")
            }
            Details::ServesNone { profile, prefix, .. } => {
                format!("`{prefix}` serves none of the Regions: `{profile}` can't be called from any of them")
            }
            Details::PartitionMix { id, partition, region, region_partition, .. } => {
                format!("`{id}` belongs to the partition `{partition}`, and `{region}` to `{region_partition}`")
            }
            Details::Retired { id, end_of_life: Some(day), .. } => {
                format!("`{id}` is retired: its model's end of life was on {day}")
            }
            Details::Retired { id, last_seen, .. } => format!("`{id}` is retired: it was last seen on {last_seen}"),
            Details::Ending { model, stage, end_of_life, .. } => ending(model, *stage, end_of_life.as_deref()),
            Details::Unconfirmed { profile, source, .. } => {
                format!("no recent capture confirms that `{profile}` can be called from `{source}`")
            }
            Details::Outdated { id, source, seen, release, is_withdrawn } => {
                let from = source.as_ref().map(|source| format!(" from `{source}`")).unwrap_or_default();
                format!("`{id}`{from} is {}", outdated(*is_withdrawn, seen, release))
            }
            Details::ProfileOnly { model, .. } => {
                format!("`{model}` can only be invoked through an inference profile")
            }
            Details::SeldomDirectly { model, elsewhere, .. } => format!(
                "`{model}` can be called directly in few Regions: from {elsewhere} others it is reached through inference \
                 profiles"
            ),
            Details::NotOnDemand { model, .. } => format!("`{model}` can't be invoked on demand"),
            Details::NotInRegion { model, region, .. } => format!("`{model}` can't be invoked in `{region}`"),
            Details::UnknownResidency { given, .. } => {
                format!("`{}` is neither a country, nor `eu`, nor a Region", shown(given))
            }
            Details::OutsideResidency { id, outside, entered, residency, inside, .. } => {
                let outside_of = and(residency.iter().map(code));
                match leads_to(id, outside, entered, inside) {
                    long if long.len() > LONGEST_STATEMENT => {
                        format!("`{id}` leads to {} Regions outside {outside_of}", outside.len() + entered.len())
                    }
                    fitting => format!("{fitting}, outside {outside_of}"),
                }
            }
            Details::GlobalResidency { profile, .. } => {
                format!("`{profile}` may run in any commercial Region: no residency holds for it")
            }
            Details::OutsideLimits { given, wanted, .. } => format!("`{}` can't be {wanted}", shown(given)),
            Details::UnknownCapability { given, .. } => {
                format!("no model has a capability called `{}`", shown(given))
            }
            Details::MissingCapability { model, capability, .. } => format!("`{model}` lacks `{capability}`"),
        }
    }

    /// What to write instead.
    fn help(&self) -> Vec<String> {
        match self {
            Details::UnknownProfile { suggested, .. }
            | Details::UnknownModel { suggested, .. }
            | Details::NotOnDemand { suggested, .. } => suggested.help(),
            Details::UnknownPrefix { nearest, .. }
            | Details::UnknownRegion { nearest, .. }
            | Details::UnknownResidency { nearest, .. }
            | Details::UnknownCapability { nearest, .. } => named("the nearest", nearest),
            Details::NotOffered { offered, suggested, .. } => {
                let mut help = suggested.help();
                help.extend(named("its prefixes", offered));
                help
            }
            Details::RegionInsteadOfPrefix { prefixes, .. } => named("it is reached from there with", prefixes),
            Details::ArnInsteadOfId { id: Some(id), .. } => vec![format!("the id in it is `{}`", shown(id))],
            Details::ProfileInsteadOfModel { prefix, model, .. } => {
                vec![format!("its model is `{model}`, and `{prefix}` its geo prefix")]
            }
            Details::ModelInsteadOfProfile { profiles, suggested, .. } => {
                let mut help = named("its profiles", profiles);
                help.extend(suggested.help());
                help
            }
            Details::ProfileOnly { profiles, .. } => named("it is reached through", profiles),
            Details::NotASource { alternatives, region, .. }
            | Details::NotInRegion { alternatives, region, .. }
            | Details::PartitionMix { alternatives, region, .. } => {
                named(&format!("from `{region}` its model is reached through"), alternatives)
            }
            Details::NotServed { serving, region, .. } => {
                named(&format!("from `{region}` it is reached with"), &prefixes(serving))
            }
            Details::SeldomDirectly { regions, profiles, .. } => {
                let mut help = vec![format!("`{}` says where it is called", source_regions(regions))];
                help.extend(named("elsewhere it is reached through", profiles));
                help
            }
            Details::ServesNone { prefix, .. } => vec![format!("leave `{prefix}` out")],
            Details::Retired { successor: Some(successor), .. }
            | Details::Ending { successor: Some(successor), .. } => {
                vec![format!("the nearest in service is `{successor}`")]
            }
            Details::MissingCapability { alternative: Some(alternative), .. } => {
                vec![format!("`{alternative}` has it")]
            }
            Details::Outdated { source, .. } => {
                let table = if source.is_some() { project::ROUTES } else { project::MODELS };
                vec![
                    "`cargo bedrock-profiles sync` refreshes the project's catalog".to_string(),
                    format!(
                        "`yes` in the column `pin` of its row in `{}/{table}` says that it is meant",
                        project::FOLDER
                    ),
                ]
            }
            Details::GlobalResidency { within, .. } => named("what keeps within it from there", within),
            Details::OutsideResidency { outside, entered, residency, inside, prefix, .. } => {
                let outside = outside.iter().chain(entered);
                let cures = accepted_by(outside, residency, inside, prefix.as_deref()).into_iter();
                cures.map(|(field, effect)| format!("`{field}` {effect}")).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The rule, or what the catalog knows.
    fn note(&self) -> Option<String> {
        let all = |names: &[String]| and(names.iter().map(code));
        Some(match self {
            Details::UnknownProfile { reason: UnknownProfile::Malformed, .. } => {
                "an id is a geo prefix, a dot and a model id: `eu.anthropic.claude-sonnet-4-6`".to_string()
            }
            Details::UnknownPrefix { model: Some((model, offered)), .. } if !offered.is_empty() => {
                format!("`{model}` is offered with {}", all(offered))
            }
            Details::UnknownPrefix { known, .. }
            | Details::UnknownProfile { reason: UnknownProfile::Prefix { known }, .. } => {
                format!("the prefixes are {}", all(known))
            }
            Details::NotOffered { suggested, .. }
            | Details::UnknownProfile { suggested, .. }
            | Details::ModelInsteadOfProfile { suggested, .. }
                if suggested.direct.is_some() =>
            {
                let regions = suggested.direct.iter().flat_map(|(_, regions)| regions);
                format!("it is offered with no prefix, and called in its Regions {}", and(regions.map(code)))
            }
            Details::NotOffered { offered, .. } if offered.is_empty() => "it is offered with no prefix".to_string(),
            Details::UnknownCapability { known, .. } => format!("the capabilities are {}", all(known)),
            Details::UnknownResidency { countries, .. } => {
                format!("the countries with a Region are {}", all(countries))
            }
            Details::ServesNone { instead, .. } if !instead.is_empty() => {
                and(instead.iter().map(|(region, prefix)| format!("`{region}` is served by `{prefix}`")))
            }
            Details::NotASource { sources, .. } | Details::ServesNone { sources, .. } => {
                format!("its source Regions are {}", all(sources))
            }
            Details::NotServed { region, serving, is_on_demand, .. } if serving.is_empty() => match is_on_demand {
                true => format!("from `{region}` it is called directly, as a `FoundationModel`"),
                false => format!("no profile of it can be called from `{region}`"),
            },
            Details::NotInRegion { regions, .. } => format!("its Regions are {}", all(regions)),
            Details::MissingCapability { capabilities, .. } if capabilities.is_empty() => {
                "nothing is on record of what it can do".to_string()
            }
            Details::MissingCapability { capabilities, .. } => format!("it has {}", all(capabilities)),
            Details::NotOnDemand { endpoints, inference_types, .. } => match (&**endpoints, &**inference_types) {
                ([], []) => "nothing is on record of how it is offered".to_string(),
                (_, types) if types.iter().any(|name| name == "on_demand") => {
                    "no Region that offers it is on record".to_string()
                }
                ([], types) => format!("it is offered as {}", all(types)),
                (endpoints, _) => format!("it is served by {}", all(endpoints)),
            },
            Details::OutsideResidency { id, outside, entered, inside, .. } => {
                let all = Some(leads_to(id, outside, entered, inside)).filter(|all| all.len() > LONGEST_STATEMENT);
                let kept = "what Bedrock keeps of a request is kept in its source Region".to_string();
                let notes = all.into_iter().chain((!entered.is_empty()).then_some(kept));
                return notes.reduce(|all, kept| format!("{all}; {kept}"));
            }
            Details::OutsideLimits { rule, too_long: Some(length), .. } => {
                format!("the API takes {rule}; this has {length} characters")
            }
            Details::OutsideLimits { rule, .. } => format!("the API takes {rule}"),
            Details::Unconfirmed { seen, origin, .. } => format!("last seen on {seen}: {origin}"),
            _ => return None,
        })
    }

    /// Whether it rests on what the catalog says.
    fn is_of_catalog(&self) -> bool {
        !matches!(
            self,
            Details::ArnInsteadOfId { .. }
                | Details::ProfileInsteadOfModel { .. }
                | Details::PartitionMix { .. }
                | Details::GlobalResidency { .. }
                | Details::OutsideLimits { .. }
                | Details::Outdated { .. }
        )
    }

    /// Whether a newer catalog may decide otherwise.
    fn ages(&self) -> bool {
        match self {
            Details::ModelInsteadOfProfile { .. }
            | Details::RegionInsteadOfPrefix { .. }
            | Details::UnknownProfile { reason: UnknownProfile::Malformed, .. }
            | Details::Ending { .. }
            | Details::OutsideResidency { .. } => false,
            // No catalog makes a country.
            Details::UnknownResidency { given, .. } => given.contains('-'),
            Details::ServesNone { instead, .. } => instead.is_empty(),
            _ => self.is_of_catalog(),
        }
    }
}

impl Suggestions {
    fn help(&self) -> Vec<String> {
        let complete = self.complete.iter().map(|id| format!("with its date and version it is `{id}`"));
        let direct = self.direct.iter().map(|(model, _)| format!("call the model itself: `{model}`"));
        let unsuitable = self.unsuitable.iter().map(|(availability, ids)| {
            let mark = match availability {
                Availability::Offered => "in service",
                Availability::OfferedOtherwise => "in service, but not offered this way",
                Availability::NotInvokable => "neither on demand nor through a profile",
                Availability::Retired => "retired",
            };
            format!("{mark}: {}", and(ids.iter().map(code)))
        });
        complete.chain(named("the nearest", &self.nearest)).chain(direct).chain(unsuitable).collect()
    }
}

fn ending(model: &str, stage: Ending, end_of_life: Option<&str>) -> String {
    match (stage, end_of_life) {
        (Ending::Passed, Some(day)) => {
            format!("the announced end of life of `{model}` was on {day}: it may stop any day")
        }
        (Ending::Announced, Some(day)) => format!("the end of life of `{model}` is announced: it is on {day}"),
        (_, Some(day)) => format!("`{model}` is legacy: its end of life is on {day}"),
        (_, None) => format!("`{model}` is legacy: its end of life is to be announced"),
    }
}

/// What is longer stands in a note.
const LONGEST_STATEMENT: usize = 200;

/// Where requests may run, and where they enter without that they may run there.
fn leads_to(id: &str, outside: &[OutsideRegion], entered: &[OutsideRegion], inside: &[String]) -> String {
    let entered_in = and(entered.iter().map(in_words));
    match (outside, entered) {
        (_, []) => may_run_in(id, outside, inside),
        ([], _) => format!("requests to `{id}` enter Bedrock in {entered_in}"),
        _ => format!("{}; they enter Bedrock in {entered_in}", may_run_in(id, outside, inside)),
    }
}

/// `eu-west-2` with its place and country.
fn in_words(region: &OutsideRegion) -> String {
    let country = region.country.as_deref().unwrap_or("country unknown");
    format!("`{}` ({}, {country})", region.region, region.place)
}

/// `eu.… called from … may run in …`, or `eu.… may run in … from …, in … from …`: each list of source Regions once.
fn may_run_in(id: &str, outside: &[OutsideRegion], inside: &[String]) -> String {
    let all: BTreeSet<&String> = outside.iter().flat_map(|region| &region.sources).chain(inside).collect();
    let from = |sources: &[String]| match sources {
        [_, _, ..] if sources.len() == all.len() => "any source Region".to_string(),
        _ => and(sources.iter().map(code)),
    };
    let place = |region: &&OutsideRegion| in_words(region);
    match &*by_sources(outside) {
        [(sources, regions)] => {
            format!("`{id}` called from {} may run in {}", from(sources), and(regions.iter().map(place)))
        }
        groups => {
            let parts = groups
                .iter()
                .map(|(sources, regions)| format!("in {} from {}", and(regions.iter().map(place)), from(sources)));
            format!("`{id}` may run {}", and(parts))
        }
    }
}

fn by_sources(outside: &[OutsideRegion]) -> Vec<(&[String], Vec<&OutsideRegion>)> {
    let mut groups: Vec<(&[String], Vec<&OutsideRegion>)> = Vec::new();
    for region in outside {
        match groups.iter_mut().find(|(sources, _)| *sources == region.sources) {
            Some((_, regions)) => regions.push(region),
            None => groups.push((&region.sources, vec![region])),
        }
    }
    groups
}

/// The fields that make the residency hold, with their effect: more places, or fewer source Regions. Of several residencies
/// the entry of the `prefix`.
pub(crate) fn accepted_by<'p>(
    outside: impl Iterator<Item = &'p OutsideRegion>,
    residency: &[String],
    inside: &[String],
    prefix: Option<&str>,
) -> Vec<(String, &'static str)> {
    let mut places: Vec<String> = residency.iter().map(place).collect();
    for region in outside {
        let added = region.country.clone().unwrap_or_else(|| place(&region.region));
        if !places.contains(&added) {
            places.push(added);
        }
    }
    let field = prefix.unwrap_or("residency");
    let mut fields = vec![(format!("{field}: [{}]", places.join(", ")), "accepts it")];
    if !inside.is_empty() {
        fields.push((source_regions(inside), "keeps within it"));
    }
    fields
}

/// The field that names these Regions.
pub(crate) fn source_regions(regions: &[String]) -> String {
    let regions: Vec<String> = regions.iter().map(place).collect();
    format!("source_regions: [{}]", regions.join(", "))
}

/// A place as a declaration names it: a code bare, a Region in quotes.
fn place(name: &String) -> String {
    if name.contains('-') { format!("\"{name}\"") } else { name.clone() }
}

/// `lead` with its verb and the names, if there are any.
fn named(lead: &str, names: &[String]) -> Vec<String> {
    let verb = match names {
        [] => return Vec::new(),
        _ if lead.ends_with("through") || lead.ends_with("with") => "",
        [_] => " is",
        _ => " are",
    };
    vec![format!("{lead}{verb} {}", and(names.iter().map(code)))]
}

/// Text from outside, on one line, without control characters and not too long.
fn shown(given: &str) -> String {
    const LONGEST: usize = 120;
    let escaped = given.escape_debug().to_string();
    match escaped.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", escaped.get(..end).unwrap_or_default()),
        None => escaped,
    }
}

fn code(name: &String) -> String {
    format!("`{name}`")
}

fn and(items: impl Iterator<Item = String>) -> String {
    joined(items, "and")
}

fn or(items: impl Iterator<Item = String>) -> String {
    joined(items, "or")
}

fn joined(items: impl Iterator<Item = String>, word: &str) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        Some(last) if !items.is_empty() => format!("{} {word} {last}", items.join(", ")),
        last => last.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_is_shown_up_to_120_characters() {
        let text = |length| "\u{e4}".repeat(length);
        assert_eq!(shown(&text(120)), text(120));
        assert_eq!(shown(&text(121)), format!("{}…", text(120)));
        assert_eq!(shown("a\n\u{1b}`"), "a\\n\\u{1b}`");
    }

    #[test]
    fn names_are_listed_with_commas_and_one_and() {
        let listed = |names: &[&str]| and(names.iter().map(|name| String::from(*name)));
        assert_eq!([listed(&[]), listed(&["a"]), listed(&["a", "b"])], ["", "a", "a and b"]);
        assert_eq!(listed(&["a", "b", "c", "d"]), "a, b, c and d");
    }

    #[test]
    fn the_verb_is_that_of_the_number_of_names() {
        let told =
            |lead, names: &[&str]| named(lead, &names.iter().map(|name| String::from(*name)).collect::<Vec<_>>());
        assert!(told("the nearest", &[]).is_empty());
        assert_eq!(told("the nearest", &["a"]), ["the nearest is `a`"]);
        assert_eq!(told("the nearest", &["a", "b"]), ["the nearest are `a` and `b`"]);
        assert_eq!(told("it is reached through", &["a"]), ["it is reached through `a`"]);
        assert_eq!(told("it is reached from there with", &["a", "b"]), ["it is reached from there with `a` and `b`"]);
    }
}
