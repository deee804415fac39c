//! Whose the policies of Terraform are, and which of them the file does not have.

use super::collector::Collector;
use super::identities::{self, Names};
use super::terraform_resources::{AFTER_APPLY, Resource, Resources, Value};
use super::{expression, managed};
use crate::model::{Identity, IdentityKind, Owner};
use bedrock_profiles_iam::json::Node;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const PERMISSION_SET: &str = "aws_ssoadmin_permission_set";
const MANAGED_POLICY: &str = "aws_iam_policy";

/// Who has each policy, by its address. An identity has what is inline in it.
pub(super) type Owners = BTreeMap<String, BTreeSet<Identity>>;

/// All of a file. Attached policies that it does not have are gaps.
pub(super) fn from_resources(resources: &Resources<'_>, collector: &mut Collector) -> Owners {
    let (mut by_arn, mut by_name) = (BTreeMap::new(), BTreeMap::new());
    for resource in resources.all.iter().filter(|resource| !resource.is_data()) {
        if let Some(arn) = resource.get("arn").and_then(Node::text) {
            by_arn.insert((resource.type_name, arn), resource);
        }
        if let Some(name) = resource.own_name().filter(|_| resource.type_name == MANAGED_POLICY) {
            by_name.insert(name, resource);
        }
    }
    let mut reader = Reader { resources, by_arn, by_name, collector, owners: Owners::new() };
    resources.all.iter().for_each(|resource| reader.resource(resource));
    resources.all.iter().for_each(|resource| reader.instances(resource));
    reader.owners
}

/// What Terraform calls an identity that it creates: its name, else its address.
fn identity(names: &Names, resource: &Resource<'_>) -> Identity {
    names.identity(resource.own_name().unwrap_or(&resource.name))
}

struct Reader<'r, 'n, 'c> {
    resources: &'r Resources<'n>,
    /// By type and ARN.
    by_arn: BTreeMap<(&'r str, &'r str), &'r Resource<'n>>,
    /// Managed policies by their names.
    by_name: BTreeMap<&'r str, &'r Resource<'n>>,
    collector: &'c mut Collector,
    owners: Owners,
}

impl<'n> Reader<'_, 'n, '_> {
    fn resource(&mut self, resource: &Resource<'n>) {
        if resource.is_data() {
            return;
        }
        if let Some(names) = identities::IAM.iter().find(|names| names.resource == resource.type_name) {
            let identities = BTreeSet::from([identity(names, resource)]);
            self.boundary(resource, &identities);
            self.attach(resource, "managed_policy_arns", &identities);
            self.owners.entry(resource.name.clone()).or_default().extend(identities);
            return;
        }
        let identities: BTreeSet<Identity> = self.identities(resource);
        match resource.type_name {
            "aws_ssoadmin_permissions_boundary_attachment" if !identities.is_empty() => {
                let message = managed::BOUNDARY;
                self.collector.gap(Owner::Identities(identities), resource.body.offset, message);
            }
            "aws_ssoadmin_managed_policy_attachment" => self.attach(resource, "managed_policy_arn", &identities),
            "aws_ssoadmin_customer_managed_policy_attachment" => self.attach_by_name(resource, &identities),
            name if name.starts_with("aws_iam_") && name.ends_with("_policy_attachment") => {
                self.attach(resource, "policy_arn", &identities);
            }
            name if name.starts_with("aws_iam_") && name.ends_with("_policy_attachments_exclusive") => {
                self.attach(resource, "policy_arns", &identities);
            }
            "aws_iam_user_group_membership" | "aws_iam_group_membership" => self.membership(resource, &identities),
            "aws_ssoadmin_permission_set_inline_policy" => self.own(resource, identities),
            name if name.starts_with("aws_iam_") => self.own(resource, identities),
            _ => {}
        }
    }

    fn own(&mut self, resource: &Resource<'_>, identities: BTreeSet<Identity>) {
        self.owners.entry(resource.name.clone()).or_default().extend(identities);
    }

    /// The policies of groups are not those of their users here.
    fn membership(&mut self, resource: &Resource<'n>, identities: &BTreeSet<Identity>) {
        let users: BTreeSet<Identity> =
            identities.iter().filter(|identity| identity.kind == IdentityKind::User).cloned().collect();
        if users.is_empty() {
            return;
        }
        let groups = ["group", "groups"].map(|name| resource.values(name, self.resources.are_final));
        for group in groups.iter().flatten() {
            let message = managed::without_group(&group.to_string());
            self.collector.gap(Owner::Identities(users.clone()), resource.body.offset, message);
        }
        if groups.iter().all(Vec::is_empty) {
            let message = "is judged without the policies of its groups, which are not in this file";
            self.collector.gap(Owner::Identities(users), resource.body.offset, message);
        }
    }

    /// What has `count` or `for_each` may not be there, or be there several times.
    fn instances(&mut self, resource: &Resource<'n>) {
        let repeated = ["count", "for_each"].iter().find_map(|name| Some((name, resource.get(name)?)));
        let Some((name, node)) = repeated.filter(|_| !self.resources.are_final && !resource.is_data()) else { return };
        let mut owners = self.owners.get(&resource.name).cloned().unwrap_or_default();
        if resource.type_name.starts_with("aws_iam_") || resource.type_name.starts_with("aws_ssoadmin_") {
            owners.extend(self.identities(resource));
        }
        if !owners.is_empty() {
            let address = resource.name.escape_debug();
            let message = format!("is judged without the `{name}` of `{address}`, which Terraform expands");
            self.collector.gap(Owner::Identities(owners), node.offset, message);
        }
    }

