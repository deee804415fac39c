//! The resources of Terraform's modules, plans and states.

use super::address::{Address, module_name};
use super::expression::references;
use bedrock_profiles_iam::json::{Kind, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Something that Terraform creates or reads.
#[derive(Debug)]
pub(super) struct Resource<'n> {
    /// Its address.
    pub(super) name: String,
    pub(super) address: Address,
    pub(super) type_name: &'n str,
    pub(super) body: &'n Node,
    /// What the configuration of a plan says of what is known after apply.
    expressions: Option<&'n Node>,
    /// What a plan says is known after apply.
    after_unknown: Option<&'n Node>,
}

/// All of a file.
#[derive(Debug)]
pub(super) struct Resources<'n> {
    pub(super) all: Vec<Resource<'n>>,
    /// By module and name there.
    by_name: BTreeMap<(String, String), Vec<usize>>,
    /// Whether texts are as AWS gets them, as in plans and states: a module's are templates.
    pub(super) are_final: bool,
}

/// Attributes of one value.
const SINGLE: [&str; 9] = [
    "policy_arn",
    "role",
    "user",
    "group",
    "role_name",
    "user_name",
    "group_name",
    "permission_set_arn",
    "managed_policy_arn",
];

/// One value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Known(String),
    /// An attribute of another resource.
    Reference(Address),
    /// Anything else, as it is written.
    Unknown(String),
}

/// What is shown of a value that the plan does not have.
pub(super) const AFTER_APPLY: &str = "(known after apply)";

impl<'n> Resources<'n> {
    pub(super) fn from_file(root: &'n Node) -> Self {
        let get = |keys: [&str; 2]| root.get(keys[0]).and_then(|node| node.get(keys[1]));
        let planned = root.get("planned_values");
        let module = planned.map_or_else(|| get(["values", "root_module"]), |planned| planned.get("root_module"));
        let are_final = planned.is_some() || module.is_some() || root.get("format_version").is_some();
        let mut all = Vec::new();
        if are_final {
            let changes = Changes::from_plan(root);
            if let Some(module) = module {
                planned_module(module, get(["configuration", "root_module"]), &changes, &mut all);
            }
            changes.add_unplanned(&mut all);
        } else {
            blocks(root, "resource", "", &mut all);
            blocks(root, "data", "data.", &mut all);
        }
        let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (at, Resource { address, .. }) in all.iter().enumerate() {
            by_name.entry((address.module.clone(), address.resource.clone())).or_default().push(at);
        }
        Resources { all, by_name, are_final }
    }

    /// What a resource refers to: the instance of the same key, where there is one.
    pub(super) fn referenced(&self, from: &Resource<'_>, to: &Address) -> Vec<&Resource<'n>> {
        let at = self.by_name.get(&(from.address.module.clone(), to.resource.clone())).map(Vec::as_slice);
        let all: Vec<&Resource<'n>> = at.unwrap_or_default().iter().filter_map(|at| self.all.get(*at)).collect();
        let wanted = if to.instance.is_empty() { &from.address.instance } else { &to.instance };
        match all.iter().find(|other| other.address.instance == *wanted) {
            Some(same) => vec![*same],
            None => all,
        }
    }
}

/// `{ "resource": { "aws_iam_policy": { "chat": … } } }`
fn blocks<'n>(root: &'n Node, block: &str, prefix: &str, all: &mut Vec<Resource<'n>>) {
    let blocks = root.members().iter().filter(|member| member.key == block);
    for types in blocks.flat_map(|member| member.value.items()).flat_map(Node::members) {
        for label in types.value.items().iter().flat_map(Node::members) {
            let name = format!("{prefix}{}.{}", types.key, label.key);
            let Some(address) = Address::from_text(&name) else { continue };
            for body in label.value.items().iter().filter(|body| matches!(body.kind, Kind::Object(_))) {
                let (name, address) = (name.clone(), address.clone());
                all.push(Resource {
                    name,
                    address,
                    type_name: &types.key,
                    body,
                    expressions: None,
                    after_unknown: None,
                });
            }
        }
    }
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::text)
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    node.get(key).map(Node::items).unwrap_or_default()
}

