//! Modules, plans and states of Terraform in JSON.

use super::branch::Guards;
use super::collector::{Collector, Found};
use super::source::inner_document;
use super::terraform_attachments::{self, Owners};
use super::terraform_document::{self, Rendered};
use super::terraform_resources::{Resource, Resources, Value};
use super::{document, expression};
use crate::model::{Application, Identity, Owner, PolicyKind};
use bedrock_profiles_iam::json::{Kind, Node};
use bedrock_profiles_iam::{Document, Text};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn collect(root: &Node, collector: &mut Collector) {
    let resources = Resources::from_file(root);
    let owners = terraform_attachments::from_resources(&resources, collector);
    let mut reader = Reader { resources: &resources, owners, collector, used: BTreeMap::new() };
    resources.all.iter().for_each(|resource| reader.resource(resource));
    reader.documents();
    if is_partial(root) {
        collector.gap(Owner::Everyone, root.offset, "is judged by a plan that is not complete");
    }
}

/// Whether it is a plan that failed, or that leaves changes to another one.
fn is_partial(root: &Node) -> bool {
    let is = |key: &str, value: &str| root.get(key).and_then(Node::text) == Some(value);
    let has_deferred =
        root.get("deferred_changes").is_some_and(|all| matches!(&all.kind, Kind::List(all) if !all.is_empty()));
    is("errored", "true") || is("complete", "false") || has_deferred
}

struct Reader<'r, 'n, 'c> {
    resources: &'r Resources<'n>,
    owners: Owners,
    collector: &'c mut Collector,
    /// What documents are used for, and whose they are so, by their addresses.
    used: BTreeMap<String, BTreeMap<PolicyKind, BTreeSet<Identity>>>,
}

/// A place in a resource where a policy belongs.
struct Slot<'s, 'n> {
    resource: &'s Resource<'n>,
    attribute: &'s str,
    name: String,
    kind: PolicyKind,
}

impl<'n> Reader<'_, 'n, '_> {
    fn resource(&mut self, resource: &Resource<'n>) {
        if resource.is_data() {
            return;
        }
        let slot = |attribute, kind| Slot { resource, attribute, name: resource.name.clone(), kind };
        match resource.type_name {
            "aws_iam_policy" => self.policy(&slot("policy", PolicyKind::Managed)),
            "aws_iam_role_policy" | "aws_iam_user_policy" | "aws_iam_group_policy" => {
                self.policy(&slot("policy", PolicyKind::Inline));
            }
            "aws_ssoadmin_permission_set_inline_policy" => self.policy(&slot("inline_policy", PolicyKind::Inline)),
            "aws_organizations_policy" => {
                let own = resource.get("type").and_then(Node::text).unwrap_or("SERVICE_CONTROL_POLICY");
                match own {
                    "SERVICE_CONTROL_POLICY" => self.policy(&slot("content", PolicyKind::ServiceControl)),
                    _ => self.policy_of_resource(resource, "content"),
                }
            }
            "aws_iam_role" => {
                self.policy_of_resource(resource, "assume_role_policy");
                self.inline_policies(resource);
            }
            "aws_bedrock_inference_profile" => self.application(resource),
            name if name.starts_with("aws_") => {
                for member in resource.body.members() {
                    if ["policy", "policy_document"].iter().any(|end| member.key.ends_with(end)) {
                        self.policy_of_resource(resource, &member.key);
                    }
                }
            }
            _ => {}
        }
    }

    /// A policy of a resource, if it is known.
    fn policy_of_resource(&mut self, resource: &Resource<'n>, attribute: &str) {
        let Some(node) = resource.get(attribute) else { return };
        let slot =
            Slot { resource, attribute, name: format!("{}/{attribute}", resource.name), kind: PolicyKind::Resource };
        if !self.is_from_documents(&slot, node)
            && let Some(document) = self.document(node).filter(document::is_policy)
        {
            self.add(&slot, &document);
        }
    }

