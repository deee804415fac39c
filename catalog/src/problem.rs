//! What can be wrong with a declaration, as data. The words are in `wording.rs`.

use crate::suggestions::Suggestions;
use crate::{Catalog, ProblemKind};
use alloc::{
    boxed::Box,
    string::{String, ToString as _},
    vec::Vec,
};

/// What is wrong with an id, a Region or a requirement, what exists instead, and the nearest right spelling.
///
/// Its `Display` is the message that the compiler shows for a wrong declaration: the problem on the
/// first line, then lines that begin with `help:` and `note:`.
///
/// ```
/// use bedrock_profiles_catalog::{Catalog, check};
///
/// let problem = check::prefix(Catalog::BUILT_IN, "apacc", None).unwrap_err();
/// assert!(problem.to_string().starts_with("no geo prefix is called `apacc`\nhelp: "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    details: Box<Details>,
    catalog_date: String,
    project_date: Option<String>,
    catalog_is_refreshable: bool,
    advice: Option<&'static str>,
}

impl Problem {
    /// What kind of problem it is.
    pub fn kind(&self) -> ProblemKind {
        self.details.kind()
    }

    /// What to write instead, best first; nothing where the catalog knows no better. Each can be pasted as it is: what
    /// it replaces, [`ProblemKind`] says of each kind. What was meant and is retired, the message alone says.
    ///
    /// ```
    /// use bedrock_profiles_catalog::{Catalog, ProblemKind, check};
    ///
    /// let problem = check::profile_id(Catalog::BUILT_IN, "eu.anthropic.claude-sonet-4-6").unwrap_err();
    /// assert_eq!(problem.kind(), ProblemKind::UnknownProfile);
    /// assert_eq!(problem.suggestions().next().as_deref(), Some("eu.anthropic.claude-sonnet-4-6"));
    /// ```
    pub fn suggestions(&self) -> impl Iterator<Item = String> + use<> {
        self.details.suggestions().into_iter()
    }

    /// The date of the catalog that was asked, as [`Catalog::date`] gives it.
    pub fn catalog_date(&self) -> &str {
        &self.catalog_date
    }

    /// The date of the project's catalog that was laid over it, as [`Catalog::project_date`] gives it.
    pub fn project_date(&self) -> Option<&str> {
        self.project_date.as_deref()
    }

    /// The problem with one more line of `help:`, for a cure that the catalog can't know.
    #[doc(hidden)]
    #[must_use]
    pub fn with_advice(self, advice: &'static str) -> Self {
        Problem { advice: Some(advice), ..self }
    }

    /// The problem of the residency of one prefix among others.
    #[doc(hidden)]
    #[must_use]
    pub fn of_prefix(mut self, name: &str) -> Self {
        if let Details::OutsideResidency { prefix, .. } = &mut *self.details {
            *prefix = Some(name.to_string());
        }
        self
    }

    /// The Regions outside a residency, for the reports of the command line; none of any other problem.
    #[doc(hidden)]
    pub fn outside_regions(&self) -> impl Iterator<Item = &OutsideRegion> {
        let (outside, entered): (&[_], &[_]) = match &*self.details {
            Details::OutsideResidency { outside, entered, .. } => (outside, entered),
            _ => (&[], &[]),
        };
        outside.iter().chain(entered)
    }

    pub(crate) fn details(&self) -> &Details {
        &self.details
    }

    pub(crate) fn advice(&self) -> Option<&'static str> {
        self.advice
    }

    /// Whether the project can have a newer catalog than the one that was asked.
    pub(crate) fn catalog_is_refreshable(&self) -> bool {
        self.catalog_is_refreshable
    }
}

