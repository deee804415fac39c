//! Values that stand for their id or name.

/// Text where text is asked for: the id, which the method `key` gives.
macro_rules! text_by {
    ($key:ident: $type:ty) => {
        /// The id.
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.$key())
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.$key()
            }
        }

        impl From<$type> for alloc::string::String {
            fn from(value: $type) -> Self {
                value.$key().into()
            }
        }
    };
}

pub(crate) use text_by;
