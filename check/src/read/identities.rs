//! What users, groups, roles and permission sets are called in each form.

use crate::model::{Identity, IdentityKind};

/// The names that one kind of IAM identity has.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) kind: IdentityKind,
    /// In CloudFormation, and in what the AWS CLI prints.
    pub(super) type_name: &'static str,
    pub(super) name_key: &'static str,
    pub(super) list_key: &'static str,
    /// In an account export.
    pub(super) inline_key: &'static str,
    /// In Terraform.
    pub(super) resource: &'static str,
    pub(super) attribute: &'static str,
    pub(super) attributes: &'static str,
}

pub(super) const IAM: [Names; 3] = [
    Names {
        kind: IdentityKind::Role,
        type_name: "AWS::IAM::Role",
        name_key: "RoleName",
        list_key: "Roles",
        inline_key: "RolePolicyList",
        resource: "aws_iam_role",
        attribute: "role",
        attributes: "roles",
    },
    Names {
        kind: IdentityKind::User,
        type_name: "AWS::IAM::User",
        name_key: "UserName",
        list_key: "Users",
        inline_key: "UserPolicyList",
        resource: "aws_iam_user",
        attribute: "user",
        attributes: "users",
    },
    Names {
        kind: IdentityKind::Group,
        type_name: "AWS::IAM::Group",
        name_key: "GroupName",
        list_key: "Groups",
        inline_key: "GroupPolicyList",
        resource: "aws_iam_group",
        attribute: "group",
        attributes: "groups",
    },
];

impl Names {
    pub(super) fn identity(&self, name: impl Into<String>) -> Identity {
        Identity { kind: self.kind, name: name.into() }
    }
}

pub(super) fn permission_set(name: impl Into<String>) -> Identity {
    Identity { kind: IdentityKind::PermissionSet, name: name.into() }
}
