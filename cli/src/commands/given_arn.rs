//! An ARN in the place of an id: the id in it, and what is wrong with the rest.

use crate::failure::Failure;
use crate::slips::shell_word;
use bedrock_profiles::Policy;
use bedrock_profiles_catalog::{Catalog, Partition, check};

/// What an account has, and what AWS's command line says of it.
const OF_ACCOUNTS: [(&str, &str, &str); 8] = [
    (
        "application-inference-profile",
        "an application inference profile",
        "get-inference-profile --inference-profile-identifier",
    ),
    ("prompt-router", "a prompt router", "get-prompt-router --prompt-router-arn"),
    ("default-prompt-router", "a default prompt router", "get-prompt-router --prompt-router-arn"),
    ("provisioned-model", "a provisioned model", "get-provisioned-model-throughput --provisioned-model-id"),
    ("imported-model", "an imported model", "get-imported-model --model-identifier"),
    ("custom-model", "a custom model", "get-custom-model --model-identifier"),
    (
        "custom-model-deployment",
        "the deployment of a custom model",
        "get-custom-model-deployment --custom-model-deployment-identifier",
    ),
    ("guardrail", "a guardrail", "get-guardrail --guardrail-identifier"),
];

/// The parts of an ARN, as they are written.
#[derive(Clone, Copy)]
pub(super) struct GivenArn<'a> {
    text: &'a str,
    partition: &'a str,
    service: &'a str,
    region: &'a str,
    account: &'a str,
    kind: &'a str,
    id: &'a str,
}

impl<'a> GivenArn<'a> {
    /// `None` for what does not begin as an ARN.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut rest = text.strip_prefix("arn:")?;
        let mut next = || {
            let (part, after) = part_of(rest);
            rest = after;
            part
        };
        let (partition, service, region, account) = (next(), next(), next(), next());
        let resource = rest;
        let (kind, id) = resource.split_once('/').unwrap_or((resource, ""));
        Some(GivenArn { text, partition, service, region, account, kind, id })
    }

    /// The id of the profile or model.
    pub(super) fn id(self) -> Result<&'a str, Failure> {
        if self.service == "bedrock" && (self.is_profile() || self.is_model()) && !self.id.is_empty() {
            return Ok(self.id);
        }
        let arn = self.text.escape_debug();
        let word = shell_word(self.text).unwrap_or_else(|| "ARN".to_owned());
        Err(match OF_ACCOUNTS.iter().find(|(kind, ..)| self.service == "bedrock" && *kind == self.kind) {
            Some((_, what, command)) => Failure::new(format_args!(
                "`{arn}` is {what}: it belongs to an account, not to the catalog\nhelp: `aws bedrock {command} {word}` shows it"
            )),
            None => Failure::new(format_args!(
                "`{arn}` is not the ARN of an inference profile or a foundation model\n\
                 note: these are `arn:aws:bedrock:REGION:ACCOUNT:inference-profile/ID` and \
                 `arn:aws:bedrock:REGION::foundation-model/ID`"
            )),
        })
    }

    /// What is wrong with the rest: who copies the ARN into a policy or a call is refused.
    pub(super) fn warnings(self, catalog: Catalog<'_>, account: Option<&str>) -> Vec<String> {
        let parts: Vec<String> =
            [self.wrong_partition(), self.wrong_region(), self.wrong_account()].into_iter().flatten().collect();
        let form =
            (!parts.is_empty()).then(|| format!("{}\nhelp: it is `{}`", parts.join("; "), self.corrected(account)));
        form.into_iter().chain(self.elsewhere(catalog)).collect()
    }

    fn is_profile(self) -> bool {
        self.kind == "inference-profile"
    }

    fn is_model(self) -> bool {
        self.kind == "foundation-model"
    }

    /// That of the Region, if the ARN has another.
    fn partition_of_region(self) -> Option<Partition> {
        let partition = Partition::from_region(self.region);
        let is_open = self.region.is_empty() || is_pattern(self.region) || is_pattern(self.partition);
        (!is_open && partition.as_str() != self.partition).then_some(partition)
    }

    fn wrong_partition(self) -> Option<String> {
        let partition = self.partition_of_region()?;
        let (region, own) = (self.region.escape_debug(), self.partition.escape_debug());
        Some(format!("`{region}` belongs to the partition `{partition}`, not to `{own}`"))
    }

    fn wrong_region(self) -> Option<String> {
        (self.is_profile() && self.region.is_empty()).then(|| {
            "the ARN of an inference profile has the Region from which it is called, and this one has none".to_owned()
        })
    }

    fn wrong_account(self) -> Option<String> {
        let is_id = Policy::new("Account").in_account(self.account).is_ok() || is_pattern(self.account);
        if self.is_model() {
            let own = "the ARN of a foundation model has no account, and this one has one";
            return (!self.account.is_empty()).then(|| own.to_owned());
        }
        match self.account {
            _ if is_id => None,
            "" => Some("the ARN of an inference profile has an account, and this one has none".to_owned()),
            other => Some(format!("`{}` is not the id of an account, which has 12 digits", other.escape_debug())),
        }
    }

    fn corrected(self, account: Option<&str>) -> String {
        let partition = self.partition_of_region().map_or(self.partition, |partition| partition.as_str());
        let region = if self.wrong_region().is_some() { "REGION" } else { self.region };
        let account = match self.wrong_account() {
            Some(_) if self.is_model() => "",
            Some(_) => account.unwrap_or("ACCOUNT"),
            None => self.account,
        };
        let arn = format!("arn:{partition}:bedrock:{region}:{account}:{}/{}", self.kind, self.id);
        arn.escape_debug().to_string()
    }

    /// A Region in which there is nothing of this id.
    fn elsewhere(self, catalog: Catalog<'_>) -> Option<String> {
        if self.region.is_empty() || is_pattern(self.region) {
            return None;
        }
        let problem = match catalog.profile(self.id).filter(|_| self.is_profile()) {
            Some(profile) => check::source(catalog, profile, self.region).err(),
            None => check::region(catalog, self.region).err(),
        };
        problem.map(|problem| problem.to_string())
    }
}

/// The text up to a colon that is in no variable, such as `${AWS::AccountId}`, and what follows it.
fn part_of(text: &str) -> (&str, &str) {
    let mut is_in_variable = false;
    let end = text.find(|c: char| {
        match c {
            '{' => is_in_variable = true,
            '}' => is_in_variable = false,
            _ => {}
        }
        c == ':' && !is_in_variable
    });
    end.and_then(|end| Some((text.get(..end)?, text.get(end + 1..)?))).unwrap_or((text, ""))
}

/// What a policy leaves open: `*`, or a variable.
fn is_pattern(part: &str) -> bool {
    part.contains(['*', '?', '$'])
}