    fn boundary(&mut self, resource: &Resource<'_>, identities: &BTreeSet<Identity>) {
        if let Some(boundary) = resource.get("permissions_boundary").filter(|node| node.text() != Some("")) {
            self.collector.gap(Owner::Identities(identities.clone()), boundary.offset, managed::BOUNDARY);
        } else if resource.may_have_unknown("permissions_boundary") {
            self.collector.gap(Owner::Identities(identities.clone()), resource.body.offset, managed::BOUNDARY);
        }
    }

    /// Whom a resource names.
    fn identities(&self, resource: &Resource<'n>) -> BTreeSet<Identity> {
        let values = |name: &str| resource.values(name, self.resources.are_final);
        let of_iam = identities::IAM.iter().flat_map(|names| {
            let name = format!("{}_name", names.attribute);
            let values = [names.attribute, names.attributes, &name].map(values);
            values.into_iter().flatten().flat_map(|value| self.named(names, resource, value))
        });
        let sets = values("permission_set_arn").into_iter().flat_map(|value| self.permission_sets(resource, value));
        of_iam.chain(sets).collect()
    }

    fn named(&self, names: &Names, resource: &Resource<'n>, value: Value) -> Vec<Identity> {
        match value {
            Value::Known(name) => vec![names.identity(name)],
            Value::Reference(address) if address.kind() == names.resource => {
                let found = self.resources.referenced(resource, &address);
                if found.is_empty() {
                    return vec![names.identity(address.resource)];
                }
                found.into_iter().map(|found| identity(names, found)).collect()
            }
            Value::Reference(_) | Value::Unknown(_) => Vec::new(),
        }
    }

    fn permission_sets(&self, resource: &Resource<'n>, value: Value) -> Vec<Identity> {
        let name = |found: &Resource<'_>| found.own_name().unwrap_or(&found.name).to_owned();
        match value {
            Value::Known(arn) => {
                let found = self.by_arn.get(&(PERMISSION_SET, arn.as_str())).map(|found| name(found));
                vec![identities::permission_set(found.unwrap_or(arn))]
            }
            Value::Reference(address) if address.kind() == PERMISSION_SET => {
                let found = self.resources.referenced(resource, &address);
                if found.is_empty() {
                    return vec![identities::permission_set(address.resource)];
                }
                found.into_iter().map(|found| identities::permission_set(name(found))).collect()
            }
            Value::Reference(_) | Value::Unknown(_) => Vec::new(),
        }
    }

    /// Gives the managed policies of an attribute to identities.
    fn attach(&mut self, resource: &Resource<'n>, attribute: &str, identities: &BTreeSet<Identity>) {
        let offset = resource.get(attribute).map_or(resource.body.offset, |node| node.offset);
        for value in resource.values(attribute, self.resources.are_final) {
            let policies: Vec<String> = match &value {
                Value::Known(arn) => {
                    let found = self.by_arn.get(&(MANAGED_POLICY, arn.as_str()));
                    found.map(|found| found.name.clone()).into_iter().collect()
                }
                Value::Reference(address) => {
                    let found = self.resources.referenced(resource, address).into_iter();
                    found.filter(|found| found.type_name == MANAGED_POLICY).map(|found| found.name.clone()).collect()
                }
                Value::Unknown(_) => Vec::new(),
            };
            self.give(policies, &value.to_string(), offset, identities);
        }
    }

    /// Gives the managed policy that a reference names to identities.
    fn attach_by_name(&mut self, resource: &Resource<'n>, identities: &BTreeSet<Identity>) {
        let blocks = resource.get("customer_managed_policy_reference").map(Node::items).unwrap_or_default();
        if blocks.is_empty() {
            self.give(Vec::new(), AFTER_APPLY, resource.body.offset, identities);
        }
        for block in blocks {
            let node = block.get("name").unwrap_or(block);
            let name = node.text().unwrap_or(AFTER_APPLY);
            let addresses = expression::references(name);
            let referenced: Vec<&Resource<'_>> =
                addresses.iter().flat_map(|address| self.resources.referenced(resource, address)).collect();
            let is_policy = |found: &&Resource<'_>| found.type_name == MANAGED_POLICY && !found.is_data();
            let policies = referenced.into_iter().chain(self.by_name.get(name).copied()).filter(is_policy);
            let policies: Vec<String> = policies.map(|found| found.name.clone()).collect();
            self.give(policies, name, node.offset, identities);
        }
    }

    fn give(&mut self, policies: Vec<String>, reference: &str, offset: usize, identities: &BTreeSet<Identity>) {
        if policies.is_empty()
            && !identities.is_empty()
            && let Some(message) = managed::missing(reference)
        {
            self.collector.gap(Owner::Identities(identities.clone()), offset, message);
        }
        for policy in policies {
            self.owners.entry(policy).or_default().extend(identities.iter().cloned());
        }
    }
}
