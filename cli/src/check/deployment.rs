//! Policies for the Region of their deployment, whichever it is.

use super::arn::{Arn, is_unknown};
use super::document::Document;
use super::finding::{Finding, Kind, Severity, quoted};
use super::text::REGION;
use super::{Demands, Judgement, judge_as_written};
use bedrock_profiles_catalog::{Catalog, Problem, Profile, check};
use std::collections::BTreeSet;

impl Document {
    /// The same, deployed in this Region.
    fn in_region(&self, region: &str) -> Self {
        let mut document = self.clone();
        let own = document.region_of_deployment();
        document.names().for_each(|text| *text = text.replace(&own, region));
        document
    }

    /// How the Region of the deployment is written: the one in ARNs that is not known, else what templates call so.
    fn region_of_deployment(&mut self) -> String {
        let unknown: BTreeSet<String> = self
            .names()
            .filter_map(|text| Some(Arn::parse(text)?.region.to_owned()))
            .filter(|it| is_unknown(it))
            .collect();
        let only = unknown.first().filter(|_| unknown.len() == 1);
        only.cloned().unwrap_or_else(|| REGION.to_owned())
    }

    /// The ids of the profiles that are named in the Region of the deployment.
    fn profiles_of_deployment(&mut self) -> BTreeSet<String> {
        let region = self.region_of_deployment();
        let arns = self.names().filter_map(|text| Arn::parse(text));
        let is_meant = |arn: &Arn<'_>| arn.is_profile() && arn.region == region && !is_unknown(arn.id);
        arns.filter(is_meant).map(|arn| arn.id.to_owned()).collect()
    }
}

/// The judgement in the Region that is given; else in every Region from which the profiles can be called.
pub(super) fn judge(catalog: Catalog<'_>, document: &Document, demands: Demands<'_>) -> Judgement {
    if let Some(region) = demands.source_region {
        return judge_as_written(catalog, &document.in_region(region), demands);
    }
    let ids = document.clone().profiles_of_deployment();
    if ids.is_empty() {
        return judge_as_written(catalog, document, demands);
    }
    let judged: Vec<(&str, Judgement)> = common_sources(catalog, &ids)
        .into_iter()
        .map(|region| (region, judge_as_written(catalog, &document.in_region(region), demands)))
        .collect();
    let all = judged.len();
    let fine: Vec<&str> =
        judged.iter().filter(|(_, judgement)| !judgement.fails()).map(|(region, _)| *region).collect();
    let Some((region, mut judgement)) = judged.into_iter().min_by_key(|(_, judgement)| judgement.errors()) else {
        return Judgement { findings: nowhere(catalog, &ids), profiles: ids };
    };
    if fine.len() < all {
        judgement.findings.push(not_everywhere(&fine, region));
    }
    judgement
}

/// The Regions from which all of the profiles can be called.
fn common_sources<'c>(catalog: Catalog<'c>, ids: &BTreeSet<String>) -> Vec<&'c str> {
    let mut sources = ids.iter().map(|id| -> BTreeSet<&str> {
        catalog.profile(id).into_iter().flat_map(Profile::routes).map(|route| route.source).collect()
    });
    let first = sources.next().unwrap_or_default();
    sources.fold(first, |common, own| common.intersection(&own).copied().collect()).into_iter().collect()
}

/// Where the policy is right, else the Region in which the least is wrong.
fn not_everywhere(fine: &[&str], nearest: &str) -> Finding {
    let right = if fine.is_empty() {
        format!("right in none; this is what is wrong in `{nearest}`")
    } else {
        format!("right in {} alone", quoted(fine.iter().copied()))
    };
    let message = format!("is for the Region of its deployment, and {right}");
    Finding::new(Severity::Note, Kind::NotJudged, None, message)
        .help("`--source-region` names the Region in which it is deployed")
}

/// What is wrong where there is no Region from which all of the profiles can be called, as of one that is unknown.
fn nowhere(catalog: Catalog<'_>, ids: &BTreeSet<String>) -> Vec<Finding> {
    let problems = ids.iter().filter_map(|id| check::profile_id(catalog, id).err());
    let finding = |problem: Problem| Finding::of_problem(Severity::Error, Kind::Unknown, None, &problem.to_string());
    let unknown: Vec<Finding> = problems.map(finding).collect();
    if !unknown.is_empty() {
        return unknown;
    }
    let profiles = quoted(ids.iter().map(String::as_str));
    let message = format!("is for the Region of its deployment, and there is none from which {profiles} can be called");
    vec![Finding::new(Severity::Error, Kind::TooLittle, None, message).help("deploy a policy for each of them")]
}
