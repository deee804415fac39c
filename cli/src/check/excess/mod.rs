//! What is granted beyond what the profiles need.

mod message;

use super::arn::{Arn, is_pattern, is_unknown};
use super::condition::{Limit, Loose, Requested};
use super::finding::{Finding, Kind};
use super::granted::{Granted, INVOKING};
use super::named::Named;
use super::needs::Need;
use super::outside::outside;
use super::profiles::Profiles;
use crate::args::Calls;
use bedrock_profiles::policy::Action;
use bedrock_profiles_catalog::check::{self, Place};
use bedrock_profiles_catalog::{Catalog, Destinations, Problem, Regions};

/// Why something is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Excess<'s> {
    /// The condition on the profile does not pin it.
    Loose { loose: Loose<'s>, through: Vec<String> },
    /// The action is a pattern.
    Action,
    /// The resource is a pattern.
    Resource { instead: Option<String> },
    /// The profile in the condition is a pattern.
    Profile,
    /// The program does not call it, or the model can't do it.
    Unneeded { action: Action, everywhere: bool },
    /// The model can be called without the profile.
    Direct { through: Vec<String> },
    /// A global profile's Region is left open.
    AnyRegion { requested: String },
    /// No profile leads there.
    Superfluous,
    /// A bare model in a statement about profiles.
    Beside,
    /// A bare model, which no profile needs and which can be called so.
    Bare,
    /// A bare model that can't be called so, or not within the residency.
    Model { kind: Kind, problem: String },
}

/// What a statement grants too much for one reason.
struct Group<'g> {
    excess: Excess<'g>,
    granted: &'g Granted<'g>,
    told: Vec<&'g str>,
}

pub(super) struct Judge<'j> {
    pub(super) catalog: Catalog<'j>,
    pub(super) needs: &'j [Need],
    pub(super) profiles: &'j Profiles,
    pub(super) calls: Calls,
    pub(super) residency: &'j [Place<'j>],
}

