//! What is granted beyond what the profiles need.

use super::arn::{Arn, is_pattern};
use super::finding::{Finding, Kind, Severity};
use super::granted::{Granted, INVOKING};
use super::named::Named;
use super::needs::{Need, quoted};
use bedrock_profiles_catalog::{Catalog, check};

/// Why something is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Excess {
    /// The action is a pattern.
    Action,
    /// The resource is a pattern.
    Resource,
    /// The profile in the condition is a pattern.
    Profile,
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
    /// A bare model that can't be called so.
    Model { kind: Kind, problem: String },
}

/// What is too much, each statement's once for each reason.
pub(super) fn findings(catalog: Catalog<'_>, needs: &[Need], named: &[Named], granted: &[Granted<'_>]) -> Vec<Finding> {
    let judge = Judge { catalog, needs, named };
    let mut groups: Vec<(Excess, &Granted<'_>, Vec<String>)> = Vec::new();
    for granted in granted.iter().filter(|granted| granted.statement.allows) {
        let Some(excess) = judge.excess(granted) else { continue };
        let what = match excess {
            Excess::Action => granted.action_text,
            Excess::Profile => granted.through.as_ref().map_or("", |through| &through.arn),
            _ => &granted.resource,
        };
        let same = |group: &&mut (Excess, &Granted<'_>, Vec<String>)| {
            group.0 == excess && std::ptr::eq(group.1.statement, granted.statement)
        };
        match groups.iter_mut().find(same) {
            Some((.., told)) if told.iter().any(|told| told == what) => {}
            Some((.., told)) => told.push(what.to_owned()),
            None => groups.push((excess, granted, vec![what.to_owned()])),
        }
    }
    groups.into_iter().map(|(excess, granted, told)| finding(&excess, granted, &told)).collect()
}

struct Judge<'j> {
    catalog: Catalog<'j>,
    needs: &'j [Need],
    named: &'j [Named],
}

impl Judge<'_> {
    fn excess(&self, granted: &Granted<'_>) -> Option<Excess> {
        if granted.why_not_judged().is_some() {
            return None;
        }
        if is_pattern(granted.action_text) {
            return Some(Excess::Action);
        }
        let exact = granted.in_its_region();
        if is_pattern(&exact.resource) {
            return Some(Excess::Resource);
        }
        if exact.through.as_ref().is_some_and(|through| through.is_pattern) {
            return Some(Excess::Profile);
        }
        let is_needed = |granted: &Granted<'_>| self.needs.iter().any(|need| is_same(granted, need));
        if is_needed(granted) || is_needed(&exact) || self.is_told(granted) || self.is_cross_product(&exact) {
            return None;
        }
        let covered: Vec<&Need> = self.needs.iter().filter(|need| exact.covers_but_for_limits(need)).collect();
        match (exact.through.is_some(), covered.as_slice()) {
            // It grants less than what is needed, which is told by what is missing.
            (_, []) if self.is_narrower(&exact) => None,
            (false, []) => Some(self.bare(granted, &exact.resource)),
            (true, []) => Some(Excess::Superfluous),
            (has_through, needs @ [first, ..]) => Some(match &first.requested {
                Some(requested) if has_through || first.through.is_none() => {
                    Excess::AnyRegion { requested: requested.clone() }
                }
                _ => {
                    let mut through: Vec<String> = needs.iter().filter_map(|need| need.through.clone()).collect();
                    through.dedup();
                    Excess::Direct { through }
                }
            }),
        }
    }

    /// Whether the profile is one that the catalog does not know, or not from there: that is told by itself.
    fn is_told(&self, granted: &Granted<'_>) -> bool {
        let texts = [Some(granted.resource.as_str()), granted.through.as_ref().map(|through| through.arn.as_str())];
        let mut named = texts.into_iter().flatten().filter_map(Named::of_arn);
        named.any(|named| !named.is_known(self.catalog))
    }

    /// Whether a model stands beside a profile of another model, which never reaches it, in a statement that both
    /// share for their sizes' sake.
    fn is_cross_product(&self, granted: &Granted<'_>) -> bool {
        let Some(through) = &granted.through else { return false };
        let (Some(profile), Some(model)) = (Named::of_arn(&through.arn), Arn::parse(&granted.resource)) else {
            return false;
        };
        let is_anothers = profile.id.split_once('.').is_some_and(|(_, of_profile)| of_profile != model.id);
        let in_condition = |arn: &str| {
            let conditions = granted.statement.conditions.iter();
            conditions.flat_map(|condition| &condition.values).any(|value| value == arn)
        };
        let is_needed_beside = self.needs.iter().any(|need| {
            need.action == granted.action
                && need.resource == granted.resource
                && need.requested == granted.requested
                && need.through.as_deref().is_some_and(in_condition)
        });
        is_anothers && is_needed_beside
    }

    /// Whether it is a part of what is needed, under more conditions.
    fn is_narrower(&self, granted: &Granted<'_>) -> bool {
        self.needs.iter().any(|need| {
            let through = granted.through.as_ref().map(|through| through.arn.as_str());
            need.action == granted.action
                && need.resource == granted.resource
                && (need.through.is_none() || need.through.as_deref() == through)
                && (need.requested.is_none() || need.requested == granted.requested)
        })
    }

    /// What is wrong with a model that is granted without a profile.
    fn bare(&self, granted: &Granted<'_>, resource: &str) -> Excess {
        let Some(arn) = Arn::parse(resource).filter(|arn| arn.is_model()) else { return Excess::Superfluous };
        let of_named = |named: &&Named| named.id.split_once('.').is_some_and(|(_, model)| model == arn.id);
        let through: Vec<&Named> = self.named.iter().filter(of_named).collect();
        if !through.is_empty() {
            let through = self.needs.iter().filter(|need| through.contains(&&need.of));
            let mut through: Vec<String> = through.filter_map(|need| need.through.clone()).collect();
            through.dedup();
            return Excess::Direct { through };
        }
        if granted.statement.resources.iter().any(|text| Arn::parse(text).is_some_and(Arn::is_profile)) {
            return Excess::Beside;
        }
        let told =
            |kind, problem: bedrock_profiles_catalog::Problem| Excess::Model { kind, problem: problem.to_string() };
        let model = match check::model(self.catalog, arn.id) {
            Ok(model) => model,
            Err(problem) => return told(Kind::Unknown, problem),
        };
        let in_service = check::model_in_service(self.catalog, model).map_err(|problem| told(Kind::Retired, problem));
        let in_region = || {
            let region = check::on_demand_region(self.catalog, model, arn.region);
            region.map(|_| ()).map_err(|problem| told(Kind::TooMuch, problem))
        };
        in_service.and_then(|()| in_region()).err().unwrap_or(Excess::Bare)
    }
}

