//! Whether service control policies leave declared profiles working.

use super::document::{self, Control};
use super::error::ScpError;
use super::finding::{Cure, Finding};
use super::need::{self, Need};
use super::request::{INFERENCE_PROFILE_ARN, Invocation, PRINCIPAL_ACCOUNT};
use crate::policy::Action;
use crate::{Arn, Invokable, input};
use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};
use bedrock_profiles_iam::{Cause, Document, Request, Truth, evaluate};

/// An account, and the id of an application profile, that no document names.
const ANY: &str = "000000000000";

/// Which of `profiles` the service control policy in `document` would break, in which Region, and by which of its
/// statements; empty if it leaves them all working.
///
/// The document is checked alone, for any account: [`Scps`] takes several and an account. The
/// [module](crate::scp) says what the check covers. Refused for what is no JSON and no policy, and for a profile that
/// can't be granted.
pub fn check(document: impl AsRef<str>, profiles: &[&dyn Invokable]) -> Result<Vec<Finding>, ScpError> {
    Scps::new(document)?.check(profiles)
}

/// Service control policies that are attached side by side, to the same root, organizational unit or account: what
/// one of them allows is allowed, and what one of them denies is denied.
///
/// ```
/// use bedrock_profiles::{inference_profile, scp};
///
/// let document = r#"{
///     "Version": "2012-10-17",
///     "Statement": {
///         "Sid": "DenyOutside",
///         "Effect": "Deny",
///         "Action": "*",
///         "Resource": "*",
///         "Condition": { "StringNotEquals": { "aws:RequestedRegion": "us-east-1" } }
///     }
/// }"#;
/// let chat = inference_profile!("us.anthropic.claude-sonnet-4-6", source_regions: ["us-east-1"]);
/// let findings = scp::Scps::new(document)?.in_account("123456789012")?.check(&[&chat])?;
/// assert_eq!(findings[0].requested_region(), "us-east-2");
/// assert_eq!(findings[0].statement(), Some("DenyOutside"));
/// # Ok::<(), scp::ScpError>(())
/// ```
///
/// See <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>.
#[derive(Debug)]
pub struct Scps {
    documents: Vec<Vec<Control>>,
    account: Option<String>,
    /// What the documents may mean by an account that is not known, and by the id of an application profile.
    accounts: Vec<String>,
    application_ids: Vec<String>,
}

impl Scps {
    /// The policy in `document`. Refused for what is no JSON, and no policy of operators that are known here: the error
    /// names the place.
    pub fn new(document: impl AsRef<str>) -> Result<Self, ScpError> {
        let any = || vec![ANY.to_string()];
        Scps { documents: Vec::new(), account: None, accounts: any(), application_ids: any() }.and(document)
    }

    /// These policies, and that in `document` beside them; refused as by [`new`](Self::new).
    pub fn and(mut self, document: impl AsRef<str>) -> Result<Self, ScpError> {
        self.add(document::read(document.as_ref())?);
        Ok(self)
    }

