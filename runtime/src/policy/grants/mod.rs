//! What can be granted, one file for each purpose.

mod batch;
mod discovery;
mod invoke;
mod manage;
mod regions;
mod target;
mod tokens;
mod usage;

pub use discovery::grant_discovery;

use super::statement::{Action, Condition, Label, Purpose, Resource, Statement};
use alloc::{vec, vec::Vec};

/// A statement about one profile or model in one Region.
fn allow(
    about: (&'static str, &'static str),
    purpose: Purpose,
    actions: &[Action],
    resources: impl Into<Vec<Resource>>,
) -> Statement {
    let label = Label { id: Some(about.0.into()), source: Some(about.1.into()), purpose };
    Statement { label, actions: actions.to_vec(), resources: resources.into(), conditions: vec![] }
}

impl Statement {
    fn on(self, condition: Condition) -> Self {
        Statement { conditions: vec![condition], ..self }
    }
}
