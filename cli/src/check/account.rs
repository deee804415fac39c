//! A profile that is named with one account as a resource, and with another in a condition.

use super::finding::{Finding, Kind, Severity};
use super::granted::Granted;
use super::named::Named;

/// The two names of such a profile, and what is said of them.
pub(super) struct Mix<'n> {
    as_resource: &'n Named,
    in_condition: &'n Named,
    pub(super) finding: Finding,
}

impl Mix<'_> {
    pub(super) fn is_about(&self, named: &Named) -> bool {
        [self.as_resource, self.in_condition].contains(&named)
    }
}

pub(super) fn mixes<'n>(named: &'n [Named], granted: &[Granted<'_>]) -> Vec<Mix<'n>> {
    let is_resource = |named: &Named| granted.iter().any(|granted| granted.resource == named.text);
    let condition = |named: &Named| {
        let is_through = |granted: &&Granted<'_>| granted.through.as_ref().is_some_and(|it| it.arn == named.text);
        granted.iter().find(is_through).map(|granted| granted.statement)
    };
    let resources = named.iter().filter(|named| is_resource(named) && condition(named).is_none());
    let mixes = resources.filter_map(|as_resource| {
        let is_other = |other: &&Named| {
            (&other.name, &other.region, other.is_copy()) == (&as_resource.name, &as_resource.region, false)
                && other.account != as_resource.account
                && !is_resource(other)
        };
        let in_condition = named.iter().find(is_other)?;
        let message = format!(
            "grants too little: its condition names {} in the account `{}`, and the profile is granted in the account `{}`",
            in_condition.shown(),
            in_condition.account.escape_debug(),
            as_resource.account.escape_debug()
        );
        let statement = condition(in_condition)?;
        let finding = Finding::new(Severity::Error, Kind::TooLittle, Some(&statement.name), message)
            .help("name the same account in both");
        Some(Mix { as_resource, in_condition, finding })
    });
    mixes.collect()
}
