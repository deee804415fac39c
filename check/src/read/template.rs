//! Templates of CloudFormation and SAM.

use super::attachments::{Attachments, MANAGED_POLICY, PERMISSION_SET, identity};
use super::branch::{Branch, Guards, branches};
use super::collector::{Collector, Found};
use super::function::{document as inner_document, function, resolve, text, unreplaced};
use super::resources::{Resource, Resources};
use super::{document, identities, managed};
use crate::model::{Application, Expression, Finding, Kind, Operand, Owner, PolicyKind, Severity, TemplateConditions};
use bedrock_profiles_iam::Text;
use bedrock_profiles_iam::json::{Kind as NodeKind, Member, Node};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn collect(root: &Node, collector: &mut Collector) {
    collector.conditions = conditions(root);
    let resources = Resources::from_template(root);
    report_macros(root, &resources, collector);
    let attachments = Attachments::from_resources(&resources, collector);
    let declared = ["Parameters", "Resources"].into_iter().filter_map(|key| root.get(key)).flat_map(Node::members);
    let declared = declared.map(|member| member.key.as_str()).collect();
    let mut reader = Reader { collector, attachments, declared };
    resources.all.iter().for_each(|resource| reader.resource(resource));
}

struct Reader<'n, 'c> {
    collector: &'c mut Collector,
    attachments: Attachments,
    /// The parameters and resources of the template.
    declared: BTreeSet<&'n str>,
}

impl<'n> Reader<'n, '_> {
    fn resource(&mut self, resource: &Resource<'n>) {
        let types = &identities::IAM;
        match resource.type_name {
            "AWS::Bedrock::ApplicationInferenceProfile" => self.collector.application(application(resource)),
            MANAGED_POLICY => self.policy(resource, "PolicyDocument", PolicyKind::Managed),
            "AWS::IAM::Policy" | "AWS::IAM::RolePolicy" | "AWS::IAM::UserPolicy" | "AWS::IAM::GroupPolicy" => {
                self.policy(resource, "PolicyDocument", PolicyKind::Inline);
            }
            PERMISSION_SET => self.policy(resource, "InlinePolicy", PolicyKind::Inline),
            "AWS::Organizations::Policy" => self.organizations(resource),
            name if types.iter().any(|names| names.type_name == name) || resource.is_serverless() => {
                self.identity(resource);
            }
            name if name.starts_with("AWS::") && name != "AWS::CloudFormation::CustomResource" => {
                self.search(resource, true);
            }
            _ => self.search(resource, false),
        }
    }

    /// A resource that is one policy.
    fn policy(&mut self, resource: &Resource<'n>, key: &str, kind: PolicyKind) {
        let mut owners = self.attachments.owners(resource.id);
        let Some(node) = resource.property(key) else {
            if key != "InlinePolicy" {
                let owners = owners.into_iter().map(|(identity, _)| identity).collect();
                let message =
                    format!("is judged without the policy `{}`, which has no `{key}`", resource.id.escape_debug());
                self.collector.gap(Owner::Identities(owners), resource.node.offset, message);
            }
            return;
        };
        owners.extend(identity(resource).map(|identity| (identity, Guards::new())));
        let (name, guards) = (resource.id.to_owned(), resource.guards.clone());
        self.add(&Found { name, kind, offset: node.offset, guards, owners }, node);
    }

    fn organizations(&mut self, resource: &Resource<'n>) {
        let own = resource.property("Type").map(text);
        // One whose type is known at deployment only may be one.
        let is_control = |own: &Text| own.known().is_none_or(|own| own == "SERVICE_CONTROL_POLICY");
        if own.as_ref().is_none_or(is_control) {
            self.policy(resource, "Content", PolicyKind::ServiceControl);
        } else if resource.property("Content").is_some_and(is_policy) {
            // Tag policies and others have a language of their own.
            self.policy(resource, "Content", PolicyKind::Resource);
        }
    }

    /// A user, a group, a role, or a resource of SAM, with its inline policies.
    fn identity(&mut self, resource: &Resource<'n>) {
        let Some(identity) = identity(resource) else { return };
        if let Some(node) = resource.property("AssumeRolePolicyDocument") {
            let name = format!("{}/AssumeRolePolicyDocument", resource.id);
            let guards = resource.guards.clone();
            let found = Found { name, kind: PolicyKind::Resource, offset: node.offset, guards, owners: Vec::new() };
            self.add(&found, node);
        }
        for (at, branch) in resource.items("Policies").into_iter().enumerate() {
            let Some(node) = self.inline_document(resource, &branch) else { continue };
            let own = branch.node.get("PolicyName").map(|name| text(name).to_string());
            let name = format!("{}/{}", resource.id, own.unwrap_or_else(|| format!("Policies[{at}]")));
            let owners = vec![(identity.clone(), Guards::new())];
            let kind = PolicyKind::Inline;
            self.add(&Found { name, kind, offset: node.offset, guards: branch.guards, owners }, node);
        }
    }

    /// The document of an item of `Policies`. One that can't be read is a gap, but for those of SAM that are attached.
    fn inline_document(&mut self, resource: &Resource<'n>, branch: &Branch<'n>) -> Option<&'n Node> {
        if branch.node.get("Statement").is_some() {
            return Some(branch.node);
        }
        if let Some(node) = branch.node.get("PolicyDocument") {
            return Some(node);
        }
        if !resource.is_serverless() {
            let message = if function(branch.node).is_some() {
                let written = text(branch.node);
                format!("is judged without the inline policy `{written}`, which is known at deployment")
            } else {
                let name = branch.node.get("PolicyName").map(text).unwrap_or_default().to_string();
                format!("is judged without the inline policy `{}`, which has no `PolicyDocument`", name.escape_debug())
            };
            self.collector.gap_of(&identity(resource)?, branch.node.offset, message);
        }
        None
    }

    /// Policies somewhere in a resource of another type.
    fn search(&mut self, resource: &Resource<'n>, is_of_aws: bool) {
        let mut places = Vec::new();
        let node = if is_of_aws { resource.node.get("Properties").unwrap_or(resource.node) } else { resource.node };
        find_policies(node, is_of_aws, "", &mut places);
        let is_one = places.len() == 1;
        let kind = if is_of_aws { PolicyKind::Resource } else { PolicyKind::Document };
        for (path, node) in places {
            let path = path.trim_start_matches('.').trim_start_matches("Properties.");
            let name = if is_one { resource.id.to_owned() } else { format!("{}/{path}", resource.id) };
            let (owners, guards) = (self.attachments.owners(resource.id), resource.guards.clone());
            self.add(&Found { name, kind, offset: node.offset, guards, owners }, node);
        }
    }

    fn add(&mut self, found: &Found, node: &Node) {
        let is_declared = |name: &str| name.starts_with("AWS::") || self.declared.contains(name);
        let mut reported = BTreeSet::new();
        for (written, offset) in unreplaced(node, &is_declared) {
            if reported.insert(written.clone()) {
                self.collector.finding(unreplaced_finding(found, &written, offset));
            }
        }
        document::add(self.collector, found, node);
    }
}

