//! Who has policies.

/// A role, a user or a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    kind: &'static str,
    pub(super) name: String,
}

impl Identity {
    pub(super) fn role(name: String) -> Self {
        Identity { kind: "role", name }
    }
}

/// How each kind of identity is written.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// In CloudFormation, and in what the AWS CLI prints.
    pub(super) type_name: &'static str,
    pub(super) name_key: &'static str,
    pub(super) names_key: &'static str,
    /// In Terraform.
    pub(super) resource: &'static str,
    pub(super) attribute: &'static str,
    pub(super) attributes: &'static str,
}

pub(super) const KINDS: [Kind; 3] = [
    Kind {
        name: "role",
        type_name: "AWS::IAM::Role",
        name_key: "RoleName",
        names_key: "Roles",
        resource: "aws_iam_role",
        attribute: "role",
        attributes: "roles",
    },
    Kind {
        name: "user",
        type_name: "AWS::IAM::User",
        name_key: "UserName",
        names_key: "Users",
        resource: "aws_iam_user",
        attribute: "user",
        attributes: "users",
    },
    Kind {
        name: "group",
        type_name: "AWS::IAM::Group",
        name_key: "GroupName",
        names_key: "Groups",
        resource: "aws_iam_group",
        attribute: "group",
        attributes: "groups",
    },
];

impl Kind {
    pub(super) fn identity(&self, name: impl Into<String>) -> Identity {
        Identity { kind: self.name, name: name.into() }
    }
}
