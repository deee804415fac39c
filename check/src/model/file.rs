//! The policies of a file, and what is known of whose they are.

use super::condition::{Outcome, TemplateConditions};
use super::finding::Finding;
use super::identity::Identity;
use bedrock_profiles_iam::{Document, Text};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a file says that is judged.
///
/// Every offset in it counts the bytes of the file's text. What stands in a text in the file, as a document in a
/// Terraform plan does, has the offset of that text.
#[derive(Clone, Debug, Default)]
pub struct PolicyFile {
    /// What kind of file it is.
    pub form: Form,
    /// Its policies, in order.
    pub policies: Vec<Policy>,
    /// The application inference profiles that it creates.
    pub applications: Vec<Application>,
    /// What identities may have besides, and can't be read.
    pub gaps: Vec<Gap>,
    /// How the conditions of a template can turn out.
    pub conditions: TemplateConditions,
    /// What is wrong with the file itself, or worth knowing of it.
    pub findings: Vec<Finding>,
}

/// A policy, under whichever conditions it is there.
#[derive(Clone, Debug)]
pub struct Policy {
    /// A logical id, an address, or what else tells it from others; `None` where it is the only one.
    pub name: Option<String>,
    /// What kind of policy it is.
    pub kind: PolicyKind,
    /// Whose it is, as far as the file says.
    pub identities: BTreeSet<Identity>,
    /// Where its document begins.
    pub offset: usize,
    /// The conditions of the template that decide over it, at most [`Policy::CONDITIONS`].
    pub conditions: Vec<String>,
    /// What it says under each of their outcomes, `None` where it is not there. Bit `n` of the index is set where the
    /// `n`th condition is true. One that no condition decides over has one variant. An outcome that can't be has the
    /// variant of a possible one.
    pub variants: Vec<Option<Arc<Document>>>,
}

impl Policy {
    /// How many conditions of a template may decide over one policy, or over those of one identity.
    pub const CONDITIONS: usize = 10;

    /// What it says under an outcome. A condition that the outcome does not have counts as true.
    pub fn under(&self, outcome: &Outcome) -> Option<&Arc<Document>> {
        self.variant(|name| outcome.get(name).copied().unwrap_or(true))
    }

    /// What it says where the conditions turn out like this.
    pub fn variant(&self, is_true: impl Fn(&str) -> bool) -> Option<&Arc<Document>> {
        let bits = self.conditions.iter().enumerate().filter(|(_, name)| is_true(name)).map(|(at, _)| 1 << at);
        self.variants.get(bits.sum::<usize>())?.as_ref()
    }
}

/// What kind of policy a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyKind {
    /// A document alone: the file does not say what it is for.
    #[default]
    Document,
    /// A customer managed policy.
    Managed,
    /// An inline policy of an identity.
    Inline,
    /// A trust policy, or another one of a resource.
    Resource,
    /// A service control policy.
    ServiceControl,
}

/// An application inference profile that the file creates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// How policies of the file refer to its ARN, as an unknown piece of a text:
    /// `${Chat.InferenceProfileArn}`, `${aws_bedrock_inference_profile.chat.arn}`.
    pub reference: String,
    /// What it is called in the file: its logical id, or its address.
    pub name: String,
    /// The ARN of what it is copied from; `None` where the file does not say.
    pub copied: Option<Text>,
    /// Where it begins.
    pub offset: usize,
}

/// Something that identities may have besides what is read, and that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whose it is.
    pub owner: Owner,
    /// What is said of it, going on after its policy or identity: `is not judged: …`.
    pub message: String,
    /// What would help.
    pub help: Option<String>,
    /// Where it is.
    pub offset: usize,
}

/// Whom something belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// These identities.
    Identities(BTreeSet<Identity>),
    /// Whoever has the policy of this index in [`PolicyFile::policies`].
    Policy(usize),
    /// Every identity of the file.
    Everyone,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// IAM JSON, or what the AWS CLI prints of a policy.
    #[default]
    Iam,
    /// A CloudFormation template.
    Cloudformation,
    /// A SAM template.
    Sam,
    /// A Terraform module, plan or state in JSON.
    Terraform,
    /// The policies of an account, as `aws iam get-account-authorization-details` prints them: complete.
    Account,
}
