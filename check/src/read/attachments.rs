//! Whose the policies of a template are, and which of them it does not have.

use super::branch::{Branch, Guards};
use super::collector::Collector;
use super::function::{conditions, function, text};
use super::identities::{self, Names};
use super::managed;
use super::resources::{Resource, Resources};
use crate::model::{Identity, IdentityKind, Owner};
use bedrock_profiles_iam::json::Node;
use bedrock_profiles_iam::{Piece, Text};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const MANAGED_POLICY: &str = "AWS::IAM::ManagedPolicy";
pub(super) const PERMISSION_SET: &str = "AWS::SSO::PermissionSet";

/// Who has the policies of a template.
#[derive(Debug, Default)]
pub(super) struct Attachments {
    /// By the resource that is the policy.
    owners: BTreeMap<String, Vec<(Identity, Guards)>>,
}

impl Attachments {
    /// All of a template. Attached policies that it does not have are gaps.
    pub(super) fn from_resources(resources: &Resources<'_>, collector: &mut Collector) -> Self {
        let names = NamedResources::from_resources(resources);
        let declared = resources.all.iter().filter_map(identity).collect();
        let (attachments, open) = (Attachments::default(), Vec::new());
        let mut reader = Reader { resources, names, declared, collector, attachments, open };
        resources.all.iter().for_each(|resource| reader.resource(resource));
        reader.report_open();
        reader.attachments
    }

    pub(super) fn owners(&self, policy: &str) -> Vec<(Identity, Guards)> {
        self.owners.get(policy).cloned().unwrap_or_default()
    }
}

/// The identity that a resource is, or that the transform of SAM makes for it.
pub(super) fn identity(resource: &Resource<'_>) -> Option<Identity> {
    if resource.is_serverless() {
        return Some(Identity { kind: IdentityKind::Role, name: format!("{}Role", resource.id) });
    }
    if resource.type_name == PERMISSION_SET {
        return Some(identities::permission_set(resource.id));
    }
    let names = identities::IAM.iter().find(|names| names.type_name == resource.type_name)?;
    Some(names.identity(resource.id))
}

/// Logical ids by the type and the name of their resources.
struct NamedResources<'n>(BTreeMap<(&'n str, String), &'n str>);

impl<'n> NamedResources<'n> {
    fn from_resources(resources: &Resources<'n>) -> Self {
        let named = resources.all.iter().filter_map(|resource| {
            let identity = identities::IAM.iter().find(|names| names.type_name == resource.type_name);
            let key = identity.map_or("ManagedPolicyName", |names| names.name_key);
            let name = steady(resource.property(key)?)?.to_string();
            Some(((resource.type_name, name), resource.id))
        });
        NamedResources(named.collect())
    }

    fn id(&self, type_name: &str, name: &str) -> Option<&'n str> {
        self.0.get(&(type_name, name.to_owned())).copied()
    }
}

struct Reader<'r, 'n, 'c> {
    resources: &'r Resources<'n>,
    names: NamedResources<'n>,
    /// The identities that the template creates.
    declared: BTreeSet<Identity>,
    collector: &'c mut Collector,
    attachments: Attachments,
    /// The policies whose owners are known at deployment: each with what the file calls them.
    open: Vec<(String, Identity, usize)>,
}

