//! A profile that is granted in one account, and named by a condition in another.

use super::grants::Grants;
use super::named::Named;
use super::service::PROFILE_KEY;
use super::statement::{Caller, Statement};
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted_one;
use std::rc::Rc;

/// The findings, and the profiles that they explain. `caller` is whose policies they are.
pub(super) fn findings(grants: Grants<'_>, named: &[Rc<Named>], caller: &Caller) -> (Vec<Finding>, Vec<Rc<Named>>) {
    let (mut findings, mut explained) = (Vec::new(), Vec::new());
    for granted in named.iter().filter(|named| is_resource(grants, named) && condition(grants, named).is_none()) {
        let is_other = |other: &&Rc<Named>| {
            (&other.name, &other.region, other.is_copy()) == (&granted.name, &granted.region, false)
                && other.account != granted.account
                && !is_resource(grants, other)
        };
        let Some(other) = named.iter().find(is_other) else { continue };
        let Some((statement, offset)) = condition(grants, other) else { continue };
        let accounts = format!(
            "its condition names {} in the account {}, and the profile is granted in the account {}",
            other.shown(),
            quoted_one(&other.account),
            quoted_one(&granted.account)
        );
        let is_open = |named: &Named| caller.is_any_account && *named.account == *caller.account;
        let mut finding = if is_open(granted) || is_open(other) {
            statement.finding(Severity::Warning, Kind::NotJudged, format!("is not judged in full: {accounts}"))
        } else {
            statement.finding(Severity::Error, Kind::TooLittle, format!("grants too little: {accounts}"))
        };
        finding.offset = offset;
        findings.push(finding.help("name the same account in both"));
        explained.extend([granted.clone(), other.clone()]);
    }
    (findings, explained)
}

fn is_resource(grants: Grants<'_>, named: &Named) -> bool {
    let texts = grants.allowing().flat_map(|statement| &statement.bound.resources.texts);
    texts.filter_map(|located| located.text.known()).any(|text| text == &*named.arn)
}

/// The statement whose condition names the profile, and where.
fn condition<'g>(grants: Grants<'g>, named: &Named) -> Option<(&'g Statement, usize)> {
    grants.allowing().find_map(|statement| {
        let mut values = statement.conditions_on(PROFILE_KEY).flat_map(|condition| &condition.values);
        let value = values.find(|value| value.text.known() == Some(&*named.arn))?;
        Some((statement, value.offset))
    })
}
