//! How a command ended, and what it must have said.

use serde_json::Value;

/// How a command ended, by its exit code.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// The result of a command that found nothing wrong.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self.stdout
    }

    /// The result of a command whose check failed.
    #[track_caller]
    pub(crate) fn failed_check(self) -> String {
        assert_eq!(self.code, Some(1), "{self:#?}");
        self.stdout
    }

    /// The message of a command that could not do what was asked for.
    #[track_caller]
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(2), ""), "{self:#?}");
        self.stderr
    }

    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.fine()).expect("JSON")
    }
}