/// Whether the very requests are needed that are granted.
fn is_same(granted: &Granted<'_>, need: &Need) -> bool {
    let through = granted.through.as_ref().map(|through| through.arn.as_str());
    granted.action == need.action
        && granted.resource == need.resource
        && through == need.through.as_deref()
        && granted.requested == need.requested
}

fn finding(excess: &Excess, granted: &Granted<'_>, told: &[String]) -> Finding {
    let told = quoted(told.iter().map(String::as_str));
    let statement = Some(granted.statement.name.as_str());
    let too_much = |message: String| {
        Finding::new(Severity::Error, Kind::TooMuch, statement, format!("grants too much: {message}"))
    };
    let pinned = |key: &str, values: &[String]| {
        let values = quoted(values.iter().map(String::as_str));
        format!("add the condition `StringEquals` `{key}` {values}")
    };
    match excess {
        Excess::Action => too_much(format!("{told} allows more than invoking"))
            .help(format!("name {}", quoted(INVOKING.iter().map(|action| action.as_str())))),
        Excess::Resource => too_much(format!("{told} is a wildcard"))
            .help("name the profiles and models that are needed; `cargo bedrock-profiles policy` writes them"),
        Excess::Profile => too_much(format!("{told} lets the models be called through other profiles"))
            .help("name the ARNs of the profiles"),
        Excess::Direct { through } => too_much(format!("{told} can be called directly, without the profile"))
            .help(pinned("bedrock:InferenceProfileArn", through)),
        Excess::AnyRegion { requested } => too_much(format!("{told} without the Region requested"))
            .help(pinned("aws:RequestedRegion", std::slice::from_ref(requested))),
        Excess::Superfluous => {
            let through = granted.through.as_ref().map(|through| format!(" through `{}`", through.arn));
            too_much(format!("{told} is never reached{}", through.unwrap_or_default())).help("remove it")
        }
        Excess::Beside => too_much(format!("{told} can be called directly, and no profile needs it"))
            .help("remove it, or give it a statement of its own"),
        Excess::Bare => {
            let message = format!("is not about a profile: it allows {told} to be called directly");
            Finding::new(Severity::Note, Kind::NotJudged, statement, message)
        }
        Excess::Model { kind, problem } => Finding::of_problem(Severity::Error, *kind, statement, problem),
    }
}
