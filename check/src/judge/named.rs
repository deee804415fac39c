//! The profiles that policies name, and what each needs.

use super::arn::{Parts, is_account, is_pattern};
use super::request::requested_of;
use crate::model::Calls;
use bedrock_profiles::policy::{Action, ConditionKey, ConditionValue, Grant, GrantError, Resource, Statement};
use bedrock_profiles::{
    __private, ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Invokable, ModelSource,
    Policy,
};
use bedrock_profiles_catalog::{Catalog, Model, Profile, ProfileId, Regions, Route};
use bedrock_profiles_iam::Text;
use std::rc::Rc;

/// A profile as an account calls it from a source Region, or a model that is called without one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Named {
    /// Its ARN, in the deployment that is judged.
    pub(crate) arn: Rc<str>,
    /// What it is called in messages.
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) region: String,
    pub(crate) account: String,
}

/// Who defined it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// AWS: a cross-Region profile.
    System { id: String },
    /// The account, as a copy of a system-defined profile or of a model.
    Copy { of: Copied },
    /// AWS: a model, called directly.
    Model { id: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Copied {
    Profile(String),
    Model(String),
}

impl Copied {
    pub(crate) fn id(&self) -> &str {
        match self {
            Copied::Profile(id) | Copied::Model(id) => id,
        }
    }

    /// What an ARN names that can be copied, and its Region.
    pub(crate) fn from_arn(arn: &str) -> Option<(Self, String)> {
        let parts = Parts::from_arn(arn);
        let region = parts.region()?.known().filter(|region| !region.is_empty())?.to_owned();
        let id = parts.id().filter(|_| !is_pattern(arn))?.to_owned();
        match parts.kind()? {
            "inference-profile" => Some((Copied::Profile(id), region)),
            "foundation-model" => Some((Copied::Model(id), region)),
            _ => None,
        }
    }
}

impl Named {
    /// The system-defined profile of an ARN that is no pattern, and whole.
    pub(crate) fn from_arn(arn: &str) -> Option<Self> {
        let parts = Parts::from_arn(arn);
        let known = |part: Option<&Text>| part.and_then(Text::known).map(str::to_owned);
        let (region, account) = (known(parts.region())?, known(parts.account())?);
        let id = parts.id().filter(|_| parts.is_profile() && is_account(&account) && !is_pattern(arn))?;
        Some(Named::system(arn, id, &region, &account))
    }

    /// The system-defined profile of this ARN.
    pub(crate) fn system(arn: &str, id: &str, region: &str, account: &str) -> Self {
        let (name, origin) = (id.to_owned(), Origin::System { id: id.to_owned() });
        Named { arn: arn.into(), name, origin, region: region.to_owned(), account: account.to_owned() }
    }

    /// The model of an ARN, called directly.
    pub(crate) fn model(arn: &str, id: &str, region: &str, account: &str) -> Self {
        let origin = Origin::Model { id: id.to_owned() };
        Named { arn: arn.into(), name: id.to_owned(), origin, region: region.to_owned(), account: account.to_owned() }
    }

    /// The copy that has this ARN.
    pub(crate) fn copy(arn: &str, name: &str, of: Copied, region: &str) -> Self {
        let account = Parts::from_arn(arn).account().and_then(Text::known).unwrap_or_default().to_owned();
        Named {
            arn: arn.into(),
            name: name.to_owned(),
            origin: Origin::Copy { of },
            region: region.to_owned(),
            account,
        }
    }

    /// The system-defined profile that it is, or is copied from.
    pub(crate) fn profile_id(&self) -> Option<&str> {
        match &self.origin {
            Origin::System { id } | Origin::Copy { of: Copied::Profile(id) } => Some(id),
            Origin::Copy { of: Copied::Model(_) } | Origin::Model { .. } => None,
        }
    }

    pub(crate) fn model_id(&self) -> &str {
        match &self.origin {
            Origin::Copy { of: Copied::Model(id) } | Origin::Model { id } => id,
            _ => self.profile_id().and_then(ProfileId::parse).map_or("", |id| id.model),
        }
    }

    pub(crate) fn is_copy(&self) -> bool {
        matches!(self.origin, Origin::Copy { .. })
    }

    /// `` `eu.a.b` from `eu-central-1` ``, `` `billed`, a copy of `eu.a.b`, from `eu-central-1` ``
    pub(crate) fn shown(&self) -> String {
        let quoted = crate::report::quoted_one;
        let copy = match &self.origin {
            Origin::System { .. } | Origin::Model { .. } => String::new(),
            Origin::Copy { of } => format!(", a copy of {},", quoted(of.id())),
        };
        format!("{}{copy} from {}", quoted(&self.name), quoted(&self.region))
    }

    /// Whether the catalog knows it from there.
    pub(crate) fn is_known(&self, catalog: Catalog<'_>) -> bool {
        match self.profile_id() {
            Some(id) => catalog.profile(id).is_some_and(|profile| profile.route(&self.region).is_some()),
            None => catalog.model(self.model_id()).is_some_and(|it| it.on_demand_regions().contains(&self.region)),
        }
    }

    /// What it needs; nothing for a profile that the catalog does not know from there.
    pub(crate) fn needs(&self, catalog: Catalog<'_>, calls: Calls) -> Vec<Need> {
        let of = Rc::new(self.clone());
        let statements = self.statements(catalog, calls).unwrap_or_default();
        statements.iter().flat_map(|statement| needs(&of, statement)).collect()
    }

    fn statements(&self, catalog: Catalog<'_>, calls: Calls) -> Option<Vec<Statement>> {
        let mut policy = Policy::new("Check").in_account(&self.account).ok()?.in_region(&self.region).ok()?;
        match self.source(catalog)? {
            source if self.is_copy() => grant(&self.copied(source), calls, &mut policy),
            ModelSource::CrossRegion(profile) => grant(&profile, calls, &mut policy),
            ModelSource::FoundationModel(model) => grant(&model, calls, &mut policy),
            _ => return None,
        }
        .ok()?;
        Some(policy.statements().to_vec())
    }

    fn copied(&self, source: ModelSource) -> ApplicationInferenceProfile {
        __private::application_inference_profile(self.name.clone().leak(), None, &[], source)
    }

    fn source(&self, catalog: Catalog<'_>) -> Option<ModelSource> {
        let model = catalog.model(self.model_id())?;
        let Some(id) = self.profile_id() else {
            return model
                .on_demand_regions()
                .contains(&self.region)
                .then(|| declared_model(model, model.on_demand_regions()).into());
        };
        let profile = catalog.profile(id)?;
        Some(declared(profile, model, &[profile.route(&self.region)?]).into())
    }
}

/// The profile with these of its routes, as `inference_profile!` would make it of the same catalog.
///
/// The library's types have text that lives as long as the program, which here is one command.
pub fn declared(profile: Profile<'_>, model: Model<'_>, routes: &[Route<'_>]) -> CrossRegionInferenceProfile {
    let row = |route: &Route<'_>| format!("{}\t{}\t{}\n", profile.id(), route.source, route.destinations.as_str());
    let rows: String = routes.iter().map(row).collect();
    __private::cross_region_inference_profile(
        profile.id().to_owned().leak(),
        rows.leak(),
        declared_model(model, model.on_demand_regions()),
    )
}

/// The model as it is called directly from these Regions, likewise.
pub fn declared_model(model: Model<'_>, regions: Regions<'_>) -> FoundationModel {
    let [id, row, regions] = [model.id(), model.description(), regions.as_str()].map(|text| &*text.to_owned().leak());
    __private::foundation_model(id, model.streams(), row, regions)
}

/// Grants what a program that calls the profile so needs.
pub fn grant(profile: &dyn Invokable, calls: Calls, policy: &mut Policy) -> Result<Grant, GrantError> {
    match calls {
        Calls::InvokeOnly => profile.grant_invoke_only(policy),
        Calls::StreamingOnly => profile.grant_streaming_only(policy),
        Calls::Both => profile.grant_invoke(policy),
    }
}

/// One action on one resource that a profile needs from a source Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) of: Rc<Named>,
    pub(crate) action: Action,
    pub(crate) resource: Rc<str>,
    /// The profile that the model is invoked through.
    pub(crate) through: Option<Rc<str>>,
    /// What `aws:RequestedRegion` must be limited to.
    pub(crate) pinned: Option<Rc<str>>,
    /// What `aws:RequestedRegion` is.
    pub(crate) requested: Rc<str>,
    pub(crate) is_model: bool,
}

fn needs(of: &Rc<Named>, statement: &Statement) -> Vec<Need> {
    let value = |key: ConditionKey| -> Option<Rc<str>> {
        let condition = statement.conditions().iter().find(|condition| condition.key == key)?;
        condition.values.first().and_then(|value| match value {
            ConditionValue::Text(text) => Some(Rc::from(&**text)),
            ConditionValue::Arn(resource) => Some(text(of, resource)),
            _ => None,
        })
    };
    let (through, pinned) = (value(ConditionKey::InferenceProfileArn), value(ConditionKey::RequestedRegion));
    let one = |action: Action, resource: &Resource| {
        let resource = text(of, resource);
        let requested = pinned.clone().unwrap_or_else(|| requested_of(&resource));
        let is_model = Parts::from_arn(&resource).is_model();
        Need { of: of.clone(), action, resource, through: through.clone(), pinned: pinned.clone(), requested, is_model }
    };
    let actions = statement.actions().iter();
    actions.flat_map(|action| statement.resources().iter().map(|resource| one(*action, resource))).collect()
}

fn text(of: &Named, resource: &Resource) -> Rc<str> {
    resource.arn(&of.account).map_or_else(|| of.arn.clone(), |arn| arn.as_str().into())
}

impl Need {
    /// Whether both are about the same profile under the same conditions.
    pub(crate) fn is_alike(&self, other: &Self) -> bool {
        (&self.of, &self.through, &self.pinned) == (&other.of, &other.through, &other.pinned)
    }
}

/// Actions and resources of needs, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    pub(crate) actions: Vec<Action>,
    pub(crate) resources: Vec<Rc<str>>,
}

impl<'n> FromIterator<&'n Need> for Sum {
    fn from_iter<I: IntoIterator<Item = &'n Need>>(needs: I) -> Self {
        let mut sum = Sum::default();
        for need in needs {
            if !sum.actions.contains(&need.action) {
                sum.actions.push(need.action);
            }
            if !sum.resources.contains(&need.resource) {
                sum.resources.push(need.resource.clone());
            }
        }
        sum
    }
}
