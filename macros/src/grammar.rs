//! The grammar: every field and every kind of item, once. The parser, its messages, the documentation and the names that
//! editors show come from here.

use crate::diagnostics::Diagnostics;
use crate::value::{Allowed, List, ModelRef, Residencies, Tags, Value, Word};
use proc_macro2::TokenStream;
use syn::LitStr;

/// Makes `Key`, with what is known of each field, and `Values`, with a place for the value of each.
macro_rules! fields {
    ($($key:ident $field:ident $name:literal: $value:ty {
        takes: $takes:literal,
        meaning: $meaning:literal,
        expects: $expects:literal,
        example: $example:literal,
        $(empty: $empty:literal,)?
    })+) => {
        /// A field of an item.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Key { $($key),+ }

        impl Key {
            pub(crate) const ALL: &[Key] = &[$(Key::$key),+];

            pub(crate) const fn name(self) -> &'static str {
                match self { $(Key::$key => $name),+ }
            }

            /// What stands behind the colon. In braces: what the catalog or another table knows.
            pub(crate) const fn takes(self) -> &'static str {
                match self { $(Key::$key => $takes),+ }
            }

            pub(crate) const fn meaning(self) -> &'static str {
                match self { $(Key::$key => $meaning),+ }
            }

            /// What its value, or each entry of its list, is.
            pub(crate) const fn expects(self) -> &'static str {
                match self { $(Key::$key => $expects),+ }
            }

            /// A right field, as it is written.
            pub(crate) const fn example(self) -> &'static str {
                match self { $(Key::$key => $example),+ }
            }

            /// Whether a list without entries would leave nothing that could hold.
            pub(crate) const fn needs_an_entry(self) -> bool {
                match self { $(Key::$key => true $(&& $empty)?),+ }
            }
        }

        /// The values that could be read.
        #[derive(Default)]
        pub(crate) struct Values { $(pub(crate) $field: Option<$value>),+ }

        impl Values {
            pub(crate) fn read(&mut self, key: Key, tokens: &TokenStream, diagnostics: &mut Diagnostics) {
                match key { $(Key::$key => self.$field = <$value>::read(key, tokens, diagnostics)),+ }
            }
        }
    };
}

fields! {
    Geo geo "geo": Word {
        takes: "{prefixes}; bare or as a string",
        meaning: "the geo prefix, which is not a jurisdiction: `residency` says where requests may run",
        expects: "a geo prefix, such as `eu`",
        example: "geo: eu",
    }
    Geos geos "geo": List<Word> {
        takes: "a list of prefixes, of an `InferenceProfileByRegion`",
        meaning: "the geo prefixes in order of preference: each source Region is served by the first that can be called from it; a route \
                  that no capture confirms counts last",
        expects: "a geo prefix, such as `eu`",
        example: "geo: [eu]",
    }
    Model model "model": ModelRef {
        takes: "a string, or a path to a constant of [`models`](crate::models)",
        meaning: "the model id without prefix",
        expects: "a model id in quotes, such as `\"anthropic.claude-sonnet-4-6\"`, or a constant of `models`",
        example: "model: \"anthropic.claude-sonnet-4-6\"",
    }
    SourceRegions source_regions "source_regions": List<LitStr> {
        takes: "a list of Regions as strings",
        meaning: "where the program runs; without it, every confirmed source Region. `InferenceProfileByRegion` needs it, and a \
                  `FoundationModel` that most Regions reach through profiles",
        expects: "a Region in quotes, such as `\"eu-central-1\"`",
        example: "source_regions: [\"eu-central-1\"]",
    }
    Residency residency "residency": List<Word> {
        takes: "a list of ISO 3166 country codes, `eu` (its member states), or Regions as strings",
        meaning: "where every source Region and each of its destinations must lie; `global` never does",
        expects: "a country, such as `ch`, `eu`, or a Region in quotes",
        example: "residency: [eu]",
    }
    Residencies residencies "residency": Residencies {
        takes: "the same list, or one for each prefix, `{ eu: [eu], us: [us] }`, of an `InferenceProfileByRegion`",
        meaning: "where the source Regions that a prefix serves, and their destinations, must lie; without one, anywhere",
        expects: "a geo prefix with its residency, such as `eu: [eu]`",
        example: "residency: { eu: [eu], us: [us] }",
    }
    Requires requires "requires": List<Word> {
        takes: "a list of {capabilities}",
        meaning: "what the model must be able to do",
        expects: "a capability, such as `streaming`",
        example: "requires: [streaming]",
        empty: false,
    }
    Allow allow "allow": List<Allowed> {
        takes: "a list of {allowances}",
        meaning: "accepts what is otherwise warned about or refused",
        expects: "`legacy`, `unconfirmed` or `retired`",
        example: "allow: [legacy]",
        empty: false,
    }
    Name name "name": LitStr {
        takes: "a string of up to 64 characters",
        meaning: "what an application profile is called, once in an account and Region",
        expects: "a name in quotes",
        example: "name: \"support-chat\"",
    }
    CopyFrom copy_from "copy_from": ModelRef {
        takes: "a path to another constant, or a profile or model id as a string",
        meaning: "what an application profile is copied from",
        expects: "a declared constant, or the id of a profile or a model in quotes",
        example: "copy_from: \"eu.anthropic.claude-sonnet-4-6\"",
    }
    Description description "description": LitStr {
        takes: "a string of up to 200 characters",
        meaning: "the description of an application profile",
        expects: "a description in quotes",
        example: "description: \"Support chat\"",
    }
    Tags tags "tags": Tags {
        takes: "`{ \"key\": \"value\", … }`",
        meaning: "the tags of an application profile",
        expects: "`\"key\": \"value\"`",
        example: "tags: { \"CostCenter\": \"4711\" }",
        empty: false,
    }
}