    /// For the command alone, which reads documents that stand in other files: not part of the public interface.
    #[doc(hidden)]
    pub fn from_documents<'d>(documents: impl IntoIterator<Item = (&'d Document, &'d str)>) -> Result<Self, ScpError> {
        let any = || vec![ANY.to_string()];
        let mut scps = Scps { documents: Vec::new(), account: None, accounts: any(), application_ids: any() };
        for (document, text) in documents {
            scps.add(document::controls(document, text)?);
        }
        Ok(scps)
    }

    fn add(&mut self, controls: Vec<Control>) {
        for text in controls.iter().flat_map(Control::texts) {
            add(&mut self.accounts, accounts_meant(&text));
            add(&mut self.application_ids, application_ids_meant(&text));
        }
        self.documents.push(controls);
    }

    /// For the account of this 12-digit id. Without it, what holds for some accounts only is found as depending on
    /// `aws:PrincipalAccount`.
    pub fn in_account(mut self, account: &str) -> Result<Self, ScpError> {
        self.account = Some(input::account(account)?.to_string());
        Ok(self)
    }

    /// Which of `profiles` they break, as [`check`] says it: in the order of the profiles, of what
    /// each needs, and of the statements.
    pub fn check(&self, profiles: &[&dyn Invokable]) -> Result<Vec<Finding>, ScpError> {
        let mut findings = Vec::new();
        for profile in profiles {
            let statements = need::statements(*profile)?;
            findings.extend(Need::of(&statements).flat_map(|need| self.findings(need)));
        }
        Ok(findings)
    }

    fn findings(&self, need: Need) -> Vec<Finding> {
        let denying = self.controls().filter(|(_, control)| control.denies()).flat_map(|(at, control)| {
            let denies = |request: &dyn Request| evaluate::denies([&control.statement], request);
            self.findings_of(need, Some((at, control)), |action| self.whatever_is_unknown(need, action, denies))
        });
        let mut findings: Vec<Finding> = denying.collect();
        if self.controls().any(|(_, control)| control.allows()) {
            let statements = || self.controls().map(|(_, control)| &control.statement);
            let allows = |request: &dyn Request| evaluate::allows(statements(), request);
            let is_denied = |action| self.whatever_is_unknown(need, action, allows).negated();
            findings.extend(self.findings_of(need, None, is_denied));
        }
        findings
    }

    /// What one statement, or the lack of one, does to each action: once for those that it depends on the same for.
    fn findings_of(
        &self,
        need: Need,
        cause: Option<(usize, &Control)>,
        is_denied: impl Fn(Action) -> Truth,
    ) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for action in need.statement.actions() {
            let depends_on: Vec<String> = match is_denied(*action) {
                Truth::No => continue,
                Truth::Yes => Vec::new(),
                Truth::Depends(causes) => causes.iter().map(ToString::to_string).collect(),
            };
            match findings.iter_mut().find(|other| other.depends_on == depends_on) {
                Some(same) => same.actions.push(*action),
                None => {
                    let document = cause.map(|(at, _)| at + 1).filter(|_| self.documents.len() > 1);
                    let finding = self.finding(need, *action, cause.map(|(_, control)| control));
                    findings.push(Finding { document, depends_on, ..finding });
                }
            }
        }
        findings
    }

    /// What is so of a request whatever the account is, whatever id an application profile is given, and whether
    /// or not `bedrock:InferenceProfileArn` is set where the resource is the profile itself: AWS does not say.
    fn whatever_is_unknown(&self, need: Need, action: Action, is_so: impl Fn(&dyn Request) -> Truth) -> Truth {
        let key = |key: &str| Cause::Key(key.to_string());
        let (account_key, profile_key) = (key(PRINCIPAL_ACCOUNT), key(INFERENCE_PROFILE_ARN));
        let requested_region = need.requested_region();
        let of_request = |account: &str, id: &str| {
            let (resource, through) = (need.arn(account, id), need.through(account, id));
            let with_profile = |inference_profile_arn| {
                let (action, resource, requested_region) = (action.as_str(), &*resource, &*requested_region);
                is_so(&Invocation { action, resource, requested_region, inference_profile_arn, account })
            };
            let itself = (!need.is_of_model()).then_some(&*resource);
            let may_be = [through.as_deref()].into_iter().chain(itself.map(Some));
            Truth::whichever(&profile_key, may_be.map(with_profile))
        };
        Truth::whichever(
            &account_key,
            self.accounts(need).iter().map(|account| {
                let ids = self.application_ids(need).iter();
                Truth::whichever(&profile_key, ids.map(|id| of_request(account, id)))
            }),
        )
    }

    fn accounts(&self, need: Need) -> Vec<String> {
        let in_arn = need.created_arn().map(Arn::account);
        match in_arn.or(self.account.as_deref()) {
            Some(account) => vec![account.to_string()],
            None => self.accounts.clone(),
        }
    }

    fn application_ids(&self, need: Need) -> &[String] {
        if need.is_yet_to_be_created() {
            &self.application_ids
        } else {
            self.application_ids.get(..1).unwrap_or_default()
        }
    }

    fn finding(&self, need: Need, action: Action, control: Option<&Control>) -> Finding {
        let account = self.account.as_deref().unwrap_or("*");
        Finding {
            profile: need.id(),
            source_region: need.source_region(),
            requested_region: need.requested_region(),
            actions: vec![action],
            resource: need.arn(account, "*"),
            through: need.through(account, "*"),
            statement: control.map(|control| control.name.clone()),
            cure: control.map(|control| Cure::new(&control.written, &need.arn(account, "*"))),
            document: None,
            depends_on: Vec::new(),
        }
    }

    fn controls(&self) -> impl Iterator<Item = (usize, &Control)> {
        self.documents.iter().enumerate().flat_map(|(at, document)| document.iter().map(move |it| (at, it)))
    }
}

/// The account ids that `text` names, or the first that its wildcards stand for.
fn accounts_meant(text: &str) -> impl Iterator<Item = String> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && !is_wildcard(c));
    runs.filter_map(|run| {
        let run = run.replace('?', "0");
        let digits = run.chars().filter(char::is_ascii_digit).count();
        let zeros = "0".repeat(ANY.len().checked_sub(digits)?);
        let account = run.replacen('*', &zeros, 1).replace('*', "");
        (digits > 0 && account.len() == ANY.len()).then_some(account)
    })
}

/// The ids of application profiles that `text` names, or the shortest that its wildcards stand for.
fn application_ids_meant(text: &str) -> impl Iterator<Item = String> {
    let after_kind = text.split("application-inference-profile/").skip(1);
    let ids = after_kind.filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && !is_wildcard(c)).next());
    ids.map(|id| id.replace('?', "0").replace('*', "")).filter(|id| !id.is_empty())
}

fn is_wildcard(character: char) -> bool {
    matches!(character, '*' | '?')
}

/// Adds what is not there yet.
fn add(all: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for item in more {
        if !all.contains(&item) {
            all.push(item);
        }
    }
}
