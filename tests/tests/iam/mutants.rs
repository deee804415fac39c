//! Policies with one thing dropped or widened.

use serde_json::{Map, Value, json};

pub(crate) struct Mutant {
    /// What was dropped or widened, and in which statement.
    pub(crate) mutation: String,
    pub(crate) document: String,
}

/// The document without each of its statements, actions, resources, condition keys and condition values in turn,
/// and with a wildcard for each part of each resource.
///
/// The only item of a list is not dropped alone: without its only action or resource a statement is none, which
/// is the mutant without the statement; without its only value a condition is none, which is the mutant without
/// the key.
pub(crate) fn mutants(document: &Value) -> Vec<Mutant> {
    let statements = document["Statement"].as_array().expect("a list");
    let with = |mutated: Vec<Value>| json!({ "Version": document["Version"], "Statement": mutated }).to_string();
    let mut mutants = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let sid = &statement["Sid"];
        mutants.push(Mutant { mutation: format!("no {sid}"), document: with(without(statements, at)) });
        mutants.extend(mutations(statement).into_iter().map(|(mutation, mutated)| {
            let mut statements = statements.clone();
            statements[at] = mutated;
            Mutant { mutation: format!("{mutation} in {sid}"), document: with(statements) }
        }));
    }
    mutants
}

type Mutation = (String, Value);

fn mutations(statement: &Value) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    for element in ["Action", "Resource", "Condition"] {
        let mutated = match element {
            "Action" => without_each(&statement[element]),
            "Resource" => {
                without_each(&statement[element]).into_iter().chain(with_each_widened(&statement[element])).collect()
            }
            _ => condition_mutations(&statement[element]),
        };
        mutations.extend(mutated.into_iter().map(|(mutation, mutated)| {
            let mut statement = statement.clone();
            statement[element] = mutated;
            (format!("{element} {mutation}"), statement)
        }));
    }
    mutations
}

fn condition_mutations(condition: &Value) -> Vec<Mutation> {
    let none = Map::new();
    let keys = condition["StringEquals"].as_object().unwrap_or(&none);
    let mut mutations = Vec::new();
    for (key, values) in keys {
        let mut others = keys.clone();
        others.remove(key);
        mutations.push((format!("no {key}"), json!({ "StringEquals": others })));
        mutations.extend(without_each(values).into_iter().map(|(mutation, values)| {
            let mut mutated = keys.clone();
            mutated[key] = values;
            (format!("{key} {mutation}"), json!({ "StringEquals": mutated }))
        }));
    }
    mutations
}

/// The list without each of its items, if it has several.
fn without_each(list: &Value) -> Vec<Mutation> {
    let items = items(list);
    let each = items.iter().enumerate().filter(|_| items.len() > 1);
    each.map(|(at, item)| (format!("no {item}"), Value::Array(without(items, at)))).collect()
}

/// The resources with a wildcard for each of the parts of each of them.
fn with_each_widened(resources: &Value) -> Vec<Mutation> {
    let resources = items(resources);
    let mut mutations = Vec::new();
    for (at, resource) in resources.iter().enumerate() {
        for widened in widened(resource.as_str().expect("an ARN")) {
            let mut resources = resources.to_vec();
            resources[at] = json!(widened);
            mutations.push((widened, Value::Array(resources)));
        }
    }
    mutations
}

/// A wildcard for the partition, the Region, the account where it has one, and the name; where it is none already.
fn widened(arn: &str) -> Vec<String> {
    let Some((kind, name)) = arn.split_once('/') else { return Vec::new() };
    let mut widened = if name == "*" { Vec::new() } else { vec![format!("{kind}/*")] };
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    for part in [1, 3, 4].into_iter().filter(|part| parts[*part] != "*" && (*part != 4 || !parts[*part].is_empty())) {
        let mut parts = parts.clone();
        parts[part] = "*";
        widened.push(parts.join(":"));
    }
    widened
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice)
}

fn without(items: &[Value], at: usize) -> Vec<Value> {
    let mut others = items.to_vec();
    others.remove(at);
    others
}