/// What is wrong, with what exists instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Details {
    /// A profile id that is not in the catalog.
    UnknownProfile {
        /// The text.
        given: String,
        /// What it may have meant.
        suggested: Suggestions,
        /// What is wrong with the text, where that can be told.
        reason: UnknownProfile,
    },
    /// A whole ARN where an id belongs.
    ArnInsteadOfId {
        /// The ARN.
        arn: String,
        /// The id in it, if there is one.
        id: Option<String>,
    },
    /// The id of a profile where that of a foundation model belongs.
    ProfileInsteadOfModel {
        /// The profile's id.
        profile: String,
        /// Its geo prefix.
        prefix: String,
        /// Its model.
        model: String,
    },
    /// The id of a foundation model where that of a profile belongs.
    ModelInsteadOfProfile {
        /// The model's id.
        model: String,
        /// The ids of its profiles.
        profiles: Vec<String>,
        /// What to write instead, where it has none.
        suggested: Suggestions,
    },
    /// A geo prefix that is not in the catalog.
    UnknownPrefix {
        /// The text.
        given: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
        /// Every prefix of the catalog.
        known: Vec<String>,
        /// The model, where it is known, and the prefixes that it is offered with.
        model: Option<(String, Vec<String>)>,
    },
    /// A Region where a geo prefix belongs.
    RegionInsteadOfPrefix {
        /// The Region.
        region: String,
        /// The prefixes with which the model, or any model, is reached from there, geographic ones first.
        prefixes: Vec<String>,
    },
    /// A model id that is not in the catalog.
    UnknownModel {
        /// The text.
        given: String,
        /// What it may have meant.
        suggested: Suggestions,
    },
    /// A Region that is not in the catalog.
    UnknownRegion {
        /// The text.
        given: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
    },
    /// A prefix that the model is not offered with.
    NotOffered {
        /// The prefix.
        prefix: String,
        /// The model's id.
        model: String,
        /// The prefixes that it is offered with.
        offered: Vec<String>,
        /// What may have been meant: ids of profiles; of models, or prefixes, where these are written apart.
        suggested: Suggestions,
        /// Whether the id was written whole.
        is_whole: bool,
    },
    /// A Region from which the profile can't be called.
    NotASource {
        /// The profile's id.
        profile: String,
        /// The Region.
        region: String,
        /// The profile's source Regions.
        sources: Vec<String>,
        /// The profiles of the same model that can be called from there.
        alternatives: Vec<String>,
    },
    /// A Region from which none of the listed profiles of a model can be called.
    NotServed {
        /// The model's id.
        model: String,
        /// The Region.
        region: String,
        /// The prefixes that are listed.
        listed: Vec<String>,
        /// The profiles of the model that can be called from there.
        serving: Vec<String>,
        /// Whether the model can be called there directly.
        is_on_demand: bool,
    },
    /// A profile that is the one to call from no Region.
    ServesNone {
        /// The profile's id.
        profile: String,
        /// Its geo prefix.
        prefix: String,
        /// The profile's source Regions.
        sources: Vec<String>,
        /// The declared Regions that are among them, each with the prefix that serves it instead.
        instead: Vec<(String, String)>,
    },
    /// A Region of another partition than the profile's or the model's.
    PartitionMix {
        /// The id of the profile or model.
        id: String,
        /// Its partition.
        partition: String,
        /// The Region.
        region: String,
        /// The Region's partition.
        region_partition: String,
        /// The profiles of the same model that can be called from there.
        alternatives: Vec<String>,
    },
    /// A profile or model that is no longer in service.
    Retired {
        /// The id of the profile or model.
        id: String,
        /// The day of the model's end of life, where it is on record.
        end_of_life: Option<String>,
        /// The day on which it was last seen.
        last_seen: String,
        /// The profile of the nearest active model of its family with the same prefix; the model itself, where its id is
        /// written apart or it is called directly.
        successor: Option<String>,
    },
    /// A model whose end of life is announced: a warning.
    Ending {
        /// The model's id.
        model: String,
        /// How near its end is.
        stage: Ending,
        /// The day of its end of life, where it is announced.
        end_of_life: Option<String>,
        /// The nearest that is active and has no end, where it is known how it is called.
        successor: Option<String>,
    },
    /// A route that no recent capture of the API confirms: a warning.
    Unconfirmed {
        /// The profile's id.
        profile: String,
        /// The source Region.
        source: String,
        /// The day on which the route was last seen.
        seen: String,
        /// Where it was seen.
        origin: String,
    },
    /// A row of the project's catalog that decides though this release is newer, and does not know it or has withdrawn
    /// it: a warning.
    Outdated {
        /// The profile's or the model's id.
        id: String,
        /// The source Region of a route.
        source: Option<String>,
        /// The day on which the project saw it.
        seen: String,
        /// The date of the catalog that this release carries.
        release: String,
        /// Whether that catalog has withdrawn it.
        is_withdrawn: bool,
    },
    /// A model that is invoked through a profile only, used bare.
    ProfileOnly {
        /// The model's id.
        model: String,
        /// The ids of its profiles that can be called from the declared Regions.
        profiles: Vec<String>,
    },
    /// A model that is invoked directly in a few Regions, and through profiles in more.
    SeldomDirectly {
        /// The model's id.
        model: String,
        /// The Regions in which it can be invoked directly, of one partition.
        regions: Vec<String>,
        /// From how many other Regions it is reached through profiles.
        elsewhere: usize,
        /// The ids of its profiles.
        profiles: Vec<String>,
    },
    /// A model that can't be invoked on demand at all.
    NotOnDemand {
        /// The model's id.
        model: String,
        /// The service endpoints that serve it.
        endpoints: Vec<String>,
        /// How it is offered.
        inference_types: Vec<String>,
        /// The models that may have been meant.
        suggested: Suggestions,
    },
    /// A Region in which the bare model can't be invoked.
    NotInRegion {
        /// The model's id.
        model: String,
        /// The Region.
        region: String,
        /// The Regions in which it can.
        regions: Vec<String>,
        /// The profiles of the model that can be called from there.
        alternatives: Vec<String>,
    },
    /// A residency that is neither a country, nor `eu`, nor a Region.
    UnknownResidency {
        /// The text.
        given: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
        /// Every country that has a Region.
        countries: Vec<String>,
    },
    /// Source Regions or destination Regions outside the declared residency.
    OutsideResidency {
        /// The id of the profile or model.
        id: String,
        /// The destination Regions outside.
        outside: Vec<OutsideRegion>,
        /// The source Regions outside that are no destinations.
        entered: Vec<OutsideRegion>,
        /// The declared residency.
        residency: Vec<String>,
        /// The source Regions, of those looked at, that lie inside with all of their destinations.
        inside: Vec<String>,
        /// The prefix whose residency it is, of several.
        prefix: Option<String>,
    },
    /// A residency declared for a global profile.
    GlobalResidency {
        /// The profile's id.
        profile: String,
        /// The geographic profiles of the same model that keep within it, called from the same Regions.
        within: Vec<String>,
    },
    /// Text outside the limits of the API.
    OutsideLimits {
        /// The text.
        given: String,
        /// What it was to be.
        wanted: &'static str,
        /// What the API takes.
        rule: &'static str,
        /// How many characters it has, if they are too many.
        too_long: Option<usize>,
    },
    /// A capability that no model of the catalog has.
    UnknownCapability {
        /// The text.
        given: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
        /// Every capability of the catalog.
        known: Vec<String>,
    },
    /// A capability that the model lacks.
    MissingCapability {
        /// The model's id.
        model: String,
        /// The capability.
        capability: String,
        /// What the model can do.
        capabilities: Vec<String>,
        /// The profile of a model of its family with the same prefix that has it.
        alternative: Option<String>,
    },
}

