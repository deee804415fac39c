//! The Regions from which something can be called.

use alloc::vec::{self, Vec};
use core::fmt;

/// The names of the Regions from which a profile, a model or a prompt router can be called, one by one.
///
/// `source_regions()` of each of them gives it.
#[derive(Clone)]
pub struct SourceRegions(vec::IntoIter<&'static str>);

impl SourceRegions {
    pub(crate) fn new(names: impl Iterator<Item = &'static str>) -> Self {
        SourceRegions(names.collect::<Vec<_>>().into_iter())
    }
}

impl Iterator for SourceRegions {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for SourceRegions {}

impl fmt::Debug for SourceRegions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.as_slice()).finish()
    }
}
