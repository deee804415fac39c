//! Paths as text. They are compared as cargo compares them, by their components: no link is followed.

use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

const SEPARATOR: char = if cfg!(windows) { '\\' } else { '/' };

pub(super) fn is_separator(character: char) -> bool {
    character == '/' || cfg!(windows) && character == '\\'
}

/// Its components that say something.
pub(super) fn components(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split(is_separator).filter(|component| !matches!(*component, "" | "."))
}

pub(super) fn join(directory: &str, name: &str) -> String {
    let separator = (!directory.is_empty() && !directory.ends_with(is_separator)).then_some(SEPARATOR);
    directory.chars().chain(separator).chain(name.chars()).collect()
}

/// The directory and those that it is in, nearest first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    iter::successors(Some(path), |path| parent(path))
}

fn parent(path: &str) -> Option<&str> {
    let end = path.rfind(is_separator)?;
    let root = usize::from(end == 0);
    path.get(..end + root).filter(|parent| *parent != path)
}

/// Whether `path` is `directory` or in it.
pub(super) fn is_within(path: &str, directory: &str) -> bool {
    let mut rest = components(path);
    components(directory).all(|component| rest.next() == Some(component))
}

/// Without `.` and `..`.
pub(super) fn resolved(path: &str) -> String {
    let (prefix, _) = path.split_at(path.len() - path.trim_start_matches(is_separator).len());
    let mut kept: Vec<&str> = Vec::new();
    for component in components(path) {
        match component {
            ".." => drop(kept.pop()),
            _ => kept.push(component),
        }
    }
    let mut path: String = prefix.chars().map(|_| SEPARATOR).collect();
    path.push_str(&kept.join(if cfg!(windows) { "\\" } else { "/" }));
    path
}

/// What `path` means to a file in `directory`.
pub(super) fn relative(directory: &str, path: &str) -> String {
    if is_absolute(path) { path.into() } else { join(directory, path) }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with(is_separator) || cfg!(windows) && path.chars().nth(1) == Some(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn paths_lead_up_to_the_root() {
        assert!(ancestors("/a/b").eq(["/a/b", "/a", "/"]));
        assert!(ancestors("a").eq(["a"]) && ancestors("").eq([""]));
        assert_eq!([join("/", "a"), join("/a", "b"), join("", "a")], ["/a", "/a/b", "a"]);
    }

    #[test]
    #[cfg(windows)]
    fn both_separators_count() {
        assert!(ancestors("C:\\a/b").eq(["C:\\a/b", "C:\\a", "C:"]));
        assert_eq!([resolved("C:/a/../b"), resolved("\\\\server\\share/a")], ["C:\\b", "\\\\server\\share\\a"]);
        assert!(is_absolute("C:\\a") && is_absolute("/a") && !is_absolute("a"));
    }

    #[test]
    #[cfg(not(windows))]
    fn dots_are_resolved_without_the_disk() {
        assert_eq!(resolved("/a/./b//../c/"), "/a/c");
        assert_eq!([resolved("/../a"), resolved("/"), resolved("/a/..")], ["/a", "/", "/"]);
        assert_eq!([relative("/a", "../b"), relative("/a", "/b")], ["/a/../b", "/b"]);
    }

    #[test]
    fn whole_components_are_compared() {
        assert!(is_within("/a/b", "/a/") && is_within("/a", "/a/.") && is_within("/a", "/"));
        assert!(!is_within("/ab", "/a") && !is_within("/a", "/a/b") && !is_within("/a/b", "/a/../a"));
    }
}
