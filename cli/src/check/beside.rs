//! What other policies of the file grant or deny that may belong to the same identity: the file does not tell.

use super::denied;
use super::document::Statement;
use super::finding::{Finding, Kind, Severity, only_or_counted, quoted};
use super::granted::{Granted, of_statement};
use super::group::Group;
use super::named::Named;
use super::needs::{Need, Sum};
use bedrock_profiles_catalog::Catalog;

/// What is judged together, and what it grants.
pub(super) struct Part<'p> {
    pub(super) group: &'p Group<'p>,
    pub(super) statements: &'p [Statement],
    pub(super) granted: Vec<Granted<'p>>,
}

impl<'p> Part<'p> {
    pub(super) fn new(group: &'p Group<'p>, statements: &'p [Statement]) -> Self {
        Part { group, statements, granted: statements.iter().flat_map(of_statement).collect() }
    }

    fn grants(&self, need: &Need) -> bool {
        self.granted.iter().any(|granted| granted.covers(need))
    }
}

/// Needs of one profile that the same policies grant.
struct Elsewhere<'n> {
    first: &'n Need,
    by: Vec<&'n str>,
    sum: Sum<'n>,
}

/// Takes from what is missing in a part what others grant beside it. Where another grants all that a profile needs, it
/// is no half of a whole, and nothing is taken.
pub(super) fn granted<'n>(
    part: &Part<'_>,
    others: &[&'n Part<'n>],
    needs: &[Need],
    missing: &mut Vec<&'n Need>,
) -> Vec<Finding> {
    let is_whole =
        |other: &&&Part<'_>, of: &Named| needs.iter().filter(|need| need.of == *of).all(|need| other.grants(need));
    let mut found: Vec<Elsewhere<'n>> = Vec::new();
    missing.retain(|need| {
        let beside = others.iter().filter(|other| part.group.may_be_beside(other.group) && other.grants(need));
        let by: Vec<&str> = beside.filter_map(|other| other.group.name()).collect();
        if by.is_empty() || others.iter().any(|other| is_whole(&other, &need.of)) {
            return true;
        }
        match found.iter_mut().find(|it| it.first.is_alike(need) && it.by == by) {
            Some(it) => it.sum.add(need),
            None => found.push(Elsewhere { first: need, by, sum: [*need].into_iter().collect() }),
        }
        false
    });
    found.iter().map(Elsewhere::finding).collect()
}

impl Elsewhere<'_> {
    fn finding(&self) -> Finding {
        let actions = quoted(self.sum.actions.iter().map(|action| action.as_str()));
        let verb = if self.by.len() == 1 { "grants" } else { "grant" };
        let message = format!(
            "grants too little by itself: {} needs {actions} on {}, which {} {verb}",
            self.first.of.shown(),
            only_or_counted(&self.sum.resources),
            quoted(self.by.iter().copied()),
        );
        Finding::new(Severity::Warning, Kind::NotJudged, None, message)
            .about(&self.sum.resources)
            .help("the file does not tell whose these policies are: attach them to the same role")
    }
}

/// The denials of others that would take what is needed.
pub(super) fn denials(
    catalog: Catalog<'_>,
    part: &Part<'_>,
    others: &[&Part<'_>],
    named: &[Named],
    needs: &[Need],
) -> Vec<Finding> {
    let beside = others.iter().filter(|other| part.group.may_be_beside(other.group));
    let denying = beside.flat_map(|other| other.statements).filter(|statement| !statement.allows);
    let denying = denying.filter(|statement| {
        !part.statements.iter().any(|own| own.name == statement.name)
            && !denied::denials(catalog, std::slice::from_ref(*statement), named, needs).is_empty()
    });
    let message = "is not judged: it denies what other policies grant, if it belongs to the same role";
    denying.map(|statement| Finding::new(Severity::Note, Kind::NotJudged, Some(&statement.name), message)).collect()
}