fn unreplaced_finding(found: &Found, written: &str, offset: usize) -> Finding {
    let shown = written.escape_debug();
    let message = format!("has `{shown}` outside of `Fn::Sub`: CloudFormation does not replace it");
    let finding = Finding::new(Severity::Error, Kind::Invalid, offset, message);
    Finding { policy: Some(found.name.clone()), ..finding }.help("write the text with `!Sub`, or `Fn::Sub` in JSON")
}

/// The policies in a value, each with the way to it: whatever looks like one, or in a resource of AWS what is called
/// so, too.
fn find_policies<'n>(node: &'n Node, is_of_aws: bool, path: &str, found: &mut Vec<(String, &'n Node)>) {
    match &node.kind {
        NodeKind::Object(members) => {
            for Member { key, value, .. } in members {
                let path = format!("{path}.{key}");
                let may_be = !is_of_aws || ["Policy", "PolicyDocument"].iter().any(|end| key.ends_with(end));
                if may_be && is_policy(value) {
                    found.push((path, value));
                } else {
                    find_policies(value, is_of_aws, &path, found);
                }
            }
        }
        NodeKind::List(items) => {
            for (at, item) in items.iter().enumerate() {
                let path = format!("{path}[{at}]");
                if !is_of_aws && is_policy(item) {
                    found.push((path, item));
                } else {
                    find_policies(item, is_of_aws, &path, found);
                }
            }
        }
        NodeKind::Null | NodeKind::Text(_) | NodeKind::Unknown(_) => {}
    }
}

/// Whether a value looks like a policy, as an object or as JSON in a text.
fn is_policy(node: &Node) -> bool {
    branches(node, &Guards::new()).iter().any(|branch| {
        let is_text = branch.node.text().is_some_and(|text| text.trim_start().starts_with('{'))
            || matches!(function(branch.node), Some(("Fn::Sub" | "Fn::Join", _)));
        let inner = is_text.then(|| resolve(branch.node, &|_| true)).flatten();
        let inner = inner.and_then(|resolved| inner_document(resolved).ok());
        document::is_policy(inner.as_ref().unwrap_or(branch.node))
    })
}

fn application(resource: &Resource<'_>) -> Application {
    let source = resource.property("ModelSource").and_then(|source| source.get("CopyFrom"));
    let sources = source.map(|source| branches(source, &Guards::new())).unwrap_or_default();
    let copied = if let [only] = sources.as_slice() { Some(text(only.node)) } else { None };
    Application {
        reference: format!("${{{}.InferenceProfileArn}}", resource.id),
        name: resource.id.to_owned(),
        copied,
        offset: resource.node.offset,
    }
}

