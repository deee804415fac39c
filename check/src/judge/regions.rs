//! Policies for the Region of their deployment, whichever it is.

use super::arn::{Parts, is_pattern};
use super::deployed::{Case, Judge, Judged};
use super::deployment::{self, Placeholders};
use super::lifecycle;
use super::service::REGION_KEY;
use super::statement::is_on;
use crate::model::{Finding, Kind, Severity};
use crate::report::quoted;
use bedrock_profiles_catalog::{Catalog, Profile, check};
use bedrock_profiles_iam::{Document, Pattern, Text};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// The judgement in the Region that is given; else in every Region from which the profiles can be called.
pub(super) fn judge(judge: &Judge<'_>, case: &Case<'_>) -> Judged {
    let in_region = |region: Option<&str>| judge.in_region(case, region);
    let own: Vec<&Document> = case.documents.iter().map(|(_, document)| &**document).collect();
    if let Some(region) = judge.demands.source_region {
        return in_region(Some(region));
    }
    let mentioned = Mentioned::from_documents(judge, &own);
    if mentioned.profiles.is_empty() {
        return in_region(mentioned.region_of_models(judge).or(mentioned.is_wide.then_some(ANY_REGION)));
    }
    let offset = own.first().and_then(|document| document.statements.first()).map_or(0, |statement| statement.offset);
    let classes = judge.classes.of(judge, &mentioned);
    if classes.is_empty() {
        let findings = nowhere(judge.catalog, &mentioned.profiles, offset);
        return Judged { findings, profiles: mentioned.profiles };
    }
    let is_possible = |region: &&String| case.regions.as_ref().is_none_or(|possible| possible.contains(*region));
    let classes: Vec<Vec<&str>> =
        classes.iter().map(|class| class.iter().filter(is_possible).map(String::as_str).collect()).collect();
    if classes.iter().all(Vec::is_empty) {
        return Judged { findings: vec![not_there(&mentioned.profiles, offset)], profiles: mentioned.profiles };
    }
    in_each(&classes, offset, &in_region)
}

/// The judgement in the Region in which the least is wrong, and where it is so: one Region is judged of each class.
fn in_each(classes: &[Vec<&str>], offset: usize, in_region: &dyn Fn(Option<&str>) -> Judged) -> Judged {
    let mut fine = BTreeSet::new();
    let mut least: Option<(usize, &str, Judged)> = None;
    for class in classes {
        let Some(region) = class.first() else { continue };
        let judged = in_region(Some(region));
        let errors = judged.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        if errors == 0 {
            fine.extend(class.iter().copied());
        }
        if least.as_ref().is_none_or(|(fewest, ..)| errors < *fewest) {
            least = Some((errors, region, judged));
        }
    }
    let Some((_, nearest, mut judged)) = least else { return Judged::default() };
    if fine.len() < classes.iter().map(Vec::len).sum() {
        judged.findings.push(not_everywhere(&fine, nearest, offset));
    }
    judged
}

/// The Regions from which all that is mentioned can be called: those that differ in nothing but their names are of a class.
#[derive(Debug, Default)]
pub(super) struct RegionClasses(RefCell<HashMap<Mentioned, Rc<Vec<Vec<String>>>>>);

impl RegionClasses {
    fn of(&self, judge: &Judge<'_>, mentioned: &Mentioned) -> Rc<Vec<Vec<String>>> {
        if let Some(known) = self.0.borrow().get(mentioned) {
            return known.clone();
        }
        let mut classes: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for region in mentioned.common_sources(judge.catalog) {
            let class = mentioned.class(judge, region);
            match classes.iter_mut().find(|(other, _)| *other == class) {
                Some((_, regions)) => regions.push(region.to_owned()),
                None => classes.push((class, vec![region.to_owned()])),
            }
        }
        let classes = Rc::new(classes.into_iter().map(|(_, regions)| regions).collect());
        self.0.borrow_mut().insert(mentioned.clone(), Rc::clone(&classes));
        classes
    }
}

/// What documents name in the Region of their deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Mentioned {
    /// The ids of profiles.
    profiles: BTreeSet<String>,
    /// The ids of models.
    models: BTreeSet<String>,
    /// The Regions, and patterns of some, in which models are mentioned.
    of_models: BTreeSet<String>,
    /// What else names Regions, by which they differ.
    patterns: BTreeSet<String>,
    /// Whether patterns are mentioned there.
    is_wide: bool,
    /// Whether anything but a profile is there, or a condition is on the Region.
    is_told_apart: bool,
}

/// Where a policy is judged whose patterns are in the Region of its deployment: they are wide in each.
const ANY_REGION: &str = "us-east-1";

impl Mentioned {
    fn from_documents(judge: &Judge<'_>, documents: &[&Document]) -> Self {
        let statements = || documents.iter().flat_map(|document| &document.statements);
        let mut mentioned = Mentioned::default();
        let applications = judge.file.applications.iter().filter_map(|application| application.copied.as_ref());
        for text in statements().flat_map(deployment::texts).chain(applications) {
            mentioned.take(&judge.placeholders, text);
        }
        let conditions = statements().flat_map(|statement| &statement.conditions);
        for condition in conditions.filter(|condition| is_on(condition, REGION_KEY)) {
            mentioned.is_told_apart = true;
            mentioned
                .patterns
                .extend(condition.values.iter().filter_map(|value| value.text.known()).map(str::to_owned));
        }
        mentioned
    }

