//! Whose the policies of a document are, as far as it tells.

use super::address::Address;
use super::identity::{Identity, KINDS, Kind};
use super::place::Place;
use super::resources::{self, Attribute, Resource};
use super::text::{list, text};
use serde_json::Value;
use std::collections::BTreeSet;

const SERVERLESS: &str = "AWS::Serverless::";

/// What a document tells of whom policies are attached to.
#[derive(Debug)]
pub(super) struct Attached<'v> {
    resources: Vec<Resource<'v>>,
    /// A policy, by its resource or its ARN, and one that has it.
    policies: BTreeSet<(String, Identity)>,
}

impl<'v> Attached<'v> {
    pub(super) fn of(document: &'v Value) -> Self {
        let resources = resources::all(document);
        let mut attached = Attached { policies: attached_by_account(document), resources };
        let told: Vec<(String, Identity)> = attached.resources.iter().flat_map(|it| attached.told_by(it)).collect();
        attached.policies.extend(told);
        attached.attach_documents();
        attached
    }

    /// The resource that a value is, or stands in: the last of these.
    pub(super) fn resource(&self, way: &[&Value]) -> Option<&Resource<'v>> {
        let is = |value: &&Value| self.resources.iter().find(|resource| std::ptr::eq(resource.body, *value));
        way.iter().rev().find_map(is)
    }

    /// Whose the policy is to which this way leads.
    pub(super) fn having(&self, way: &[&Value]) -> BTreeSet<Identity> {
        if let Some(resource) = self.resource(way) {
            return self.having_policy(&resource.name);
        }
        let by_arn = last_text(way, "Arn").into_iter().flat_map(|arn| self.having_policy(arn));
        holder(way).into_iter().chain(by_arn).collect()
    }

    /// What messages call the policy to which this way leads.
    pub(super) fn policy_name(&self, way: &[&Value], place: &Place) -> String {
        let own = way.iter().rev().find_map(|value| value.get("PolicyName")).map(text);
        let place = place.to_string();
        let inner = || {
            let (_, inner) =
                [".Properties.", ".values."].iter().find_map(|it| place.split_once(it)).unwrap_or(("", &place));
            inner.trim_end_matches(".Statement").trim_end_matches(".PolicyDocument").to_owned()
        };
        match self.resource(way) {
            Some(resource) if is_identity(resource) => format!("{}/{}", resource.name, own.unwrap_or_else(inner)),
            Some(resource) => resource.name.clone(),
            None => {
                let holder = holder(way).map(|holder| holder.name);
                let parts: Vec<String> = holder.into_iter().chain(own).collect();
                if parts.is_empty() { inner() } else { parts.join("/") }
            }
        }
    }

    fn having_policy(&self, policy: &str) -> BTreeSet<Identity> {
        self.policies.iter().filter(|(own, _)| own == policy).map(|(_, identity)| identity.clone()).collect()
    }

    /// The policies that are attached by a resource, and whom to; an identity has what stands in it.
    fn told_by(&self, resource: &Resource<'_>) -> Vec<(String, Identity)> {
        let own = |identity| (resource.name.clone(), identity);
        let (name, body) = (&resource.name, resource.body);
        if resource.kind.starts_with(SERVERLESS) {
            // The role that the transform makes.
            let role = Identity::role(format!("{name}Role"));
            return references(body, "Policies")
                .map(|policy| (policy, role.clone()))
                .chain([own(role.clone())])
                .collect();
        }
        if let Some(kind) = KINDS.iter().find(|kind| kind.type_name == resource.kind) {
            let identity = kind.identity(name);
            let managed = references(body, "ManagedPolicyArns").map(|policy| (policy, identity.clone()));
            return managed.chain([own(identity.clone())]).collect();
        }
        if resource.kind.starts_with("AWS::IAM::") {
            let keys = |kind: &Kind| [kind.names_key, kind.name_key].map(|key| references(body, key));
            let identities = |kind: &'static Kind| {
                keys(kind)
                    .into_iter()
                    .flatten()
                    .map(|name| kind.identity(self.logical_id(kind, name)))
                    .collect::<Vec<_>>()
            };
            return KINDS.iter().flat_map(identities).map(own).collect();
        }
        self.told_by_terraform(resource)
    }

    /// The logical id of whoever the template gives this name.
    fn logical_id(&self, kind: &Kind, name: String) -> String {
        let has_name = |it: &&Resource<'_>| {
            it.kind == kind.type_name && it.body.get(kind.name_key).is_some_and(|own| text(own) == name)
        };
        self.resources.iter().find(has_name).map_or(name, |resource| resource.name.clone())
    }

    fn told_by_terraform(&self, resource: &Resource<'_>) -> Vec<(String, Identity)> {
        if let Some(kind) = KINDS.iter().find(|kind| kind.resource == resource.kind) {
            let identity = terraforms(kind, resource);
            let managed = self.policies_of(resource, "managed_policy_arns");
            return managed.into_iter().chain([resource.name.clone()]).map(|it| (it, identity.clone())).collect();
        }
        let of_kind = |kind: &'static Kind| {
            let attributes = [kind.attribute, kind.attributes].map(|name| resource.attribute(name));
            attributes.into_iter().flatten().flat_map(move |it| self.named(kind, resource, it))
        };
        let identities: Vec<Identity> = KINDS.iter().flat_map(of_kind).collect();
        let policies = match resource.kind.strip_suffix("_policy_attachment") {
            Some(_) => self.policies_of(resource, "policy_arn"),
            None if resource.kind.starts_with("aws_iam_") => vec![resource.name.clone()],
            None => Vec::new(),
        };
        let pairs = policies.iter().flat_map(|policy| identities.iter().map(|it| (policy.clone(), it.clone())));
        pairs.collect()
    }

    /// Whom an attribute of a resource names.
    fn named(&self, kind: &Kind, resource: &Resource<'_>, attribute: Attribute) -> Vec<Identity> {
        match attribute {
            Attribute::Known(name) => vec![kind.identity(name)],
            Attribute::Of(address) if address.kind() == kind.resource => {
                let found: Vec<Identity> =
                    self.at(resource, &address).into_iter().map(|found| terraforms(kind, found)).collect();
                if found.is_empty() { vec![kind.identity(address.resource)] } else { found }
            }
            Attribute::Of(_) => Vec::new(),
        }
    }

    /// The policies that an attribute of a resource names.
    fn policies_of(&self, resource: &Resource<'_>, attribute: &str) -> Vec<String> {
        let has_arn = |arn: &str| {
            let arn = Value::from(arn);
            self.resources
                .iter()
                .filter(move |it| it.kind == "aws_iam_policy" && it.body.get("arn") == Some(&arn))
                .collect()
        };
        let found = |attribute: Attribute| -> Vec<&Resource<'v>> {
            match attribute {
                Attribute::Known(arn) => has_arn(&arn),
                Attribute::Of(address) => self.at(resource, &address),
            }
        };
        resource.attribute(attribute).into_iter().flat_map(found).map(|policy| policy.name.clone()).collect()
    }

    /// What a resource refers to: the instance of the same key, where there is one.
    fn at(&self, from: &Resource<'_>, to: &Address) -> Vec<&Resource<'v>> {
        let Some(own) = from.address() else { return Vec::new() };
        let is_meant = |other: &&Resource<'v>| {
            other.address().is_some_and(|other| (&other.module, &other.resource) == (&own.module, &to.resource))
        };
        let all: Vec<&Resource<'v>> = self.resources.iter().filter(is_meant).collect();
        let wanted = if to.instance.is_empty() { &own.instance } else { &to.instance };
        let has_key = |other: &&&Resource<'v>| other.address().is_some_and(|other| other.instance == *wanted);
        match all.iter().find(has_key) {
            Some(same) => vec![*same],
            None => all,
        }
    }

    /// Gives each document of a module to whoever has a policy that is made of it.
    fn attach_documents(&mut self) {
        loop {
            let uses = self.resources.iter().flat_map(|user| {
                let made_of = ["policy", "inline_policy", "source_policy_documents", "override_policy_documents"];
                let documents = made_of.into_iter().flat_map(|name| self.policies_of(user, name));
                documents.map(|document| (document, &user.name)).collect::<Vec<_>>()
            });
            let given: BTreeSet<(String, Identity)> = uses
                .flat_map(|(document, user)| self.having_policy(user).into_iter().map(move |it| (document.clone(), it)))
                .collect();
            let before = self.policies.len();
            self.policies.extend(given);
            if self.policies.len() == before {
                return;
            }
        }
    }
}

