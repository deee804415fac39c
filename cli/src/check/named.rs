//! The profiles that a policy names.

use super::arn::{Arn, is_pattern, is_unknown};
use super::needs::Need;
use crate::args::Calls;
use crate::declared::{declared, declared_model, grant};
use bedrock_profiles::policy::{Resource, Statement};
use bedrock_profiles::{__private, ApplicationInferenceProfile, Invokable, ModelSource, Policy};
use bedrock_profiles_catalog::{Catalog, ProfileId};

/// A profile as an account calls it from a source Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// How the policy names it: its ARN, or a reference to what the file creates.
    pub(super) text: String,
    /// What it is called in messages.
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) region: String,
    /// Empty where the text does not tell.
    pub(super) account: String,
}

/// Who defined a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// AWS.
    System { id: String },
    /// The account, as a copy of a system-defined profile or of a model.
    Copy { of: Copied },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    Profile(String),
    Model(String),
}

impl Copied {
    pub(super) fn id(&self) -> &str {
        match self {
            Copied::Profile(id) | Copied::Model(id) => id,
        }
    }

    /// What an ARN names that can be copied, and its Region.
    pub(super) fn of_arn(text: &str) -> Option<(Self, &str)> {
        let arn = Arn::parse(text).filter(|arn| !arn.region.is_empty() && !is_pattern(text))?;
        match arn.kind {
            "inference-profile" => Some((Copied::Profile(arn.id.to_owned()), arn.region)),
            "foundation-model" => Some((Copied::Model(arn.id.to_owned()), arn.region)),
            _ => None,
        }
    }
}

impl Named {
    /// The system-defined profile of an ARN that is no pattern.
    pub(super) fn system(text: &str) -> Option<Self> {
        let is_known = |arn: &Arn<'_>| !is_unknown(arn.region) && !is_unknown(arn.id) && !is_pattern(text);
        let arn = Arn::parse(text).filter(|arn| arn.is_profile() && is_known(arn))?;
        Some(Named {
            text: text.to_owned(),
            name: arn.id.to_owned(),
            origin: Origin::System { id: arn.id.to_owned() },
            region: arn.region.to_owned(),
            account: arn.account.to_owned(),
        })
    }

    /// The system-defined profile that it is, or is copied from.
    pub(super) fn profile_id(&self) -> Option<&str> {
        match &self.origin {
            Origin::System { id } | Origin::Copy { of: Copied::Profile(id) } => Some(id),
            Origin::Copy { of: Copied::Model(_) } => None,
        }
    }

    pub(super) fn model_id(&self) -> &str {
        match &self.origin {
            Origin::Copy { of: Copied::Model(id) } => id,
            _ => self.profile_id().and_then(ProfileId::parse).map_or("", |id| id.model),
        }
    }

    pub(super) fn is_copy(&self) -> bool {
        matches!(self.origin, Origin::Copy { .. })
    }

    /// `` `eu.a.b` from `eu-central-1` ``, `` `billed`, a copy of `eu.a.b`, from `eu-central-1` ``
    pub(super) fn shown(&self) -> String {
        let copy = match &self.origin {
            Origin::System { .. } => String::new(),
            Origin::Copy { of } => format!(", a copy of `{}`,", of.id().escape_debug()),
        };
        format!("`{}`{copy} from `{}`", self.name.escape_debug(), self.region.escape_debug())
    }

    /// What it needs; nothing for a profile that the catalog does not know from there.
    pub(super) fn needs(&self, catalog: Catalog<'_>, calls: Calls) -> Vec<Need> {
        let statements = self.statements(catalog, calls).unwrap_or_default();
        let text = |resource: &Resource| match resource.arn(ANY_ACCOUNT) {
            Some(arn) => arn.as_str().replace(&format!(":{ANY_ACCOUNT}:"), &format!(":{}:", self.account)),
            None => self.text.clone(),
        };
        Need::all(self, &statements, text)
    }

    fn statements(&self, catalog: Catalog<'_>, calls: Calls) -> Option<Vec<Statement>> {
        let mut policy = Policy::new("Check").in_account(ANY_ACCOUNT).ok()?.in_region(&self.region).ok()?;
        grant(&*self.invokable(catalog)?, calls, &mut policy).ok()?;
        Some(policy.statements().to_vec())
    }

    /// As the library declares it; `None` where the catalog does not know it from there.
    pub(super) fn invokable(&self, catalog: Catalog<'_>) -> Option<Box<dyn Invokable>> {
        Some(match self.source(catalog)? {
            source if self.is_copy() => Box::new(self.copied(source)),
            ModelSource::CrossRegion(profile) => Box::new(profile),
            _ => return None,
        })
    }

    /// The profile as the library declares it, of what it is copied from.
    pub(super) fn copied(&self, source: ModelSource) -> ApplicationInferenceProfile {
        __private::application_inference_profile(self.name.clone().leak(), None, &[], source)
    }

    pub(super) fn source(&self, catalog: Catalog<'_>) -> Option<ModelSource> {
        let model = catalog.model(self.model_id())?;
        let Some(id) = self.profile_id() else {
            return model.on_demand_regions().contains(&self.region).then(|| declared_model(model).into());
        };
        let profile = catalog.profile(id)?;
        Some(declared(profile, model, &[profile.route(&self.region)?]).into())
    }

    /// Whether the catalog knows it from there.
    pub(super) fn is_known(&self, catalog: Catalog<'_>) -> bool {
        match self.profile_id() {
            Some(id) => catalog.profile(id).is_some_and(|profile| profile.route(&self.region).is_some()),
            None => {
                catalog.model(self.model_id()).is_some_and(|model| model.on_demand_regions().contains(&self.region))
            }
        }
    }
}

/// Stands for the account of the policy while the library makes statements.
pub(super) const ANY_ACCOUNT: &str = "000000000000";
