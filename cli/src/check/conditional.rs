//! Conditions of what is granted on neither the profile nor the Region. Most of them the request alone decides: what is
//! granted under them is taken as granted, and that is said.

use super::advice::is_account;
use super::condition::{Limit, is_operator, others};
use super::denied::{Denial, denials};
use super::document::{Selection, Statement};
use super::finding::{Finding, Kind, Severity, quoted};
use super::granted::Granted;
use super::named::Named;
use super::needs::Need;
use bedrock_profiles_catalog::Catalog;
use std::collections::BTreeSet;
use std::{ptr, slice};

/// Takes the limit from what is granted under conditions that hold or may hold. The findings name those that may.
pub(super) fn taken(
    catalog: Catalog<'_>,
    named: &[Named],
    needs: &[Need],
    granted: &mut [Granted<'_>],
) -> Vec<Finding> {
    let open: Vec<Need> =
        needs.iter().filter(|need| !granted.iter().any(|granted| granted.covers(need))).cloned().collect();
    let mut statements: Vec<&Statement> = Vec::new();
    for limited in granted.iter().filter(|granted| is_limited(granted)) {
        if !statements.iter().any(|known| ptr::eq(*known, limited.statement)) {
            statements.push(limited.statement);
        }
    }
    let mut findings = Vec::new();
    for statement in statements {
        let turned = as_denial(statement);
        let satisfied = denials(catalog, slice::from_ref(&turned), named, &open);
        let mut depends_on: BTreeSet<&str> = BTreeSet::new();
        let of_statement = |granted: &&mut Granted<'_>| is_limited(granted) && ptr::eq(granted.statement, statement);
        for granted in granted.iter_mut().filter(of_statement) {
            let covered = open.iter().filter(|need| granted.covers_but_for_limits(need));
            let keys: Option<Vec<Vec<&str>>> = covered.map(|need| deciding(&turned, &satisfied, need)).collect();
            if let Some(keys) = keys {
                depends_on.extend(keys.concat());
                granted.limit = None;
            }
        }
        if !depends_on.is_empty() {
            let message = format!("is not judged in full: what it grants depends on {}", quoted(depends_on));
            findings.push(Finding::new(Severity::Note, Kind::NotJudged, Some(&statement.name), message));
        }
    }
    findings
}

fn is_limited(granted: &Granted<'_>) -> bool {
    matches!(granted.limit, Some(Limit::Other(_)))
}

/// The keys that decide whether the conditions hold for what is needed: none where they do; `None` where they don't.
fn deciding<'t>(turned: &'t Statement, satisfied: &'t [Denial<'_>], need: &Need) -> Option<Vec<&'t str>> {
    let keys = |denial: &'t Denial<'_>| denial.depends_on.iter().map(String::as_str).collect();
    let found = satisfied.iter().find(|denial| denial.need == need).map(keys);
    let all = || turned.conditions.iter().map(|condition| condition.key.as_str()).collect();
    found.or_else(|| (!is_account(&need.of.account)).then(all))
}

/// What denies everything where the conditions hold: the evaluator is for denials. Operators that there are not are
/// found by themselves.
fn as_denial(statement: &Statement) -> Statement {
    let every = Selection { texts: vec!["*".to_owned()], is_of_others: false };
    Statement {
        allows: false,
        actions: every.clone(),
        resources: every,
        conditions: others(statement).filter(|condition| is_operator(&condition.operator)).cloned().collect(),
        ..statement.clone()
    }
}