impl Judge<'_> {
    /// What is too much, each statement's once for each reason.
    pub(super) fn findings(&self, all: &[Granted<'_>]) -> Vec<Finding> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for granted in all {
            let Some(excess) = self.excess(granted, all) else { continue };
            let what = match excess {
                Excess::Action => granted.action_text,
                Excess::Profile => granted.through.as_ref().map_or("", |through| &through.arn),
                _ => &granted.resource,
            };
            let is_alike = |group: &&mut Group<'_>| {
                group.excess == excess && std::ptr::eq(group.granted.statement, granted.statement)
            };
            match groups.iter_mut().find(is_alike) {
                Some(group) if group.told.contains(&what) => {}
                Some(group) => group.told.push(what),
                None => groups.push(Group { excess, granted, told: vec![what] }),
            }
        }
        groups.iter().map(|group| self.finding(group)).collect()
    }

    fn excess<'s>(&self, granted: &Granted<'s>, all: &[Granted<'_>]) -> Option<Excess<'s>> {
        if self.profiles.is_unknown(granted) {
            return None;
        }
        let exact = granted.in_its_region();
        if let Some(loose) = granted.loose {
            return Some(Excess::Loose { loose, through: self.through_of(&exact) });
        }
        if matches!(granted.limit, Some(Limit::NoAction | Limit::NoProfile)) {
            return None;
        }
        if is_pattern(granted.action_text) {
            return Some(Excess::Action);
        }
        if is_pattern(&exact.resource) {
            return Some(Excess::Resource { instead: self.anywhere(&exact) });
        }
        if exact.through.as_ref().is_some_and(|through| through.is_pattern) {
            return Some(Excess::Profile);
        }
        if self.is_needed(granted, &exact, granted.action) || self.is_told(granted) {
            return None;
        }
        if INVOKING.into_iter().any(|other| self.is_needed(granted, &exact, other)) {
            return Some(self.unneeded(granted, all));
        }
        let covered: Vec<&Need> = self.needs.iter().filter(|need| exact.covers_but_for_limits(need)).collect();
        match (exact.through.is_some(), covered.as_slice()) {
            // It grants less than what is needed, which is told by what is missing.
            (_, []) if self.is_narrower(&exact) => None,
            (false, []) => Some(self.bare(granted, &exact.resource)),
            (true, []) => Some(Excess::Superfluous),
            (has_through, [first, ..]) => Some(match &first.requested {
                Some(requested) if has_through || first.through.is_none() => {
                    Excess::AnyRegion { requested: requested.clone() }
                }
                _ => Excess::Direct { through: self.through_of(&exact) },
            }),
        }
    }

    /// Whether the very requests are needed, or would be with this action.
    fn is_needed(&self, granted: &Granted<'_>, exact: &Granted<'_>, action: Action) -> bool {
        let is_same = |granted: &Granted<'_>, need: &Need| {
            let through = granted.through.as_ref().map(|through| through.arn.as_str());
            action == need.action
                && granted.resource == need.resource
                && through == need.through.as_deref()
                && requested_of(granted) == need.requested.as_deref()
        };
        [granted, exact].into_iter().any(|granted| {
            self.needs.iter().any(|need| is_same(granted, need)) || self.is_cross_product(granted, action)
        })
    }

    /// An action that is not needed, here or wherever the statement grants it.
    fn unneeded<'s>(&self, granted: &Granted<'_>, all: &[Granted<'_>]) -> Excess<'s> {
        let of_action =
            |other: &&Granted<'_>| std::ptr::eq(other.statement, granted.statement) && other.action == granted.action;
        let is_needed = |other: &Granted<'_>| self.is_needed(other, &other.in_its_region(), other.action);
        Excess::Unneeded { action: granted.action, everywhere: !all.iter().filter(of_action).any(is_needed) }
    }

    /// Whether the profile is one that the catalog does not know, or not from there: that is told by itself.
    fn is_told(&self, granted: &Granted<'_>) -> bool {
        let mut named = granted.names().filter_map(|text| self.profiles.named(text));
        named.any(|named| !named.is_known(self.catalog))
    }

    /// Whether a model stands beside a profile of another model, which never reaches it, in a statement that both
    /// share for their sizes' sake.
    fn is_cross_product(&self, granted: &Granted<'_>, action: Action) -> bool {
        let profile = granted.through.as_ref().and_then(|through| self.profiles.named(&through.arn));
        let (Some(profile), Some(model)) = (profile, Arn::parse(&granted.resource)) else { return false };
        let in_condition = |arn: &str| {
            let conditions = granted.statement.conditions.iter();
            conditions.flat_map(|condition| &condition.values).any(|value| value == arn)
        };
        let is_needed_beside = || {
            self.needs.iter().any(|need| {
                need.action == action
                    && need.resource == granted.resource
                    && need.requested.as_deref() == requested_of(granted)
                    && need.through.as_deref().is_some_and(in_condition)
            })
        };
        profile.model_id() != model.id && is_needed_beside()
    }

    /// Whether it is a part of what is needed, under more conditions.
    fn is_narrower(&self, granted: &Granted<'_>) -> bool {
        self.needs.iter().any(|need| {
            let through = granted.through.as_ref().map(|through| through.arn.as_str());
            need.action == granted.action
                && need.resource == granted.resource
                && (need.through.is_none() || need.through.as_deref() == through)
                && (need.requested.is_none() || need.requested.as_deref() == requested_of(granted))
        })
    }

    /// The profiles through which what is granted is needed.
    fn through_of(&self, granted: &Granted<'_>) -> Vec<String> {
        let covered = self.needs.iter().filter(|need| granted.covers_but_for_limits(need));
        let mut through: Vec<String> = covered.filter_map(|need| need.through.clone()).collect();
        through.dedup();
        through
    }

    /// The ARN without a Region that is needed, where a pattern stands for it.
    fn anywhere(&self, granted: &Granted<'_>) -> Option<String> {
        let model = Arn::parse(&granted.resource).filter(|arn| arn.is_model() && !is_pattern(arn.id))?;
        let is_anywhere = |need: &&Need| Arn::parse(&need.resource).is_some_and(|arn| arn.region.is_empty());
        let needed = self.needs.iter().filter(|need| granted.covers_but_for_limits(need)).collect::<Vec<&Need>>();
        let anywhere = needed.iter().copied().find(is_anywhere)?;
        let is_only = needed.iter().all(|need| need.resource == anywhere.resource);
        (is_only && anywhere.of.model_id() == model.id).then(|| anywhere.resource.clone())
    }

    /// What is wrong with a model that is granted without a profile.
    fn bare<'s>(&self, granted: &Granted<'_>, resource: &str) -> Excess<'s> {
        let Some(arn) = Arn::parse(resource).filter(|arn| arn.is_model()) else { return Excess::Superfluous };
        let of_model = |named: &&Named| named.model_id() == arn.id;
        let through: Vec<&Named> = self.profiles.named.iter().filter(of_model).collect();
        if !through.is_empty() {
            let through = self.needs.iter().filter(|need| through.contains(&&need.of));
            let mut through: Vec<String> = through.filter_map(|need| need.through.clone()).collect();
            through.dedup();
            return Excess::Direct { through };
        }
        if granted.statement.resources.texts.iter().any(|text| Arn::parse(text).is_some_and(Arn::is_profile)) {
            return Excess::Beside;
        }
        self.callable(arn).err().unwrap_or(Excess::Bare)
    }

    /// Whether a model can be called directly in its Region, and within the residency; in some Region, if that of the
    /// deployment is meant.
    fn callable<'s>(&self, arn: Arn<'_>) -> Result<(), Excess<'s>> {
        let told = |kind, problem: &Problem| Excess::Model { kind, problem: problem.to_string() };
        let model = check::model(self.catalog, arn.id).map_err(|problem| told(Kind::Unknown, &problem))?;
        check::model_in_service(self.catalog, model).map_err(|problem| told(Kind::Retired, &problem))?;
        let in_region = match arn.region {
            region if is_unknown(region) => check::on_demand(self.catalog, model, &[]).map(drop),
            region => check::on_demand_region(self.catalog, model, region).map(drop),
        };
        in_region.map_err(|problem| told(Kind::TooMuch, &problem))?;
        let here = Destinations::Regions(Regions::from_spaced(arn.region));
        let outside =
            outside(self.catalog, arn.id, (arn.region, here), self.residency).filter(|_| !is_unknown(arn.region));
        outside.map_or(Ok(()), |problem| Err(Excess::Model { kind: Kind::Residency, problem }))
    }
}

/// The only Region that is requested.
fn requested_of<'g>(granted: &'g Granted<'_>) -> Option<&'g str> {
    match &granted.requested {
        Some(Requested::Is(region) | Requested::Like(region)) => Some(region),
        Some(Requested::NoneOf(_)) => Some(""),
        None => None,
    }
}
