//! What a deployment sets in the texts of a file: account, partition, Region.

use super::arn::{Parts, is_account, unknown_piece};
use super::statement::Caller;
use crate::model::{Application, Deployed, PolicyFile, deployed};
use bedrock_profiles_catalog::Partition;
use bedrock_profiles_iam::Text;
use bedrock_profiles_iam::document::{self, Located};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How texts of a file write what the deployment sets.
#[derive(Debug, Default)]
pub(super) struct Placeholders {
    /// What stands for the Region.
    regions: BTreeSet<String>,
    /// What stands for the account.
    accounts: BTreeSet<String>,
    /// An account that the file does not name.
    any_account: String,
}

impl Placeholders {
    pub(super) fn from_file(file: &PolicyFile) -> Self {
        let documents = file.policies.iter().flat_map(|policy| policy.variants.iter().flatten());
        let statements = documents.flat_map(|document| &document.statements);
        let texts = statements.flat_map(texts).chain(file.applications.iter().filter_map(|it| it.copied.as_ref()));
        let texts: Vec<&Text> = texts.collect();
        let arns: Vec<Parts> = texts.iter().map(|text| Parts::from_text(text)).filter(Parts::is_arn).collect();
        Placeholders {
            regions: standing_for(Deployed::Region, regions(&arns).into_iter()),
            accounts: standing_for(Deployed::Account, arns.iter().filter_map(Parts::account)),
            any_account: unnamed_account(&texts),
        }
    }

    pub(super) fn is_region(&self, part: &Text) -> bool {
        unknown_piece(part).is_some_and(|written| self.regions.contains(written))
    }
}

/// The Regions of profiles; those of models where no profile is named.
fn regions(arns: &[Parts]) -> Vec<&Text> {
    let is_of_deployment = |region: &&Text| unknown_piece(region).and_then(deployed) == Some(Deployed::Region);
    let of = |is_meant: fn(&Parts) -> bool| arns.iter().filter(move |parts| is_meant(parts)).filter_map(Parts::region);
    let own = of(Parts::is_profile);
    if arns.iter().any(Parts::is_profile) {
        return own.chain(of(|parts| !parts.is_profile()).filter(is_of_deployment)).collect();
    }
    of(|_| true).collect()
}

/// The pieces that stand for it where they are a whole part of an ARN: those that say so, else the only other one.
fn standing_for<'t>(what: Deployed, parts: impl Iterator<Item = &'t Text>) -> BTreeSet<String> {
    let written: BTreeSet<&str> = parts.filter_map(unknown_piece).collect();
    let (own, others): (BTreeSet<&str>, BTreeSet<&str>) =
        written.into_iter().partition(|written| deployed(written) == Some(what));
    let chosen = if own.is_empty() && others.len() == 1 { others } else { own };
    chosen.into_iter().map(str::to_owned).collect()
}

fn unnamed_account(texts: &[&Text]) -> String {
    let is_named = |account: &str| texts.iter().any(|text| text.to_string().contains(account));
    let mut candidates = (0..=9).map(|digit| format!("{digit}").repeat(12));
    candidates.find(|account| !is_named(account)).unwrap_or_else(|| "010203040506".to_owned())
}

/// The texts of a statement that may name what a deployment sets.
pub(super) fn texts(statement: &document::Statement) -> impl Iterator<Item = &Text> {
    let values = statement.conditions.iter().flat_map(|condition| &condition.values);
    statement.resources.texts.iter().chain(values).map(|located| &located.text)
}

/// The statement with other such texts.
pub(super) fn with_texts(statement: &document::Statement, other: impl Fn(&Text) -> Text) -> document::Statement {
    let mut changed = statement.clone();
    let values = changed.conditions.iter_mut().flat_map(|condition| &mut condition.values);
    for Located { text, .. } in changed.resources.texts.iter_mut().chain(values) {
        *text = other(text);
    }
    changed
}

/// A deployment of a file.
#[derive(Debug)]
pub(super) struct Deployment {
    /// Its Region, where that counts and is known.
    pub(super) region: Option<Rc<str>>,
    pub(super) caller: Caller,
    /// What texts have in place of what they leave open.
    values: BTreeMap<String, String>,
    /// What texts of ours have, and what the file has in place of it.
    spellings: Vec<(String, String)>,
}