/// Makes an enum of words that a declaration can have, with all of them.
macro_rules! words {
    ($(#[$doc:meta])+ $words:ident { $($word:ident $name:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $words { $($word),+ }

        impl $words {
            pub(crate) const ALL: &[$words] = &[$($words::$word),+];

            pub(crate) const fn name(self) -> &'static str {
                match self { $($words::$word => $name),+ }
            }

            pub(crate) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.name() == name)
            }
        }
    };
}

words! {
    /// What an item declares: the type of its constant.
    Kind {
        CrossRegion "CrossRegionInferenceProfile",
        ByRegion "InferenceProfileByRegion",
        Application "ApplicationInferenceProfile",
        FoundationModel "FoundationModel",
    }
}

words! {
    /// What `allow` can name.
    Allowance {
        Legacy "legacy",
        Unconfirmed "unconfirmed",
        Retired "retired",
    }
}

/// The fields of a kind.
pub(crate) struct KindFields {
    pub(crate) required: &'static [Key],
    pub(crate) optional: &'static [Key],
    /// What its `allow` can name.
    pub(crate) allowances: &'static [Allowance],
}

impl Kind {
    pub(crate) const fn fields(self) -> KindFields {
        match self {
            Kind::CrossRegion => {
                KindFields { required: &[Key::Geo, Key::Model], optional: EXPRESSION_KEYS, allowances: Allowance::ALL }
            }
            Kind::ByRegion => KindFields {
                required: &[Key::Geos, Key::Model, Key::SourceRegions],
                optional: &[Key::Residencies, Key::Requires, Key::Allow],
                allowances: Allowance::ALL,
            },
            Kind::Application => KindFields {
                required: &[Key::Name, Key::CopyFrom],
                optional: &[Key::Description, Key::Tags, Key::Allow],
                allowances: Allowance::ALL,
            },
            // A model past its end of life has no Region, and no route that could be unconfirmed.
            Kind::FoundationModel => {
                KindFields { required: &[Key::Model], optional: EXPRESSION_KEYS, allowances: &[Allowance::Legacy] }
            }
        }
    }

    pub(crate) fn keys(self) -> Vec<Key> {
        let KindFields { required, optional, .. } = self.fields();
        [required, optional].concat()
    }
}

/// The fields beside the id in an expression.
pub(crate) const EXPRESSION_KEYS: &[Key] = &[Key::SourceRegions, Key::Residency, Key::Requires, Key::Allow];

impl Key {
    /// Those of `keys` that are written so: one of a kind, and more where the kind is not known.
    pub(crate) fn named(keys: &[Key], name: &str) -> Vec<Self> {
        keys.iter().copied().filter(|key| key.name() == name).collect()
    }

    /// The names of `keys`, each once.
    pub(crate) fn names(keys: &[Key]) -> Vec<&'static str> {
        let mut names: Vec<&str> = keys.iter().map(|key| key.name()).collect();
        names.dedup();
        names
    }

    /// Whether `tokens` are a value of the field.
    pub(crate) fn takes_value(self, tokens: &TokenStream) -> bool {
        let mut diagnostics = Diagnostics::default();
        Values::default().read(self, tokens, &mut diagnostics);
        diagnostics.outcome().is_ok()
    }
}
