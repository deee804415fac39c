//! What a configuration names for a program to invoke.

use crate::declared::NotDeclared;
use crate::error::opaque_error;
use crate::identity::text;
use crate::{Arn, ArnError, FoundationModel, Partition, Problem, ProjectCatalog, input};
use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use bedrock_profiles_catalog::{Catalog, Model, ProblemKind, Profile, ProfileId, Route, check, is_model_id};
use core::str::FromStr;

/// What a configuration names in the place of a declaration: the id of a profile or of a model, or the ARN of a profile,
/// an application profile, a prompt router, or a model of the account's own. Development and production then differ in a
/// value, not in code.
///
/// It is checked as far as the catalog knows, by [`FromStr`] as a declaration is; [`reader`](Self::reader) accepts on
/// purpose what is retired or unknown, and asks a project's catalog. What a grant needs beyond what the text says, such as
/// the models behind an application profile, is refused: the policy of a stage that calls one is made from its declaration,
/// whose template creates it and outputs the ARN for the configuration.
///
/// ```
/// use bedrock_profiles::{InvocationTarget, Policy};
///
/// let configured = "eu.anthropic.claude-sonnet-4-6";
/// let target: InvocationTarget = configured.parse()?;
/// assert_eq!(target.callable_from("eu-central-1")?, configured);
///
/// let mut policy = Policy::new("Chat").in_region("eu-central-1")?;
/// target.grant_invoke(&mut policy)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html>, `modelId`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InvocationTarget {
    text: String,
    meaning: Meaning,
}

/// What an [`InvocationTarget`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum InvocationTargetKind {
    /// A cross-Region inference profile that the catalog knows.
    CrossRegionProfile,
    /// A foundation model that the catalog knows, called directly.
    FoundationModel,
    /// An application inference profile. What it is copied from its ARN does not say.
    ApplicationProfile,
    /// A prompt router. What it chooses from its ARN does not say.
    PromptRouter,
    /// A model of the account's own: imported, deployed, or with provisioned throughput.
    OwnModel,
    /// What the catalog does not know, accepted on purpose.
    Unknown,
}

/// What the text stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Meaning {
    Known(Known),
    /// What the catalog has nothing of but the ARN.
    ByArn(Arn, InvocationTargetKind),
    Unknown,
}

/// A profile or a model of the catalog that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Known {
    pub(crate) id: String,
    pub(crate) model: String,
    pub(crate) streams: bool,
    /// Rows of `routes.tsv`; of a model that is called directly each leads to its own Region.
    rows: String,
    pub(crate) is_profile: bool,
    /// The ARN, where that was given: it is called from its Region with its account.
    pub(crate) arn: Option<Arn>,
}

impl Known {
    pub(crate) fn routes(&self) -> impl Iterator<Item = Route<'_>> + Clone {
        let in_arn = self.arn.as_ref().map(Arn::region);
        let routes = Profile::from_rows(&self.id, &self.rows).routes();
        routes.filter(move |route| in_arn.is_none_or(|region| region == route.source))
    }

    pub(crate) fn route(&self, region: &str) -> Result<Route<'_>, NotDeclared> {
        let route = self.routes().find(|route| route.source == region);
        route.ok_or_else(|| NotDeclared::new(&self.id, region, self.routes().map(|route| route.source)))
    }
}