/// The resources of a module of a plan, and of those that it calls.
fn planned_module<'n>(
    module: &'n Node,
    configuration: Option<&'n Node>,
    changes: &Changes<'n>,
    all: &mut Vec<Resource<'n>>,
) {
    let configured = configuration.map(|module| list(module, "resources")).unwrap_or_default();
    let configured: BTreeMap<&str, &Node> = configured
        .iter()
        .filter_map(|resource| Some((text(resource, "address")?, resource.get("expressions")?)))
        .collect();
    for resource in list(module, "resources") {
        let Some((name, body)) = text(resource, "address").zip(resource.get("values")) else { continue };
        let Some(address) = Address::from_text(name) else { continue };
        let Some(type_name) = text(resource, "type").or_else(|| type_of(name)) else { continue };
        let expressions = configured.get(address.resource.as_str()).copied();
        let after_unknown = changes.after_unknown.get(name).copied();
        all.push(Resource { name: name.to_owned(), address, type_name, body, expressions, after_unknown });
    }
    for called in list(module, "child_modules") {
        let name = text(called, "address").map(module_name).unwrap_or_default();
        let configuration = configuration.and_then(|module| module.get("module_calls")?.get(name)?.get("module"));
        planned_module(called, configuration, changes, all);
    }
}

/// `aws_iam_policy` of an address.
fn type_of(name: &str) -> Option<&str> {
    let kind = Address::from_text(name)?.kind().to_owned();
    name.split('.').find(|part| *part == kind)
}

/// What a plan changes.
struct Changes<'n> {
    all: &'n [Node],
    after_unknown: BTreeMap<&'n str, &'n Node>,
}

impl<'n> Changes<'n> {
    fn from_plan(root: &'n Node) -> Self {
        let all = list(root, "resource_changes");
        let unknown = all.iter().filter_map(|change| Some((text(change, "address")?, change.get("change")?)));
        let unknown = unknown.filter_map(|(name, change)| Some((name, change.get("after_unknown")?)));
        Changes { all, after_unknown: unknown.collect() }
    }

    /// Those of resources that are not among the planned values.
    fn add_unplanned(&self, all: &mut Vec<Resource<'n>>) {
        let planned: BTreeSet<String> = all.iter().map(|resource| resource.name.clone()).collect();
        for change in self.all {
            let Some(name) = text(change, "address").filter(|name| !planned.contains(*name)) else { continue };
            let Some(after_unknown) = self.after_unknown.get(name).copied() else { continue };
            let Some(body) = change.get("change").and_then(|change| change.get("after")) else { continue };
            let Some(address) = Address::from_text(name) else { continue };
            let Some(type_name) = text(change, "type").or_else(|| type_of(name)) else { continue };
            if !matches!(body.kind, Kind::Object(_)) {
                continue;
            }
            let (name, after_unknown) = (name.to_owned(), Some(after_unknown));
            all.push(Resource { name, address, type_name, body, expressions: None, after_unknown });
        }
    }
}

