//! Why a policy is not written.

use crate::PolicyError;
use crate::policy::UnknownFormat;
use alloc::format;
use alloc::string::{String, ToString as _};
use core::error::Error;
use core::fmt;
use std::io;
use std::path::Path;

/// Why the file of a policy can't be written or checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    kind: BuildErrorKind,
    message: String,
}

/// The kind of a [`BuildError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BuildErrorKind {
    /// The name of the file does not tell the format.
    Format,
    /// The policy can't be made.
    Policy,
    /// The file can't be read.
    Read,
    /// The file can't be written. If there was one, it is as before.
    Write,
    /// Two policies are written to one file.
    Twice,
    /// Two Terraform files of one directory, which is one module, define the same.
    SameAddress,
    /// There is no `OUT_DIR`: cargo does not run this as a build script.
    NoOutDir,
}

impl BuildError {
    /// What kind of error it is.
    pub fn kind(&self) -> BuildErrorKind {
        self.kind
    }

    pub(super) fn policy(path: &Path, error: &PolicyError) -> Self {
        let message = format!("`{}` can't be made: {error}", path.display());
        BuildError { kind: BuildErrorKind::Policy, message }
    }

    pub(super) fn read(path: &Path, error: &io::Error) -> Self {
        let message = format!("`{}` can't be read: {error}", path.display());
        BuildError { kind: BuildErrorKind::Read, message }
    }

    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        let is_protected = matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied);
        let help = if is_protected {
            "\nhelp: build where the source can be written and commit the file, or use `write_to_out_dir`"
        } else {
            ""
        };
        let message = format!("`{}` is not as declared, and can't be written: {error}{help}", path.display());
        BuildError { kind: BuildErrorKind::Write, message }
    }

    pub(super) fn twice(path: &Path) -> Self {
        let message = format!(
            "`{}` is written twice, and one policy would replace the other\n\
             help: grant everything to one policy, or give each a file",
            path.display()
        );
        BuildError { kind: BuildErrorKind::Twice, message }
    }

    /// `path`, which comes after `other`, defines `address` again, such as `aws_iam_policy.support_chat`.
    pub(super) fn same_address(path: &Path, other: &Path, address: &str) -> Self {
        let help = if address.starts_with("aws_bedrock_inference_profile.") {
            "grant the profile to one policy, which can be attached to several roles, or to the other with its ARN: \
             `PROFILE.with_arn(…)?`"
        } else {
            "grant everything to one policy, or give each a name or a directory of its own"
        };
        let message = format!(
            "`{}` and `{}` both define `{address}`, and Terraform takes a directory as one module\nhelp: {help}",
            other.display(),
            path.display()
        );
        BuildError { kind: BuildErrorKind::SameAddress, message }
    }

    pub(super) fn no_out_dir() -> Self {
        let message = "`OUT_DIR` is not set: cargo sets it for build scripts".to_string();
        BuildError { kind: BuildErrorKind::NoOutDir, message }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

// The cause is part of the message: a `source` would have reporters print it twice.
impl Error for BuildError {}

impl From<UnknownFormat> for BuildError {
    fn from(error: UnknownFormat) -> Self {
        BuildError { kind: BuildErrorKind::Format, message: error.to_string() }
    }
}