    /// A policy that identities may have.
    fn policy(&mut self, slot: &Slot<'_, 'n>) {
        match slot.resource.get(slot.attribute) {
            Some(node) => self.policy_at(slot, node),
            None if slot.resource.is_after_apply(slot.attribute) => {
                self.unreadable(slot, slot.resource.body.offset, "which is known after apply");
            }
            None if self.resources.are_final => {
                self.unreadable(slot, slot.resource.body.offset, "which is not in this file");
            }
            None => {}
        }
    }

    fn policy_at(&mut self, slot: &Slot<'_, 'n>, node: &Node) {
        if node.text().is_some_and(|text| text.trim().is_empty()) || self.is_from_documents(slot, node) {
            return;
        }
        match self.document(node) {
            Some(document) => self.add(slot, &document),
            None if self.resources.are_final => self.unreadable(slot, node.offset, "which is not JSON"),
            None => self.unreadable(slot, node.offset, "whose document is an expression"),
        }
    }

    /// Whether a value is the JSON of documents of the module: then they are this policy.
    fn is_from_documents(&mut self, slot: &Slot<'_, 'n>, node: &Node) -> bool {
        let expression = node.text().filter(|_| !self.resources.are_final).and_then(expression::only);
        let Some(expression) = expression.filter(|expression| is_json(expression)) else { return false };
        let references = expression::references(expression);
        let [address] = references.as_slice() else { return false };
        let value = Value::Reference(address.clone());
        let documents = terraform_document::referenced(self.resources, slot.resource, &value);
        for document in &documents {
            self.uses(document, slot);
        }
        !documents.is_empty()
    }

    /// The document that a value is, in JSON.
    fn document(&self, node: &Node) -> Option<Node> {
        match node.text() {
            Some(text) => self.parsed(text, node.offset),
            None => Some(node.clone()).filter(document::is_policy),
        }
    }

    /// The document in a text, its expressions as unknown pieces.
    fn parsed(&self, text: &str, offset: usize) -> Option<Node> {
        let mut node = inner_document(text, offset)?;
        if !self.resources.are_final {
            expression::resolve(&mut node);
        }
        Some(node)
    }

    fn uses(&mut self, document: &Resource<'n>, slot: &Slot<'_, 'n>) {
        let owners = self.owners_of(slot);
        self.used.entry(document.name.clone()).or_default().entry(slot.kind).or_default().extend(owners);
    }

    fn owners_of(&self, slot: &Slot<'_, 'n>) -> BTreeSet<Identity> {
        let has_owners = matches!(slot.kind, PolicyKind::Managed | PolicyKind::Inline);
        self.owners.get(&slot.resource.name).filter(|_| has_owners).cloned().unwrap_or_default()
    }

    fn add(&mut self, slot: &Slot<'_, 'n>, node: &Node) {
        let owners = self.owners_of(slot);
        self.add_document(slot.name.clone(), slot.kind, owners, node);
    }

    fn add_document(&mut self, name: String, kind: PolicyKind, owners: BTreeSet<Identity>, node: &Node) {
        let owners = owners.into_iter().map(|owner| (owner, Guards::new())).collect();
        let found = Found { name, kind, offset: node.offset, guards: Guards::new(), owners };
        self.collector.add(&found, Document::read(node));
    }

    fn unreadable(&mut self, slot: &Slot<'_, 'n>, offset: usize, why: &str) {
        let message = format!("is judged without the policy `{}`, {why}", slot.name.escape_debug());
        self.collector.gap(Owner::Identities(self.owners_of(slot)), offset, message);
    }

