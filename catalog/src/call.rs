//! How a model is to be called, as the rest of a declaration says.

/// How a model is to be called: what is suggested for a wrong id can be called so.
///
/// ```
/// use bedrock_profiles_catalog::{Call, Catalog, check};
///
/// let call = Call::DIRECT.from_regions(&["eu-west-2"]);
/// let problem = check::model_for(Catalog::BUILT_IN, "anthropic.claude-opus-4-latest", call).unwrap_err();
/// assert_eq!(problem.suggestions().next().as_deref(), Some("anthropic.claude-opus-4-6-v1"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    pub(crate) by: Id<'a>,
    pub(crate) regions: &'a [&'a str],
}

/// The id by which a model is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Id<'a> {
    /// Its own, or that of any of its profiles.
    Any,
    /// Its own.
    Model,
    /// That of its profile with this prefix.
    Profile(&'a str),
}

impl<'a> Call<'a> {
    /// Somehow: by its own id or through a profile.
    pub const ANY: Self = Call { by: Id::Any, regions: &[] };

    /// By the model's own id.
    pub const DIRECT: Self = Call { by: Id::Model, regions: &[] };

    /// Through the model's profile with this geo prefix; one that the catalog doesn't know says nothing.
    #[must_use]
    pub const fn through(prefix: &'a str) -> Self {
        Call { by: Id::Profile(prefix), regions: &[] }
    }

    /// The geo prefix through whose profile.
    pub(crate) const fn prefix(self) -> Option<&'a str> {
        match self.by {
            Id::Profile(prefix) => Some(prefix),
            Id::Any | Id::Model => None,
        }
    }

    /// The same from each of these Regions; those that the catalog doesn't know say nothing.
    #[must_use]
    pub const fn from_regions(self, regions: &'a [&'a str]) -> Self {
        Call { regions, ..self }
    }
}
