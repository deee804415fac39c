//! Service control policies (SCPs): one that denies Regions and keeps profiles working, and what existing ones
//! would break. It takes the feature `scp`.
//!
//! An SCP that denies Regions sees more than the caller does. For a geographic profile `aws:RequestedRegion` is
//! each destination Region in turn; for a global one it is the string `unspecified`. A list of allowed Regions
//! therefore breaks both, now and then or always, unless it leaves invoking through a profile alone.
//!
//! # What the check covers
//!
//! [`check`] evaluates the requests that the statements of `grant_invoke` are about: each of the actions on the
//! profile, and on its model wherever it may run, with the condition keys that Bedrock sets.
//!
//! * **Attached together.** What no statement allows is denied, as soon as one of the documents allows anything. A
//!   document that only denies is taken to stand beside `FullAWSAccess`, as AWS has it. Each level, from the root
//!   down to the account, has to let a request through: check the documents of each level together, by [`Scps`].
//! * **What is not known.** The check has no value for most condition keys, such as `aws:PrincipalArn`. What they
//!   would decide it finds, and says on which of them it [depends](Finding::depends_on). The same goes for the
//!   account, for the id of an application profile that is not created yet, and for
//!   `bedrock:InferenceProfileArn` on the profile itself, of which AWS does not say whether it is set.
//! * **Not covered** are other policies: identity policies, permissions boundaries, resource control policies,
//!   session policies, VPC endpoint policies. Nor are other actions than those that invoke, the management account
//!   and service-linked roles, which no SCP binds.
//!
//! The evaluator is that of `bedrock-profiles-iam`: all elements of a statement, wildcards and policy variables, every
//! condition operator, ARNs part by part. What it can't read is refused, with the element. The crate that judges this
//! library's tests, `iam-rs` 0.8, would not do: it decides every request, and takes a key without a value for one that
//! the request does not have, so that an exemption of one role reads as a deny for all; it matches ARNs as plain text
//! and `ArnEquals` literally, where AWS goes part by part; and it has no policy variables in conditions. Where it is
//! right, the tests compare the two.
//!
//! See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html> and
//! <https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html>.

mod check;
mod document;
mod error;
mod finding;
mod need;
mod region_deny;
mod request;

pub use check::{Scps, check};
pub use error::{ScpError, ScpErrorKind};
pub use finding::Finding;
pub use region_deny::{GLOBAL_ACTIONS, ServiceControlPolicy, region_deny};