/// Macros may add anything to a template; those of SAM and of language extensions are known.
fn report_macros(root: &Node, resources: &Resources<'_>, collector: &mut Collector) {
    const KNOWN: [&str; 2] = ["AWS::Serverless-", "AWS::LanguageExtensions"];
    let add = |collector: &mut Collector, node: &Node, what: &str| {
        collector.gap(Owner::Everyone, node.offset, format!("is judged without what {what} makes of the template"));
    };
    for transform in root.get("Transform").map(Node::items).unwrap_or_default() {
        let name = transform.get("Name").unwrap_or(transform).text().unwrap_or("Transform");
        if !KNOWN.iter().any(|known| name.starts_with(known)) {
            add(collector, transform, &format!("the macro `{}`", name.escape_debug()));
        }
    }
    let is_macro = |member: &&Member| member.key == "Fn::Transform";
    let loops = |member: &&Member| member.key.starts_with("Fn::ForEach") && has_policy(&member.value);
    let members = root.get("Resources").map(Node::members).unwrap_or_default();
    let of_resources = members.iter().filter(|member| is_macro(member) || loops(member));
    let identities = resources.all.iter().filter(|resource| resource.is_of_identities());
    let in_resources = identities.flat_map(|resource| {
        let properties = resource.node.get("Properties").map(Node::members).unwrap_or_default();
        resource.node.members().iter().chain(properties).filter(is_macro)
    });
    let of_root = root.members().iter().filter(is_macro);
    for member in of_root.chain(of_resources).chain(in_resources) {
        add(collector, &member.value, &format!("`{}`", member.key.escape_debug()));
    }
    let globals = root.get("Globals").map(Node::members).unwrap_or_default();
    for boundary in globals.iter().filter_map(|member| member.value.get("PermissionsBoundary")) {
        collector.gap(Owner::Everyone, boundary.offset, managed::BOUNDARY);
    }
}

/// Whether policies, or identities with some, may be somewhere in a value.
fn has_policy(node: &Node) -> bool {
    let is_type = |member: &Member| {
        let services = ["AWS::IAM::", "AWS::Serverless::", "AWS::SSO::", "AWS::Organizations::"];
        let name = member.value.text().filter(|_| member.key == "Type").unwrap_or_default();
        services.iter().any(|service| name.starts_with(service))
    };
    match &node.kind {
        NodeKind::Object(members) => {
            document::is_policy(node) || members.iter().any(|member| is_type(member) || has_policy(&member.value))
        }
        NodeKind::List(items) => items.iter().any(has_policy),
        NodeKind::Null | NodeKind::Text(_) | NodeKind::Unknown(_) => false,
    }
}

/// The conditions that a template declares.
fn conditions(root: &Node) -> TemplateConditions {
    let declared = root.get("Conditions").map(Node::members).unwrap_or_default();
    let declared: BTreeMap<String, Expression> =
        declared.iter().map(|member| (member.key.clone(), expression(&member.value))).collect();
    TemplateConditions::new(declared).with_allowed(allowed(root))
}

fn expression(node: &Node) -> Expression {
    let free = || Expression::Free(text(node).to_string());
    if let [Member { key, value, .. }] = node.members()
        && key == "Condition"
    {
        return value.text().map_or_else(free, |name| Expression::Condition(name.to_owned()));
    }
    match function(node) {
        Some(("Fn::And", of)) => Expression::All(of.items().iter().map(expression).collect()),
        Some(("Fn::Or", of)) => Expression::Any(of.items().iter().map(expression).collect()),
        Some(("Fn::Not", of)) => match of.items() {
            [of] => Expression::Not(Box::new(expression(of))),
            _ => free(),
        },
        Some(("Fn::Equals", of)) => match of.items() {
            [left, right] => Expression::Equals(operand(left), operand(right)),
            _ => free(),
        },
        _ => free(),
    }
}

/// What `AllowedValues` leaves of parameters. Of one of Systems Manager it limits the name alone.
fn allowed(root: &Node) -> BTreeMap<String, BTreeSet<String>> {
    let parameters = root.get("Parameters").map(Node::members).unwrap_or_default();
    let own = parameters.iter().filter_map(|Member { key, value, .. }| {
        let is_stored = value.get("Type").map(text).is_some_and(|own| own.to_string().starts_with("AWS::SSM::"));
        let values = value.get("AllowedValues").filter(|_| !is_stored)?.items().iter().map(text);
        let values: Option<BTreeSet<String>> = values.map(|text| text.known().map(str::to_owned)).collect();
        Some((format!("${{{key}}}"), values?))
    });
    own.collect()
}

fn operand(node: &Node) -> Operand {
    let text = text(node);
    match text.known() {
        Some(known) => Operand::Literal(known.to_owned()),
        None => Operand::Reference(text.to_string()),
    }
}
