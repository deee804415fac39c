//! Every word of the macro's grammar, once.

/// What an item declares: the type of its constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    CrossRegion,
    Application,
    FoundationModel,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::CrossRegion, Kind::Application, Kind::FoundationModel];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::CrossRegion => "CrossRegionInferenceProfile",
            Kind::Application => "ApplicationInferenceProfile",
            Kind::FoundationModel => "FoundationModel",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    pub(crate) const fn keys(self) -> &'static [Key] {
        match self {
            Kind::CrossRegion => &[Key::Geo, Key::Model, Key::SourceRegions, Key::Residency, Key::Requires, Key::Allow],
            Kind::Application => &[Key::Name, Key::CopyFrom, Key::Description, Key::Tags, Key::Allow],
            Kind::FoundationModel => &[Key::Model, Key::SourceRegions, Key::Residency, Key::Requires, Key::Allow],
        }
    }

    pub(crate) const fn required_keys(self) -> &'static [Key] {
        match self {
            Kind::CrossRegion => &[Key::Geo, Key::Model],
            Kind::Application => &[Key::Name, Key::CopyFrom],
            Kind::FoundationModel => &[Key::Model],
        }
    }
}

/// The fields beside the id in an expression.
pub(crate) const EXPRESSION_KEYS: &[Key] = &[Key::SourceRegions, Key::Residency, Key::Requires, Key::Allow];

/// A field of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Geo,
    Model,
    SourceRegions,
    Residency,
    Requires,
    Allow,
    Name,
    CopyFrom,
    Description,
    Tags,
}

impl Key {
    pub(crate) const ALL: [Key; 10] = [
        Key::Geo,
        Key::Model,
        Key::SourceRegions,
        Key::Residency,
        Key::Requires,
        Key::Allow,
        Key::Name,
        Key::CopyFrom,
        Key::Description,
        Key::Tags,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Key::Geo => "geo",
            Key::Model => "model",
            Key::SourceRegions => "source_regions",
            Key::Residency => "residency",
            Key::Requires => "requires",
            Key::Allow => "allow",
            Key::Name => "name",
            Key::CopyFrom => "copy_from",
            Key::Description => "description",
            Key::Tags => "tags",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// What its value, or each entry of its list, is.
    pub(crate) const fn expects(self) -> &'static str {
        match self {
            Key::Geo => "a geo prefix, such as `eu`",
            Key::Model => "a model id in quotes, such as `\"anthropic.claude-sonnet-4-6\"`, or a constant of `models`",
            Key::SourceRegions => "a Region in quotes, such as `\"eu-central-1\"`",
            Key::Residency => "a country, such as `ch`, `eu`, or a Region in quotes",
            Key::Requires => "a capability, such as `streaming`",
            Key::Allow => "`legacy`, `unconfirmed` or `retired`",
            Key::Name => "a name in quotes",
            Key::CopyFrom => "a declared constant, or the id of a profile or a model in quotes",
            Key::Description => "a description in quotes",
            Key::Tags => "`\"key\": \"value\"`",
        }
    }

    /// A right field, as it is written.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Key::Geo => "geo: eu",
            Key::Model => "model: \"anthropic.claude-sonnet-4-6\"",
            Key::SourceRegions => "source_regions: [\"eu-central-1\"]",
            Key::Residency => "residency: [eu]",
            Key::Requires => "requires: [streaming]",
            Key::Allow => "allow: [legacy]",
            Key::Name => "name: \"support-chat\"",
            Key::CopyFrom => "copy_from: SUPPORT_CHAT",
            Key::Description => "description: \"Support chat\"",
            Key::Tags => "tags: { \"CostCenter\": \"4711\" }",
        }
    }
}

impl Key {
    /// Whether an empty list would leave nothing that could hold.
    pub(crate) const fn needs_an_entry(self) -> bool {
        matches!(self, Key::SourceRegions | Key::Residency)
    }
}

/// What `allow` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowance {
    Legacy,
    Unconfirmed,
    Retired,
}

impl Allowance {
    const ALL: [Allowance; 3] = [Allowance::Legacy, Allowance::Unconfirmed, Allowance::Retired];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Allowance::Legacy => "legacy",
            Allowance::Unconfirmed => "unconfirmed",
            Allowance::Retired => "retired",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|allowance| allowance.name() == name)
    }
}
