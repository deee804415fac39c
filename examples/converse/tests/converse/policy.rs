//! The committed policy, which no build script writes.

use crate::profiles::SUPPORT_CHAT;
use bedrock_profiles::{Policy, PolicyError, build};

#[test]
fn the_committed_policy_is_as_declared() -> Result<(), PolicyError> {
    let mut policy = Policy::new("Converse");
    SUPPORT_CHAT.grant_invoke(&mut policy)?;
    build::assert_current("converse.template.yaml", &policy);
    Ok(())
}
