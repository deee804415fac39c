//! The Regions that a declaration names, and no others.

use crate::Regions;
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use core::fmt;

/// A Region that is none of the source Regions of a profile, or of the Regions of a model, as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotDeclared {
    id: String,
    region: String,
    declared: Vec<String>,
}

impl NotDeclared {
    pub(crate) fn new<'d>(id: &str, region: &str, declared: impl Iterator<Item = &'d str>) -> Self {
        let declared = declared.map(String::from).collect();
        NotDeclared { id: id.to_string(), region: region.to_string(), declared }
    }

    /// The Regions that are declared.
    pub fn declared(&self) -> &[String] {
        &self.declared
    }
}

impl fmt::Display for NotDeclared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let declared = self.declared.join(" ");
        let (id, region) = (self.id.escape_debug(), self.region.escape_debug());
        writeln!(f, "`{id}` is not declared for `{region}`")?;
        match self.declared.as_slice() {
            [] => f.write_str("note: it has no Region"),
            [only] => write!(f, "note: its Region is {only}"),
            _ => write!(f, "note: its Regions are {}", Regions::from_spaced(&declared)),
        }
    }
}

impl core::error::Error for NotDeclared {}

/// `region`, if it is one of `declared`.
pub(crate) fn declared_region<'d>(
    id: &str,
    region: &str,
    mut declared: impl Iterator<Item = &'d str> + Clone,
) -> Result<&'d str, NotDeclared> {
    let all = declared.clone();
    declared.find(|name| *name == region).ok_or_else(|| NotDeclared::new(id, region, all))
}