impl Resource<'_> {
    /// The value of an attribute, if it has one.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.body.get(name).filter(|value| value.kind != Kind::Null)
    }

    /// The values of an attribute, as far as the file says them.
    pub(super) fn values(&self, name: &str, are_final: bool) -> Vec<Value> {
        let configured = self.expressions.and_then(|all| all.get(name)?.get("references"));
        let found: Vec<Value> = match (self.get(name), configured) {
            (Some(value), references) => {
                let known = value.items().iter().flat_map(|item| values(item, are_final));
                let others = references.filter(|_| self.is_after_apply(name)).map(from_references);
                known.chain(others.into_iter().flatten()).collect()
            }
            (None, Some(references)) => from_references(references),
            // What is computed where the configuration does not set it, as lists of policies are, says nothing.
            (None, None) if self.is_after_apply(name) && (SINGLE.contains(&name) || name == "policy_arns") => {
                vec![Value::Unknown(AFTER_APPLY.to_owned())]
            }
            (None, None) => Vec::new(),
        };
        // The choice between them is unknown.
        match found.as_slice() {
            [first, rest @ ..] if SINGLE.contains(&name) && rest.iter().any(|other| other != first) => {
                vec![Value::Unknown(first.to_string())]
            }
            [first, ..] if SINGLE.contains(&name) => vec![first.clone()],
            _ => found,
        }
    }

    /// Whether an attribute is known after apply, or something in it.
    pub(super) fn is_after_apply(&self, name: &str) -> bool {
        self.after_unknown.and_then(|unknown| unknown.get(name)).is_some_and(is_somewhere_true)
    }

    /// Whether an attribute without value may get one when the plan is applied.
    pub(super) fn may_have_unknown(&self, name: &str) -> bool {
        let is_referenced =
            || self.expressions.is_some_and(|all| all.get(name).and_then(|it| it.get("references")).is_some());
        self.is_after_apply(name) || (self.get(name).is_none() && self.after_unknown.is_none() && is_referenced())
    }

    /// Whether it is read, and not created.
    pub(super) fn is_data(&self) -> bool {
        self.address.resource.starts_with("data.")
    }

    /// Whether the configuration of a plan sets an attribute.
    pub(super) fn is_configured(&self, name: &str) -> bool {
        self.expressions.is_some_and(|expressions| expressions.get(name).is_some())
    }

    /// The name that it gives itself, if that is known.
    pub(super) fn own_name(&self) -> Option<&str> {
        self.get("name").and_then(Node::text).filter(|name| !name.contains("${"))
    }

    /// The bodies of a `dynamic` block of this type.
    pub(super) fn dynamic(&self, block: &str) -> Option<&Node> {
        dynamic(self.body, block)
    }
}

/// The `dynamic` block of a type.
pub(super) fn dynamic<'n>(body: &'n Node, block: &str) -> Option<&'n Node> {
    body.get("dynamic")?.items().iter().find_map(|blocks| blocks.get(block))
}

fn is_somewhere_true(node: &Node) -> bool {
    match &node.kind {
        Kind::Text(text) => text.known() == Some("true"),
        Kind::List(items) => items.iter().any(is_somewhere_true),
        Kind::Object(members) => members.iter().any(|member| is_somewhere_true(&member.value)),
        Kind::Null | Kind::Unknown(_) => false,
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Known(text) | Value::Unknown(text) => f.write_str(text),
            Value::Reference(address) => write!(f, "${{{}{}}}", address.resource, address.instance),
        }
    }
}

fn values(node: &Node, are_final: bool) -> Vec<Value> {
    let Some(text) = node.text() else { return Vec::new() };
    if are_final || !text.contains("${") {
        return vec![Value::Known(text.to_owned())];
    }
    let references = iam_references(text);
    let is_chosen = text.contains('?');
    if references.is_empty() || is_chosen { vec![Value::Unknown(text.to_owned())] } else { references }
}

/// What of identities and policies an expression refers to.
fn iam_references(expression: &str) -> Vec<Value> {
    let is_of_iam = |address: &Address| {
        ["aws_iam_", "aws_ssoadmin_"].iter().any(|start| address.kind().starts_with(start))
            && (!address.resource.starts_with("data.") || address.kind() == "aws_iam_policy_document")
    };
    references(expression).into_iter().filter(is_of_iam).map(Value::Reference).collect()
}

fn from_references(references: &Node) -> Vec<Value> {
    let texts = || references.items().iter().filter_map(Node::text);
    let found: Vec<Value> = texts().flat_map(iam_references).collect();
    if found.is_empty() {
        return texts().next().map(|text| Value::Unknown(format!("${{{text}}}"))).into_iter().collect();
    }
    found
}
