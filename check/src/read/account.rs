//! The policies of an account, as `aws iam get-account-authorization-details` prints them.

use super::branch::Guards;
use super::collector::{Collector, Found};
use super::form::DETAILS;
use super::identities::{self, Names};
use super::{document, managed};
use crate::model::{Identity, Owner, PolicyKind};
use bedrock_profiles_iam::json::{Kind, Node};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn collect(root: &Node, collector: &mut Collector) {
    let mut account = Account { collector, users_of: users_of(root), attached: BTreeMap::new() };
    let lists = identities::IAM.iter().zip(DETAILS);
    for (names, details) in lists.filter_map(|(names, key)| Some((names, root.get(key)?))) {
        details.items().iter().for_each(|detail| account.detail(names, detail));
    }
    let policies = root.get("Policies").map(Node::items).unwrap_or_default();
    for policy in policies {
        account.managed_policy(policy);
    }
    account.missing_groups(root);
    account.report_missing();
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::text)
}

fn present<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.get(key).filter(|value| value.kind != Kind::Null)
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    node.get(key).map(Node::items).unwrap_or_default()
}

/// The users in each group.
fn users_of(root: &Node) -> BTreeMap<&str, Vec<&str>> {
    let mut users_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for user in list(root, "UserDetailList") {
        let groups = list(user, "GroupList").iter().filter_map(Node::text);
        for (group, name) in groups.filter_map(|group| Some((group, text(user, "UserName")?))) {
            users_of.entry(group).or_default().push(name);
        }
    }
    users_of
}

struct Account<'n, 'c> {
    collector: &'c mut Collector,
    users_of: BTreeMap<&'n str, Vec<&'n str>>,
    /// Who has a managed policy, and where that is said.
    attached: BTreeMap<&'n str, (BTreeSet<Identity>, usize)>,
}

impl<'n> Account<'n, '_> {
    /// A user, a group or a role.
    fn detail(&mut self, names: &Names, detail: &'n Node) {
        let Some(name) = text(detail, names.name_key) else { return };
        let owners = self.owners(names, name);
        for policy in list(detail, names.inline_key) {
            let own = text(policy, "PolicyName").unwrap_or_default();
            let (name, document) = (format!("{name}/{own}"), present(policy, "PolicyDocument"));
            if document.is_none() {
                self.gap(&owners, policy.offset, managed::missing(&name));
            }
            self.policy(name, PolicyKind::Inline, &owners, document);
        }
        let trust = detail.get("AssumeRolePolicyDocument");
        self.policy(format!("{name}/AssumeRolePolicyDocument"), PolicyKind::Resource, &BTreeSet::new(), trust);
        for policy in list(detail, "AttachedManagedPolicies") {
            let Some(arn) = text(policy, "PolicyArn") else {
                let message = managed::missing(text(policy, "PolicyName").unwrap_or_default());
                self.gap(&owners, policy.offset, message);
                continue;
            };
            let (identities, _) = self.attached.entry(arn).or_insert((BTreeSet::new(), policy.offset));
            identities.extend(owners.iter().cloned());
        }
        if let Some(boundary) = detail.get("PermissionsBoundary") {
            self.collector.gap_of(&names.identity(name), boundary.offset, managed::BOUNDARY);
        }
    }

    /// An identity, and for a group its users, who have its policies, too.
    fn owners(&self, names: &Names, name: &str) -> BTreeSet<Identity> {
        let is_user = |other: &&Names| other.name_key == "UserName";
        let users = self.users_of.get(name).filter(|_| names.name_key == "GroupName").into_iter().flatten();
        let users = users.filter_map(|user| Some(identities::IAM.iter().find(is_user)?.identity(*user)));
        users.chain([names.identity(name)]).collect()
    }

    fn managed_policy(&mut self, policy: &'n Node) {
        let is_default = |version: &&Node| text(version, "IsDefaultVersion") != Some("false");
        let versions = list(policy, "PolicyVersionList").iter().filter(is_default);
        let documents: Vec<&Node> = versions.filter_map(|version| present(version, "Document")).collect();
        if documents.is_empty() {
            return;
        }
        let owners = text(policy, "Arn").and_then(|arn| self.attached.remove(arn)).unwrap_or_default().0;
        for document in documents {
            let name = text(policy, "PolicyName").unwrap_or_default().to_owned();
            self.policy(name, PolicyKind::Managed, &owners, Some(document));
        }
    }

    fn gap(&mut self, owners: &BTreeSet<Identity>, offset: usize, message: Option<String>) {
        if let Some(message) = message {
            self.collector.gap(Owner::Identities(owners.clone()), offset, message);
        }
    }

    /// Groups that users are in, and that the file does not have.
    fn missing_groups(&mut self, root: &Node) {
        let groups: BTreeSet<&str> =
            list(root, "GroupDetailList").iter().filter_map(|group| text(group, "GroupName")).collect();
        for user in list(root, "UserDetailList") {
            let owners = identities::IAM.iter().filter_map(|names| Some(names.identity(text(user, names.name_key)?)));
            let owners = owners.collect();
            for group in list(user, "GroupList") {
                let name = group.text().unwrap_or_default();
                if !groups.contains(name) {
                    let message = format!("{}, which is not in this file", managed::without_group(name));
                    self.gap(&owners, group.offset, Some(message));
                }
            }
        }
    }

    fn policy(&mut self, name: String, kind: PolicyKind, owners: &BTreeSet<Identity>, node: Option<&Node>) {
        let Some(node) = node else { return };
        let owners = owners.iter().map(|owner| (owner.clone(), Guards::new())).collect();
        let found = Found { name, kind, offset: node.offset, guards: Guards::new(), owners };
        document::add(self.collector, &found, node);
    }

    fn report_missing(self) {
        for (arn, (identities, offset)) in self.attached {
            if let Some(message) = managed::missing(arn) {
                self.collector.gap(Owner::Identities(identities), offset, message);
            }
        }
    }
}