impl InvocationTarget {
    /// How text is read by other rules than those of [`FromStr`].
    ///
    /// ```
    /// use bedrock_profiles::{InvocationTarget, InvocationTargetKind};
    ///
    /// let retired = "us.amazon.nova-premier-v1:0";
    /// assert!(retired.parse::<InvocationTarget>().is_err());
    /// let reader = InvocationTarget::reader().accept_retired();
    /// assert_eq!(reader.read(retired)?.as_str(), retired);
    ///
    /// let reader = InvocationTarget::reader().accept_unknown();
    /// let target = reader.read("us.example.model-of-tomorrow-v1:0")?;
    /// assert_eq!(target.kind(), InvocationTargetKind::Unknown);
    /// # Ok::<(), bedrock_profiles::InvocationTargetError>(())
    /// ```
    pub const fn reader() -> TargetReader<'static> {
        TargetReader { catalog: Catalog::BUILT_IN, accepts_retired: false, accepts_unknown: false }
    }

    /// The text, as API calls take it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it is.
    pub fn kind(&self) -> InvocationTargetKind {
        match &self.meaning {
            Meaning::Known(known) if known.is_profile => InvocationTargetKind::CrossRegionProfile,
            Meaning::Known(_) => InvocationTargetKind::FoundationModel,
            Meaning::ByArn(_, kind) => *kind,
            Meaning::Unknown => InvocationTargetKind::Unknown,
        }
    }

    /// What API calls take, if it can be called from `region`. What the catalog does not know is taken to be.
    pub fn callable_from(&self, region: &str) -> Result<&str, NotDeclared> {
        match &self.meaning {
            Meaning::Known(known) => known.route(region).map(|_| self.as_str()),
            Meaning::ByArn(arn, _) if arn.region() != region => {
                Err(NotDeclared::new(&self.text, region, [arn.region()].into_iter()))
            }
            Meaning::ByArn(..) | Meaning::Unknown => Ok(self.as_str()),
        }
    }

    /// The ARN to invoke from `region` with `account`; refused from a Region from which it can't be called, with another
    /// account than an ARN has, and for what is unknown.
    pub fn invokable_arn(&self, region: &str, account: &str) -> Result<Arn, ArnError> {
        let (region, account) = (input::region(region)?, input::account(account)?);
        self.callable_from(region)?;
        let given = match &self.meaning {
            Meaning::Known(known) => known.arn.as_ref(),
            Meaning::ByArn(arn, _) => Some(arn),
            Meaning::Unknown => return Err(ArnError::unknown(&self.text)),
        };
        match (given, &self.meaning) {
            (Some(arn), _) => {
                if !arn.account().is_empty() {
                    input::account_of_profile(account, arn.account())?;
                }
                Ok(arn.clone())
            }
            (None, Meaning::Known(known)) if known.is_profile => Ok(Arn::inference_profile(region, account, &known.id)),
            (None, _) => Ok(Arn::foundation_model(region, &self.text)),
        }
    }

    /// The model, where the built-in catalog has it.
    pub(crate) fn model(&self) -> Option<FoundationModel> {
        let Meaning::Known(known) = &self.meaning else { return None };
        Catalog::BUILT_IN.model(&known.model).map(FoundationModel::from_catalog)
    }

    #[cfg(feature = "policy")]
    pub(crate) fn meaning(&self) -> &Meaning {
        &self.meaning
    }
}

/// Reads a text against the built-in catalog. What is wrong or retired is the error that it is in a declaration.
impl FromStr for InvocationTarget {
    type Err = InvocationTargetError;

    fn from_str(text: &str) -> Result<Self, InvocationTargetError> {
        InvocationTarget::reader().read(text)
    }
}

text!(InvocationTarget);

impl From<InvocationTarget> for String {
    fn from(target: InvocationTarget) -> Self {
        target.text
    }
}

/// How an [`InvocationTarget`] is read: against which catalog, and what is accepted on purpose.
///
/// A configuration that was right stays right with a newer catalog if what that has retired is accepted.
#[derive(Clone, Copy, Debug)]
pub struct TargetReader<'c> {
    catalog: Catalog<'c>,
    accepts_retired: bool,
    accepts_unknown: bool,
}

