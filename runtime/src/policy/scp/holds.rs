//! Whether something holds, where not everything is known that decides it.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString as _},
};
use core::iter;

/// Yes, no, or what it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    No,
    Yes,
    /// On these condition keys, whose values are not known.
    Depends(BTreeSet<String>),
}

impl Holds {
    pub(super) fn depends(key: &str) -> Self {
        Holds::Depends(iter::once(key.to_string()).collect())
    }

    pub(super) fn not(self) -> Self {
        match self {
            Holds::No => Holds::Yes,
            Holds::Yes => Holds::No,
            Holds::Depends(keys) => Holds::Depends(keys),
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Holds::No, _) | (_, Holds::No) => Holds::No,
            (Holds::Yes, other) | (other, Holds::Yes) => other,
            (Holds::Depends(mut keys), Holds::Depends(others)) => {
                keys.extend(others);
                Holds::Depends(keys)
            }
        }
    }

    pub(super) fn all(each: impl Iterator<Item = Self>) -> Self {
        each.fold(Holds::Yes, Holds::and)
    }

    pub(super) fn any(each: impl Iterator<Item = Self>) -> Self {
        Holds::all(each.map(Holds::not)).not()
    }

    /// What holds whichever value `key` has; else it depends on the key.
    pub(super) fn whichever(key: &str, mut for_each_value: impl Iterator<Item = Self>) -> Self {
        let Some(first) = for_each_value.next() else { return Holds::depends(key) };
        for_each_value.fold(first, |so_far, holds| if holds == so_far { so_far } else { differing(key, so_far, holds) })
    }
}

fn differing(key: &str, a: Holds, b: Holds) -> Holds {
    [a, b].into_iter().fold(Holds::depends(key), |keys, holds| match holds {
        Holds::Depends(_) => keys.and(holds),
        Holds::No | Holds::Yes => keys,
    })
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Holds::Yes } else { Holds::No }
    }
}
