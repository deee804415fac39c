//! `show`: one profile or model.

use super::given_arn::GivenArn;
use super::list::matching;
use crate::args::{Format, Show};
use crate::descriptions::{ModelDescription, ProfileDescription};
use crate::failure::{Failure, Outcome, note, warn};
use crate::grid::{self, Grid};
use crate::output::{print, print_json, wrapped};
use crate::project::Project;
use crate::slips::{Word, shell_word};
use crate::terminal::width;
use bedrock_profiles_catalog::{
    Catalog, Destinations, Lifecycle, Model, Partition, Problem, ProblemKind, Profile, ProjectRow, Route, check,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) fn run(arguments: &Show) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let id = match GivenArn::parse(&arguments.id) {
        Some(arn) => id_in(catalog, arn, arguments)?,
        None => &arguments.id,
    };
    if let Some(model) = catalog.model(id) {
        show_model(catalog, model, arguments.output.format)?;
        return Ok(Outcome::Fine);
    }
    if !looks_like_profile(catalog, id) {
        check::model(catalog, id).map_err(|problem| unknown(catalog, id, &problem))?;
    }
    let profile = check::profile_id(catalog, id).map_err(|problem| unknown(catalog, id, &problem))?;
    show_profile(catalog, profile, arguments)?;
    Ok(Outcome::Fine)
}

/// The id in an ARN; what is wrong with the rest is a warning.
fn id_in<'a>(catalog: Catalog<'_>, arn: GivenArn<'a>, arguments: &Show) -> Result<&'a str, Failure> {
    let id = arn.id()?;
    note(format_args!("the id in this ARN is `{}`", id.escape_debug()));
    arn.warnings(catalog, arguments.account.as_deref()).iter().for_each(warn);
    Ok(id)
}

/// What is wrong, and how to find what was meant: by a filter of `list`, where the text is no id, or several ids have it.
fn unknown(catalog: Catalog<'_>, given: &str, problem: &Problem) -> Failure {
    if let Some((kind, cure)) = Word::from_text(catalog, given).filter() {
        return Failure::new(format_args!("`{given}` is {kind}, not the id of a profile or model\nhelp: {cure}"));
    }
    let count = matching(catalog, given);
    let Some(word) = shell_word(given).filter(|_| count > 1) else { return Failure::new(problem) };
    let message = problem.to_string();
    let (what, rest) = message.split_once('\n').unwrap_or((&message, ""));
    let rest = if suggests_in_service(catalog, problem) { rest } else { "" };
    let help = format!("help: `cargo bedrock-profiles list --model {word}` lists the {count} that have it");
    Failure::new([what, &help, rest].join("\n").trim_end())
}

fn suggests_in_service(catalog: Catalog<'_>, problem: &Problem) -> bool {
    let is_in_service = |id: String| {
        let model = catalog.model(&id).is_some_and(|model| model.lifecycle() != Lifecycle::EndOfLife);
        model || catalog.profile(&id).is_some_and(|profile| !profile.is_retired())
    };
    match problem.kind() {
        ProblemKind::UnknownModel | ProblemKind::UnknownProfile => problem.suggestions().any(is_in_service),
        _ => true,
    }
}

/// Whether an id is looked up as that of a profile, not of a model.
fn looks_like_profile(catalog: Catalog<'_>, id: &str) -> bool {
    let parts = id.split_once('.');
    parts.is_some_and(|(prefix, model)| catalog.prefix(prefix).is_some() || catalog.model(model).is_some())
}

fn show_profile(catalog: Catalog<'_>, profile: Profile<'_>, arguments: &Show) -> Result<(), Failure> {
    let model = check::model(catalog, profile.model_id()).map_err(Failure::new)?;
    let description = ProfileDescription::new(catalog, profile, model);
    let account = arguments.account.as_deref().unwrap_or("ACCOUNT");
    if arguments.output.format == Format::Json {
        let mut value = serde_json::to_value(&description).map_err(Failure::new)?;
        let arns = profile.routes().map(|route| arns(profile, route, account));
        insert(&mut value, "arns", arns.collect::<Vec<Value>>().into());
        insert(&mut value, "catalog", catalog.edition().into());
        return print_json(&value);
    }
    let partition = profile.routes().next().map_or(Partition::Aws, |route| Partition::from_region(route.source));
    let is_global = profile.routes().any(|route| route.destinations.is_global());
    let (label, region, legend) = if is_global {
        ("model anywhere", "", "`*` is any Region that AWS chooses: the model's ARN there names none")
    } else {
        ("model at destination", "DESTINATION", "DESTINATION is each Region under `to`")
    };
    let mut facts = vec![
        ("profile", description.id.to_owned()),
        ("geo", description.geo.to_owned()),
        ("status", description.status.to_owned()),
        ("model", description.model.id.to_owned()),
    ];
    facts.extend(model_facts(&description.model));
    facts.push(("ARN", profile_arn(partition, profile.id(), "SOURCE", account)));
    facts.push(("model at source", model_arn(partition, model.id(), "SOURCE")));
    facts.push((label, model_arn(partition, model.id(), region)));
    let routes = description.routes.iter().map(|route| {
        let seen = format!("{}, {}", route.seen, route.origin);
        [route.source.to_owned(), route.destinations.join(" "), route.status.to_owned(), seen]
    });
    let routes = Grid::new(["from", "to", "status", "seen"], 0, routes).sparing(3).text(width());
    let notes = route_notes(catalog, profile);
    let legend =
        wrapped(&format!("{notes}SOURCE is a Region under `from`; {legend}\ncatalog of {}\n", catalog.edition()));
    print(&format!("{}\n{routes}\n{legend}", grid::facts(&facts, width())))
}

