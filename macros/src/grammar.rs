//! The grammar: every field and every kind of item, once. The parser, its messages, the documentation and the names that
//! editors show come from here.

use crate::diagnostics::Diagnostics;
use crate::value::{Allowed, List, ModelRef, Tags, Value, Word};
use proc_macro2::TokenStream;
use syn::LitStr;

/// Makes `Key`, with what is known of each field, and `Values`, with a place for the value of each.
macro_rules! fields {
    ($($key:ident $name:ident: $value:ty {
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
                match self { $(Key::$key => stringify!($name)),+ }
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
        pub(crate) struct Values { $(pub(crate) $name: Option<$value>),+ }

        impl Values {
            pub(crate) fn read(&mut self, key: Key, tokens: &TokenStream, diagnostics: &mut Diagnostics) {
                match key { $(Key::$key => self.$name = <$value>::read(key, tokens, diagnostics)),+ }
            }
        }
    };
}

fields! {
    Geo geo: Word {
        takes: "{prefixes}; bare or as a string",
        meaning: "the geo prefix, which is not a jurisdiction: `residency` says where requests may run",
        expects: "a geo prefix, such as `eu`",
        example: "geo: eu",
    }
    Model model: ModelRef {
        takes: "a string, or a path to a constant of [`models`](crate::models)",
        meaning: "the model id without prefix",
        expects: "a model id in quotes, such as `\"anthropic.claude-sonnet-4-6\"`, or a constant of `models`",
        example: "model: \"anthropic.claude-sonnet-4-6\"",
    }
    SourceRegions source_regions: List<LitStr> {
        takes: "a list of Regions as strings",
        meaning: "where the program runs; without it, every confirmed source Region",
        expects: "a Region in quotes, such as `\"eu-central-1\"`",
        example: "source_regions: [\"eu-central-1\"]",
    }
    Residency residency: List<Word> {
        takes: "a list of ISO 3166 country codes, `eu` (its member states), or Regions as strings",
        meaning: "where every source Region and each of its destinations must lie; `global` never does",
        expects: "a country, such as `ch`, `eu`, or a Region in quotes",
        example: "residency: [eu]",
    }
    Requires requires: List<Word> {
        takes: "a list of {capabilities}",
        meaning: "what the model must be able to do",
        expects: "a capability, such as `streaming`",
        example: "requires: [streaming]",
        empty: false,
    }
    Allow allow: List<Allowed> {
        takes: "a list of {allowances}",
        meaning: "accepts what is otherwise warned about or refused",
        expects: "`legacy`, `unconfirmed` or `retired`",
        example: "allow: [legacy]",
        empty: false,
    }
    Name name: LitStr {
        takes: "a string of up to 64 characters",
        meaning: "what an application profile is called, once in an account and Region",
        expects: "a name in quotes",
        example: "name: \"support-chat\"",
    }
    CopyFrom copy_from: ModelRef {
        takes: "a path to another constant, or a profile or model id as a string",
        meaning: "what an application profile is copied from",
        expects: "a declared constant, or the id of a profile or a model in quotes",
        example: "copy_from: SUPPORT_CHAT",
    }
    Description description: LitStr {
        takes: "a string of up to 200 characters",
        meaning: "the description of an application profile",
        expects: "a description in quotes",
        example: "description: \"Support chat\"",
    }
    Tags tags: Tags {
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
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }
}