impl Reader<'_, '_, '_> {
    fn resource(&mut self, resource: &Resource<'_>) {
        let Some(identity) = identity(resource) else { return self.policy(resource) };
        for boundary in resource.branches("PermissionsBoundary") {
            self.collector.gap_of(&identity, boundary.node.offset, managed::BOUNDARY);
        }
        self.name(&identity, resource);
        if identity.kind == IdentityKind::User {
            resource.items("Groups").iter().for_each(|group| self.group(&identity, group.node));
        }
        if let Some(role) = resource.branches("Role").first().filter(|_| resource.is_serverless())
            && resource.property("Policies").is_some()
        {
            let message = "is judged without `Role`, for which SAM ignores `Policies`";
            self.collector.gap_of(&identity, role.node.offset, message);
        }
        for key in ["ManagedPolicyArns", "ManagedPolicies"] {
            resource.items(key).iter().for_each(|branch| self.attached(&identity, branch));
        }
        for reference in resource.items("CustomerManagedPolicyReferences") {
            self.customer_managed(&identity, &reference);
        }
        if resource.is_serverless() {
            resource.items("Policies").iter().for_each(|branch| self.serverless(&identity, branch));
        }
    }

    /// Policies that are attached to a name over which conditions decide are not found.
    fn name(&mut self, identity: &Identity, resource: &Resource<'_>) {
        let names = identities::IAM.iter().find(|names| names.type_name == resource.type_name);
        let name = names.and_then(|names| resource.property(names.name_key));
        if let Some(name) = name.filter(|name| steady(name).is_none()) {
            let message = "is judged without the policies of its name, over which conditions decide";
            self.collector.gap_of(identity, name.offset, message);
        }
    }

    fn group(&mut self, user: &Identity, group: &Node) {
        self.collector.gap_of(user, group.offset, managed::without_group(&text(group).to_string()));
    }

    /// The users that are added to a group.
    fn addition(&mut self, resource: &Resource<'_>) {
        let Some(group) = resource.property("GroupName") else { return };
        for names in identities::IAM.iter().filter(|names| names.kind == IdentityKind::User) {
            for user in resource.items(names.list_key) {
                let identity = self.named(names, user.node);
                self.group(&identity, group);
                self.may_be_other(resource.id, &identity, user.node);
            }
        }
    }

    /// Notes a policy that may belong to others than the file says.
    fn may_be_other(&mut self, policy: &str, identity: &Identity, node: &Node) {
        let is_known = steady(node).is_some_and(|name| name.known().is_some());
        if !is_known && !self.declared.contains(identity) {
            self.open.push((policy.to_owned(), identity.clone(), node.offset));
        }
    }

    /// What is attached to whom the deployment decides may belong to any other identity of the kind.
    fn report_open(&mut self) {
        let attached = self.attachments.owners.values().flatten().map(|(identity, _)| identity);
        let all: BTreeSet<&Identity> = self.declared.iter().chain(attached).collect();
        for (policy, named, offset) in std::mem::take(&mut self.open) {
            let others = all.iter().filter(|other| other.kind == named.kind && ***other != named);
            let others: BTreeSet<Identity> = others.copied().cloned().collect();
            if !others.is_empty() {
                let policy = policy.escape_debug();
                let message = format!("is judged without `{policy}`, which may be attached to it at deployment");
                self.collector.gap(Owner::Identities(others), offset, message);
            }
        }
    }

    /// A policy, with whom it names.
    fn policy(&mut self, resource: &Resource<'_>) {
        if !resource.type_name.starts_with("AWS::IAM::") {
            return;
        }
        if resource.type_name == "AWS::IAM::UserToGroupAddition" {
            return self.addition(resource);
        }
        for names in &identities::IAM {
            for key in [names.list_key, names.name_key] {
                for branch in resource.items(key) {
                    let identity = self.named(names, branch.node);
                    self.may_be_other(resource.id, &identity, branch.node);
                    self.attach(resource.id, identity, branch.guards);
                }
            }
        }
    }

    fn attach(&mut self, policy: &str, identity: Identity, guards: Guards) {
        self.attachments.owners.entry(policy.to_owned()).or_default().push((identity, guards));
    }

    /// Whom a value names: a logical id where the template has it, else the name.
    fn named(&self, names: &Names, node: &Node) -> Identity {
        let text = text(node);
        let name = text.to_string();
        match (referenced(&text), self.names.id(names.type_name, &name)) {
            (_, Some(id)) | (Some(id), None) => names.identity(id),
            (None, None) => names.identity(name),
        }
    }

    /// A managed policy that an identity has.
    fn attached(&mut self, identity: &Identity, branch: &Branch<'_>) {
        let reference = text(branch.node);
        let is_policy =
            |id: &&str| self.resources.get(id).is_some_and(|found| [MANAGED_POLICY, ""].contains(&found.type_name));
        let written = reference.to_string();
        let by_arn = || self.by_arn(&written).filter(|_| steady(branch.node).is_some());
        match referenced(&reference).filter(is_policy).or_else(by_arn).map(str::to_owned) {
            Some(id) => self.attach(&id, identity.clone(), branch.guards.clone()),
            None => self.missing(identity, branch.node, managed::missing(&written)),
        }
    }

    /// The policy of the template that has this ARN in the account of the deployment.
    fn by_arn(&self, arn: &str) -> Option<&str> {
        let (start, path) = arn.split_once(":policy")?;
        let (path, name) = path.split_at(path.rfind('/')? + 1);
        let id = self.names.id(MANAGED_POLICY, name).filter(|_| start.ends_with(":iam::${AWS::AccountId}"))?;
        let own = match self.resources.get(id)?.property("Path") {
            Some(own) => steady(own)?.to_string(),
            None => "/".to_owned(),
        };
        (own == path).then_some(id)
    }

    /// A managed policy that a permission set names.
    fn customer_managed(&mut self, identity: &Identity, branch: &Branch<'_>) {
        let name = branch.node.get("Name").map(text).unwrap_or_default();
        let is_policy = |id: &&str| self.resources.get(id).is_some_and(|found| found.type_name == MANAGED_POLICY);
        let by_name = || self.names.id(MANAGED_POLICY, &name.to_string());
        match by_name().or_else(|| referenced(&name).filter(is_policy)) {
            Some(id) => self.attach(id, identity.clone(), branch.guards.clone()),
            None => self.missing(identity, branch.node, managed::missing(&name.to_string())),
        }
    }

    /// An item in the `Policies` of SAM: a document is read with the resource, the rest is attached by name.
    fn serverless(&mut self, identity: &Identity, branch: &Branch<'_>) {
        let node = branch.node;
        if node.get("Statement").is_some() {
            return;
        }
        match (function(node), node.members(), node.text()) {
            (None, [template], _) => {
                let name = template.key.escape_debug();
                let message = format!("is judged without the SAM policy template `{name}`, which is not known");
                let message = (!managed::is_template_without_bedrock(&template.key)).then_some(message);
                self.missing(identity, node, message);
            }
            (None, _, Some(name)) if !name.contains(':') => {
                self.missing(identity, node, managed::missing_aws_managed(name));
            }
            _ => self.attached(identity, branch),
        }
    }

    fn missing(&mut self, identity: &Identity, node: &Node, message: Option<String>) {
        if let Some(message) = message {
            self.collector.gap_of(identity, node.offset, message);
        }
    }
}

/// The text of a value over which no condition decides.
fn steady(node: &Node) -> Option<Text> {
    let mut names = BTreeSet::new();
    conditions(node, &mut names);
    names.is_empty().then(|| text(node))
}

/// The logical id that a text refers to: `Chat` of `${Chat.Arn}`.
fn referenced(text: &Text) -> Option<&str> {
    let [Piece::Unknown(written)] = text.pieces() else { return None };
    let inner = written.strip_prefix("${")?.strip_suffix('}')?;
    inner.split('.').next().filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
