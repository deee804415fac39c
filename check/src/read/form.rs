//! What kind of file it is.

use crate::model::Form;
use bedrock_profiles_iam::json::Node;

/// The blocks of a Terraform module.
const BLOCKS: [&str; 12] = [
    "//",
    "check",
    "data",
    "import",
    "locals",
    "module",
    "moved",
    "output",
    "provider",
    "resource",
    "terraform",
    "variable",
];

/// The lists of an account export.
pub(super) const DETAILS: [&str; 3] = ["RoleDetailList", "UserDetailList", "GroupDetailList"];

pub(super) fn from_node(root: &Node) -> Form {
    let has = |key: &str| root.get(key).is_some();
    let transforms = root.get("Transform").map(Node::items).unwrap_or_default();
    if transforms.iter().any(|name| name.text().is_some_and(|name| name.starts_with("AWS::Serverless-"))) {
        Form::Sam
    } else if has("AWSTemplateFormatVersion") || has("Resources") {
        Form::Cloudformation
    } else if ["data", "resource", "format_version"].into_iter().any(has) || is_module(root) {
        Form::Terraform
    } else if DETAILS.into_iter().any(has) {
        Form::Account
    } else {
        Form::Iam
    }
}

/// Whether it is a state as Terraform stores it.
pub(super) fn is_raw_state(root: &Node) -> bool {
    let has_instances = |resource: &Node| resource.get("mode").is_some() && resource.get("instances").is_some();
    let has_resources = || root.get("resources").is_some_and(|all| all.items().iter().all(has_instances));
    root.get("terraform_version").is_some() && root.get("version").is_some() && has_resources()
}

/// Whether everything in it is a block of a module.
fn is_module(root: &Node) -> bool {
    let members = root.members();
    !members.is_empty() && members.iter().all(|member| BLOCKS.contains(&member.key.as_str()))
}
