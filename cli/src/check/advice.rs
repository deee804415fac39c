//! The command that writes what is needed.

use super::document::Form;
use super::named::{Named, Origin};
use crate::args::Calls;
use bedrock_profiles_catalog::Catalog;

/// What a command must say to write a policy like the one that is judged.
#[derive(Clone, Copy)]
pub(super) struct Advice<'c> {
    pub(super) catalog: Catalog<'c>,
    pub(super) form: Form,
    pub(super) calls: Calls,
}

impl Advice<'_> {
    /// `None` where no command writes it: for a copy, for a profile that is retired or unknown, and for IAM JSON whose
    /// account is not known.
    pub(super) fn command(self, named: &Named) -> Option<String> {
        let Origin::System { id } = &named.origin else { return None };
        let profile = self.catalog.profile(id).filter(|profile| !profile.is_retired())?;
        profile.route(&named.region)?;
        let account = is_account(&named.account).then(|| format!(" --account {}", named.account));
        let format = match self.form {
            Form::Iam | Form::Account if account.is_none() => return None,
            Form::Iam | Form::Account => "",
            Form::Cloudformation => " --format cloudformation",
            Form::Sam => " --format sam",
            Form::Terraform => " --format terraform",
        };
        let calls = match self.calls {
            Calls { invoke_only: true, .. } => " --invoke-only",
            Calls { streaming_only: true, .. } => " --streaming-only",
            Calls { .. } => "",
        };
        let (region, account) = (&named.region, account.unwrap_or_default());
        Some(format!(
            "`cargo bedrock-profiles policy --profile {id} --source-region {region}{account}{format}{calls}` writes what \
             it needs"
        ))
    }
}

/// Whether it is the id of an account.
pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
