//! What other policies of the file grant or deny that may belong to the same identity: the file does not say.

use super::bound::Documents;
use super::grants::Grants;
use super::named::{Named, Need, Sum};
use super::statement::Statement;
use super::too_little::{listed, only_or_counted};
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted;
use bedrock_profiles_iam::Truth;
use bedrock_profiles_iam::document::Effect;
use std::rc::Rc;

/// Documents that may belong to the same identity, and what they are called together.
#[derive(Debug, Default)]
pub(super) struct Sources(pub(super) Vec<(Option<String>, Documents)>);

impl Sources {
    pub(super) fn may_deny(&self) -> bool {
        let documents = self.0.iter().flat_map(|(_, documents)| documents);
        documents.flat_map(|(_, document)| &document.statements).any(|statement| statement.effect != Effect::Allow)
    }
}

/// Policies that may belong to the same identity.
pub(super) struct Sibling {
    pub(super) name: Option<String>,
    pub(super) statements: Vec<Rc<Statement>>,
}

impl Sibling {
    fn grants(&self, need: &Need) -> bool {
        Grants(&self.statements).allows(need) == Truth::Yes
    }
}

/// Needs of one profile that the same policies grant.
struct GrantedElsewhere<'n> {
    needs: Vec<&'n Need>,
    by: Vec<&'n str>,
}

/// Takes from what is missing what siblings grant. Where one of them grants all that a profile needs, it is no half of a
/// whole, and nothing is taken.
pub(super) fn granted<'n>(siblings: &'n [Sibling], needs: &[Need], missing: &mut Vec<&'n Need>) -> Vec<Finding> {
    let is_whole =
        |sibling: &Sibling, of: &Named| needs.iter().filter(|need| *need.of == *of).all(|need| sibling.grants(need));
    let mut found: Vec<GrantedElsewhere<'n>> = Vec::new();
    missing.retain(|need| {
        let granting = siblings.iter().filter(|sibling| sibling.grants(need));
        let by: Vec<&str> = granting.filter_map(|sibling| sibling.name.as_deref()).collect();
        if by.is_empty() || siblings.iter().any(|sibling| is_whole(sibling, &need.of)) {
            return true;
        }
        let is_same =
            |it: &&mut GrantedElsewhere<'n>| it.by == by && it.needs.first().is_some_and(|first| first.is_alike(need));
        match found.iter_mut().find(is_same) {
            Some(it) => it.needs.push(need),
            None => found.push(GrantedElsewhere { needs: vec![need], by }),
        }
        false
    });
    found.iter().filter_map(GrantedElsewhere::finding).collect()
}

impl GrantedElsewhere<'_> {
    fn finding(&self) -> Option<Finding> {
        let first = self.needs.first()?;
        let sum: Sum = self.needs.iter().copied().collect();
        let actions = quoted(sum.actions.iter().map(|action| action.as_str()));
        let verb = if self.by.len() == 1 { "grants" } else { "grant" };
        let message = format!(
            "grants too little by itself: {} needs {actions} on {}, which {} {verb}",
            first.of.shown(),
            only_or_counted(&sum.resources),
            quoted(self.by.iter().copied()),
        );
        let mut finding = Finding::new(Severity::Warning, Kind::NotJudged, 0, message);
        finding.resources = listed(&sum.resources);
        Some(finding.help("the file does not say whose these policies are: attach them to the same role"))
    }
}

/// The denials of siblings that would take what is needed.
pub(super) fn denials(siblings: &[Sibling], needs: &[Need]) -> Vec<Finding> {
    let denying = siblings.iter().flat_map(|sibling| {
        let own = sibling.statements.iter().filter(|statement| statement.may_deny());
        own.filter(|statement| {
            let grants = Grants(std::slice::from_ref(statement));
            needs.iter().any(|need| grants.denies(need) != Truth::No)
        })
    });
    let message = "is not judged: it denies what other policies grant, if it belongs to the same role";
    denying.map(|statement| statement.finding(Severity::Note, Kind::NotJudged, message)).collect()
}
