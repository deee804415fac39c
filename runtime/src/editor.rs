//! What an editor shows for the words of `inference_profile!`: the macro leads each to its item here.

/// The fields.
pub mod fields {
    /// The geo prefix: `us`, `us-gov`, `eu`, `apac`, `jp`, `au`, `ca`, `in` or `global`; bare or as a string.
    ///
    /// A prefix is not a jurisdiction: `residency` says where requests may run.
    pub mod geo {}

    /// The id of the model without prefix, as a string, or a path to a constant of `bedrock_profiles::models`.
    pub mod model {}

    /// Where the program runs: a list of Regions as strings. Without it, every confirmed source Region.
    pub mod source_regions {}

    /// Where every request must be processed: a list of ISO 3166 country codes, `eu` (its member states),
    /// or Regions as strings.
    pub mod residency {}

    /// What the model must be able to do: a list of `streaming`, `text_input`, `image_input`, `video_input`,
    /// `speech_input`, `audio_input`, `text_output`, `image_output`, `embedding_output`, ….
    pub mod requires {}

    /// What is otherwise warned about or refused: a list of `legacy`, `unconfirmed`, `retired`.
    pub mod allow {}

    /// The name of an application profile: up to 64 characters, unique in the account and Region.
    pub mod name {}

    /// What an application profile is copied from: a declared constant, or the id of a profile or a model.
    pub mod copy_from {}

    /// The description of an application profile: up to 200 characters.
    pub mod description {}

    /// The tags of an application profile, such as `{ "CostCenter": "4711" }`.
    pub mod tags {}
}

/// The geo prefixes that are single words and no keywords.
pub mod prefixes {
    /// Asia Pacific, the older scheme: newer models have `au`, `jp` or `global` instead.
    pub mod apac {}

    /// Australia and New Zealand.
    pub mod au {}

    /// Canada.
    pub mod ca {}

    /// Europe, with London, Zurich and Tel Aviv for some models.
    pub mod eu {}

    /// Every commercial Region.
    pub mod global {}

    /// Japan.
    pub mod jp {}

    /// The United States. It can be called from Canada too.
    pub mod us {}
}
