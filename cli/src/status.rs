//! The words for where a profile, a route or a model stands: the same in every command, in tables and in JSON.
//!
//! The tables of the catalog have their own: `current` is an active route, `eol` a retired model.

use bedrock_profiles_catalog::{Lifecycle, Model, Profile, Status};

const ACTIVE: &str = "active";
const LEGACY: &str = "legacy";
const UNCONFIRMED: &str = "unconfirmed";
pub(crate) const RETIRED: &str = "retired";
const UNKNOWN: &str = "unknown";

pub(crate) fn of_route(status: Status) -> &'static str {
    match status {
        Status::Retired => RETIRED,
        Status::Unconfirmed => UNCONFIRMED,
        _ => ACTIVE,
    }
}

pub(crate) fn of_model(model: Model<'_>) -> &'static str {
    match model.lifecycle() {
        Lifecycle::Active => ACTIVE,
        Lifecycle::Legacy => LEGACY,
        Lifecycle::EndOfLife => RETIRED,
        _ => UNKNOWN,
    }
}

/// That of its routes where they are not active, else that of its model: a profile goes with its model.
pub(crate) fn of_profile(profile: Profile<'_>, model: Model<'_>) -> &'static str {
    if profile.is_retired() {
        RETIRED
    } else if profile.routes().all(|route| route.status == Status::Unconfirmed) {
        UNCONFIRMED
    } else {
        // What is seen in the API is there, whether or not anything is on record of its model.
        Some(of_model(model)).filter(|word| *word != UNKNOWN).unwrap_or(ACTIVE)
    }
}

/// What a cell in this column of the catalog's tables says.
pub(crate) fn of_cell<'c>(column: &str, cell: &'c str) -> &'c str {
    match (column, cell) {
        ("status", "current") => ACTIVE,
        ("lifecycle", "eol") => RETIRED,
        _ => cell,
    }
}
