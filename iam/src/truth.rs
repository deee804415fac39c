//! Whether something is so, where not everything is known that decides it.

use alloc::{
    collections::BTreeSet,
    string::{String, ToString as _},
};
use core::fmt;

/// Yes, no, or what it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It is not so.
    No,
    /// It is so.
    Yes,
    /// It may be so: that depends on these, and on nothing else.
    Depends(BTreeSet<Cause>),
}

/// Something that decides, and is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The value of a condition key, which only the request has.
    Key(String),
    /// Text of the policy that its reader could not resolve, as it is written.
    Text(String),
    /// An element that IAM refuses, so that nobody knows what it would do.
    Refused(String),
    /// A pattern whose `*` would have to reach beyond a colon of the ARN: AWS's pages disagree on whether it does.
    BeyondColon(String),
    /// A pattern with a wildcard in the type of the resource, as in `foundation-*/…`: AWS's page says that it takes none.
    TypeWildcard(String),
}

impl Truth {
    /// What depends on one cause.
    pub fn depends(cause: Cause) -> Self {
        Truth::Depends(BTreeSet::from([cause]))
    }

    /// What depends on a condition key.
    pub fn depends_on_key(key: &str) -> Self {
        Truth::depends(Cause::Key(key.to_string()))
    }

    /// The contrary.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Truth::No => Truth::Yes,
            Truth::Yes => Truth::No,
            depends @ Truth::Depends(_) => depends,
        }
    }

    /// Whether both are so.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, other) | (other, Truth::Yes) => other,
            (Truth::Depends(mut causes), Truth::Depends(others)) => {
                causes.extend(others);
                Truth::Depends(causes)
            }
        }
    }

    /// Whether one of both is so.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }

    /// Whether each is so; what comes after one that is not is never asked.
    pub fn all(each: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Truth::Yes;
        for one in each {
            all = all.and(one);
            if all == Truth::No {
                break;
            }
        }
        all
    }

    /// Whether any is so; what comes after one that is for certain is never asked.
    pub fn any(each: impl IntoIterator<Item = Self>) -> Self {
        Truth::all(each.into_iter().map(Truth::negated)).negated()
    }

    /// What is so whichever of its values `cause` has; else it depends on the cause.
    pub fn whichever(cause: &Cause, for_each_value: impl IntoIterator<Item = Self>) -> Self {
        let mut each = for_each_value.into_iter();
        let Some(first) = each.next() else { return Truth::depends(cause.clone()) };
        each.fold(first, |so_far, truth| if truth == so_far { so_far } else { differing(cause, [so_far, truth]) })
    }
}

fn differing(cause: &Cause, both: [Truth; 2]) -> Truth {
    let open = both.into_iter().filter(|truth| matches!(truth, Truth::Depends(_)));
    open.fold(Truth::depends(cause.clone()), Truth::and)
}

impl From<bool> for Truth {
    fn from(is_so: bool) -> Self {
        if is_so { Truth::Yes } else { Truth::No }
    }
}

/// The key or the text itself.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Key(text)
            | Cause::Text(text)
            | Cause::Refused(text)
            | Cause::BeyondColon(text)
            | Cause::TypeWildcard(text) => f.write_str(text),
        }
    }
}
