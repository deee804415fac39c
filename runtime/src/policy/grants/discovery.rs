//! Listing what there is.

use crate::policy::statement::{Action, Label, Purpose, Resource, Statement};
use crate::policy::{Grant, GrantError, Grantable};
use alloc::vec;

/// Grants `ListInferenceProfiles` and `ListFoundationModels`, on every resource: these actions know none, and a
/// statement that names one grants nothing.
///
/// ```
/// use bedrock_profiles::{Policy, PolicyError, policy::grant_discovery};
///
/// let mut policy = Policy::new("Discovery").in_account("123456789012")?;
/// grant_discovery(&mut policy)?;
/// assert!(policy.to_iam_json()?.contains("bedrock:ListInferenceProfiles"));
/// # Ok::<(), PolicyError>(())
/// ```
///
/// See <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html>.
pub fn grant_discovery(grantee: &mut dyn Grantable) -> Result<Grant, GrantError> {
    let statement = Statement {
        label: Label { id: Some("bedrock".into()), source: None, purpose: Purpose::Discovery },
        actions: vec![Action::ListInferenceProfiles, Action::ListFoundationModels],
        resources: vec![Resource::Every],
        conditions: vec![],
    };
    Grant::to(grantee, vec![statement])
}
