//! Why a policy is not written.

use crate::PolicyError;
use crate::policy::UnknownFormat;
use alloc::string::String;
use core::error::Error;
use core::fmt;
use std::io;
use std::path::PathBuf;

/// Why the file of a policy can't be written or checked.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The name of the file does not tell the format.
    Format(UnknownFormat),
    /// The policy can't be made.
    Policy {
        /// The file.
        path: PathBuf,
        /// Why.
        error: PolicyError,
    },
    /// The file can't be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file can't be written. If there was one, it is as before.
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Two policies are written to one file.
    Twice {
        /// The file.
        path: PathBuf,
    },
    /// Two Terraform files of one directory, which is one module, define the same.
    SameAddress {
        /// The second file.
        path: PathBuf,
        /// The first.
        other: PathBuf,
        /// What both define, such as `aws_iam_policy.support_chat`.
        address: String,
    },
    /// There is no `OUT_DIR`: cargo does not run this as a build script.
    NoOutDir,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Format(error) => error.fmt(f),
            BuildError::Policy { path, error } => write!(f, "`{}` can't be made: {error}", path.display()),
            BuildError::Read { path, error } => write!(f, "`{}` can't be read: {error}", path.display()),
            BuildError::Write { path, error } => {
                write!(f, "`{}` is not as declared, and can't be written: {error}", path.display())?;
                if matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied) {
                    f.write_str(
                        "\nhelp: build where the source can be written and commit the file, or use `write_to_out_dir`",
                    )?;
                }
                Ok(())
            }
            BuildError::Twice { path } => write!(
                f,
                "`{}` is written twice, and one policy would replace the other\n\
                 help: grant everything to one policy, or give each a file",
                path.display()
            ),
            BuildError::SameAddress { path, other, address } => {
                let (path, other) = (path.display(), other.display());
                writeln!(
                    f,
                    "`{other}` and `{path}` both define `{address}`, and Terraform takes a directory as one module"
                )?;
                f.write_str(if address.starts_with("aws_bedrock_inference_profile.") {
                    "help: grant the profile to one policy, which can be attached to several roles, or to the other with \
                     its ARN: `PROFILE.with_arn(…)?`"
                } else {
                    "help: grant everything to one policy, or give each a name or a directory of its own"
                })
            }
            BuildError::NoOutDir => f.write_str("`OUT_DIR` is not set: cargo sets it for build scripts"),
        }
    }
}

// The cause is part of the message: a `source` would have reporters print it twice.
impl Error for BuildError {}

impl From<UnknownFormat> for BuildError {
    fn from(error: UnknownFormat) -> Self {
        BuildError::Format(error)
    }
}
