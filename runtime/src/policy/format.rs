//! The kinds of files that hold a policy, and how their names tell them apart.

use super::{Policy, PolicyError};
use alloc::string::{String, ToString as _};
use core::fmt;

/// What a policy is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A JSON document for IAM: [`Policy::to_iam_json`].
    IamJson,
    /// A CloudFormation template in JSON: [`Policy::to_cloudformation`].
    CloudFormation,
    /// A CloudFormation template in YAML: [`Policy::to_cloudformation_yaml`].
    CloudFormationYaml,
    /// The `Policies` of a SAM function, in YAML: [`Policy::to_sam`].
    Sam,
    /// A Terraform module in JSON: [`Policy::to_terraform`].
    Terraform,
}

/// How the names of files end. The first that fits counts.
const ENDINGS: [(&str, Format); 7] = [
    (".tf.json", Format::Terraform),
    (".template.json", Format::CloudFormation),
    (".template.yaml", Format::CloudFormationYaml),
    (".template.yml", Format::CloudFormationYaml),
    (".sam.yaml", Format::Sam),
    (".sam.yml", Format::Sam),
    (".json", Format::IamJson),
];

impl Format {
    /// The format that the name of a file tells: `*.tf.json` is Terraform, `*.template.json` and `*.template.yaml`
    /// CloudFormation, `*.sam.yaml` SAM, any other `*.json` IAM JSON.
    ///
    /// ```
    /// use bedrock_profiles::policy::Format;
    ///
    /// assert_eq!(Format::from_path("infra/support_chat.tf.json"), Ok(Format::Terraform));
    /// assert_eq!(Format::from_path("infra/support-chat.template.json"), Ok(Format::CloudFormation));
    /// assert_eq!(Format::from_path("infra/support-chat.sam.yaml"), Ok(Format::Sam));
    /// assert_eq!(Format::from_path("support-chat.json"), Ok(Format::IamJson));
    /// assert!(Format::from_path("support-chat.toml").is_err());
    /// ```
    pub fn from_path(path: &str) -> Result<Self, UnknownFormat> {
        let found = ENDINGS.iter().find(|(ending, _)| path.ends_with(ending));
        found.map(|(_, format)| *format).ok_or_else(|| UnknownFormat { path: path.to_string() })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::IamJson => "IAM JSON",
            Format::CloudFormation => "CloudFormation",
            Format::CloudFormationYaml => "CloudFormation in YAML",
            Format::Sam => "SAM",
            Format::Terraform => "Terraform",
        })
    }
}

impl Policy {
    /// The policy in this format, without a newline at its end; refused as the method of the format is.
    pub fn render(&self, format: Format) -> Result<String, PolicyError> {
        match format {
            Format::IamJson => self.to_iam_json(),
            Format::CloudFormation => self.to_cloudformation(),
            Format::CloudFormationYaml => self.to_cloudformation_yaml(),
            Format::Sam => self.to_sam(),
            Format::Terraform => self.to_terraform(),
        }
    }
}

/// The name of a file that does not tell what a policy is to be written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    path: String,
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of `{}` does not tell a policy's format\nhelp: it takes", self.path.escape_debug())?;
        let mut separator = " ";
        for (ending, format) in ENDINGS {
            write!(f, "{separator}`*{ending}` ({format})")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl core::error::Error for UnknownFormat {}
