//! The command that writes what is needed.

use super::named::{Named, Origin};
use crate::model::{Calls, Form};
use bedrock_profiles_catalog::Catalog;

/// What a command must say to write a policy like the one that is judged.
#[derive(Clone, Copy)]
pub(super) struct Command<'c> {
    pub(super) catalog: Catalog<'c>,
    pub(super) form: Form,
    pub(super) calls: Calls,
    /// The account of the policy is not known.
    pub(super) is_any_account: bool,
}

impl Command<'_> {
    /// `None` where no command writes it: for a copy, for a profile that is retired or unknown, and for IAM JSON whose
    /// account is not known.
    pub(super) fn for_profile(self, named: &Named) -> Option<String> {
        let Origin::System { id } = &named.origin else { return None };
        let profile = self.catalog.profile(id).filter(|profile| !profile.is_retired())?;
        profile.route(&named.region)?;
        let account = (!self.is_any_account).then(|| format!(" --account {}", named.account));
        let format = match self.form {
            Form::Iam | Form::Account if account.is_none() => return None,
            Form::Iam | Form::Account => "",
            Form::Cloudformation => " --format cloudformation",
            Form::Sam => " --format sam",
            Form::Terraform => " --format terraform",
        };
        let calls = self.calls.option().map(|option| format!(" {option}")).unwrap_or_default();
        let (region, account) = (&named.region, account.unwrap_or_default());
        Some(format!(
            "`cargo bedrock-profiles policy --profile {id} --source-region {region}{account}{format}{calls}` writes what \
             it needs"
        ))
    }
}
