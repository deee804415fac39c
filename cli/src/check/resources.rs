//! The resources of templates, and of Terraform's modules and plans.

use super::address::{Address, module_name};
use super::text::{list, texts};
use serde_json::Value;

/// What is created, and what with.
#[derive(Debug)]
pub(super) struct Resource<'v> {
    /// The logical id, or Terraform's address.
    pub(super) name: String,
    pub(super) kind: &'v str,
    pub(super) body: &'v Value,
    /// What the configuration of a plan says of what is known when it is applied.
    expressions: Option<&'v Value>,
}

/// Attributes of one value.
const SINGLE: [&str; 5] = ["policy", "policy_arn", "role", "user", "group"];

/// One value of an attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Known(String),
    /// That of another resource of the module.
    Of(Address),
}

/// All resources of a document.
pub(super) fn all(document: &Value) -> Vec<Resource<'_>> {
    let state = document.pointer("/values/root_module");
    if let Some(root) = document.pointer("/planned_values/root_module").or(state) {
        return planned(root, document.pointer("/configuration/root_module"));
    }
    let template = document.get("Resources").and_then(Value::as_object).into_iter().flatten();
    let template = template.filter_map(|(id, resource)| {
        let (kind, body) = (resource.get("Type")?.as_str()?, resource.get("Properties")?);
        Some(Resource { name: id.clone(), kind, body, expressions: None })
    });
    template.chain(of_blocks(document, "resource", "")).chain(of_blocks(document, "data", "data.")).collect()
}

/// `{ "resource": { "aws_iam_policy": { "chat": … } } }`
fn of_blocks<'v>(document: &'v Value, block: &str, prefix: &'static str) -> impl Iterator<Item = Resource<'v>> {
    entries(document.get(block)).flat_map(move |(kind, labels)| {
        entries(Some(labels)).flat_map(move |(label, bodies)| {
            let name = format!("{prefix}{kind}.{label}");
            list(bodies).into_iter().map(move |body| Resource { name: name.clone(), kind, body, expressions: None })
        })
    })
}

/// Those of an object, or of each in a list.
fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.map(list).unwrap_or_default().into_iter().filter_map(Value::as_object).flatten()
}

/// The resources of a module of a plan, and of those that it calls.
fn planned<'v>(module: &'v Value, configuration: Option<&'v Value>) -> Vec<Resource<'v>> {
    let own = items(module, "resources").filter_map(|resource| {
        let name = text(resource, "address")?;
        let address = Address::of(name)?;
        let is_own = |configured: &&Value| text(configured, "address") == Some(&address.resource);
        let configured = configuration.and_then(|module| items(module, "resources").find(is_own));
        Some(Resource {
            name: name.to_owned(),
            kind: text(resource, "type").or(name.split('.').find(|part| *part == address.kind()))?,
            body: resource.get("values")?,
            expressions: configured.and_then(|configured| configured.get("expressions")),
        })
    });
    let called = items(module, "child_modules").flat_map(|called| {
        let name = text(called, "address").map(module_name).unwrap_or_default();
        let configuration = configuration.and_then(|module| module.get("module_calls")?.get(name)?.get("module"));
        planned(called, configuration)
    });
    own.chain(called).collect()
}

fn items<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

impl Resource<'_> {
    /// The values of an attribute of Terraform's, as far as the document tells them.
    pub(super) fn attribute(&self, name: &str) -> Vec<Attribute> {
        let value = self.body.get(name).filter(|value| !value.is_null());
        let configured = self.expressions.and_then(|all| all.get(name)?.get("references"));
        let found: Vec<Attribute> = match (value, configured) {
            (None, Some(references)) => texts(Some(references)).iter().flat_map(|text| references_of(text)).collect(),
            (value, _) => texts(value).into_iter().flat_map(Attribute::of).collect(),
        };
        // An expression chooses between them, and which it is nobody knows.
        let chooses = SINGLE.contains(&name) && found.iter().any(|it| found.first() != Some(it));
        if chooses { Vec::new() } else { found }
    }

    pub(super) fn address(&self) -> Option<Address> {
        Address::of(&self.name)
    }
}

impl Attribute {
    fn of(text: String) -> Vec<Self> {
        if text.contains("${") { references_of(&text) } else { vec![Attribute::Known(text)] }
    }
}

/// What of IAM an expression refers to.
fn references_of(expression: &str) -> Vec<Attribute> {
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || "_-.[]\"".contains(c);
    let addresses = expression.split(|c| !is_of_address(c)).filter_map(Address::of);
    addresses.filter(|address| address.kind().starts_with("aws_iam_")).map(Attribute::Of).collect()
}
