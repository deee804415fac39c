//! What a file leaves open until its deployment.
//!
//! Three things are not known, and each has its own type. What the *request* decides is a policy variable, or a
//! condition key: a pattern of [`bedrock_profiles_iam`]. What the *deployment* decides is [`Deployed`]. What the
//! *reader* can't resolve is any other unknown piece of a [`Text`](bedrock_profiles_iam::Text).

/// Something that every deployment has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deployed {
    /// The account.
    Account,
    /// The partition.
    Partition,
    /// The Region.
    Region,
}

/// What an unknown piece stands for, if the deployment decides it: `${AWS::Region}`, `${data.aws_region.x.name}`.
pub fn deployed(written: &str) -> Option<Deployed> {
    let inner = written.strip_prefix("${")?.strip_suffix('}')?;
    match inner {
        "AWS::AccountId" => return Some(Deployed::Account),
        "AWS::Partition" => return Some(Deployed::Partition),
        "AWS::Region" => return Some(Deployed::Region),
        _ => {}
    }
    let parts: Vec<&str> = inner.strip_prefix("data.")?.split('.').collect();
    match *parts.as_slice() {
        ["aws_caller_identity", _, "account_id" | "id"] => Some(Deployed::Account),
        ["aws_partition", _, "partition" | "id"] => Some(Deployed::Partition),
        ["aws_region", _, "name" | "region" | "id"] => Some(Deployed::Region),
        _ => None,
    }
}