/// Which rows of the project decide, or don't, where that is worth knowing: a line for each, with its source Regions.
fn route_notes(catalog: Catalog<'_>, profile: Profile<'_>) -> String {
    let mut notes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for route in profile.routes() {
        if let Some(note) = catalog.project_route(profile.id(), route.source).and_then(ProjectRow::note) {
            notes.entry(note).or_default().push(route.source);
        }
    }
    let lines = notes.iter().map(|(note, sources)| ["from ", &sources.join(" "), ": ", note, "\n"].concat());
    lines.collect()
}

/// The ARNs that a policy names for calls from the source of this route.
fn arns(profile: Profile<'_>, route: Route<'_>, account: &str) -> Value {
    let partition = Partition::from_region(route.source);
    let mut regions: Vec<&str> = match route.destinations {
        Destinations::Regions(regions) => regions.iter().collect(),
        // Its ARN names none.
        Destinations::Global => vec![""],
    };
    if !regions.contains(&route.source) {
        regions.insert(0, route.source);
    }
    json!({
        "source": route.source,
        "profileArn": profile_arn(partition, profile.id(), route.source, account),
        "modelArns": regions.iter().map(|region| model_arn(partition, profile.model_id(), region)).collect::<Vec<String>>(),
    })
}

fn show_model(catalog: Catalog<'_>, model: Model<'_>, format: Format) -> Result<(), Failure> {
    let description = ModelDescription::new(catalog, model);
    let profiles: Vec<&str> = catalog.current_profiles_of(model).map(Profile::id).collect();
    let arn = |region: &str| model_arn(Partition::from_region(region), description.id, region);
    if format == Format::Json {
        let mut value = serde_json::to_value(&description).map_err(Failure::new)?;
        let arns: Vec<String> = description.on_demand.iter().map(|region| arn(region)).collect();
        insert(&mut value, "profiles", profiles.into());
        insert(&mut value, "arns", arns.into());
        insert(&mut value, "catalog", catalog.edition().into());
        return print_json(&value);
    }
    let mut facts = vec![("model", description.id.to_owned())];
    facts.extend(model_facts(&description));
    facts.push(("ARN", arn("REGION")));
    facts.push(("on demand in", or_none(&description.on_demand)));
    facts.push(("profiles", or_none(&profiles)));
    facts.push(("seen", format!("{}, {}", description.seen, description.origin)));
    let note = catalog.project_model(model.id()).and_then(ProjectRow::note);
    let note = note.map(|note| note + "\n").unwrap_or_default();
    let date = wrapped(&format!("{note}catalog of {}\n", catalog.edition()));
    print(&format!("{}\n{date}", grid::facts(&facts, width())))
}

fn model_facts(model: &ModelDescription<'_>) -> [(&'static str, String); 5] {
    let capabilities: Vec<&str> = model.capabilities.iter().map(String::as_str).collect();
    [
        ("name", model.name.to_owned()),
        ("provider", model.provider.unwrap_or("-").to_owned()),
        ("lifecycle", model.stage()),
        ("capabilities", or_none(&capabilities)),
        ("offered as", or_none(&model.inference_types)),
    ]
}

fn or_none(words: &[&str]) -> String {
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}

fn profile_arn(partition: Partition, id: &str, source: &str, account: &str) -> String {
    format!("arn:{partition}:bedrock:{source}:{account}:inference-profile/{id}")
}

/// The ARN of a model in a Region; without one it is wherever a global profile runs it.
fn model_arn(partition: Partition, id: &str, region: &str) -> String {
    format!("arn:{partition}:bedrock:{region}::foundation-model/{id}")
}

/// Adds an entry to what was written as an object.
fn insert(value: &mut Value, key: &str, entry: Value) {
    if let Value::Object(entries) = value {
        entries.insert(key.to_owned(), entry);
    }
}
