//! Writes what the function may do to `mail_sorter.template.yaml`, which `template.yaml` nests.

#![deny(dead_code)] // A profile that nothing grants is an error.

use bedrock_profiles::{Policy, build};

#[path = "src/profiles.rs"]
mod profiles;

fn main() {
    build::run(|build| {
        let mut policy = Policy::new("MailSorter");
        // The function takes the whole answer: it never streams.
        profiles::MAIL_SORTER.grant_invoke_only(&mut policy)?;
        build.write("mail_sorter.template.yaml", &policy)?;
        Ok(())
    });
}
