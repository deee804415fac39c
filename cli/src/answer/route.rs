//! The rows that summaries describe, or why there are none.

use super::{ModelSummary, ProfileSummary};
use crate::output::quoted;
use bedrock_profiles_catalog::{Catalog, Partition, ProfileId, is_model_id};
use std::collections::BTreeSet;
use std::fmt;

/// The route of a profile from the Region that lists it.
#[derive(Debug)]
pub(crate) struct RouteOf<'p> {
    pub(crate) model: &'p str,
    pub(crate) destinations: String,
    pub(crate) status: &'static str,
}

/// Why a summary becomes no row.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It contradicts itself, or what the API documents.
    Malformed(String),
    /// It has a form that is not known here, which AWS may have brought since.
    Unknown(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Fault::Malformed(why) | Fault::Unknown(why)) = self;
        f.write_str(why)
    }
}

/// The only status that the API documents.
const ACTIVE: &str = "ACTIVE";

impl ProfileSummary {
    /// The status, unless it is the documented one.
    pub(crate) fn unknown_status(&self) -> Option<&str> {
        self.status.as_deref().filter(|status| *status != ACTIVE)
    }

    pub(crate) fn route(&self) -> Result<RouteOf<'_>, Fault> {
        check_id(&self.id, &self.arn.id, &self.arn.text)?;
        let destinations = self.destinations()?;
        let models: BTreeSet<&str> = self.models.iter().map(|model| model.arn.id.as_str()).collect();
        if models.len() > 1 {
            return Err(Fault::Malformed(format!("its `models` are several: {}", quoted(models))));
        }
        let id = ProfileId::parse(&self.id)
            .ok_or_else(|| Fault::Unknown("its id is not a geo prefix, a dot and a model id".to_owned()))?;
        if let Some(other) = models.into_iter().find(|model| *model != id.model) {
            return Err(Fault::Unknown(format!("it leads to another model, `{}`", other.escape_debug())));
        }
        self.check_prefix(id.prefix, destinations == ANYWHERE)?;
        let status = if self.unknown_status().is_none() { "current" } else { "unconfirmed" };
        Ok(RouteOf { model: id.model, destinations, status })
    }

    /// The destination Regions, or `*` where one of the ARNs names no Region.
    pub(crate) fn destinations(&self) -> Result<String, Fault> {
        let (text, own) = (&self.arn.text, self.arn.partition);
        if let Some(other) = self.models.iter().find(|model| model.arn.partition != own) {
            let (other, partition) = (&other.arn.text, other.arn.partition);
            let why = format!("`{text}` belongs to the partition `{own}`, and `{other}` to `{partition}`");
            return Err(Fault::Malformed(why));
        }
        let regions: Option<BTreeSet<&str>> = self.models.iter().map(|model| model.arn.region.as_deref()).collect();
        match regions {
            None => Ok(ANYWHERE.to_owned()),
            Some(regions) if regions.is_empty() => Err(Fault::Malformed("its list of `models` is empty".to_owned())),
            Some(regions) => Ok(regions.into_iter().collect::<Vec<&str>>().join(" ")),
        }
    }

    /// The built-in prefixes have a partition, and `global` alone leads anywhere.
    fn check_prefix(&self, prefix: &str, leads_anywhere: bool) -> Result<(), Fault> {
        let (region, partition) = (&self.arn.region, self.arn.partition);
        let known = Catalog::BUILT_IN.prefix(prefix);
        let why = match known {
            Some(known) if known.partition() != partition.as_str() => {
                let own = known.partition();
                format!("the prefix `{prefix}` belongs to the partition `{own}`, and `{region}` to `{partition}`")
            }
            Some(known) if known.is_global() && !leads_anywhere => {
                "none of its models is the ARN without a Region, which a `global` profile has".to_owned()
            }
            Some(known) if !known.is_global() && leads_anywhere => {
                "one of its models is the ARN without a Region, which `global` profiles have".to_owned()
            }
            None if leads_anywhere && partition != Partition::Aws => {
                format!("it leads anywhere, which profiles of the partition `{partition}` do not")
            }
            _ => return Ok(()),
        };
        Err(Fault::Unknown(why))
    }
}

impl ModelSummary {
    /// The Region that lists the model.
    pub(crate) fn region(&self) -> Result<&str, Fault> {
        check_id(&self.id, &self.arn.id, &self.arn.text)?;
        if !is_model_id(&self.id) {
            return Err(Fault::Unknown("its id has not the form of a model's".to_owned()));
        }
        self.arn.region.as_deref().ok_or_else(|| Fault::Unknown("its ARN names no Region".to_owned()))
    }
}

/// The destinations of a route that may lead to any Region.
const ANYWHERE: &str = "*";

/// The id is that in the ARN, and could be one.
fn check_id(id: &str, of_arn: &str, arn: &str) -> Result<(), Fault> {
    let why = if id.is_empty() {
        "its id is empty".to_owned()
    } else if !id.bytes().all(|byte| byte.is_ascii_graphic()) {
        "its id has characters that no id has".to_owned()
    } else if id != of_arn {
        format!("its ARN is that of another one, `{}`", arn.escape_debug())
    } else {
        return Ok(());
    };
    Err(Fault::Malformed(why))
}
