//! What denials take from profiles, by the library's evaluator of service control policies: what it knows of a denial
//! holds in any policy.

use super::advice::is_account;
use super::arn::with_partition;
use super::condition::is_operator;
use super::document::Statement;
use super::finding::{Finding, Kind, Severity, quoted};
use super::missing::too_little;
use super::named::{ANY_ACCOUNT, Named};
use super::needs::{Need, Sum};
use super::text::ACCOUNT;
use bedrock_profiles::policy::Action;
use bedrock_profiles::scp::{self, Scps};
use bedrock_profiles::{Invokable, Partition};
use bedrock_profiles_catalog::Catalog;
use serde_json::json;
use std::collections::BTreeMap;

/// A statement that denies, or may deny, something that is needed.
pub(super) struct Denial<'d> {
    statement: &'d Statement,
    pub(super) need: &'d Need,
    /// The condition keys that decide it, and that a policy alone does not tell.
    pub(super) depends_on: Vec<String>,
}

impl Denial<'_> {
    pub(super) fn is_certain(&self) -> bool {
        self.depends_on.is_empty()
    }
}

/// Every denial of what the profiles need.
pub(super) fn denials<'d>(
    catalog: Catalog<'_>,
    statements: &'d [Statement],
    named: &[Named],
    needs: &'d [Need],
) -> Vec<Denial<'d>> {
    let mut denials = Vec::new();
    for statement in statements.iter().filter(|statement| !statement.allows) {
        for named in named {
            for found in Denied::of(catalog, named).map(|denied| denied.by(statement)).unwrap_or_default() {
                let is_found = |need: &&Need| need.of == *named && found.is_of(need);
                denials.extend(needs.iter().filter(is_found).map(|need| Denial {
                    statement,
                    need,
                    depends_on: found.depends_on.clone(),
                }));
            }
        }
    }
    denials
}

/// The findings: what one statement denies of one profile shares one.
pub(super) fn findings(denials: &[Denial<'_>]) -> Vec<Finding> {
    let mut groups: Vec<Vec<&Denial<'_>>> = Vec::new();
    for denial in denials {
        let is_alike = |first: &Denial<'_>| {
            std::ptr::eq(first.statement, denial.statement)
                && first.need.of == denial.need.of
                && first.depends_on == denial.depends_on
        };
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| is_alike(first))) {
            Some(group) => group.push(denial),
            None => groups.push(vec![denial]),
        }
    }
    groups.iter().filter_map(|group| finding(group)).collect()
}

fn finding(group: &[&Denial<'_>]) -> Option<Finding> {
    let Denial { statement, need, depends_on } = group.first()?;
    let sum: Sum<'_> = group.iter().map(|denial| denial.need).collect();
    if !depends_on.is_empty() {
        let message = format!(
            "is not judged: whether it denies what {} needs depends on {}",
            need.of.shown(),
            quoted(depends_on.iter().map(String::as_str))
        );
        return Some(
            Finding::new(Severity::Note, Kind::NotJudged, Some(&statement.name), message).about(&sum.resources),
        );
    }
    let through = group.iter().map(|denial| denial.need.through.as_deref()).collect::<Option<Vec<&str>>>();
    let cure = match through.as_deref() {
        Some([through, ..]) if !statement.conditions.is_empty() => {
            format!("exempt the profile: add `ArnNotLike` `bedrock:InferenceProfileArn` `{through}` to its `Condition`")
        }
        _ => "it denies what is needed: take it out".to_owned(),
    };
    Some(too_little(need, &sum, Some(&statement.name)).help(cure))
}

/// A profile as the evaluator takes it.
struct Denied<'n> {
    named: &'n Named,
    profile: Box<dyn Invokable>,
    /// The account in the texts of the policy, and in those of the evaluator.
    own_account: &'n str,
    account: String,
    /// What the evaluator has in place of the text that names the profile.
    arn: String,
}

/// What the evaluator found, in the words of the policy.
struct Found {
    actions: Vec<Action>,
    resource: String,
    depends_on: Vec<String>,
}

impl Found {
    fn is_of(&self, need: &Need) -> bool {
        self.resource == need.resource && self.actions.contains(&need.action)
    }
}

impl<'n> Denied<'n> {
    /// `None` where the catalog does not know the profile from there.
    fn of(catalog: Catalog<'_>, named: &'n Named) -> Option<Self> {
        let account = if is_account(&named.account) { &named.account } else { ANY_ACCOUNT };
        let own_account = if account == named.account || named.account.is_empty() { ACCOUNT } else { &named.account };
        let arn = named.text.replace(own_account, account);
        let account = account.to_owned();
        if !named.is_copy() {
            let profile = named.invokable(catalog)?;
            return Some(Denied { named, profile, own_account, account, arn });
        }
        let declared = named.copied(named.source(catalog)?);
        let (partition, region) = (Partition::from_region(&named.region), &named.region);
        let made_up = format!("arn:{partition}:bedrock:{region}:{account}:application-inference-profile/{ANY_ID}");
        let created = declared.with_arn(&arn).or_else(|_| declared.with_arn(&made_up)).ok()?;
        let arn = created.arn().as_str().to_owned();
        Some(Denied { named, profile: Box::new(created), own_account, account, arn })
    }

    /// What the statement denies; nothing where it can't be read, which is found by itself.
    fn by(&self, statement: &Statement) -> Vec<Found> {
        let text = |text: &str| {
            with_partition(text).replace(&self.named.text, &self.arn).replace(self.own_account, &self.account)
        };
        let policy = Scps::new(document(statement, text)).and_then(|policy| policy.in_account(&self.account));
        let found = policy.and_then(|policy| policy.check(&[&*self.profile])).unwrap_or_default();
        found.iter().map(|finding| self.read(finding)).collect()
    }

    fn read(&self, finding: &scp::Finding) -> Found {
        let is_itself = finding.resource() == self.arn;
        Found {
            actions: finding.actions().to_vec(),
            resource: if is_itself { self.named.text.clone() } else { finding.resource().to_owned() },
            depends_on: finding.depends_on().to_vec(),
        }
    }
}

/// What is said of a denial that the evaluator can't read; operators that there are not are found by themselves.
pub(super) fn unread(statement: &Statement) -> Option<Finding> {
    let is_known = || statement.conditions.iter().all(|condition| is_operator(&condition.operator));
    let is_unread = !statement.allows && is_known() && Scps::new(document(statement, str::to_owned)).is_err();
    is_unread.then(|| {
        let message = "is not judged: what it denies can't be told from its elements";
        Finding::new(Severity::Note, Kind::NotJudged, Some(&statement.name), message)
    })
}

/// The statement alone as a service control policy, with its texts rewritten.
fn document(statement: &Statement, text: impl Fn(&str) -> String) -> String {
    let texts = |all: &[String]| all.iter().map(|own| text(own)).collect::<Vec<String>>();
    let mut conditions: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for condition in &statement.conditions {
        conditions.entry(&condition.operator).or_default().insert(&condition.key, texts(&condition.values));
    }
    let action = if statement.actions.is_of_others { "NotAction" } else { "Action" };
    let resource = if statement.resources.is_of_others { "NotResource" } else { "Resource" };
    let statement = json!({
        "Effect": "Deny", action: statement.actions.texts, resource: texts(&statement.resources.texts), "Condition": conditions,
    });
    json!({ "Version": "2012-10-17", "Statement": statement }).to_string()
}

/// Stands for the id of an application profile, where it is not known.
const ANY_ID: &str = "000000000000";