impl Deployment {
    pub(super) fn new(
        file: &PolicyFile,
        placeholders: &Placeholders,
        statements: &[&document::Statement],
        region: Option<&str>,
    ) -> Self {
        let caller = caller(placeholders, statements);
        let mut values = BTreeMap::new();
        let account = placeholders.accounts.iter().map(|written| (written.clone(), placeholders.any_account.clone()));
        values.extend(account);
        values.extend(
            region.into_iter().flat_map(|region| {
                placeholders.regions.iter().map(move |written| (written.clone(), region.to_owned()))
            }),
        );
        let mut deployment = Deployment { region: region.map(Rc::from), caller, values, spellings: Vec::new() };
        deployment.create(&file.applications);
        let account = placeholders.accounts.iter().next().map_or("ACCOUNT", String::as_str);
        deployment.spellings.push((placeholders.any_account.clone(), account.to_owned()));
        deployment
    }

    /// Gives each application profile of the file an ARN.
    fn create(&mut self, applications: &[Application]) {
        for (at, application) in applications.iter().enumerate() {
            let copied = application.copied.as_ref().map(|copied| Parts::from_text(&self.bound(copied)));
            let region = copied.as_ref().and_then(Parts::region).and_then(Text::known).map(str::to_owned);
            let Some(region) = region.or_else(|| self.region.as_deref().map(str::to_owned)) else { continue };
            let (partition, account) = (Partition::from_region(&region), &self.caller.account);
            let arn = format!("arn:{partition}:bedrock:{region}:{account}:application-inference-profile/zq{at:010}");
            self.values.insert(application.reference.clone(), arn.clone());
            self.spellings.push((arn, application.reference.clone()));
        }
    }

    /// The ARN that an application profile of the file has.
    pub(super) fn created(&self, reference: &str) -> Option<&str> {
        self.values.get(reference).map(String::as_str)
    }

    /// The text as this deployment has it.
    pub(super) fn bound(&self, text: &Text) -> Text {
        if text.known().is_some() {
            return text.clone();
        }
        let text = text.resolved(|written| self.values.get(written).cloned());
        let parts = Parts::from_text(&text);
        let is_open = parts.is_arn() && parts.partition().is_some_and(|part| unknown_piece(part).is_some());
        let text = if is_open { parts.with_partition(self.partition_of(&parts)) } else { text };
        text.resolved(|written| {
            (deployed(written) == Some(Deployed::Partition)).then(|| self.partition().as_str().to_owned())
        })
    }

    fn partition_of(&self, parts: &Parts) -> Partition {
        match parts.region().and_then(Text::known) {
            Some(region) if !region.is_empty() && !super::arn::is_pattern(region) => Partition::from_region(region),
            _ => self.partition(),
        }
    }

    fn partition(&self) -> Partition {
        self.region.as_deref().map_or(Partition::Aws, Partition::from_region)
    }

    /// The statement as this deployment has it.
    pub(super) fn bound_statement(&self, statement: &document::Statement) -> document::Statement {
        with_texts(statement, |text| self.bound(text))
    }

    /// A text of ours in the file's spelling.
    pub(super) fn spelled(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (own, written) in &self.spellings {
            if text.contains(own.as_str()) {
                text = text.replace(own.as_str(), written);
            }
        }
        text
    }
}

/// Whose policies they are: of the account that they name, or of whichever they are deployed in.
fn caller(placeholders: &Placeholders, statements: &[&document::Statement]) -> Caller {
    let parts = statements.iter().flat_map(|statement| texts(statement)).map(Parts::from_text).filter(Parts::is_arn);
    let named: BTreeSet<String> = parts
        .filter(|parts| parts.service().and_then(Text::known) == Some("bedrock"))
        .filter_map(|parts| parts.account()?.known().map(str::to_owned))
        .filter(|account| is_account(account))
        .collect();
    match named.first() {
        Some(account) if placeholders.accounts.is_empty() => {
            Caller { account: account.as_str().into(), is_any_account: false }
        }
        _ => Caller { account: placeholders.any_account.as_str().into(), is_any_account: true },
    }
}
