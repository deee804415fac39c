//! The route that a Region's answer describes.

use crate::answer::ProfileSummary;
use bedrock_profiles_catalog::{Partition, ProfileId};
use std::collections::BTreeSet;

pub(super) struct RouteOf<'p> {
    pub(super) model: &'p str,
    pub(super) destinations: String,
    pub(super) status: &'static str,
}

/// The route of `profile` from the Region that lists it, or why there is none.
pub(super) fn of_profile(profile: &ProfileSummary) -> Result<RouteOf<'_>, String> {
    let id = ProfileId::parse(&profile.id).ok_or("its id is not a geo prefix, a dot and a model id")?;
    if !profile.arn.text.ends_with(&format!("/{}", profile.id)) {
        return Err(format!("its ARN is that of another profile, `{}`", profile.arn.text.escape_debug()));
    }
    if let Some(other) = profile.models.iter().find(|model| model.arn.id != id.model) {
        return Err(format!("it leads to another model, `{}`", other.arn.id.escape_debug()));
    }
    let is_active = profile.status.as_deref().is_none_or(|status| status == "ACTIVE");
    let status = if is_active { "current" } else { "unconfirmed" };
    Ok(RouteOf { model: id.model, destinations: destinations(profile)?, status })
}

/// The destination Regions, or `*` where one of the ARNs names no Region.
fn destinations(profile: &ProfileSummary) -> Result<String, String> {
    let regions: Option<BTreeSet<&str>> = profile.models.iter().map(|model| model.arn.region.as_deref()).collect();
    match regions {
        None if profile.arn.partition == Partition::Aws => Ok("*".to_owned()),
        None => Err(format!("it is global, which the partition `{}` does not have", profile.arn.partition)),
        Some(regions) if regions.is_empty() => Err("it names no Region of its model".to_owned()),
        Some(regions) => Ok(regions.into_iter().collect::<Vec<&str>>().join(" ")),
    }
}
