//! What a request has that a policy asks for.

/// A request as IAM evaluates it.
pub trait Request {
    /// The action, such as `s3:GetObject`.
    fn action(&self) -> &str;

    /// The ARN of the resource.
    fn resource(&self) -> &str;

    /// The value of a condition key. Names of keys ignore case.
    fn value(&self, key: &str) -> Value<'_>;
}

/// What is known of the value of a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// The request has the key, with this one value.
    Known(&'a str),
    /// The request has no such key.
    Absent,
    /// Whether the request has the key, and what its value is, only the request tells.
    Unknown,
}