impl TargetReader<'_> {
    /// Accepts profiles and models that the catalog says are retired.
    #[must_use]
    pub const fn accept_retired(self) -> Self {
        TargetReader { accepts_retired: true, ..self }
    }

    /// Accepts ids that the catalog does not know, as long as they have the form of one. They have no ARN, and are not
    /// granted: what they need is not known.
    #[must_use]
    pub const fn accept_unknown(self) -> Self {
        TargetReader { accepts_unknown: true, ..self }
    }

    /// Asks a project's catalog.
    #[must_use]
    pub fn with_catalog(self, catalog: &ProjectCatalog) -> TargetReader<'_> {
        TargetReader { catalog: catalog.catalog(), ..self }
    }

    /// Reads an id or an ARN.
    pub fn read(self, text: &str) -> Result<InvocationTarget, InvocationTargetError> {
        let meaning = if text.starts_with("arn:") { self.arn(text)? } else { self.id(text)? };
        Ok(InvocationTarget { text: text.to_string(), meaning })
    }

    fn id(self, id: &str) -> Result<Meaning, InvocationTargetError> {
        let known = if self.catalog.model(id).is_some() { self.model(id) } else { self.profile(id) };
        Ok(self.accepted(id, known)?.map_or(Meaning::Unknown, Meaning::Known))
    }

    /// What is known, or nothing of an id that is accepted without that.
    fn accepted(self, id: &str, known: Result<Known, Problem>) -> Result<Option<Known>, InvocationTargetError> {
        match known {
            Err(problem) if self.accepts_unknown && is_unknown(&problem) && has_form(id) => Ok(None),
            known => Ok(Some(known?)),
        }
    }

    fn profile(self, id: &str) -> Result<Known, Problem> {
        let profile = check::profile_id(self.catalog, id)?;
        if !self.accepts_retired {
            check::profile_in_service(self.catalog, profile)?;
        }
        let model = check::model(self.catalog, profile.model_id())?;
        Ok(Known::new(profile.id(), model, true, profile.default_routes().map(row_of)))
    }

    fn model(self, id: &str) -> Result<Known, Problem> {
        let model = check::model(self.catalog, id)?;
        let is_retired = check::model_in_service(self.catalog, model);
        let regions = match is_retired {
            Err(_) if self.accepts_retired => model.on_demand_regions(),
            verdict => verdict.and_then(|()| check::on_demand(self.catalog, model, &[]))?,
        };
        let rows = regions.iter().map(|region| format!("{id}\t{region}\t{region}\n"));
        Ok(Known::new(model.id(), model, false, rows))
    }

    fn arn(self, text: &str) -> Result<Meaning, InvocationTargetError> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let malformed = || InvocationTargetError::malformed_arn(text);
        let ["arn", partition, "bedrock", region, account, resource] = *parts.as_slice() else {
            return Err(malformed());
        };
        let (kind, id) = resource.split_once('/').ok_or_else(malformed)?;
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte));
        let is_of_region = input::region(region).is_ok() && Partition::from_region(region).as_str() == partition;
        let is_of_account =
            if kind == "foundation-model" { account.is_empty() } else { input::account(account).is_ok() };
        if !(is_id && is_of_region && is_of_account) {
            return Err(malformed());
        }
        let arn = Arn::from_checked(text);
        let kind = match kind {
            "inference-profile" | "foundation-model" => return self.known_by_arn(id, kind, arn),
            "application-inference-profile" => InvocationTargetKind::ApplicationProfile,
            "prompt-router" | "default-prompt-router" => InvocationTargetKind::PromptRouter,
            "provisioned-model" | "imported-model" | "custom-model-deployment" => InvocationTargetKind::OwnModel,
            _ => return Err(malformed()),
        };
        Ok(Meaning::ByArn(arn, kind))
    }

    fn known_by_arn(self, id: &str, kind: &str, arn: Arn) -> Result<Meaning, InvocationTargetError> {
        let known = if kind == "inference-profile" { self.profile(id) } else { self.model(id) };
        let Some(known) = self.accepted(id, known)? else {
            return Ok(Meaning::ByArn(arn, InvocationTargetKind::Unknown));
        };
        known.route(arn.region()).map_err(|error| InvocationTargetError::region(&error))?;
        Ok(Meaning::Known(Known { arn: Some(arn), ..known }))
    }
}

impl Known {
    fn new(id: &str, model: Model<'_>, is_profile: bool, rows: impl Iterator<Item = String>) -> Self {
        let (streams, model) = (model.streams(), model.id().to_string());
        Known { id: id.to_string(), model, streams, rows: rows.collect(), is_profile, arn: None }
    }
}

fn row_of(route: Route<'_>) -> String {
    format!("-\t{}\t{}\n", route.source, route.destinations.as_str())
}

/// Whether a newer catalog may know it.
fn is_unknown(problem: &Problem) -> bool {
    use ProblemKind::{NotOffered, UnknownModel, UnknownPrefix, UnknownProfile};
    matches!(problem.kind(), UnknownProfile | UnknownModel | UnknownPrefix | NotOffered)
}

fn has_form(id: &str) -> bool {
    is_model_id(id) || ProfileId::parse(id).is_some()
}

/// Why a text is no [`InvocationTarget`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvocationTargetError {
    kind: InvocationTargetErrorKind,
    message: String,
    suggestions: Vec<String>,
}

/// The kind of an [`InvocationTargetError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvocationTargetErrorKind {
    /// The id is wrong: the catalog does not know it, or it can't be invoked so. Suggested are ids.
    Id,
    /// The profile or model is retired. Suggested is the nearest in service.
    Retired,
    /// The ARN is none of something that can be invoked.
    Arn,
    /// It can't be called from the Region of the ARN. Suggested are Regions.
    Region,
}

impl InvocationTargetError {
    fn malformed_arn(text: &str) -> Self {
        let message = format!(
            "`{}` is no ARN of something that Bedrock can invoke\n\
             note: such as `arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6`, or one of \
             an inference profile, prompt router, provisioned or imported model, with the partition of its Region",
            text.escape_debug()
        );
        InvocationTargetError::new(InvocationTargetErrorKind::Arn, message)
    }

    fn region(error: &NotDeclared) -> Self {
        InvocationTargetError::new(InvocationTargetErrorKind::Region, error.to_string())
            .suggesting(error.declared().to_vec())
    }
}

impl From<Problem> for InvocationTargetError {
    fn from(problem: Problem) -> Self {
        let kind = match problem.kind() {
            ProblemKind::Retired => InvocationTargetErrorKind::Retired,
            _ => InvocationTargetErrorKind::Id,
        };
        InvocationTargetError::new(kind, problem.to_string()).suggesting(problem.suggestions())
    }
}

opaque_error!(InvocationTargetError, InvocationTargetErrorKind);
