//! Writes what the service may do to `infra/support_chat.tf.json`.

#![deny(dead_code)] // A profile that nothing grants is an error.

use bedrock_profiles::{Policy, build};

#[path = "src/profiles.rs"]
mod profiles;

fn main() {
    build::run(|build| {
        let mut policy = Policy::new("SupportChat").in_region("eu-central-1")?;
        profiles::SUPPORT_CHAT.grant_invoke(&mut policy)?;
        profiles::BILLED_CHAT.grant_invoke(&mut policy)?;
        build.write("infra/support_chat.tf.json", &policy)?;
        Ok(())
    });
}
