//! Who has policies.

/// A role, a user, a group, or a permission set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// Which of them.
    pub kind: IdentityKind,
    /// What the file calls it.
    pub name: String,
}

/// What kind of identity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityKind {
    /// An IAM role.
    Role,
    /// An IAM user.
    User,
    /// An IAM group.
    Group,
    /// A permission set of IAM Identity Center, of which roles are made.
    PermissionSet,
}
