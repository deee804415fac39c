//! What an editor shows for the words of `inference_profile!`: the macro leads each to its item here.

bedrock_profiles_macros::word_modules!();

/// Leads the words of a declaration to their items, for rust-analyzer alone: to the compiler they are no paths.
#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __editor {
    ($($word:path,)*) => {
        const _: () = { $(use $word as _;)* };
    };
}

/// Nothing: see the one for rust-analyzer.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __editor {
    ($($word:path,)*) => {};
}
