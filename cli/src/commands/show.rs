//! `show`: one profile or model.

use crate::args::{Format, Show};
use crate::describe::{ModelSaid, ProfileSaid};
use crate::failure::{Failure, Outcome};
use crate::output::{print, print_json, table};
use crate::project::Project;
use bedrock_profiles_catalog::{Catalog, Model, Partition, Profile, check};
use serde_json::{Value, json};

pub(crate) fn run(arguments: &Show) -> Result<Outcome, Failure> {
    let catalog = Project::catalog()?;
    let id = arguments.id.as_str();
    if let Some(model) = catalog.model(id) {
        show_model(catalog, model, arguments.output.format)?;
        return Ok(Outcome::Fine);
    }
    if !is_meant_as_profile(catalog, id) {
        check::model(catalog, id).map_err(Failure::new)?;
    }
    show_profile(catalog, check::profile_id(catalog, id).map_err(Failure::new)?, arguments)?;
    Ok(Outcome::Fine)
}

/// Whether what is wrong with an id is to be told of a profile's, not of a model's.
fn is_meant_as_profile(catalog: Catalog<'_>, id: &str) -> bool {
    let parts = id.split_once('.');
    parts.is_some_and(|(prefix, model)| catalog.prefix(prefix).is_some() || catalog.model(model).is_some())
        || id.contains(":inference-profile/")
}

fn show_profile(catalog: Catalog<'_>, profile: Profile<'_>, arguments: &Show) -> Result<(), Failure> {
    let model = check::model(catalog, profile.model_id()).map_err(Failure::new)?;
    let said = ProfileSaid::of(profile, model);
    let arn = |source: &str| profile_arn(profile.id(), source, &arguments.account);
    if arguments.output.format == Format::Json {
        let mut value = serde_json::to_value(&said).map_err(Failure::new)?;
        let arns: Vec<Value> = said
            .routes
            .iter()
            .map(|route| {
                let models = route.destinations.iter().map(|region| model_arn(model.id(), region));
                json!({
                    "source": route.source,
                    "profileArn": arn(route.source),
                    "modelArns": models.collect::<Vec<String>>(),
                })
            })
            .collect();
        insert(&mut value, "arns", arns.into());
        insert(&mut value, "catalog", catalog.date().into());
        return print_json(&value);
    }
    let facts = table(
        ["profile", said.id],
        0,
        [
            ["geo".to_owned(), said.geo.to_owned()],
            ["status".to_owned(), said.status.to_owned()],
            ["model".to_owned(), said.model.id.to_owned()],
            ["ARN".to_owned(), arn("SOURCE")],
            ["model ARN".to_owned(), model_arn(model.id(), if is_global(profile) { "*" } else { "DESTINATION" })],
        ]
        .into_iter()
        .chain(model_facts(&said.model)),
    );
    let routes = said.routes.iter().map(|route| {
        let seen = format!("{}, {}", route.seen, route.origin);
        [route.source.to_owned(), route.destinations.join(" "), route.status.to_owned(), seen]
    });
    let routes = table(["from", "to", "status", "seen"], 0, routes);
    print(&format!("{facts}\n{routes}\ncatalog of {}\n", catalog.date()))
}

fn show_model(catalog: Catalog<'_>, model: Model<'_>, format: Format) -> Result<(), Failure> {
    let said = ModelSaid::of(model);
    let profiles: Vec<&str> = catalog.current_profiles_of(model).map(Profile::id).collect();
    let arns: Vec<String> = said.on_demand.iter().map(|region| model_arn(said.id, region)).collect();
    if format == Format::Json {
        let mut value = serde_json::to_value(&said).map_err(Failure::new)?;
        insert(&mut value, "profiles", profiles.into());
        insert(&mut value, "arns", arns.into());
        insert(&mut value, "catalog", catalog.date().into());
        return print_json(&value);
    }
    let mut rows = vec![["ARN".to_owned(), model_arn(said.id, "REGION")]];
    rows.extend(model_facts(&said));
    rows.push(["on demand in".to_owned(), or_none(&said.on_demand)]);
    rows.push(["profiles".to_owned(), or_none(&profiles)]);
    rows.push(["seen".to_owned(), format!("{}, {}", said.seen, said.origin)]);
    print(&format!("{}\ncatalog of {}\n", table(["model", said.id], 0, rows), catalog.date()))
}

fn model_facts(model: &ModelSaid<'_>) -> impl Iterator<Item = [String; 2]> {
    let capabilities: Vec<&str> = model.capabilities.iter().map(String::as_str).collect();
    let facts = [
        ("name", model.name.to_owned()),
        ("provider", model.provider.unwrap_or("-").to_owned()),
        ("lifecycle", model.stage()),
        ("capabilities", or_none(&capabilities)),
        ("offered as", or_none(&model.inference_types)),
    ];
    facts.map(|(name, fact)| [name.to_owned(), fact]).into_iter()
}

fn or_none(words: &[&str]) -> String {
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}

fn is_global(profile: Profile<'_>) -> bool {
    profile.routes().any(|route| route.destinations.is_global())
}

fn profile_arn(id: &str, source: &str, account: &str) -> String {
    format!("arn:{}:bedrock:{source}:{account}:inference-profile/{id}", Partition::of_region(source))
}

/// The ARN of a model in a Region; `*` is wherever a global profile runs it, which has no name there.
fn model_arn(id: &str, region: &str) -> String {
    let (partition, region) = (Partition::of_region(region), if region == "*" { "" } else { region });
    format!("arn:{partition}:bedrock:{region}::foundation-model/{id}")
}

/// Adds an entry to what was written as an object.
fn insert(value: &mut Value, key: &str, entry: Value) {
    if let Value::Object(entries) = value {
        entries.insert(key.to_owned(), entry);
    }
}
