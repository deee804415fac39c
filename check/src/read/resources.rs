//! The resources of a template.

use super::branch::{Branch, Guards, branches, items};
use bedrock_profiles_iam::json::Node;
use std::collections::BTreeMap;

/// What a template creates.
#[derive(Debug)]
pub(super) struct Resource<'n> {
    /// The logical id.
    pub(super) id: &'n str,
    /// Its type; nothing if it has none.
    pub(super) type_name: &'n str,
    pub(super) node: &'n Node,
    /// Its condition, if it has one.
    pub(super) guards: Guards,
}

/// All resources of a template, in order.
#[derive(Debug)]
pub(super) struct Resources<'n> {
    pub(super) all: Vec<Resource<'n>>,
    by_id: BTreeMap<&'n str, usize>,
}

impl<'n> Resources<'n> {
    pub(super) fn from_template(root: &'n Node) -> Self {
        let members = root.get("Resources").map(Node::members).unwrap_or_default();
        let members = members.iter().filter(|member| !member.key.starts_with("Fn::"));
        let resource = |(id, node): (&'n str, &'n Node)| {
            let type_name = node.get("Type").and_then(Node::text).unwrap_or_default();
            let condition = node.get("Condition").and_then(Node::text);
            let guards = condition.map(|name| (name.to_owned(), true)).into_iter().collect();
            Resource { id, type_name, node, guards }
        };
        // Of two with one id the last counts.
        let mut all: Vec<Resource<'n>> = Vec::new();
        let mut by_id = BTreeMap::new();
        for resource in members.map(|member| resource((&member.key, &member.value))) {
            match by_id.get(resource.id).and_then(|at: &usize| all.get_mut(*at)) {
                Some(before) => *before = resource,
                None => {
                    by_id.insert(resource.id, all.len());
                    all.push(resource);
                }
            }
        }
        Resources { all, by_id }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Resource<'n>> {
        self.all.get(*self.by_id.get(id)?)
    }
}

impl<'n> Resource<'n> {
    pub(super) fn property(&self, key: &str) -> Option<&'n Node> {
        self.node.get("Properties")?.get(key)
    }

    /// Each value that a property may have.
    pub(super) fn branches(&self, key: &str) -> Vec<Branch<'n>> {
        self.property(key).map(|node| branches(node, &self.guards)).unwrap_or_default()
    }

    /// Each value that may be in the list of a property.
    pub(super) fn items(&self, key: &str) -> Vec<Branch<'n>> {
        self.property(key).map(|node| items(node, &self.guards)).unwrap_or_default()
    }

    pub(super) fn is_serverless(&self) -> bool {
        self.type_name.starts_with("AWS::Serverless::")
    }

    /// Whether identities or their policies are of this type.
    pub(super) fn is_of_identities(&self) -> bool {
        let services = ["AWS::IAM::", "AWS::Serverless::", "AWS::SSO::", "AWS::Organizations::"];
        services.iter().any(|service| self.type_name.starts_with(service))
    }
}
