//! `aws_iam_policy_document` of Terraform, as the policies that it renders.

use super::expression::{Variables, text};
use super::terraform_resources::{Resource, Resources, Value, dynamic};
use bedrock_profiles_iam::document::VERSION;
use bedrock_profiles_iam::json::{Kind, Member, Node};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const TYPE: &str = "aws_iam_policy_document";

/// Attributes with documents whose statements it takes over: those that it overrides, then those that override it.
const SOURCES: [&str; 2] = ["source_policy_documents", "source_json"];
const OVERRIDES: [&str; 2] = ["override_policy_documents", "override_json"];

/// A document as it is rendered, and what of it is not known.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) node: Node,
    pub(super) gaps: Vec<(usize, String)>,
}

/// The documents that another one takes over.
pub(super) fn sources<'r, 'n>(resources: &'r Resources<'n>, resource: &Resource<'n>) -> Vec<&'r Resource<'n>> {
    let values = SOURCES.iter().chain(&OVERRIDES).flat_map(|name| resource.values(name, resources.are_final));
    values.flat_map(|value| referenced(resources, resource, &value)).collect()
}

/// The documents that a value refers to.
pub(super) fn referenced<'r, 'n>(
    resources: &'r Resources<'n>,
    from: &Resource<'_>,
    value: &Value,
) -> Vec<&'r Resource<'n>> {
    let Value::Reference(address) = value else { return Vec::new() };
    let found = resources.referenced(from, address);
    found.into_iter().filter(|found| found.type_name == TYPE).collect()
}

pub(super) fn render<'n>(resources: &Resources<'n>, resource: &Resource<'n>) -> Rendered {
    let mut merge = Merge { resources, seen: BTreeSet::new(), statements: Statements::default(), gaps: Vec::new() };
    merge.document(resource);
    let body = resource.body;
    let member = |key: &str, value: Node| Member { offset: value.offset, key: key.to_owned(), value };
    let version = body.get("version").and_then(Node::text).unwrap_or(VERSION);
    let offset = body.get("version").map_or(body.offset, |version| version.offset);
    let version = Node { offset, kind: Kind::Text(text(version, Variables::Ampersand)) };
    let statements = Node { offset: body.offset, kind: Kind::List(merge.statements.all) };
    let members = vec![member("Version", version), member("Statement", statements)];
    Rendered { node: Node { offset: body.offset, kind: Kind::Object(members) }, gaps: merge.gaps }
}

/// Statements in order; one with an id replaces one with the same.
#[derive(Default)]
struct Statements {
    all: Vec<Node>,
    by_sid: BTreeMap<String, usize>,
}

impl Statements {
    fn merge(&mut self, statements: Vec<Node>) {
        // Those of one document do not replace each other.
        let earlier = self.by_sid.clone();
        for statement in statements {
            let sid = statement.get("Sid").and_then(Node::text).filter(|sid| !sid.is_empty()).map(str::to_owned);
            let replaced = sid.as_ref().and_then(|sid| earlier.get(sid)).and_then(|at| self.all.get_mut(*at));
            match replaced {
                Some(replaced) => *replaced = statement,
                None => {
                    self.by_sid.extend(sid.map(|sid| (sid, self.all.len())));
                    self.all.push(statement);
                }
            }
        }
    }
}

struct Merge<'r, 'n> {
    resources: &'r Resources<'n>,
    seen: BTreeSet<String>,
    statements: Statements,
    gaps: Vec<(usize, String)>,
}

impl<'n> Merge<'_, 'n> {
    /// Of how many documents one may be made.
    const DOCUMENTS: usize = 64;

    fn document(&mut self, resource: &Resource<'n>) {
        if !self.seen.insert(resource.name.clone()) {
            return;
        }
        if self.seen.len() > Self::DOCUMENTS {
            let name = resource.name.escape_debug();
            self.gaps
                .push((resource.body.offset, format!("is judged without `{name}`: it is made of too many documents")));
            return;
        }
        self.others(resource, &SOURCES);
        let blocks = resource.body.members().iter().filter(|member| member.key == "statement");
        let own = blocks.flat_map(|member| member.value.items()).map(statement);
        self.statements.merge(own.collect());
        let blocks = resource.body.members().iter().filter(|member| member.key == "statement");
        blocks.flat_map(|member| member.value.items()).for_each(|block| self.unread(block));
        if let Some(dynamic) = resource.dynamic("statement") {
            let message = "is judged without its `dynamic` statements, which are known when Terraform expands them";
            self.gaps.push((dynamic.offset, message.to_owned()));
        }
        self.others(resource, &OVERRIDES);
    }

    /// What of a statement is not read.
    fn unread(&mut self, block: &Node) {
        let is_read = |key: &str| ["//", "condition", "dynamic"].contains(&key) || element_name(key).is_some();
        let unread = block.members().iter().filter(|member| !is_read(&member.key));
        let dynamic = block.members().iter().filter(|member| member.key == "dynamic");
        let dynamic = dynamic.flat_map(|member| member.value.items()).flat_map(Node::members);
        for member in unread.chain(dynamic.filter(|member| member.key != "condition")) {
            let message = format!("is judged without the `{}` of its statement", member.key.escape_debug());
            self.gaps.push((member.offset, message));
        }
    }

    /// The documents of these attributes.
    fn others(&mut self, resource: &Resource<'n>, attributes: &[&str]) {
        for name in attributes {
            for value in resource.values(name, self.resources.are_final) {
                let found = referenced(self.resources, resource, &value);
                if found.is_empty() {
                    let offset = resource.get(name).map_or(resource.body.offset, |node| node.offset);
                    let written = value.to_string();
                    let message = format!("is judged without `{}` of its `{name}`", written.escape_debug());
                    self.gaps.push((offset, message));
                }
                for found in found {
                    self.document(found);
                }
            }
        }
    }
}

