//! What errors have in common: a kind, a message, and what to write instead.

/// The methods and traits of an error that has `kind`, `message` and `suggestions`.
macro_rules! opaque_error {
    ($error:ident, $kind:ident) => {
        impl $error {
            /// What kind of error it is.
            pub fn kind(&self) -> $kind {
                self.kind
            }

            /// What to write instead, best first; nothing where that is not known.
            pub fn suggestions(&self) -> impl Iterator<Item = alloc::string::String> + use<> {
                self.suggestions.clone().into_iter()
            }

            fn new(kind: $kind, message: alloc::string::String) -> Self {
                $error { kind, message, suggestions: alloc::vec::Vec::new() }
            }

            fn suggesting(self, suggestions: impl IntoIterator<Item = alloc::string::String>) -> Self {
                $error { suggestions: suggestions.into_iter().collect(), ..self }
            }
        }

        impl core::fmt::Display for $error {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.message)
            }
        }

        impl core::error::Error for $error {}
    };
}

pub(crate) use opaque_error;
