//! The row of a model: what is on record, and over it what the Regions answered.

use crate::answer::{Day, ModelLifecycle, ModelSummary};
use crate::tables::ModelCells;
use bedrock_profiles_catalog::{Model, project};
use std::collections::{BTreeMap, BTreeSet};

/// What each Region says of one model.
pub(super) type ByRegion<'a> = BTreeMap<&'a str, &'a ModelSummary>;

/// The cells by their columns. What no Region answers stays as it is on record; `-` is nothing.
pub(super) fn row(on_record: Option<Model<'_>>, by_region: &ByRegion<'_>) -> BTreeMap<&'static str, String> {
    let mut row: BTreeMap<&str, String> = project::model_columns().map(|column| (column, "-".to_owned())).collect();
    let known = on_record.into_iter().flat_map(Model::cells);
    row.extend(project::model_columns().zip(known.map(str::to_owned)));

    let on_demand = on_demand(row.get("on_demand"), by_region);
    let inference_types = inference_types(row.get("inference_types"), !on_demand.is_empty(), by_region);
    let answers = || by_region.values().copied();
    let answered = [
        ("name", answers().find_map(|model| one_line(model.name.as_deref()?))),
        ("provider", answers().find_map(|model| one_line(model.provider.as_deref()?))),
        ("input", words(answers().filter_map(|model| model.input_modalities.as_deref()))),
        ("output", words(answers().filter_map(|model| model.output_modalities.as_deref()))),
        ("streaming", streaming(answers().filter_map(|model| model.response_streaming_supported))),
        ("lifecycle", lifecycle(answers())),
        ("legacy", earliest(answers(), |lifecycle| lifecycle.legacy_time)),
        ("eol", earliest(answers(), |lifecycle| lifecycle.end_of_life_time)),
        ("inference_types", Some(spaced(&inference_types))),
        ("on_demand", Some(spaced(&on_demand))),
    ];
    row.extend(answered.into_iter().filter_map(|(column, cell)| Some((column, cell?))));
    row
}

/// The cells on record, with `on_demand` for the Regions in which the bare id can be invoked.
pub(super) fn on_demand_in(on_record: &ModelCells<'_>, regions: &BTreeSet<String>) -> BTreeMap<&'static str, String> {
    let mut row: BTreeMap<&str, String> =
        on_record.iter().map(|(column, cell)| (*column, (*cell).to_owned())).collect();
    let inference_types = inference_types(row.get("inference_types"), !regions.is_empty(), &ByRegion::new());
    row.extend([("inference_types", spaced(&inference_types)), ("on_demand", spaced(regions))]);
    row
}

/// The Regions on record in which the bare id can be invoked.
pub(super) fn on_demand_regions(on_record: &ModelCells<'_>) -> impl Iterator<Item = String> {
    words_of(on_record.get("on_demand").copied())
}

/// The Regions on record, with each Region that answers added or taken away.
fn on_demand(on_record: Option<&String>, by_region: &ByRegion<'_>) -> BTreeSet<String> {
    let mut regions: BTreeSet<String> = words_of(on_record.map(String::as_str)).collect();
    for (region, model) in by_region {
        match &model.inference_types_supported {
            Some(types) if types.iter().any(|name| snake_case(name) == ON_DEMAND) => {
                regions.insert((*region).to_owned());
            }
            Some(_) => {
                regions.remove(*region);
            }
            None => {}
        }
    }
    regions
}

const ON_DEMAND: &str = "on_demand";

/// Those on record stay, since other Regions may offer them; `on_demand` only while there is a Region for it.
fn inference_types(on_record: Option<&String>, is_on_demand: bool, by_region: &ByRegion<'_>) -> BTreeSet<String> {
    let answered = by_region.values().filter_map(|model| model.inference_types_supported.as_deref()).flatten();
    let types = words_of(on_record.map(String::as_str)).chain(answered.map(|name| snake_case(name)));
    types.filter(|name| !name.is_empty() && (is_on_demand || name != ON_DEMAND)).collect()
}

/// What any Region lists, sorted; `None` where none lists anything.
fn words<'a>(lists: impl Iterator<Item = &'a [String]>) -> Option<String> {
    let words: BTreeSet<String> =
        lists.flatten().map(|name| snake_case(name)).filter(|word| !word.is_empty()).collect();
    Some(spaced(&words)).filter(|_| !words.is_empty())
}

/// `yes` where any Region says so: a grant too few stops a program.
fn streaming(mut answers: impl Iterator<Item = bool>) -> Option<String> {
    let first = answers.next()?;
    Some(if first || answers.any(|streams| streams) { "yes" } else { "no" }.to_owned())
}

/// The furthest that any Region says: a warning too many does no harm. What is not known here is not in service for
/// sure.
fn lifecycle<'a>(answers: impl Iterator<Item = &'a ModelSummary>) -> Option<String> {
    let stages = answers.filter_map(|model| stage_of(model)).map(|(_, stage)| stage.unwrap_or(UNKNOWN));
    stages.max_by_key(|stage| STAGES.iter().position(|other| other == stage)).map(str::to_owned)
}

const UNKNOWN: &str = "unknown";

/// What the column says of a model, from its launch to its end.
const STAGES: [&str; 4] = ["active", UNKNOWN, "legacy", "eol"];

/// What a Region says of where the model stands, and what the column says of that if it is known.
fn stage_of(model: &ModelSummary) -> Option<(&str, Option<&'static str>)> {
    let status = model.lifecycle.as_ref()?.status.as_deref()?;
    let stage = match snake_case(status).as_str() {
        "active" => Some("active"),
        "legacy" => Some("legacy"),
        "eol" | "end_of_life" => Some("eol"),
        _ => None,
    };
    Some((status, stage))
}

/// What Regions say that the column has no word for, and one that says so.
pub(super) fn unknown_statuses<'a>(by_region: &ByRegion<'a>) -> BTreeMap<&'a str, &'a ModelSummary> {
    let said = by_region.values().filter_map(|model| Some((stage_of(model)?, *model)));
    said.filter(|((_, stage), _)| stage.is_none()).map(|((status, _), model)| (status, model)).collect()
}

fn earliest<'a>(
    answers: impl Iterator<Item = &'a ModelSummary>,
    day: impl Fn(&ModelLifecycle) -> Option<Day>,
) -> Option<String> {
    let days = answers.filter_map(|model| Some(day(model.lifecycle.as_ref()?)?.0));
    days.min().map(|day| day.to_string())
}

/// The text without control characters, which would break the table.
fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_control() || c.is_whitespace()).collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<&str>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

fn words_of(cell: Option<&str>) -> impl Iterator<Item = String> {
    cell.unwrap_or_default().split(' ').filter(|word| *word != "-").map(str::to_owned)
}

fn spaced(words: &BTreeSet<String>) -> String {
    if words.is_empty() { "-".to_owned() } else { words.iter().cloned().collect::<Vec<String>>().join(" ") }
}

/// A value of an enumeration as the tables have it: `ON_DEMAND` → `on_demand`.
fn snake_case(value: &str) -> String {
    let words = value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<&str>>().join("_").to_ascii_lowercase()
}
