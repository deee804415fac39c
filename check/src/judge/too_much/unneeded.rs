//! What is wrong with a model that no profile needs.

use super::{Excess, Lets, OfStatement, distinct};
use crate::judge::arn::Parts;
use crate::judge::lifecycle::{self, directly, outside};
use crate::judge::named::Named;
use crate::judge::request::{UNSPECIFIED, requested_of};
use crate::judge::service::PROFILE_KEY;
use crate::model::{Finding, Kind, Severity};
use bedrock_profiles_catalog::Problem;
use bedrock_profiles_catalog::check;
use bedrock_profiles_iam::{Text, Truth};
use std::rc::Rc;

impl OfStatement<'_> {
    /// What is wrong with a resource that nobody needs, if the statement allows it to be invoked.
    pub(super) fn of_unneeded(&self, arn: &Rc<str>) -> Option<Excess> {
        let parts = Parts::from_arn(arn);
        let requested = requested_of(arn);
        if !parts.is_model() {
            return None;
        }
        if self.is_allowed(arn, None, &requested) {
            return Some(self.bare(&parts));
        }
        let through = self.judge.universe.through.iter().flatten().filter(|it| self.judge.is_judged_through(Some(it)));
        // A geographic profile leads to its own model in the Region requested alone.
        let is_own = |through: &Rc<str>| {
            self.judge.profiles.named(through).is_some_and(|named| Some(named.model_id()) == parts.id())
                && !self.is_pinned(through)
        };
        let is_elsewhere = |through: &Rc<str>| {
            let is_consistent = self.statement.conditions(Some(through), &requested) != Truth::No;
            !is_consistent && !is_own(through) && *requested != *UNSPECIFIED
        };
        let is_allowed = |through: &Rc<str>| {
            let mut others = self.judge.universe.requested.iter().filter(|_| is_elsewhere(through));
            self.is_allowed(arn, Some(through), &requested)
                || others.any(|requested| self.is_allowed(arn, Some(through), requested))
        };
        if self.statement.conditions_on(PROFILE_KEY).next().is_none() {
            let is_never_requested = self.statement.conditions(None, &requested) == Truth::No;
            let mut others = self.judge.universe.requested.iter().filter(|_| is_never_requested);
            if others.any(|requested| self.is_allowed(arn, None, requested)) {
                return Some(Excess::Superfluous { through: None });
            }
        }
        let mut reached = through.filter(|through| is_allowed(through));
        // The needs of a profile that the catalog does not know from there are not known.
        let is_known = |through: &Rc<str>| {
            self.judge.profiles.named(through).is_none_or(|named| named.is_known(self.judge.catalog))
        };
        let first = reached.next().filter(|through| is_known(through))?;
        Some(Excess::Superfluous { through: Some(first.clone()) })
    }

    /// What is wrong with a model that is granted without a profile.
    pub(super) fn bare(&self, parts: &Parts) -> Excess {
        let id = parts.id().unwrap_or_default();
        let own: Vec<&Rc<Named>> = self.judge.profiles.named.iter().filter(|named| named.model_id() == id).collect();
        if !own.is_empty() {
            let needs = self.judge.needs.iter().filter(|need| own.contains(&&need.of));
            let through = distinct(needs.filter_map(|need| need.through.clone()));
            if let (Some(condition), false) = (self.statement.conditions_on(PROFILE_KEY).next(), through.is_empty()) {
                return Excess::Loose { operator: condition.operator.to_string(), lets: Lets::Direct, through };
            }
            if !through.is_empty() {
                return Excess::Direct { through };
            }
        }
        let texts = &self.statement.bound.resources.texts;
        let is_beside = texts.iter().any(|located| Parts::from_text(&located.text).is_profile());
        match self.callable(id, parts.region().and_then(Text::known).unwrap_or_default()) {
            Err(finding) => Excess::Model(finding),
            Ok(_) if is_beside => Excess::Beside,
            Ok(has_profiles) => Excess::Bare { has_profiles },
        }
    }

    /// Whether a model can be called directly in its Region, and within the residency; then whether it has profiles too.
    fn callable(&self, id: &str, region: &str) -> Result<bool, Box<Finding>> {
        let catalog = self.judge.catalog;
        let refused =
            |kind: Kind| move |problem: Problem| Box::new(lifecycle::finding(Severity::Error, kind, &problem));
        let model = check::model(catalog, id).map_err(refused(Kind::Unknown))?;
        check::model_in_service(catalog, model).map_err(refused(Kind::Retired))?;
        check::on_demand_region(catalog, model, region).map_err(refused(Kind::Unknown))?;
        match outside(catalog, id, directly(region), self.judge.residency) {
            Some(finding) => Err(Box::new(finding)),
            None => Ok(catalog.current_profiles_of(model).next().is_some()),
        }
    }
}