    fn take(&mut self, placeholders: &Placeholders, text: &Text) {
        let parts = Parts::from_text(text);
        let Some(region) = parts.region() else { return };
        let is_deployed = placeholders.is_region(region);
        self.is_told_apart |= is_deployed && !parts.is_profile();
        if let Some(known) = region.known() {
            let own = if parts.is_model() { &mut self.of_models } else { &mut self.patterns };
            own.insert(known.to_owned());
        }
        let Some(id) = parts.id().filter(|_| is_deployed) else { return };
        if is_pattern(id) {
            self.is_wide = true;
            return;
        }
        let id = id.to_owned();
        if parts.is_profile() {
            self.profiles.insert(id);
        } else if parts.is_model() {
            self.models.insert(id);
        }
    }

    /// The first Region in which a model of those can be called directly, if there is one within the residency.
    fn region_of_models<'c>(&self, judge: &Judge<'c>) -> Option<&'c str> {
        let models = self.models.iter().filter_map(|id| judge.catalog.model(id));
        let regions = || models.clone().flat_map(|model| model.on_demand_regions().iter());
        let is_inside = |region: &&str| {
            lifecycle::outside(judge.catalog, "", lifecycle::directly(region), judge.demands.residency).is_none()
        };
        regions().find(is_inside).or_else(|| regions().next())
    }

    /// The Regions from which all of the profiles can be called.
    fn common_sources<'c>(&self, catalog: Catalog<'c>) -> Vec<&'c str> {
        let mut sources = self.profiles.iter().map(|id| -> BTreeSet<&str> {
            catalog.profile(id).into_iter().flat_map(Profile::routes).map(|route| route.source).collect()
        });
        let first = sources.next().unwrap_or_default();
        sources.fold(first, |common, own| common.intersection(&own).copied().collect()).into_iter().collect()
    }

    /// What distinguishes a Region: two of the same class differ in nothing but their names.
    fn class(&self, judge: &Judge<'_>, region: &str) -> Vec<String> {
        if !judge.demands.residency.is_empty() {
            return vec![region.to_owned()];
        }
        // Where the Region is in no text but the profile's, it does not matter which of the destinations it is.
        let is_one_of_many = self.patterns.is_empty() && !self.is_told_apart;
        let own = |name: &str| if is_one_of_many || name != region { name.to_owned() } else { "-".to_owned() };
        let routes = self.profiles.iter().map(|id| {
            let route = judge.catalog.profile(id).and_then(|profile| profile.route(region));
            route.map_or_else(String::new, |route| {
                let destinations = route.destinations.as_str().split(' ');
                let is_destination = destinations.clone().any(|name| name == region);
                let own: Vec<String> = destinations.map(own).collect();
                format!("{} {is_destination} {}", route.status.as_str(), own.join(" "))
            })
        });
        let models = self.models.iter().map(|id| {
            judge.catalog.model(id).is_some_and(|model| model.on_demand_regions().contains(region)).to_string()
        });
        let is_global = |id: &String| {
            judge
                .catalog
                .profile(id)
                .is_none_or(|it| it.route(region).is_none_or(|route| route.destinations.is_global()))
        };
        let of_models = self.of_models.iter().filter(|_| !is_one_of_many || self.profiles.iter().any(is_global));
        let names = self
            .patterns
            .iter()
            .chain(of_models)
            .map(|pattern| Pattern::with_wildcards(pattern).takes(region).to_string());
        let partition = bedrock_profiles_catalog::Partition::from_region(region).as_str().to_owned();
        routes.chain(models).chain(names).chain([partition]).collect()
    }
}

/// Where the policy is right, else the Region in which the least is wrong.
fn not_everywhere(fine: &BTreeSet<&str>, nearest: &str, offset: usize) -> Finding {
    let right = if fine.is_empty() {
        format!("right in none; this is what is wrong in `{nearest}`")
    } else {
        format!("right in {} alone", quoted(fine.iter().copied()))
    };
    let message = format!("is for the Region of its deployment, and {right}");
    Finding::new(Severity::Note, Kind::NotJudged, offset, message)
        .help("`--source-region` names the Region in which it is deployed")
}

/// What is said of conditions of a template that are so in Regions alone from which not all of the profiles can be called.
fn not_there(ids: &BTreeSet<String>, offset: usize) -> Finding {
    let profiles = quoted(ids.iter().map(String::as_str));
    let message =
        format!("names {profiles}, which can't be called from any Region in which its conditions turn out so");
    Finding::new(Severity::Warning, Kind::NotJudged, offset, message)
        .help("name a profile of those Regions, or turn the branches of `Fn::If` round")
}

/// What is wrong where there is no Region from which all of the profiles can be called, as of one that is unknown.
fn nowhere(catalog: Catalog<'_>, ids: &BTreeSet<String>, offset: usize) -> Vec<Finding> {
    let problems = ids.iter().filter_map(|id| check::profile_id(catalog, id).err());
    let unknown: Vec<Finding> =
        problems.map(|problem| lifecycle::finding(Severity::Error, Kind::Unknown, &problem)).collect();
    if !unknown.is_empty() {
        return unknown.into_iter().map(|finding| Finding { offset, ..finding }).collect();
    }
    let profiles = quoted(ids.iter().map(String::as_str));
    let message = format!("is for the Region of its deployment, and there is none from which {profiles} can be called");
    vec![Finding::new(Severity::Error, Kind::TooLittle, offset, message).help("deploy a policy for each of them")]
}
