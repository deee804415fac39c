//! What other policies of the file grant or deny that may belong to the same identity: the file does not say.

use super::grants::Grants;
use super::named::{Named, Need, Sum};
use super::statement::Statement;
use super::subject::Subjects;
use super::too_little::{listed, only_or_counted};
use crate::model::{Finding, Kind, Severity};
use crate::report::{quoted, quoted_some};
use bedrock_profiles::policy::Action;
use bedrock_profiles_iam::Truth;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The policies of one subject of the file, as a deployment has them.
pub(super) struct Member {
    pub(super) name: Option<String>,
    /// Under each outcome of the conditions that decide over it alone.
    pub(super) outcomes: Vec<Vec<Rc<Statement>>>,
}

impl Member {
    /// Whether it grants what is needed under each outcome.
    fn grants(&self, need: &Need) -> bool {
        let grants = |statements: &Vec<Rc<Statement>>| Grants(statements).allows(need) == Truth::Yes;
        !self.outcomes.is_empty() && self.outcomes.iter().all(grants)
    }
}

/// Members, by their indices.
type Indices = Rc<Vec<usize>>;

/// All policies of a file as one deployment has them. What one of them is asked all are asked: so each answer is kept.
pub(super) struct Pool {
    members: Vec<Member>,
    /// Statements that may deny, each with the index of its member.
    denying: Vec<(usize, Rc<Statement>)>,
    granting: RefCell<HashMap<Request, Indices>>,
    whole: RefCell<HashMap<Rc<Named>, Indices>>,
}

/// What of a need decides whether it is granted.
#[derive(PartialEq, Eq, Hash)]
struct Request {
    action: Action,
    resource: Rc<str>,
    through: Option<Rc<str>>,
    requested: Rc<str>,
    is_model: bool,
}

impl Pool {
    pub(super) fn new(members: Vec<Member>) -> Self {
        let statements = members
            .iter()
            .enumerate()
            .flat_map(|(at, member)| member.outcomes.iter().flatten().map(move |statement| (at, statement)));
        let denying = statements.filter(|(_, statement)| statement.may_deny());
        let denying = denying.map(|(at, statement)| (at, statement.clone())).collect();
        Pool { members, denying, granting: RefCell::default(), whole: RefCell::default() }
    }

    /// Those that grant what is needed.
    fn granting(&self, need: &Need) -> Indices {
        let request = Request {
            action: need.action,
            resource: need.resource.clone(),
            through: need.through.clone(),
            requested: need.requested.clone(),
            is_model: need.is_model,
        };
        let find = || {
            let all = self.members.iter().enumerate().filter(|(_, member)| member.grants(need));
            Rc::new(all.map(|(at, _)| at).collect())
        };
        self.granting.borrow_mut().entry(request).or_insert_with(find).clone()
    }

    /// Those that grant all that a profile needs.
    fn whole(&self, of: &Rc<Named>, needs: &[Need]) -> Indices {
        if let Some(known) = self.whole.borrow().get(of) {
            return known.clone();
        }
        let granting: Vec<Indices> =
            needs.iter().filter(|need| need.of == *of).map(|need| self.granting(need)).collect();
        let is_in_all = |at: &usize| granting.iter().all(|own| own.binary_search(at).is_ok());
        let whole: Indices = Rc::new((0..self.members.len()).filter(is_in_all).collect());
        self.whole.borrow_mut().insert(of.clone(), whole.clone());
        whole
    }
}

/// The members of a pool that may belong to the same identity as one of them.
#[derive(Clone, Copy)]
pub(super) struct Siblings<'p> {
    pub(super) pool: &'p Pool,
    pub(super) subjects: &'p Subjects,
    pub(super) of: usize,
}

/// Needs of one profile that the same policies grant.
struct GrantedElsewhere<'n> {
    needs: Vec<&'n Need>,
    by: Vec<usize>,
}

impl<'p> Siblings<'p> {
    fn is_one(self, at: usize) -> bool {
        self.subjects.are_siblings(at, self.of)
    }

    /// Takes from what is missing what siblings grant. Where one of them grants all that a profile needs, it is no half
    /// of a whole, and nothing is taken.
    pub(super) fn granted(self, needs: &[Need], missing: &mut Vec<&Need>) -> Vec<Finding> {
        let mut found: Vec<GrantedElsewhere<'_>> = Vec::new();
        missing.retain(|need| {
            if self.pool.whole(&need.of, needs).iter().any(|at| self.is_one(*at)) {
                return true;
            }
            let by: Vec<usize> = self.pool.granting(need).iter().copied().filter(|at| self.is_one(*at)).collect();
            if by.is_empty() {
                return true;
            }
            let is_same = |it: &&mut GrantedElsewhere<'_>| {
                it.by == by && it.needs.first().is_some_and(|first| first.is_alike(need))
            };
            match found.iter_mut().find(is_same) {
                Some(it) => it.needs.push(need),
                None => found.push(GrantedElsewhere { needs: vec![need], by }),
            }
            false
        });
        found.iter().filter_map(|it| self.granted_elsewhere(it)).collect()
    }

    fn granted_elsewhere(self, it: &GrantedElsewhere<'_>) -> Option<Finding> {
        let first = it.needs.first()?;
        let sum: Sum = it.needs.iter().copied().collect();
        let actions = quoted(sum.actions.iter().map(|action| action.as_str()));
        let names = it.by.iter().filter_map(|at| self.pool.members.get(*at)?.name.as_deref());
        let verb = if it.by.len() == 1 { "grants" } else { "grant" };
        let message = format!(
            "grants too little by itself: {} needs {actions} on {}, which {} {verb}",
            first.of.shown(),
            only_or_counted(&sum.resources),
            quoted_some(names),
        );
        let mut finding = Finding::new(Severity::Warning, Kind::NotJudged, 0, message);
        finding.resources = listed(&sum.resources);
        Some(finding.help("the file does not say whose these policies are: attach them to the same role"))
    }

    /// The denials of siblings that would take what is needed.
    pub(super) fn denials(self, needs: &'p [Need]) -> impl Iterator<Item = Finding> + 'p {
        let denying = self.pool.denying.iter().filter(move |(at, _)| self.is_one(*at)).map(|(_, statement)| statement);
        let taking = denying.filter(move |statement| {
            let grants = Grants(std::slice::from_ref(*statement));
            needs.iter().any(|need| grants.denies(need) != Truth::No)
        });
        let message = "is not judged: it denies what other policies grant, if it belongs to the same role";
        taking.map(move |statement| statement.finding(Severity::Note, Kind::NotJudged, message))
    }
}
