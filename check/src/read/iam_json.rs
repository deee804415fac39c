//! IAM JSON: a policy document, or what the AWS CLI prints of policies.

use super::branch::Guards;
use super::collector::{Collector, Found};
use super::source::inner_document;
use super::{document, identities};
use crate::model::{Identity, PolicyKind};
use bedrock_profiles_iam::json::{Kind, Member, Node};

pub(super) fn collect(root: &Node, collector: &mut Collector) {
    let mut reader = Reader { collector, path: String::new(), is_in_text: false };
    reader.read(root, &Around { is_document: true, ..Around::default() });
}

/// What is known of a value by what it is in.
#[derive(Clone, Debug, Default)]
struct Around {
    /// Whether a policy belongs here.
    is_document: bool,
    identity: Option<Identity>,
    policy_name: Option<String>,
    kind: PolicyKind,
    /// Whether it says who may assume the identity: nobody has that.
    is_trust: bool,
}

struct Reader<'c> {
    collector: &'c mut Collector,
    path: String,
    /// Documents in texts have none in theirs.
    is_in_text: bool,
}

impl Reader<'_> {
    fn read(&mut self, node: &Node, around: &Around) {
        match &node.kind {
            Kind::Object(members) => {
                if node.get("Statement").is_some() && (around.is_document || document::is_policy(node)) {
                    self.policy(node, around);
                } else {
                    let around = around.in_object(node);
                    for member in members {
                        self.member(member, &around);
                    }
                }
            }
            Kind::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.at(&format!("[{at}]"), |reader| reader.read(item, around));
                }
            }
            Kind::Text(text) => {
                let text = text.known().filter(|_| !self.is_in_text);
                if let Some(inner) = text.and_then(|text| inner_document(text, node.offset)) {
                    self.is_in_text = true;
                    self.read(&inner, &Around { is_document: false, ..around.clone() });
                    self.is_in_text = false;
                }
            }
            Kind::Null | Kind::Unknown(_) => {}
        }
    }

    fn member(&mut self, member: &Member, around: &Around) {
        let mut around = around.clone();
        around.is_document = matches!(member.key.as_str(), "Document" | "PolicyDocument");
        match member.key.as_str() {
            "AssumeRolePolicyDocument" => (around.kind, around.is_trust) = (PolicyKind::Resource, true),
            "PolicyVersion" | "PolicyVersionList" => around.kind = PolicyKind::Managed,
            _ => {}
        }
        let dot = if self.path.is_empty() { "" } else { "." };
        let step = format!("{dot}{}", member.key);
        self.at(&step, |reader| match member.key.as_str() {
            "PolicyVersionList" => reader.versions(&member.value, &around),
            _ => reader.read(&member.value, &around),
        });
    }

    /// Of all versions of a policy the default one.
    fn versions(&mut self, versions: &Node, around: &Around) {
        for (at, version) in versions.items().iter().enumerate() {
            if version.get("IsDefaultVersion").and_then(Node::text) != Some("false") {
                self.at(&format!("[{at}]"), |reader| reader.read(version, around));
            }
        }
    }

    fn at(&mut self, step: &str, read: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        read(self);
        self.path.truncate(length);
    }

    fn policy(&mut self, node: &Node, around: &Around) {
        let holder = around.identity.as_ref().map(|identity| identity.name.clone());
        let parts: Vec<String> = holder.into_iter().chain(around.policy_name.clone()).collect();
        let path = || self.path.trim_end_matches(".PolicyDocument").to_owned();
        let found = Found {
            name: if parts.is_empty() { path() } else { parts.join("/") },
            kind: around.kind,
            offset: node.offset,
            guards: Guards::new(),
            owners: around
                .identity
                .clone()
                .filter(|_| !around.is_trust)
                .map(|identity| (identity, Guards::new()))
                .into_iter()
                .collect(),
        };
        document::add(self.collector, &found, node);
    }
}

impl Around {
    /// What the members of an object have around them.
    fn in_object(&self, node: &Node) -> Self {
        let text = |key: &str| node.get(key).and_then(Node::text);
        let mut around = self.clone();
        if let Some(identity) = identities::IAM.iter().find_map(|names| Some(names.identity(text(names.name_key)?))) {
            around.identity = Some(identity);
            around.kind = PolicyKind::Inline;
        }
        if let Some(name) = text("PolicyName") {
            around.policy_name = Some(name.to_owned());
        }
        // What `aws organizations describe-policy` prints.
        if let Some(summary) = node.get("PolicySummary") {
            let of_summary = |key: &str| summary.get(key).and_then(Node::text);
            let is_service_control = of_summary("Type").is_none_or(|own| own == "SERVICE_CONTROL_POLICY");
            around.kind = if is_service_control { PolicyKind::ServiceControl } else { PolicyKind::Resource };
            around.policy_name = of_summary("Name").map(str::to_owned).or(around.policy_name);
        }
        around
    }
}