/// A statement with the elements of IAM.
fn statement(block: &Node) -> Node {
    let Kind::Object(members) = &block.kind else { return resolved(block) };
    let is_there = |member: &&Member| match &member.value.kind {
        Kind::Null => false,
        Kind::List(items) => !items.is_empty() || ["actions", "resources"].contains(&member.key.as_str()),
        _ => true,
    };
    let mut own: Vec<Member> = members.iter().filter(is_there).filter_map(element).collect();
    if !own.iter().any(|member| member.key == "Effect") {
        let value = Node { offset: block.offset, kind: Kind::Text("Allow".into()) };
        own.push(Member { offset: block.offset, key: "Effect".to_owned(), value });
    }
    own.extend(condition(block));
    Node { offset: block.offset, kind: Kind::Object(own) }
}

fn element(member: &Member) -> Option<Member> {
    let key = element_name(&member.key)?;
    Some(Member { offset: member.offset, key: key.to_owned(), value: resolved(&member.value) })
}

/// What IAM calls an attribute of a statement.
fn element_name(key: &str) -> Option<&'static str> {
    let name = match key {
        "sid" => "Sid",
        "effect" => "Effect",
        "actions" => "Action",
        "not_actions" => "NotAction",
        "resources" => "Resource",
        "not_resources" => "NotResource",
        "principals" => "Principal",
        "not_principals" => "NotPrincipal",
        _ => return None,
    };
    Some(name)
}

/// The value with its expressions as unknown pieces.
fn resolved(node: &Node) -> Node {
    let member =
        |member: &Member| Member { offset: member.offset, key: member.key.clone(), value: resolved(&member.value) };
    let kind = match &node.kind {
        Kind::Text(own) => Kind::Text(own.known().map(|own| text(own, Variables::Ampersand)).unwrap_or_default()),
        Kind::List(items) => Kind::List(items.iter().map(resolved).collect()),
        Kind::Object(members) => Kind::Object(members.iter().map(member).collect()),
        Kind::Null | Kind::Unknown(_) => node.kind.clone(),
    };
    Node { offset: node.offset, kind }
}

/// The `condition` blocks, by operator and key. Terraform joins the values of those that have both in common.
fn condition(block: &Node) -> Option<Member> {
    let object = |offset, kind| Member { offset, key: "Condition".to_owned(), value: Node { offset, kind } };
    if let Some(dynamic) = dynamic(block, "condition") {
        return Some(object(dynamic.offset, Kind::Unknown("${dynamic.condition}".to_owned())));
    }
    let blocks: Vec<&Node> =
        block.members().iter().filter(|it| it.key == "condition").flat_map(|it| it.value.items()).collect();
    let first = blocks.first()?;
    let mut operators: Vec<Member> = Vec::new();
    for block in &blocks {
        if block.kind == Kind::Null {
            continue;
        }
        let part = |name: &str| block.get(name).and_then(Node::text).unwrap_or_default();
        if let Some(open) =
            ["test", "variable"].map(part).into_iter().find(|own| text(own, Variables::Ampersand).known().is_none())
        {
            return Some(object(block.offset, Kind::Unknown(open.to_owned())));
        }
        let values = block.get("values").map(|values| values.items().iter().map(resolved).collect());
        add_values(&mut operators, block.offset, (part("test"), part("variable")), values.unwrap_or_default());
    }
    (!operators.is_empty()).then(|| object(first.offset, Kind::Object(operators)))
}

fn add_values(operators: &mut Vec<Member>, offset: usize, (operator, key): (&str, &str), values: Vec<Node>) {
    let keys = member(operators, offset, operator, Kind::Object(Vec::new()));
    let Kind::Object(keys) = &mut keys.kind else { return };
    let own = member(keys, offset, key, Kind::List(Vec::new()));
    if let Kind::List(own) = &mut own.kind {
        own.extend(values);
    }
}

/// The value of a key, which is added where it is not there.
fn member<'m>(members: &'m mut Vec<Member>, offset: usize, key: &str, kind: Kind) -> &'m mut Node {
    let at = members.iter().position(|member| member.key == key).unwrap_or_else(|| {
        members.push(Member { offset, key: key.to_owned(), value: Node { offset, kind } });
        members.len() - 1
    });
    #[expect(clippy::indexing_slicing, reason = "found, or just added")]
    &mut members[at].value
}