    /// The `inline_policy` blocks of a role.
    fn inline_policies(&mut self, resource: &Resource<'n>) {
        let slot = |name: String| Slot { resource, attribute: "inline_policy", name, kind: PolicyKind::Inline };
        let blocks = resource.get("inline_policy").map(Node::items).unwrap_or_default();
        let is_after_apply = resource.is_after_apply("inline_policy");
        for (at, block) in blocks.iter().enumerate() {
            let own = block.get("name").and_then(Node::text).filter(|name| !name.is_empty());
            let own = own.map_or_else(|| format!("inline_policy[{at}]"), str::to_owned);
            let slot = slot(format!("{}/{own}", resource.name));
            match block.get("policy").filter(|policy| policy.kind != Kind::Null) {
                Some(policy) => self.policy_at(&slot, policy),
                None if is_after_apply => self.unreadable(&slot, block.offset, "which is known after apply"),
                None if block.text().is_some() => self.unreadable(&slot, block.offset, "which is an expression"),
                None => {}
            }
        }
        // Without blocks in the configuration, AWS says which there are: none yet.
        if blocks.is_empty() && is_after_apply && resource.is_configured("inline_policy") {
            let slot = slot(format!("{}/inline_policy", resource.name));
            self.unreadable(&slot, resource.body.offset, "which is known after apply");
        }
        if let Some(dynamic) = resource.dynamic("inline_policy") {
            let message =
                "is judged without its `dynamic` inline policies, which are known when Terraform expands them";
            let owners = self.owners.get(&resource.name).cloned().unwrap_or_default();
            self.collector.gap(Owner::Identities(owners), dynamic.offset, message);
        }
    }

    fn application(&mut self, resource: &Resource<'n>) {
        let sources = resource.get("model_source").map(Node::items).unwrap_or_default();
        let source = sources.iter().find_map(|source| source.get("copy_from")?.text());
        let copied: Option<Text> = source.map(|source| {
            if self.resources.are_final {
                source.into()
            } else {
                expression::text(source, expression::Variables::Escaped)
            }
        });
        self.collector.application(Application {
            reference: format!("${{{}.arn}}", resource.name),
            name: resource.name.clone(),
            copied,
            offset: resource.body.offset,
        });
    }

    /// The documents of a module: each once for everything that it is used for.
    fn documents(&mut self) {
        let is_document = |resource: &&Resource<'n>| resource.type_name == terraform_document::TYPE;
        let all: Vec<&Resource<'n>> = self.resources.all.iter().filter(is_document).collect();
        if self.resources.are_final {
            return self.rendered_documents(&all);
        }
        let taken: BTreeSet<String> = all
            .iter()
            .flat_map(|resource| terraform_document::sources(self.resources, resource))
            .map(|source| source.name.clone())
            .collect();
        for resource in all {
            let used = self.used.remove(&resource.name).unwrap_or_default();
            if used.is_empty() && taken.contains(&resource.name) {
                continue;
            }
            let rendered = terraform_document::render(self.resources, resource);
            let first = self.collector.count();
            if used.is_empty() {
                self.add_rendered(resource, PolicyKind::Document, BTreeSet::new(), &rendered);
            }
            for (kind, owners) in used {
                self.add_rendered(resource, kind, owners, &rendered);
            }
            for (offset, message) in &rendered.gaps {
                self.collector.gap_of_policies_from(first, *offset, message);
            }
        }
    }

    /// Those of a plan or a state, if no resource has what it made of them.
    fn rendered_documents(&mut self, all: &[&Resource<'n>]) {
        if self.collector.has_policies() {
            return;
        }
        for resource in all {
            if let Some(node) = resource.get("json").and_then(|json| self.document(json)) {
                self.add_document(resource.name.clone(), PolicyKind::Document, BTreeSet::new(), &node);
            }
        }
    }

    fn add_rendered(&mut self, from: &Resource<'_>, kind: PolicyKind, owners: BTreeSet<Identity>, rendered: &Rendered) {
        self.add_document(from.name.clone(), kind, owners, &rendered.node);
    }
}

/// Whether an expression is the JSON of a document, and nothing else.
fn is_json(expression: &str) -> bool {
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || "_-.[]\"".contains(c);
    [".json", ".minified_json"].iter().any(|end| expression.ends_with(end)) && expression.chars().all(is_of_address)
}
