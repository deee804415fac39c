//! Values that stand for their id or ARN: text where text is asked for.

/// The conversions of what has a method `as_str`.
macro_rules! text {
    ($($type:ty),+) => {$(
        /// What API calls take.
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl From<&$type> for alloc::string::String {
            fn from(value: &$type) -> Self {
                value.as_str().into()
            }
        }
    )+};
}

/// The same of a constant, with `as_str` by the method `key`.
macro_rules! static_text {
    ($key:ident: $type:ty) => {
        impl $type {
            /// The id, as API calls take it.
            pub const fn as_str(&self) -> &'static str {
                self.$key()
            }
        }

        crate::identity::text!($type);

        impl From<$type> for alloc::string::String {
            fn from(value: $type) -> Self {
                value.as_str().into()
            }
        }

        impl From<$type> for &'static str {
            fn from(value: $type) -> Self {
                value.as_str()
            }
        }

        impl From<&$type> for &'static str {
            fn from(value: &$type) -> Self {
                value.as_str()
            }
        }
    };
}

pub(crate) use {static_text, text};