impl Details {
    /// The problem, dated with the catalog that was asked.
    pub(crate) fn of(self, catalog: Catalog<'_>) -> Problem {
        Problem {
            details: Box::new(self),
            catalog_date: catalog.date().to_string(),
            project_date: catalog.project_date().map(String::from),
            catalog_is_refreshable: catalog.is_refreshable(),
            advice: None,
        }
    }
}

/// How near the end of a model is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// In service, with a day announced.
    Announced,
    /// Legacy.
    Legacy,
    /// The announced day has come, and the model was seen in service still.
    Passed,
}

/// A Region outside a declared residency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideRegion {
    /// The Region, such as `eu-west-2`.
    pub(crate) region: String,
    /// The place in words, such as `Europe (London)`.
    pub(crate) place: String,
    /// The ISO 3166 code of its country; `None` where it is unknown.
    pub(crate) country: Option<String>,
    /// The source Regions from which it is reached.
    pub(crate) sources: Vec<String>,
}

impl OutsideRegion {
    /// The Region, such as `eu-west-2`.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The ISO 3166 code of its country; `None` where it is unknown.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// The source Regions from which it is reached.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }
}

/// What is wrong with the id of a profile that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnknownProfile {
    /// It is not a geo prefix, a dot and a model id.
    Malformed,
    /// Its geo prefix is unknown.
    Prefix {
        /// Every prefix of the catalog.
        known: Vec<String>,
    },
    /// Its model is unknown.
    Model,
}

impl core::error::Error for Problem {}