/// Whether policies stand in it.
fn is_identity(resource: &Resource<'_>) -> bool {
    let is_own = |kind: &Kind| [kind.type_name, kind.resource].contains(&resource.kind);
    KINDS.iter().any(is_own) || resource.kind.starts_with(SERVERLESS)
}

/// Whose inline policy it is, as the AWS CLI prints it.
fn holder(way: &[&Value]) -> Option<Identity> {
    KINDS.iter().find_map(|kind| Some(kind.identity(last_text(way, kind.name_key)?)))
}

fn last_text<'v>(way: &[&'v Value], key: &str) -> Option<&'v str> {
    way.iter().rev().find_map(|value| value.get(key)?.as_str())
}

/// Whom a resource creates: by its name, else by its address.
fn terraforms(kind: &Kind, resource: &Resource<'_>) -> Identity {
    let name = resource.body.get("name").and_then(Value::as_str).filter(|name| !name.contains("${"));
    kind.identity(name.unwrap_or(&resource.name))
}

/// What a property of a template names: a logical id, or a text.
fn references(body: &Value, key: &str) -> impl Iterator<Item = String> {
    let named = body.get(key).map(list).unwrap_or_default().into_iter().map(text);
    named.map(|text| match text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
        Some(reference) => reference.split('.').next().unwrap_or_default().to_owned(),
        None => text,
    })
}

/// What `aws iam get-account-authorization-details` prints of managed policies.
fn attached_by_account(document: &Value) -> BTreeSet<(String, Identity)> {
    let mut attached = BTreeSet::new();
    for kind in &KINDS {
        let details = ["RoleDetailList", "UserDetailList", "GroupDetailList"];
        let details = details.into_iter().filter_map(|key| document.get(key)).flat_map(list);
        for (detail, name) in details.filter_map(|detail| Some((detail, detail.get(kind.name_key)?.as_str()?))) {
            let managed = detail.get("AttachedManagedPolicies").map(list).unwrap_or_default().into_iter();
            let arns = managed.filter_map(|policy| policy.get("PolicyArn")?.as_str());
            attached.extend(arns.map(|arn| (arn.to_owned(), kind.identity(name))));
        }
    }
    attached
}
