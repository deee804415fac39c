//! The files of this computer, for crates that have `std`, which this one does without.

/// Defines a type that is [`Files`](crate::project::Files) of this computer.
#[doc(hidden)]
#[macro_export]
macro_rules! files_on_disk {
    ($name:ident) => {
        struct $name;

        impl $crate::project::Files for $name {
            fn text(&self, file: &str) -> ::std::option::Option<::std::string::String> {
                ::std::fs::read_to_string(file).ok()
            }

            fn is_directory(&self, path: &str) -> bool {
                ::std::path::Path::new(path).is_dir()
            }

            fn directories(&self, directory: &str) -> ::std::vec::Vec<::std::string::String> {
                let entries = ::std::fs::read_dir(directory).into_iter().flatten().flatten();
                let directories = entries.filter(|entry| entry.path().is_dir());
                directories.filter_map(|entry| entry.file_name().into_string().ok()).collect()
            }
        }
    };
}
